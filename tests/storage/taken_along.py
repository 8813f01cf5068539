"""Everything that people can take along of an installation at this moment, opened so that its bytes can be searched."""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from leidraad.content import library
from leidraad.domain import exchange as rules
from leidraad.domain.selfscan import Perspective
from leidraad.notation import day
from leidraad.reports import csv_file, handouts, own_page, tables, team_report, xlsx
from leidraad.reports.tables import MeasuredTeam
from leidraad.reports.team_report import Paper, TeamReport
from leidraad.storage import backup
from leidraad.storage.database import sealed
from leidraad.storage.measurements import measurements, results
from leidraad.storage.measurements.results import Shared
from leidraad.storage.schools import exchange, schools
from leidraad.storage.schools.schools import Team
from leidraad.ui.downloads.offering import day_in_numbers

PASSPHRASE = "vier losse woorden samen"
_DATE = (2026, 11, 27)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def everything() -> Iterator[tuple[str, bytes]]:
    """By what it is: reports, tables, pictures, exchange files, the questionnaire, a scan's page and a download of each backup."""
    for team in schools.teams():
        for one in results.of_team(team.id):
            yield from _of_measurement(team, one)
    yield "vragenlijst", _unpacked(handouts.questionnaire(library.instrument("leidraad-vo", 1), _DATE, short=True))
    yield "zelfscan", own_page.page(_scan(), library.guides()).encode()
    for one in backup.backups():
        if not one.asks_passphrase:
            taken = backup.take(one.name, None, PASSPHRASE)
            yield f"download van {one.name}", sealed.opened(taken, {}, PASSPHRASE)


def _of_measurement(team: Team, one: Shared) -> Iterator[tuple[str, bytes]]:
    instrument, what = (
        library.instrument(one.result.instrument, one.result.version),
        f"meting {one.measurement.id}",
    )
    school = schools.school(team.school_id)
    paper = Paper(school.name, "27 november 2026", _DATE)
    moment = one.measurement.closed_at
    closed = day(moment) if moment else ""
    label = measurements.get(one.measurement.id).label
    report = TeamReport(paper, team.name, label, closed, instrument, one.result, library.guides())
    yield f"rapport van {what}", _unpacked(team_report.pdf(report))
    yield f"gegevens van het rapport van {what}", json.dumps(team_report.data(report), ensure_ascii=False).encode()
    sheets = tables.of(
        [MeasuredTeam(school.name, team.name, label, day_in_numbers(moment), one.result, instrument)]
    )
    yield f"Excel van {what}", _unzipped(xlsx.file(sheets, ["Gemaakt."], team.name))
    for sheet in sheets:
        yield f"CSV {sheet.name} van {what}", csv_file.file(sheet, dutch=True)
    if sent := rules.sent(one.result, 2026):
        yield f"uitwisselbestand van {what}", exchange.make(school.id, [sent]).encode()


def _scan() -> own_page.OwnScan:
    instrument = library.instrument("leidraad-vo", 1)
    given = {item.id: 3 for item in instrument.items if item.core}
    return own_page.OwnScan(instrument, True, Perspective.TEACHER, given, "27 november 2026")


def _unpacked(pdf: bytes) -> bytes:
    """A PDF with its compressed parts beside it as they are."""
    return pdf + b"".join(map(_inflated, _STREAM.findall(pdf)))


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _unzipped(file: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(file)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())
