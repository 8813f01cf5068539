"""`python -m leidraad …`: the few commands that a host or a script needs."""

import argparse
import sys

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.errors import LeidraadError, NotFound
from leidraad.storage import engine, measurements, schools
from leidraad.ui.wording import season

_SCHOOL = {"po": "Onze basisschool", "vo": "Onze school"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code: 0, or 1 with a Dutch sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m leidraad", description="Opdrachten voor wie de Teamscan host."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    opening = commands.add_parser("meting-open", help="open een individuele meting en druk de code af")
    opening.add_argument("--team", required=True, help="naam van het team; wordt gemaakt als het er nog niet is")
    opening.add_argument("--instrument", default="leidraad-vo", help="naam van de vragenlijst")
    opening.add_argument("--kort", action="store_true", help="de korte scan")
    opening.add_argument("--uitgenodigd", type=int, default=30, help="aantal uitgenodigde collega's")
    chosen = parser.parse_args(arguments)
    try:
        engine.open_database()
        library.check()
        print(open_measurement(chosen.team, chosen.instrument, short=chosen.kort, invited=chosen.uitgenodigd))
    except LeidraadError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        engine.close_database()
    return 0


def open_measurement(team: str, instrument_id: str, *, short: bool, invited: int) -> str:
    """Open an individual measurement for a team, making the team when needed; gives the join code."""
    instrument = next((one for one in library.offered() if one.id == instrument_id), None)
    if instrument is None:
        known = ", ".join(one.id for one in library.offered())
        raise NotFound(f"Vragenlijst {instrument_id} is er niet. Kies uit: {known}.")
    made = measurements.prepare(
        measurements.Preparation(
            team_id=_team(team, instrument.sector),
            label=season(measurements.now()),
            instrument_id=instrument.id,
            instrument_version=instrument.version,
            short=short,
            mode=Mode.INDIVIDUAL,
            invited=invited,
        )
    )
    assert made.id is not None
    code = measurements.open_(made.id).join_code
    assert code is not None
    return code


def _team(name: str, sector: str) -> int:
    of_sector = {school.id for school in schools.schools() if school.sector == sector}
    for team in schools.teams():
        if team.name == name and team.school_id in of_sector and team.id is not None:
            return team.id
    school = next((school for school in schools.schools() if school.id in of_sector), None)
    added = (
        schools.add_team(school.id, name)
        if school is not None and school.id is not None
        else schools.add_school_with_team(_SCHOOL[sector], sector, name)
    )
    assert added.id is not None
    return added.id


if __name__ == "__main__":
    sys.exit(main())
