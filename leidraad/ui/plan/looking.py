"""Looking back on a focus point: how far, what helped and held up, and then adjust, secure or stop."""

from html import escape

import streamlit as st

from leidraad.content import plan_questions
from leidraad.domain import focus
from leidraad.domain.focus import HowFar, LookingBack, Sequel
from leidraad.notation import day
from leidraad.storage.plans import looking_back
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.ui.plan import beginning, doing, fields, inquired, inquiring, writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import subjects

_MEANS = {
    Sequel.ADJUST: "we gaan door, en passen iets aan",
    Sequel.SECURE: "het werkt: we zorgen dat het blijft",
    Sequel.STOP: "we ronden het af",
}


def show(plan: TeamPlan, point: FocusPoint) -> None:
    """What was to be done, the questions of looking back, and how it went before."""
    doing.listed(plan, point)
    _inquiry(plan, point)
    key = f"terug-{point.id}"
    at = f"{key}-{writing.seen(key, point.version)}"
    later = subjects.weeks_ahead(plan.today)
    usual = [one for one in plan_questions.known().values() if one.usual]
    with st.form(at, border=False, enter_to_submit=False):
        how_far = st.segmented_control(
            "Deden we wat we afspraken?", [one.value for one in HowFar], default=None, key=f"vorm-{at}"
        )
        helped = fields.words("Wat hielp?", f"{at}-hielp")
        held_up = fields.words("Wat hield ons tegen?", f"{at}-tegen")
        with st.expander("Verder kijken: wat zien we? (mag leeg blijven)"):
            monitored = tuple(
                (
                    one.id,
                    st.text_area(one.text, max_chars=focus.LONGEST_NOTE, height=68, key=f"{at}-{one.id}"),
                )
                for one in usual
            )
        sequel = st.radio(
            "En nu?",
            list(Sequel),
            index=None,
            format_func=lambda one: one.value.capitalize(),
            captions=[_MEANS[one] for one in Sequel],
            key=f"{at}-besluit",
        )
        reason = fields.words("Waarom besluiten we dat?", f"{at}-reden")
        again = "Wanneer kijken we weer terug? (niet als jullie stoppen)"
        next_on = fields.day(again, later, focus.LOOK_BACK_DAYS // 7 - 1, f"{at}-weer")
        st.html(f'<p class="zacht smal">{beginning.HINT}</p>')
        sent = st.form_submit_button("Opslaan", type="primary", width="stretch")

    def write(seen: int, by: int | None) -> None:
        focus.require_all(
            {"of jullie deden wat jullie afspraken": how_far or "", "wat jullie nu doen": sequel or ""}
        )
        assert how_far is not None
        assert sequel is not None
        days = (next_on - plan.today).days if sequel is not Sequel.STOP else None
        said = LookingBack(HowFar(how_far), helped, held_up, sequel, reason, days, monitored)
        looking_back.look_back(plan.team.id, point.id, said, seen=seen, by=by)

    if sent:
        writing.save(plan.team, key, point.version, write, _done(sequel))
    before = plan.looked_back[point.id]
    stands = {"Terugkijken": subjects.look_back(point, plan.today)}
    if before:
        stands |= {"Het laatst": f"{before[-1].how_far}, {before[-1].sequel}: {before[-1].reason}"}
    writing.choose(plan.team, key, point.version, stands, write, _done(sequel))
    earlier(plan, point)


def _inquiry(plan: TeamPlan, point: FocusPoint) -> None:
    """What the small inquiry for today showed, or that it is still to be asked."""
    now = inquiring.present(plan, point)
    if now is None:
        return
    if inquired.was_shown(now):
        with st.expander("Wat het kleine onderzoek liet zien", expanded=True):
            st.html(inquired.shown(plan, point, now))
    elif plan.today >= now.look_back_on:
        st.info("Jullie wilden eerst een paar stellingen vragen: kies hierboven ‘Klein onderzoek’.")


def _done(sequel: Sequel | None) -> str:
    if sequel is Sequel.STOP:
        return "Opgeslagen. Het speerpunt is afgerond en staat onder ‘Afgerond’."
    if sequel is Sequel.SECURE:
        return "Opgeslagen. Het speerpunt staat nu bij stap 5, borgen."
    return "Opgeslagen. Pas bij ‘Aanpassen’ de afspraak aan, als die anders wordt."


def earlier(plan: TeamPlan, point: FocusPoint) -> None:
    """Every time that the team looked back, the last first."""
    if not plan.looked_back[point.id]:
        return
    st.subheader("Eerder teruggekeken", anchor=False)
    texts = {id: one.text for id, one in plan_questions.known().items()}
    for one in reversed(plan.looked_back[point.id]):
        said = [("Wat hielp", one.helped), ("Wat ons tegenhield", one.held_up)]
        said += [(texts.get(id, id), text) for id, text in one.monitored.items()]
        rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in said if text)
        st.html(
            f'<section class="gesprek"><h3>{day(one.held_on)}: {one.how_far}, daarna {one.sequel}</h3>'
            f'<p>{escape(one.reason)}</p><dl class="feiten">{rows}</dl></section>'
        )
