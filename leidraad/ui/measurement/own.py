"""Own statements on the page Metingen: write them with help, see them as on a phone, take them over from the time before."""

import re
from functools import partial
from html import escape

import streamlit as st

from leidraad.content import library, own_statements
from leidraad.content.lint import MOST_CHARACTERS
from leidraad.content.own_statements import MOST, OwnStatement, Written
from leidraad.notation import count
from leidraad.storage.measurements import asked_too
from leidraad.storage.measurements import own_statements as stored
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.ui.measurement.teams import lead
from leidraad.ui.shell import as_on_phone, findings
from leidraad.ui.shell.wording import literal

_BULLET = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+")
_EXPLAINS = re.compile(r"^zo herken je dit\s*:\s*", re.IGNORECASE)
_ABOUT = (
    f"Vraag jullie team ook iets van jullie zelf: hoogstens {MOST} stellingen, op dezelfde schaal. Ze komen op de telefoon na de "
    "vragenlijst, als ‘van jullie team’. De uitslag ervan staat apart: ze tellen in geen score mee, en gaan nooit naar een andere "
    "school. Onder een stelling mag een regel die begint met ‘Zo herken je dit:’. Na het openen liggen ze vast."
)


def said(measurement: Measurement) -> str:
    """How many there are, in a sentence; empty where there are none."""
    own = asked_too.of(measurement.id)
    return f" Met {count(len(own), 'eigen stelling', 'eigen stellingen')}." if own else ""


def prepare(team: Team, measurement: Measurement) -> None:
    """Write, take over or take away while the measurement is being prepared."""
    own = asked_too.of(measurement.id)
    with st.expander(f"Eigen stellingen: {len(own)} van {MOST}", expanded=bool(own) or _busy(measurement)):
        st.markdown(_ABOUT)
        _list(team, measurement, own)
        _take_over(team, measurement)
        if len(own) < MOST:
            _write(team, measurement)


def _list(team: Team, measurement: Measurement, own: tuple[OwnStatement, ...]) -> None:
    for one in own:
        with st.container(horizontal=True, vertical_alignment="center", key=f"eigen-rij-{one.id}"):
            st.html(_written(one))
            if st.button("Weghalen", key=f"eigen-weg-{measurement.id}-{one.id}", help=literal(one.text)):
                lead(team, partial(_remove, measurement.id, one.id), "De stelling is weggehaald.")
    if own:
        with st.expander("Zo ziet een collega ze op de telefoon"):
            st.html(_as_on_a_phone(measurement, own))


def _written(one: OwnStatement) -> str:
    beside = (("Zo herken je dit", one.recognise), ("Blijft zo, omdat", one.exception))
    more = "".join(f'<p class="zacht klein">{title}: {escape(said)}</p>' for title, said in beside if said)
    return f"<p>{escape(one.text)}</p>{more}"


def _remove(measurement_id: int, item_id: str, _by: int | None) -> None:
    stored.remove(measurement_id, item_id)


def _take_over(team: Team, measurement: Measurement) -> None:
    earlier = stored.earlier(measurement.id)
    if not earlier:
        return
    with st.container(key="eigen-eerder"):
        st.markdown("De vorige keer vroegen jullie:")
        st.html("<ul>" + "".join(f"<li>{escape(one.text)}</li>" for one in earlier) + "</ul>")
        if st.button("Neem over van vorige keer", key=f"eigen-overnemen-{measurement.id}"):
            lead(
                team,
                lambda _by: stored.take_over(measurement.id),
                "Overgenomen. Met dezelfde woorden kun je straks beide keren onder elkaar zien.",
            )


# --- writing ---


def _pending(measurement: Measurement) -> str:
    return f"eigen-nagekeken-{measurement.id}"


def _times(measurement: Measurement) -> str:
    return f"eigen-keer-{measurement.id}"


def _busy(measurement: Measurement) -> bool:
    return bool(st.session_state.get(_pending(measurement)))


def _write(team: Team, measurement: Measurement) -> None:
    with st.form(f"eigen-{measurement.id}", border=False, enter_to_submit=False):
        typed = st.text_area(
            "Nieuwe stellingen, één per regel",
            max_chars=MOST * 2 * (MOST_CHARACTERS + 20),
            height=160,
            placeholder="In ons team vertel je wat je van een les hebt geleerd.\nZo herken je dit: na een les praat je er even over na.",
            key=f"eigen-veld-{measurement.id}-{st.session_state.get(_times(measurement), 0)}",
        )
        nobody = st.checkbox("Geen van deze stellingen gaat over één herkenbare persoon")
        sent = st.form_submit_button("Kijk na en voeg toe")
    if sent:
        st.session_state[_pending(measurement)] = lines(typed)
    written: list[Written] = st.session_state.get(_pending(measurement), [])
    if written:
        _check(team, measurement, written, nobody=nobody)
    elif sent:
        st.error("Typ eerst een stelling.")


def lines(typed: str) -> list[Written]:
    """The statements in a text with one on each line, without the dashes and numbers of a list.

    A line that says so is what to recognise the statement above it by.
    """
    found: list[Written] = []
    for line in typed.splitlines():
        plain = _BULLET.sub("", line).strip()
        if found and (explains := _EXPLAINS.match(plain)):
            above = found.pop()
            found.append(Written(above.text, f"{above.recognise} {plain[explains.end() :]}".strip()))
        elif plain:
            found.append(Written(plain))
    return found


def _check(team: Team, measurement: Measurement, written: list[Written], *, nobody: bool) -> None:
    found = stored.remarks(measurement.id, written)
    hard = [one.sentence for one in found if one.hard]
    findings.say(hard, [one.sentence for one in found if not one.hard])
    if hard:
        return
    if not nobody:
        st.error("Zet eerst het vinkje: geen van deze stellingen gaat over één herkenbare persoon.")
        return
    reason = _why_so(measurement) if found else ""
    if reason is None:
        return
    added = count(len(written), "stelling is", "stellingen zijn")
    lead(team, lambda _by: _add(measurement, written, reason), f"{added} toegevoegd.")


def _why_so(measurement: Measurement) -> str | None:
    """Why what was remarked may stay; None as long as nobody says so."""
    with st.form(f"eigen-toch-{measurement.id}", border=False):
        reason = st.text_input("Waarom mag het zo blijven? In één zin.", max_chars=stored.LONGEST_REASON)
        return reason if st.form_submit_button("Toch zo toevoegen") else None


def _add(measurement: Measurement, written: list[Written], reason: str) -> None:
    stored.add(measurement.id, written, exception=reason)
    del st.session_state[_pending(measurement)]
    st.session_state[_times(measurement)] = st.session_state.get(_times(measurement), 0) + 1  # an empty field


def _as_on_a_phone(measurement: Measurement, own: tuple[OwnStatement, ...]) -> str:
    scale = library.instrument(measurement.instrument_id, measurement.instrument_version).scale
    construct = own_statements.construct(own)
    assert construct is not None
    return as_on_phone.picture(construct.kind, construct.short, scale.question, construct.items, scale)
