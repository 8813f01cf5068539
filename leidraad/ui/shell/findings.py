"""What may be wrong with what somebody wrote to ask colleagues: statements of their own, or a whole questionnaire."""

from collections.abc import Sequence

import streamlit as st

from leidraad.ui.shell.wording import literal

_MOST_SHOWN = 20  # at once


def say(hard: Sequence[str], soft: Sequence[str]) -> None:
    """What cannot stay, and what to look at again; a sentence may hold several, with " · " between."""
    for sentences, title, box in (
        (hard, "Zo kan het nog niet", st.error),
        (soft, "Kijk hier nog eens naar; het mag zo blijven", st.warning),
    ):
        if sentences:
            more = [f"- En nog {len(sentences) - _MOST_SHOWN}."] if len(sentences) > _MOST_SHOWN else []
            lines = [f"- {literal(one)}" for said in sentences[:_MOST_SHOWN] for one in said.split(" · ")]
            box("\n".join([f"**{title}**", "", *lines, *more]))
