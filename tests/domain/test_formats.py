"""A Result is stored for five years: every format that was ever written can still be read, and a new cell is a new format.

`results/format-N.json` holds Results as format N wrote them. These files never change; a new format adds one:
`python -m tests.domain.test_formats` writes what the present code makes.
"""

import json
from pathlib import Path

import pytest

from leidraad.domain.result import FORMAT, Result, Visibility
from tests.domain.halves import half, joint

FOLDER = Path(__file__).parent / "results"
FORMATS = range(1, FORMAT + 1)


def made() -> dict[str, Result]:
    """An individual and a joint Result, as the gate makes them now."""
    return {"individueel": half(2, 3, invited=10, newcomers=2), "samen": joint(3.5)}


def file(format: int) -> Path:
    return FOLDER / f"format-{format}.json"


def stored(format: int) -> dict[str, str]:
    return {name: json.dumps(body) for name, body in json.loads(file(format).read_text(encoding="utf-8")).items()}


def keys(value: object, path: str = "") -> set[str]:
    """Every key of a JSON value, with the keys above it."""
    if isinstance(value, list):
        return set().union(*(keys(one, path) for one in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    return set().union(*({f"{path}/{key}"} | keys(one, f"{path}/{key}") for key, one in value.items()))


@pytest.mark.parametrize("format", FORMATS)
def test_a_result_that_was_stored_long_ago_is_read_with_the_same_numbers(format: int) -> None:
    alone, together = (Result.model_validate_json(stored(format)[name]) for name in ("individueel", "samen"))
    construct = alone.construct("aanbeveling-1")
    assert (alone.participants, alone.invited, alone.newcomers) == (8, 10, 2)
    assert construct.visibility is Visibility.SHOWN
    assert construct.score is not None
    assert construct.score.mean == 2.5
    agreed = together.construct("aanbeveling-1").score
    assert agreed is not None
    assert agreed.mean == 3.5


def test_a_new_or_another_cell_is_a_new_format() -> None:
    for name, body in stored(FORMAT).items():
        assert keys(json.loads(made()[name].model_dump_json())) == keys(json.loads(body))


def test_what_is_written_now_says_its_format() -> None:
    assert {one.format for one in made().values()} == {FORMAT}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    bodies = {name: json.loads(one.model_dump_json()) for name, one in made().items()}
    file(FORMAT).write_text(json.dumps(bodies, indent=1) + "\n", encoding="utf-8")
