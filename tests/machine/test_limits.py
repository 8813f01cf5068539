"""The limit on open files."""

import sys

import pytest

from leidraad.machine.limits import raise_descriptor_limit

resource = pytest.importorskip("resource")


def test_the_limit_is_raised_as_far_as_the_system_allows():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 512), hard))
        assert raise_descriptor_limit(1024) == min(1024, hard)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(1024, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_limit_that_is_high_enough_stays():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert raise_descriptor_limit(64) == soft
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, hard)


def test_a_system_without_such_a_limit_gives_none(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert raise_descriptor_limit() is None
