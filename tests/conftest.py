"""Fixtures every test may ask for: databases of both kinds, free ports, a browser, no network."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.compiled import share_schemas, share_statements
from tests.support.network import block_outside
from tests.support.redis_server import running as redis_running
from tools.local_postgres import LocalPostgres, PostgresUnavailableError, running

# Before anything imports the model stack or the settings: neither may look outside this run.
for _name in [n for n in os.environ if n.startswith("ATTUNE_")]:
    del os.environ[_name]
os.environ |= {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_finish() -> None:
    """What was imported by now lives to the end: the garbage collector looks at it no more."""
    from assistant.core.memory import settle

    settle()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse connections and look-ups beyond loopback, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        block_outside(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def worked_out_once() -> Iterator[None]:
    """Compile a statement once a process, not once an engine: most of a test's time was that."""
    with pytest.MonkeyPatch.context() as patch:
        share_statements(patch)
        share_schemas(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ATTUNE_DATA_DIR of this run, so that no test touches the listener's own."""
    folder = tmp_path_factory.mktemp("attune-data")
    os.environ["ATTUNE_DATA_DIR"] = str(folder)
    return folder


@pytest.fixture
def anyio_backend() -> str:
    """`@pytest.mark.anyio` tests run on asyncio, as the product does."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[LocalPostgres]:
    """A PostgreSQL server of this test process, started once and removed at the end."""
    try:
        with running() as server:
            yield server
    except PostgresUnavailableError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def postgres_url(postgres: LocalPostgres) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'attune.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database; a test that asks for it runs once on each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every migration applied, to be copied."""
    path = tmp_path_factory.mktemp("template") / "attune.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: LocalPostgres) -> str:
    """The name of a PostgreSQL database with every migration applied, to be copied."""
    name = postgres.create()
    _migrate(postgres.url(name))
    return name


def _migrate(url: str) -> None:
    # Here, so that tests of analysis and vectorstore run without the product.
    from assistant.core.database import make_engine
    from assistant.core.migrate import upgrade

    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()  # the last connection folds SQLite's log into the file


@pytest.fixture
def migrated_sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite file with all tables, in a few milliseconds."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'attune.db')}"


@pytest.fixture
def migrated_postgres_url(postgres: LocalPostgres, postgres_template: str) -> Iterator[str]:
    """A fresh PostgreSQL database with all tables."""
    name = postgres.create(postgres_template)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with all tables; a test that asks for it runs once on each kind."""
    kind = "sqlite" if request.param == "sqlite" else "postgres"
    url: str = request.getfixturevalue(f"migrated_{kind}_url")
    return url


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis server of this test process; a machine without one fails the test."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.fail("redis-server was not found; run tools/test_env.py", pytrace=False)
    with redis_running(program, tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium; a machine without one fails the test, it never skips it."""
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    pytest.fail(
        "Chromium was not found. Install it with the system's packages (Debian: apt-get install "
        "chromium; Fedora: dnf install chromium) or run tools/test_env.py as root.",
        pytrace=False,
    )
