"""A small inquiry (klein onderzoek): one to three statements of a focus point once more, when a team looks back.

It is a signal beside what the team saw itself, never proof: counts and the agreement word, and no word for a change.
The numbers are rules of this product, not of the Leidraad.
"""

from collections.abc import Sequence

from leidraad.domain import focus
from leidraad.domain.scoring import Counts
from leidraad.domain.thresholds import K
from leidraad.errors import InvalidAnswer

MOST = 3  # statements
#: A statement is not asked again sooner after it was last published: an answer of today must not be one of then.
REST_WEEKS = 6
#: So long before the day of looking back it can open, and then it closes by itself when nobody does.
OPENS_BEFORE_DAYS, OPEN_FOR_DAYS = 7, 14
#: What fewer people than this said otherwise is not to be told from one person who left and one who came.
_FEW = 3


def checked(items: Sequence[str], expected: str) -> tuple[tuple[str, ...], str]:
    """The statements without doubles, and the expectation on one line. Raises InvalidAnswer."""
    chosen = tuple(dict.fromkeys(items))
    if not chosen:
        raise InvalidAnswer("Kies één tot drie stellingen. Er is niets opgeslagen; wat je typte staat er nog.")
    if len(chosen) > MOST:
        raise InvalidAnswer(
            f"Een klein onderzoek heeft hoogstens {MOST} stellingen. Haal er {len(chosen) - MOST} weg. "
            "Er is niets opgeslagen."
        )
    focus.require_all({"wat jullie verwachten": expected})
    return chosen, focus.sentence(expected)


def too_alike(earlier: Counts, now: Counts) -> bool:
    """Whether the two beside each other could tell what one person answered: then the new counts stay hidden.

    When everybody else answered the same again, the difference is what those answered who left or came. So it shows
    nobody's answer only where nobody can be sure of that: when enough people left or came at once, or so many answers
    changed to both sides that somebody must have thought otherwise.
    """
    fewer = sum(max(0, old - new) for old, new in zip(earlier, now, strict=True))
    more = sum(max(0, new - old) for old, new in zip(earlier, now, strict=True))
    one_sided = not min(fewer, more)
    return max(fewer, more) < (K if one_sided else _FEW)
