"""The profile at the end of a self-scan, what somebody takes along, and keeping it under a personal code."""

import streamlit as st

from leidraad.content import library, topics
from leidraad.reports import own_page
from leidraad.reports.own_page import OwnScan
from leidraad.storage.database import clock
from leidraad.storage.self_scans import kept_scans, personal_codes
from leidraad.ui.self_scan import desk as desks
from leidraad.ui.self_scan import home
from leidraad.ui.self_scan import sheet as sheets
from leidraad.ui.self_scan.desk import Desk
from leidraad.ui.self_scan.sheet import AnswerSheet
from leidraad.ui.shell import actions, address
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal


def show(desk: Desk) -> None:
    """The last screen: the profile and what to do with it."""
    scan = desks.present(desk)
    sheet = desk.sheet
    assert sheet is not None
    address.new_screen("zelfscan-profiel")
    if scan.profile.answered == 0:
        _nothing(sheet)
        return
    _heading(scan)
    if sheet.saved < sheet.total:
        st.markdown(f"Je sloeg {topics.counted(sheet.instrument, sheet.total - sheet.saved)} over. Dat mag.")
        if st.button("Vul aan wat nog open is", key="aanvullen"):
            sheets.go_to(sheet, sheets.first_open_screen(sheet))
            st.rerun()
    _profile(scan)
    st.header("Meenemen of bewaren", anchor=False)
    _download(scan)
    _keep(desk)
    _finish(desk)


def show_kept(desk: Desk) -> bool:
    """The profile of an earlier scan that was chosen from the list; False when none was."""
    if desk.viewed is None:
        return False
    kept = next((one for one in desks.kept(desk) if one.number == desk.viewed), None)
    scan = desks.of_kept(kept) if kept else None
    if scan is None:
        desk.viewed = None
        return False
    address.new_screen(f"zelfscan-{desk.viewed}")
    if st.button("Terug naar je zelfscans", key="terug", icon=":material/arrow_back:", type="tertiary"):
        desk.viewed = None
        st.rerun()
    _heading(scan)
    _profile(scan)
    _download(scan)
    return True


def _nothing(sheet: AnswerSheet) -> None:
    st.title("Nog geen profiel", anchor=False)
    scores = " Bij een onderdeel verschijnt een score als je meer dan de helft invulde." * sheet.instrument.scored
    st.markdown(
        "Je koos nog nergens een antwoord, dus er is niets te laten zien of te bewaren. "
        f"Vul er een paar in.{scores}"
    )
    if st.button(f"Naar de {topics.called(sheet.instrument)[1]}", key="aanvullen", type="primary"):
        sheets.go_to(sheet, 1)
        st.rerun()


def _heading(scan: OwnScan) -> None:
    st.title("Jouw zelfscan", anchor=False)
    st.markdown(f"{scan.day} · {literal(scan.instrument.title)}, {scan.kind}.")
    st.markdown(f"{scan.about} Alleen jij ziet dit.")


def _profile(scan: OwnScan) -> None:
    for section in own_page.pictures(scan):
        st.header(literal(section.title), anchor=False)
        st.html(section.body)
        if section.table:
            with st.expander("Als tabel"):
                st.html(f'<div class="tabel schuif" tabindex="0">{section.table}</div>')
    for section in own_page.words(scan, library.guides()):
        st.header(literal(section.title), anchor=False)
        st.html(f'<div class="leestekst">{section.body}</div>')
        if section.title == own_page.ADVICE:
            _more_advice(scan)
    if scan.instrument.self_scan_only:
        _to_read(scan)


def _to_read(scan: OwnScan) -> None:
    """Where nothing is added up no part asks for advice more than another: of each what there is to read."""
    for construct in scan.instrument.constructs:
        for beside in construct.beside:
            st.page_link(
                page("leidraad"),
                label=f"Handvatten bij ‘{literal(construct.short)}’",
                query_params={"onderdeel": beside},
            )


def _more_advice(scan: OwnScan) -> None:
    for construct in scan.profile.lowest:
        st.page_link(
            page("leidraad"),
            label=f"Meer bij {literal(construct.name)}",
            query_params={"onderdeel": construct.id, "sector": scan.instrument.sector},
        )


def _download(scan: OwnScan) -> None:
    st.download_button(
        "Download als pagina",
        lambda: own_page.page(scan, library.guides()),
        file_name=f"zelfscan-{clock.today():%Y-%m-%d}.html",
        mime="text/html",
        on_click="ignore",
        key="download",
    )
    st.markdown("Een pagina om te lezen of af te drukken. Hij staat daarna op jouw eigen toestel.")


def _keep(desk: Desk) -> None:
    assert desk.sheet is not None
    if desk.owner is not None:
        st.markdown("Je persoonlijke code is open. Deze zelfscan kan bij je eerdere.")
        if st.button("Bewaar bij mijn eerdere zelfscans", key="bewaar-erbij"):
            _keep_with_earlier(desk)
        return
    st.markdown(
        "Wil je over een jaar zien wat er veranderd is? Bewaar deze zelfscan dan onder een persoonlijke code. "
        "Er komt geen naam, toestel, school of team bij te staan. Wat we bewaren is versleuteld: alleen met je code is "
        "het te lezen. We bewaren het tot vijf jaar na je nieuwste zelfscan. Met de code kun je alles eerder verwijderen."
    )
    if st.button("Bewaar onder een persoonlijke code", key="bewaar"):
        _keep_under_new_code(desk)
    with st.expander("Ik heb al een persoonlijke code"):
        home.ask_code(desk, "code-bewaren")


def _keep_under_new_code(desk: Desk) -> None:
    assert desk.sheet is not None
    desk.code = personal_codes.new()  # before it is kept: a second tap meanwhile finds it and makes no other
    with actions.refusal_said():
        desk.owner = kept_scans.keep(desk.device, desk.sheet.draft.key, desk.code)
        st.rerun()
    desk.code = None


def _keep_with_earlier(desk: Desk) -> None:
    assert desk.sheet is not None
    assert desk.owner is not None
    with actions.refusal_said():
        kept_scans.keep_with_earlier(desk.device, desk.sheet.draft.key, desk.owner)
        desks.end(desk)
        st.rerun()


def show_new_code(desk: Desk) -> bool:
    """The new personal code, until somebody says that it is written down; False when there is none."""
    if desk.code is None:
        return False
    address.new_screen("zelfscan-code")
    st.title("Je persoonlijke code", anchor=False)
    st.html(f'<p class="code" translate="no">{personal_codes.shown(desk.code)}</p>')
    st.markdown(
        "Je zelfscan is bewaard. **Schrijf deze code nu op: we laten hem één keer zien.** "
        "Met de code vind je je zelfscans terug, op elk toestel. Wij kennen hem niet. "
        "Ben je hem kwijt, dan kan niemand je zelfscans nog openen."
    )
    if st.button("Ik heb de code opgeschreven", key="opgeschreven", type="primary"):
        desks.end(desk)
        st.rerun()
    return True


def _finish(desk: Desk) -> None:
    st.header("Klaar", anchor=False)
    st.markdown(
        "Kies dit als je klaar bent, zeker op een gedeelde computer. Doe je niets, dan zijn je antwoorden binnen "
        "een dag vanzelf weg. Wat je onder een code bewaarde, blijft."
    )
    if st.button("Klaar: wis mijn antwoorden", key="klaar"):
        desks.end(desk)
        actions.start_afresh("Je antwoorden zijn gewist.")
