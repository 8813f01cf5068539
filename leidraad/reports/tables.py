"""The tables that somebody takes along: measurements, constructs and statements, a row each.

Results only, rounded as on every screen: a file never says more than the pictures do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from leidraad.content import own_statements
from leidraad.content.models import Instrument, QuestionKind
from leidraad.domain import closeness
from leidraad.domain.progress import TrendStep
from leidraad.domain.result import ConstructResult, ItemResult, Mode, Result, Visibility
from leidraad.notation import rounded
from leidraad.reports import columns, places_table
from leidraad.reports.columns import SheetColumn

Value = str | int | float | None
YES, NO = "ja", "nee"


@dataclass(frozen=True)
class SheetTable:
    """Rows under columns; the name is that of the sheet. Scores 1-5 in tenths, shares 0-1 in hundredths."""

    name: str
    about: str
    columns: tuple[SheetColumn, ...]
    rows: list[tuple[Value, ...]]


@dataclass(frozen=True)
class MeasuredTeam:
    """One shared measurement: names as typed, the day as "2026-11-12"; the instrument when its file is still there.

    `steps` are the changes since the measurement named `before`, by construct. `own` are the words of the team's own
    statements by id: without them these stay out, as wherever teams stand beside each other.
    """

    school: str
    team: str
    label: str
    closed_on: str
    result: Result
    instrument: Instrument | None
    steps: Mapping[str, TrendStep] = field(default_factory=dict)
    before: str = ""
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanRow:
    """Something that happened with a focus point on a day ("2026-11-12"); nothing that a team typed in its plan."""

    school: str
    team: str
    focus_point: str
    on: str
    what: str


def plans(rows: Iterable[PlanRow]) -> SheetTable:
    """What happened with the focus points of these teams, a row each; steps and days are not to be compared."""
    return SheetTable(
        "Plannen",
        "Een rij per moment in een plan: gekozen, een stap verder of terug, teruggekeken, een klein onderzoek, afgerond.",
        columns.PLANS,
        [(one.school, one.team, one.focus_point, one.on, one.what) for one in rows],
    )


@dataclass(frozen=True)
class _Words:
    """What an instrument calls its constructs (part, "Aanbeveling 1", short name) and items; nothing when its file is gone."""

    constructs: Mapping[str, tuple[str, str, str]]
    items: Mapping[str, str]

    @classmethod
    def of(cls, instrument: Instrument | None) -> "_Words":
        parts = instrument.parts if instrument else ()
        constructs = {one.id: (part.title, one.kind, one.short) for part in parts for one in part.constructs}
        return cls(constructs, {item.id: item.text for item in instrument.items} if instrument else {})


def of(measured: Iterable[MeasuredTeam]) -> list[SheetTable]:
    """The three tables over these measurements, in the order given, and one apart for places and for own statements, if any.

    One pass, so that a school's Results need not be in memory together: clearing up after so many objects would
    hold up everybody else.
    """
    words = _Dictionary()
    measurements: list[tuple[Value, ...]] = []
    constructs: list[tuple[Value, ...]] = []
    items: list[tuple[Value, ...]] = []
    own: list[tuple[Value, ...]] = []
    placed: list[tuple[Value, ...]] = []
    for one in measured:
        known = words.of(one.instrument)
        measurements.append(_measurement(one))
        constructs.extend(_constructs(one, known))
        items.extend(_items(one, known))
        own.extend(_own(one))
        placed.extend(places_table.rows(one.result, one.instrument, _which(one)))
    apart = SheetTable(
        own_statements.TITLE,
        "Een rij per meting en stelling die het team er zelf bij zette. Ze tellen in geen score mee.",
        columns.OWN,
        own,
    )
    return [
        SheetTable("Metingen", "Een rij per meting.", columns.MEASUREMENTS, measurements),
        SheetTable("Onderdelen", "Een rij per meting en onderdeel.", columns.CONSTRUCTS, constructs),
        SheetTable(
            "Stellingen",
            "Een rij per meting en stelling; samen gescoorde onderdelen hebben geen stellingen.",
            columns.ITEMS,
            items,
        ),
        *([SheetTable("Plekken", places_table.ABOUT, columns.PLACES, placed)] if placed else []),
        *([apart] if own else []),
    ]


class _Dictionary:
    """The words of every instrument, looked up once per version."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int] | None, _Words] = {}

    def of(self, instrument: Instrument | None) -> _Words:
        key = (instrument.id, instrument.version) if instrument else None
        if key not in self._known:
            self._known[key] = _Words.of(instrument)
        return self._known[key]


def _which(one: MeasuredTeam) -> tuple[str, str, str, str]:
    return one.school, one.team, one.label, one.closed_on


def _how(result: Result) -> tuple[str, str]:
    return result.mode.value, "kort" if result.short else "volledig"


def _measurement(one: MeasuredTeam) -> tuple[Value, ...]:
    result = one.result
    alone = result.mode is Mode.INDIVIDUAL
    return (
        *_which(one),
        *_how(result),
        one.instrument.title if one.instrument else result.instrument,
        result.version,
        result.invited,
        result.participants if alone else None,
        round(result.response, 2) if alone else None,
        result.newcomers,
        result.k,
        result.k_distribution,
    )


def _constructs(one: MeasuredTeam, words: _Words) -> Iterable[tuple[Value, ...]]:
    start = (*_which(one), *_how(one.result))
    for cell in _extents(one.result):
        part, kind, name = words.constructs.get(cell.id, ("", cell.id, ""))
        yield (*start, part, kind, name, _kind(cell), *_score(cell), *_change(one, one.steps.get(cell.id)))


def _extents(result: Result) -> Iterable[ConstructResult]:
    """All but places between two poles: those stand in a table of their own, without any score."""
    return (one for one in result.constructs if one.asks is not QuestionKind.POSITION)


def _kind(cell: ConstructResult) -> str:
    without = "" if cell.scored else ", zonder score"
    return f"{cell.asks.value}{without}"


def _score(cell: ConstructResult) -> tuple[Value, ...]:
    score = cell.score if cell.visibility is Visibility.SHOWN else None
    low, high = cell.middle_half or (None, None)
    words = closeness.word(cell) or None
    return (
        cell.visibility.value,
        tenths(score.mean if score else None),
        score.n if score else None,
        tenths(low),
        tenths(high),
        words,
    )


def _change(one: MeasuredTeam, step: TrendStep | None) -> tuple[Value, ...]:
    if step is None or not one.before:
        return None, None, None, None, None
    change = step.change
    if change is None or change.before is None or change.after is None:
        return one.before, None, None, change.verdict.value if change else "niet te vergelijken", None
    confirmed = YES if step.confirmed else NO
    return one.before, tenths(change.before.mean), tenths(change.after.mean), change.verdict.value, confirmed


def _items(one: MeasuredTeam, words: _Words) -> Iterable[tuple[Value, ...]]:
    start = _which(one)
    for cell in _extents(one.result):
        _, kind, _ = words.constructs.get(cell.id, ("", cell.id, ""))
        for item in cell.items:
            yield (*start, kind, item.id, words.items.get(item.id), YES if item.core else NO, *_item(item))


def _own(one: MeasuredTeam) -> Iterable[tuple[Value, ...]]:
    for item in one.result.own.items if one.result.own else ():
        if item.id in one.own:
            yield (*_which(one), item.id, one.own[item.id], *_item(item))


def _item(item: ItemResult) -> tuple[Value, ...]:
    return (
        item.visibility.value,
        item.n,
        tenths(item.mean),
        *(item.counts or (None,) * 5),
        _cannot_judge(item),
        YES if item.cannot_judge_is_finding else NO,
        item.agreement.value if item.agreement else None,
    )


def _cannot_judge(item: ItemResult) -> Value:
    return int(item.cannot_judge) if item.cannot_judge == "0" else item.cannot_judge


@lru_cache(maxsize=65536)
def tenths(score: float | None) -> float | None:
    """A score as every screen shows it: one decimal, halves up."""
    return None if score is None else rounded(score, "0.1")
