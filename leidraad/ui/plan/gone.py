"""A focus point that this tab was working on, and that somebody else ended or took away meanwhile."""

from collections.abc import Iterator

from leidraad.ui.plan import kept, writing
from leidraad.ui.plan.overview import TeamPlan

_FORMS = ("afspraak", "terug", "actie-erbij", "notitie", "onderzoek", "afronden")  # how their fields begin
_ENDED = "Iemand anders rondde dit speerpunt intussen af, of haalde het weg"
_ARCHIVED = "Iemand anders archiveerde dit team intussen"


def show(plan: TeamPlan) -> None:
    """What was typed in it, until it was read; nothing when this tab ended the point itself."""
    name = f"punt-{plan.team.id}"
    before = writing.at_work(plan.team)
    still = plan.can_be_written and before in {one.id for one in plan.open}
    if before is not None and not still:
        writing.at_rest(plan.team)
        doing = tuple(f"actie-{one.id}-" for one in plan.actions.get(before, []))
        kept.keep(name, (*(f"{form}-{before}-" for form in _FORMS), *doing), set(_stored(plan, before)))
    kept.show(name, _ENDED if plan.can_be_written else _ARCHIVED)


def _stored(plan: TeamPlan, id: int) -> Iterator[str]:
    for point in plan.points:
        if point.id == id:
            yield from (point.why, point.cue, point.response, point.owner)
            yield from (note.text for note in plan.notes[id].values())
            yield from (said for one in plan.actions[id] for said in (one.what, one.owner))
            yield from (one.expected for one in plan.inquiries[id])
