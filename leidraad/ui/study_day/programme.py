"""The plan of the day on paper: times, what to say and do, and after the closing this team's own statements."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.content.study_day import LENGTHS, day_guide
from leidraad.domain import day, talk
from leidraad.domain.day import Planned, PlannedTalk
from leidraad.domain.measurement import State
from leidraad.storage.measurements import results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import wishes
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.ui.study_day import time_to_fill


def show(measurement: Measurement, status: DayStatus | None) -> None:
    """Choose a length and see the plan; printing gives the same on A4."""
    team = schools.team(measurement.team_id)
    length = _chosen_length(status.minutes if status else LENGTHS[1])
    time_to_fill.advise(measurement, length)
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    guide = day_guide().fitting(scored=instrument.scored)
    lines = day.plan(guide, length, _statements(measurement, status.talk if status else ()))
    st.html(_html(f"Studiedag {team.name}, {measurement.label}", lines, day_guide().prepare))
    st.caption("Afdrukken: Ctrl en P, of ‘Afdrukken’ in het menu van je browser.")


def _chosen_length(usual: int) -> int:
    with st.container(key="programma-lengte"):
        chosen = st.segmented_control(
            "Lengte van de dag",
            LENGTHS,
            default=usual,
            required=True,
            format_func=lambda minutes: f"{minutes} min",
            key="programma-minuten",
        )
    return chosen or usual


def _statements(measurement: Measurement, items: Sequence[str]) -> tuple[PlannedTalk, ...]:
    """What this team talks about: the chosen statements, or those proposed; nothing before the result is shared."""
    if measurement.state != State.SHARED or measurement.id is None:
        return ()
    result = results.shared(measurement.id)
    instrument = library.instrument(result.instrument, result.version)
    apart = wishes.apart(measurement.id)
    chosen = talk.of_items(result, items, apart) or talk.propose(result, apart)
    return tuple(_planned(one, instrument) for one in chosen)


def _planned(one: talk.Proposal, instrument: Instrument) -> PlannedTalk:
    texts = {item.id: item.text for item in instrument.items}
    return PlannedTalk(
        texts[one.item_id], one.why, day.questions(library.guides(), instrument.guide_of(one.construct_id))
    )


def _html(title: str, lines: Sequence[Planned], prepare: Sequence[str]) -> str:
    """The whole plan as one page of HTML, for the screen and for paper."""
    rows = "".join(_row(line) for line in lines)
    before = "".join(f"<li>{escape(text)}</li>" for text in prepare)
    return (
        f'<article class="programma"><h1>{escape(title)}</h1><h2>Klaarzetten</h2><ul class="vinken">{before}</ul>'
        f"<h2>Het programma</h2><table><tbody>{rows}</tbody></table></article>"
    )


def _row(line: Planned) -> str:
    said = "".join(f"<p>‘{escape(text)}’</p>" for text in line.say)
    done = "".join(f"<li>{escape(text)}</li>" for text in line.do)
    about = "".join(_about(one) for one in line.talk)
    body = (f"<div class='zeg'>{said}</div>" if said else "") + (f"<ul>{done}</ul>" if done else "") + about
    return (
        f"<tr><th scope='row'><b>{_clock(line.start)}</b><span>{line.minutes} min</span></th>"
        f"<td><h3>{escape(line.title)}</h3>{body}</td></tr>"
    )


def _about(one: PlannedTalk) -> str:
    questions = "".join(f"<li>{escape(text)}</li>" for text in one.questions)
    return (
        f"<section><p class='stelling-tekst'>{escape(one.statement)}</p><p class='zacht'>{escape(one.why)}</p>"
        f"<ul>{questions}</ul></section>"
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
