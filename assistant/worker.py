"""A worker process: the mood model, the vector store, the jobs, and the engine's API."""

import fcntl
import os
import secrets
import signal
import socket
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn
from urllib.parse import urlsplit

import structlog
import uvicorn

import analysis
from assistant import bootstrap
from assistant.connections.keeping import keep_polling
from assistant.core.errors import Conflict
from assistant.core.lifeline import exit_with_parent
from assistant.core.logging import configure
from assistant.core.memory import settle
from assistant.core.settings import Settings
from assistant.engine.inprocess import InProcessEngine
from assistant.engine.model_host import ModelHost
from assistant.engine.server import create_engine_app
from assistant.gathering.keeping import keep_gathering
from assistant.index import service as index
from assistant.index.keeping import Keeper
from assistant.jobs.heartbeat import Heartbeat
from assistant.jobs.membership import Membership
from assistant.jobs.runtime import JobWorker
from assistant.metadata.keeping import keep_asking
from assistant.scrobbles.keeping import keep_forwarding
from assistant.song_moods import service as song_moods
from assistant.takeout.rules import Places
from assistant.takeout.sweeping import keep_sweeping
from vectorstore import open_store
from vectorstore.base import VectorStore
from vectorstore.errors import StoreBusy, StoreError

STOPPING = (signal.SIGTERM, signal.SIGINT)
log = structlog.get_logger(__name__)


def run(settings: Settings) -> None:
    """Run until told to stop. The model warms in the background; jobs and searches do not wait.

    Raises:
        Conflict: another worker has the embedded store, the name or the address.
    """
    configure(settings.log_level, settings.log_format)
    exit_with_parent()
    store, message = _open_store(settings)
    _require_free(settings.engine_address)
    with _own_name(settings):
        _work(settings, store, message)


def _work(settings: Settings, store: VectorStore | None, message: str) -> None:
    model = ModelHost(analysis.load_scorer(settings.mood_choice, settings.model_threads or None))
    engine = InProcessEngine(model, store, store_message=message)
    container = bootstrap.build(settings, engine=engine)
    membership = Membership(
        container.open_uow, settings.worker_called, place_of(settings),
        settings.worker_dead_after_s, may_lead=store is not None,
        model=index.model_line(container.stamps),
    )  # fmt: skip
    membership.join()
    model.warm()
    keeper = None
    if store is not None:
        keeper = Keeper(container.open_uow, store, container.stamps, lambda: membership.leads)
        engine.apply = keeper.apply
        keeper.start()
    jobs = JobWorker(
        settings.sql_url, bootstrap.handlers(container, store), container.open_uow,
        membership.executor_id, bootstrap.queues(store),
    )  # fmt: skip
    jobs.start()
    keep_sweeping(container.open_uow, Places(settings.data_dir))
    keep_forwarding(container.open_uow)
    keep_gathering(container.open_uow, settings)
    keep_polling(container.open_uow, settings)
    keep_asking(container.open_uow)
    heartbeat = Heartbeat(membership, jobs, settings.worker_dead_after_s)
    heartbeat.start()
    with container.open_uow() as uow:
        song_moods.renew(uow, container.stamps.mood)
    settle()
    code = 0
    try:
        _serve(settings, engine)
    except SystemExit as ended:  # told to stop, or it could not listen
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        _end(store, keeper, membership, jobs, heartbeat)
    # A job is cut off as by a crash, and the others have it at once; so are the model's threads,
    # which would abort an interpreter that waits for them.
    os._exit(code)


def _end(
    store: VectorStore | None, keeper: Keeper | None, membership: Membership, jobs: JobWorker,
    heartbeat: Heartbeat,
) -> None:  # fmt: skip
    """Hand over what this worker has, so that the others wait for nothing."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)  # it is stopping
    rests = keeper is None or keeper.stop()
    if rests:
        membership.stop_leading()
    heartbeat.only_beat()
    jobs.close()
    heartbeat.stop()
    membership.leave(lead=rests)
    if store is not None and rests and jobs.idle:
        store.close()


def _open_store(settings: Settings) -> tuple[VectorStore | None, str]:
    try:
        spread = settings.store_spread
        return open_store(settings.store_url, api_key=settings.store_key, spread=spread), ""
    except StoreBusy as error:
        raise Conflict("store_busy", str(error)) from error
    except StoreError as error:
        log.warning("the vector store could not be opened", error=str(error))
        return None, str(error)


def _require_free(address: str) -> None:
    """See that no other worker answers on the Unix socket; a port says so by itself."""
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return
    with socket.socket(socket.AF_UNIX) as probe:
        if probe.connect_ex(parts.path) == 0:
            raise Conflict(
                "engine_address_taken",
                f"Another worker answers at {address}. Give this one an address of its own with "
                "ATTUNE_ENGINE_URL, such as http://127.0.0.1:7301.",
            )


def place_of(settings: Settings) -> str:
    """Where this worker runs: host and path, and what tells apart disks that share both."""
    mark = settings.data_dir / "run" / "place"
    mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError), mark.open("x") as file:
        file.write(secrets.token_hex(4))
    return f"{settings.worker_place}-{mark.read_text()}"


def _own_name(settings: Settings) -> IO[str]:
    """Hold the worker's name in this folder; the system lets go of it when this process dies."""
    folder = settings.data_dir / "run"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = (folder / f"worker-{settings.worker_called}.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise Conflict(
            "worker_name_taken",
            f"A worker called {settings.worker_called!r} runs on the folder {settings.data_dir} "
            "already. Give each worker a name of its own with ATTUNE_WORKER_NAME.",
        ) from error
    return lock


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _serve(settings: Settings, engine: InProcessEngine) -> None:
    """Answer until told to stop.

    Uvicorn ends at a signal and then raises it once more, for whoever listened before. So
    somebody must: by default the process would end there, with nothing handed over.
    """
    for number in STOPPING:
        signal.signal(number, _stop)
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
