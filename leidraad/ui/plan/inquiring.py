"""A small inquiry with a focus point: what to ask and what the team expects, asking it, and what came out beside that."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from html import escape

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.charts import places, turnout
from leidraad.content import own_questionnaires
from leidraad.content.models import Instrument, Item
from leidraad.domain import focus, small_inquiry
from leidraad.domain.measurement import State
from leidraad.notation import day
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import MOST_INVITED, Measurement
from leidraad.storage.plans import inquiries
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.plans.inquiries import SmallInquiry
from leidraad.storage.schools import schools
from leidraad.ui.plan import inquired, kept, writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import guards, phone_address
from leidraad.ui.shell.away import calm
from leidraad.ui.shell.page_files import page

ABOUT = (
    "Vraag bij het terugkijken één tot drie stellingen nog eens, op ieders telefoon. Het is één signaal naast wat jullie zelf "
    "zien, en geen bewijs: het telt niet mee in jullie ontwikkeling."
)

_USUAL_INVITED = 12  # of a team that never invited anybody, as on the page Metingen
_NOT_ASKED = "De stellingen van dit onderdeel worden niet meer gevraagd. Een klein onderzoek kan hier niet."
_OWN = "Een klein onderzoek kan niet met een eigen vragenlijst. Spreek bij het terugkijken af waaraan jullie zien of het werkt."


def show(plan: TeamPlan, point: FocusPoint) -> None:
    """What belongs to the next looking back, and below it what earlier ones showed."""
    st.html(f'<p class="zacht smal">{ABOUT}</p>')
    now = present(plan, point)
    if point.look_back_on is None:
        st.markdown("Spreek eerst af wanneer jullie terugkijken, bij ‘Aanpassen’.")
    elif now is None:
        _form(plan, point, None)
    elif now.measurement_id is None:
        _planned(plan, point, now)
    else:
        _asked(plan, point, now, measurements.get(now.measurement_id))
    inquired.earlier(plan, point, now)


def present(plan: TeamPlan, point: FocusPoint) -> SmallInquiry | None:
    """The one for the next day of looking back."""
    found = [one for one in plan.inquiries[point.id] if one.look_back_on == point.look_back_on]
    return found[-1] if found else None


def _form(plan: TeamPlan, point: FocusPoint, now: SmallInquiry | None) -> None:
    found = inquiries.offered(schools.school(plan.team.school_id).sector, point.construct_id)
    if found is None:
        own = own_questionnaires.is_own(point.construct_id)
        st.markdown(_OWN if own else _NOT_ASKED)
        return
    texts = {item.id: item.text for item in found[1]}
    key = f"onderzoek-{point.id}"
    version = now.version if now else 0
    at = f"{key}-{writing.seen(key, version)}"
    usual = [id for id in (now.items if now else (point.item_id,)) if id in texts]
    with st.form(at, border=False, enter_to_submit=False):
        items = st.multiselect(
            "Welke stellingen? (één tot drie)",
            list(texts),
            default=usual,
            format_func=texts.__getitem__,
            max_selections=small_inquiry.MOST,
            placeholder="Kies stellingen",
            key=f"{at}-stellingen",
        )
        expected = st.text_area(
            "Wat verwachten jullie?",
            now.expected if now else "",
            max_chars=focus.LONGEST,
            height=68,
            placeholder=_for_example(*found),
            key=f"{at}-verwacht",
        )
        sent = st.form_submit_button("Bewaar het kleine onderzoek", type="primary", width="stretch")

    def write(seen: int, _: int | None) -> None:
        inquiries.plan(plan.team.id, point.id, items, expected, seen=seen)

    done = f"Bewaard voor het terugkijken op {day(point.look_back_on)}." if point.look_back_on else ""
    if sent:
        writing.save(plan.team, key, version, write, done)
    stands = {}
    if now is not None:
        stands = {
            "Stellingen": "\n".join(texts.get(id, id) for id in now.items),
            "Wat jullie verwachten": now.expected,
        }
    writing.choose(plan.team, key, version, stands, write, done)


def _for_example(instrument: Instrument, items: Sequence[Item]) -> str:
    """How an expectation can sound, in the answers of this questionnaire."""
    if items[0].places:
        return f"de meesten kiezen nu {places.at(items[0], 4)}"
    return f"de meesten kiezen nu ‘{instrument.scale.labels[3]}’ of ‘{instrument.scale.labels[4]}’"


def _planned(plan: TeamPlan, point: FocusPoint, now: SmallInquiry) -> None:
    st.html(inquired.expected(plan, point, now))
    first = now.look_back_on - timedelta(days=small_inquiry.OPENS_BEFORE_DAYS)
    rested = inquiries.rested_on(plan.team.id, now.items)
    first = max(first, rested) if rested else first
    if plan.today < first:
        rest = (
            f", {small_inquiry.REST_WEEKS} weken na de laatste uitslag met deze stellingen"
            if first == rested
            else ", een week voor het terugkijken"
        )
        st.markdown(f"Dit kan vanaf **{day(first)}**{rest}.")
    else:
        _ask(plan, point, now)
    with st.expander("Andere stellingen, of iets anders verwachten"):
        _form(plan, point, now)
        if st.button("Toch geen klein onderzoek", key=f"onderzoek-geen-{now.id}"):
            writing.do(
                plan.team,
                lambda _: inquiries.give_up(plan.team.id, point.id, seen=now.version),
                "Er is geen klein onderzoek meer gepland.",
            )


def _ask(plan: TeamPlan, point: FocusPoint, now: SmallInquiry) -> None:
    with st.form(f"onderzoek-open-{now.id}", border=False):
        invited = st.number_input(
            "Hoeveel collega’s vraag je?",
            1,
            MOST_INVITED,
            min(inquiries.usual_invited(plan.team.id) or _USUAL_INVITED, MOST_INVITED),
            key=f"onderzoek-aantal-{now.id}",
        )
        sent = st.form_submit_button("Vraag het nu aan het team", type="primary", width="stretch")
    if sent:
        writing.do(
            plan.team,
            lambda by: inquiries.open_(plan.team.id, point.id, int(invited), seen=now.version, by=by),
            "Het kleine onderzoek is open. Deel de code of de link.",
        )


def _asked(plan: TeamPlan, point: FocusPoint, now: SmallInquiry, measurement: Measurement) -> None:
    name = f"onderzoek-{point.id}"
    kept.keep(name, (f"{name}-",), stored=(now.expected,))
    kept.show(name, "Het kleine onderzoek is intussen gevraagd")
    if measurement.state is State.SHARED:
        st.html(inquired.shown(plan, point, now))
        st.page_link(
            page("presenteren"), label="Laat het zien op het scherm", query_params={"meting": str(measurement.id)}
        )
        return
    if measurement.state is State.OPEN:
        _way_in(measurement)
        _count(plan, measurement.id)
        if st.button("Sluit het kleine onderzoek", type="primary", key=f"onderzoek-sluit-{measurement.id}"):
            _lead(
                plan,
                lambda by: closing.close(measurement.id, by=by),
                "Gesloten. Toon de uitslag als jullie er samen naar kijken.",
            )
        st.html(
            f'<p class="zacht smal">Het sluit vanzelf op {day(measurement.closes_at)}.</p>'
            if measurement.closes_at
            else "<p></p>"
        )
        return
    _closed(plan, measurement)


def _way_in(measurement: Measurement) -> None:
    code = measurement.join_code or ""
    address = phone_address.joining(code)
    left, right = st.columns([1, 1.6], vertical_alignment="center")
    left.html(f'<img class="qr" src="{phone_address.qr(address)}" alt="QR-code naar de stellingen">')
    right.html(
        f'<p class="zacht">De link</p><p class="adres" tabindex="0">{escape(address)}</p>'
        f'<p class="zacht">of op de startpagina de code</p><p class="code">{phone_address.spelled(code)}</p>'
        '<div class="kopieer"><button type="button" data-kopieer=".adres">Kopieer de link</button>'
        '<p role="status" class="zacht"></p></div>'
    )
    right.page_link(
        page("presenteren"), label="Zet de code op het scherm", query_params={"meting": str(measurement.id)}
    )
    phone_address.notice_if_only_this_computer(address)


@st.fragment(run_every="3s")
@calm
def _count(plan: TeamPlan, id: int) -> None:
    if not guards.may(Action.LEAD, Place(plan.team.school_id, plan.team.id)):
        return
    measurement = measurements.get(id)
    if measurement.state is not State.OPEN:
        st.rerun(scope="app")
    taking = answers.people(id)
    st.html(f'<p class="teller" role="status">{turnout.said(taking.done, taking.busy, measurement.invited)}</p>')


def _closed(plan: TeamPlan, measurement: Measurement) -> None:
    id = measurement.id
    if reveal.has_ended(measurement):
        st.markdown(
            "**Gesloten zonder uitslag.** Er zijn geen antwoorden meer. Gooi het weg om het opnieuw te vragen."
        )
        _discard(plan, id)
        return
    people = answers.people(id).people
    few = people < measurement.k
    st.markdown("**Gesloten.** Er is nog geen uitslag. Toon hem op het moment dat jullie er samen naar kijken.")
    if few:
        st.warning(
            f"{_took_part(people)}. Onder de {measurement.k} tonen we geen uitslag: dan zou te zien zijn wie wat antwoordde. "
            "Heropen het, of bespreek de stellingen samen."
        )
    if st.button("Toon de uitslag", type="secondary" if few else "primary", key=f"onderzoek-toon-{id}"):
        _lead(plan, lambda by: reveal.share(id, by=by), "De uitslag staat hieronder.")
    if not measurement.tie_cut and st.button("Heropen het kleine onderzoek", key=f"onderzoek-weer-{id}"):
        _lead(plan, lambda by: closing.reopen(id, by=by), "Het is weer open. Iedereen gaat verder waar hij was.")
    _discard(plan, id)


def _took_part(people: int) -> str:
    few = {0: "Er deed niemand mee", 1: "Er deed één collega mee"}
    return few.get(people, f"Er deden {people} mee")


def _discard(plan: TeamPlan, id: int) -> None:
    told = (
        "Weggooien verwijdert de antwoorden. Er komt nooit een uitslag van. Het kan niet ongedaan gemaakt worden."
    )
    if writing.sure(f"onderzoek-weg-{id}", "Gooi het weg", lambda: st.warning(told), "Ja, gooi de antwoorden weg"):
        _lead(
            plan,
            lambda by: measurements.discard(id, by=by),
            "Weggegooid. De stellingen staan er nog; je kunt ze opnieuw vragen.",
        )


def _lead(plan: TeamPlan, step: Callable[[int | None], object], done: str) -> None:
    writing.do(plan.team, step, done, right=Action.LEAD)
