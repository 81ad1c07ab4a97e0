"""The worker of the rebuild benchmark: store, engine and jobs as in `assistant.worker`, no model.

    python -m bench.rebuild_worker FOLDER

Standard input holds one build a line, the stamps to build for; each is answered by "built".
"""

import json
import sys
import threading
import time
from pathlib import Path

import uvicorn

from analysis.types import ModelStamps
from assistant import bootstrap
from assistant.core.actor import SYSTEM
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.engine.inprocess import InProcessEngine
from assistant.engine.model_host import ModelHost
from assistant.engine.server import create_engine_app
from assistant.index import service as index
from assistant.jobs.runtime import InlineQueue
from tests.support.fake_scorer import FakeScorer
from vectorstore import open_store
from vectorstore.base import VectorStore

APPLY_EVERY_S = 1.0


def settings_of(folder: Path) -> Settings:
    """The settings of both processes."""
    return Settings(data_dir=folder, load_sample=False, log_level="ERROR")


def main() -> None:
    """Serve searches until killed, and build what is ordered."""
    settings = settings_of(Path(sys.argv[1]))
    store = open_store(settings.store_url)
    engine = InProcessEngine(ModelHost(FakeScorer()), store)
    threading.Thread(target=_orders, args=(settings, store, engine), daemon=True).start()
    path = Path(settings.engine_address.removeprefix("unix://"))
    path.parent.mkdir(parents=True, exist_ok=True)
    app = create_engine_app(engine, bootstrap.engine_token(settings))
    uvicorn.run(app, uds=str(path), log_level="error", access_log=False)


def _orders(settings: Settings, store: VectorStore, engine: InProcessEngine) -> None:
    following = False
    for line in sys.stdin:
        queue = InlineQueue()
        container = bootstrap.build(
            settings, engine=engine, jobs=queue, stamps=ModelStamps(**json.loads(line))
        )
        with container.open_uow() as uow:
            index.rebuild(uow, SYSTEM)
        if not following:
            threading.Thread(target=_follow, args=(container.open_uow, store), daemon=True).start()
            following = True
        queue.drain(bootstrap.handlers(container, store), container.open_uow)
        print("built", flush=True)


def _follow(open_uow: OpenUow, store: VectorStore) -> None:
    """What the worker does all the time: bring the generation in use up to SQL."""
    while True:
        index.apply_changes(open_uow, store, settled=False)
        time.sleep(APPLY_EVERY_S)


if __name__ == "__main__":
    main()
