"""`python -m tests.bench.verandering`: how often a change word is said when nothing changed, and when the truth is +0,5.

Draws teams of 8, 15, 30 and 60: answers 1-5 from a level per item, an effect per person, one per person and construct, one
of the day (per person and construct, new each time) and noise at every answer, with three in a hundred "kan ik niet
beoordelen". A stable team is the same people answering twice; a person's score then correlates about .65 with itself.
Everything goes through gate.publish and change.of. Beside it, without a bar, what happens when everybody is new.
"""

import argparse
import json
import sys
from collections import Counter
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from leidraad.content import library
from leidraad.domain import change, gate
from leidraad.domain.change import Verdict
from leidraad.domain.result import Result
from leidraad.domain.scale import Answers

SIZES = (8, 15, 30, 60)
TRUTH = 0.5
BAR_CLEAR, BAR_POSSIBLE = 0.02, 0.04
PERSON, PERSON_CONSTRUCT, DAY, ITEM, NOISE, CANNOT = 0.45, 0.35, 0.30, 0.30, 0.65, 0.03

INSTRUMENT = library.instrument("leidraad-vo", 1)
ITEMS = [item.id for item in INSTRUMENT.items]
CONSTRUCT_OF = np.array([place for place, construct in enumerate(INSTRUMENT.constructs) for _ in construct.items])
CONSTRUCTS = len(INSTRUMENT.constructs)

Numbers = NDArray[np.float64]


def people(chance: Generator, size: int) -> Numbers:
    """What each person thinks of each item, apart from the level of the team: size x items."""
    general = chance.normal(0, PERSON, (size, 1))
    particular = chance.normal(0, PERSON_CONSTRUCT, (size, CONSTRUCTS))[:, CONSTRUCT_OF]
    return np.asarray(general + particular, dtype=np.float64)


def wave(chance: Generator, who: Numbers, levels: Numbers) -> Result:
    """One measurement by these people, published."""
    day = chance.normal(0, DAY, (len(who), CONSTRUCTS))[:, CONSTRUCT_OF]
    seen = np.rint(levels + who + day + chance.normal(0, NOISE, who.shape)).clip(1, 5).astype(int)
    seen[chance.random(seen.shape) < CANNOT] = 0
    answers: list[Answers] = [dict(zip(ITEMS, row.tolist(), strict=True)) for row in seen]
    return gate.publish(INSTRUMENT, False, answers, invited=len(answers))


def words(before: Result, after: Result) -> list[Verdict]:
    """The verdict of every construct that could be compared."""
    found = (change.of(before, after, construct.id) for construct in INSTRUMENT.constructs)
    return [one.verdict for one in found if one]


def of_size(chance: Generator, size: int, draws: int) -> dict[str, Any]:
    """The shares of the words for one size of team."""
    said: dict[str, Counter[Verdict]] = {
        "niets veranderd": Counter(),
        "+0,5": Counter(),
        "andere mensen": Counter(),
    }
    for _ in range(draws):
        levels = chance.normal(3.1, 0.4, CONSTRUCTS)[CONSTRUCT_OF] + chance.normal(0, ITEM, len(ITEMS))
        who = people(chance, size)
        before = wave(chance, who, levels)
        said["niets veranderd"].update(words(before, wave(chance, who, levels)))
        said["+0,5"].update(words(before, wave(chance, who, levels + TRUTH)))
        said["andere mensen"].update(words(before, wave(chance, people(chance, size), levels)))
    return {name: _shares(counts) for name, counts in said.items()}


def _shares(counts: Counter[Verdict]) -> dict[str, float]:
    total = counts.total()
    clear = counts[Verdict.CLEARLY_HIGHER] + counts[Verdict.CLEARLY_LOWER]
    possible = counts[Verdict.POSSIBLY_HIGHER] + counts[Verdict.POSSIBLY_LOWER]
    lower = counts[Verdict.CLEARLY_LOWER] + counts[Verdict.POSSIBLY_LOWER]
    return {
        "vergelijkingen": total,
        "duidelijk": round(clear / total, 4),
        "mogelijk": round(possible / total, 4),
        "lager": round(lower / total, 4),
    }


def main() -> int:
    """Exit 0 when a stable team hears a word no oftener than the bars allow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.verandering", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--draws", type=int, default=200, help="teams per size; each gives ten constructs")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    chance = np.random.default_rng(chosen.seed)
    found = {size: of_size(chance, size, chosen.draws) for size in SIZES}
    stable = [shares["niets veranderd"] for shares in found.values()]
    good = all(one["duidelijk"] <= BAR_CLEAR and one["mogelijk"] <= BAR_POSSIBLE for one in stable)
    if chosen.json:
        print(json.dumps({"teams": found, "oordeel": good}, ensure_ascii=False, indent=2))
    else:
        _print(found, good)
    return 0 if good else 1


def _print(found: dict[int, dict[str, Any]], good: bool) -> None:
    print(f"{'team':>4}  {'waarheid':<16} {'duidelijk':>9} {'mogelijk':>9} {'waarvan lager':>14}  vergelijkingen")
    for size, cases in found.items():
        for name, one in cases.items():
            print(
                f"{size:>4}  {name:<16} {one['duidelijk']:>9.1%} {one['mogelijk']:>9.1%} {one['lager']:>14.1%}"
                f"  {one['vergelijkingen']}"
            )
    print(
        f"lat, niets veranderd: duidelijk <= {BAR_CLEAR:.0%} en mogelijk <= {BAR_POSSIBLE:.0%}: {'ja' if good else 'NEE'}"
    )


if __name__ == "__main__":
    sys.exit(main())
