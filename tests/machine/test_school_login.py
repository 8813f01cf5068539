"""The settings of the school's login: what is wrong with them is said, and nobody's addresses count by themselves."""

import pytest
import streamlit as st

from leidraad.machine import school_login

RIGHT = {
    "redirect_uri": "https://teamscan.school.nl/oauth2callback",
    "cookie_secret": "geheim" * 8,
    "client_id": "teamscan",
    "client_secret": "geheim",
    "server_metadata_url": "https://login.microsoftonline.com/1111/v2.0/.well-known/openid-configuration",
}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch):
    """Writes secrets.toml as this."""

    def write(**sections: object) -> None:
        monkeypatch.setattr(st.secrets, "_secrets", sections)
        monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: True)

    return write


def test_right_settings_have_no_trouble_and_trust_nobody(settings):
    settings(auth=RIGHT)
    assert school_login.is_configured()
    assert school_login.trouble() == ""
    assert school_login.trusted_issuers() == ()


def test_whom_the_host_names_is_trusted(settings):
    settings(auth=RIGHT, schoollogin={"adressen_vertrouwd": ["https://a.nl", 7]})
    assert school_login.trusted_issuers() == ("https://a.nl",)


def test_without_settings_there_is_no_school_login_and_no_trouble(settings):
    settings()
    assert not school_login.is_configured()
    assert school_login.trouble() == ""
    assert school_login.trusted_issuers() == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"client_id": "", "client_secret": None}, "ontbreekt onder [auth]: client_id, client_secret."),
        ({"redirect_uri": "https://teamscan.school.nl/"}, "redirect_uri eindigen op /oauth2callback"),
        ({"cookie_secret": "kort"}, "minstens 32 tekens"),
        *(
            ({"server_metadata_url": f"https://login.microsoftonline.com/{who}/v2.0/x"}, "alle organisaties")
            for who in ("common", "organizations", "consumers")
        ),
    ],
)
def test_what_is_wrong_is_named(settings, wrong, said):
    settings(auth={**RIGHT, **wrong})
    assert said in school_login.trouble()


@pytest.mark.parametrize("named", ["https://a.nl", {"a": 1}, 7])
def test_a_list_that_is_no_list_trusts_nobody_and_is_named(settings, named):
    settings(auth=RIGHT, schoollogin={"adressen_vertrouwd": named})
    assert school_login.trusted_issuers() == ()
    assert "een lijst van adressen" in school_login.trouble()
