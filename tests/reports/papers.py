"""Papers for the tests: teams of the small instrument, and a reader for what a PDF holds."""

from io import BytesIO

from pypdf import PdfReader

from leidraad.domain import progress
from leidraad.domain.progress import Comparison, Moment
from leidraad.domain.result import Result
from leidraad.reports.team_report import Paper, TeamReport
from tests.domain.teams import INSTRUMENT

PAPER = Paper("De Brug", "22 november 2026", (2026, 11, 22))
MONTHS = ("mei 2025", "november 2025", "mei 2026")


def moments(*results: Result) -> list[Moment]:
    return [
        Moment(name, f"{name[:3]} '{name[-2:]}", order, result)
        for order, (name, result) in enumerate(zip(MONTHS, results, strict=False))
    ]


def team_report(*results: Result, team: str = "Bovenbouw havo", label: str = "najaar 2026", **more) -> TeamReport:
    """The report of the last of these measurements."""
    row = moments(*results)
    before = progress.previous(row, row[-1])
    against: Comparison | None = progress.compare(row, before, row[-1]) if before else None
    chosen = {"paper": PAPER, "guides": {}, "closed_on": "12 november 2026", "instrument": INSTRUMENT, **more}
    return TeamReport(
        team=team,
        label=label,
        result=results[-1],
        against=against,
        progress=progress.of(row),
        **chosen,
    )


class Read:
    """What a reader finds in a PDF."""

    def __init__(self, made: bytes) -> None:
        self.file = PdfReader(BytesIO(made))
        self.root = self.file.trailer["/Root"]
        self.pages = [" ".join(page.extract_text().replace("\u200b", "").split()) for page in self.file.pages]
        self.text = " ".join(self.pages)

    @property
    def title(self) -> str | None:
        return self.file.metadata.title if self.file.metadata else None

    @property
    def bookmarks(self) -> list[str]:
        return list(_titles(self.file.outline))

    @property
    def descriptions(self) -> list[str]:
        """The text for every picture, in order."""
        return list(_alternatives(self.root["/StructTreeRoot"]))


def _titles(outline):
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield one.title


def _alternatives(element):
    if "/Alt" in element:
        yield str(element["/Alt"])
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(found, "get"):
            yield from _alternatives(found)
