"""What is kept of the content is bounded where strangers' measurements decide how much it is, and forgotten when told."""

from inspect import signature

from leidraad.content import library
from leidraad.content.models import Instrument

KEPT = {name: one for name, one in vars(library).items() if hasattr(one, "cache_clear")}


def test_only_what_has_no_argument_is_kept_without_a_bound() -> None:
    assert len(KEPT) > 5
    of_arguments = {name for name, one in KEPT.items() if signature(one).parameters}
    assert {name for name in of_arguments if KEPT[name].cache_info().maxsize is None} == set()


def test_nothing_is_kept_after_forgetting() -> None:
    library.asked_ids(library.small("leidraad-vo", ("vo-a1-01",)), 1, False)
    library.check()
    library.text("leidraad-vo", 1)
    library.family("leidraad-vo")
    assert {name for name, one in KEPT.items() if not one.cache_info().currsize} == set()
    library.forget()
    assert {name for name, one in KEPT.items() if one.cache_info().currsize} == set()


def test_of_every_questionnaire_there_is_its_own_text() -> None:
    for one in library.instruments().values():
        assert library.parsed(library.text(one.id, one.version) or "", Instrument, one.id) == one
