"""What a team says before it measures: short, optional, on one line."""

import pytest

from leidraad.domain import fairness
from leidraad.domain.fairness import LONGEST, FairStart, Ownership
from leidraad.errors import InvalidAnswer


def test_nothing_is_required_and_what_is_said_is_one_line() -> None:
    assert fairness.checked(FairStart()) == FairStart()
    said = fairness.checked(FairStart("  Om te \n kiezen ", "", " ", "", frozenset({Ownership.DATA})))
    assert said == FairStart("Om te kiezen", ours=frozenset({Ownership.DATA}))


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "a\u202eb", "\x00"])
def test_too_long_or_unseen_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidAnswer, match="hoogstens 200 tekens"):
        fairness.checked(FairStart(way=text))
