"""Scoring together: what a team agreed on is saved, changed and cleared while the measurement is open."""

import pytest

from leidraad.domain.result import Mode
from leidraad.errors import InvalidAnswer, MeasurementNotOpen, NotFound
from leidraad.storage.measurements import closing, joint
from tests.storage.scene import VO, concept, everything, opened

pytestmark = pytest.mark.usefixtures("database")


def test_a_score_is_saved_changed_and_cleared():
    measurement, other = opened(mode=Mode.JOINT, invited=3), opened(mode=Mode.JOINT)
    joint.save(measurement, "aanbeveling-1", 3.5)
    joint.save(measurement, "dimensie-2", 2)
    joint.save(measurement, "aanbeveling-1", 4.0)
    assert joint.scores(measurement) == {"aanbeveling-1": 4.0, "dimensie-2": 2.0}
    joint.save(measurement, "dimensie-2", None)
    joint.save(measurement, "dimensie-3", None)
    assert joint.scores(measurement) == {"aanbeveling-1": 4.0}
    assert joint.scores(other) == {}


def test_every_half_point_of_the_scale_comes_back_as_it_was():
    measurement = opened(mode=Mode.JOINT)
    ids = [construct.id for construct in VO.constructs]
    agreed = {id: 1 + number / 2 for number, id in enumerate(ids[:9])}
    for id, score in agreed.items():
        joint.save(measurement, id, score)
    assert joint.scores(measurement) == agreed


@pytest.mark.parametrize(
    "score",
    [0, 0.5, 5.5, 3.25, -1, True, "3", [3], float("nan"), float("inf"), float("-inf"), 10**400],
    ids=lambda one: repr(one)[:8],
)
def test_a_score_that_is_no_half_point_of_the_scale_is_refused(score):
    measurement = opened(mode=Mode.JOINT)
    joint.save(measurement, "aanbeveling-1", 3.5)
    before = everything()
    with pytest.raises(InvalidAnswer, match="niet op de schaal"):
        joint.save(measurement, "aanbeveling-1", score)
    assert everything() == before


@pytest.mark.parametrize("construct", ["", "aanbeveling-7", "vo-a1-01", "x" * 500, "' OR 1=1 --"])
@pytest.mark.parametrize("score", [3.0, None])
def test_an_unknown_part_is_refused(construct, score):
    measurement = opened(mode=Mode.JOINT)
    before = everything()
    with pytest.raises(InvalidAnswer, match="hoort niet bij deze meting"):
        joint.save(measurement, construct, score)
    assert everything() == before


def test_only_an_open_measurement_that_scores_together_takes_a_score():
    closed = opened(mode=Mode.JOINT)
    joint.save(closed, "aanbeveling-1", 3.5)
    closing.close(closed)
    before = everything()
    for measurement in (closed, concept(mode=Mode.JOINT), opened(mode=Mode.INDIVIDUAL)):
        for score in (2.0, None):
            with pytest.raises(MeasurementNotOpen):
                joint.save(measurement, "aanbeveling-1", score)
    assert everything()["joint_score"] == before["joint_score"]
    with pytest.raises(NotFound):
        joint.save(999_999, "aanbeveling-1", 3.0)
