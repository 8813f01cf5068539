"""Ending a focus point: secured in agreements and in a person, stopped with a reason, or taken away as a mistake."""

import streamlit as st

from leidraad.content import plan_questions
from leidraad.domain import focus
from leidraad.storage.plans import focus_points, looking_back
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.ui.plan import writing
from leidraad.ui.plan.overview import TeamPlan

_WAYS = {"borgen": "Het werkt en het blijft: borgen", "stoppen": "Het hoeft of lukt nu niet: stoppen"}


def show(plan: TeamPlan, point: FocusPoint) -> None:
    """Which of the two, with what it asks."""
    key = f"afronden-{point.id}"
    version = writing.seen(key, point.version)
    way = st.radio(
        "Hoe ronden jullie dit af?", list(_WAYS), format_func=_WAYS.__getitem__, index=None, key=f"{key}-hoe"
    )
    if way == "borgen":
        _secure(plan, point, key, version)
    elif way == "stoppen":
        _stop(plan, point, key, version)
    _remove(plan, point)


def _secure(plan: TeamPlan, point: FocusPoint, key: str, version: int) -> None:
    kept, asked = plan.notes[point.id], plan_questions.known()
    texts = []
    with st.form(f"{key}-borgen-{version}", border=False, enter_to_submit=False):
        for question in (looking_back.STRUCTURE, looking_back.PERSON):
            known = kept[question].text if question in kept else ""
            texts.append(
                st.text_area(
                    asked[question].text,
                    known,
                    max_chars=focus.LONGEST_NOTE,
                    height=100,
                    key=f"{key}-{question}-{version}",
                )
            )
        sent = st.form_submit_button("Rond af: geborgd", type="primary", width="stretch")

    def write(seen: int, by: int | None) -> None:
        looking_back.secure(plan.team.id, point.id, *texts, seen=seen, by=by)

    _save(plan, point, key, write, sent)


def _stop(plan: TeamPlan, point: FocusPoint, key: str, version: int) -> None:
    with st.form(f"{key}-stoppen-{version}", border=False, enter_to_submit=False):
        reason = st.text_area(
            "Waarom stoppen jullie?", max_chars=focus.LONGEST_NOTE, height=100, key=f"{key}-reden-{version}"
        )
        sent = st.form_submit_button("Rond af: gestopt", type="primary", width="stretch")

    def write(seen: int, by: int | None) -> None:
        looking_back.stop(plan.team.id, point.id, reason, seen=seen, by=by)

    _save(plan, point, key, write, sent)


def _save(plan: TeamPlan, point: FocusPoint, key: str, write: writing.Write, sent: bool) -> None:
    done = "Het speerpunt is afgerond. Je vindt het onder ‘Afgerond’."
    if sent:
        writing.save(plan.team, key, point.version, write, done)
    stands = {"Als": point.cue, "dan": point.response, "Wie": point.owner}
    writing.choose(plan.team, key, point.version, stands, write, done)


def _remove(plan: TeamPlan, point: FocusPoint) -> None:
    with st.expander("Dit speerpunt was een vergissing"):
        remove(plan, point)


def remove(plan: TeamPlan, point: FocusPoint) -> None:
    """Delete it with everything in it, after asking once."""
    told = (
        "De afspraak, acties, notities, kleine onderzoeken en wat jullie bij het terugkijken schreven gaan weg. Dat kan niet "
        "terug. In reservekopieën blijft het plan staan tot die vervangen zijn."
    )
    asked = "Verwijder het met alles wat erbij staat"
    if writing.sure(f"weg-{point.id}", asked, lambda: st.markdown(told), "Ja, verwijder dit speerpunt"):
        writing.do(
            plan.team,
            lambda by: focus_points.remove(plan.team.id, point.id, by=by),
            "Het speerpunt is verwijderd.",
        )
