"""What a team finished: how it ended, and the way to open it again."""

from functools import partial
from html import escape

import streamlit as st

from leidraad.content import plan_questions
from leidraad.notation import day
from leidraad.storage.plans import looking_back
from leidraad.ui.plan import ending, inquired, looking, writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import address, subjects
from leidraad.ui.shell.wording import literal


def show(plan: TeamPlan) -> None:
    """Every focus point that ended, the last first."""
    done = sorted(
        (one for one in plan.points if one.closed_on), key=lambda one: (one.closed_on, one.id), reverse=True
    )
    if not done:
        return
    st.header("Afgerond", anchor=False)
    asked = plan_questions.known()
    for point in done:
        said = f"{subjects.of(point).title}: {point.ending or 'afgerond'} op {day(point.closed_on or point.decided_on)}"
        unfolded = address.number("punt") == point.id
        with st.container(key=f"gezegd-punt-{point.id}"), st.expander(literal(said), expanded=unfolded):
            kept = plan.notes[point.id]
            facts = [("Als … dan …", f"Als {point.cue}, dan {point.response}")] if point.cue else []
            facts += [
                (asked[question].text, kept[question].text)
                for question in (looking_back.STRUCTURE, looking_back.PERSON, looking_back.STOPPED)
                if question in kept and kept[question].text
            ]
            rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts)
            st.html(f'<dl class="feiten">{rows}</dl>')
            looking.earlier(plan, point)
            for one in plan.inquiries[point.id]:
                if inquired.was_shown(one):
                    st.html(inquired.shown(plan, point, one))
            if plan.can_be_written:
                if st.button("Zet dit speerpunt weer open", key=f"open-{point.id}"):
                    writing.do(
                        plan.team,
                        partial(looking_back.reopen, plan.team.id, point.id),
                        "Het speerpunt staat weer open.",
                    )
                ending.remove(plan, point)
