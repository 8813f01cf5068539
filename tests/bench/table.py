"""The lines that a benchmark prints: a figure, the same of the yardsticks where that means something, and the bar."""

from dataclasses import dataclass, replace

HEAD = f"{'':<58} {'Teamscan':>16} {'kaal formulier':>16} {'één widget':>16}  lat"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    figure: str
    bar: str = ""
    good: bool | None = None
    bare: str = ""
    widget: str = ""

    def beside(self, bare: str = "", widget: str = "") -> "Row":
        """The same line with what the bare form and the page with one widget take."""
        return replace(self, bare=bare or self.bare, widget=widget or self.widget)

    def __str__(self) -> str:
        said = "" if self.good is None else ("ja" if self.good else "NEE")
        return (
            f"{self.what:<58} {self.figure:>16} {self.bare:>16} {self.widget:>16}  {self.bar:<10} {said}".rstrip()
        )


def below(what: str, figure: float, bar: float, unit: str, digits: int = 0) -> Row:
    """A figure that must not be above its bar."""
    return Row(what, f"{figure:.{digits}f} {unit}".strip(), f"<= {bar:g}", figure <= bar)


def p95(seconds: list[float]) -> float:
    """In seconds; without any it is never reached."""
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))] if seconds else float("inf")
