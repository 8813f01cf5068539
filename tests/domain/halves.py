"""Teams whose scores can be worked out by hand.

`half(2, 3)` is eight people: four say 2 to everything and four say 3. Mean 2.5; variance 8 x 0.25 / 7 = 0.2857,
standard deviation 0.5345, in the Result 0.53. Against another such team: SE = sqrt(2 x 0.53² / 8) = 0.2650,
14 degrees of freedom, t = 2.1448, so that a difference is clear from 0.5684.
"""

from leidraad.domain import gate
from leidraad.domain.result import Result
from tests.domain.teams import INSTRUMENT, team


def half(
    low: int, high: int, people: int = 8, short: bool = False, invited: int | None = None, **more: int
) -> Result:
    rows = [str(low if person % 2 else high) * 7 for person in range(people)]
    return published(*rows, short=short, invited=invited or people, **more)


def published(*rows: str, short: bool = False, invited: int, **more: int) -> Result:
    people = team(*rows)
    if short:
        people = [{item: v for item, v in one.items() if item not in ("vo-a1-04", "vo-d1-03")} for one in people]
    return gate.publish(INSTRUMENT, short, people, invited=invited, **more)


def joint(score: float) -> Result:
    return gate.publish_joint(INSTRUMENT, False, {one.id: score for one in INSTRUMENT.constructs}, invited=8)


def version_two(result: Result, *renamed: str) -> Result:
    """The same people on a version in which these statements were replaced by others."""
    constructs = tuple(
        one.model_copy(
            update={
                "items": tuple(
                    item.model_copy(update={"id": item.id + "x"}) if item.id in renamed else item
                    for item in one.items
                )
            }
        )
        for one in result.constructs
    )
    return result.model_copy(update={"version": 2, "constructs": constructs})
