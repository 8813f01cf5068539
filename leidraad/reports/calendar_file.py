"""Days to look back, for an agenda (iCalendar, RFC 5545): a file or a subscription. It says nothing of what a team works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from icalendar import Calendar, Event, vDuration

from leidraad import product

SUMMARY = "Terugkijken op jullie plan"


#: How often an agenda that subscribed looks again.
_AGAIN = "PT12H"


@dataclass(frozen=True)
class PlannedDay:
    """A day in the plan of a team; `key` is the same as long as it is about the same, so that an agenda moves it.

    `changes` rises whenever the day changes, which it did last at `set_at`.
    """

    key: str
    day: Any  # a date; reports know no clock
    changes: int
    set_at: Any


def ics(days: Sequence[PlannedDay]) -> bytes:
    """What an agenda reads."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{product.NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("name", SUMMARY)
    calendar.add("x-wr-calname", SUMMARY)  # older agendas know these two
    calendar.add("x-published-ttl", _AGAIN)
    again = vDuration.from_ical(_AGAIN)  # type: ignore[no-untyped-call]
    calendar.add("refresh-interval", again, parameters={"VALUE": "DURATION"})
    for one in days:
        event = Event()
        event.add("uid", f"{one.key}@leidraad-teamscan")
        event.add("dtstamp", one.set_at)
        event.add("last-modified", one.set_at)
        event.add("sequence", one.changes)
        event.add("dtstart", one.day)
        event.add("summary", SUMMARY)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
