"""What a team chooses, agrees on and works on as one thing: a construct, or one statement where nothing is added up."""

from collections.abc import Collection
from dataclasses import dataclass

from leidraad.content.models import Construct, Instrument, Item, Part, QuestionKind
from leidraad.notation import count


@dataclass(frozen=True)
class Topic:
    """A construct (`item` is None), or one statement of it."""

    construct: Construct
    item: Item | None = None

    @property
    def id(self) -> str:
        """What is stored of it."""
        return self.item.id if self.item else self.construct.id

    @property
    def name(self) -> str:
        """What it is called wherever it stands among others."""
        return self.item.text.rstrip(".") if self.item else self.construct.name

    @property
    def places(self) -> tuple[str, ...]:
        """The places between its poles; empty where it has none."""
        return self.item.places if self.item else ()


def to_agree(instrument: Instrument, short: bool) -> tuple[Topic, ...]:
    """What a team gives one value together: each construct with a score, each statement of the others."""
    return tuple(topic for construct in instrument.constructs for topic in _of(construct, short))


def to_choose(instrument: Instrument, short: bool) -> tuple[Topic, ...]:
    """What a team can choose to work on: the same, and the statements of a questionnaire with one construct."""
    if len(instrument.constructs) == 1:
        return _statements(instrument.constructs[0], short)
    return to_agree(instrument, short)


def _of(construct: Construct, short: bool) -> tuple[Topic, ...]:
    return (Topic(construct),) if construct.scored else _statements(construct, short)


def _statements(construct: Construct, short: bool) -> tuple[Topic, ...]:
    return tuple(Topic(construct, item) for item in construct.asked(short))


def of_statement(instrument: Instrument, item: str) -> Topic:
    """What a statement belongs to when a team agrees on one value: its construct, or itself. Raises StopIteration."""
    construct = next(one for one in instrument.constructs if item in {asked.id for asked in one.items})
    return next(one for one in _of(construct, short=False) if one.item is None or one.item.id == item)


def known(instrument: Instrument, id: str) -> Topic | None:
    """The construct or statement with this id."""
    for construct in instrument.constructs:
        if construct.id == id:
            return Topic(construct)
        for item in construct.items:
            if item.id == id:
                return Topic(construct, item)
    return None


def by_part(instrument: Instrument, ids: Collection[str]) -> list[tuple[Part, list[Topic]]]:
    """Those with these ids under the parts that they belong to, in the order of the questionnaire."""
    found = []
    for part in instrument.parts:
        everything = [
            one
            for construct in part.constructs
            for one in (Topic(construct), *_statements(construct, short=False))
        ]
        found.append((part, [one for one in everything if one.id in ids]))
    return found


def us(instrument: Instrument) -> str:
    """Whom it is about, as the people in it say it."""
    return {"team": "ons team", "school": "onze school", "netwerk": "ons netwerk"}[instrument.unit]


def asks_places(instrument: Instrument) -> bool:
    """Whether anything it asks is a place between two poles."""
    return any(part.asks is QuestionKind.POSITION for part in instrument.parts)


def called(instrument: Instrument) -> tuple[str, str]:
    """What one and several of all that it asks are called where somebody meets them."""
    return named(QuestionKind.POSITION if asks_places(instrument) else QuestionKind.EXTENT)


def named(kind: QuestionKind) -> tuple[str, str]:
    """What one and several of this kind are called: a place between two poles is asked for by no statement."""
    return ("vraag", "vragen") if kind is QuestionKind.POSITION else ("stelling", "stellingen")


def counted(instrument: Instrument, number: int) -> str:
    """ "30 stellingen", or "11 vragen"."""
    return count(number, *called(instrument))


def revealed(instrument: Instrument) -> tuple[Construct, ...]:
    """The constructs in the order of the reveal: how a team is led comes last, when the room knows how it goes."""
    return tuple(sorted(instrument.constructs, key=lambda one: one.about_leading))
