"""`python -m tests.content.mutated_questionnaires --times 10000`: pasted texts are read, or refused in Dutch; never anything else."""

import argparse
import random
import re
import time
from dataclasses import dataclass, field

from leidraad.content import own_questionnaires, own_statements
from leidraad.content.own_statements import Written
from tests.content.examples import EXAMPLES, text

_ODD = (
    "\x00", "\u202e", "\ud7ff", "\ufeff", "'", '"', '"""', "[", "[[", "]]", "{", "}", "=", "#", "\\", "\\u", "\n", "\r",
    "1" * 5000, "[" * 3000, "nan", "1979-13-45", "{a=1}", "<script>", "é" * 50, "a.b.c", "-", "0x", "true", "😀",
)  # fmt: skip
NAMES = tuple(f"Voornaam{number} Achternaam{number}" for number in range(100))
STATEMENTS = ("In ons team vertel je wat je leert.", "We kijken samen naar toetsen.", "We eten op vrijdag soep.")
PATIENCE = 5.0  # seconds, on a busy machine
_VALUES = ("1", "[]", "{}", "true", "[[1]]", "1e400", '"x"')
#: Words that only stand in a sentence that we did not write.
_ENGLISH = re.compile(
    r"\b(should|input|expected|valid|invalid|string|value|error|must|field|required|traceback|at line|unexpected)\b",
    re.IGNORECASE,
)


@dataclass
class Found:
    """How many texts were read and refused, and what went wrong: the text and what happened."""

    read: int = 0
    refused: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    longest: float = 0.0  # seconds that one took


def mutated(written: str, chance: random.Random) -> str:
    """The same with a few things wrong: cut, doubled, swapped, or something odd in between."""
    for _ in range(chance.randint(1, 4)):
        lines = written.split("\n")
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        what = chance.randrange(7)
        if what == 0:
            del lines[at]
        elif what == 1:
            lines.insert(to, lines[at])
        elif what == 2:
            lines[at], lines[to] = lines[to], lines[at]
        elif what == 3:
            place = chance.randint(0, len(lines[at]))
            lines[at] = lines[at][:place] + chance.choice(_ODD) + lines[at][place:]
        elif what == 4:
            lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
        elif what == 5:
            lines[at] = re.sub("=.*", lambda _: f"= {chance.choice(_VALUES)}", lines[at])
        else:
            lines = lines[:at]
        written = "\n".join(lines) or chance.choice(_ODD)
    return written


def run(times: int, seed: int) -> Found:
    """Try so many texts."""
    chance = random.Random(seed)
    originals = [text(name) for name in EXAMPLES]
    found = Found()
    for _ in range(times):
        written = mutated(chance.choice(originals), chance)
        began = time.perf_counter()
        try:
            checked = own_questionnaires.check(written, sector="vo", names=NAMES)
        except Exception as error:
            found.wrong.append((written, repr(error)))
            continue
        took = time.perf_counter() - began
        found.longest = max(found.longest, took)
        if took > PATIENCE:
            found.wrong.append((written, f"took {took:.1f} s"))
        found.read += checked.instrument is not None
        found.refused += checked.instrument is None
        for said in (*checked.hard, *checked.soft):
            ours = re.sub(r"'[^']*'|\"[^\"]*\"", "", said)
            if english := _ENGLISH.search(ours):
                found.wrong.append((written, f"{english[0]}: {said}"))
            if len(said) > 6000 or not said.isprintable():
                found.wrong.append((written, f"too long or not printable: {said!r}"))
    for line in (
        line for _ in range(times // 10) for line in mutated("\n".join(STATEMENTS), chance).split("\n")[:20]
    ):
        try:
            own_statements.remarks([Written(line, line[::-1])], there=STATEMENTS, names=NAMES)
        except Exception as error:
            found.wrong.append((line, repr(error)))
    return found


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    result = run(options.times, options.seed)
    print(
        f"{options.times} texts: {result.read} read, {result.refused} refused, {len(result.wrong)} wrong, longest {1000 * result.longest:.0f} ms"
    )
    for written, said in result.wrong[:10]:
        print(f"\n--- {said[:400]}\n{written[:300]}")
    raise SystemExit(bool(result.wrong))
