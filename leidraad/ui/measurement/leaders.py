"""Those who lead a team, while its measurement is not shared: their own code, and what one of them expects."""

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.content import library
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.domain.scale import HALF_POINTS
from leidraad.notation import count, decimal
from leidraad.storage.measurements import answers, leaders
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.storage.study_day import predictions
from leidraad.ui.shell import actions, phone_address
from leidraad.ui.shell.visitor import who_am_i

_NOTHING = 0.0
_CHOICES = (_NOTHING, *HALF_POINTS)


def offer(team: Team, measurement: Measurement) -> None:
    """Under a measurement that is not shared yet: the leaders' code while it is open, and one's own expectation."""
    if measurement.state == State.OPEN and measurement.mode == Mode.INDIVIDUAL:
        _code(Place(team.school_id, team.id), measurement)
    account = who_am_i().account_id
    if account is not None:
        _expect(Place(team.school_id, team.id), measurement, account)


def _code(place: Place, measurement: Measurement) -> None:
    id = measurement.id
    with st.expander("Een eigen code voor de leiding"):
        st.markdown(
            "Leidinggevenden van dit team kunnen dezelfde stellingen invullen met een eigen code. Hun antwoorden tellen nooit mee in de "
            f"score van het team. We tonen ze alleen als er minstens {measurement.k} van hen meedoen en ook het team genoeg antwoorden "
            "heeft. Zijn jullie met minder, vul dan liever hieronder in wat je verwacht."
        )
        code = leaders.code(id)
        if code is None:
            if st.button("Code maken", key=f"leiding-code-{id}"):
                actions.do(lambda _by: leaders.make_code(id), Action.LEAD, place)
            return
        st.html(
            f'<p class="adres">{phone_address.joining(code)}</p><p class="code">{phone_address.spelled(code)}</p>'
            f'<p class="zacht">{count(answers.people(id, leaders=True).people, "leidinggevende vulde", "leidinggevenden vulden")} in.</p>'
        )


def _expect(place: Place, measurement: Measurement, account: int) -> None:
    id = measurement.id
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    if not instrument.scored:
        return
    before = predictions.of(id, account)
    with (
        st.expander("Wat verwacht jij dat het team antwoordt?"),
        st.form(f"verwachting-{id}", border=False, enter_to_submit=False),
    ):
        st.markdown(
            "Vul het in voordat je de uitslag ziet. Alleen jij ziet het, straks naast de uitslag. Het kan je iets leren over hoe jij naar "
            "het team kijkt. Overslaan mag."
        )
        wanted = {
            construct.id: st.select_slider(
                construct.name,
                _CHOICES,
                before.get(construct.id, _NOTHING),
                format_func=lambda score: decimal(score) if score else "overslaan",
                key=f"verwachting-{id}-{construct.id}",
            )
            for construct in instrument.constructs
            if construct.scored
        }
        agrees = st.checkbox(
            "Mijn verwachting mag straks op het scherm voor iedereen staan", predictions.agrees(id, account)
        )
        if st.form_submit_button("Opslaan"):
            chosen = {construct: score for construct, score in wanted.items() if score}
            actions.do(lambda _by: _save(id, account, chosen, agrees), Action.LEAD, place)


def _save(id: int, account: int, scores: dict[str, float], agrees: bool) -> None:
    predictions.save(id, account, scores)
    predictions.show_on_screen(id, account, agrees)
