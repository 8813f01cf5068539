"""One grammar of marks for every picture: what each looks like, what it is called, and the legend that says so.

Filled is now and hollow is earlier; a circle was answered by each alone, a square agreed on together. An open triangle is
where a team wants to go. A change is a word and never a mark.
"""

from collections.abc import Iterable
from enum import Enum
from html import escape


class Mark(Enum):
    """A mark: its class in a style sheet, and its name in a legend of words only."""

    SCORE = ("punt vol", "stip")
    SHORT = ("punt vol kort", "kleine stip")
    EARLIER = ("punt", "open stip")
    JOINT = ("punt samen", "vierkant")
    EARLIER_JOINT = ("punt samen was", "open vierkant")
    WISH = ("wens", "open driehoek")
    IN_PART = ("streep", "streepje")
    HALF = ("helft", "band")
    HIDDEN = ("drempel", "stippellijn")

    def __init__(self, css: str, word: str) -> None:
        self.css, self.word = css, word

    @property
    def square(self) -> bool:
        """Whether it is what a team agreed on together."""
        return self in (Mark.JOINT, Mark.EARLIER_JOINT)

    @property
    def hollow(self) -> bool:
        """Whether it is of an earlier measurement, beside one of now."""
        return self in (Mark.EARLIER, Mark.EARLIER_JOINT)


def score(*, joint: bool, earlier: bool = False) -> Mark:
    """The mark of a score."""
    if earlier:
        return Mark.EARLIER_JOINT if joint else Mark.EARLIER
    return Mark.JOINT if joint else Mark.SCORE


def legend(known: Iterable[tuple[Mark, str]], more: Iterable[str] = ()) -> str:
    """The marks with what they mean, as HTML; `more` is said beside them."""
    shown = "".join(
        f'<span><em aria-hidden="true"><i class="{mark.css}"></i></em>{escape(text)}</span>'
        for mark, text in known
    )
    rest = "".join(f"<span>{escape(text)}</span>" for text in more)
    return f'<div class="legenda tekens">{shown}{rest}</div>' if shown or rest else ""


def in_words(known: Iterable[tuple[Mark, str]], more: Iterable[str] = ()) -> list[str]:
    """The same where the marks cannot stand beside their words: "open stip: november 2025"."""
    return [*(f"{mark.word}: {text}" for mark, text in known), *more]


def sentence(known: Iterable[tuple[Mark, str]], more: Iterable[str] = ()) -> str:
    """The same in sentences, for on paper."""
    return " ".join(f"{said[0].upper()}{said[1:]}." for said in in_words(known, more))
