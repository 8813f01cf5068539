"""Several writes in one transaction: they reach the disk at once, and what one of them refuses is undone alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import text

from leidraad.errors import Refused, StorageError
from leidraad.storage import attempts
from leidraad.storage.attempts import Limit
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from tests.cast import ALICE, BOB
from tests.storage.scene import ONE, opened

pytestmark = pytest.mark.usefixtures("database")


def seen_by_another(measurement: int, device: str) -> dict[str, int]:
    with ThreadPoolExecutor(1) as other:
        return other.submit(answers.mine, measurement, device).result()


def delete_and_refuse(block: Callable[[], AbstractContextManager[Any]]) -> None:
    with block() as writer:
        writer.execute(text("DELETE FROM answer"))
        raise Refused("Toch niet.")


def fail_together(measurement: int) -> None:
    with engine.together():
        answers.change(measurement, ALICE, {ONE: 4}, {})
        raise StorageError("De schijf is vol.")


def test_what_is_written_together_is_there_for_others_when_all_of_it_is():
    measurement = opened()
    with engine.together():
        answers.change(measurement, ALICE, {ONE: 4}, {})
        answers.change(measurement, BOB, {ONE: 2}, {})
        assert seen_by_another(measurement, ALICE) == {}
    assert answers.mine(measurement, ALICE) == {ONE: 4}
    assert answers.mine(measurement, BOB) == {ONE: 2}


def test_what_one_refuses_is_undone_alone():
    measurement = opened()
    with engine.together():
        answers.change(measurement, ALICE, {ONE: 4}, {})
        for block in (engine.recording, engine.writing):
            with pytest.raises(Refused):
                delete_and_refuse(block)
        answers.change(measurement, BOB, {ONE: 2}, {})
    assert answers.mine(measurement, ALICE) == {ONE: 4}
    assert answers.mine(measurement, BOB) == {ONE: 2}


def test_when_the_database_itself_fails_nothing_of_it_is_there():
    measurement = opened()
    with pytest.raises(StorageError):
        fail_together(measurement)
    assert answers.mine(measurement, ALICE) == {}
    answers.change(measurement, ALICE, {ONE: 5}, {})  # and the next write stands for itself again
    assert seen_by_another(measurement, ALICE) == {ONE: 5}


def test_a_wrong_code_among_the_taps_is_counted_and_holds_nobody_up():
    measurement = opened()
    with engine.together():
        answers.change(measurement, ALICE, {ONE: 4}, {})
        attempts.failed("code:toestel:x")
    assert attempts.wait("code:toestel:x", Limit(free=0, first=5, longest=60)) > 0
    assert answers.mine(measurement, ALICE) == {ONE: 4}
