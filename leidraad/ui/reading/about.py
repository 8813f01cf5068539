"""The parts of the page Leidraad that are about no construct: texts about the cycle, the lists of questions, and searching."""

import streamlit as st

from leidraad.content import explanation, library, plan_questions, searching
from leidraad.content.explanation import Explanation
from leidraad.domain.cycle import CycleStep
from leidraad.ui.reading import rests_on
from leidraad.ui.reading.guide import PAGE, ReadingPlace, back
from leidraad.ui.shell import address
from leidraad.ui.shell.wording import literal

ABOUT = "over"  # in the address
_LONGEST = 60
_LISTS_TITLE = "Vragen bij elke stap"


def asked() -> str:
    """Which text the address names; nothing when it names none that we know."""
    wanted = st.query_params.get(ABOUT, "")
    return wanted if wanted in (*explanation.GUIDE, searching.LISTS) else ""


def show(place: ReadingPlace, id: str) -> None:
    """One text, or the lists."""
    address.new_screen(id)
    back(place)
    if id == searching.LISTS:
        _lists()
    else:
        _text(explanation.explanation(id))
    st.header("Verder", anchor=False)
    links(place, leave=(id,))
    rests_on.credit(place.instrument)


def _text(text: Explanation) -> None:
    st.title(text.title, anchor=False)
    st.markdown(text.body, anchors=False)


def _lists() -> None:
    st.title(_LISTS_TITLE, anchor=False)
    st.markdown(
        "Deze vragen helpen jullie bij een stap van de cyclus. Kies er een paar die ertoe doen. Op de pagina Plan schrijf je er notities bij."
    )
    found = plan_questions.plan_guide()
    for step in CycleStep:
        st.header(f"Stap {step.value}: {step.title.lower()}", anchor=False)
        for one in found.lists:
            if step == one.steps[0]:
                st.subheader(literal(one.title), anchor=False)
                st.markdown("\n".join(f"- {literal(question.text)}" for question in one.questions))
        for help_ in found.help:
            if step == help_.steps[0]:
                st.subheader(literal(help_.title), anchor=False)
                st.markdown("\n".join(f"- {literal(line)}" for line in help_.lines))


def links(place: ReadingPlace, *, leave: tuple[str, ...]) -> None:
    """The way to each of them."""
    with st.container(key="lijst-over", gap=None):
        for id in (*explanation.GUIDE, searching.LISTS):
            if id not in leave:
                title = _LISTS_TITLE if id == searching.LISTS else explanation.explanation(id).title
                st.page_link(PAGE, label=literal(title), query_params={ABOUT: id, **place.link(None)})


def search(place: ReadingPlace) -> bool:
    """A field to search in all of it; gives whether what was found stands here instead of the overview."""
    typed = st.text_input(
        "Zoek in de Leidraad",
        max_chars=_LONGEST,
        placeholder="bijvoorbeeld feedback of tijd maken",
        key="zoek",
        autocomplete="off",
    )
    if not typed.strip():
        return False
    found = searching.find(typed, (place.instrument, *library.offered_in(place.sector)))
    if not found:
        st.markdown(f"Niets gevonden met ‘{literal(typed.strip())}’. Probeer één woord, of een ander woord.")
        return True
    st.html(f'<p class="zacht" role="status">{len(found)} gevonden</p>')
    by_id = {one.id: one for instrument in library.offered_in(place.sector) for one in instrument.constructs} | {
        one.id: one for one in place.instrument.constructs
    }
    with st.container(key="gevonden"):
        for one in found:
            where = place.link(by_id[one.reading.id]) if one.reading.construct else {ABOUT: one.reading.id}
            st.page_link(PAGE, label=literal(one.reading.title), query_params={**place.link(None), **where})
            st.markdown("\n".join(f"- {literal(line)}" for line in one.lines))
    return True
