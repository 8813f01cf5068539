"""The settings of one installation, read from the environment and frozen; a wrong one stops the start."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from leidraad.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATABASE = ROOT / "data" / "lokaal" / "leidraad.db"


@dataclass(frozen=True)
class Settings:
    """`database_url` is any SQLAlchemy URL; without DATABASE_URL it is the SQLite file of this installation.

    `folder` is where this machine keeps what is its own: the folder of that file.
    """

    database_url: str
    folder: Path


def load() -> Settings:
    """Read the settings now. Raises SettingsError with the name of the setting that is wrong."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{DEFAULT_DATABASE}"
    url = url.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError(
            "DATABASE_URL is geen geldig databaseadres. Laat de instelling weg voor het gewone bestand, "
            "of gebruik de vorm postgresql://gebruiker:wachtwoord@server/naam."
        ) from None
    return Settings(database_url=url, folder=_folder(parsed))


def _folder(url: URL) -> Path:
    is_file = url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":", "file:"))
    return Path(url.database or "").resolve().parent if is_file else DEFAULT_DATABASE.parent
