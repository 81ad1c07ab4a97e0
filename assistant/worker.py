"""The worker process: the mood model, the vector store, the jobs, and the engine's API."""

import itertools
import threading
from pathlib import Path
from urllib.parse import urlsplit

import structlog
import uvicorn

import analysis
from assistant import bootstrap
from assistant.container import Container
from assistant.core.lifeline import exit_with_parent
from assistant.core.logging import configure
from assistant.core.settings import Settings
from assistant.engine.inprocess import InProcessEngine
from assistant.engine.model_host import ModelHost
from assistant.engine.server import create_engine_app
from assistant.index import service as index
from assistant.jobs.runtime import JobWorker
from assistant.song_moods import service as song_moods
from assistant.takeout.sweeping import keep_sweeping
from vectorstore import open_store
from vectorstore.base import VectorStore
from vectorstore.errors import StoreError

log = structlog.get_logger(__name__)
_APPLY_EVERY_S = 1.0
_ENSURE_EVERY, _SETTLE_EVERY, _LOOK_AFTER_EVERY = 10, 60, 300  # turns
_EXECUTOR = "worker-1"


def run(settings: Settings) -> None:
    """Run until told to stop. The model warms in the background; jobs and searches do not wait."""
    configure(settings.log_level, settings.log_format)
    exit_with_parent()
    store, message = _open_store(settings)
    model = ModelHost(analysis.load_scorer(settings.mood_choice, settings.model_threads or None))
    engine = InProcessEngine(model, store, store_message=message)
    container = bootstrap.build(settings, engine=engine)
    model.warm()
    if store is not None:
        _keep_applying(container, engine, store)
    jobs = JobWorker(
        settings.sql_url, bootstrap.handlers(container, store), container.open_uow, _EXECUTOR
    )
    jobs.start()
    keep_sweeping(container.open_uow)
    with container.open_uow() as uow:
        song_moods.renew(uow, container.stamps.mood)
    try:
        _serve(settings, engine)
    finally:
        jobs.close()
        if store is not None:
            store.close()


def _open_store(settings: Settings) -> tuple[VectorStore | None, str]:
    try:
        spread = settings.store_spread
        return open_store(settings.store_url, api_key=settings.store_key, spread=spread), ""
    except StoreError as error:
        log.warning("the vector store could not be opened", error=str(error))
        return None, str(error)


def _keep_applying(container: Container, engine: InProcessEngine, store: VectorStore) -> None:
    """Bring the store up to SQL now and every second: this process is its only owner."""
    lock = threading.Lock()
    stop = threading.Event()

    def apply() -> int:
        with lock:
            return index.apply_changes(container.open_uow, store, settled=False)

    def settle() -> None:
        with lock:
            index.settle(container.open_uow, store)

    def loop() -> None:
        for turn in itertools.count():
            stop.wait(_APPLY_EVERY_S if turn else 0)
            try:
                if turn % _ENSURE_EVERY == 0:
                    index.ensure_active(container.open_uow, store, container.stamps)
                apply()
                if turn % _SETTLE_EVERY == 0:
                    settle()
                if turn % _LOOK_AFTER_EVERY == 0:
                    index.look_after(container.open_uow, store)
            except Exception:
                log.exception("the song index could not be brought up to date")
                stop.wait(5)

    index.start_over(container.open_uow)
    engine.apply = apply
    threading.Thread(target=loop, name="index-apply", daemon=True).start()


def _serve(settings: Settings, engine: InProcessEngine) -> None:
    address = urlsplit(settings.engine_address)
    app = create_engine_app(engine, bootstrap.engine_token(settings))
    if address.scheme == "unix":
        path = Path(address.path)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.unlink(missing_ok=True)
        uvicorn.run(app, uds=str(path), log_level="warning", access_log=False)
    else:
        uvicorn.run(
            app, host=address.hostname or "127.0.0.1", port=address.port or 7300,
            log_level="warning", access_log=False,
        )  # fmt: skip
