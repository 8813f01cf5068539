"""A fair measurement, on the page Metingen: four questions beforehand, and a list of what is the team's own. Nothing is required."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.domain import fairness
from leidraad.domain.fairness import FairStart, Ownership
from leidraad.notation import count
from leidraad.storage.measurements import fairness as stored
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.ui.plan import writing
from leidraad.ui.shell.page_files import page

QUESTIONS = {
    "aim": "Waarom meten we nu?",
    "scope": "Waar kijken we naar, en waar niet naar?",
    "people": "Wie doen mee, en wie ziet de uitslag?",
    "way": "Hoe en wanneer bespreken we de uitslag?",
}
OURS = {
    Ownership.CRITERIA: "Het team kon de stellingen vooraf lezen en er iets van zeggen.",
    Ownership.DATA: "Iedereen weet dat de uitslag van het team is, en wie hem ziet.",
    Ownership.JUDGEMENT: "We bespreken de uitslag samen voordat iemand er iets uit besluit.",
    Ownership.NEXT_STEPS: "Het team kiest zelf waar het mee verder gaat.",
}
_ABOUT = (
    "De uitslag is er om samen van te leren. Spreek af dat niemand er een collega mee beoordeelt, en laat met deze vragen vooraf weten "
    "waar de meting voor is. Niets is verplicht; wat je invult staat ook in de uitnodiging. Schrijf geen namen op."
)

_DONE = "Opgeslagen, ook in de uitnodiging."


def offer(team: Team, measurement: Measurement) -> None:
    """Until the reveal."""
    said, version = stored.of(measurement.id)
    written = sum(bool(getattr(said, name)) for name in QUESTIONS) + len(said.ours)
    told = f" ({written} van {len(QUESTIONS) + len(OURS)})" if written else ""
    with st.expander(f"Eerlijk meten: waarom, wat, wie en hoe{told}"):
        st.html(f'<p class="zacht smal">{_ABOUT}</p>')
        _form(team, measurement, said, version)
        st.page_link(page("uitleg"), label="Waarvoor gebruiken we dit?", query_params={"tekst": "waarvoor"})


def _form(team: Team, measurement: Measurement, said: FairStart, version: int) -> None:
    key = f"eerlijk-{measurement.id}"
    at = f"{key}-{writing.seen(key, version)}"
    with st.form(at, border=False, enter_to_submit=False):
        texts = {
            name: st.text_input(
                asked,
                getattr(said, name),
                max_chars=fairness.LONGEST,
                autocomplete="off",
                key=f"{at}-{name}",
            )
            for name, asked in QUESTIONS.items()
        }
        st.markdown("**Is dit van het team zelf?** Kijk dit na voordat je de meting sluit.")
        ours = [one for one, told in OURS.items() if st.checkbox(told, one in said.ours, key=f"{at}-{one}")]
        sent = st.form_submit_button("Opslaan")
    now = FairStart(**texts, ours=frozenset(ours))

    def write(seen: int, _: int | None) -> None:
        stored.write(measurement.id, now, seen=seen)

    if sent:
        writing.save(team, key, version, write, _DONE, right=Action.LEAD)
    stands = {asked: getattr(said, name) for name, asked in QUESTIONS.items()}
    writing.choose(team, key, version, stands, write, _DONE, right=Action.LEAD)


def in_words(said: FairStart) -> list[str]:
    """What was answered, for the invitation."""
    return [f"{asked} {text}" for name, asked in QUESTIONS.items() if (text := getattr(said, name))]


def left(measurement: Measurement) -> str:
    """Before closing: what of the four is not ticked yet; empty when all is, or when nobody began with the list."""
    said, _ = stored.of(measurement.id)
    missing = len(OURS) - len(said.ours)
    if not said.ours or not missing:
        return ""
    return (
        f"Van ‘Eerlijk meten’ {'staat' if missing == 1 else 'staan'} nog {count(missing, 'punt', 'punten')} open."
    )
