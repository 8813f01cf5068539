"""The beginning of the self-scan: choose and start, go on, or open what was kept under a personal code."""

from datetime import date

import streamlit as st

from leidraad.charts import own
from leidraad.content import library
from leidraad.content.models import SECTORS_IN_SHORT, Instrument
from leidraad.domain.selfscan import Perspective
from leidraad.notation import count, day, short_day
from leidraad.reports.own_page import OwnScan
from leidraad.storage.self_scans import kept_scans
from leidraad.storage.self_scans.kept_scans import Kept, OpenedCode
from leidraad.storage.self_scans.self_scans import ScanChoice
from leidraad.ui.self_scan import desk as desks
from leidraad.ui.self_scan import sheet as sheets
from leidraad.ui.self_scan.desk import Desk
from leidraad.ui.self_scan.sheet import AnswerSheet
from leidraad.ui.shell import actions, address
from leidraad.ui.shell.wording import literal

_ROLES = {
    Perspective.TEACHER: "Leraar",
    Perspective.LEAD: "Kartrekker",
    Perspective.SCHOOL_LEADER: "Schoolleider",
}


def no_cookie() -> None:
    """A browser that keeps nothing: without it a reload would lose everything."""
    st.title("Nog één stap", anchor=False)
    st.markdown(
        "Om na herladen verder te kunnen, onthoudt je telefoon of laptop een willekeurig nummer (een cookie). "
        "Je naam zit daar niet in."
    )
    st.link_button("Verder naar de zelfscan", "zelfscan", type="primary")
    st.markdown(
        "Kom je hier steeds terug? Dan houdt je browser cookies tegen. Open deze pagina in een gewone browser, "
        "zoals Safari of Chrome, en niet in een privévenster."
    )


def show(desk: Desk) -> None:
    """The first screen: for whoever is new, halfway, or back with a code."""
    actions.say_done()
    scans = desks.kept(desk)
    if desk.owner is not None:
        _own(desk, desk.owner, scans)
        return
    address.new_screen("zelfscan")
    st.title("Zelfscan", anchor=False)
    if desk.lost or (sheets.SCREEN in st.query_params and desk.sheet is None):
        st.info("Op dit toestel staat geen zelfscan meer open. Hij is gewist of ouder dan een dag.")
    st.markdown("Vul in je eentje een vragenlijst in. Je krijgt meteen je eigen profiel.")
    st.markdown(
        "- **Alleen voor jou.** Niemand anders ziet je antwoorden. Ze horen bij geen team en bij geen meting.\n"
        "- **Niets blijft bewaard, behalve als jij dat vraagt.** Tot je klaar bent staan je antwoorden klaar voor "
        "dit toestel, hooguit een dag."
    )
    if desk.sheet is not None:
        _go_on(desk, desk.sheet)
    else:
        _choose(desk)
    st.header("Je eerdere zelfscans", anchor=False)
    st.markdown("Heb je eerder een zelfscan bewaard? Typ je persoonlijke code.")
    ask_code(desk, "code-zelfscan")
    if kept_scans.some_are_readable():
        st.markdown(
            "Heb je hier lang geleden een zelfscan bewaard? Open hem dan één keer met je code. Sindsdien versleutelen we "
            "bewaarde zelfscans, en dat kan alleen met jouw code. Tot dan kan wie de computer beheert hem lezen, zonder "
            "naam erbij."
        )


def _go_on(desk: Desk, sheet: AnswerSheet) -> None:
    st.header("Je bent al begonnen", anchor=False)
    st.markdown(
        f"{sheet.saved} van {sheet.total} antwoorden opgeslagen: {literal(sheet.instrument.title)}, "
        f"{'korte' if sheet.draft.choice.short else 'volledige'} scan."
    )
    if st.button("Ga verder waar je was", key="doorgaan", type="primary"):
        sheets.go_to(sheet, sheets.first_open_screen(sheet))
        st.rerun()
    with st.expander("Opnieuw beginnen"):
        st.markdown(
            f"Dan wissen we wat je hebt ingevuld ({count(sheet.saved, 'antwoord', 'antwoorden')}). "
            "Dat kan niet ongedaan gemaakt worden."
        )
        if st.button("Wis en begin opnieuw", key="wissen"):
            desks.end(desk)
            st.rerun()


def _choose(desk: Desk) -> None:
    with st.container(key="zelfscan-keuze"):
        instruments = _of_one_family()
        st.markdown(_about(next(iter(instruments.values()))))
        sector = st.segmented_control(
            "Waar werk je?",
            [one for one in SECTORS_IN_SHORT if one in instruments],
            format_func=SECTORS_IN_SHORT.__getitem__,
            required=True,
            key="keuze-sector",
        )
        instrument = instruments.get(sector or "") or next(iter(instruments.values()))
        short = st.segmented_control(
            "Hoe lang heb je?",
            [True, False] if instrument.has_short else [False],
            format_func=lambda short: _length(instrument, short),
            default=instrument.has_short,
            required=True,
            key="keuze-lengte",
        )
        role = _role() if instrument.scored else Perspective.TEACHER
    if not st.button("Beginnen", key="beginnen", type="primary"):
        return
    if sector is None:
        st.error("Kies eerst waar je werkt: voortgezet of primair onderwijs.")
        return
    chosen = instruments[sector]
    with actions.refusal_said():
        desks.begin(
            desk, ScanChoice(chosen.id, chosen.version, bool(short), Perspective(role or Perspective.TEACHER))
        )
        st.rerun()


def _about(instrument: Instrument) -> str:
    """Whom somebody is going to look at."""
    if instrument.self_scan_only:
        return "Je kijkt naar jezelf, en niet naar een team. Er wordt niets opgeteld."
    ideas = " In je profiel staan ideeën om zelf iets mee te doen." * instrument.scored
    return f"Je kijkt hoe jij jullie {instrument.unit} nu ziet.{ideas}"


def _role() -> str | None:
    return st.segmented_control(
        "Wat is je rol? Daar kiezen we de handvatten bij.",
        list(_ROLES),
        format_func=_ROLES.__getitem__,
        default=Perspective.TEACHER,
        required=True,
        key="keuze-rol",
    )


def _of_one_family() -> dict[str, Instrument]:
    """The questionnaire per sector; of which family is asked only where there is more than one."""
    titles = {one.family: one.title.removesuffix(f" ({one.sector})") for one in reversed(library.offered())}
    families = sorted(titles, key=lambda one: one != library.FIRST)
    family = families[0]
    if len(families) > 1:
        family = st.selectbox("Welke vragenlijst?", families, format_func=titles.__getitem__, key="keuze-lijst")
    found = {sector: library.of_family(family, sector) for sector in SECTORS_IN_SHORT}
    return {sector: one for sector, one in found.items() if one in library.offered()}


def _length(instrument: Instrument, short: bool) -> str:
    return f"{'Kort' if short else 'Volledig'} ({instrument.minutes(short)} min.)"


def ask_code(desk: Desk, key: str) -> None:
    """A field for a personal code; when it is right, its scans are open in this session."""
    with st.form(key, border=False):
        typed = st.text_input(
            "Persoonlijke code",
            max_chars=30,
            placeholder="bijvoorbeeld K7MP 4XRQ 2HTW B",
            autocomplete="off",
            key=f"{key}-veld",
        )
        sent = st.form_submit_button("Openen")
    if not sent:
        return
    with actions.refusal_said():
        desk.owner = kept_scans.opened(typed)
        desk.lost = False
        st.rerun()


# -- back with a code -----------------------------------------------------------------------------------------


def _own(desk: Desk, owner: OpenedCode, scans: tuple[Kept, ...]) -> None:
    address.new_screen("zelfscan-eigen")
    st.title("Jouw zelfscans", anchor=False)
    st.markdown(
        "Alleen wie jouw code heeft, ziet dit. Ben je op een gedeelde computer, kies dan **Sluiten** als je klaar bent."
    )
    with st.container(key="zelfscan-lijst", gap="small"):
        for kept in reversed(scans):
            _entry(desk, kept)
    damaged = kept_scans.damaged(owner)
    for one in damaged:
        st.warning(
            f"De zelfscan van {day(one)} is beschadigd en niet te lezen. Er is niets verwijderd. Zet de beheerder een "
            "reservekopie van daarvoor terug, dan is hij er weer."
        )
    if st.button("Sluiten", key="sluiten"):
        desk.owner, desk.viewed = None, None
        st.rerun()
    if len(scans) > 1:
        _progress(scans)
    st.header("Nieuwe zelfscan", anchor=False)
    if desk.sheet is not None:
        _go_on(desk, desk.sheet)
    else:
        _choose(desk)
    _delete(desk, owner, sorted([*(kept.day for kept in scans), *damaged]))


def _entry(desk: Desk, kept: Kept) -> None:
    scan = desks.of_kept(kept)
    if scan is None:
        st.markdown(
            f"{day(kept.day)}: deze vragenlijst zit niet meer in de Teamscan. Je antwoorden zijn er nog, "
            "maar we kunnen ze niet laten zien."
        )
    elif st.button(f"Bekijk {day(kept.day)}: {scan.sector_and_kind}", key=f"bekijk-{kept.number}"):
        desk.viewed = kept.number
        st.rerun()


def _progress(scans: tuple[Kept, ...]) -> None:
    """Per questionnaire that somebody did more than once and that has scores; of places and single statements nothing is drawn."""
    families: dict[str, list[tuple[Kept, OwnScan]]] = {}
    for kept in scans:
        if (scan := desks.of_kept(kept)) and scan.instrument.scored:
            families.setdefault(scan.instrument.family, []).append((kept, scan))
    several = [shown for shown in families.values() if len(shown) > 1]
    if not several:
        return
    st.header("Door de tijd", anchor=False)
    st.markdown(
        "Je eigen scores naast elkaar, de nieuwste gevuld. Het is wat één persoon op één dag zag: "
        "een klein verschil zegt weinig."
    )
    for shown in several:
        _years(shown)


def _years(shown: list[tuple[Kept, OwnScan]]) -> None:
    together = tuple(kept for kept, _ in shown)
    moments = [own.OwnMoment(_moment(kept, together), scan.profile.scores) for kept, scan in shown]
    newest = shown[-1][1].instrument
    if len({(one.choice.instrument_id, one.choice.instrument_version, one.choice.short) for one in together}) > 1:
        st.info("Niet al je zelfscans hadden dezelfde stellingen. Vergelijk ze daarom voorzichtig.")
    parts = [part for part in newest.parts if not part.stands_alone]
    for part in parts:
        st.subheader(literal(part.title), anchor=False)
        st.html(own.years(moments, part.constructs, newest.scale))
    with st.expander("Als tabel"):
        constructs = [one for part in parts for one in part.constructs]
        st.html(f'<div class="tabel schuif" tabindex="0">{own.years_table(moments, constructs)}</div>')


def _moment(kept: Kept, scans: tuple[Kept, ...]) -> str:
    """The day, and the kind of scan where they differ."""
    name = short_day(kept.day)
    if len({one.choice.short for one in scans}) > 1:
        name += ", kort" if kept.choice.short else ", volledig"
    if len({one.choice.instrument_id for one in scans}) > 1:
        name += f", {kept.choice.instrument_id.rsplit('-', 1)[-1]}"
    if len([one for one in scans if one.day == kept.day]) > 1:
        name += f" ({kept.number})"
    return name


def _delete(desk: Desk, owner: OpenedCode, days: list[date]) -> None:
    with st.expander("Alles verwijderen"):
        st.markdown(
            f"Dan verwijderen we {count(len(days), 'zelfscan', 'zelfscans')} "
            f"({', '.join(map(day, days))}) en je persoonlijke code. "
            "Daarna kent niemand die code meer. Het kan niet ongedaan gemaakt worden."
        )
        if st.button("Verwijder alles", key="alles-weg"):
            kept_scans.forget(owner)
            desk.owner, desk.viewed = None, None
            actions.start_afresh("Alles is verwijderd. Je code werkt niet meer.")
