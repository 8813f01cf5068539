"""`python -m tests.bench.inhoud`: what the questionnaires beside the Leidraad cost at the start, in processor and memory.

So many starts by turns, with all content and with the Leidraad and its handvatten alone: reading it, and everything that is
done before the server answers. The least of each counts, since whatever else runs on the machine only adds; and that is more
than reading takes, so that what reading grows is laid beside the whole.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from leidraad.content import library
from leidraad.settings import ROOT
from tests.bench.table import Row, below

BAR = 1.05
_START = """
import gc; gc.disable()  # as app.py
import pathlib, resource, sys, time
import streamlit
from leidraad.content import library
from leidraad.server import lifespan, routes
from leidraad.server.middleware import order
library.DATA = pathlib.Path(sys.argv[1])
before = time.process_time()
library.check()
read = time.process_time() - before
lifespan.prepare()
print(read, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def without_the_others(folder: Path) -> Path:
    """All content but what only the other questionnaires need."""
    shutil.copytree(library.DATA, folder)
    ours = {id for id, _ in library.instruments() if library.family(id) == library.FIRST}
    guides = {one.guide_id for key, of in library.instruments().items() if key[0] in ours for one in of.constructs}
    for name, kept in (("instrumenten", ours), ("handvatten", guides)):
        for file in (folder / name).glob("[!_]*.toml"):
            if not any(file.stem.startswith(one) for one in kept):
                file.unlink()
    return folder


@dataclass(frozen=True)
class Start:
    """Seconds of processor for reading the content and for everything, and megabytes."""

    read: float
    whole: float
    memory: float


def started(content: Path, database: Path) -> Start:
    """One start, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-c", _START, str(content)],
        cwd=ROOT, env={"DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT)}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    return Start(*map(float, told.stdout.split()))


def least(some: Sequence[Start]) -> Start:
    """The least of each figure."""
    return Start(*(min(figures) for figures in zip(*map(astuple, some), strict=True)))


def compared(folder: Path, times: int) -> Iterator[Row]:
    """All of it beside the Leidraad alone."""
    contents = (library.DATA, without_the_others(folder / "leidraad"))
    found = [[started(one, folder / "leeg.db") for one in contents] for _ in range(times)]
    everything, alone = (least([one[which] for one in found]) for which in (0, 1))
    yield Row(
        "inhoud lezen: alles, en de Leidraad alleen", **_beside(everything.read * 1000, alone.read * 1000, "ms")
    )
    yield Row("de hele start, processor", **_beside(everything.whole * 1000, alone.whole * 1000, "ms"))
    yield below("de start groeit tot", 1 + (everything.read - alone.read) / alone.whole, BAR, "x", 3)
    yield Row("geheugen", **_beside(everything.memory, alone.memory, "MB"))
    yield below("het geheugen groeit tot", everything.memory / alone.memory, BAR, "x", 3)


def _beside(everything: float, alone: float, unit: str) -> dict[str, str]:
    return {"figure": f"{everything:.1f} {unit}", "bare": f"{alone:.1f} {unit}"}


def main() -> int:
    """Exit 0 when neither grows by more than the bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.inhoud", description=__doc__)
    parser.add_argument("--times", type=int, default=12, help="starts of each")
    with tempfile.TemporaryDirectory() as folder:
        rows = list(compared(Path(folder), parser.parse_args().times))
    print(*rows, sep="\n")
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
