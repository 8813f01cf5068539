"""The parts of the page Uitleg: the list of texts, and one text as it is read and printed."""

import streamlit as st

from leidraad.content import explanation
from leidraad.content.explanation import Explanation
from leidraad.ui.shell import address
from leidraad.ui.shell.page_files import page

PAGE = page("uitleg")
HELP = "Dit is hulp, geen juridisch advies. Laat de tekst nakijken door jullie functionaris gegevensbescherming."
_TEXT = "tekst"  # in the address


def text_in_address() -> Explanation | None:
    """The text that the address names, or None for the list."""
    address.confirm()
    wanted = st.query_params.get(_TEXT, "")
    return explanation.explanations()[wanted] if wanted in listed() else None


def listed() -> tuple[str, ...]:
    """The ids of the texts of this page."""
    return (*explanation.EVERYBODY, *explanation.SCHOOL)


def overview() -> None:
    """All texts, first those for everybody."""
    address.new_screen("overzicht")
    st.title("Uitleg", anchor=False)
    if st.query_params.get(_TEXT):
        st.info("De tekst in dit adres kennen we niet. Kies er hieronder een.")
    st.markdown(
        "Hier lees je wat er met antwoorden gebeurt, hoe een uitslag tot stand komt en wat je er wel en niet uit "
        "kunt halen."
    )
    st.header("Voor iedereen", anchor=False)
    _list("iedereen", explanation.EVERYBODY)
    st.header("Voor de school", anchor=False)
    st.markdown(f"Voorbeeldteksten om aan te vullen en af te drukken. {HELP}")
    _list("school", explanation.SCHOOL)


def _list(name: str, ids: tuple[str, ...]) -> None:
    with st.container(key=f"lijst-{name}", gap=None):
        for id in ids:
            st.page_link(PAGE, label=explanation.explanation(id).title, query_params={_TEXT: id})


def text(shown: Explanation) -> None:
    """One text; on paper only its title, the text and where it comes from."""
    address.new_screen(shown.id)
    with st.container(key="terug-boven"):
        st.page_link(PAGE, label="Alle uitleg", icon=":material/arrow_back:", query_params={})
    st.title(shown.title, anchor=False)
    if shown.for_school:
        with st.container(key="hulp"):
            st.markdown(HELP)
    with st.container(key="uitleg"):
        st.markdown(shown.body, anchors=False)
    with st.container(key="terug-onder"):
        st.markdown(
            "Afdrukken: kies Afdrukken in je browser (Ctrl + P, op een Mac Cmd + P). Het menu komt niet mee."
        )
