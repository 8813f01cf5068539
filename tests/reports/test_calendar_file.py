"""The days of a plan for an agenda, read back as agendas do: by the library that wrote it and by one that did not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from icalendar import Calendar

from leidraad.reports import calendar_file
from leidraad.reports.calendar_file import SUMMARY, PlannedDay

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JANUARY, FEBRUARY = date(2027, 1, 15), date(2027, 2, 1)


def planned(key: str, day: date, changes: int = 1, set_at: datetime = NOW) -> PlannedDay:
    return PlannedDay(key, day, changes, set_at)


def read(*days: PlannedDay) -> list[Event]:
    """As another library reads it."""
    return IcsCalendarStream.calendar_from_ics(calendar_file.ics(days).decode()).events


def test_an_agenda_reads_a_whole_day_for_every_day_and_nothing_about_the_team() -> None:
    events = Calendar.from_ical(calendar_file.ics([planned("punt-1", JANUARY), planned("punt-2", FEBRUARY)])).walk(
        "VEVENT"
    )
    assert [one["DTSTART"].dt for one in events] == [JANUARY, FEBRUARY]
    assert {str(one["SUMMARY"]) for one in events} == {SUMMARY} == {"Terugkijken op jullie plan"}
    assert set(events[0]) == {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "SUMMARY",
        "TRANSP",
        "LAST-MODIFIED",
        "SEQUENCE",
    }


def test_another_library_reads_the_same() -> None:
    one, other = read(planned("punt-1", JANUARY), planned("punt-2", FEBRUARY))
    assert (one.start, one.end) == (JANUARY, JANUARY + timedelta(days=1))
    assert (other.start, other.summary) == (FEBRUARY, SUMMARY)
    assert one.dtstamp == one.last_modified == NOW
    assert read() == []


def test_a_day_that_is_moved_keeps_its_key_and_says_that_it_is_newer() -> None:
    later = NOW + timedelta(days=3)
    [was], [now] = read(planned("punt-1", JANUARY)), read(planned("punt-1", FEBRUARY, 2, later))
    assert was.uid == now.uid
    assert now.sequence > was.sequence
    assert now.last_modified > was.last_modified


def test_what_did_not_change_is_written_the_same_each_time() -> None:
    days = [planned("punt-1", JANUARY)]
    assert calendar_file.ics(days) == calendar_file.ics(days)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)], ids=["begin zomertijd", "eind zomertijd"])
def test_the_day_on_which_the_clock_changes_is_that_day_from_midnight_to_midnight(day: date) -> None:
    [event] = read(planned("punt-1", day))
    span = event.timespan_of(AMSTERDAM)
    midnight = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)
    assert (span.start, span.end) == (midnight, midnight + timedelta(days=1))  # 23 or 25 hours
    assert (span.end.astimezone(UTC) - span.start.astimezone(UTC)) != timedelta(hours=24)


def test_lines_end_as_the_rule_for_agendas_asks() -> None:
    made = calendar_file.ics([planned("punt-1", JANUARY)])
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
