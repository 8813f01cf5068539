"""What this program is called and which version of it this is, wherever a person reads it."""

import logging
import re
from functools import cache

from leidraad.errors import SettingsError
from leidraad.settings import ROOT

log = logging.getLogger(__name__)

NAME = "Leidraad Teamscan"
#: What the first page says, as a plain page for whoever is not signed in and as a screen for whoever leads.
PURPOSE = (
    "Hoe werken jullie als team aan beter onderwijs? Vul stellingen in over jullie team, bekijk samen de uitslag "
    "en kies waar jullie mee verder gaan."
)
JOINED_BEFORE = "Deed je al mee? Met dezelfde code op hetzelfde toestel ga je verder waar je was."
IN_PRIVATE = (
    "Kijk in je eentje hoe jij jullie team of school ziet, of wat je zelf doet als je leiding geeft. Je krijgt meteen je eigen "
    "profiel. Niemand anders ziet het."
)
TO_LEAD = "Geef je leiding aan een team of aan een school? Meld je dan aan."
NOT_IN_USE = (
    "Deze Teamscan is nog niet in gebruik genomen. Begin met je school, je teams en je eigen account. "
    "Je hebt de code nodig uit het venster waarin de Teamscan gestart is."
)
CHANGELOG = ROOT / "CHANGELOG.md"
UNKNOWN = "onbekend"
_HEADING = re.compile(r"## (\d{1,3}\.\d{1,3}(?:\.[1-9]\d{0,2})?) \(\d{4}-\d\d-\d\d\)")


@cache
def version() -> str:
    """The version of this program, such as "1.0"; UNKNOWN when its changelog does not say: no reason to stop a study day."""
    try:
        return newest(CHANGELOG.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, SettingsError) as error:
        log.warning("De versie is niet te zien: %s", error)
        return UNKNOWN


def newest(changelog: str) -> str:
    """The version of the first heading below the title. Raises SettingsError when there is none in the right shape."""
    first = next((line for line in changelog.splitlines() if line.startswith("## ")), "")
    found = _HEADING.fullmatch(first)
    if found is None:
        raise SettingsError(f'CHANGELOG.md begint niet met een kop als "## 1.0 (2026-11-26)", maar met "{first}".')
    return found[1]


def signature() -> str:
    """By what something was made, for its foot or its properties: "Leidraad Teamscan, versie 1.0"."""
    return f"{NAME}, versie {version()}"
