"""Which measurement stands for a team: the latest that fits a choice, and the earlier ones that its words rest on.

Says what to load before any Result is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from leidraad.domain import progress
from leidraad.domain.progress import Moment
from leidraad.domain.result import Mode

#: Individual measurements before the chosen one that its words need: the one compared with, and for "bevestigd".
_EARLIER = 2


@dataclass(frozen=True)
class Listed:
    """A shared measurement as the list of a school has it, before its Result is read. A higher `order` is later."""

    id: int
    year: int  # the school year, by the calendar year in which it began
    mode: Mode
    short: bool
    order: Any


@dataclass(frozen=True)
class Selection:
    """Which measurement of each team to show; None leaves it open, and the latest that fits is taken."""

    year: int | None = None
    mode: Mode | None = None
    short: bool | None = None


@dataclass(frozen=True)
class ListedResult:
    """One shared measurement with its Result; `moment` names it as on the page Ontwikkeling."""

    listed: Listed
    moment: Moment


def school_year(year: int, month: int) -> int:
    """The calendar year in which the school year of this month (1-12) began: August to July."""
    return year if month >= 8 else year - 1


def chosen(listed: Iterable[Listed], choice: Selection) -> Listed | None:
    """The latest measurement that fits, or None."""
    fitting = [one for one in listed if _fits(one, choice)]
    return max(fitting, key=lambda one: one.order, default=None)


def _fits(one: Listed, choice: Selection) -> bool:
    return (
        choice.year in (None, one.year) and choice.mode in (None, one.mode) and choice.short in (None, one.short)
    )


def enough(measured: Sequence[ListedResult], all_of_them: int) -> bool:
    """Whether the Results loaded for a team suffice: an older one can count where one in between was not published."""
    if all_of_them == len(measured) or not measured or measured[0].listed.mode is Mode.JOINT:
        return True
    earlier = measured[1:]
    usable = [one for one in earlier if any(cell.score for cell in one.moment.result.constructs)]
    moments = [one.moment for one in measured]
    compared = progress.previous(moments, moments[0])
    return len(earlier) < _EARLIER or (len(usable) == len(earlier) and compared is not None)


def needed(listed: Sequence[Listed], choice: Selection) -> list[Listed]:
    """The measurements of one team whose Results the table needs: the chosen one and those its change words rest on."""
    shown = chosen(listed, choice)
    if shown is None:
        return []
    before = [one for one in listed if one.mode is Mode.INDIVIDUAL and one.order < shown.order]
    before.sort(key=lambda one: one.order, reverse=True)
    return [shown, *(before[:_EARLIER] if shown.mode is Mode.INDIVIDUAL else [])]
