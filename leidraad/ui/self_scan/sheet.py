"""The answer sheet of a self-scan: what this session knows to be stored, and the pattern that never loses a tap.

Compare and flush: every run, and every heartbeat, writes the differences between what the widgets say and
what this session last stored. Answers are never saved in a callback: a session that begins anew does not run it, and
the next tap can end it halfway. One person fills it in: what the tab shows in which somebody taps is what is stored.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from random import uniform

import streamlit as st

from leidraad import foreign
from leidraad.content.models import Construct, Instrument, Item
from leidraad.domain.scale import CANNOT_JUDGE, SCALE
from leidraad.errors import DraftGone, StorageError
from leidraad.storage.self_scans import self_scans
from leidraad.storage.self_scans.self_scans import Draft

#: Seconds between heartbeats, drawn per session: tabs that were opened together must not all call together.
#: Numbers, since a text would be read by pandas on every run.
HEARTBEAT = (11.0, 19.0)
SCREEN = "deel"  # in the address: 0 is the beginning, then one per construct, the last is the profile
CHOICES: tuple[int, ...] = (*SCALE, CANNOT_JUDGE)


@dataclass(kw_only=True)
class AnswerSheet:
    """The self-scan that this device is filling in, as one session knows it. The database is the truth."""

    device: str
    draft: Draft
    gone: bool = False  # finished or begun anew in another tab, or a day old
    instrument: Instrument
    known: dict[str, int]  # what this session knows to be stored
    defaults: dict[str, int]  # what the widgets of the present screen started with
    saved: int = 0
    behind: bool = False  # something chosen could not be stored yet
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    drawn: tuple[Item, ...] = ()  # the statements whose widgets are on the screen
    before: tuple[Item, ...] = ()  # those of the screen before: a tap may still be on its way when it goes
    heartbeat: float = field(default_factory=lambda: uniform(*HEARTBEAT))  # noqa: S311

    def store(self, changes: dict[str, int]) -> bool:
        """Write to the draft of this device; True when it is in the database."""
        try:
            self.saved = self_scans.save(self.device, self.draft.key, changes)
        except DraftGone:
            self.gone = True
        except StorageError:
            self.behind = True
        else:
            return True
        return False

    @cached_property
    def total(self) -> int:
        """How many statements it asks."""
        return sum(len(items) for items in self.items.values())

    @cached_property
    def labels(self) -> dict[str, dict[int, str]]:
        """By item id: the words for each choice."""
        cannot = {CANNOT_JUDGE: self.instrument.scale.cannot_judge}
        return {
            item.id: {**dict(enumerate(self.instrument.labels(item), start=1)), **cannot}
            for items in self.items.values()
            for item in items
        }

    @cached_property
    def recognise(self) -> dict[str, str]:
        """By item id: what to recognise it by, and the terms in it, as HTML that opens on demand."""
        return {item.id: _recognise(self.instrument, item) for items in self.items.values() for item in items}

    @cached_property
    def constructs(self) -> tuple[Construct, ...]:
        """The constructs, one per screen."""
        return self.instrument.constructs


def _recognise(instrument: Instrument, item: Item) -> str:
    terms = "".join(
        f"<p><b>{escape(found.group())}</b>: {escape(meaning)}</p>"
        for term, meaning in instrument.terms.items()
        if (found := re.search(rf"\b{re.escape(term)}\b", item.text, re.IGNORECASE))
    )
    return _poles(item) + (
        f'<details class="herken"><summary>Zo herken je dit</summary>'
        f"<p>{escape(item.recognise)}</p>{terms}</details>"
    )


def _poles(item: Item) -> str:
    """What one sees at both ends of a statement that asks a place."""
    ends = ((item.left_short, item.left), (item.right_short, item.right)) if item.places else ()
    return "".join(
        f'<p class="zacht klein">{escape(short or "")}: {escape(seen or "")}</p>' for short, seen in ends
    )


def widget_key(item: Item) -> str:
    """The widget key of a statement."""
    return f"antwoord-{item.id}"


def flush(sheet: AnswerSheet) -> bool:
    """Write what the widgets say and this session has not stored yet; True when something was written.

    Every widget is read before the transaction starts: reading may end the run, a transaction must not.
    What cannot be written now stays a difference, and the next run or heartbeat tries again.
    """
    chosen = {item.id: st.session_state.get(widget_key(item)) for item in (*sheet.before, *sheet.drawn)}
    changes = {id: value for id, value in chosen.items() if value not in (None, sheet.known.get(id))}
    if not changes:
        sheet.behind = False
        return False
    if not sheet.store(changes):
        return False
    sheet.known |= changes
    sheet.behind = False
    return True


def draw(sheet: AnswerSheet, items: tuple[Item, ...]) -> None:
    """Remember which statements are on the screen from now on."""
    if items != sheet.drawn:
        sheet.before, sheet.drawn = sheet.drawn, items


def go_to(sheet: AnswerSheet, screen: int) -> None:
    """Show another screen from this run on; its widgets start from what is stored."""
    st.query_params[SCREEN] = str(screen)
    sheet.defaults = dict(sheet.known)


def present_screen(sheet: AnswerSheet) -> int:
    """Which screen the address asks for; a number that does not exist is the nearest that does."""
    return min(foreign.number(st.query_params.get(SCREEN, "")[:9]) or 0, len(sheet.constructs) + 1)


def first_open_screen(sheet: AnswerSheet) -> int:
    """The first construct with an unanswered statement, or the end when there is none."""
    for index, construct in enumerate(sheet.constructs, start=1):
        if any(item.id not in sheet.known for item in sheet.items[construct.id]):
            return index
    return len(sheet.constructs) + 1


def refresh(sheet: AnswerSheet) -> None:
    """Ask the database how the draft stands; another tab may have added to it or ended it."""
    try:
        sheet.saved = self_scans.saved(sheet.device, sheet.draft.key)
    except DraftGone:
        sheet.gone = True
    except StorageError:
        pass  # the count that stands there stays
