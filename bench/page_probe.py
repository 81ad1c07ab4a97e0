"""What the page benchmark does inside the browser: cold visits, clicks timed at the socket."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.instance import Instance

PASSWORD = "harbour lamp at low water"  # noqa: S105 - of listeners that live for minutes
TAPS = ".five button"
INTENTS = ".scrollx[role=group] button"
ENTRY = ".today .ent"
# Not wait_for_function: it evaluates strings in the page, which our policy forbids.
USABLE = """Promise.race([window.bench.usable, new Promise((_, no) =>
  setTimeout(() => no(new Error("no tap was confirmed within 30 s")), 30000))])"""

# Runs before the page's own scripts. Taps a mood as soon as React has the button, and notes when
# its entry stands in the page; times a click from the socket's send to the answer.
_WATCH = f"""(() => {{
  const bench = (window.bench = {{ waiting: null, tapped: -Infinity }});
  const isEvent = (data) => typeof data === "string" && data.startsWith("42");
  window.WebSocket = class extends window.WebSocket {{
    constructor(...args) {{
      super(...args);
      this.addEventListener("message", ({{ data }}) => {{
        const waiting = bench.waiting;
        if (!waiting?.sent || !isEvent(data)) return;
        bench.waiting = null;
        waiting.done(performance.now() - waiting.sent);
      }});
    }}
    send(data) {{
      if (bench.waiting && !bench.waiting.sent && isEvent(data))
        bench.waiting.sent = performance.now();
      super.send(data);
    }}
  }};
  bench.click = (element) => new Promise((done) => {{
    bench.waiting = {{ done, sent: 0 }};
    element.click();
  }});
  const isAlive = (element) => Object.keys(element).some((key) => key.startsWith("__reactProps"));
  const watch = () => {{
    const button = document.querySelectorAll("{TAPS}")[3];
    if (button && isAlive(button) && performance.now() - bench.tapped > 1500) {{
      bench.tapped = performance.now();
      button.click();
    }}
    if (document.querySelector("{ENTRY}")) bench.confirm(performance.now());
    else setTimeout(watch, 4);
  }};
  bench.usable = new Promise((done) => (bench.confirm = done));
  watch();
}})()"""


@dataclass(frozen=True)
class Visit:
    """One cold visit: bytes over the wire, and milliseconds since the navigation began."""

    kb: float
    requests: int
    fcp_ms: float
    usable_ms: float


def sign_up(instance: Instance, name: str) -> dict[str, str]:
    """A listener of one's own; the name and value of their cookie."""
    with httpx.Client(base_url=instance.api, headers={"Origin": instance.url}) as client:
        form = {"email": f"{name}@example.com", "password": PASSWORD, "display_name": name}
        answer = client.post("/auth/browser-register", data=form)
        assert answer.headers["location"] == "/", answer.headers["location"]
        return dict(client.cookies)


@contextmanager
def signed_in(browser: Browser, instance: Instance, name: str) -> Iterator[BrowserContext]:
    """A browser that has never been here, with the cookie of a new listener."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(
        [{"name": k, "value": v, "url": instance.url} for k, v in sign_up(instance, name).items()]
    )
    context.add_init_script(_WATCH)
    yield context
    context.close()


def visit(context: BrowserContext, instance: Instance) -> Visit:
    """Open the Mood page with a cold cache, tap, and wait until the tap is confirmed."""
    page = context.new_page()
    bytes_seen: list[float] = []
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda e: bytes_seen.append(e["encodedDataLength"]))
    page.goto(instance.url, wait_until="commit")
    usable = page.evaluate(USABLE)
    page.wait_for_load_state("networkidle")
    fcp = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    page.close()
    return Visit(sum(bytes_seen) / 1000, len(bytes_seen), fcp, usable)


class Clicker:
    """An open Mood page whose buttons are clicked one after the other."""

    def __init__(self, page: Page, instance: Instance) -> None:
        self._page = page
        self._count = {INTENTS: 0, TAPS: 0}  # never the same choice twice: that changes nothing
        page.goto(instance.url, wait_until="commit")
        page.evaluate(USABLE)
        page.wait_for_load_state("networkidle")

    def intent(self) -> float:
        """Choose another intent (state alone); milliseconds at the socket."""
        return self._click(INTENTS, 3, pause_ms=20)

    def tap(self) -> float:
        """Log another of the five steps (one transaction); milliseconds at the socket."""
        return self._click(TAPS, 5, pause_ms=750)

    def _click(self, selector: str, choices: int, *, pause_ms: int) -> float:
        """Click one of the choices; then pause, until the page stands still again."""
        self._count[selector] = turn = (self._count[selector] + 1) % choices
        took: float = self._page.evaluate(
            "([s, i]) => window.bench.click(document.querySelectorAll(s)[i])",
            [selector, turn],
        )
        self._page.wait_for_timeout(pause_ms)
        return took


def figures(name: str, values: list[float]) -> dict[str, Any]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return {
        f"{name}_p50_ms": round(statistics.median(ordered), 2),
        f"{name}_p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
    }
