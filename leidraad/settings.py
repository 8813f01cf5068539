"""The settings of one installation, read from the environment and frozen; a wrong one stops the start."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from leidraad.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATABASE = ROOT / "data" / "lokaal" / "leidraad.db"


@dataclass(frozen=True)
class Settings:
    """`database_url` is any SQLAlchemy URL; without DATABASE_URL it is the SQLite file of this installation."""

    database_url: str


def load() -> Settings:
    """Read the settings now. Raises SettingsError with the name of the setting that is wrong."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{DEFAULT_DATABASE}"
    url = url.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        make_url(url)
    except ArgumentError:
        raise SettingsError(
            "DATABASE_URL is geen geldig databaseadres. Laat de instelling weg voor het gewone bestand, "
            "of gebruik de vorm postgresql://gebruiker:wachtwoord@server/naam."
        ) from None
    return Settings(database_url=url)
