"""How wide a page is."""

import re
from pathlib import Path

import leidraad
from leidraad.charts.marks import Mark

OF_SOME_PAGES = re.compile(r'stMainBlockContainer"\]:has\(([^)]+)\)')


def test_what_makes_a_page_wide_is_no_mark_in_a_picture_so_that_a_legend_widens_nothing() -> None:
    styles = [file.read_text(encoding="utf-8") for file in Path(leidraad.__file__).parent.rglob("*.css")]
    marks = [set(mark.css.split()) for mark in Mark]
    asked = [set(re.findall(r"\.([\w-]+)", one)) for style in styles for one in OF_SOME_PAGES.findall(style)]
    assert asked
    assert [classes for classes in asked if any(classes <= mark for mark in marks)] == []
