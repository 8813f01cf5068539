"""Own statements on the page Metingen: write them with help, see them as on a phone, take them over from the time before."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape

import streamlit as st

from leidraad.content import library, own_statements
from leidraad.content.lint import MOST_CHARACTERS, Finding
from leidraad.content.own_statements import MOST, OwnStatement
from leidraad.notation import count
from leidraad.storage.measurements import asked_too
from leidraad.storage.measurements import own_statements as stored
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.ui.measurement.teams import lead
from leidraad.ui.shell import as_on_phone
from leidraad.ui.shell.wording import literal

_BULLET = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+")
_ABOUT = (
    f"Vraag jullie team ook iets van jullie zelf: hoogstens {MOST} stellingen, op dezelfde schaal. Ze komen op de telefoon na de "
    "vragenlijst, als ‘van jullie team’. De uitslag ervan staat apart: ze tellen in geen score mee, en gaan nooit naar een andere "
    "school. Na het openen liggen ze vast."
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
            st.markdown(literal(one.text))
            if st.button("Weghalen", key=f"eigen-weg-{measurement.id}-{one.id}", help=one.text):
                lead(team, partial(_remove, measurement.id, one.id), "De stelling is weggehaald.")
    if own:
        with st.expander("Zo ziet een collega ze op de telefoon"):
            st.html(_as_on_a_phone(measurement, own))


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
                lambda _by: stored.add(measurement.id, [one.text for one in earlier]),
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
            max_chars=MOST * (MOST_CHARACTERS + 20),
            height=140,
            placeholder="In ons team vertel je wat je van een les hebt geleerd.",
            key=f"eigen-veld-{measurement.id}-{st.session_state.get(_times(measurement), 0)}",
        )
        nobody = st.checkbox("Geen van deze stellingen gaat over één herkenbare persoon")
        sent = st.form_submit_button("Kijk na en voeg toe")
    if sent:
        st.session_state[_pending(measurement)] = lines(typed)
    texts: list[str] = st.session_state.get(_pending(measurement), [])
    if texts:
        _check(team, measurement, texts, nobody=nobody)
    elif sent:
        st.error("Typ eerst een stelling.")


def lines(typed: str) -> list[str]:
    """The statements in a text with one on each line, without the dashes and numbers of a list."""
    return [plain for line in typed.splitlines() if (plain := _BULLET.sub("", line).strip())]


def _check(team: Team, measurement: Measurement, texts: list[str], *, nobody: bool) -> None:
    found = stored.remarks(measurement.id, texts)
    hard = [one for one in found if one.hard]
    _say([one for one in found if not one.hard], "Kijk hier nog eens naar", st.warning)
    _say(hard, "Zo kan het nog niet", st.error)
    if hard:
        return
    if not nobody:
        st.error("Zet eerst het vinkje: geen van deze stellingen gaat over één herkenbare persoon.")
    elif not found or st.button("Toch zo toevoegen", key=f"eigen-toch-{measurement.id}"):
        added = count(len(texts), "stelling is", "stellingen zijn")
        lead(team, lambda _by: _add(measurement, texts), f"{added} toegevoegd.")


def _add(measurement: Measurement, texts: list[str]) -> None:
    stored.add(measurement.id, texts)
    del st.session_state[_pending(measurement)]
    st.session_state[_times(measurement)] = st.session_state.get(_times(measurement), 0) + 1  # an empty field


def _say(found: Iterable[Finding], title: str, box: Callable[[str], object]) -> None:
    if sentences := [f"- {literal(one.sentence)}" for one in found]:
        box("\n".join([f"**{title}**", "", *sentences]))


def _as_on_a_phone(measurement: Measurement, own: tuple[OwnStatement, ...]) -> str:
    scale = library.instrument(measurement.instrument_id, measurement.instrument_version).scale
    asked = [(one.text, (*scale.labels, scale.cannot_judge)) for one in own]
    return as_on_phone.picture("Van jullie team", own_statements.TITLE, scale.question, asked)
