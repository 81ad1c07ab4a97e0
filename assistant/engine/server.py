"""The engine's HTTP side, inside the worker: six calls, for our own processes only."""

import hmac
from typing import Any
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, TypeAdapter

from assistant.core.errors import DomainError
from assistant.core.problems import status_of
from assistant.engine.types import Engine, EngineHealth, Filters, ScoredText, SearchQuery

_SCORED = TypeAdapter(list[ScoredText])


class ScoreBody(BaseModel):
    """Texts to score."""

    texts: list[str]
    lines: bool = True
    embeddings: bool = False


class ExplainBody(BaseModel):
    """A text whose mood is to be explained."""

    text: str


class SimilarBody(BaseModel):
    """A song to find neighbours of."""

    track_id: UUID
    filters: Filters
    limit: int = 20


def create_engine_app(engine: Engine, token: str) -> FastAPI:
    """Build the app that the worker serves; every call must carry the token."""

    def authorise(request: Request) -> None:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            raise HTTPException(401)

    app = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(authorise)]
    )
    app.add_exception_handler(DomainError, _on_domain_error)

    @app.post("/score")
    def score(body: ScoreBody) -> Response:
        scored = engine.score(body.texts, lines=body.lines, embeddings=body.embeddings)
        return Response(_SCORED.dump_json(scored), media_type="application/json")

    @app.post("/explain")
    def explain(body: ExplainBody) -> Response:
        answer = engine.explain(body.text)
        return Response(answer.model_dump_json(), media_type="application/json")

    @app.post("/search")
    def search(query: SearchQuery) -> Response:
        return Response(engine.search(query).model_dump_json(), media_type="application/json")

    @app.post("/similar")
    def similar(body: SimilarBody) -> Response:
        answer = engine.similar(body.track_id, body.filters, body.limit)
        return Response(answer.model_dump_json(), media_type="application/json")

    @app.post("/apply")
    def apply() -> dict[str, Any]:
        return {"applied": engine.apply_changes()}

    @app.post("/health")
    def health() -> EngineHealth:
        return engine.health()

    return app


def _on_domain_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)  # noqa: S101 - registered for this class only
    return JSONResponse({"code": error.code, "detail": error.detail}, status_of(error))
