"""Making the example school hears how far it is, and leaves nothing behind when it stops halfway."""

import pytest

from leidraad.example import build
from leidraad.storage.schools import schools
from tests.example.conftest import TODAY

pytestmark = pytest.mark.usefixtures("database")


class WalkedAway(BaseException):
    """As Streamlit says when somebody leaves the page during a run: not an Exception."""


def test_whoever_walks_away_leaves_nothing_and_can_begin_again():
    shares = []

    def hear(share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            raise WalkedAway

    with pytest.raises(WalkedAway):
        build.make(TODAY, progress=hear)
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert schools.schools() == []


def test_a_real_school_with_that_name_stops_it_before_anything_is_made():
    schools.add_school("Voorbeeldschool De Linde (po)", "po")
    with pytest.raises(Exception, match="Er is al een school met deze naam"):
        build.make(TODAY)
    assert [(one.name, one.example) for one in schools.schools()] == [("Voorbeeldschool De Linde (po)", False)]
