"""The measurement of a team on the page Metingen, step by step: prepare, open, close, share."""

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.charts import turnout
from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain import measurement as rules
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.domain.thresholds import K_DISTRIBUTION, K
from leidraad.notation import count, day, season
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, asked_before, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import questionnaires, schools
from leidraad.storage.schools.schools import Team
from leidraad.ui.measurement import ending, fair, handouts, inviting, own, term, which_one
from leidraad.ui.measurement.teams import lead
from leidraad.ui.shell import guards, phone_address
from leidraad.ui.shell.away import calm
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

MODES = {
    Mode.INDIVIDUAL: "Individueel: iedereen op een eigen telefoon of laptop",
    Mode.JOINT: "Samen: het team kiest per onderdeel een score op één scherm",
}


def prepare(team: Team, *, first: bool) -> None:
    """The form for a new measurement; every choice has a sensible start. An archived team only looks back."""
    if team.archived_at is not None:
        st.info(f"Dit team is gearchiveerd op {day(team.archived_at)}. De metingen blijven te lezen.")
        return
    if first:
        st.header("Nieuwe meting", anchor=False)
        _new(team, first=True)
        return
    with st.expander("Nieuwe meting klaarzetten"):
        _new(team, first=False)


def _new(team: Team, *, first: bool) -> None:
    ours = library.offered_in(schools.school(team.school_id).sector)
    offered = (*ours, *questionnaires.offered_to(team.school_id))
    instrument = which_one.choose(team, offered) if len(offered) > 1 else offered[0]
    which_one.mind(team, instrument)
    _form(team, instrument, first=first, several=len(offered) > 1)


def _form(team: Team, instrument: Instrument, *, first: bool, several: bool) -> None:
    with st.form(f"nieuw-{team.id}", border=False, enter_to_submit=False):
        label = st.text_input("Naam", season(clock.now()), max_chars=60)
        short = st.radio(
            "Lengte",
            [False, True] if instrument.has_short else [False],
            format_func=lambda short: _length(instrument, short),
        )
        mode = st.radio("Hoe scoren jullie?", list(MODES), format_func=MODES.__getitem__)
        invited = st.number_input("Hoeveel collega's nodig je uit?", 1, measurements.MOST_INVITED, 12)
        newcomers = (
            None
            if first
            else st.number_input(
                "Hoeveel van hen zijn nieuw sinds de vorige meting"
                + (" met deze vragenlijst?" if several else "?"),
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
                help="Toon de uitslag binnen deze tijd. Daarna zijn de antwoorden weg en komt er geen uitslag meer. Bij 0 gaan "
                "ze weg zodra je de uitslag toont; daar heb je na het sluiten één dag voor.",
            )
        sent = st.form_submit_button("Klaarzetten", type="primary")
    if sent:
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
    word, asked, minutes = "Kort" if short else "Volledig", instrument.asked(short), instrument.minutes(short)
    return f"{word}: {topics.counted(instrument, len(asked))}, ongeveer {count(minutes, 'minuut', 'minuten')}"


def show_current(team: Team, measurement: Measurement) -> None:
    """The measurement that is going on, with the one next step."""
    st.header(literal(measurement.label), anchor=False)
    {
        State.CONCEPT: _concept,
        State.OPEN: _open,
        State.CLOSED: ending.closed,
    }[measurement.state](team, measurement)


def about_leading(measurement: Measurement) -> str:
    """What to do first where statements are about how a team is led: that may be one person. Empty where there are none."""
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    about = [item for one in instrument.constructs if one.about_leading for item in one.asked(measurement.short)]
    if not about:
        return ""
    go = "gaat" if len(about) == 1 else "gaan"
    return f"{topics.counted(instrument, len(about))} {go} over hoe er leiding wordt gegeven. Is dat één persoon? Bespreek het eerst met diegene."


def _summary(measurement: Measurement) -> str:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    length = "korte scan" if measurement.short else "volledige scan"
    return f"{literal(instrument.title)}, {length}, {measurement.mode}. {_for_whom(measurement)}.{own.said(measurement)}"


def _for_whom(measurement: Measurement) -> str:
    colleagues = count(measurement.invited, "collega", "collega’s")
    return f"Voor {colleagues}" if measurement.state == State.CONCEPT else f"{colleagues} uitgenodigd"


def _concept(team: Team, measurement: Measurement) -> None:
    id = measurement.id
    st.markdown(f"**Klaar om te openen.** {_summary(measurement)}")
    if said := about_leading(measurement):
        st.info(said)
    if first := asked_before.waits(id):
        st.info(asked_before.why(first))
    with st.container(horizontal=True):
        if st.button("Nu openen", type="primary", key=f"openen-{id}"):
            lead(team, lambda by: measurements.open_(id, by=by))
        if st.button("Weggooien", key=f"weggooien-concept-{id}"):
            lead(
                team,
                lambda by: measurements.discard(id, by=by),
                "De meting is weggegooid. Er waren nog geen antwoorden.",
            )
    fair.offer(team, measurement)
    if measurement.mode == Mode.INDIVIDUAL:
        if warning := rules.size_warning(
            measurement.mode, measurement.invited, measurement.k, measurement.k_distribution
        ):
            st.warning(warning)
        own.prepare(team, measurement)
        _study_day(measurement)
        inviting.before(team, measurement)
        handouts.offer(team, measurement)
        phone_address.part()


def _open(team: Team, measurement: Measurement) -> None:
    st.markdown(f"**Open.** {_summary(measurement)}")
    if measurement.mode == Mode.JOINT:
        with st.container(key="hoofdstap"):
            st.page_link(page("samen"), label="Samen invullen", query_params={"meting": str(measurement.id)})
    else:
        _count(team, measurement.id)
        inviting.now(measurement)
        _study_day(measurement)
        st.subheader("Sluiten", anchor=False)
        _until(measurement)
    ending.close(team, measurement)
    fair.offer(team, measurement)
    if measurement.mode == Mode.INDIVIDUAL:
        inviting.text(team, measurement)
        ending.correct_invited(team, measurement)
        handouts.offer(team, measurement)
        phone_address.part()


def _study_day(measurement: Measurement) -> None:
    st.subheader("Studiedag", anchor=False)
    st.markdown("Vullen jullie samen op één moment in? Leid het dan stap voor stap, met een scherm voor iedereen.")
    with st.container(key="studiedag-leiden"):
        st.page_link(
            page("studiedag"),
            label="Leid de studiedag",
            query_params={"meting": str(measurement.id)},
            width="content",
        )


@st.fragment(run_every="3s")
@calm
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
        st.warning(ending.TOO_MANY)


def _until(measurement: Measurement) -> None:
    """When it closes by itself; in the last week as a warning."""
    said = term.closes(measurement)
    if measurement.closes_at is None or measurement.closes_at - clock.now() > measurements.WARNED_BEFORE:
        st.html(f'<p class="zacht">{said}</p>')
    else:
        st.warning(said)
