"""The measurement of a team on the page Metingen, step by step: prepare, open, close, share."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leidraad.access.rights import Action, Place
from leidraad.charts import turnout
from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import measurement as rules
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.domain.thresholds import K_DISTRIBUTION, K
from leidraad.notation import count, day, season
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import Team
from leidraad.ui.measurement import handouts, invitation, term
from leidraad.ui.measurement.teams import lead
from leidraad.ui.shell import guards, phone_address
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

MODES = {
    Mode.INDIVIDUAL: "Individueel: iedereen op een eigen telefoon of laptop",
    Mode.JOINT: "Samen: het team kiest per onderdeel een score op één scherm",
}
_ASKED = "weggooien-gevraagd"  # the measurement that somebody is asked about


def prepare(team: Team, *, first: bool) -> None:
    """The form for a new measurement; every choice has a sensible start. An archived team only looks back."""
    if team.archived_at is not None:
        st.info(f"Dit team is gearchiveerd op {day(team.archived_at)}. De metingen blijven te lezen.")
        return
    sector = schools.school(team.school_id).sector
    offered = {one.id: one for one in library.offered_in(sector)}
    st.header("Nieuwe meting", anchor=False)
    with st.form(f"nieuw-{team.id}", border=False, enter_to_submit=False):
        label = st.text_input("Naam", season(clock.now()), max_chars=60)
        chosen = st.radio("Vragenlijst", list(offered), format_func=lambda id: offered[id].title)
        short = st.radio(
            "Lengte",
            [False, True],
            format_func=lambda short: _length(offered[chosen or next(iter(offered))], short),
        )
        mode = st.radio("Hoe scoren jullie?", list(MODES), format_func=MODES.__getitem__)
        invited = st.number_input("Hoeveel collega's nodig je uit?", 1, measurements.MOST_INVITED, 12)
        newcomers = (
            None
            if first
            else st.number_input(
                "Hoeveel van hen zijn nieuw sinds de vorige meting"
                + (" met deze vragenlijst?" if len(offered) > 1 else "?"),
                0,
                measurements.MOST_INVITED,
                0,
            )
        )
        with st.expander("Privacy: drempels en bewaren"):
            k = st.number_input("Een gemiddelde tonen vanaf zoveel antwoorden", K, 50, K)
            k_distribution = st.number_input(
                "Een verdeling tonen vanaf zoveel antwoorden", K_DISTRIBUTION, 80, K_DISTRIBUTION
            )
            days = st.number_input(
                "Losse antwoorden na sluiten bewaren (dagen)",
                0,
                90,
                measurements.RETENTION_DAYS,
                help="Deel de uitslag binnen deze tijd. Daarna zijn de antwoorden weg en komt er geen uitslag meer. Bij 0 gaan "
                "ze weg zodra je de uitslag deelt; daar heb je na het sluiten één dag voor.",
            )
        sent = st.form_submit_button("Klaarzetten", type="primary")
    if sent:
        instrument = offered[chosen]
        wanted = measurements.Preparation(
            team_id=team.id,
            label=label,
            instrument_id=instrument.id,
            instrument_version=instrument.version,
            short=short,
            mode=mode,
            invited=int(invited),
            newcomers=None if newcomers is None else int(newcomers),
            k=int(k),
            k_distribution=int(k_distribution),
            retention_days=int(days),
        )
        lead(team, lambda _by: measurements.prepare(wanted, alone=True))


def _length(instrument: Instrument, short: bool) -> str:
    if short and not instrument.has_short:
        return "Kort: die is er niet bij deze vragenlijst"
    word, asked, minutes = "Kort" if short else "Volledig", instrument.asked(short), instrument.minutes(short)
    return f"{word}: {len(asked)} stellingen, ongeveer {count(minutes, 'minuut', 'minuten')}"


def show_current(team: Team, measurement: Measurement) -> None:
    """The measurement that is going on, with the one next step."""
    st.header(literal(measurement.label), anchor=False)
    {
        State.CONCEPT: _concept,
        State.OPEN: _open,
        State.CLOSED: _closed,
    }[measurement.state](team, measurement)


def _summary(measurement: Measurement) -> str:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    length = "korte scan" if measurement.short else "volledige scan"
    return f"{literal(instrument.title)}, {length}, {measurement.mode}. {count(measurement.invited, 'collega', 'collega’s')} uitgenodigd."


def _concept(team: Team, measurement: Measurement) -> None:
    id = measurement.id
    st.markdown(f"**Klaar om te openen.** {_summary(measurement)}")
    if measurement.mode == Mode.INDIVIDUAL:
        if warning := rules.size_warning(
            measurement.mode, measurement.invited, measurement.k, measurement.k_distribution
        ):
            st.warning(warning)
        instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
        with st.expander("Uitnodiging voor je collega's", expanded=True):
            st.markdown("Pas de tekst aan zoals je wilt en stuur hem zelf. Na het openen komt de code erbij.")
            st.text_area(
                "Tekst van de uitnodiging",
                invitation.text(measurement, team.name, instrument),
                height=420,
                label_visibility="collapsed",
            )
        handouts.offer(team, measurement)
        phone_address.part()
        _study_day(measurement)
    left, right, _ = st.columns([2, 2, 3])
    if left.button("Nu openen", type="primary", width="stretch", key=f"openen-{id}"):
        lead(team, lambda by: measurements.open_(id, by=by))
    if right.button("Weggooien", width="stretch", key=f"weggooien-concept-{id}"):
        lead(
            team,
            lambda by: measurements.discard(id, by=by),
            "De meting is weggegooid. Er waren nog geen antwoorden.",
        )


def _open(team: Team, measurement: Measurement) -> None:
    st.markdown(f"**Open.** {_summary(measurement)}")
    if measurement.mode == Mode.JOINT:
        st.page_link(page("samen"), label="Samen invullen", query_params={"meting": str(measurement.id)})
    else:
        _joining(measurement)
        _until(measurement)
        _count(team, measurement.id)
        _correct_invited(team, measurement)
        handouts.offer(team, measurement)
        phone_address.part()
        _study_day(measurement)
    _close(team, measurement)


def _study_day(measurement: Measurement) -> None:
    st.page_link(
        page("studiedag"),
        label="Studiedag leiden: stap voor stap, met een scherm voor iedereen",
        query_params={"meting": str(measurement.id)},
    )


def _joining(measurement: Measurement) -> None:
    code = measurement.join_code or ""
    address = invitation.joining_address(code)
    left, right = st.columns([1, 1.6], vertical_alignment="center")
    left.html(f'<img class="qr" src="{phone_address.qr(address)}" alt="QR-code naar de vragenlijst">')
    right.html(
        f'<p class="zacht">Scan de code, of ga naar</p><p class="adres">{escape(address)}</p>'
        f'<p class="zacht">of typ op de startpagina</p><p class="code">{invitation.spelled(code)}</p>'
    )
    phone_address.notice_if_only_this_computer(address)


@st.fragment(run_every="3s")
def _count(team: Team, id: int) -> None:
    measurement = measurements.get(id)
    if not guards.may(Action.LEAD, Place(team.school_id, team.id)):
        return  # the frame notices too, and clears the page
    if measurement.state != State.OPEN:
        st.rerun(scope="app")
    taking = answers.people(id)
    st.html(
        f'<p class="teller" role="status">{turnout.said(taking.done, taking.busy, measurement.invited)}</p>'
        '<p class="zacht">Bezig is wie minstens één antwoord heeft opgeslagen, klaar wie tot het einde kwam. Meer is er voor '
        f"de uitslag niet te zien, voor niemand. {turnout.hand_overs(measurement.handed_over)}</p>"
    )
    if taking.people > measurement.invited:
        st.warning(
            "Er doen meer mensen mee dan je hebt uitgenodigd. Misschien vult iemand op twee toestellen in, "
            "of klopt het aantal niet. Kijk het na voor je sluit."
        )


def _until(measurement: Measurement) -> None:
    """When it closes by itself; in the last week as a warning."""
    said = term.closes(measurement)
    if measurement.closes_at is None or measurement.closes_at - clock.now() > measurements.WARNED_BEFORE:
        st.html(f'<p class="zacht">{said}</p>')
    else:
        st.warning(said)


def _correct_invited(team: Team, measurement: Measurement) -> None:
    id = measurement.id
    with st.expander("Aantal uitgenodigde collega's aanpassen"), st.form(f"aantal-{id}", border=False):
        invited = st.number_input("Uitgenodigd", 1, measurements.MOST_INVITED, measurement.invited)
        if st.form_submit_button("Aanpassen"):
            lead(team, lambda _by: measurements.set_invited(id, int(invited)))


def _close(team: Team, measurement: Measurement) -> None:
    id = measurement.id
    with st.expander("Meting sluiten", expanded=False):
        if measurement.mode == Mode.JOINT:
            st.markdown(
                "Na het sluiten verandert er niets meer aan wat jullie hebben afgesproken, tenzij je heropent."
            )
        else:
            taking = answers.people(id)
            st.markdown(
                f"**{turnout.said(taking.done, taking.busy, measurement.invited)}.** Na het sluiten kan niemand meer antwoorden "
                "geven, veranderen of intrekken. Er is dan nog geen uitslag. Binnen een dag, en zolang je de uitslag niet "
                "hebt gedeeld, kun je heropenen: iedereen gaat dan verder waar hij was."
            )
        if st.button("Ja, sluit de meting", type="primary", key=f"sluiten-{id}"):
            lead(team, lambda by: closing.close(id, by=by))


def _closed(team: Team, measurement: Measurement) -> None:
    id = measurement.id
    if reveal.has_ended(measurement):
        st.markdown(
            f"**Gesloten zonder uitslag.** {term.ended(measurement)} Gooi de meting weg om een nieuwe klaar te zetten."
        )
        _discard_closed(team, measurement, st.container())
        return
    by_itself = measurement.closed_by_itself
    st.markdown(f"**{'Vanzelf gesloten' if by_itself else 'Gesloten'}.** Er is nog geen uitslag gemaakt.")
    st.markdown(
        "Deel de uitslag op het moment dat jullie hem samen bekijken. Dan maken we hem, over iedereen die meedeed, en wissen "
        "we welke antwoorden van welk toestel waren. Daarna kan de meting niet meer open."
    )
    if measurement.mode == Mode.INDIVIDUAL:
        st.markdown(term.forgets(measurement))
        (st.warning if term.ends_soon(measurement) else st.markdown)(term.ends(measurement))
    left, middle, right = st.columns([2, 2, 2])
    if left.button("Deel met het team", type="primary", width="stretch", key=f"delen-{id}"):
        lead(team, lambda by: reveal.share(id, by=by))
    if not measurement.tie_cut and middle.button("Heropenen", width="stretch", key=f"heropenen-{id}"):
        lead(
            team,
            lambda by: closing.reopen(id, by=by),
            "De meting is weer open. Iedereen gaat verder waar hij was.",
        )
    _discard_closed(team, measurement, right)


def _discard_closed(team: Team, measurement: Measurement, column: DeltaGenerator) -> None:
    """Throw away what nobody was shown: ask once, and name what goes."""
    id = measurement.id
    if st.session_state.get(_ASKED) != id:
        if column.button("Weggooien", width="stretch", key=f"weggooien-{id}"):
            st.session_state[_ASKED] = id
            st.rerun()
        return
    st.warning(_what_goes(measurement))
    if st.button("Ja, gooi alles weg", key=f"weggooien-ja-{id}"):
        st.session_state.pop(_ASKED, None)
        lead(
            team, lambda by: measurements.discard(id, by=by), "De meting is weggegooid, met alles wat erin stond."
        )
    if st.button("Toch niet", type="primary", key=f"weggooien-nee-{id}"):
        st.session_state.pop(_ASKED, None)
        st.rerun()


def _what_goes(measurement: Measurement) -> str:
    if reveal.has_ended(measurement):
        what = "de meting, de studiedag die je begon en wat leidinggevenden verwachtten. De antwoorden zijn al weg"
    elif measurement.mode == Mode.JOINT:
        what = "de scores die jullie afspraken"
    else:
        people = count(answers.people(measurement.id).people, "collega", "collega’s")
        what = f"de antwoorden van {people}, de studiedag die je begon en wat leidinggevenden verwachtten"
    return f"Weggooien verwijdert {what}. Er komt nooit een uitslag van. Het kan niet ongedaan gemaakt worden."
