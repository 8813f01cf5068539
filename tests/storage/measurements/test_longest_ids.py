"""Ids of an author's own questionnaire are as long as the columns are, on both databases: SQLite would not say when not."""

from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, closing, joint, measurements, results, reveal
from leidraad.storage.plans import focus_points
from tests.cast import phones
from tests.content.examples import offered_too, text
from tests.plan import AGREED
from tests.storage.scene import team

CONSTRUCT = "samen-leren-van-werk"  # 20 characters
ITEMS = [f"mavo-1234567{number}"[:11] + str(number) for number in (1, 2, 3)]  # 12 characters


def longest() -> str:
    """The example of an extent with the longest ids that its author may write."""
    written = (
        text("mate").replace('id = "samen-leren-1"', f'id = "{CONSTRUCT}"').replace("voorbeeld-mate", "v" * 60)
    )
    for number, id in enumerate(ITEMS, start=1):
        written = written.replace(f'"ma-0{number}"', f'"{id}"')
    return written


@pytest.mark.usefixtures("database")
def test_the_longest_ids_go_from_file_to_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (len(CONSTRUCT), {len(id) for id in ITEMS}) == (20, {12})
    with monkeypatch.context() as patch, offered_too(tmp_path / "data", patch, longest()):
        instrument = library.instrument("v" * 60, 1)
        for mode in Mode:
            prepared = measurements.Preparation(team(), "mei", instrument.id, 1, False, mode, 6)
            made = measurements.prepare(prepared)
            measurements.open_(made.id)
            for phone in phones(6) if mode is Mode.INDIVIDUAL else ():
                answers.save(made.id, phone, dict.fromkeys(ITEMS, 4))
            if mode is Mode.JOINT:
                joint.save(made.id, CONSTRUCT, 3.5)
            closing.close(made.id)
            reveal.share(made.id)
            assert results.shared(made.id).construct(CONSTRUCT).published == (
                4.0 if mode is Mode.INDIVIDUAL else 3.5
            )
        point = focus_points.add(made.team_id, CONSTRUCT, AGREED)
        assert point.construct_id == CONSTRUCT
