"""What somebody works on as it is called: a statement, or a whole construct."""

from dataclasses import dataclass

from leidraad.content import library
from leidraad.content.models import Construct


@dataclass(frozen=True)
class Subject:
    """Its title, and softly where that belongs."""

    title: str
    belongs: str


def subject(construct_id: str, item_id: str = "") -> Subject:
    """Of a construct or one of its statements; in general words where the questionnaire is gone."""
    construct = newest(construct_id, item_id)
    if construct is None:
        return Subject("Iets uit een vragenlijst die er niet meer is", "")
    if not item_id:
        return Subject(construct.short, construct.kind)
    item = next(one for one in construct.items if one.id == item_id)
    return Subject(item.text.rstrip("."), construct.name)


def newest(construct_id: str, item_id: str = "") -> Construct | None:
    """This construct, with this statement in it, as it was written last; None where the questionnaire is gone.

    Of ours nothing of any school is read: whoever has a link to a plan may ask this again and again.
    """
    holding = reversed(library.holding(construct_id))
    found = (one for instrument in holding for one in instrument.constructs if one.id == construct_id)
    return next((one for one in found if not item_id or item_id in {item.id for item in one.items}), None)


def read_under(construct: Construct) -> str | None:
    """Under which construct the page Leidraad has its handvatten: its own, or the one it borrows them from; None without either.

    What a school wrote itself, or of which the files are gone, has no page of its own.
    """
    known = (one for one in library.instruments().values() if one.status != "concept")
    there = {one.id for instrument in known for one in instrument.constructs}
    return next((id for id in (construct.id, construct.guide_id) if id in there), None)
