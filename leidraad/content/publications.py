"""The sources that everything rests on (data/bronnen.toml): what stands before the first `-` of a `bron`."""

from functools import cache
from typing import Annotated

from pydantic import Field, StringConstraints

from leidraad.content import library
from leidraad.content.models import Content, Text


class Publication(Content):
    """One source; a year or link only where it gives one itself."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    title: Text = Field(alias="titel")
    author: Text = Field(alias="auteur")
    year: int | None = Field(alias="jaar", default=None)
    publisher: Text | None = Field(alias="uitgever", default=None)
    link: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    used_for: Text = Field(alias="waarvoor")


class Publications(Content):
    """All of them."""

    all: tuple[Publication, ...] = Field(alias="bron", min_length=1)


@cache
def publications() -> dict[str, Publication]:
    """The sources by what stands before the first `-`, in the order of the file."""
    return {one.id: one for one in library.read(library.DATA / "bronnen.toml", Publications).all}
