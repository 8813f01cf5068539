"""A picture that is saved carries by which version it was drawn."""

from leidraad import product
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.ui.downloads import picture_files
from leidraad.ui.downloads.picture_files import Offered


def test_a_saved_picture_names_program_and_version_below_it():
    drawn = Picture(pen.circle(10, 10, 5, "#000"), 40, "Wat erop staat.")
    saved = picture_files.kind({"Overzicht": Offered(lambda: drawn)}, "Havo", "8 van 9.", "havo").file(
        "Overzicht", "SVG"
    )
    assert f">{product.signature()}. Begin van een gesprek, geen oordeel.</text>" in saved.make(print).decode()
