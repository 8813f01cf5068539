"""`python -m leidraad …`: the few commands that a host or a script needs."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from sqlalchemy.engine import URL

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.errors import LeidraadError, NotFound, Refused
from leidraad.example import build
from leidraad.machine import private
from leidraad.notation import count, day, season
from leidraad.storage import backup, moving
from leidraad.storage.accounts import signing_in
from leidraad.storage.database import clock, engine, write_turn
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools

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
    opening.set_defaults(
        run=lambda chosen: open_measurement(
            chosen.team, chosen.instrument, short=chosen.kort, invited=chosen.uitgenodigd
        )
    )
    commands.add_parser("voorbeeld", help="maak een voorbeeldschool met verzonnen gegevens").set_defaults(
        run=lambda _: make_example()
    )
    commands.add_parser("voorbeeld-weg", help="verwijder de voorbeeldschool").set_defaults(
        run=lambda _: remove_example()
    )
    commands.add_parser("reservekopie", help="maak een reservekopie van de database").set_defaults(
        run=lambda _: make_backup()
    )
    restoring = commands.add_parser(
        "terugzetten", help="zet een reservekopie terug, ook als de Teamscan niet start"
    )
    restoring.add_argument("bestand", help="het bestand, of de naam van een kopie in de map reservekopieen")
    restoring.set_defaults(run=lambda chosen: restore_backup(chosen.bestand), opens=False)
    moving_away = commands.add_parser("verhuizen", help="verhuis van het gewone bestand naar PostgreSQL")
    moving_away.add_argument(
        "--naar", required=True, metavar="URL", help="een lege database: postgresql://gebruiker@server/naam"
    )
    moving_away.set_defaults(run=lambda chosen: move(chosen.naar), opens=False)
    renewing = commands.add_parser("wachtwoord", help="kies een nieuw wachtwoord voor wie er niet meer in kan")
    renewing.add_argument("email", help="het e-mailadres van het account")
    renewing.set_defaults(run=lambda chosen: renew_password(chosen.email))
    chosen = parser.parse_args(arguments)
    try:
        with private.only_for_us(), _stopped_as_by_ctrl_c():
            library.check()
            if getattr(chosen, "opens", True):
                engine.open_database(keep=backup.before_migration)
            print(chosen.run(chosen))
    except LeidraadError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nGestopt voordat de opdracht klaar was.", file=sys.stderr)
        return 1
    finally:
        engine.close_database()
    return 0


@contextmanager
def _stopped_as_by_ctrl_c() -> Iterator[None]:
    """Also by whoever ends this command, or closes its window, and after what is being written: in the end the database is closed."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    default = (signal.SIG_DFL, signal.default_int_handler)
    usual = [one for one in numbers if signal.getsignal(one) in default]  # otherwise it must go on (nohup)
    before = {number: signal.signal(number, write_turn.interrupt) for number in usual}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def open_measurement(team: str, instrument_id: str, *, short: bool, invited: int) -> str:
    """Open an individual measurement for a team, making the team when needed; gives the join code."""
    instrument = next((one for one in library.offered() if one.id == instrument_id), None)
    if instrument is None:
        known = ", ".join(one.id for one in library.offered())
        raise NotFound(f"Vragenlijst {instrument_id} is er niet. Kies uit: {known}.")
    made = measurements.prepare(
        measurements.Preparation(
            team_id=_team(team, instrument),
            label=season(clock.now()),
            instrument_id=instrument.id,
            instrument_version=instrument.version,
            short=short,
            mode=Mode.INDIVIDUAL,
            invited=invited,
        )
    )
    code = measurements.open_(made.id).join_code
    assert code is not None
    return code


def make_example() -> str:
    """Make the example school; gives what to tell the host."""
    beside = [school.name for school in schools.schools() if not school.example]
    teams = build.make(progress=_show_progress)
    said = (
        f"De voorbeeldschool is gemaakt: {len(teams)} teams met verzonnen antwoorden.\n"
        "Op het scherm staat er steeds bij dat het een voorbeeld is. Verwijderen: python -m leidraad voorbeeld-weg"
    )
    if beside:
        said += (
            f"\nLet op: in deze database staan ook echte scholen ({', '.join(beside)}). Die zijn niet veranderd."
        )
    return said


def _show_progress(share: float) -> None:
    end = "\n" if share == 1 else ""
    print(f"\rDe voorbeeldschool wordt gemaakt: {share:4.0%}", end=end, file=sys.stderr, flush=True)


def remove_example() -> str:
    """Remove the example school; gives what to tell the host. Raises NotFound when there is none."""
    if not schools.remove_examples():
        raise NotFound("Er is geen voorbeeldschool. Er is niets veranderd.")
    return "De voorbeeldschool is verwijderd, met alles wat erin stond. Andere scholen zijn niet veranderd."


def renew_password(email: str) -> str:
    """Ask for a new password (twice at a keyboard, else one line of input) and set it; gives what to tell the host.

    Raises Refused for an unknown address or two passwords that differ, WeakPassword.
    """
    signing_in.require_known(email)
    if sys.stdin.isatty():
        password = getpass(f"Nieuw wachtwoord voor {email}: ")
        if getpass("Nog een keer: ") != password:
            raise Refused("De twee wachtwoorden zijn niet gelijk. Er is niets veranderd.")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    signing_in.set_password(email, password)
    return f"Het wachtwoord van {email} is veranderd. Overal waar dit account aangemeld was, is het afgemeld."


def make_backup() -> str:
    """Make a backup, also while the app runs; gives where it is. Raises Refused on PostgreSQL."""
    made = backup.make()
    return f"De reservekopie is gemaakt en nagekeken: {backup.folder() / made.name}"


def restore_backup(given: str) -> str:
    """Put a backup back while the app does not run; asks for its passphrase. Gives what to tell the host."""
    file = next((one for one in (Path(given), backup.folder() / given) if one.is_file()), None)
    if file is None:
        raise NotFound(f"{given} is er niet. Er is niets veranderd. Geef het pad van een reservekopie.")
    before = backup.restore_stopped(file, _typed_passphrase() if backup.asks_passphrase(file) else "")
    said = f"De reservekopie is teruggezet en nagekeken: {file.name}."
    return f"{said} Wat er was, is bewaard als {before}." if before else said


def _typed_passphrase() -> str:
    return _typed("Wachtzin van deze kopie: ")


def _typed(asking: str) -> str:
    """Something secret: asked for at a keyboard, else one line of input."""
    if sys.stdin.isatty():
        return getpass(asking)
    return sys.stdin.readline().rstrip("\r\n")


def move(to: str) -> str:
    """Move this installation to PostgreSQL while the app does not run; gives what to do next."""
    address = moving.address(to)
    if address.get_backend_name() == "postgresql" and address.password is None:
        address = address.set(password=_typed("Wachtwoord van de database (leeg als er geen nodig is): ") or None)
    moved = moving.move(address, _show_moving)
    print(file=sys.stderr)
    return f"{_moved(moved, address)}\n\n{_after_moving(moved)}"


def _show_moving(what: str, share: float) -> None:
    end = "\n" if share == 1 else ""
    print(f"\r{what}: {share:4.0%}", end=end, file=sys.stderr, flush=True)


def _moved(moved: moving.Moved, address: URL) -> str:
    kept = f" De reservekopie van daarvoor is {moved.backup}." if moved.backup else ""
    return (
        f"De verhuizing is klaar: {count(moved.rows, 'rij staat', 'rijen staan')} nu in PostgreSQL (database {address.database}), "
        f"en elke rij is nagekeken.{kept}"
    )


def _after_moving(moved: moving.Moved) -> str:
    old, keys = moved.file, moved.keys
    lines = [
        "Zet DATABASE_URL op het adres dat je achter --naar gaf, met het wachtwoord erin (op een server in /etc/teamscan.env).",
        "Start de Teamscan en kijk of jullie teams en metingen er staan. Met het oude bestand start hij niet meer.",
        f"Bewaar {old} tot dat klopt, en verwijder het uiterlijk op {day(moved.until)}, met alles wat in {old.parent / 'reservekopieen'} staat. "
        "Onze bewaartermijnen gelden ook daarvoor, en de Teamscan wist er niets meer uit.",
        "Maak vanaf nu reservekopieën met pg_dump: zie docs/hosting.md.",
    ]
    if keys and moved.taken:
        lines.insert(
            0,
            f"De sleutels en het adres voor telefoons staan nu ook in {keys}. Zoekt de Teamscan ze straks ergens anders, zet ze dan daar.",
        )
    if keys and not moved.taken:
        lines.insert(
            0,
            f"Zet de map {old.parent / 'sleutels'} en het bestand adres-voor-telefoons over naar de map die de Teamscan straks gebruikt: "
            f"die van StateDirectory in de dienst, of anders {keys}.",
        )
    return "\n".join(["Wat je nu doet:", *(f"{number}. {line}" for number, line in enumerate(lines, 1))])


def _team(name: str, instrument: Instrument) -> int:
    """The team of this name in a school that may use the questionnaire, made when needed; where it fits all, in a vo school."""
    of_sector = {one.id for one in schools.schools() if instrument.fits(one.sector) and not one.example}
    for team in schools.teams():
        if team.name == name and team.school_id in of_sector:
            return team.id
    school = next((school for school in schools.schools() if school.id in of_sector), None)
    if school is None:
        sector = next(sector for sector in ("vo", "po") if instrument.fits(sector))
        return schools.add_school_with_team(_SCHOOL[sector], sector, name).id
    return schools.add_team(school.id, name).id


if __name__ == "__main__":
    sys.exit(main())
