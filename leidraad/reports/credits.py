"""What paper and files say about who made them, and on whose work the statements rest."""

from leidraad import product
from leidraad.content.models import Instrument

#: On what is about more than one questionnaire.
SOURCE = (
    f"{product.signature()}. Waar de stellingen op steunen, staat in de Teamscan bij Leidraad. De makers van die bronnen hebben "
    "ze niet geschreven of goedgekeurd. De scan is geen gevalideerde test."
)


def of(instrument: Instrument) -> str:
    """By whom this paper is, on whose work the questionnaire rests, and what to mind."""
    mind = instrument.origin.mind if instrument.origin else None
    return " ".join(filter(None, (f"{product.signature()}.", instrument.credit, mind)))
