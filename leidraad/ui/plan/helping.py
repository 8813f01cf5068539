"""What the Leidraad advises in a step of the cycle, by role: from the handvatten of the two recommendations about the cycle."""

import streamlit as st

from leidraad.content import library
from leidraad.content.handvatten import Advice
from leidraad.domain.cycle import CycleStep
from leidraad.ui.shell.wording import literal

_ABOUT_THE_CYCLE = ("aanbeveling-1", "aanbeveling-2")


def of_step(step: CycleStep) -> dict[str, list[str]]:
    """By role what helps now; nothing where the handvatten name none."""
    guides = [found for id in _ABOUT_THE_CYCLE if (found := library.guides().get(id))]
    told = {
        "Voor de schoolleider": _of(step, [one for guide in guides for one in guide.school_leader]),
        "Voor docenten die het trekken": _of(step, [one for guide in guides for one in guide.teacher]),
    }
    return {role: texts for role, texts in told.items() if texts}


def show(step: CycleStep) -> None:
    """Folded in, since a team that has eight minutes needs the questions first."""
    found = of_step(step)
    if not found:
        return
    with st.expander("Wat helpt bij deze stap"):
        for role, texts in found.items():
            st.markdown(f"**{role}**\n" + "\n".join(f"- {literal(text)}" for text in texts))


def _of(step: CycleStep, advices: list[Advice]) -> list[str]:
    return [one.text for one in advices if one.step == step]
