"""Filling in on a phone: who sits here, which screen, and the pattern that never loses a tap.

Compare and flush: every run, and every heartbeat, writes the differences between what the widgets say and
what this session last stored. Answers are never saved in a callback.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from random import uniform
from typing import ClassVar

import streamlit as st

from leidraad.access import cookies
from leidraad.content import library
from leidraad.content.models import Construct, Instrument, Item
from leidraad.domain.measurement import State
from leidraad.domain.scale import CANNOT_JUDGE, SCALE
from leidraad.errors import AlreadyCounted, MeasurementNotOpen, StorageError, Withdrawn
from leidraad.storage.measurements import answers, joining, leaders, measurements
from leidraad.storage.schools import schools

#: Seconds between heartbeats, drawn per session: phones that joined together must not all call together.
#: Numbers, since a text would be read by pandas on every run.
HEARTBEAT = (11.0, 19.0)
SCREEN = "deel"  # in the address: 0 is the welcome, then one per construct, the last is the end
CHOICES: tuple[int, ...] = (*SCALE, CANNOT_JUDGE)
_SEAT = "deelname"
_DEVICE = re.compile(r"[0-9a-f]{32}")


@dataclass(kw_only=True)
class AnswerSheet(ABC):
    """A questionnaire being filled in by one session, wherever its answers are kept. The database is the truth."""

    last_button: ClassVar[str] = "Naar het einde"
    instrument: Instrument
    known: dict[str, int]  # what this session knows to be stored
    defaults: dict[str, int]  # what the widgets of the present screen started with
    saved: int = 0
    trouble: str | None = None
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    drawn: tuple[Item, ...] = ()  # the statements whose widgets are on the screen
    shown: tuple[object, ...] = ()  # the standing that the screen tells of
    heartbeat: float = field(default_factory=lambda: uniform(*HEARTBEAT))  # noqa: S311
    marked: set[str] = field(default_factory=set)  # the statements whose mark this session has left
    before: tuple[Item, ...] = ()  # those of the screen before: a tap may still be on its way when it goes

    @abstractmethod
    def store(self, changes: dict[str, int]) -> bool:
        """Write these answers and set `saved`; True when they are in the database."""

    @property
    def standing(self) -> tuple[object, ...]:
        """Whatever the screen depends on besides the answers; when it changes the screen is drawn again."""
        return (self.saved, self.trouble)

    @cached_property
    def total(self) -> int:
        """How many statements it asks."""
        return sum(len(items) for items in self.items.values())

    @cached_property
    def labels(self) -> dict[int, str]:
        """The words for each choice."""
        scale = self.instrument.scale
        return {**scale.by_answer, CANNOT_JUDGE: scale.cannot_judge}

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
    return (
        f'<details class="herken"><summary>Zo herken je dit</summary>'
        f"<p>{escape(item.recognise)}</p>{terms}</details>"
    )


@dataclass(kw_only=True)
class ParticipantSession(AnswerSheet):
    """One session's place in one measurement. Lives in session state; the database is the truth."""

    code: str
    device: str
    measurement_id: int
    team: str
    label: str
    k: int
    reopened: bool
    short: bool
    state: State = State.OPEN
    leader: bool = False  # came in with the code for those who lead the team
    withdrawn: bool = False
    already_counted: bool = False  # closed and reopened while this session was away
    elsewhere: bool = False  # withdrawn and begun again in another tab; what stands here is old

    @property
    def standing(self) -> tuple[object, ...]:
        """Also whether the measurement still takes this person's answers."""
        return (*super().standing, self.state, self.withdrawn, self.already_counted, self.elsewhere)

    @property
    def identity(self) -> str:
        """Who this is in the measurement: the device, apart from a colleague of the team on the same device."""
        return _identity(self.device, self.leader)

    def store(self, changes: dict[str, int]) -> bool:
        """Write to the measurement; a refusal is remembered for the next screen."""
        try:
            self.saved = answers.save(
                self.measurement_id, self.identity, changes, joining=not self.known, leader=self.leader
            )
        except Withdrawn:
            self.withdrawn = True
        except AlreadyCounted:
            self.already_counted = True
        except MeasurementNotOpen:
            self.state = State.CLOSED
        except StorageError as error:
            self.trouble = str(error)
        else:
            return True
        return False


def device() -> str | None:
    """The random number that our cookie gave this browser, or None when there is none of ours."""
    found = str(st.context.cookies.get(cookies.DEVICE, ""))
    return found if _DEVICE.fullmatch(found) else None


def take_seat(code: str, device: str) -> ParticipantSession:
    """The seat of this session, made on its first run. Raises UnknownCode or MeasurementNotOpen."""
    seat: ParticipantSession | None = st.session_state.get(_SEAT)
    if seat is None or seat.code != code or seat.device != device:
        seat = _new_seat(code, device)
        st.session_state[_SEAT] = seat
    return seat


def _new_seat(code: str, device: str) -> ParticipantSession:
    measurement = joining.measurement(code, device)
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    leader = leaders.is_for_leaders(code, measurement)
    stored = answers.mine(measurement.id, _identity(device, leader))
    return ParticipantSession(
        code=code,
        device=device,
        measurement_id=measurement.id,
        team=_named(measurement.team_id),
        label=measurement.label,
        k=measurement.k,
        reopened=measurements.was_closed_before(measurement.id),
        short=measurement.short,
        leader=leader,
        instrument=instrument,
        known=stored,
        defaults=dict(stored),
        saved=len(stored),
        items={one.id: one.asked(measurement.short) for one in instrument.constructs},
    )


def _identity(device: str, leader: bool) -> str:
    return f"{device}:leiding" if leader else device


def _named(team_id: int) -> str:
    team = schools.team(team_id)
    return f"{team.name} (voorbeeld)" if schools.school(team.school_id).example else team.name


def widget_key(item: Item) -> str:
    """The widget key of a statement."""
    return f"antwoord-{item.id}"


def leave_mark(seat: AnswerSheet, item: Item) -> bool:
    """Leave with this tab, in a hidden choice, what is stored for this statement; True when the tab must give way.

    It comes back with every tap. A tab whose session was lost brings all its choices to a new one: where
    its mark is not what the database has, another tab of the same phone answered since, and the database wins.
    A choice, since the page has the script for that already.
    """
    key, stored = f"stand-{item.id}", seat.known.get(item.id)
    if item.id in seat.marked:
        st.session_state[key] = stored
        st.pills("Stand", CHOICES, key=key, label_visibility="collapsed")
        return False
    seat.marked.add(item.id)
    brought = st.pills("Stand", CHOICES, default=stored, key=key, label_visibility="collapsed")
    if brought == stored or stored is None:
        return False
    st.session_state[widget_key(item)] = stored
    return True


def flush(seat: AnswerSheet) -> bool:
    """Write what the widgets say and this session has not stored yet; True when something was written.

    Only what was drawn last, and the screen before it, can have widgets with news. A new session has drawn nothing:
    it draws the screen of the address with what the phone still holds, and flushes after that.

    Every widget is read before the transaction starts: reading may end the run, a transaction must not.
    What cannot be written now stays a difference, and the next run or heartbeat tries again.
    """
    changes = {}
    for item in (*seat.before, *seat.drawn):
        value = st.session_state.get(widget_key(item))
        if value is not None and value != seat.known.get(item.id):
            changes[item.id] = value
    if not changes:
        return False
    if not seat.store(changes):
        return False
    seat.known |= changes
    seat.trouble = None
    return True


def refresh(seat: ParticipantSession) -> None:
    """Ask the database how this device stands."""
    try:
        standing = answers.standing(seat.measurement_id, seat.identity)
    except StorageError as error:
        seat.trouble = str(error)
        return
    if seat.known and standing.state == State.OPEN:
        seat.already_counted = seat.already_counted or not standing.present
        seat.elsewhere = standing.present and not standing.saved and not standing.withdrawn
    seat.state, seat.saved, seat.withdrawn = standing.state, standing.saved, standing.withdrawn


def draw(seat: AnswerSheet, items: tuple[Item, ...]) -> None:
    """Remember which statements are on the screen from now on."""
    if items != seat.drawn:
        seat.before, seat.drawn = seat.drawn, items


def go_to(seat: AnswerSheet, screen: int) -> None:
    """Show another screen from this run on; its widgets start from what is stored."""
    st.query_params[SCREEN] = str(screen)
    seat.defaults = dict(seat.known)


def present_screen(seat: AnswerSheet) -> int:
    """Which screen the address asks for; a number that does not exist is the nearest that does."""
    typed = st.query_params.get(SCREEN, "0")
    wanted = int(typed) if typed.isascii() and typed.isdigit() else 0
    return min(wanted, len(seat.constructs) + 1)


def first_open_screen(seat: AnswerSheet) -> int:
    """The first construct with an unanswered statement, or the end when there is none."""
    for index, construct in enumerate(seat.constructs, start=1):
        if any(item.id not in seat.known for item in seat.items[construct.id]):
            return index
    return len(seat.constructs) + 1


def withdraw(seat: ParticipantSession) -> None:
    """Delete this device's answers, and forget them here too."""
    answers.withdraw(seat.measurement_id, seat.identity)
    seat.known, seat.defaults, seat.saved, seat.withdrawn = {}, {}, 0, True
    seat.drawn = seat.before = ()


def start_again(seat: ParticipantSession) -> None:
    """Take part again after withdrawing."""
    answers.start_again(seat.measurement_id, seat.identity)
    seat.known, seat.defaults, seat.saved, seat.withdrawn = {}, {}, 0, False
