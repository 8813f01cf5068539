"""From the list of a school's measurements to what its pages show, reading and parsing as few Results as possible.

A Result never changes, so that what was worked out from one is kept for the next run.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import school_view, selection, teams_beside
from leidraad.domain.progress import Moment
from leidraad.domain.school_view import Stand, TeamScore
from leidraad.domain.selection import ListedResult, Selection
from leidraad.domain.teams_beside import TeamColumn, TeamsTable
from leidraad.notation import month, short_month
from leidraad.storage.schools import school_results, schools
from leidraad.storage.schools.school_results import Entry, Stored
from leidraad.storage.schools.schools import School, Team


@dataclass(frozen=True)
class Overview:
    """A school's teams in its own order and their shared measurements, all made with one family of questionnaires.

    `instrument` holds only what may stand beside other teams: no places between poles, nothing about who leads.
    """

    school: School
    teams: tuple[Team, ...]
    entries: dict[int, list[Entry]]  # by team, oldest first
    instrument: Instrument  # the newest of the sector, for names and order
    elsewhere: int  # measurements left out: made with a questionnaire of the other sector
    family: str = library.FIRST
    families: tuple[str, ...] = ()  # all that may stand beside each other, the Leidraad first

    @property
    def all(self) -> list[Entry]:
        """Every measurement."""
        return [entry for team in self.entries.values() for entry in team]

    @property
    def years(self) -> list[int]:
        """The school years in which something was measured, newest first."""
        return sorted({entry.listed.year for entry in self.all}, reverse=True)


def overview(school: School, wanted: str | None = None) -> Overview:
    """What the school has measured with this family of questionnaires (else the Leidraad); reads no Result."""
    teams = tuple(schools.teams(school.id))
    by_team: dict[int, list[Entry]] = {team.id: [] for team in teams}
    entries = school_results.entries(school.id)
    fitting = [entry for entry in entries if _fits(entry.instrument, entry.version, school.sector)]
    families = _comparable_families(fitting, school.sector)
    family = wanted if wanted in families else library.FIRST
    for entry in fitting:
        if entry.team_id in by_team and library.family(entry.instrument) == family:
            by_team[entry.team_id].append(entry)
    instrument = comparable(library.named_by(family, school.sector))
    return Overview(school, teams, by_team, instrument, len(entries) - len(fitting), family, families)


def comparable(instrument: Instrument) -> Instrument:
    """The same with only what may stand beside other teams: constructs with a score that are not about who leads."""
    parts = []
    for part in instrument.parts:
        kept = tuple(one for one in part.constructs if one.scored and not one.about_leading)
        if kept:
            parts.append(part.model_copy(update={"constructs": kept}))
    return instrument.model_copy(update={"parts": tuple(parts)})


def _comparable_families(entries: Sequence[Entry], sector: str) -> tuple[str, ...]:
    measured = {library.family(entry.instrument) for entry in entries}
    found = [one for one in measured if (known := library.of_family(one, sector)) and comparable(known).parts]
    return tuple(sorted(found, key=lambda one: (one != library.FIRST, one)))


@lru_cache(maxsize=256)
def _fits(instrument: str, version: int, sector: str) -> bool:
    """Whether a questionnaire is of this sector; one whose file is gone counts as the school's own."""
    found = library.known(instrument, version)
    return found is None or found.fits(sector)


def table(seen: Overview, choice: Selection, named: frozenset[int] = frozenset()) -> TeamsTable:
    """The teams beside each other; `named` are the teams that agreed to be named."""
    needed = {
        team: selection.needed([entry.listed for entry in entries], choice)
        for team, entries in seen.entries.items()
    }
    stored = school_results.load(one.id for listed in needed.values() for one in listed)
    constructs = tuple(construct.id for construct in seen.instrument.constructs)
    columns = []
    for team in seen.teams:
        entries = tuple(seen.entries[team.id])
        wanted = _Wanted(team.id, team.name, team.id in named, entries, constructs, choice)
        columns.append(_column(wanted, tuple(stored[one.id] for one in needed[wanted.team])))
    return TeamsTable(constructs, tuple(columns))


@dataclass(frozen=True)
class _Wanted:
    """What a column depends on besides the Results."""

    team: int
    name: str
    named: bool
    entries: tuple[Entry, ...]
    constructs: tuple[str, ...]
    choice: Selection


@lru_cache(maxsize=1024)
def _column(wanted: _Wanted, bodies: tuple[Stored, ...]) -> TeamColumn:
    """One column, kept without its statements: working out the words costs more than all the rest of a large page."""
    by_id = {entry.listed.id: entry for entry in wanted.entries}
    needed = selection.needed([entry.listed for entry in wanted.entries], wanted.choice)
    measured = [_measured(by_id[one.id], stored) for one, stored in zip(needed, bodies, strict=True)]
    if not selection.enough(measured, len(wanted.entries)):
        before = [entry for entry in wanted.entries if entry.listed.order < measured[0].listed.order]
        more = school_results.load(entry.listed.id for entry in before)
        measured = [measured[0], *(_measured(entry, more[entry.listed.id]) for entry in before)]
    team = teams_beside.TeamRow(wanted.team, wanted.name, tuple(measured), wanted.named)
    return _light(teams_beside.column(team, wanted.constructs, wanted.choice))


def _measured(entry: Entry, stored: Stored) -> ListedResult:
    return ListedResult(
        entry.listed, Moment(month(entry.at), short_month(entry.at), entry.listed.order, stored.result)
    )


def _light(column: TeamColumn) -> TeamColumn:
    """The same column without single statements and earlier Results, which nothing about teams together reads."""
    if column.measured is None:
        return column
    shown = replace(column.measured, moment=_lighter(column.measured.moment))
    against = column.against and replace(
        column.against,
        before=_lighter(column.against.before),
        after=shown.moment,
        low_response=tuple(_lighter(one) for one in column.against.low_response),
    )
    return replace(column, team=replace(column.team, measured=(shown,)), measured=shown, against=against)


def _lighter(moment: Moment) -> Moment:
    constructs = tuple(one.model_copy(update={"items": ()}) for one in moment.result.constructs)
    return replace(moment, result=moment.result.model_copy(update={"constructs": constructs}))


def stands(seen: Overview, years: Sequence[int]) -> list[Stand]:
    """What every team scored in each of these school years, in its last individual measurement of that year."""
    picked = {
        team: school_view.latest_of(years, [entry.listed for entry in entries])
        for team, entries in seen.entries.items()
    }
    stored = school_results.load(one.id for listed in picked.values() for one in listed)
    names = {team.id: team.name for team in seen.teams}
    when = {entry.listed.id: month(entry.at) for entry in seen.all}
    return [
        Stand(team, one.year, _scores(stored[one.id]), names[team], when[one.id])
        for team, listed in picked.items()
        for one in listed
    ]


@lru_cache(maxsize=2048)
def _scores(stored: Stored) -> dict[str, TeamScore | None]:
    return school_view.scores(stored.result)
