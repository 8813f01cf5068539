"""Pictures to save one by one: the same drawings as in the reports, with title, people and source on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from leidraad import product
from leidraad.charts.paper.pen import Picture
from leidraad.reports import printing
from leidraad.ui.downloads import offering
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind

SOURCE = f"{product.signature()}. Begin van een gesprek, geen oordeel."


@dataclass(frozen=True)
class Offered:
    """One picture: how it is drawn, and what its marks mean."""

    draw: Callable[[], Picture]
    legend: str = ""


def kind(pictures: Mapping[str, Offered], title: str, who: str, *name: str) -> DownloadKind:
    """The pictures by name; `title` says of what team, `who` how many answered; `name` goes into the file name."""

    def file(which: str, form: str) -> DownloadFile:
        offered = pictures[which]
        notes = [note for note in (offered.legend, who, SOURCE) if note]
        made = offered.draw().framed(f"{title}: {which[0].lower()}{which[1:]}", notes)
        if form == "SVG":
            return DownloadFile(
                offering.file_name(*name, which, ending="svg"), offering.SVG, lambda _: made.encode()
            )
        return DownloadFile(
            offering.file_name(*name, which, ending="png"), offering.PNG, lambda _: printing.png(made)
        )

    return DownloadKind(
        "Een grafiek",
        "PNG voor een presentatie of document, SVG om scherp te vergroten. Titel, aantal en bron staan erop.",
        file,
        tuple(pictures),
        "Welke grafiek?",
        ("PNG", "SVG"),
    )
