"""For all tests: where their files lie, in which order they run, and one real server with a two-page script."""

import asyncio
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from leidraad.access import passwords
from leidraad.machine.pace import Pace
from leidraad.web import password_turns
from tests.bench.server import Server, free_port
from tests.databases import PostgresServer, postgres_or_skipped, write_statements_once
from tests.harness import served

LAUNCHER = """
from pathlib import Path
import streamlit as st
from leidraad.server.routes import placed
from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.streamlit_inside.spared import spare_the_start
spare_the_start()
app = st.App(Path(__file__).parent / "ui" / "router.py", routes=placed(), middleware=MIDDLEWARE[:-1])  # the last asks the database
"""
ROUTER = """
import streamlit as st
def start():
    st.text_input("Naam", key="naam")
    runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.text(f"keer: {runs}")
def zelfscan():
    st.text("toestel: " + st.context.cookies.get("leidraad_toestel", "geen"))
    st.text("deel: " + st.query_params.get("deel", "geen"))
st.navigation([st.Page(start, default=True), st.Page(zelfscan, url_path="zelfscan")]).run()
"""

#: So long may installing the browser and nginx take.
PACKAGES_SECONDS = 300
#: Files in memory, where the machine has it, and how much of it must be free.
MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30

if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    # Before anybody asks where: a database that lives as long as one test need not wait for a disk at every write.
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


write_statements_once()
gc.disable()  # until everything is loaded


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--lang`: what CI does with a few browsers and a hall of plain requests, with a browser for everybody and every screen."""
    parser.addoption(
        "--lang", action="store_true", help="wat hier in het kort gaat, in zijn geheel (CONTRIBUTING.md)"
    )


def pytest_sessionstart() -> None:
    """In CI the packages of the system come while the libraries do: whichever is there last, the tests begin after it."""
    if arrived := os.environ.get("PACKAGES_ARRIVE"):
        deadline = time.monotonic() + PACKAGES_SECONDS
        while not Path(arrived).exists() and time.monotonic() < deadline:
            time.sleep(0.1)


def pytest_collection(session: pytest.Session) -> None:
    """On a fresh clone every process of the tests would make ready every module, side by side: each begins with some of them."""
    worker, workers = os.environ.get("PYTEST_XDIST_WORKER"), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    if worker and workers > 1:
        asked = (session.config.rootpath / one for one in session.config.args)
        modules = sorted(module for one in asked for module in one.rglob("test_*.py"))
        for module in modules[int(worker.removeprefix("gw")) :: workers]:
            with suppress(Exception, pytest.skip.Exception):  # who collects it meets the same, and says so
                import_module(".".join(module.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser first: of what takes longest, nothing must be left when the other process is done."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/browser/"))


def pytest_collection_finish() -> None:
    """What was loaded by now stays: the collector looked through all of it again and again, up to a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash costs next to nothing here; tests/access/test_passwords.py knows what a real one must cost."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(password_turns, "_pace", Pace(password_turns.A_SECOND, password_turns.AT_ONCE))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _started(tmp_path_factory.mktemp("server"), {})


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL for the whole run; whoever stops it has one of its own."""
    with postgres_or_skipped() as started:
        yield started


@pytest.fixture(scope="session")
def strict_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same under the sub-path /teamscan, and only under the names teamscan.school.nl and *.lan."""
    settings = {
        "STREAMLIT_SERVER_BASE_URL_PATH": "teamscan",
        "STREAMLIT_SERVER_ALLOWED_HOSTS": "teamscan.school.nl *.lan",
    }
    yield from _started(tmp_path_factory.mktemp("streng"), settings)


def _started(folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    (folder / "ui").mkdir()
    (folder / "app.py").write_text(LAUNCHER)
    (folder / "ui" / "router.py").write_text(ROUTER)
    with served.running(
        f"sqlite:///{folder / 'leidraad.db'}",
        folder,
        free_port(),
        before=partial(_with_settings, settings),
        script=folder / "app.py",
    ) as started:
        yield started


def _with_settings(settings: dict[str, str]) -> None:
    os.environ.update(settings)


def ask(app: object, url: str, headers: dict[str, str] | None = None) -> httpx.Response:
    """One GET to an ASGI app inside this process."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url=url) as client:
            return await client.get("", headers=headers)

    return asyncio.run(send())


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    # Not to be verified: there is nothing to verify of http, and reading whom to trust for https takes 20 ms.
    with httpx.Client(base_url=f"http://{server.address}", verify=False) as client:
        yield client


@pytest.fixture
def strict_http(strict_server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://{strict_server.address}", verify=False) as client:
        yield client
