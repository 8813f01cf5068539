"""Before the day: what the program can see for itself, and what only people can look at."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from pathlib import Path

import streamlit as st

from leidraad import foreign
from leidraad.errors import StorageError
from leidraad.machine import limits, network
from leidraad.notation import count, day, decimal
from leidraad.settings import ROOT
from leidraad.storage import backup
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements.measurements import Measurement
from leidraad.ui.shell import phone_address

MANY_PHONES = 60
_ENOUGH_DISK = 500_000_000  # bytes
_RECENT = timedelta(days=7)
#: What one phone needs at its worst: a storm of 200 joining peaks at 2.316.
_DESCRIPTORS_PER_PHONE = 12
_DESCRIPTORS_BESIDES = 200


@dataclass(frozen=True)
class Found:
    """One thing that was looked at: `fine` is False when something should be done first."""

    fine: bool
    what: str
    said: str


def show(measurement: Measurement) -> None:
    """Whether phones reach us, what the program found, and what to look at oneself; first what wants doing."""
    st.title("Staat alles klaar?", anchor=False)
    st.subheader("Kunnen telefoons erbij?", anchor=False)
    phone_address.choose()
    phone_address.check()
    st.subheader("Deze computer", anchor=False)
    found = sorted(look(measurement.invited), key=lambda one: one.fine)
    st.html("".join(_line(one) for one in found))
    st.subheader("Zelf nalopen", anchor=False)
    st.html(f'<ul class="vinken">{"".join(f"<li>{escape(text)}</li>" for text in _ADVICE)}</ul>')


_ADVICE = (
    "De laptop hangt aan de stroom en gaat niet in de slaapstand, ook niet als de klep dichtgaat. "
    "Slaapt hij toch: wek hem, alles gaat verder waar het was.",
    "Meldingen en beeldschermbeveiliging staan uit.",
    "Laptop en telefoons zitten op hetzelfde wifi-netwerk, en niet op het gastnetwerk: dat houdt toestellen vaak "
    "bij elkaar weg.",
    "De wifi van de zaal kan zoveel telefoons tegelijk aan. Een hotspot van een telefoon of laptop is vanaf ongeveer "
    "acht toestellen te klein.",
    "Er ligt een reservetoestel klaar voor wie geen telefoon heeft of een lege accu. Op het toestel van een collega kan ook: "
    "na het invullen ‘Geef dit toestel door aan een collega’.",
    "Het scherm is van achter in de zaal te lezen. Gordijnen dicht helpt meer dan grotere letters.",
)


def look(invited: int) -> list[Found]:
    """Everything that the program can find out about this machine now."""
    return [_phones(invited), _descriptors(invited), _awake(), _disk(), _backup()]


def _line(one: Found) -> str:
    mark, word = ("goed", "In orde") if one.fine else ("doen", "Eerst doen")
    return (
        f'<div class="nagekeken {mark}"><b>{word}</b><div><strong>{escape(one.what)}</strong>'
        f"<p>{escape(one.said)}</p></div></div>"
    )


def _phones(invited: int) -> Found:
    if invited <= MANY_PHONES:
        return Found(
            True, "Aantal telefoons", f"{count(invited, 'collega', 'collega’s')}: dat kan een gewone laptop aan."
        )
    return Found(
        False,
        "Aantal telefoons",
        f"{invited} collega’s. Boven de {MANY_PHONES} telefoons is de wifi van een zaal meestal te klein voor een laptop. "
        "Zet de Teamscan liever op een server van school (zie docs/hosting.md), en laat iedereen in groepjes instappen.",
    )


def _descriptors(invited: int) -> Found:
    limit, wanted = limits.raise_descriptor_limit(), invited * _DESCRIPTORS_PER_PHONE + _DESCRIPTORS_BESIDES
    if limit is None or limit >= wanted:
        return Found(True, "Verbindingen", "Deze computer laat genoeg verbindingen tegelijk toe.")
    return Found(
        False,
        "Verbindingen",
        f"Deze computer laat {limit} open bestanden en verbindingen toe; voor {invited} telefoons zijn er {wanted} nodig. "
        f"Start de Teamscan opnieuw na de opdracht: ulimit -n {wanted}.",
    )


def _awake() -> Found:
    """What keeps the wall on, as far as the address tells (scripts/awake.js)."""
    opened = foreign.address(phone_address.opened_under())
    safe = opened.scheme == "https" or network.is_this_computer(opened.hostname or "")
    said = "Het blijft vanzelf aan zolang zijn tabblad voorop staat."
    if not safe:
        said += " Op dit adres (zonder https) kan dat in Chrome, Edge en Firefox, niet in Safari: zet daar de schermbeveiliging uit."
    return Found(True, "Het scherm voor iedereen", said)


def _disk() -> Found:
    free = shutil.disk_usage(_data_folder()).free
    said = f"{decimal(free / 1e9)} GB vrij."
    if free >= _ENOUGH_DISK:
        return Found(True, "Ruimte op de schijf", said)
    return Found(
        False, "Ruimte op de schijf", f"{said} Maak ruimte vrij: met een volle schijf kan niemand opslaan."
    )


def _data_folder() -> Path:
    url = engine.engine().url
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":", "file:")):
        return Path(url.database).resolve().parent
    return ROOT


def _backup() -> Found:
    what = "Reservekopie"
    if not backup.possible():
        return Found(
            True, what, "De databaseserver maakt de reservekopieën. Vraag de beheerder of dat vandaag is gebeurd."
        )
    try:
        latest = backup.latest()
    except StorageError as error:  # the folder cannot be read
        return Found(False, what, str(error))
    if latest is not None and clock.now() - latest <= _RECENT:
        return Found(True, what, f"De laatste is van {day(latest)}.")
    when = "Er is nog geen reservekopie." if latest is None else f"De laatste is van {day(latest)}."
    return Found(False, what, f"{when} De beheerder maakt er een bij Beheer.")
