"""The days of a plan as a file for an agenda, read back as an agenda does."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from leidraad.reports import calendar_file
from leidraad.reports.calendar_file import PlannedDay

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_an_agenda_reads_a_whole_day_for_every_day_and_nothing_about_the_team() -> None:
    made = calendar_file.ics(
        [PlannedDay("punt-1", date(2027, 1, 15)), PlannedDay("punt-2", date(2027, 2, 1))], NOW
    )
    events = Calendar.from_ical(made).walk("VEVENT")
    assert [one["DTSTART"].dt for one in events] == [date(2027, 1, 15), date(2027, 2, 1)]
    assert {str(one["SUMMARY"]) for one in events} == {"Terugkijken op jullie plan"}
    assert all(one["DTSTAMP"].dt == NOW for one in events)
    assert set(events[0]) == {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP"}


def test_the_same_point_keeps_its_key_so_that_an_agenda_moves_the_day() -> None:
    keys = [
        Calendar.from_ical(calendar_file.ics([PlannedDay("punt-1", day)], NOW)).walk("VEVENT")[0]["UID"]
        for day in (date(2027, 1, 15), date(2027, 3, 1))
    ]
    assert keys[0] == keys[1]


def test_lines_end_as_the_rule_for_agendas_asks() -> None:
    made = calendar_file.ics([PlannedDay("punt-1", date(2027, 1, 15))], NOW)
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
