"""The tables, by subject. Nothing outside leidraad.storage imports this package.

Answers, participations and votes hold no times, numbers in order, addresses or devices. Their keys are random, and
on SQLite the tables have no rowid, so that the order of arrival is not in the file.
"""

from leidraad.storage.tables import (
    accounts,
    measurements,
    plans,
    questionnaires,
    schools,
    self_scans,
    study_day,
    time,
)

__all__ = ["accounts", "measurements", "plans", "questionnaires", "schools", "self_scans", "study_day", "time"]
