"""`python -m tests.bench.aanmelden`: what signing in costs beside argon2 alone, and what being signed in costs per rerun.

Sign-ins go over HTTP to a real server, argon2 runs alone in this process, by turns: what else runs on the machine
disturbs both alike. The rerun is that of one and the same page, in this process, signed out and signed in by turns.
"""

import argparse
import json
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx
from streamlit.testing.v1 import AppTest

from leidraad.access import passwords
from leidraad.access.identity import Grant, Role
from leidraad.settings import ROOT
from leidraad.storage.accounts import accounts, sessions, signing_in
from leidraad.storage.database import engine
from leidraad.storage.schools import schools
from leidraad.ui.shell import visitor
from leidraad.ui.shell.page_files import page
from tests.bench.server import running

PASSWORD, EMAIL = "vier paarden op een trap", "alice@school.nl"
BAR_RATIO, BAR_SECONDS = 1.5, 0.005
PAGE = "uitleg"
SCRIPT = str(ROOT / "leidraad" / "ui" / "router.py")


def prepare(database: Path) -> str:
    """A school, and Alice who leads it and hosts; gives the token of a session of hers."""
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    engine.open_database()
    team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
    grants = [Grant(Role.HOST), Grant(Role.SCHOOL_LEADER, school_id=team.school_id)]
    _, link = accounts.invite(EMAIL, "Alice", grants, None)
    return signing_in.come_in(link, PASSWORD)


def signing(address: str, runs: int) -> dict[str, float]:
    """Seconds of a sign-in over HTTP and of argon2 alone, median of so many by turns."""
    stored = passwords.hashed(PASSWORD)
    whole, alone = [], []
    with httpx.Client(base_url=address, headers={"origin": address}) as client:
        for _ in range(runs + 2):
            whole.append(_timed(lambda: _sign_in(client)))
            alone.append(_timed(lambda: passwords.matches(stored, PASSWORD)))
    return {"aanmelden_s": statistics.median(whole[2:]), "argon2_s": statistics.median(alone[2:])}


def _sign_in(client: httpx.Client) -> None:
    answer = client.post("/aanmelden", data={"email": EMAIL, "wachtwoord": PASSWORD})
    if answer.status_code != 303:
        raise RuntimeError(f"Aanmelden gaf {answer.status_code}")


def reruns(token: str, runs: int) -> dict[str, float]:
    """Seconds per rerun of the same page, signed out and signed in, median of so many by turns."""
    opened = {name: _opened(value) for name, value in {"uit": "", "in": token}.items()}
    spent: dict[str, list[float]] = {name: [] for name in opened}
    for _ in range(runs):
        for name, value in {"uit": "", "in": token}.items():
            visitor.token = lambda value=value: value  # type: ignore[misc]
            spent[name].append(_timed(lambda name=name: opened[name].run()))  # type: ignore[misc]
    lookup = statistics.median(_timed(lambda: sessions.visitor(token)) for _ in range(200))
    return {f"{name}_s": statistics.median(values) for name, values in spent.items()} | {"opzoeken_s": lookup}


def _opened(token: str) -> AppTest:
    visitor.token = lambda: token
    at = AppTest.from_file(SCRIPT, default_timeout=60)
    at.switch_page(page(PAGE))
    at.run()
    if at.exception:
        raise RuntimeError(at.exception[0].value)
    return at


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> int:
    """Exit 0 when both bars are reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.aanmelden", description=__doc__)
    parser.add_argument("--signins", type=int, default=20)
    parser.add_argument("--reruns", type=int, default=60)
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    for name in ("leidraad.opslag", "streamlit.runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        token = prepare(Path(folder) / "leidraad.db")
        with running(ROOT / "app.py", {}, Path(folder)) as server:
            found = signing(f"http://{server.address}", chosen.signins)
        found |= reruns(token, chosen.reruns)
        engine.close_database()
    bars = {
        f"aanmelden hoogstens {BAR_RATIO} × argon2": found["aanmelden_s"] <= BAR_RATIO * found["argon2_s"],
        f"aangemeld hoogstens {BAR_SECONDS * 1000:.0f} ms trager": found["in_s"] - found["uit_s"] <= BAR_SECONDS,
    }
    if chosen.json:
        print(json.dumps({**found, "oordeel": bars}, ensure_ascii=False, indent=2))
        return 0 if all(bars.values()) else 1
    print(
        f"aanmelden {found['aanmelden_s'] * 1000:.1f} ms, argon2 alleen {found['argon2_s'] * 1000:.1f} ms, "
        f"verhouding {found['aanmelden_s'] / found['argon2_s']:.2f}"
    )
    print(
        f"pagina {PAGE}: afgemeld {found['uit_s'] * 1000:.1f} ms, aangemeld {found['in_s'] * 1000:.1f} ms, "
        f"verschil {(found['in_s'] - found['uit_s']) * 1000:.1f} ms; sessie opzoeken {found['opzoeken_s'] * 1000:.2f} ms"
    )
    for bar, reached in bars.items():
        print(f"{bar}: {'ja' if reached else 'NEE'}")
    return 0 if all(bars.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
