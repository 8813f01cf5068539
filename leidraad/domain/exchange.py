"""What schools exchange: the scores of teams that agreed, without names, and the band that other schools make of them.

The file holds what the band needs and no more: per team the school year, the questionnaire, and per construct the
scores (rounded to 0,1) and how many people stand behind them. No names, dates of measurements, counts or statements.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field, StringConstraints, ValidationError

from leidraad.domain.result import Mode, Result, Score, Visibility
from leidraad.domain.scale import HIGHEST, LOWEST
from leidraad.domain.thresholds import LEAST_PEOPLE, LEAST_TEAMS
from leidraad.errors import ExchangeRefused
from leidraad.notation import is_day, rounded

KIND: Literal["leidraad-teamscan-uitwisseling"] = "leidraad-teamscan-uitwisseling"
SCHEMA: Literal[1] = 1
MOST_TEAMS = 500
LARGEST_FILE = 1_000_000  # bytes
_MOST_NAMES = 100  # in one object; what we make has 40 at most

Points = Annotated[float, Field(ge=LOWEST, le=HIGHEST)]
_TOO_LARGE = "Dit bestand is te groot voor een uitwisselbestand. Er is niets veranderd."
_NOT_OURS = "Dit is geen uitwisselbestand van de Teamscan, of het is beschadigd. Er is niets veranderd."


def _a_day(written: str) -> str:
    if not is_day(written):
        raise ValueError("no day")
    return written


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Shown(_Part):
    """One construct of one team: over all statements (`full`, not in a short scan) and over the core ones."""

    n: int = Field(ge=LEAST_PEOPLE, le=500)
    full: Points | None = Field(alias="volledig", default=None)
    core: Points | None = Field(alias="kern", default=None)


class Sent(_Part):
    """One measurement of one team, without a name."""

    year: int = Field(alias="schooljaar", ge=2000, le=2200)
    instrument: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")] = Field(alias="vragenlijst")
    version: int = Field(alias="versie", ge=1, le=999)
    constructs: dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}$")], Shown] = Field(
        alias="onderdelen", min_length=1, max_length=40
    )


class ExchangeContent(_Part):
    """Everything that is signed. `made_on` is a day, as 2026-11-22."""

    kind: Literal["leidraad-teamscan-uitwisseling"] = Field(alias="soort", default=KIND)
    schema_version: Literal[1] = Field(alias="schema", default=SCHEMA)
    sector: Literal["po", "vo"]
    made_on: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_a_day)] = (
        Field(alias="gemaakt_op")
    )
    teams: Annotated[tuple[Sent, ...], FailFast(), Field(min_length=1, max_length=MOST_TEAMS)]

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is about: the same for the same content, however the file was laid out."""
        return json.dumps(
            self.model_dump(by_alias=True), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode()


class ExchangeFile(_Part):
    """A file as it goes along: the content, the sender's public key and the signature, both in hexadecimal."""

    content: ExchangeContent = Field(alias="inhoud")
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(alias="sleutel")
    signature: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")] = Field(alias="handtekening")

    @property
    def text(self) -> str:
        """The file itself."""
        return json.dumps(self.model_dump(by_alias=True), indent=1, ensure_ascii=False)


@dataclass(frozen=True)
class Band:
    """The middle half (1-5) of the teams of other schools, on one construct and one set of statements."""

    low: float
    high: float
    teams: int


def sent(result: Result, year: int) -> Sent | None:
    """What goes along of one team; None when too few people stand behind every score, or it was scored together."""
    if result.mode is Mode.JOINT:
        return None
    found = {
        one.id: shown
        for one in result.constructs
        if one.visibility is Visibility.SHOWN and (shown := _shown(one.full, one.core))
    }
    if not found:
        return None
    return Sent(year=year, instrument=result.instrument, version=result.version, constructs=found)


def _shown(full: Score | None, core: Score | None) -> Shown | None:
    n = min((score.n or 0 for score in (full, core) if score), default=0)
    if n < LEAST_PEOPLE:
        return None
    return Shown(n=n, full=_rounded(full), core=_rounded(core))


def _rounded(score: Score | None) -> float | None:
    return rounded(score.mean, "0.1") if score and score.mean is not None else None


def decoded(data: bytes) -> str:
    """The text in the bytes of a file; what is no text is a mark that no whole file has. Raises ExchangeRefused when there is too much."""
    if len(data) > LARGEST_FILE:
        raise ExchangeRefused(_TOO_LARGE)
    return data.decode("utf-8-sig", errors="replace")


def read(text: str) -> ExchangeFile:
    """The file in this text; says nothing yet about its signature. Raises ExchangeRefused with the reason."""
    if len(text) > LARGEST_FILE:
        raise ExchangeRefused(_TOO_LARGE)
    try:
        raw = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise ExchangeRefused(_NOT_OURS) from None
    content = raw.get("inhoud") if isinstance(raw, dict) else None
    if not isinstance(content, dict) or content.get("soort") != KIND:
        raise ExchangeRefused(_NOT_OURS)
    schema = content.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise ExchangeRefused(
            "Dit bestand is gemaakt met een nieuwere versie van de Teamscan, of het is beschadigd. Werk deze Teamscan bij. "
            "Helpt dat niet, vraag dan om een nieuw bestand. Er is niets veranderd."
        )
    try:
        return ExchangeFile.model_validate(raw)
    except ValidationError as error:
        where = _where(error)
        raise ExchangeRefused(
            f"In dit bestand staat iets dat niet klopt (bij {where}). Het is beschadigd of aangepast. "
            "Vraag om een nieuw bestand. Er is niets veranderd."
        ) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which every name stands once: of two values a reader would see the one and we the other."""
    found = dict(pairs[:_MOST_NAMES])
    if len(found) < len(pairs):
        raise ValueError("a name twice, or too many")
    return found


def _where(error: ValidationError) -> str:
    """The place of the first mistake, in names that we could have written ourselves: the others are the sender's."""
    steps = (str(step) for step in error.errors(include_url=False, include_input=False)[0]["loc"])
    return ".".join(step if re.fullmatch(r"[a-z0-9_-]{1,20}", step) else "…" for step in steps)


def bands(files: Sequence[ExchangeContent], instrument: str, version: int) -> dict[tuple[str, bool], Band]:
    """The band per construct id and whether it is about the short scan, over all files together.

    Only from LEAST_TEAMS teams on, and only over teams that answered the same version of the same questionnaire.
    """
    teams = [one for file in files for one in file.teams if (one.instrument, one.version) == (instrument, version)]
    found: dict[tuple[str, bool], Band] = {}
    for construct in dict.fromkeys(id for one in teams for id in one.constructs):
        cells = [one.constructs[construct] for one in teams if construct in one.constructs]
        for short in (False, True):
            scores = [score for cell in cells if (score := cell.core if short else cell.full) is not None]
            if len(scores) >= LEAST_TEAMS:
                low, _, high = quantiles(scores, n=4, method="inclusive")
                found[construct, short] = Band(rounded(low, "0.1"), rounded(high, "0.1"), len(scores))
    return found
