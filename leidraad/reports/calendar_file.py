"""Days to look back, as a file for an agenda (iCalendar, RFC 5545). It says nothing of what a team works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from icalendar import Calendar, Event

from leidraad import product

SUMMARY = "Terugkijken op jullie plan"


@dataclass(frozen=True)
class PlannedDay:
    """A day in the plan of a team; `key` is the same as long as it is about the same, so that an agenda moves it."""

    key: str
    day: Any  # a date; reports know no clock


def ics(days: Sequence[PlannedDay], made_at: Any) -> bytes:
    """The file; `made_at` is the moment at which it is made."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{product.NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("name", SUMMARY)
    for one in days:
        event = Event()
        event.add("uid", f"{one.key}@leidraad-teamscan")
        event.add("dtstamp", made_at)
        event.add("dtstart", one.day)
        event.add("summary", SUMMARY)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
