"""Tables to save: one Excel file with everything, or one table as CSV."""

from collections.abc import Callable, Iterable

from leidraad.reports import csv_file, tables, xlsx
from leidraad.reports.credits import SOURCE
from leidraad.reports.tables import MeasuredTeam, PlanRow, SheetTable
from leidraad.reports.team_report import Paper
from leidraad.ui.downloads import offering
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind, Progress

_NAMES = ("Metingen", "Onderdelen", "Stellingen", "Plannen")
_DUTCH, _INTERNATIONAL = "voor Nederlandse Excel", "internationaal"
LIMITS = (
    "Deze cijfers zijn het begin van een gesprek. Er is geen norm en geen totaal. Tel aanbevelingen en dimensies niet op, "
    "en individuele en samen gescoorde metingen ook niet."
)


def kinds(
    rows: Callable[[Progress], Iterable[MeasuredTeam]],
    plans: Callable[[], Iterable[PlanRow]],
    title: str,
    paper: Paper,
    *name: str,
) -> list[DownloadKind]:
    """Excel and CSV over these measurements and plans, which are gathered when a file is made."""

    def made(progress: Progress) -> list[SheetTable]:
        return [*tables.of(rows(progress)), tables.plans(plans())]

    def workbook(progress: Progress) -> bytes:
        about = [f"Gemaakt op {paper.made_on}.", LIMITS, SOURCE]
        *measured, planned = made(progress)
        return xlsx.file([*measured, *([planned] if planned.rows else [])], about, title)

    def one(which: str, form: str) -> DownloadFile:
        return DownloadFile(
            offering.file_name(*name, which, ending="csv"),
            offering.CSV,
            lambda progress: csv_file.file(_named(made(progress), which), dutch=form == _DUTCH),
        )

    return [
        DownloadKind(
            "Tabellen (Excel)",
            "Metingen, onderdelen, stellingen en plannen, elk op een eigen blad. Het eerste blad legt elke kolom uit.",
            lambda which, form: DownloadFile(offering.file_name(*name, ending="xlsx"), offering.XLSX, workbook),
        ),
        DownloadKind(
            "Eén tabel (CSV)",
            "Nederlandse Excel opent de eerste vorm meteen: puntkomma’s en een komma in getallen. "
            "Kies internationaal voor andere programma’s.",
            one,
            _NAMES,
            "Welke tabel?",
            (_DUTCH, _INTERNATIONAL),
        ),
    ]


def _named(found: Iterable[SheetTable], name: str) -> SheetTable:
    return next(one for one in found if one.name == name)
