"""Start and stop: check what must be right, open the database, say the address, throw away what expired."""

import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

from streamlit import config, net_util

from leidraad.errors import LeidraadError, SettingsError
from leidraad.server import theme
from leidraad.server.limits import WANTED_DESCRIPTORS, raise_descriptor_limit
from leidraad.server.sockets import send_at_once

PURGE_EVERY_SECONDS = 3600
#: The event loop has two dozen small messages to send per tap; with Python's 5 ms it queues behind every script.
SWITCH_SECONDS = 0.0005
FEW_DESCRIPTORS = 4096
_log = logging.getLogger(__name__)


def check_options() -> None:
    """Streamlit's collector after every run takes nine tenths of the time; refuse to start with it."""
    if config.get_option("runner.postScriptGC") is not False:
        raise SettingsError(
            "De server start niet: in .streamlit/config.toml ontbreekt onder [runner] de regel "
            "postScriptGC = false. Zonder die regel loopt de server vast bij enkele tientallen telefoons. "
            "Start de server in de map van het programma, of zet de regel terug."
        )


def prepare() -> None:
    """Everything that must be right before the first visitor; raises LeidraadError."""
    from leidraad.content import explanation, library
    from leidraad.storage import engine

    check_options()
    library.check()
    explanation.explanations()
    engine.open_database()


@contextlib.asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Run around the whole life of the server (signature of st.App)."""
    descriptors = raise_descriptor_limit()
    try:
        await asyncio.to_thread(prepare)
    except LeidraadError as error:
        _refuse_to_start(error)
    from leidraad.storage.retention import purge_expired

    send_at_once()
    settle()
    print(welcome(descriptors), flush=True)
    purging = asyncio.create_task(_purge_regularly(purge_expired))
    try:
        yield
    finally:
        purging.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await purging


def settle() -> None:
    """Import and compose what every run would, and spare all that now exists from garbage collection.

    Otherwise the first phones wait for that import, and a full round stops everybody for 100 ms or more.
    """
    import pandas  # noqa: F401

    theme.compose_once()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()


def _refuse_to_start(error: LeidraadError) -> None:
    """Show the Dutch sentence alone: without uvicorn's traceback, with a non-zero exit."""
    print(f"\nDe Leidraad Teamscan is niet gestart.\n{error}\n", file=sys.stderr, flush=True)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    raise SystemExit(1)


async def _purge_regularly(purge: Callable[[], object]) -> None:
    while True:
        try:
            await asyncio.to_thread(purge)
        except Exception:  # a failing clean-up must not stop a running study day
            _log.exception("Opruimen van verlopen gegevens is niet gelukt; over een uur opnieuw.")
        await asyncio.sleep(PURGE_EVERY_SECONDS)


def welcome(descriptors: int | None) -> str:
    """The block on the console: where to open it, how to stop it, and what is too small."""
    here, *network = addresses()
    lines = ["", "De Leidraad Teamscan draait.", "", f"  Open op deze computer:  {here}"]
    lines += [f"  Op hetzelfde netwerk:   {address}" for address in network]
    lines += ["", "  Stoppen: Ctrl+C in dit venster."]
    if descriptors is not None and descriptors < FEW_DESCRIPTORS:
        lines += [
            "",
            f"  Let op: dit systeem staat {descriptors} open bestanden toe (gewenst: {WANTED_DESCRIPTORS}).",
            f"  Reken op hooguit {descriptors // 12} telefoons tegelijk.",
        ]
    return "\n".join([*lines, ""])


def addresses() -> list[str]:
    """Where browsers find the server: first this computer, then the local network when it listens there."""
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    port = config.get_option("server.port")
    bound = config.get_option("server.address")
    if bound and bound not in {"0.0.0.0", "::"}:  # noqa: S104 - asks, does not bind
        return [f"{scheme}://{bound}:{port}"]
    internal = net_util.get_internal_ip()
    others = [f"{scheme}://{internal}:{port}"] if internal and internal != "127.0.0.1" else []
    return [f"{scheme}://localhost:{port}", *others]
