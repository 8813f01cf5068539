"""Every page under an address that a stranger made up: what it shows is ours, in Dutch, and it falls over nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime import context
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from leidraad.ui.shell.page_files import PAGES, page
from tests import hostile
from tests.ui.conftest import ROUTER, a_measurement, alice, opened_holding, shared, sign_in

PAGE_NAMES = sorted(file.stem for file in PAGES.glob("*.py"))
HERE = "http://testserver/"
ADDRESSES = (
    *(f"{HERE}{value}" for value in hostile.VALUES),
    *("http://[", "http://[::1", "http://x:y/metingen", "http://a:99999999/", "//", "metingen", "\x00", "http://x/" + "a" * 9_000),
)  # fmt: skip


@pytest.fixture
def right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """What stands in the address of whoever follows our own links."""
    with opened_holding(tmp_path / "test.db", monkeypatch, stored) as made:
        yield made


def stored() -> dict[str, str]:
    team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
    earlier = shared(a_measurement(team, people=8))
    day.start(a_measurement(team, people=3).id, 45)
    return {"meting": str(earlier.id), "team": str(team.id), "school": str(team.school_id)}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that a page looks for in its address."""
    names: set[str] = set()
    get, has = QueryParamsProxy.get, QueryParamsProxy.__contains__

    def noted(self: QueryParamsProxy, key: str, *more: object) -> object:
        names.add(key)
        return get(self, key, *more)

    monkeypatch.setattr(QueryParamsProxy, "get", noted)
    monkeypatch.setattr(QueryParamsProxy, "__contains__", lambda self, key: names.add(key) or has(self, key))
    return names


def under(name: str, parameters: dict[str, list[str]]) -> AppTest:
    at = AppTest.from_file(ROUTER, default_timeout=20)
    at.switch_page(page(name))
    for key, values in parameters.items():
        at.query_params[key] = values
    return at.run()


def elements(block: object) -> Iterator[object]:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from elements(child)


def require_ours(at: AppTest, where: object) -> None:
    assert not at.exception, (where, [one.message for one in at.exception])
    shown = [one.proto for one in elements(at._tree) if hasattr(one, "proto") and one.proto is not None]
    for one in shown:
        for field in ("body", "label", "help", "caption", "alt"):
            text = getattr(one, field, "")
            if isinstance(text, str):
                assert not hostile.foreign_markup(text) or not _is_html(one), (where, text)
                assert _is_html(one) or not hostile.foreign_markdown(text), (where, text)
        link = getattr(one, "query_string", "")
        assert hostile.MARK not in link or not link.startswith("/"), where
    assert shown, where


def _is_html(proto: object) -> bool:
    return type(proto).__name__ == "Html"


@pytest.mark.parametrize("signed_in", [False, True], ids=["niet aangemeld", "Alice"])
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_whatever_stands_in_its_address_a_page_shows_only_what_is_ours(
    right: dict[str, str], asked: set[str], monkeypatch: pytest.MonkeyPatch, name: str, signed_in: bool
) -> None:
    sign_in(alice() if signed_in else None)
    monkeypatch.setattr(context, "_context_info_field", lambda field: f"{HERE}{name}" if field == "url" else None)
    require_ours(under(name, {key: [value] for key, value in right.items()}), "the right address")
    names = sorted(asked | set(right))
    for turn, value in enumerate(hostile.VALUES):
        parameters = {
            key: [hostile.VALUES[(turn + place) % len(hostile.VALUES)]] for place, key in enumerate(hostile.KEYS)
        }
        kept = {key: [one] for key, one in right.items()} if turn % 2 else {}
        parameters |= {key: [value, "2"] for key in names} | kept
        require_ours(under(name, parameters), (turn, value[:40]))


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: ascii(address[:30]))
def test_whatever_a_browser_calls_the_address_of_its_page_the_page_is_ours(
    right: dict[str, str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(context, "_context_info_field", lambda field: address if field == "url" else None)
    for account, name in ((None, "metingen"), (alice(), "metingen"), (alice(), "studiedag")):
        sign_in(account)
        require_ours(under(name, {key: [one] for key, one in right.items()}), name)
