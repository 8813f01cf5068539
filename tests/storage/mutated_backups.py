"""Backups with an accident in them: `python -m tests.storage.mutated_backups --times 10000`.

Each is changed at random: sealed, unsealed as earlier versions made them, and changed before it was sealed. What is sealed never
comes through; of the others only what is a whole database of ours. Nothing is ever replaced by one that is refused,
and every sentence is one that is true of a damaged file. Prints how often which.
"""

import argparse
import random
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from leidraad.errors import LeidraadError
from leidraad.storage import backup, backup_files
from leidraad.storage.database import copies, engine, intake, sealed
from leidraad.storage.schools import schools
from tests.cast import phones
from tests.databases import migrated_file
from tests.storage.accidents import changed
from tests.storage.scene import everything, fill_in, opened, revealed

#: The beginnings of what may be said of a damaged file.
TRUE = (
    "Dit bestand is geen reservekopie van de Teamscan",
    "Deze reservekopie is niet meer heel",
    "Deze reservekopie is gemaakt door een nieuwere versie",
    "Dit bestand is geen hele reservekopie van de Teamscan",
    "In deze reservekopie staat iets wat niet van de Teamscan is",
    "In deze reservekopie staan gegevens die niet kunnen kloppen",
    "Deze reservekopie gebruikt vragenlijst",
    "Deze database is gemaakt door een nieuwere versie",
)
THROUGH = "teruggezet"


def tried(times: int, seed: int) -> Counter[tuple[str, str]]:
    """So many accidents to the backups of the open database; gives what was said of which kind, and how often.

    Raises AssertionError with the number of the try when something happened that may not.
    """
    made = backup.make()
    content, key = backup.content(made.name), backup_files.own_key()
    plain = backup_files.opened(content)
    before, folder = everything(), backup.folder()
    said: Counter[tuple[str, str]] = Counter()
    for number in range(times):
        chance = random.Random(f"{seed}-{number}")
        kind = ("verzegeld", "niet verzegeld", "voor het verzegelen veranderd")[number % 3]
        data = changed(content if kind == "verzegeld" else plain, chance)
        if kind == "voor het verzegelen veranderd":
            data = sealed.with_key(data, key, "1.0")
        sentence = outcome(data)
        said[kind if data != content else "gebleven zoals het was", sentence] += 1
        assert sentence == THROUGH or sentence.startswith(TRUE), (number, sentence)
        assert sentence == THROUGH or "Er is niets veranderd" in sentence, (number, sentence)
        assert data == content or kind != "verzegeld" or sentence != THROUGH, (number, "a sealed one came through")
        if number % 100 == 0:
            (folder / "teamscan-20260101T000000Z-0000.kopie").write_bytes(data)
            if sentence != THROUGH:
                whole_way(before)
    return said


def outcome(data: bytes) -> str:
    """What whoever puts it back is told; anything but our own errors goes on."""
    try:
        with closing(copies.loaded(backup_files.opened(data))) as copy, closing(intake.taken_over(copy)) as taken:
            copies.check(taken)
    except LeidraadError as error:
        return str(error)
    return THROUGH


def whole_way(before: object) -> None:
    """Through the door of the page: refused, and everything as it was."""
    try:
        backup.restore("teamscan-20260101T000000Z-0000.kopie")
    except LeidraadError:
        assert everything() == before
    else:
        raise AssertionError("what was refused a moment ago was put back")


def installation(folder: Path) -> None:
    """One with a bit of everything, open."""
    engine.open_database(migrated_file(folder / "leidraad.db"))
    fill_in(opened(), phones(6))
    shown = opened()
    fill_in(shown, phones(8))
    revealed(shown)
    schools.add_school("Zonnehof", "po")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        installation(Path(temporary))
        found = tried(chosen.times, chosen.seed)
        engine.close_database()
    for (of, words), often in sorted(found.items(), key=lambda one: (one[0][0], -one[1])):
        print(f"{often:6}  {of:32} {words[:90]}")
    print(f"{chosen.times} accidents, 0 tracebacks, 0 that were put back half")
