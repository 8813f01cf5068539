"""Back from the school's login: straight in, a question whose account it is, or the reason why not, with what to do."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit import user_info
from streamlit.runtime import context
from streamlit.testing.v1 import AppTest

from leidraad.access.cookies import TIE
from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts
from tests.access.test_school_claims import ENTRA, GOOGLE, OTHER_TENANT, SURFCONEXT, TENANT
from tests.machine.test_school_login import RIGHT
from tests.storage.scene import rows
from tests.ui.conftest import ROUTER, page, text

pytestmark = pytest.mark.usefixtures("database")
Back = Callable[..., AppTest]
QUESTION = "De link die je opende, is voor het account van"


@pytest.fixture
def link() -> str:
    """The secret of Bob's invitation."""
    return accounts.invite("bob@school.nl", "Bob", [Grant(Role.HOST)], None)[1]


@pytest.fixture
def back(monkeypatch: pytest.MonkeyPatch, link: str) -> Back:
    """Opens a page for whoever comes back from the school's login with these claims."""

    def opened(
        claims: dict[str, object], *, trusted: tuple[str, ...] = (), kept: str = "", name: str = "start"
    ) -> AppTest:
        said = {"is_logged_in": True, "iat": int(time.time()), "nonce": "x", **claims}
        monkeypatch.setattr(user_info, "_get_user_info", lambda: said)
        cookies = SimpleNamespace(cookies={TIE: kept}, headers=[], remote_ip=None)
        monkeypatch.setattr(context, "_get_client_context", lambda: cookies)
        monkeypatch.setattr(st, "logout", lambda: None)
        at = AppTest.from_file(ROUTER, default_timeout=20)
        at.secrets["auth"] = RIGHT
        at.secrets["schoollogin"] = {"adressen_vertrouwd": list(trusted)}
        at.switch_page(page(name))
        at.run()
        assert not at.exception
        return at

    return opened


def tied() -> list[object]:
    return rows("SELECT oidc_issuer, oidc_subject FROM account")


def push(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception
    return at


def test_an_address_that_counts_leads_straight_in(back: Back) -> None:
    at = back(GOOGLE)
    assert at.title[0].value == "Leidraad Teamscan"
    assert "Meld je dan aan" not in text(at)
    assert tied() == [(GOOGLE["iss"], GOOGLE["sub"])]


def test_so_does_an_address_of_the_own_tenant_once_the_host_trusts_it(back: Back) -> None:
    back(ENTRA, trusted=(TENANT,))
    assert tied() == [(TENANT, ENTRA["sub"])]


@pytest.mark.parametrize(
    ("claims", "trusted", "reason"),
    [
        ({**ENTRA, "email": "bob@school.nl"}, (), "echt jouw adres is"),
        ({**ENTRA, "iss": OTHER_TENANT, "email": "bob@school.nl"}, (TENANT,), "echt jouw adres is"),
        (SURFCONEXT, (), "je school geeft geen e-mailadres door"),
        ({**GOOGLE, "email": "charlie@school.nl"}, (), "geen account met e-mailadres charlie"),
    ],
    ids=["Entra", "andere tenant", "SURFconext", "geen account"],
)
def test_otherwise_one_reads_at_once_why_not_and_may_go_on_elsewhere(
    back: Back, claims: dict[str, object], trusted: tuple[str, ...], reason: str
) -> None:
    at = back(claims, trusted=trusted)
    assert at.title[0].value == "Aanmelden met je schoolaccount"
    assert reason in at.error[0].value.replace("\\", "").replace("\u2060", "")
    assert tied() == [(None, None)]
    at.switch_page(page("uitleg"))
    at.run()
    assert at.title[0].value == "Uitleg", "said once, and nobody is held there"


def test_after_a_link_somebody_is_asked_whose_account_it_is_and_then_comes_in(back: Back, link: str) -> None:
    assert QUESTION in text(back(SURFCONEXT, kept=link)), "it is shown at once"
    at = back(SURFCONEXT, kept=link, name="schoollogin")
    assert QUESTION in text(at)
    assert "**Bob**" in text(at)
    assert tied() == [(None, None)]
    push(at, "Ja, koppel mijn schoolaccount")
    assert at.title[0].value == "Leidraad Teamscan"
    assert tied() == [(SURFCONEXT["iss"], SURFCONEXT["sub"])]


def test_also_when_the_address_would_lead_to_somebody_else(back: Back, link: str) -> None:
    """Alice opens Bob's link at a computer where she is signed in at school: nothing happens without the question."""
    accounts.invite("alice@school.nl", "Alice", (), None)
    at = back({**GOOGLE, "email": "alice@school.nl"}, kept=link, name="schoollogin")
    assert QUESTION in text(at)
    push(at, "Nee, met een ander schoolaccount")
    assert tied() == [(None, None)] * 2


def test_whoever_is_tied_already_is_not_asked(back: Back, link: str) -> None:
    back(GOOGLE)
    again = accounts.new_link(1, None)
    at = back(GOOGLE, kept=again)
    assert QUESTION not in text(at)
    assert at.title[0].value == "Leidraad Teamscan"


@pytest.mark.parametrize("kept", ["", "x", "a" * 43, "\0" * 43, "a" * 5_000])
def test_a_link_that_is_none_is_not_asked_about(back: Back, kept: str) -> None:
    at = back(SURFCONEXT, kept=kept)
    assert QUESTION not in text(at)
    assert "geen e-mailadres" in text(at)


def test_wrong_settings_are_said_to_whoever_can_mend_them(back: Back, monkeypatch: pytest.MonkeyPatch) -> None:
    common = RIGHT["server_metadata_url"].replace("1111", "common")
    monkeypatch.setitem(RIGHT, "server_metadata_url", common)
    at = back({"is_logged_in": False}, name="schoollogin")
    assert "nog niet goed ingesteld" in at.error[0].value
    assert "tenant-nummer" in text(at)
