"""The cells of one construct in a Result: what is shown, how coarse, and why not. Only the gate uses this.

How many people answered an item says who skipped, not what anybody answered; it goes with the counts.
The number of "kan ik niet beoordelen" is masked below three. With n and the number of participants known,
a masked number could still be solved where only one or two people gave no valid answer; there 0 gets the
same words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from leidraad.content.models import Construct, Item, QuestionKind
from leidraad.domain import agreement, scoring
from leidraad.domain.result import Agreement, ConstructResult, ItemResult, Score, Visibility
from leidraad.domain.scale import CANNOT_JUDGE, Answers
from leidraad.domain.thresholds import K_MIDDLE_HALF
from leidraad.notation import rounded

_MASKED_BELOW = 3


@dataclass(frozen=True)
class Limits:
    """Fewest valid answers behind a mean (k) and behind counts, labels and exact numbers (k_distribution)."""

    k: int
    k_distribution: int


def of_construct(asked: Construct, people: Sequence[Answers], limits: Limits, *, short: bool) -> ConstructResult:
    """All cells of one construct, over the items that were asked. Without a score no `core` score either.

    What has no score by its kind gets the same cells with some left out, so that nothing more can be solved.
    """
    found = _of_items(asked.id, asked.asked(short), people, limits, short=short)
    if asked.scored:
        return found.model_copy(update={"asks": asked.asks})
    position = asked.asks is QuestionKind.POSITION
    items = tuple(_place(item) if position else item for item in found.items)
    any_shown = any(item.visibility is Visibility.SHOWN for item in items)
    return found.model_copy(
        update={
            "asks": asked.asks,
            "scored": False,
            "visibility": Visibility.SHOWN if any_shown else found.visibility,
            "full": None,
            "core": None,
            "middle_half": None,
            "agreement": found.agreement if position else None,
            "items": items,
        }
    )


def _place(item: ItemResult) -> ItemResult:
    return item if item.counts is None else item.model_copy(update={"mean": None})


def _of_items(
    id: str, items: Sequence[Item], people: Sequence[Answers], limits: Limits, *, short: bool
) -> ConstructResult:
    columns = {item.id: _column(people, item.id) for item in items}
    results = tuple(_item(item, columns[item.id], limits, len(people)) for item in items)
    published = [item for item in results if item.visibility is Visibility.SHOWN]
    score = _score(published, columns, limits)
    if score is None:
        return ConstructResult(id=id, visibility=_why_not(results), items=results)
    rows = [columns[item] for item in score.items]
    return ConstructResult(
        id=id,
        visibility=Visibility.SHOWN,
        full=None if short else score,
        core=_score([item for item in published if item.core], columns, limits),
        middle_half=_middle_half(rows, limits),
        agreement=_agreement(rows, limits),
        items=results,
    )


def agreed(asked: Construct, scores: Mapping[str, float], *, short: bool) -> ConstructResult:
    """The cell of a construct on which a team agreed: its score, or of one without a score that of each statement."""
    if not asked.scored:
        items = tuple(_agreed_item(item, scores.get(item.id)) for item in asked.asked(short))
        there = Visibility.SHOWN if any(item.mean is not None for item in items) else Visibility.NO_DATA
        return ConstructResult(id=asked.id, asks=asked.asks, scored=False, visibility=there, items=items)
    score = scores.get(asked.id)
    if score is None:
        return ConstructResult(id=asked.id, asks=asked.asks, visibility=Visibility.NO_DATA)
    agreed_on = Score(n=None, mean=score, sd=None, items=())
    return ConstructResult(id=asked.id, asks=asked.asks, visibility=Visibility.SHOWN, full=agreed_on)


def _agreed_item(item: Item, score: float | None) -> ItemResult:
    there = Visibility.NO_DATA if score is None else Visibility.SHOWN
    return ItemResult(id=item.id, core=item.core, visibility=there, mean=score)


def _column(people: Sequence[Answers], item: str) -> scoring.Column:
    return [person.get(item) for person in people]


def _visibility(column: scoring.Column, k: int) -> Visibility:
    answers, cannot = len(scoring.valid(column)), column.count(CANNOT_JUDGE)
    if column and len(column) < k:
        return Visibility.BELOW_THRESHOLD
    if answers + cannot == 0:
        return Visibility.NO_DATA
    if answers + cannot >= k and cannot >= answers:  # half or more of those who said something
        return Visibility.CANNOT_JUDGE
    return Visibility.SHOWN if answers >= k else Visibility.BELOW_THRESHOLD


def _why_not(items: Sequence[ItemResult]) -> Visibility:
    reasons = {item.visibility for item in items}
    if reasons <= {Visibility.NO_DATA}:
        return Visibility.NO_DATA
    if Visibility.SHOWN not in reasons and Visibility.CANNOT_JUDGE in reasons:
        return Visibility.CANNOT_JUDGE
    return Visibility.BELOW_THRESHOLD


def _item(item: Item, column: scoring.Column, limits: Limits, participants: int) -> ItemResult:
    counts, cannot = scoring.counts(column), column.count(CANNOT_JUDGE)
    n, said = sum(counts), sum(counts) + cannot
    cell = ItemResult(id=item.id, core=item.core, visibility=_visibility(column, limits.k))
    if cell.visibility not in (Visibility.SHOWN, Visibility.CANNOT_JUDGE):
        return cell
    more: dict[str, object] = {
        "cannot_judge_is_finding": said >= limits.k_distribution and cannot * 10 >= said * 3
    }
    if cell.visibility is Visibility.CANNOT_JUDGE:
        more |= {"cannot_judge": cannot} if said >= limits.k_distribution else {}
    elif n < limits.k_distribution:
        more |= {"mean": rounded(scoring.item_mean(column), "0.5")}
    else:
        more |= {
            "n": n,
            "mean": scoring.item_mean(column),
            "counts": counts,
            "cannot_judge": _masked(cannot, participants - n),
            "agreement": agreement.item_agreement(counts),
        }
    return cell.model_copy(update=more)


def _masked(cannot: int, missing: int) -> Literal["0", "minder dan 3"] | int:
    if cannot >= _MASKED_BELOW:
        return cannot
    return "minder dan 3" if cannot or 0 < missing < _MASKED_BELOW else "0"


def _score(published: Sequence[ItemResult], columns: dict[str, scoring.Column], limits: Limits) -> Score | None:
    rows = [columns[item.id] for item in published]
    n = scoring.people_with_score(rows)
    if n < limits.k:
        return None
    mean, sd = scoring.construct_mean(rows), scoring.spread(rows)
    exact = _exact(rows, limits)
    return Score(
        n=n,
        mean=mean if exact else rounded(mean, "0.1"),
        sd=rounded(sd, "0.01" if exact else "0.1"),
        items=tuple(item.id for item in published),
    )


def _exact(columns: Sequence[scoring.Column], limits: Limits) -> bool:
    """Whether enough people stand behind every part for more than rounded means."""
    fewest = min(scoring.people_with_score(columns), *(len(scoring.valid(column)) for column in columns))
    return fewest >= limits.k_distribution


def _middle_half(columns: Sequence[scoring.Column], limits: Limits) -> tuple[float, float] | None:
    fewest = max(limits.k_distribution, K_MIDDLE_HALF)
    quartiles = scoring.middle_half(columns, fewest) if _exact(columns, limits) else None
    return quartiles and (rounded(quartiles[0], "0.1"), rounded(quartiles[1], "0.1"))


def _agreement(columns: Sequence[scoring.Column], limits: Limits) -> Agreement:
    counts = [scoring.counts(column) for column in columns]
    enough = [one for one in counts if sum(one) >= limits.k_distribution]
    return agreement.construct_agreement(enough or counts, two_levels=not enough)
