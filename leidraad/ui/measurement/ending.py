"""The end of a measurement on the page Metingen: closing, opening again, sharing, or throwing it away."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leidraad.charts import turnout
from leidraad.domain.result import Mode
from leidraad.notation import count
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.ui.measurement import fair, term, too_few
from leidraad.ui.measurement.teams import lead

_ASKED = "gevraagd"  # what somebody is asked about, and of which measurement
_ON_SHOWING = (
    "Toon de uitslag op het moment dat jullie hem samen bekijken. Dan maken we hem, over iedereen die meedeed, en wissen "
    "we welke antwoorden van welk toestel waren. Daarna kan de meting niet meer open. Het team en de schoolleider "
    "kunnen de uitslag dan zien."
)
_NOTHING_TO_SHOW = "Toon je de uitslag toch, dan staat er geen enkele score in, en kan de meting niet meer open."
TOO_MANY = (
    "Er doen meer mensen mee dan je hebt uitgenodigd. Misschien vulde iemand op twee toestellen in, of klopt het aantal "
    "niet. Kijk het na en pas het hieronder aan, voordat je de uitslag toont."
)


def close(team: Team, measurement: Measurement) -> None:
    """Close, after asking once; with too few people not closing is the main button."""
    id = measurement.id
    if st.session_state.get(_ASKED) != ("sluiten", id):
        if st.button("Sluit de meting", key=f"sluiten-vragen-{id}"):
            st.session_state[_ASKED] = ("sluiten", id)
            st.rerun()
        return
    people = answers.people(id)
    few = measurement.mode == Mode.INDIVIDUAL and people.people < measurement.k
    if measurement.mode == Mode.JOINT:
        st.markdown(
            "Na het sluiten verandert er niets meer aan wat jullie hebben afgesproken, tenzij je heropent."
        )
    else:
        st.markdown(
            f"**{turnout.said(people.done, people.busy, measurement.invited)}.** Na het sluiten kan niemand meer antwoorden "
            "geven, veranderen of intrekken. Er is dan nog geen uitslag. Binnen een dag, en zolang je de uitslag niet "
            "hebt getoond, kun je heropenen: iedereen gaat dan verder waar hij was."
        )
    if few:
        st.warning(too_few.before_closing(people.people, measurement.k))
    if left := fair.left(measurement):
        st.markdown(left)
    with st.container(horizontal=True):
        if few:
            stay = st.button("Nog niet sluiten", type="primary", key=f"sluiten-nee-{id}")
            go_on = st.button("Toch sluiten", key=f"sluiten-ja-{id}")
        else:
            go_on = st.button("Ja, sluit de meting", type="primary", key=f"sluiten-ja-{id}")
            stay = st.button("Nog niet", key=f"sluiten-nee-{id}")
    if stay or go_on:
        st.session_state.pop(_ASKED, None)
    if go_on:
        lead(team, lambda by: closing.close(id, by=by))
    if stay:
        st.rerun()


def closed(team: Team, measurement: Measurement) -> None:
    """Closed, and nothing is shown yet: share it, open it again, or throw it away."""
    id = measurement.id
    if reveal.has_ended(measurement):
        st.markdown(
            f"**Gesloten zonder uitslag.** {term.ended(measurement)} Gooi de meting weg om een nieuwe klaar te zetten."
        )
        _discard_closed(team, measurement, st.container())
        return
    by_itself = measurement.closed_by_itself
    people = answers.people(id).people
    few = measurement.mode == Mode.INDIVIDUAL and people < measurement.k
    st.markdown(f"**{'Vanzelf gesloten' if by_itself else 'Gesloten'}.** Er is nog geen uitslag gemaakt.")
    if few:
        st.warning(too_few.closed(people, measurement.k, may_reopen=not measurement.tie_cut))
    with st.container(horizontal=True):
        again, share = st.container(width="content"), st.container(width="content")
        if not few:  # what one does first stands first
            again, share = share, again
        if not measurement.tie_cut and again.button(
            "Heropen de meting", type="primary" if few else "secondary", key=f"heropenen-{id}"
        ):
            lead(
                team,
                lambda by: closing.reopen(id, by=by),
                "De meting is weer open. Iedereen gaat verder waar hij was.",
            )
        throw = st.container(width="content")
    _discard_closed(team, measurement, throw)
    if share.button("Toon de uitslag", type="secondary" if few else "primary", key=f"delen-{id}"):
        lead(team, lambda by: reveal.share(id, by=by))
    st.markdown(_NOTHING_TO_SHOW if few else _ON_SHOWING)
    if measurement.mode == Mode.INDIVIDUAL:
        st.markdown(term.forgets(measurement))
        if not few:
            (st.warning if term.ends_soon(measurement) else st.markdown)(term.ends(measurement))
        if people > measurement.invited:
            st.warning(TOO_MANY)
        correct_invited(team, measurement)


def _discard_closed(team: Team, measurement: Measurement, place: DeltaGenerator) -> None:
    """Throw away what nobody was shown: ask once, and name what goes."""
    id = measurement.id
    if st.session_state.get(_ASKED) != ("weggooien", id):
        if place.button("Weggooien", key=f"weggooien-{id}"):
            st.session_state[_ASKED] = ("weggooien", id)
            st.rerun()
        return
    st.warning(_what_goes(measurement))
    with st.container(horizontal=True):
        if st.button("Toch niet", type="primary", key=f"weggooien-nee-{id}"):
            st.session_state.pop(_ASKED, None)
            st.rerun()
        if st.button("Ja, gooi alles weg", key=f"weggooien-ja-{id}"):
            st.session_state.pop(_ASKED, None)
            lead(
                team,
                lambda by: measurements.discard(id, by=by),
                "De meting is weggegooid, met alles wat erin stond.",
            )


def _what_goes(measurement: Measurement) -> str:
    if reveal.has_ended(measurement):
        what = "de meting, de studiedag die je begon en wat leidinggevenden verwachtten. De antwoorden zijn al weg"
    elif measurement.mode == Mode.JOINT:
        what = "de scores die jullie afspraken"
    else:
        people = count(answers.people(measurement.id).people, "collega", "collega’s")
        what = f"de antwoorden van {people}, de studiedag die je begon en wat leidinggevenden verwachtten"
    return f"Weggooien verwijdert {what}. Er komt nooit een uitslag van. Het kan niet ongedaan gemaakt worden."


def correct_invited(team: Team, measurement: Measurement) -> None:
    """Another number of invited colleagues; never less than who takes part."""
    id = measurement.id
    least = max(measurement.invited, answers.people(id).people)
    with st.expander("Aantal uitgenodigde collega's aanpassen"), st.form(f"aantal-{id}", border=False):
        invited = st.number_input("Uitgenodigd", 1, measurements.MOST_INVITED, least)
        if st.form_submit_button("Aanpassen"):
            lead(team, lambda _by: measurements.set_invited(id, int(invited)))
