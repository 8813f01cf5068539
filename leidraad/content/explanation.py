"""The texts of Uitleg: one Markdown file per text in data/uitleg, written by us, title first."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leidraad.content.library import DATA
from leidraad.errors import ContentError, NotFound

FOLDER = DATA / "uitleg"

#: The names of the files, in the order in which the page lists them.
EVERYBODY = ("antwoorden", "scores", "grenzen", "waarvoor")
SCHOOL = ("uitnodiging", "privacyverklaring", "verwerkingsregister", "dpia", "medezeggenschap", "hosting")
CYCLE = "cyclus"
LEARNING = "samen-leren"
#: Shown on the page Leidraad.
GUIDE = (CYCLE, "plan-maken", "kennis", "borgen", LEARNING)


@dataclass(frozen=True)
class Explanation:
    """One text: `id` is its file name without ending, `body` the Markdown below the title."""

    id: str
    title: str
    body: str

    @property
    def for_school(self) -> bool:
        """True for a model text that a school completes and prints: help, no legal advice."""
        return self.id in SCHOOL


def read(file: Path) -> Explanation:
    """Read one Markdown file. Raises ContentError unless it is readable and begins with `# ` and a title."""
    try:
        first, _, body = file.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"uitleg/{file.name}: dit bestand is niet te lezen ({error}).") from error
    title = first.removeprefix("# ").strip()
    if not first.startswith("# ") or not title or not body.strip():
        raise ContentError(
            f"uitleg/{file.name}: de eerste regel moet '# ' met een titel zijn, gevolgd door tekst."
        )
    return Explanation(file.stem, title, body.strip())


@cache
def explanations() -> dict[str, Explanation]:
    """All texts by id, in the order of the page. Raises ContentError when one is missing or wrong."""
    return {id: read(FOLDER / f"{id}.md") for id in (*EVERYBODY, *SCHOOL, *GUIDE)}


def explanation(id: str) -> Explanation:
    """One text; raises NotFound when there is none with this id."""
    try:
        return explanations()[id]
    except KeyError:
        raise NotFound(f"Er is geen uitleg met de naam {id}.") from None
