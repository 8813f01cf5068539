"""The sources that everything rests on (data/bronnen.toml): what stands before the first `-` of a `bron`."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import Field, StringConstraints

from leidraad.content import library
from leidraad.content.models import Content, Text


class Publication(Content):
    """One source; a year or link only where it gives one itself."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    short: Text = Field(alias="kort")
    title: Text = Field(alias="titel")
    author: Text = Field(alias="auteur")
    year: int | None = Field(alias="jaar", default=None)
    publisher: Text | None = Field(alias="uitgever", default=None)
    link: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    used_for: Text = Field(alias="waarvoor")


class Publications(Content):
    """All of them."""

    all: tuple[Publication, ...] = Field(alias="bron", min_length=1)


def places(sources: Iterable[str]) -> list[str]:
    """Where something comes from, in words, a line per source: "Leidraad vo: aanbeveling 4, tabel 6"."""
    found: dict[str, list[str]] = {}
    for source in sources:
        id, _, place = source.partition("-")
        found.setdefault(id, []).append(_place(place))
    known = publications()
    return [f"{known[id].short}: {', '.join(sorted(set(said), key=_order))}" for id, said in found.items()]


def _place(place: str) -> str:
    """ "1.3" is a point, "tabel-2" and "aanbeveling-1" say themselves, "h4-stelling-9" is in a chapter."""
    if re.fullmatch(r"\d+\.\d+", place):
        return f"punt {place}"
    words = re.sub(r"\bh(\d+)", r"hoofdstuk \1", place).replace("dos-en-donts", "wel en niet")
    return words.replace("-", " ")


def _order(place: str) -> list[tuple[int, str]]:
    """Numbers by size: chapter 9 stands before chapter 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", place)]


@cache
def publications() -> dict[str, Publication]:
    """The sources by what stands before the first `-`, in the order of the file."""
    return {one.id: one for one in library.read(library.DATA / "bronnen.toml", Publications).all}
