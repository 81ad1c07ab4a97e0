"""The page that explains the API, at `/docs`: Swagger UI from our own origin, nothing inline.

The files come with the package `fastapi-swagger`; only its files are used. Addresses are
relative, so the page works wherever the API is mounted.
"""

from collections.abc import Callable
from importlib.resources import files

import fastapi_swagger
from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response

_FILES = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
_DAY_S = 86_400
_KEPT = {"cache-control": f"public, max-age={_DAY_S}"}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Attune: the API</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<main id="api"></main>
<noscript>This page needs JavaScript; the same as a file: <a href="openapi.json">openapi.json</a>
</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = """if (matchMedia("(prefers-color-scheme: dark)").matches)
  document.documentElement.classList.add("dark-mode");
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
"""


def add_docs(api: FastAPI) -> None:
    """Serve the page and what it needs; neither is part of the API's description."""

    @api.get("/docs", include_in_schema=False)
    def page() -> Response:
        return HTMLResponse(_PAGE)

    @api.get("/docs/start.js", include_in_schema=False)
    def start() -> Response:
        return Response(_START, media_type="text/javascript", headers=_KEPT)

    for name, kind in _FILES.items():
        api.add_api_route(f"/docs/{name}", _sender(name, kind), include_in_schema=False)


def _sender(name: str, kind: str) -> Callable[[], FileResponse]:
    path = str(files(fastapi_swagger) / "resources" / name)

    def send() -> FileResponse:
        return FileResponse(path, media_type=kind, headers=_KEPT)

    return send
