"""Start and stop: check what must be right, open the database, get ready what takes long, throw away what expired."""

import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

from streamlit import config

from leidraad import product
from leidraad.errors import LeidraadError, SettingsError
from leidraad.machine import private
from leidraad.machine.limits import raise_descriptor_limit
from leidraad.server import console, event_log
from leidraad.server.stopping import when_told_to_stop
from leidraad.server.streamlit_inside import connections
from leidraad.server.streamlit_inside.sockets import send_at_once
from leidraad.web.phone import waiting

#: What is promised within the hour is done within it, however long the clean-up itself takes.
PURGE_EVERY_SECONDS = 50 * 60
#: So much at most is only in the `-wal` beside the database when somebody copies the one file of a running program.
CHECKPOINT_EVERY_SECONDS = 120
#: At a stop, for a clean-up or a backup that goes on; and for who does not want to wait for that.
BUSY_SECONDS, HURRIED_SECONDS = 10, 1
#: Whoever opens the first page at once has it by then.
SETTLE_AFTER_SECONDS = 5
#: The server first answers; then there is time while a browser fetches and reads its scripts.
ANSWER_FIRST_SECONDS = 0.2
#: A full round of Python's collector holds 200 phones up for 150 ms and finds next to nothing. The usual 700, 10, 10
#: make one every 5 to 9 seconds of filling in; with these there was none in the first minute and a half.
GARBAGE_THRESHOLDS = (2_000, 10, 50)
#: Whoever answers phones gives up its turn at each read and write, and gets it back when whoever calculates for a page has
#: had its turn: with Python's own 5 ms a tap, which needs twenty turns, waits for a tenth of a second behind each other page.
TURN_SECONDS = 0.0005
_log = logging.getLogger(__name__)


def check_options() -> None:
    """Streamlit's collector after every run takes nine tenths of the time; refuse to start with it."""
    if config.get_option("runner.postScriptGC") is not False:
        raise SettingsError(
            "De server start niet: in .streamlit/config.toml ontbreekt onder [runner] de regel "
            "postScriptGC = false. Zonder die regel houdt elk scherm dat iemand opent alle telefoons even op. "
            "Start de server in de map van de Teamscan, of zet de regel terug."
        )


def prepare() -> None:
    """Everything that must be right before the first visitor; raises LeidraadError."""
    from leidraad import settings
    from leidraad.content import explanation, library, study_day
    from leidraad.machine import school_login
    from leidraad.storage.database import engine, fitness
    from leidraad.storage.schools import questionnaires, schools

    check_options()
    library.check()
    explanation.explanations()
    study_day.day_guide()
    fitness.require_room(settings.file_of(engine.address()))  # before a migration fills what is left
    engine.open_database(keep=_put_away)
    schools.remove_half_made()
    questionnaires.keep_used()
    if said := school_login.trouble():
        _log.warning("De schoollogin werkt zo niet. %s", said)


def _put_away(older: Any) -> str:
    from leidraad.storage import (
        backup,
    )  # only when there is something to migrate: the everyday start does not wait for it

    return backup.before_migration(older)


@contextlib.asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Run around the whole life of the server (signature of st.App)."""
    with private.only_for_us(), event_log.written():
        async with _running() as nothing:
            yield nothing


@contextlib.asynccontextmanager
async def _running() -> AsyncIterator[None]:
    sys.setswitchinterval(TURN_SECONDS)
    descriptors = raise_descriptor_limit()
    try:
        await asyncio.to_thread(prepare)
    except LeidraadError as error:
        _refuse_to_start(error)
    await asyncio.to_thread(_hear_the_others)
    send_at_once()
    connections.bound(descriptors)
    when_told_to_stop(waiting.let_go, again=lambda: _close(HURRIED_SECONDS))
    if crowd := _expects_a_crowd():
        _first_page()
        settle()
    print(console.welcome(descriptors, code_to_begin()), flush=True)
    _log.info("gestart", extra={"facts": {"versie": product.version()}})
    works = (_after_the_start(settled=crowd), _keep_in_one_file(), connections.keep())
    beside = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for one in beside:
            one.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await asyncio.to_thread(_close, BUSY_SECONDS)
        _log.info("gestopt")


def _expects_a_crowd() -> bool:
    """Phones of an open measurement come back all at once: then everything is made ready first, as it stops them for seconds."""
    from leidraad.storage.measurements import measurements

    return measurements.any_open()


async def _after_the_start(*, settled: bool) -> None:
    await asyncio.sleep(ANSWER_FIRST_SECONDS)
    await _beside(_first_page, "De eerste pagina voorbereiden is niet gelukt.")
    await asyncio.sleep(SETTLE_AFTER_SECONDS)
    if not settled:
        await _beside(settle, "Klaarzetten na de start is niet gelukt.")
    while True:
        await _beside(_purge, "Opruimen van verlopen gegevens is niet gelukt; binnen een uur opnieuw.")
        await asyncio.sleep(PURGE_EVERY_SECONDS)


async def _keep_in_one_file() -> None:
    from leidraad.storage.database import engine

    while True:
        await asyncio.sleep(CHECKPOINT_EVERY_SECONDS)
        await _beside(engine.checkpoint, "Het databasebestand bijwerken is niet gelukt; straks opnieuw.")


def _hear_the_others() -> None:
    from leidraad.storage.database import between

    between.listen()


def _close(patience: float) -> None:
    from leidraad.storage.database import between, engine

    between.hush()
    engine.end(patience)


async def _beside(work: Callable[[], object], failed: str) -> None:
    """Work in a thread of its own; what goes wrong there must not stop a running study day."""
    try:
        await asyncio.to_thread(work)
    except Exception:
        _log.exception(failed)


def _first_page() -> None:
    """Import it before the first run asks for it."""
    import leidraad.ui.shell.navigation
    import leidraad.ui.start.entrance
    import leidraad.ui.start.own_teams  # noqa: F401


def settle() -> None:
    """Get ready what the first page does without, and spare all that now exists from garbage collection.

    Otherwise the first picture, report or sign-in waits for it, and a full round stops everybody for 100 ms or more.
    """
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    gc.enable()
    import pandas  # noqa: F401
    import plotly.graph_objs  # noqa: F401
    import scipy.special  # noqa: F401
    import typst  # noqa: F401

    from leidraad.access import passwords
    from leidraad.web import templating

    passwords.prepare()
    templating.templates()
    gc.collect()
    gc.freeze()


def _refuse_to_start(error: LeidraadError) -> None:
    """Show the Dutch sentence alone: without uvicorn's traceback, with a non-zero exit."""
    print(f"\nDe Leidraad Teamscan is niet gestart.\n{error}\n", file=sys.stderr, flush=True)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    raise SystemExit(1)


def _purge() -> None:
    from leidraad.storage.retention import purge_expired

    purge_expired()


def code_to_begin() -> str:
    """The code for an installation that nobody has an account of yet, or nothing."""
    from leidraad.storage.accounts import accounts
    from leidraad.web import begin_code

    return "" if accounts.is_claimed() else begin_code.shown()
