"""The form with which a focus point begins, on the study day and on the page Plan: only what a team can know that day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from leidraad.content import library, own_questionnaires, subject, topics
from leidraad.content.models import Instrument
from leidraad.content.topics import Topic
from leidraad.domain import focus
from leidraad.domain.focus import StartingPlan
from leidraad.notation import told_apart
from leidraad.storage.database import clock
from leidraad.storage.plans import focus_points
from leidraad.ui.plan import fields, kept
from leidraad.ui.shell import subjects
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

HINT = "Geen namen van leerlingen of oordelen over collega’s: dit plan hangt straks in de teamkamer."
_WHOLE = "Het hele onderdeel"


@dataclass(frozen=True)
class Chosen:
    """What somebody filled in."""

    construct_id: str
    item_id: str
    beginning: StartingPlan
    measures: tuple[str, ...] = ()  # out of the menu of its construct


def full(name: str) -> None:
    """There is no room any more: what was typed in the form meanwhile, until it was read."""
    kept.keep(name, (f"{kept.at(name)}-",))
    kept.show(name, "Intussen begon iemand anders een speerpunt")


def form(
    name: str,
    instruments: Sequence[Instrument],
    told: Mapping[str, str],
    button: str,
    save: Callable[[Chosen], None],
) -> None:
    """Ask and save; `told` says of some topics how often they were chosen, and puts them first.

    Of more than one questionnaire the first is chosen already.
    """
    at = kept.at(name)
    instrument = _questionnaire(at, instruments)
    offered = {one.id: one for one in topics.to_choose(instrument, short=False)}
    offered |= {id: one for id in told if (one := topics.known(instrument, id))}
    names = {id: one.name for id, one in offered.items()}
    chosen = st.selectbox(
        "Waar gaan we aan werken?",
        [*told, *(id for id in names if id not in told)],
        index=None,
        placeholder="Maak een keuze",
        format_func=lambda id: f"{names[id]} ({told[id]})" if id in told else names[id],
        key=f"{at}-onderdeel{'' if instrument is instruments[0] else f'-{instrument.id}'}",
    )
    topic = offered.get(chosen or "")
    item = _statement(at, topic) if topic else ""
    measures = _menu(at, topic) if topic else ()
    today = clock.today()
    with st.form(at, border=False, enter_to_submit=False):
        cue = fields.words("Als …", f"{at}-als", placeholder="we een toets bespreken")
        response = fields.words(
            "dan … (wie doet wat)",
            f"{at}-dan",
            placeholder="vraagt ieder van ons eerst wat leerlingen zelf al zagen",
        )
        first_step = fields.words("De eerste stap", f"{at}-stap")
        fields.read_along()
        left, right = st.columns(2)
        owner = fields.owner(left, "Wie? Een rol of voornaam", f"{at}-wie")
        near = subjects.days_ahead(today, focus.FIRST_STEP_DAYS)
        first_on = fields.day("Wanneer is die stap klaar?", near, 7, f"{at}-stap-op", right)
        later = subjects.weeks_ahead(today)
        usual = focus.LOOK_BACK_DAYS // 7 - 1
        look_back_on = fields.day("Wanneer kijken we terug?", later, usual, f"{at}-terug")
        st.html(f'<p class="zacht smal">{HINT}</p>')
        sent = st.form_submit_button(button, type="primary", width="stretch")
    if not sent:
        return
    if topic is None:
        st.error("Kies waaraan jullie gaan werken. Wat je typte staat er nog.")
        return
    in_days = {"first_step_in": _days(first_on - today), "look_back_in": _days(look_back_on - today)}
    save(Chosen(topic.construct.id, item, StartingPlan(cue, response, first_step, owner, **in_days), measures))


def _questionnaire(at: str, offered: Sequence[Instrument]) -> Instrument:
    if len(offered) == 1:
        return offered[0]
    called = (
        f"{one.title} (van jullie school)" if own_questionnaires.is_own(one.id) else one.title for one in offered
    )
    titles = dict(zip(told_apart(called), offered, strict=True))
    return titles[st.selectbox("Uit welke vragenlijst?", list(titles), key=f"{at}-vragenlijst")]


def _statement(at: str, topic: Topic) -> str:
    """Which statement of it: the one that was chosen, or of a construct the whole or one."""
    if topic.item is not None:
        return topic.item.id
    texts = {"": _WHOLE, **{item.id: item.text for item in topic.construct.items}}
    return st.selectbox(
        "Het hele onderdeel, of één stelling eruit?",
        list(texts),
        format_func=texts.__getitem__,
        key=f"{at}-stelling-{topic.id}",
    )


def _menu(at: str, topic: Topic) -> tuple[str, ...]:
    """What schools did about it, to talk over; what is picked becomes an action. Empty where there is no menu."""
    guide = library.guides().get(topic.construct.guide_id)
    menu = guide.menu if guide else ()
    if not menu:
        return ()
    with st.expander("Wat andere scholen deden"):
        st.markdown("Bespreek per ding: **doen we al**, **zou kunnen** of **past niet bij ons**.")
        st.markdown("\n".join(f"- **{literal(one.text)}** {literal(one.experience)}" for one in menu))
        if read := subject.read_under(topic.construct):
            st.page_link(
                page("leidraad"),
                label="Meer hierover, ook wat je liever niet doet",
                query_params={"onderdeel": read},
            )
    picked = st.multiselect(
        f"Wat gaan we daarvan doen? Hoogstens {focus_points.MOST_MEASURES}; het komt bij de acties",
        [one.text for one in menu],
        max_selections=focus_points.MOST_MEASURES,
        placeholder="Dat mag ook leeg blijven",
        key=f"{at}-menu-{topic.construct.id}",
    )
    return tuple(picked)


def _days(ahead: timedelta) -> int:
    return ahead.days
