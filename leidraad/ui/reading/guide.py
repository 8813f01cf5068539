"""The parts of the page Leidraad: the overview, and one recommendation or dimension with what a team can do."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leidraad.content import explanation, library
from leidraad.content.handvatten import Advice, Guide, Reading
from leidraad.content.models import SECTORS_IN_SHORT, Construct, Instrument, Part, QuestionKind
from leidraad.ui.reading import rests_on
from leidraad.ui.shell import address
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

PAGE = page("leidraad")
#: Who teaches is called so in each sector.
TEACHERS = {"vo": "docent", "po": "leerkracht"}
_STEPS = (
    "verkennen en prioriteren",
    "verdiepen en analyseren",
    "besluiten en plannen",
    "uitvoeren, monitoren, bijstellen",
    "borgen",
)
#: Read there as a whole; the others are one press away.
IN_OVERVIEW = (explanation.CYCLE, explanation.LEARNING)
_CONSTRUCT = "onderdeel"  # both in the address
_SECTOR = "sector"


@dataclass(frozen=True)
class ReadingPlace:
    """What the address asks for: a questionnaire, and one construct of it or (None) the overview."""

    instrument: Instrument
    construct: Construct | None
    sector: str
    unknown: bool = False  # the address names a construct that does not exist

    def link(self, construct: Construct | None) -> dict[str, str]:
        """The address parameters of another construct, or of the overview."""
        chosen = {_CONSTRUCT: construct.id} if construct else {}
        return {**chosen, _SECTOR: self.sector}


def place_in_address() -> ReadingPlace:
    """Where the visitor is; what the address does not say or says wrongly is vo and the overview of the Leidraad."""
    address.confirm()
    typed = st.query_params.get(_SECTOR, "")
    sector = typed if typed in SECTORS_IN_SHORT and library.of_family(library.FIRST, typed) else "vo"
    id = st.query_params.get(_CONSTRUCT, "")
    first = library.named_by(library.FIRST, sector)
    withdrawn = (one for one in library.instruments().values() if one.status == "ingetrokken" and one.fits(sector))
    for instrument in (first, *library.offered_in(sector), *withdrawn):
        if found := next((one for one in instrument.constructs if one.id == id), None):
            return ReadingPlace(instrument, found, sector)
    return ReadingPlace(first, None, sector, unknown=bool(id))


def title() -> None:
    """Of the overview, and above what somebody searches."""
    address.new_screen("overzicht")
    st.title("De Leidraad", anchor=False)


def overview(place: ReadingPlace) -> None:
    """All recommendations and dimensions as one list, and the cycle."""
    if place.unknown:
        st.info("Het onderdeel in dit adres kennen we niet. Kies er hieronder een.")
    st.markdown(
        "De Leidraad Werken aan onderwijsverbetering helpt teams om hun onderwijs stap voor stap beter te maken. "
        "Zes aanbevelingen gaan over wat jullie doen. Vier dimensies gaan over hoe het bij jullie is. "
        "Kies een onderdeel om te lezen wat je ermee kunt."
    )
    for part in place.instrument.parts:
        _part(place, part)
    st.markdown(
        "Doen en zijn staan naast elkaar. Bij aanbeveling 3 hoort dimensie 1, bij aanbeveling 4 dimensie 2, "
        "en zo verder. De scan telt ze nergens bij elkaar op."
    )
    for id in IN_OVERVIEW:
        text = explanation.explanation(id)
        st.header(text.title, anchor=False)
        st.markdown(text.body, anchors=False)
    for other in library.offered_in(place.sector):
        if other.family != place.instrument.family:
            _other(place, other)


def foundation(place: ReadingPlace) -> None:
    """What all of it rests on, below the overview."""
    rests_on.all_sources(place.instrument)
    rests_on.credit(place.instrument)


def _other(place: ReadingPlace, other: Instrument) -> None:
    st.header(literal(other.title), anchor=False)
    st.markdown(literal(other.credit))
    for part in other.parts:
        _constructs(place, part)
    rests_on.rationale(other)


def _part(place: ReadingPlace, part: Part) -> None:
    st.header(literal(part.title), anchor=False)
    st.markdown(literal(part.question))
    _constructs(place, part)


def _constructs(place: ReadingPlace, part: Part) -> None:
    with st.container(key=f"lijst-{part.id}-{part.constructs[0].id}", gap=None):
        for construct in part.constructs:
            st.page_link(PAGE, label=literal(construct.in_full), query_params=place.link(construct))


def construct(place: ReadingPlace, construct: Construct) -> None:
    """Everything about one construct, from what it is to where to read more."""
    guide = library.guide(construct)
    address.new_screen(construct.id)
    back(place)
    part = next(part for part in place.instrument.parts if construct in part.constructs)
    with st.container(key="kop-onderdeel", gap=None):
        st.markdown(f"{construct.kind} van {len(part.constructs)} · in de uitslag: {literal(construct.short)}")
        st.title(literal(construct.title), anchor=False)
    st.markdown(literal(" ".join(guide.about.split())))
    _companion(place, construct)
    _advices("Wat een schoolleider kan doen", guide.school_leader)
    _advices(f"Wat een {TEACHERS[place.sector]} of kartrekker kan doen", guide.teacher)
    if guide.everybody:
        _advices("Wat iedereen kan doen", guide.everybody)
    _advices("Om samen over te praten", guide.questions)
    _menu(guide)
    _do_and_do_not(guide)
    _statements(place, construct)
    _reading(guide.reading)
    _neighbours(place, construct)
    rests_on.of_construct(place.instrument, construct, guide)


def back(place: ReadingPlace) -> None:
    """To the overview."""
    with st.container(key="terug-boven"):
        st.page_link(PAGE, label="Alle onderdelen", icon=":material/arrow_back:", query_params=place.link(None))


def companions(place: ReadingPlace, construct: Construct) -> list[tuple[Part, Construct]]:
    """The constructs that stand beside this one, each with its part: in the Leidraad recommendations 3-6 and dimensions 1-4."""
    known = {
        one.id: (part, one)
        for instrument in (*reversed(library.offered_in(place.sector)), place.instrument)
        for part in instrument.parts
        for one in part.constructs
    }
    return [known[id] for id in construct.beside if id in known]


def _companion(place: ReadingPlace, construct: Construct) -> None:
    found = companions(place, construct)
    if not found:
        return
    st.markdown("Hier hoort bij:")
    for part, other in found:
        label = f"{literal(part.question)} {literal(other.name)}"
        st.page_link(PAGE, label=label, query_params=place.link(other))


def _advices(title: str, advices: Iterable[Advice]) -> None:
    st.header(title, anchor=False)
    by_step: dict[int | None, list[str]] = {}
    for advice in sorted(advices, key=lambda one: one.step or 0):
        by_step.setdefault(advice.step, []).append(advice.text)
    for step, texts in by_step.items():
        if step:
            st.markdown(f"**Stap {step}: {_STEPS[step - 1]}**")
        st.markdown(_bullets(texts))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {literal(line)}" for line in lines)


def _menu(guide: Guide) -> None:
    if not guide.menu:
        return
    st.header("Wat een school kan doen", anchor=False)
    st.markdown("Kies samen: doen we al, zou kunnen, past niet bij ons. Kies er daarna hoogstens twee.")
    st.markdown("\n".join(f"- **{literal(one.text)}** {literal(one.experience)}" for one in guide.menu))


def _do_and_do_not(guide: Guide) -> None:
    st.header("Wel en niet", anchor=False)
    with st.container(key="wel-niet"):
        left, right = st.columns(2)
        for column, title, advices in ((left, "Wel", guide.dos), (right, "Liever niet", guide.donts)):
            column.subheader(title, anchor=False)
            column.markdown(_bullets(advice.text for advice in advices))


def _statements(place: ReadingPlace, construct: Construct) -> None:
    st.header("Stellingen in de scan", anchor=False)
    if place.instrument.sector in SECTORS_IN_SHORT:
        _sector(place)
    st.markdown(_bullets(f"{item.text}{' *' if item.core else ''}" for item in construct.items))
    if construct.asks is QuestionKind.POSITION:
        st.markdown("Bij elk onderwerp kies je een plek tussen twee polen. Geen plek is beter dan een andere.")
        return
    with st.container(key="noot-stellingen"):
        short = f"{literal('*')} ook in de korte scan. " if place.instrument.has_short else ""
        st.markdown(
            f"{short}Bij elke stelling kies je uit vijf antwoorden, van "
            f"{literal(place.instrument.scale.labels[0])} tot {literal(place.instrument.scale.labels[-1])}."
        )


def _sector(place: ReadingPlace) -> None:
    family = place.instrument.family
    st.segmented_control(
        "Welk onderwijs?",
        [sector for sector in SECTORS_IN_SHORT if library.of_family(family, sector)],
        format_func=SECTORS_IN_SHORT.__getitem__,
        default=place.sector,
        required=True,
        key="sector-keuze",
        on_change=_choose_sector,
    )


def _choose_sector() -> None:
    st.query_params[_SECTOR] = st.session_state["sector-keuze"]


def _reading(readings: Iterable[Reading]) -> None:
    st.header("Verder lezen", anchor=False)
    st.markdown("\n".join(f"- {_entry(one)}" for one in readings))
    if any(one.link for one in readings):
        with st.container(key="noot-lezen"):
            st.markdown("Links gaan open in een nieuw tabblad.")


def _entry(reading: Reading) -> str:
    year = f" ({reading.year})" if reading.year else ""
    title = f"[{literal(reading.title)}](<{reading.link}>)" if reading.link else literal(reading.title)
    return f"{title}. {literal(reading.author)}{year}"


def _neighbours(place: ReadingPlace, construct: Construct) -> None:
    everything = place.instrument.constructs
    here = everything.index(construct)
    with st.container(key="buren"):
        left, right = st.columns(2)
        if here > 0:
            _neighbour(left, "Vorige", place, everything[here - 1])
        if here + 1 < len(everything):
            _neighbour(right, "Volgende", place, everything[here + 1])


def _neighbour(column: DeltaGenerator, word: str, place: ReadingPlace, other: Construct) -> None:
    column.page_link(PAGE, label=f"{word}: {literal(other.name)}", query_params=place.link(other))
