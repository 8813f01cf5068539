"""`python -m tests.content.mutated_questionnaires --times 10000`: pasted texts are read, or refused in Dutch; never anything else."""

import argparse
import random
import re
from dataclasses import dataclass, field

from leidraad.content import library, lint
from leidraad.content.models import Instrument
from leidraad.errors import ContentError
from tests.content.examples import EXAMPLES, text

_ODD = (
    "\x00", "\u202e", "\ud7ff", "\ufeff", "'", '"', '"""', "[", "[[", "]]", "{", "}", "=", "#", "\\", "\\u", "\n", "\r",
    "1" * 5000, "[" * 3000, "nan", "1979-13-45", "{a=1}", "<script>", "é" * 50, "a.b.c", "-", "0x", "true", "😀",
)  # fmt: skip
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
        try:
            lint.lint(library.parsed(written, Instrument, "geplakt"))
            found.read += 1
        except ContentError as error:
            found.refused += 1
            ours = re.sub(r"'[^']*'|\"[^\"]*\"", "", str(error))
            if english := _ENGLISH.search(ours):
                found.wrong.append((written, f"{english[0]}: {error}"))
            if len(str(error)) > 6000 or not str(error).isprintable():
                found.wrong.append((written, f"too long or not printable: {error!r}"))
        except Exception as error:
            found.wrong.append((written, repr(error)))
    return found


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    result = run(options.times, options.seed)
    print(f"{options.times} texts: {result.read} read, {result.refused} refused, {len(result.wrong)} wrong")
    for written, said in result.wrong[:10]:
        print(f"\n--- {said[:400]}\n{written[:300]}")
    raise SystemExit(bool(result.wrong))
