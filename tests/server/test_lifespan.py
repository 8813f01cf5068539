"""Starting: what is refused, and what the console says. Each start is a process of its own."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from sqlmodel import func, select
from streamlit import config

from leidraad import product
from leidraad.errors import SettingsError
from leidraad.server import lifespan
from leidraad.storage.database import clock, engine
from leidraad.storage.tables.accounts import AccountSession
from tests.bench.server import ROOT, free_port
from tests.databases import migrated_file
from tests.server.fresh import said_by
from tests.storage import scene


def start(environment: dict[str, str], seconds: float = 40) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    command += ["--server.address", "127.0.0.1"]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=seconds
    )


def test_a_file_that_is_no_database_stops_the_start_with_one_dutch_sentence(tmp_path):
    (tmp_path / "brief.db").write_text("Beste collega, dit is een brief en geen database.")
    ended = start({"DATABASE_URL": f"sqlite:///{tmp_path / 'brief.db'}"})
    assert ended.returncode != 0
    assert "De Leidraad Teamscan is niet gestart." in ended.stderr
    assert "geen database" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_without_the_setting_that_decides_speed_the_server_does_not_start(tmp_path):
    ended = start({"DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}", "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"})
    assert ended.returncode != 0
    assert "postScriptGC = false" in ended.stderr
    assert not (tmp_path / "a.db").exists()


def test_the_setting_in_the_repository_is_right():
    assert config.get_option("runner.postScriptGC") is False
    lifespan.check_options()


def test_the_check_refuses_the_default_of_streamlit(monkeypatch):
    monkeypatch.setattr(config, "get_option", lambda name: True)
    with pytest.raises(SettingsError, match="postScriptGC"):
        lifespan.check_options()


def test_a_good_start_prints_one_dutch_block_and_stops_quietly(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    started = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    deadline = time.monotonic() + 40
    while "Ctrl+C" not in said and time.monotonic() < deadline:
        said += started.stdout.readline()
    started.send_signal(signal.SIGINT)
    rest, complaints = started.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}" in said
    assert f"De Leidraad Teamscan draait. Versie: {product.version()}." in said
    assert (tmp_path / "a.db").exists()
    assert "Traceback" not in complaints
    assert "INFO" not in complaints
    assert "Streamlit" not in said + rest


#: What takes long to import, and serves pictures, reports, files, migrations, a database server or a school's sign-in.
LATER = {
    *("pandas", "numpy", "pyarrow", "scipy", "altair", "leidraad.charts.desk", "leidraad.charts.paper"),
    *("typst", "xlsxwriter", "openpyxl", "icalendar", "leidraad.reports"),
    *("alembic", "psycopg", "sqlalchemy.dialects.postgresql", "authlib"),
}
#: Draws one, with what says that it is there, and what it does without.
FIRST_PAGES = {
    "desk": ("print(AppTest.from_file(str(app.ROUTER), default_timeout=30).run().title[0].value)", "Leidraad Teamscan", LATER | {"jinja2"}),
    "phone": ("print(Browser(Starlette(routes=placed(), middleware=MIDDLEWARE)).get('/d/ABCDEF').text)", "Deze code werkt niet", LATER),
}  # fmt: skip


@pytest.mark.parametrize("of", FIRST_PAGES)
def test_the_first_page_waits_for_no_library_of_pictures_reports_or_migrations_and_none_of_our_own(tmp_path, of):
    draw, landmark, without = FIRST_PAGES[of]
    asked = (
        "import sys, app; from leidraad.server import lifespan; from leidraad.server.middleware.order import MIDDLEWARE\n"
        "from starlette.applications import Starlette; from streamlit.testing.v1 import AppTest\n"
        "from leidraad.server.routes import placed; from tests.server.visits import Browser\n"
        f"lifespan._first_page(); ready = set(sys.modules); {draw}\n"
        "print('geladen', *sys.modules); print('later', *set(sys.modules) - ready)"
    )
    said = said_by(asked, {"DATABASE_URL": migrated_file(tmp_path / "a.db")})
    page, loaded, later = re.split("geladen|later", said)
    assert landmark in page
    assert "leidraad.ui.start.entrance" in loaded
    assert set(loaded.split()) & without == set()
    assert [one for one in later.split() if one.startswith("leidraad.")] == []


def test_soon_after_the_start_the_rest_is_ready_too():
    asked = "import gc, sys, app; from leidraad.server import lifespan; lifespan.settle(); print(gc.isenabled(), *sys.modules)"
    collects, *loaded = said_by(asked).split()
    assert collects == "True"
    assert {"pandas", "scipy.special", "typst", "argon2", "jinja2"} <= set(loaded)


@pytest.mark.parametrize("crowd", [False, True])
def test_with_a_measurement_open_everything_is_ready_before_the_phones_come_back_and_no_page_holds_them_up_for_long(
    tmp_path, crowd
):
    environment = {"DATABASE_URL": migrated_file(tmp_path / "a.db")}
    if crowd:
        engine.open_database(environment["DATABASE_URL"])
        scene.opened()
        engine.close_database()
    asked = (
        "import app, asyncio, gc, sys; from leidraad.server.lifespan import lifespan\n"
        "async def look():\n"
        "    async with lifespan(None): print('klaar', 'pandas' in sys.modules, gc.isenabled(), sys.getswitchinterval() < 0.001)\n"
        "asyncio.run(look())"
    )
    assert f"klaar {crowd} {crowd} True" in said_by(asked, environment)


@pytest.fixture
def database(tmp_path):
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    yield
    engine.close_database()


def test_cleaning_begins_after_every_start_and_comes_again_within_the_hour(database, monkeypatch):
    assert lifespan.PURGE_EVERY_SECONDS < 60 * 60
    for pause in ("ANSWER_FIRST_SECONDS", "SETTLE_AFTER_SECONDS", "PURGE_EVERY_SECONDS"):
        monkeypatch.setattr(lifespan, pause, 0.05)

    async def run():
        beside = asyncio.create_task(lifespan._after_the_start(settled=True))
        for _ in range(2):
            yesterday = clock.now() - timedelta(days=1)
            with engine.writing() as session:
                session.add(AccountSession(token_hash=bytes(32), created_at=yesterday, expires_at=yesterday))
            async with asyncio.timeout(30):
                while kept():
                    await asyncio.sleep(0.05)
        beside.cancel()
        await asyncio.gather(beside, return_exceptions=True)

    asyncio.run(run())


def kept() -> int:
    with engine.reading() as session:
        return session.exec(select(func.count()).select_from(AccountSession)).one()
