import pytest

from leidraad.content.models import Instrument
from tests.domain.teams import INSTRUMENT


@pytest.fixture
def instrument() -> Instrument:
    """Two constructs: aanbeveling-1 with four items (three core), dimensie-1 with three (two core)."""
    return INSTRUMENT
