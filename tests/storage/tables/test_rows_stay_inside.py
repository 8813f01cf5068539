"""Rows stay inside storage: whoever has no session gets dataclasses, numbers and words."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import pytest

from leidraad import storage
from leidraad.storage.tables.base import Row

ROWS = {table.__name__ for table in Row.__subclasses__()}


def doors() -> Iterator[Callable[..., Any]]:
    """The public functions of storage that work without a session, so that others can call them."""
    for found in pkgutil.walk_packages(storage.__path__, "leidraad.storage."):
        if ".tables" in found.name or ".migrations" in found.name:
            continue
        for name, one in inspect.getmembers(importlib.import_module(found.name), inspect.isfunction):
            of_here = one.__module__ == found.name and not name.startswith("_")
            if of_here and "Session" not in said(one):
                yield one


def said(one: Callable[..., Any], *only: str) -> set[str]:
    """The names in the types of a function: of what it takes and gives, or of these alone."""
    hints = get_type_hints(inspect.unwrap(one))
    return {
        name for key, hint in hints.items() if not only or key in only for name in re.findall(r"\w+", str(hint))
    }


@pytest.mark.parametrize("door", list(doors()), ids=lambda one: f"{one.__module__.rsplit('.')[-1]}.{one.__name__}")
def test_no_door_hands_out_a_row(door):
    assert said(door, "return") & ROWS == set()


def test_the_doors_are_those_of_every_subject():
    rooms = {one.__module__.split(".")[2] for one in doors()}
    assert {"accounts", "measurements", "plans", "schools", "self_scans", "study_day"} <= rooms
