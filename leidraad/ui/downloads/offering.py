"""Taking something along: choose what, have it made, save it. Nothing is made before somebody asks for it.

A file is made in a fragment, outside the guard at the top of its page, so the right is asked for again just before.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.notation import AMSTERDAM, day, size
from leidraad.reports.team_report import Paper
from leidraad.storage.database import clock
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell.away import calm
from leidraad.ui.shell.wording import literal

Progress = Callable[[float], object]

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PNG, SVG = "image/png", "image/svg+xml"
_MADE = "meenemen"  # the last file made in this session, with the choice it belongs to
_LONGEST = 40  # characters of one part of a file name


@dataclass(frozen=True)
class DownloadFile:
    """What can be saved: its name, its kind, and how it is made; `make` hears the way to say how far it is (0-1)."""

    name: str
    mime: str
    make: Callable[[Progress], bytes]


@dataclass(frozen=True)
class DownloadKind:
    """One thing to take along. Where there is more than one of it, `which` names them and `forms` their notations."""

    label: str
    about: str
    file: Callable[[str, str], DownloadFile]
    which: tuple[str, ...] = ()
    ask: str = ""
    forms: tuple[str, ...] = ()


def file_name(*parts: str, ending: str) -> str:
    """ "teamscan-bovenbouw-havo-2026-11.pdf": small letters of any script, digits and dashes, whatever the parts hold."""
    words = [plain for part in parts if (plain := _plain(part))]
    return f"{'-'.join(['teamscan', *words])}.{ending}"


def _plain(part: str) -> str:
    letters = "".join(_simple(sign) for sign in unicodedata.normalize("NFKC", part).lower())
    return re.sub(r"-+", "-", letters)[:_LONGEST].strip("-")


def _simple(sign: str) -> str:
    """A Latin letter without its accent; a letter or mark of another script as it is; a dash for everything else."""
    plain = unicodedata.normalize("NFKD", sign)[0]
    if plain.isascii():
        return plain if plain.isalnum() else "-"
    return sign if unicodedata.category(sign)[0] in "LMN" else "-"


def year_and_month(moment: datetime | None) -> str:
    """ "2026-11", in Dutch time; empty when there is no moment."""
    return day_in_numbers(moment)[:7]


def day_in_numbers(moment: datetime | None) -> str:
    """ "2026-11-21", in Dutch time; empty when there is no moment."""
    if moment is None:
        return ""
    return moment.astimezone(AMSTERDAM).date().isoformat()


def paper(school: str, *, example: bool) -> Paper:
    """A paper of this school, made now."""
    return Paper(school=school, made_on=day(clock.now()), date=today(), example=example)


def today() -> tuple[int, int, int]:
    """Year, month and day in Dutch time."""
    present = clock.today()
    return present.year, present.month, present.day


def offer(
    key: str,
    kinds: Sequence[DownloadKind],
    action: Action,
    place: Place,
    title: str,
    ask: str = "Wat wil je meenemen?",
) -> None:
    """The choice, folded away under a title; `key` tells this offer from that of another measurement or team."""
    with st.expander(title):
        _choose(key, list(kinds), action, place, ask)


@st.fragment
@calm
def _choose(key: str, kinds: list[DownloadKind], action: Action, place: Place, ask: str) -> None:
    if not guards.may(action, place):
        st.session_state.pop(_MADE, None)
        st.rerun(scope="app")
    kind = _kind(key, kinds, ask)
    which = _which(key, kind)
    form = _form(key, kind)
    file = kind.file(which, form)
    chosen = (key, kind.label, which, form)
    saving = st.container()
    made = st.session_state.get(_MADE)
    is_made = bool(made and made[0] == chosen) or bool(st.session_state.get(f"maak-{key}"))
    if st.button("Maak het bestand", type="secondary" if is_made else "primary", key=f"maak-{key}"):
        made = st.session_state[_MADE] = _made(file, chosen, action, place)
    if made and made[0] == chosen:
        with saving:
            _save(key, file, made[1])


def _kind(key: str, kinds: list[DownloadKind], ask: str) -> DownloadKind:
    labels = [kind.label for kind in kinds]
    label = labels[0]
    if len(kinds) > 1:
        label = st.radio(ask, labels, key=f"wat-{key}") or labels[0]
    kind = kinds[labels.index(label)]
    st.html(f'<p class="zacht smal">{kind.about}</p>')
    return kind


def _which(key: str, kind: DownloadKind) -> str:
    if not kind.which:
        return ""
    options = range(len(kind.which))
    place = st.selectbox(
        kind.ask,
        options,
        format_func=lambda place: literal(kind.which[place]),
        key=f"welke-{key}-{kind.label}",
        placeholder="Kies er een",
    )
    return kind.which[place or 0]


def _form(key: str, kind: DownloadKind) -> str:
    if not kind.forms:
        return ""
    return (
        st.segmented_control(
            "Vorm", kind.forms, default=kind.forms[0], required=True, key=f"vorm-{key}-{kind.label}"
        )
        or kind.forms[0]
    )


def _made(
    file: DownloadFile, chosen: tuple[str, ...], action: Action, place: Place
) -> tuple[tuple[str, ...], bytes] | None:
    shown = st.empty()
    try:
        with actions.refusal_said():
            guards.allow(action, place)
            bar = shown.progress(0.0, "Het bestand wordt gemaakt.")
            return chosen, file.make(lambda share: bar.progress(min(share, 1.0), "Het bestand wordt gemaakt."))
    finally:
        shown.empty()
    return None


def _save(key: str, file: DownloadFile, made: bytes) -> None:
    st.download_button(
        f"Sla op: {file.name}",
        made,
        file.name,
        file.mime,
        on_click="ignore",
        type="primary",
        key=f"bewaar-{key}",
        icon=":material/download:",
    )
    st.html(
        f'<p class="zacht" role="status">Klaar. Het bestand is {size(len(made))} groot en staat bij je downloads. Vraagt je browser iets, of zie je het niet? Sla het dan hier op.</p>'
    )
