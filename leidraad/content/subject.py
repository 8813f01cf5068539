"""What somebody works on as it is called: a statement, or a whole construct."""

from dataclasses import dataclass

from leidraad.content import library, own_questionnaires
from leidraad.content.models import Construct


@dataclass(frozen=True)
class Subject:
    """Its title, and softly where that belongs."""

    title: str
    belongs: str


def subject(construct_id: str, item_id: str = "") -> Subject:
    """Of a construct or one of its statements; its id where the questionnaire is gone.

    Of ours nothing of any school is read: whoever has a link to a plan may ask this again and again.
    """
    own = own_questionnaires.is_own(construct_id)
    there = library.everything() if own else tuple(library.instruments().values())
    for instrument in reversed(there):
        for construct in instrument.constructs:
            if construct.id == construct_id:
                texts = {item.id: item.text for item in construct.items}
                if item_id in texts:
                    return Subject(texts[item_id].rstrip("."), construct.name)
                if not item_id:
                    return Subject(construct.short, construct.kind)
    return Subject(construct_id, "")


def read_under(construct: Construct) -> str | None:
    """Under which construct the page Leidraad has its handvatten: its own, or the one it borrows them from; None without either.

    What a school wrote itself, or of which the files are gone, has no page of its own.
    """
    known = (one for one in library.instruments().values() if one.status != "concept")
    there = {one.id for instrument in known for one in instrument.constructs}
    return next((id for id in (construct.id, construct.guide_id) if id in there), None)
