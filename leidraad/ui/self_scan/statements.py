"""Filling in a self-scan: the statements of one construct, the buttons and the save line."""

from html import escape

import streamlit as st

from leidraad.content.models import Construct
from leidraad.ui.self_scan import sheet as sheets
from leidraad.ui.self_scan.sheet import AnswerSheet


def follow_buttons(sheet: AnswerSheet) -> None:
    """Move when a button of the screen before was tapped; what it showed has been stored by now."""
    here = there = sheets.present_screen(sheet)
    if st.session_state.get(_key(here, "verder")):
        there = here + 1
    elif st.session_state.get(_key(here, "vorige")):
        there = max(0, here - 1)
    if there != here:
        sheets.go_to(sheet, there)


def _key(screen: int, button: str) -> str:
    """The key of a button on one screen: an impatient second tap on "Verder" must not skip the next screen."""
    return f"{screen}-{button}"


def statements(sheet: AnswerSheet, where: int) -> None:
    """The statements of one construct, the buttons and the save line."""
    construct = sheet.constructs[where - 1]
    items = sheet.items[construct.id]
    _heading(sheet, construct, where)
    for item in items:
        st.segmented_control(
            item.text,
            sheets.CHOICES,
            format_func=sheet.labels[item.id].__getitem__,
            key=sheets.widget_key(item),
            default=sheet.defaults.get(item.id),
            required=True,
            width="stretch",
        )
        st.html(sheet.recognise[item.id])
    sheets.draw(sheet, items)
    sheets.flush(sheet)  # in a new session only now the widgets tell what the tab still held
    row = st.container(horizontal=True, horizontal_alignment="distribute")
    row.button("Vorige", key=_key(where, "vorige"), width="stretch")
    row.button(
        "Verder" if where < len(sheet.constructs) else "Naar je profiel",
        key=_key(where, "verder"),
        type="primary",
        width="stretch",
    )
    _save_line(sheet)


def _heading(sheet: AnswerSheet, construct: Construct, where: int) -> None:
    share = round(100 * where / len(sheet.constructs))
    under = "" if construct.title == construct.short else f'<p class="zacht">{escape(construct.title)}</p>'
    st.html(
        f'<div data-scherm="{where}"><div class="zacht">{construct.kind} · '
        f"{where} van {len(sheet.constructs)}</div>"
        f'<div class="voortgang" role="progressbar" aria-label="Voortgang" aria-valuemin="0" '
        f'aria-valuemax="{len(sheet.constructs)}" aria-valuenow="{where}"><i style="width:{share}%"></i></div>'
        f'<h1 class="kop">{escape(construct.short)}</h1>{under}'
        f'<p class="zacht">{escape(sheet.instrument.question_of(construct))}</p></div>'
    )


def _save_line(sheet: AnswerSheet) -> None:
    if sheet.behind:
        st.warning("Nog niet alles is opgeslagen. Laat deze pagina open: we proberen het zo weer.")
    st.html(f'<p class="opgeslagen" role="status">{sheet.saved} van {sheet.total} antwoorden opgeslagen</p>')
