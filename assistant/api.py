"""Mounts every feature's routes under `/api/v1` and turns every error into a problem body."""

from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.accounts.routes import router as accounts
from assistant.audit.routes import router as audit
from assistant.auth.browser_routes import router as auth_forms
from assistant.auth.factor_routes import router as auth_factors
from assistant.auth.oauth_routes import router as auth_oauth
from assistant.auth.passkey_routes import router as auth_passkeys
from assistant.auth.people_routes import router as people
from assistant.auth.personal_routes import router as auth_tokens
from assistant.auth.recovery_routes import router as auth_recovery
from assistant.auth.routes import router as auth
from assistant.catalogue.routes import router as catalogue
from assistant.connections.routes import router as connections
from assistant.container import Container
from assistant.core.api_docs import add_docs
from assistant.core.columns import clean_text
from assistant.core.errors import DomainError, RateLimited, UpstreamUnavailable
from assistant.core.http import refuse_foreign
from assistant.core.problems import PROBLEM_JSON, of_domain_error, problem, status_of
from assistant.curation.routes import router as curation
from assistant.evaluation.routes import router as evaluation
from assistant.gathering.routes import router as gathering
from assistant.imports.routes import router as imports
from assistant.index.routes import router as index
from assistant.insights.routes import router as insights
from assistant.jobs.routes import router as jobs
from assistant.library.routes import router as library
from assistant.listens.routes import router as listens
from assistant.lyrics.routes import router as lyrics
from assistant.metadata.routes import router as metadata
from assistant.moods.routes import router as moods
from assistant.playback.push_routes import router as pushes
from assistant.playback.routes import router as playback
from assistant.playlists.routes import router as playlists
from assistant.preferences.routes import router as preferences
from assistant.profiles.routes import router as profiles
from assistant.recommendations.routes import router as recommendations
from assistant.sample.routes import router as sample
from assistant.scrobbles.routes import router as scrobbles
from assistant.song_moods.routes import router as song_moods
from assistant.takeout.routes import router as takeout

ROUTERS: tuple[APIRouter, ...] = (
    auth, auth_recovery, auth_factors, auth_passkeys, auth_tokens, auth_oauth, auth_forms, people,
    accounts, preferences, jobs, index, evaluation, moods, catalogue, lyrics, listens,
    song_moods, library, connections, playback, pushes, profiles, recommendations, insights, sample,
    imports, audit, takeout, scrobbles, curation, gathering, playlists, metadata,
)  # fmt: skip
_PLAIN = {
    404: ("no_such_path", "There is nothing at this address; /api/v1/docs lists what there is."),
    405: ("method_not_allowed", "This address does not take this method."),
}
log = structlog.get_logger(__name__)


def create_api(container: Container | None = None) -> FastAPI:
    """Build the REST API.

    Args:
        container: the process's parts; None builds one whose description can be read only.
    """
    api = FastAPI(
        title="Attune",
        version="1",
        description="Log moods, score lyrics, and get queues that fit. Errors are problem+json.",
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(refuse_foreign)],
    )
    api.state.container = container
    for router in ROUTERS:
        api.include_router(router)
    add_docs(api)
    api.add_exception_handler(DomainError, _domain_error)
    api.add_exception_handler(RequestValidationError, _validation_error)
    api.add_exception_handler(HTTPException, _http_error)
    api.add_exception_handler(Exception, _unexpected)
    return api


def _domain_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)  # noqa: S101 - registered for this class only
    headers = {}
    retry_after_s = error.context.get("retry_after_s")
    if isinstance(error, (RateLimited, UpstreamUnavailable)) and retry_after_s:
        headers["Retry-After"] = str(int(retry_after_s))
    if status_of(error) == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return _answer(of_domain_error(error, _request_id(request)), headers)


def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    wrong = [
        {"pointer": _pointer(e["loc"][1:]), "detail": clean_text(str(e["msg"]), 300)}
        for e in error.errors()
    ]
    detail = "; ".join(f"{w['pointer']}: {w['detail']}" for w in wrong[:3])
    return _answer(problem(422, "not_valid", detail, _request_id(request), wrong))


def _pointer(path: Sequence[str | int]) -> str:
    """A JSON pointer (RFC 6901); unknown keys are the sender's words, so they are cleaned."""
    parts = (clean_text(str(part), 80) for part in path)
    return "/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    code, detail = _PLAIN.get(error.status_code, ("http_error", str(error.detail)))
    body = problem(error.status_code, code, detail, _request_id(request))
    return _answer(body, dict(error.headers or {}))


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected error", path=request.url.path, exc_info=error)
    detail = "Something went wrong inside Attune. Nothing of this request was kept."
    return _answer(problem(500, "unexpected", detail, _request_id(request)))


def _answer(body: dict[str, Any], headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(body, body["status"], headers, media_type=PROBLEM_JSON)


def _request_id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))
