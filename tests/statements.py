"""Own statements as somebody types them, without anything beside them."""

from leidraad.content.own_statements import Written


def written(*texts: str) -> list[Written]:
    """These, one on a line."""
    return [Written(text) for text in texts]
