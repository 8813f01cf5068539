"""Other schools on the page Vergelijken: a file to hand over, files to let in, and the grey band that they make."""

from collections.abc import Callable

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.domain import exchange as rules
from leidraad.domain import selection
from leidraad.domain.exchange import Band, ExchangeFile, Sent
from leidraad.domain.result import Mode, Result
from leidraad.domain.selection import Selection
from leidraad.domain.thresholds import LEAST_PEOPLE, LEAST_TEAMS
from leidraad.notation import count, day
from leidraad.storage.schools import consents, exchange, school_results, signing
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.schools.exchange import Imported
from leidraad.storage.schools.schools import School
from leidraad.ui.school.data import Overview
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell.wording import literal

BandOf = Callable[[Result, str], Band | None]


def imported(school: School) -> list[Imported]:
    """The files of other schools that were let in here."""
    return exchange.imported(school.id)


def band_of(files: list[Imported]) -> BandOf:
    """Finds the band of other schools for a construct of a Result: the same questionnaire, the same statements."""
    known: dict[tuple[str, int], dict[tuple[str, bool], Band]] = {}

    def find(result: Result, construct: str) -> Band | None:
        version = (result.instrument, result.version)
        if version not in known:
            known[version] = rules.bands([one.content for one in files], *version)
        return known[version].get((construct, result.short)) if result.mode is Mode.INDIVIDUAL else None

    return find


def offer(seen: Overview, files: list[Imported]) -> None:
    """Under the tables: what other schools can get of us, and what we got of them."""
    st.header("Andere scholen", anchor=False)
    st.markdown(
        "Scholen kunnen elkaar een bestand geven met de scores van teams die dat willen, zonder naam van school of team. Vanaf "
        f"{LEAST_TEAMS} teams met elk minstens {LEAST_PEOPLE} antwoorden zie je in de plaatjes een grijze band: de middelste "
        "helft van de teams van andere scholen. Het is een achtergrond, geen norm."
    )
    with st.expander("Een bestand maken voor een andere school"):
        _make(seen)
    with st.expander("Een bestand van een andere school inlezen"):
        _let_in(seen.school)
    if files:
        _listed(seen.school, files)


def _make(seen: Overview) -> None:
    id = seen.school.id
    willing = consents.given(id, ConsentPurpose.EXCHANGE)
    names = [team.name for team in seen.teams if team.id in willing]
    st.markdown(
        f"Deze teams gaan mee, als er minstens {LEAST_PEOPLE} mensen antwoordden: {literal(', '.join(names))}."
        if names
        else "Nog geen team wil mee. De kartrekker zet dat aan onderaan Ontwikkeling, als het team het wil."
    )
    st.markdown(
        "In het bestand staan per team het schooljaar, de vragenlijst en per onderdeel de score en hoeveel mensen meetellen. "
        "Het is ondertekend met de sleutel van je school, zodat de ander ziet dat er niets aan veranderd is."
    )
    if names and st.button("Bestand maken", key=f"uitwisseling-maken-{id}"):
        with actions.refusal_said():
            visitor = guards.allow(Action.COMPARE, Place(id))
            _hand_over(id, exchange.make(id, _sent(seen, willing), by=visitor.account_id))


def _hand_over(id: int, text: str) -> None:
    st.download_button(
        "Bestand opslaan",
        text,
        "teamscan-uitwisseling.json",
        "application/json",
        on_click="ignore",
        key=f"uitwisseling-bewaren-{id}",
    )
    st.markdown(f"Vingerafdruk van jullie school: **{signing.fingerprint(signing.own_key(id))}**")
    st.caption(
        "Lees hem door de telefoon voor aan wie het bestand krijgt. Dan weet de ander dat het van jullie komt."
    )


def _sent(seen: Overview, willing: frozenset[int]) -> list[Sent]:
    picked = {
        team: selection.chosen([entry.listed for entry in seen.entries[team]], Selection(mode=Mode.INDIVIDUAL))
        for team in willing
        if team in seen.entries
    }
    latest = [one for one in picked.values() if one]
    stored = school_results.load(one.id for one in latest)
    found = (rules.sent(stored[one.id].result, one.year) for one in latest)
    return [one for one in found if one]


def _let_in(school: School) -> None:
    id = school.id
    most = rules.LARGEST_FILE // 1_000_000
    uploaded = st.file_uploader(
        f"Uitwisselbestand van hoogstens {most} MB",
        type="json",
        max_upload_size=most,
        key=f"uitwisseling-bestand-{id}",
    )
    if uploaded is None:
        return
    with actions.refusal_said():
        text = rules.decoded(uploaded.getvalue())
        _trust(id, exchange.check(id, text), text)


def _trust(id: int, file: ExchangeFile, text: str) -> None:
    known = exchange.is_known(id, file.key)
    st.markdown(
        f"Dit bestand heeft {count(len(file.content.teams), 'team', 'teams')} en is gemaakt op {file.content.made_on}. "
        f"Vingerafdruk van de afzender: **{signing.fingerprint(file.key)}**"
    )
    if known:
        st.markdown(
            f"Deze afzender ken je al als {literal(known)}. Het nieuwe bestand komt in plaats van het oude."
        )
    else:
        st.markdown(
            "Deze afzender is nieuw. Bel de andere school en laat de vingerafdruk voorlezen. Klopt hij, dan herkent de Teamscan "
            "deze afzender voortaan zelf. Klopt hij niet, lees het bestand dan niet in."
        )
    with st.form(f"afzender-{id}", border=False, enter_to_submit=False):
        name = st.text_input("Hoe noemen jullie deze school?", known or "", max_chars=60)
        sure = st.checkbox("De vingerafdruk klopt", bool(known))
        sent = st.form_submit_button("Inlezen")
    if sent and not sure:
        st.error("Vink eerst aan dat de vingerafdruk klopt. Er is niets ingelezen.")
    elif sent:
        actions.do(lambda by: exchange.let_in(id, text, name, by=by), Action.COMPARE, Place(id))


def _listed(school: School, files: list[Imported]) -> None:
    teams = sum(len(one.content.teams) for one in files)
    st.markdown(
        f"Ingelezen: {count(teams, 'team', 'teams')} van {count(len(files), 'andere school', 'andere scholen')}."
    )
    for one in files:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(
            f"**{literal(one.name)}**, {count(len(one.content.teams), 'team', 'teams')}, gemaakt op {day(one.made_on)}"
        )
        if right.button("Verwijderen", key=f"uitwisseling-weg-{one.id}"):
            _remove(school, one.id)


def _remove(school: School, id: int) -> None:
    actions.do(lambda by: exchange.remove(school.id, id, by=by), Action.COMPARE, Place(school.id))
