"""Letting others in on the plan: a link to read along, and a subscription for an agenda. Each is shown once."""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from leidraad.notation import day
from leidraad.storage.plans import plan_links
from leidraad.storage.plans.plan_links import PlanLink, PlanLinkPurpose
from leidraad.storage.schools import schools
from leidraad.ui.plan import writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import phone_address

_READ = (
    "Met een leeslink lezen collega’s zonder account wat jullie afspraken: het speerpunt, de stap, ‘als … dan …’ en de acties. "
    "Scores, notities en wat jullie bij het terugkijken schreven staan er niet bij. Van wie iets doet staat er alleen een rol, "
    "geen voornaam. Wie de link heeft, kan meelezen; na een jaar stopt hij vanzelf."
)
_AGENDA = (
    "Een agenda met een abonnement haalt de dagen waarop jullie terugkijken zelf op, ook als ze veranderen. "
    "Er staat alleen ‘Terugkijken op jullie plan’: niet van welk team, en niet waaraan jullie werken."
)
_FROM_OUTSIDE = (
    "Google Agenda en Outlook op internet halen het adres zelf op: dat lukt alleen als de Teamscan vanaf internet te bereiken is. "
    "Anders werkt het alleen met een agenda op een computer of telefoon in het netwerk van de school."
)
_NOT_FIXED = (
    "Een abonnement heeft een vast adres nodig, en dat heeft deze Teamscan niet: je opende hem op een adres van deze "
    "computer, en dat verandert met het netwerk. Neem bij ‘Meenemen’ het agendabestand mee, of vraag wie de Teamscan beheert "
    "om een vast adres."
)
_ONLY_HERE = "Deze link werkt alleen zolang deze computer aanstaat en op ditzelfde netwerk zit: deze Teamscan heeft geen vast adres."
_ONCE = "Je ziet deze link alleen nu. Kopieer hem, of plak hem meteen waar hij moet komen. Een nieuwe maken kan altijd."


def offer(plan: TeamPlan) -> None:
    """Making, renewing and revoking both; of a team that stopped only revoking."""
    links = plan_links.of_team(plan.team.id)
    if schools.school(plan.team.school_id).example or not (plan.can_be_written or links):
        return
    new = any(_shown(plan, one) for one in PlanLinkPurpose)
    with st.expander("Delen: collega’s laten meelezen, en een agenda-abonnement", expanded=new):
        st.subheader("Meelezen", anchor=False)
        _part(plan, PlanLinkPurpose.READ, _READ, links)
        st.subheader("In je agenda", anchor=False)
        _part(plan, PlanLinkPurpose.AGENDA, _AGENDA, links)


def _part(plan: TeamPlan, purpose: PlanLinkPurpose, about: str, links: Mapping[PlanLinkPurpose, PlanLink]) -> None:
    name = "leeslink" if purpose is PlanLinkPurpose.READ else "abonnement"
    known = links.get(purpose)
    st.html(f'<p class="zacht smal">{about}</p>')
    _new(plan, purpose)
    if known is not None:
        until = f" Werkt tot en met {day(known.last_day)}." if known.last_day else ""
        st.html(f'<p class="smal">Er is een {name}, gemaakt op {day(known.made_on)}.{until}</p>')
    fixed = phone_address.is_fixed()
    if purpose is PlanLinkPurpose.AGENDA and not fixed and known is None:
        st.html(f'<p class="smal">{_NOT_FIXED}</p>')
    elif plan.can_be_written:
        _make(plan, purpose, name, known, fixed=fixed)
    if known is not None and st.button(f"Trek {_the(name)} in", key=f"plan-intrekken-{plan.team.id}-{purpose}"):
        writing.do(
            plan.team,
            partial(_revoked, plan, purpose),
            f"{_the(name).capitalize()} is ingetrokken en werkt niet meer.",
        )


def _make(plan: TeamPlan, purpose: PlanLinkPurpose, name: str, known: PlanLink | None, *, fixed: bool) -> None:
    if not fixed:
        st.html(f'<p class="zacht smal">{_ONLY_HERE}</p>')
    label = f"Maak een {'nieuwe ' if name == 'leeslink' else 'nieuw '}{name}" if known else f"Maak een {name}"
    if known:
        st.html(f'<p class="zacht smal">Maak je een nieuwe, dan werkt {_the(name)} van nu niet meer.</p>')
    if st.button(label, key=f"plan-delen-{plan.team.id}-{purpose}"):
        writing.do(plan.team, partial(_made, plan, purpose), "De link staat klaar, bij ‘Delen’.")


def _the(name: str) -> str:
    return f"de {name}" if name == "leeslink" else f"het {name}"


def _made(plan: TeamPlan, purpose: PlanLinkPurpose, by: int | None) -> None:
    secret = plan_links.make(plan.team.id, purpose, by)
    ending = ".ics" if purpose is PlanLinkPurpose.AGENDA else ""
    key = f"{_field(plan, purpose)}{len(_shown(plan, purpose))}"
    st.session_state[key] = f"{phone_address.base()}/{purpose}/{secret}{ending}"


def _revoked(plan: TeamPlan, purpose: PlanLinkPurpose, by: int | None) -> None:
    plan_links.revoke(plan.team.id, purpose, by)
    for key in _shown(plan, purpose):
        del st.session_state[key]


def _field(plan: TeamPlan, purpose: PlanLinkPurpose) -> str:
    """How the field begins that holds a new link: it forgets it as soon as this page is left."""
    return f"plan-link-{plan.team.id}-{purpose}-"


def _shown(plan: TeamPlan, purpose: PlanLinkPurpose) -> list[str]:
    """The fields of this visit, the newest last."""
    return sorted(str(key) for key in st.session_state if str(key).startswith(_field(plan, purpose)))


def _new(plan: TeamPlan, purpose: PlanLinkPurpose) -> None:
    if not (fields := _shown(plan, purpose)):
        return
    key = fields[-1]
    link = str(st.session_state[key])
    st.text_input("De nieuwe link", key=key, autocomplete="off")
    st.html(
        f'<p class="zacht smal">{_ONCE}</p><div class="kopieer">'
        f'<button type="button" data-kopieer=".st-key-{escape(key)} input">Kopieer de link</button>'
        '<p role="status" class="zacht"></p></div>'
    )
    if purpose is PlanLinkPurpose.AGENDA:
        st.html(f'<p class="zacht smal">{_FROM_OUTSIDE}</p>')
    phone_address.notice_if_only_this_computer(link)
