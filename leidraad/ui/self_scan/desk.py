"""The self-scan of one visitor: what this session knows of it, and filling it in.

The draft is found by the device's cookie and lives in the database, so that a reload or a locked phone goes on.
A personal code and its key live in this session only: never in an address, a log or a file.
"""

from dataclasses import dataclass

import streamlit as st

from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.errors import UnknownPersonalCode
from leidraad.notation import day
from leidraad.reports.own_page import OwnScan
from leidraad.storage.database import clock
from leidraad.storage.self_scans import kept_scans, self_scans
from leidraad.storage.self_scans.kept_scans import Kept, OpenedCode
from leidraad.storage.self_scans.self_scans import Draft, ScanChoice
from leidraad.ui.self_scan import sheet as sheets
from leidraad.ui.self_scan import statements
from leidraad.ui.self_scan.sheet import AnswerSheet

_DESK = "zelfscan"


@dataclass
class Desk:
    """Everything this session holds: the sheet, whose kept scans are open, and a code not yet written down."""

    device: str
    sheet: AnswerSheet | None = None
    owner: OpenedCode | None = None
    code: str | None = None
    viewed: int | None = None  # the number of the kept scan that is shown
    lost: bool = False  # the sheet disappeared while this session was away


def take(device: str) -> Desk:
    """This session's place, with the draft as the database has it now."""
    desk: Desk | None = st.session_state.get(_DESK)
    if desk is None or desk.device != device:
        desk = Desk(device)
        st.session_state[_DESK] = desk
    if desk.sheet is not None:
        if not sheets.flush(desk.sheet):
            sheets.refresh(desk.sheet)
        if desk.sheet.gone:
            desk.sheet, desk.lost = None, True
    if desk.sheet is None:
        found = self_scans.draft(device)
        desk.sheet = _sheet(device, found) if found else None
    return desk


def _sheet(device: str, draft: Draft) -> AnswerSheet:
    instrument = library.instrument(draft.choice.instrument_id, draft.choice.instrument_version)
    return AnswerSheet(
        device=device,
        draft=draft,
        instrument=instrument,
        known=dict(draft.answers),
        defaults=dict(draft.answers),
        saved=len(draft.answers),
        items={one.id: one.asked(draft.choice.short) for one in instrument.constructs},
    )


def where(desk: Desk) -> int:
    """The screen: 0 is the beginning, then one per construct, the last is the profile."""
    return sheets.present_screen(desk.sheet) if desk.sheet else 0


def fill_in(desk: Desk) -> None:
    """One construct with its buttons: a fragment, so that a tap draws this again and nothing else.

    It draws itself again every so many seconds as well: that saves what a lost connection held back, notices what
    another tab did, and makes a tab whose session is gone ask for a new one with all that was chosen.
    """
    if desk.sheet is not None:
        st.fragment(_screen, run_every=desk.sheet.heartbeat)(desk)


def _screen(desk: Desk) -> None:
    sheet = desk.sheet
    if sheet is None:
        return
    if not sheets.flush(sheet):
        sheets.refresh(sheet)
    statements.follow_buttons(sheet)
    here = sheets.present_screen(sheet)
    if sheet.gone or not 0 < here <= len(sheet.constructs):
        st.rerun(scope="app")
    statements.statements(sheet, here)


def begin(desk: Desk, choice: ScanChoice) -> None:
    """Start a new self-scan on this device. Raises LeidraadError; then nothing changed."""
    desk.sheet = _sheet(desk.device, self_scans.begin(desk.device, choice))
    desk.lost, desk.viewed = False, None
    sheets.go_to(desk.sheet, 1)


def end(desk: Desk) -> None:
    """Delete the draft of this device and go to the beginning."""
    self_scans.drop(desk.device)
    desk.sheet, desk.lost, desk.code = None, False, None
    st.query_params.clear()


def present(desk: Desk) -> OwnScan:
    """The scan being filled in, with its answers read afresh: another tab may have added some."""
    sheet = desk.sheet
    assert sheet is not None
    sheets.draw(sheet, ())
    found = self_scans.draft(desk.device)
    if found is not None and found.key == sheet.draft.key:
        sheet.known, sheet.saved = dict(found.answers), len(found.answers)
    choice = sheet.draft.choice
    return OwnScan(sheet.instrument, choice.short, choice.perspective, sheet.known, day(clock.today()))


def kept(desk: Desk) -> tuple[Kept, ...]:
    """The scans of the code that is open; none when they were deleted elsewhere, and then the code is closed."""
    if desk.owner is None:
        return ()
    try:
        return kept_scans.kept(desk.owner)
    except UnknownPersonalCode:
        desk.owner, desk.viewed = None, None
        return ()


def of_kept(kept: Kept) -> OwnScan | None:
    """A kept scan as it is shown, or None when its questionnaire is no longer among the content."""
    instrument = library.known(kept.choice.instrument_id, kept.choice.instrument_version)
    if instrument is None:
        return None
    return OwnScan(
        instrument, kept.choice.short, Perspective(kept.choice.perspective), kept.answers, day(kept.day)
    )
