"""Where a team says what it agrees to: to be named for a visit, to go along in an exchange file. Withdrawn at any time."""

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.storage.schools import consents
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.schools.schools import School, Team
from leidraad.ui.school.data import Overview
from leidraad.ui.shell import actions, guards

LABELS = {
    ConsentPurpose.VISIT: "Ons team mag genoemd worden als een team dat bij een ander op bezoek kan, of bezoek kan krijgen",
    ConsentPurpose.EXCHANGE: "Onze uitslagen mogen mee in een bestand voor andere scholen, zonder naam van school of team",
}


def ask(team: Team) -> None:
    """For whoever leads this team: what it agrees to now, and a way to change that. Nothing for anybody else."""
    place = Place(team.school_id, team.id)
    if not guards.may(Action.LEAD, place):
        return
    now = consents.of_team(team.id)
    with (
        st.expander("Waarmee stemt dit team in?"),
        st.form(f"instemming-{team.id}", border=False, enter_to_submit=False),
    ):
        st.markdown(
            "Vraag het eerst aan het team. Je kunt het altijd weer uitzetten; dan verdwijnt het team uit wat volgt. "
            "Een bestand dat al weg is, kun je niet terughalen."
        )
        wanted = [purpose for purpose, label in LABELS.items() if st.checkbox(label, purpose in now)]
        if st.form_submit_button("Opslaan"):
            actions.do(lambda by: consents.set_for(team.id, wanted, by=by), Action.LEAD, place)


def ask_for_visits(seen: Overview, named: frozenset[int]) -> None:
    """For the schoolleider: which teams want to be named, all at once."""
    names = {team.id: team.name for team in seen.teams}
    with st.expander("Welke teams willen genoemd worden?"), st.form(f"genoemd-{seen.school.id}", border=False):
        st.markdown(
            "Zet een team er alleen bij als het team dat zelf wil. De kartrekker kan het ook bij Ontwikkeling zetten."
        )
        wanted = st.multiselect(
            "Teams die genoemd willen worden",
            list(names),
            [id for id in names if id in named],
            format_func=names.__getitem__,
            placeholder="Kies teams",
        )
        if st.form_submit_button("Opslaan"):
            with actions.refusal_said():
                for team in named.symmetric_difference(wanted):
                    _set_visit(seen.school, team, agrees=team in wanted)
                actions.start_afresh()


def _set_visit(school: School, team: int, *, agrees: bool) -> None:
    by = guards.allow(Action.LEAD, Place(school.id, team)).account_id
    visit = {ConsentPurpose.VISIT}
    now = consents.of_team(team)
    consents.set_for(team, now | visit if agrees else now - visit, by=by)
