"""On what the questionnaires and handvatten rest: for the page Leidraad, from the sources to one construct's places."""

import streamlit as st

from leidraad.content.handvatten import Guide
from leidraad.content.models import Construct, Instrument
from leidraad.content.publications import places, publications
from leidraad.ui.shell.wording import literal

OUR_NUMBERS = "Getallen in de handvatten, zoals ‘drie collega’s’ of ‘tien minuten’, zijn voorbeelden van ons."


def all_sources(instrument: Instrument) -> None:
    """Which sources there are, what each is used for, and how the statements were made."""
    st.header("Waar dit op steunt", anchor=False)
    lines = []
    for one in publications().values():
        title = f"[{literal(one.title)}](<{one.link}>)" if one.link else literal(one.title)
        year = f" ({one.year})" if one.year else ""
        by = literal(", ".join(part for part in (one.author, one.publisher) if part))
        lines.append(f"- **{title}**. {by}{year}. {literal(one.used_for)}")
    st.markdown("\n".join(lines))
    rationale(instrument)


def rationale(instrument: Instrument) -> None:
    """How the statements of one questionnaire were made, and what they are not."""
    with st.expander(f"{literal(instrument.title)}: hoe de stellingen zijn gemaakt, en wat ze niet zijn"):
        for paragraph in instrument.rationale.split("\n\n"):
            st.markdown(literal(" ".join(paragraph.split())))
        if instrument.origin and instrument.origin.mind:
            st.markdown(literal(instrument.origin.mind))


def of_construct(instrument: Instrument, construct: Construct, guide: Guide) -> None:
    """The places in the sources behind the statements and the handvatten of one construct."""
    with st.expander("Waar dit vandaan komt"):
        for title, cited in (
            ("De stellingen", [place for item in construct.items for place in item.sources]),
            ("De handvatten", guide.cited),
        ):
            st.markdown(f"**{title}**\n" + "\n".join(f"- {literal(line)}" for line in places(cited)))
        st.markdown(OUR_NUMBERS)
    credit(instrument)


def credit(instrument: Instrument) -> None:
    """One line at the foot of a page."""
    with st.container(key="bron"):
        st.markdown(literal(instrument.credit))
