"""How a focus point is called: by its statement or its construct, and sentences about its days."""

from datetime import date, timedelta

from leidraad.charts import places
from leidraad.content.subject import Subject, newest, subject
from leidraad.notation import count, day, weekday
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.study_day import judgements

WEEKS = 52


def of(point: FocusPoint) -> Subject:
    """The subject of a focus point."""
    return subject(point.construct_id, point.item_id)


def places_of(point: FocusPoint) -> list[tuple[str, str]]:
    """Of a focus point between two poles: where the team said it stands, and where it wants to be.

    On the day on which it was chosen; and of what was chosen elsewhere, the last time.
    """
    construct = newest(point.construct_id, point.item_id) if point.item_id else None
    item = next((one for one in construct.items if one.id == point.item_id), None) if construct else None
    if item is None or not item.places:
        return []
    if point.measurement_id is None:
        agreed = judgements.last_of_team(point.team_id, item.id)
    else:
        agreed = judgements.of_measurement(point.measurement_id).get(item.id)
    if agreed is None:
        return []
    wish = [("Hier willen we heen", places.at(item, agreed.wish))] if agreed.wish is not None else []
    return [("Hier staan we", places.at(item, agreed.score)), *wish]


def from_now(moment: date, today: date) -> str:
    """ "over 6 dagen", "vandaag" or "6 dagen geleden"; weeks where that is exact enough."""
    days = (moment - today).days
    if days == 0:
        return "vandaag"
    amount = count(abs(days), "dag", "dagen") if abs(days) < 14 else count(round(abs(days) / 7), "week", "weken")
    return f"over {amount}" if days > 0 else f"{amount} geleden"


def look_back(point: FocusPoint, today: date) -> str:
    """When the team looks back, or that it is time."""
    if point.look_back_on is None:
        return "nog niet afgesproken"
    if point.look_back_on <= today:
        return f"{day(point.look_back_on)}: het is tijd om terug te kijken"
    return f"{day(point.look_back_on)}, {from_now(point.look_back_on, today)}"


def is_due(point: FocusPoint, today: date) -> bool:
    """Whether it is time to look back."""
    return point.closed_on is None and point.look_back_on is not None and point.look_back_on <= today


def days_ahead(today: date, most: int) -> dict[date, str]:
    """Today and so many days after it, in words."""
    found = {today: f"vandaag, {weekday(today)}"}
    for ahead in range(1, most + 1):
        found[today + timedelta(days=ahead)] = weekday(today + timedelta(days=ahead))
    return found


def weeks_ahead(today: date, most: int = WEEKS) -> dict[date, str]:
    """The same weekday of so many weeks to come, in words."""
    found = {}
    for ahead in range(1, most + 1):
        moment = today + timedelta(weeks=ahead)
        found[moment] = f"over {count(ahead, 'week', 'weken')}: {day(moment)}"
    return found
