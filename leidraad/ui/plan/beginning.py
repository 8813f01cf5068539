"""The form with which a focus point begins, on the study day and on the page Plan: only what a team can know that day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from leidraad.content.models import Instrument
from leidraad.domain import focus
from leidraad.domain.focus import StartingPlan
from leidraad.storage.database import clock
from leidraad.ui.plan import fields
from leidraad.ui.shell import subjects

HINT = "Geen namen van leerlingen of oordelen over collega’s: dit plan hangt straks in de teamkamer."
_WHOLE = "Het hele onderdeel"


@dataclass(frozen=True)
class Chosen:
    """What somebody filled in."""

    construct_id: str
    item_id: str
    beginning: StartingPlan


def form(
    key: str, instrument: Instrument, told: Mapping[str, str], button: str, save: Callable[[Chosen], None]
) -> None:
    """Ask and save; `told` says of some constructs how often they were chosen, and puts them first."""
    names = {one.id: one.name for one in instrument.constructs}
    chosen = st.selectbox(
        "Waar gaan we aan werken?",
        [*told, *(id for id in names if id not in told)],
        index=None,
        placeholder="Kies een onderdeel",
        format_func=lambda id: f"{names[id]} ({told[id]})" if id in told else names[id],
        key=f"{key}-onderdeel",
    )
    item = _statement(key, instrument, chosen) if chosen else ""
    today = clock.today()
    with st.form(key, border=False, enter_to_submit=False):
        cue = fields.words("Als …", f"{key}-als", placeholder="we een toets bespreken")
        response = fields.words(
            "dan … (wie doet wat)",
            f"{key}-dan",
            placeholder="vraagt ieder van ons eerst wat leerlingen zelf al zagen",
        )
        first_step = fields.words("De eerste stap", f"{key}-stap")
        fields.read_along()
        left, right = st.columns(2)
        owner = fields.owner(left, "Wie? Een rol of voornaam", f"{key}-wie")
        near = subjects.days_ahead(today, focus.FIRST_STEP_DAYS)
        first_on = fields.day("Wanneer is die stap gezet?", near, 7, f"{key}-stap-op", right)
        later = subjects.weeks_ahead(today)
        usual = focus.LOOK_BACK_DAYS // 7 - 1
        look_back_on = fields.day("Wanneer kijken we terug?", later, usual, f"{key}-terug")
        st.html(f'<p class="zacht smal">{HINT}</p>')
        sent = st.form_submit_button(button, type="primary", width="stretch")
    if not sent:
        return
    if chosen is None:
        st.error("Kies een onderdeel. Wat je typte staat er nog.")
        return
    in_days = {"first_step_in": _days(first_on - today), "look_back_in": _days(look_back_on - today)}
    save(Chosen(chosen, item, StartingPlan(cue, response, first_step, owner, **in_days)))


def _statement(key: str, instrument: Instrument, construct_id: str) -> str:
    construct = next(one for one in instrument.constructs if one.id == construct_id)
    texts = {"": _WHOLE, **{item.id: item.text for item in construct.items}}
    return st.selectbox(
        "Het hele onderdeel, of één stelling eruit?",
        list(texts),
        format_func=texts.__getitem__,
        key=f"{key}-stelling-{construct_id}",
    )


def _days(ahead: timedelta) -> int:
    return ahead.days
