"""What the logins of schools send, by their own documentation, and whose address leads to an account here."""

import pytest

from leidraad.access import school_claims

TENANT = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
OTHER_TENANT = "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0"
#: Microsoft Entra, v2.0: an address only when the tenant adds it, and never whether it was verified.
ENTRA = {
    "ver": "2.0",
    "iss": TENANT,
    "tid": "11111111-2222-3333-4444-555555555555",
    "oid": "00000000-0000-0000-66f3-3332eca7ea81",
    "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    "name": "Bob",
    "preferred_username": "bob@school.nl",
}
GOOGLE = {
    "iss": "https://accounts.google.com",
    "sub": "110169484474386276334",
    "hd": "school.nl",
    "email": "bob@school.nl",
    "email_verified": True,
}
#: SURFconext gives all about a person at its userinfo address, and in the token who it is; other at every service.
SURFCONEXT = {
    "iss": "https://connect.surfconext.nl",
    "sub": "9a5e9b6ba8a5bf9b2c0dfdd6e1cbd9d4a9a2a0d5",
    "acr": "urn:x",
}
#: The same, asked to put claims into the token.
SURFCONEXT_FULL = {
    **SURFCONEXT,
    "email": "bob@school.nl",
    "schac_home_organization": "school.nl",
    "eduperson_principal_name": "bob@school.nl",
}
#: Entree Federatie: a person is a hash and a realm; an address only when a school signed for it.
ENTREE = {
    "iss": "https://oidcng.entree.kennisnet.nl",
    "sub": "qj7cks8qdz9ph54@petteflat",
    "uid": "qj7cks8qdz9ph54@petteflat",
    "nlEduPersonHomeOrganizationId": "11ZZ03",
}


@pytest.mark.parametrize("claims", [ENTRA, GOOGLE, SURFCONEXT, SURFCONEXT_FULL, ENTREE])
def test_each_of_them_says_who_somebody_is(claims):
    said = school_claims.read(claims)
    assert (said.issuer, said.subject) == (claims["iss"], claims["sub"])


@pytest.mark.parametrize(
    ("claims", "address"),
    [
        (GOOGLE, "bob@school.nl"),
        ({**GOOGLE, "hd": "", "email": "bob@gmail.com"}, "bob@gmail.com"),
        ({**ENTRA, "email": "bob@school.nl", "xms_edov": True}, "bob@school.nl"),
        ({**ENTRA, "email": "bob@school.nl", "xms_edov": "1"}, "bob@school.nl"),
        ({**SURFCONEXT_FULL, "email_verified": True}, "bob@school.nl"),
        ({**SURFCONEXT_FULL, "email_verified": "true"}, "bob@school.nl"),
    ],
)
def test_an_address_counts_when_the_school_says_in_its_own_way_that_it_was_verified(claims, address):
    said = school_claims.read(claims)
    assert (said.email, said.email_counts) == (address, True)


@pytest.mark.parametrize(
    "claims",
    [
        ENTRA,
        {**ENTRA, "email": "alice@school.nl"},  # whoever manages a tenant writes any address there
        {**ENTRA, "email": "alice@school.nl", "email_verified": True},  # a claim that the tenant made up
        {**ENTRA, "email": "alice@school.nl", "xms_edov": False},
        {**GOOGLE, "email_verified": False},
        {**GOOGLE, "hd": ""},  # verified once, at an account of nobody's organisation
        SURFCONEXT,
        SURFCONEXT_FULL,
        ENTREE,
        {**SURFCONEXT_FULL, "email_verified": "nee"},
        {**SURFCONEXT_FULL, "email_verified": ["true"]},
    ],
)
def test_no_other_address_does(claims):
    assert not school_claims.read(claims).email_counts


@pytest.mark.parametrize("named", [TENANT, f"{TENANT}/"])
def test_of_an_issuer_that_the_host_named_every_address_counts(named):
    for claims in ({**ENTRA, "email": "bob@school.nl"}, ENTRA):
        said = school_claims.read(claims, [named])
        assert (said.email, said.email_counts) == ("bob@school.nl", True)


@pytest.mark.parametrize(
    "claims",
    [
        {**ENTRA, "iss": OTHER_TENANT, "email": "alice@school.nl"},
        {**ENTRA, "email": "alice@school.nl", "idp": OTHER_TENANT},  # a guest: what another tenant says
        {**ENTRA, "email": "alice@school.nl", "xms_edov": True, "idp": OTHER_TENANT},
        {**ENTRA, "iss": f"{TENANT}.kwaad.test", "email": "alice@school.nl"},
        {**ENTRA, "iss": TENANT.upper(), "email": "alice@school.nl"},
        {**ENTRA, "email": ["alice@school.nl"], "preferred_username": ""},
        {**ENTRA, "preferred_username": "bob"},
    ],
)
def test_trusting_one_issuer_trusts_nobody_else_and_no_guest(claims):
    assert not school_claims.read(claims, [TENANT]).email_counts


def test_a_display_name_of_another_issuer_is_no_address():
    said = school_claims.read({**SURFCONEXT, "preferred_username": "alice@school.nl"}, [SURFCONEXT["iss"]])
    assert (said.email, said.email_counts) == ("", False)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"iss": TENANT},
        {"sub": "1"},
        {"iss": TENANT, "sub": ""},
        {"iss": TENANT, "sub": 7},
        {"iss": None, "sub": "1"},
        {"iss": TENANT, "sub": "x" * 256},
        {"iss": "x" * 256, "sub": "1"},
        {"iss": [TENANT], "sub": {"a": 1}},
    ],
)
def test_without_an_issuer_and_a_subject_it_is_nobody(claims):
    said = school_claims.read({**claims, "email": "bob@school.nl", "email_verified": True}, [TENANT])
    assert (said.issuer, said.subject, said.email_counts) == ("", "", False)
