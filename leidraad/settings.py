"""The settings of one installation, read from the environment and frozen; a wrong one stops the start."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from leidraad.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATABASE = ROOT / "data" / "lokaal" / "leidraad.db"


#: Options behind the path of a SQLite file: any other question mark is in the name of a folder.
_OPTIONS = re.compile(r"\?\w+=[^/?]*$")


@dataclass(frozen=True)
class Settings:
    """`database` is where the data is; without DATABASE_URL it is the SQLite file of this installation.

    `folder` is where this machine keeps what is its own: see `folder_of`.
    """

    database: URL
    folder: Path


def load() -> Settings:
    """Read the settings now. Raises SettingsError with the name of the setting that is wrong."""
    given = os.environ.get("DATABASE_URL", "").strip()
    database = database_url(given) if given else sqlite_url(DEFAULT_DATABASE)
    return Settings(database, folder_of(database))


def database_url(given: str) -> URL:
    """What somebody wrote as the address of a database. Raises SettingsError, which never repeats it: a password is in it."""
    given = given.replace("postgres://", "postgresql://", 1)
    if given.startswith("sqlite:///"):
        options = found[0] if (found := _OPTIONS.search(given)) else ""
        given = given.removesuffix(options).replace("?", "%3F") + options
    elif given.count("@") > 1:  # half a password would be taken for the name of the server, and told
        raise SettingsError(
            "In het databaseadres staat meer dan één @. Staat er een in het wachtwoord of de naam? Schrijf die als %40, "
            "en een % als %25."
        )
    try:
        made = make_url(given)
        return made.set(drivername="postgresql+psycopg") if made.get_backend_name() == "postgresql" else made
    except (ArgumentError, ValueError):
        raise SettingsError(
            "DATABASE_URL is geen geldig databaseadres. Laat de instelling weg voor het gewone bestand, "
            "of gebruik de vorm postgresql://gebruiker:wachtwoord@server/naam."
        ) from None


def sqlite_url(file: Path) -> URL:
    """The address of a SQLite file, whatever characters are in the names of its folders."""
    return URL.create("sqlite", database=str(file))


def file_of(database: URL) -> Path | None:
    """The SQLite file behind an address; None for a server, and for a database in memory."""
    name = database.database
    if database.get_backend_name() != "sqlite" or not name or name.startswith((":", "file:")):
        return None
    return Path(name).resolve()


def folder_of(database: URL) -> Path:
    """The folder of everything that belongs to an installation: that of its SQLite file, or else the one of this machine.

    With a database on a server that is the folder that systemd gives a service (StateDirectory), or data/lokaal.
    """
    file = file_of(database)
    if file is not None:
        return file.parent
    given = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(given) if given else DEFAULT_DATABASE.parent
