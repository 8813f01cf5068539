"""A fresh database per test, and the one way the tests open a page: through the router, as a visitor does.

`opened` is Alice: beheerder, and schoolleider of every school that is there. `opened_as` is anybody else.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.server.streamlit_inside import spared
from leidraad.settings import ROOT
from leidraad.storage.accounts import accounts, granting, sessions
from leidraad.storage.database import engine, memory
from leidraad.storage.measurements import answers, asked_too, closing, measurements, own_statements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.ui.shell import visitor
from leidraad.ui.shell.page_files import page
from tests.databases import Made, holding, migrated_file
from tests.quick import quick_codes as quick_codes
from tests.statements import written

ROUTER = str(ROOT / "leidraad" / "ui" / "router.py")


@pytest.fixture(autouse=True)
def no_search_for_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the server: a page that a test opens does not look for components in every installed package."""
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", spared._no_components)


@pytest.fixture(autouse=True)
def awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that a test opens is waited for until it is done: AppTest looks every millisecond, a tenth of all the work."""
    looked = local_script_runner.require_widgets_deltas

    def until_done(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
        assert runner._script_thread
        runner._script_thread.join(timeout)
        if not runner.script_stopped():
            looked(runner, 0)  # says so, and stops it

    monkeypatch.setattr(local_script_runner, "require_widgets_deltas", until_done)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty SQLite database for this test, open in this process."""
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "test.db"))
    engine.open_database()
    yield
    engine.close_database()


@contextmanager
def opened_holding(file: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], Made]) -> Iterator[Made]:
    """Within the block a database is open with what `make` stores; it gives what `make` gave."""
    address, made = holding(file, make)
    monkeypatch.setenv("DATABASE_URL", address)
    engine.open_database()
    try:
        yield made
    finally:
        engine.close_database()


@pytest.fixture
def team(database: None) -> schools.Team:
    """Alice's team, in a vo school."""
    return schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")


#: What the browser of the test sends; AppTest itself knows no cookies.
_cookies: dict[str, str] = {}


@pytest.fixture(autouse=True)
def cookies(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The cookies of the browser: empty when a test begins."""
    monkeypatch.setattr(visitor, "token", lambda: _cookies.get(SESSION, ""))
    yield _cookies
    _cookies.clear()


def an_account(name: str, *grants: Grant) -> int:
    """Somebody with these roles; made the first time, and given what is new."""
    email = f"{name.lower()}@school.nl"
    found = accounts.by_email(email)
    if found is None:
        return accounts.invite(email, name, grants, None)[0].id
    with engine.reading() as session:
        had = granting.grants_of(session, [found.id]).get(found.id, ())
    for grant in grants:
        if grant not in had:
            granting.give(found.id, grant, None)
    return found.id


def sign_in(account: int | None) -> None:
    """From now on the browser is signed in with this account, or with None signed out."""
    with engine.writing() as session:
        _cookies[SESSION] = "" if account is None else sessions.start(session, account)


def alice() -> int:
    """Alice hosts, and leads every school that is there now."""
    everywhere = (Grant(Role.SCHOOL_LEADER, school_id=one.id) for one in schools.schools())
    return an_account("Alice", Grant(Role.HOST), *everywhere)


def opened(name: str, **address: object) -> AppTest:
    """The page `name`, run once by Alice with these parameters in its address."""
    return opened_as(alice(), name, **address)


def opened_as_guest(name: str, **address: object) -> AppTest:
    """The same for somebody who looks around in the example school."""
    _cookies[SESSION] = sessions.start_looking_around()
    return visited(name, **address)


def opened_as(account: int | None, name: str, **address: object) -> AppTest:
    """The same for another account, or with None for somebody who is signed out."""
    sign_in(account)
    return visited(name, **address)


def visited(name: str, **address: object) -> AppTest:
    """The same for the browser as it is, with the cookies that it has."""
    at = AppTest.from_file(ROUTER, default_timeout=20)
    at.switch_page(page(name))
    for key, value in address.items():
        at.query_params[key] = str(value)
    at.run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    """All words on the page, in order of their kind."""
    elements = [*at.title, *at.header, *at.subheader, *at.markdown, *at.info, *at.warning, *at.error, *at.success]
    html = [one.proto.body for one in at.get("html")]
    return "\n".join([*(one.value for one in elements), *html])


def links(at: AppTest) -> list[str]:
    """The labels of the links to other pages."""
    return [one.proto.label for one in at.get("page_link")]


def a_measurement(
    team: schools.Team,
    *,
    people: int = 0,
    invited: int = 8,
    mode: Mode = Mode.INDIVIDUAL,
    own: Sequence[str] = (),
    **more: object,
) -> Measurement:
    """An open short measurement in which `people` answered "deels" (3) to everything; `own` are statements of the team."""
    chosen = {"label": "najaar 2026", "k": 5, "k_distribution": 8, **more}
    made = measurements.prepare(
        measurements.Preparation(
            team_id=team.id,
            instrument_id="leidraad-vo",
            instrument_version=1,
            short=True,
            mode=mode,
            invited=invited,
            **chosen,  # type: ignore[arg-type]
        )
    )
    if own:
        own_statements.add(made.id, written(*own))
    measurements.open_(made.id)
    core = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
    core += [one.id for one in asked_too.of(made.id)]
    for person in range(people):
        answers.save(made.id, f"toestel-{person}", dict.fromkeys(core, 3))
    return measurements.get(made.id)


def shared(measurement: Measurement) -> Measurement:
    """The same measurement, closed and shared with the team."""
    closing.close(measurement.id)
    return reveal.share(measurement.id)


def forget_kept_words() -> None:
    """As in a database of before words of questionnaires were kept, of which the files are gone too."""
    with engine.writing() as session:
        session.execute(sql("DELETE FROM questionnaire"))
    memory.is_old()
