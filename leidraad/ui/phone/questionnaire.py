"""The screens of the questionnaire; leidraad.ui.phone.participation decides what is stored and where we are."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

import streamlit as st

from leidraad.content.models import Construct, Item
from leidraad.domain.measurement import State
from leidraad.errors import LeidraadError, MeasurementNotOpen
from leidraad.notation import count
from leidraad.storage.study_day import day
from leidraad.ui.phone import handing_over
from leidraad.ui.phone import participation as seats
from leidraad.ui.phone.participation import AnswerSheet, ParticipantSession
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

SomeSheet = TypeVar("SomeSheet", bound=AnswerSheet)


def no_cookie(code: str) -> None:
    """A browser that came in without our cookie: one more try through the joining address."""
    st.title("Nog één stap", anchor=False)
    st.markdown(
        "Om je antwoorden te kunnen bewaren tot de meting sluit, onthoudt je telefoon een willekeurig nummer "
        "(een cookie). Je naam zit daar niet in."
    )
    st.link_button("Meedoen", f"d/{code}" if code.isalnum() else ".", type="primary")
    st.markdown(
        "Kom je hier steeds terug? Dan houdt je browser cookies tegen. Open de link in een gewone browser, "
        "zoals Safari of Chrome, en niet in een privévenster."
    )


def no_entry(error: LeidraadError) -> None:
    """The code does not lead to an open measurement."""
    st.title(
        "Deze meting is gesloten" if isinstance(error, MeasurementNotOpen) else "Deze code werkt niet",
        anchor=False,
    )
    st.markdown(literal(str(error)))
    if not isinstance(error, MeasurementNotOpen):
        st.page_link(page("start"), label="Typ de code opnieuw")


def show(seat: ParticipantSession) -> None:
    """The present screen, and its heartbeat."""
    st.fragment(_screen)(seat)
    st.fragment(heartbeat, run_every=seat.heartbeat)(seat, seats.refresh)


def _screen(seat: ParticipantSession) -> None:
    """One fragment for all that is on the screen: a tap reruns this and nothing else."""
    if not seats.flush(seat):
        seats.refresh(seat)
    handing_over.follow_button(seat)
    if not closed_or_withdrawn(seat):
        follow_buttons(seat)
        where = seats.present_screen(seat)
        if 0 < where <= len(seat.constructs):
            statements(seat, where)
        else:
            seats.draw(seat, ())
            (welcome if where == 0 else end)(seat)
    seat.shown = seat.standing


def heartbeat(sheet: SomeSheet, refresh: Callable[[SomeSheet], None]) -> None:
    """Save what a lost connection held back and notice what changed elsewhere; draws nothing itself.

    It also makes a phone that finds its session gone ask for a new one with all that was chosen.
    """
    if not seats.flush(sheet):
        refresh(sheet)
    if sheet.standing != sheet.shown:
        st.rerun(scope="app")


def closed_or_withdrawn(seat: ParticipantSession) -> bool:
    """Draw the screen of somebody who cannot fill in now, and why; True when there is nothing else to do."""
    if seat.state != State.OPEN:
        st.title("De meting is gesloten", anchor=False)
        st.markdown(
            "Wat je daarvoor had opgeslagen telt mee. Daarna is er niets meer bewaard. "
            "Straks bekijken jullie de uitslag samen."
        )
        st.markdown(
            "De uitslag is anoniem: niemand kan nu nog nagaan welke antwoorden van jou waren, wij ook niet."
        )
        return True
    if seat.already_counted:
        st.title("Je doet al mee", anchor=False)
        st.markdown(
            "Deze meting is intussen gesloten en weer geopend, voor collega's die nog niet meededen. "
            "Jouw eerdere antwoorden tellen al mee. Je hoeft niets meer te doen."
        )
        return True
    if seat.elsewhere:
        st.title("Je ging verder in een ander tabblad", anchor=False)
        st.markdown("Wat hier stond, is verwijderd. Herlaad deze pagina om hier verder te gaan.")
        return True
    if seat.withdrawn:
        st.title("Je antwoorden zijn weg", anchor=False)
        st.markdown("We hebben al je antwoorden verwijderd. Je doet nu niet mee aan deze meting.")
        if st.button("Toch weer meedoen", key="opnieuw"):
            seats.start_again(seat)
            seats.go_to(seat, 0)
            st.rerun(scope="fragment")
        return True
    return False


def follow_buttons(seat: AnswerSheet) -> None:
    """Move when a button of the screen before was tapped; what it showed has been stored by now."""
    here = there = seats.present_screen(seat)
    if st.session_state.get(_key(here, "verder")):
        there = seats.first_open_screen(seat) if here == 0 and seat.saved else here + 1
    elif st.session_state.get(_key(here, "vorige")):
        there = max(0, here - 1)
    elif here > len(seat.constructs) and st.session_state.get("terugkijken"):
        there = 1
    if there != here:
        seats.go_to(seat, there)


def _key(screen: int, button: str) -> str:
    """The key of a button on one screen: an impatient second tap on "Verder" must not skip the next screen."""
    return f"{screen}-{button}"


def welcome(seat: ParticipantSession) -> None:
    """Who asks, what happens with the answers, and one button."""
    minutes = 5 if seat.short else 10
    _marker(0)
    st.title(literal(seat.team), anchor=False)
    st.markdown(
        f"**{literal(seat.label)}** · {seat.total} stellingen · ongeveer {minutes} minuten\n\n"
        "Geef aan wat je ziet in jullie team, zoals het nu is. Er zijn geen goede of foute antwoorden."
    )
    if seat.leader:
        st.info(
            "Je vult in als leidinggevende van dit team. Jouw antwoorden tellen niet mee in de score van het team. We tonen ze apart, "
            f"en alleen als minstens {seat.k} leidinggevenden meedoen. Hoor je bij het team zelf? Gebruik dan de code van het team."
        )
    handing_over.notice(seat)
    if seat.reopened:
        st.info(
            "Deze meting is opnieuw geopend voor wie nog niet meedeed. Deed je al mee? "
            "Dan tellen je antwoorden al en hoef je niets te doen."
        )
    st.markdown(
        f"""- **Vertrouwelijk.** Niemand ziet jouw antwoorden, ook de beheerder en je leidinggevende niet.
- **Pas na het sluiten een uitslag**, anoniem en over minstens {seat.k} mensen samen. Kiest iedereen hetzelfde, \
dan is dat te zien.
- **Vrijwillig.** Overslaan mag. Tot het sluiten kun je veranderen of intrekken.
- **Meteen opgeslagen.** Je kunt stoppen en later op dit toestel verdergaan."""
    )
    st.button("Ga verder waar je was" if seat.saved else "Beginnen", key=_key(0, "verder"), type="primary")
    if seat.saved:
        _save_line(seat)


def statements(seat: AnswerSheet, where: int) -> None:
    """The statements of one construct, the buttons and the save line."""
    construct = seat.constructs[where - 1]
    items = seat.items[construct.id]
    _heading(seat, construct, where)
    before, seat.drawn = seat.drawn, ()  # nothing to save while the statements are being drawn
    seat.shown = seat.standing
    for item in items:
        st.fragment(_statement)(seat, item)
        st.html(seat.recognise[item.id])
    seat.drawn = before
    seats.draw(seat, items)
    if not before and seats.flush(seat):  # a new session: what the phone still held
        st.rerun(scope="app")
    row = st.container(horizontal=True, horizontal_alignment="distribute")
    row.button("Vorige", key=_key(where, "vorige"), width="stretch")
    row.button(
        "Verder" if where < len(seat.constructs) else seat.last_button,
        key=_key(where, "verder"),
        type="primary",
        width="stretch",
    )
    _save_line(seat)


def _statement(seat: AnswerSheet, item: Item) -> None:
    """One statement: a fragment within the screen, so that a tap draws this again and nothing else."""
    tapped = item in seat.drawn
    if tapped:
        seats.flush(seat)
    gives_way = seats.leave_mark(seat, item)
    st.segmented_control(
        item.text,
        seats.CHOICES,
        format_func=seat.labels.__getitem__,
        key=seats.widget_key(item),
        default=None if gives_way else seat.defaults.get(item.id),
        required=True,
        width="stretch",
    )
    if seat.standing[1:] != seat.shown[1:]:
        st.rerun(scope="app")
    if tapped:
        st.html(f'<p class="net-opgeslagen" hidden>{_saved(seat)}</p>')
    seat.shown = seat.standing


def _heading(seat: AnswerSheet, construct: Construct, where: int) -> None:
    share = round(100 * where / len(seat.constructs))
    part = next(part for part in seat.instrument.parts if construct in part.constructs)
    st.html(
        f'<div data-scherm="{where}"><div class="zacht">{escape(part.title)} · '
        f"{where} van {len(seat.constructs)}</div>"
        f'<div class="voortgang" role="progressbar" aria-label="Voortgang" aria-valuemin="0" '
        f'aria-valuemax="{len(seat.constructs)}" aria-valuenow="{where}"><i style="width:{share}%"></i></div>'
        f'<h1 class="kop">{escape(construct.title)}</h1>'
        f'<p class="zacht">{escape(seat.instrument.scale.question)}</p></div>'
    )


def _save_line(seat: AnswerSheet) -> None:
    if seat.trouble:
        st.warning(f"Nog niet alles is opgeslagen. {seat.trouble} Laat deze pagina open: we proberen het zo weer.")
    st.html(f'<p class="opgeslagen" role="status">{_saved(seat)}</p>')


def _saved(seat: AnswerSheet) -> str:
    """The words of the save line; after a tap the page itself puts them in the line (save_line.js)."""
    return f"{seat.saved} van {seat.total} antwoorden opgeslagen"


def end(seat: ParticipantSession) -> None:
    """Thanks, what is still open, looking back, withdrawing."""
    _marker(len(seat.constructs) + 1)
    open_items = seat.total - seat.saved
    st.title("Dank je wel" if open_items == 0 else "Je bent bij het einde", anchor=False)
    if open_items:
        st.markdown(
            f"Je hebt {open_items} van de {seat.total} stellingen overgeslagen. Dat mag. "
            "Je kunt ze ook nu nog invullen."
        )
    else:
        st.markdown("Al je antwoorden zijn opgeslagen. Je hoeft niets meer te versturen.")
    if day.find(seat.measurement_id) is not None:
        st.markdown("**Kijk op het scherm.** Laat deze pagina open: hij gaat straks vanzelf verder.")
    st.markdown(
        "Zolang de meting open is, kun je op deze telefoon terugkijken en iets veranderen. "
        "De uitslag bekijken jullie samen, na het sluiten."
    )
    _save_line(seat)
    st.button("Terugkijken en veranderen", key="terugkijken")
    handing_over.offer(seat)
    with st.expander("Ik wil mijn antwoorden intrekken"):
        st.markdown(
            f"Dan verwijderen we wat je hebt opgeslagen ({count(seat.saved, 'antwoord', 'antwoorden')}) en tel je niet mee. "
            "Dit kan zolang de meting open is. Het kan niet ongedaan gemaakt worden."
        )
        if st.button("Verwijder al mijn antwoorden", key="intrekken"):
            seats.withdraw(seat)
            st.rerun(scope="fragment")


def _marker(where: int) -> None:
    """Tells the page that another screen began, so that it scrolls to the top."""
    st.html(f'<div data-scherm="{where}"></div>')
