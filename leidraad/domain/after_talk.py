"""What is known after the talk: the second vote on some statements (`na gesprek`), published by the gate."""

from leidraad.domain.result import Frozen, ItemResult


class AfterTalk(Frozen):
    """The published cells of a second vote (`na gesprek`), kept beside the Result and never averaged with it."""

    k: int
    k_distribution: int
    participants: int
    items: tuple[ItemResult, ...]

    def item(self, id: str) -> ItemResult | None:
        """The cell of one statement, or None when it was not voted on."""
        return next((one for one in self.items if one.id == id), None)
