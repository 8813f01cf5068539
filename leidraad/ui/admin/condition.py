"""Beheer, how the installation is: a line each, with the next step where something is wrong. Only counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape

import streamlit as st

from leidraad.notation import clock, count, day, size
from leidraad.storage import backup, clock_watch, condition
from leidraad.storage.condition import Condition, TermEnd
from leidraad.storage.database import clock as now
from leidraad.storage.database import moved_away
from leidraad.ui.admin import parts
from leidraad.ui.admin.parts import AdminPart, Where
from leidraad.ui.shell import actions

#: Longer ago than this somebody forgot.
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class ConditionLine:
    """What it is about, how it is, and what to do about it when that is not as it should be."""

    about: str
    said: str
    todo: str = ""


def show(place: Where) -> None:
    """All lines; first what asks for something."""
    st.header("Toestand", anchor=False)
    with actions.refusal_said():
        found = condition.look()
        with st.spinner("De laatste reservekopie wordt geprobeerd."):
            kept = _backup()
        lines = [*_lines(found), kept]
        wrong = [one for one in lines if one.todo]
        st.markdown(
            f"**{count(len(wrong), 'punt vraagt', 'punten vragen')} aandacht.**" if wrong else "Alles is in orde."
        )
        rows = "".join(_row(one) for one in [*wrong, *(one for one in lines if not one.todo)])
        st.html(f'<dl class="toestand">{rows}</dl>')
        st.page_link(
            parts.PAGE, label="Naar de reservekopieën en de termijnen", query_params=place.link(AdminPart.KEEPING)
        )
        st.html(
            '<p class="zacht">Een programma dat jullie servers bewaakt, kan dit vragen op <b>/gereed</b>: 200 als database, schijf en klok in orde zijn, '
            "anders 503 met een woord erbij.</p>"
        )


def _row(line: ConditionLine) -> str:
    todo = f'<p class="doen"><b>Wat je doet:</b> {escape(line.todo)}</p>' if line.todo else ""
    return f"<div><dt>{escape(line.about)}</dt><dd><p>{escape(line.said)}</p>{todo}</dd></div>"


def _lines(found: Condition) -> Iterator[ConditionLine]:
    yield ConditionLine("Versie", found.version)
    kind = found.server or "Een bestand (SQLite)"
    yield ConditionLine("Database", f"{kind}, {size(found.size)}.")
    yield _room(found)
    yield _clock(found)
    yield ConditionLine("Open metingen", _open(found))
    yield ConditionLine("Opruimen", _ends(found))
    yield ConditionLine(
        "Processen", f"{count(found.processes, 'proces gebruikt', 'processen gebruiken')} deze database."
    )
    for one in found.left_behind:
        yield ConditionLine(
            "Oude bestand",
            "Het bestand van voor de verhuizing staat er nog. Wat de Teamscan wist, verdwijnt daar niet uit.",
            moved_away.todo(one),
        )


def _room(found: Condition) -> ConditionLine:
    if found.room:
        return ConditionLine("Schijf", "Er is genoeg ruimte.")
    return ConditionLine(
        "Schijf",
        "De schijf is bijna vol. Wat opgeslagen is, is er nog.",
        "Maak ruimte vrij, minstens 50 MB. Anders kan er straks niets meer bij.",
    )


def _clock(found: Condition) -> ConditionLine:
    if found.doubt is None:
        return ConditionLine("Klok", f"{day(now.now())}, {clock(now.now())} uur.")
    return ConditionLine("Klok", clock_watch.said(found.doubt), "Zet de datum goed, of bevestig die bij Bewaren.")


def _open(found: Condition) -> str:
    if not found.open_measurements:
        return "Er is geen meting open."
    said = f"{count(found.open_measurements, 'meting is', 'metingen zijn')} open."
    if found.closing:
        said += f" De eerste sluit vanzelf op {day(found.closing.at)} als niemand het doet."
    return f"{said} Werk de Teamscan nu niet bij."


def _ends(found: Condition) -> str:
    said = [
        _end(found.answers, "gaan de losse antwoorden weg van {}"),
        _end(found.years, "gaat na 5 jaar alles weg van {}"),
    ]
    return " ".join(one for one in said if one) or "Er staat niets klaar om weg te gaan."


def _end(ending: TermEnd | None, what: str) -> str:
    if ending is None:
        return ""
    when = f"Op {day(ending.at)}" if ending.at > now.now() else "Bij het volgende opruimen, binnen een uur,"
    return f"{when} {what.format(count(ending.measurements, 'meting', 'metingen'))}."


def _backup() -> ConditionLine:
    about = "Reservekopie"
    if not backup.possible():
        return ConditionLine(
            about,
            "Die maakt wie de databaseserver beheert, met pg_dump. Vraag wanneer de laatste is gemaakt, en of die is geprobeerd.",
        )
    tried = condition.try_newest()
    if tried is None:
        return ConditionLine(about, "Er is nog geen reservekopie.", "Maak er een bij Bewaren.")
    made = f"De laatste is van {day(tried.backup.at)}, {clock(tried.backup.at)} uur."
    if tried.why_not:
        return ConditionLine(
            about, f"{made} Die is geprobeerd en werkt niet. {tried.why_not}", "Maak bij Bewaren nu een nieuwe."
        )
    said = f"{made} Die is op {day(tried.at)} geprobeerd: alles erin gaat open en klopt."
    if now.now() - tried.backup.at > RECENT:
        return ConditionLine(about, said, "Dat is meer dan een week geleden. Maak bij Bewaren een nieuwe.")
    return ConditionLine(about, said)
