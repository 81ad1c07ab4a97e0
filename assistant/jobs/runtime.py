"""The machinery under the jobs: DBOS, on the same database as everything else."""

from collections.abc import Collection
from threading import Lock
from uuid import UUID

from dbos import DBOS, DBOSClient, DBOSConfig
from dbos._serialization import DBOSPortableJSONSerializer
from sqlalchemy import Engine
from sqlmodel import Session

from assistant.core.database import make_jobs_engine
from assistant.core.unit_of_work import OpenUow
from assistant.jobs.context import Handler, execute

APPLICATION = "attune"
VERSION = "1"  # pinned: a new build of Attune takes over the jobs of the old one
WORKFLOW = "attune_job"
POLL_S = 0.5
CONCURRENCY = {"quick": 4, "model": 1, "outward": 4, "lyrics": 4, "index": 1}
"""How many jobs of a queue one worker runs at a time."""
IN_ALL = {"index": 1}
"""How many all workers together run: two builds would be in each other's way."""


class DbosQueue:
    """Hands jobs to DBOS inside the transaction that decides on them."""

    def __init__(self, engine: Engine) -> None:
        self._client = DBOSClient(
            system_database_engine=engine,
            system_database_url=_url(engine),
            serializer=DBOSPortableJSONSerializer(),
            lazy=True,
        )

    def enqueue(self, db: Session, job_id: UUID, queue: str) -> None:
        """Make the job run once the transaction of `db` commits."""
        self._client.enqueue_in_transaction(
            db,
            {
                "workflow_name": WORKFLOW,
                "queue_name": queue,
                "workflow_id": str(job_id),
                "app_version": VERSION,
            },
            str(job_id),
        )


class JobWorker:
    """Runs jobs in this process until closed.

    Args:
        url: the database's.
        handlers: what does a job, by its kind.
        open_uow: opens units of work.
        executor_id: the name of this run, never used again.
        queues: those it takes jobs from; what waits in others is for other workers.
    """

    def __init__(
        self, url: str, handlers: dict[str, Handler], open_uow: OpenUow, executor_id: str,
        queues: Collection[str] = tuple(CONCURRENCY),
    ) -> None:  # fmt: skip
        self._running, self._counting = 0, Lock()
        engine = make_jobs_engine(url)
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": _url(engine),
            "system_database_engine": engine,
            "executor_id": executor_id,
            "application_version": VERSION,
            "max_executor_threads": 16,
            "log_level": "WARNING",
            "serializer": DBOSPortableJSONSerializer(),
            "notification_listener_polling_interval_sec": 1.0,
        }
        DBOS(config=config)
        DBOS.listen_queues(list(queues))

        @DBOS.workflow(name=WORKFLOW)
        def attune_job(job_id: str) -> None:
            self._count(1)
            try:
                execute(UUID(job_id), handlers, open_uow)
            finally:
                self._count(-1)

    @property
    def idle(self) -> bool:
        """Whether no job runs in this process."""
        with self._counting:
            return self._running == 0

    def start(self) -> None:
        """Work on the queues."""
        DBOS.launch()
        for name, at_once in CONCURRENCY.items():
            DBOS.register_queue(
                name, worker_concurrency=at_once, global_concurrency=IN_ALL.get(name),
                polling_interval_sec=POLL_S,
            )  # fmt: skip

    def executors(self) -> set[str]:
        """The ids of the workers, living or dead, that hold jobs they have begun."""
        begun = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {job.executor_id for job in begun if job.executor_id}

    def take_over(self, dead: Collection[str]) -> int:
        """Put the jobs that dead workers had begun back into their queues; how many there were.

        A job moves only while it still is the dead worker's, in one statement. So several workers
        may do this at the same time, and none takes a job that another has begun meanwhile, as
        `DBOS.resume_workflows` would.
        """
        if not dead:
            return 0
        return len(DBOS._recover_pending_workflows(list(dead)))  # noqa: SLF001 - pinned, tested

    def close(self) -> None:
        """Stop taking jobs; running ones go on after the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=2)

    def _count(self, change: int) -> None:
        with self._counting:
            self._running += change


class InlineQueue:
    """Collects jobs and runs them when told: for commands and tests that wait for them."""

    def __init__(self) -> None:
        self.waiting: list[UUID] = []

    def enqueue(self, db: Session, job_id: UUID, queue: str) -> None:  # noqa: ARG002 - the port's
        """Keep the job for `drain`."""
        self.waiting.append(job_id)

    def drain(self, handlers: dict[str, Handler], open_uow: OpenUow) -> None:
        """Run what waits, and what that adds, in order."""
        while self.waiting:
            execute(self.waiting.pop(0), handlers, open_uow)


def migrate(url: str) -> None:
    """Create or bring up to date the tables of DBOS."""
    DBOS.migrate(url)


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
