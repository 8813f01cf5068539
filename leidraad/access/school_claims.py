"""What the school's own login says about somebody, and whether the address it names counts.

Somebody is issuer and subject, and nothing else. An address only leads to an account the first time, and only when it cannot
be made up by whoever signs in: decision 0027.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from leidraad import foreign

_GOOGLE = ("https://accounts.google.com", "accounts.google.com")
_MICROSOFT = "login.microsoftonline.com"
_YES = (True, "true", "1", 1)
LONGEST = 255


@dataclass(frozen=True)
class SchoolLogin:
    """The pair that identifies somebody, the address that the school names, and whether it leads to an account here."""

    issuer: str
    subject: str
    email: str
    email_counts: bool


def read(claims: Mapping[str, object], trusted: Collection[str] = ()) -> SchoolLogin:
    """What these claims say; of a `trusted` issuer every address counts, as the host of this installation decided.

    Without a usable issuer or subject both are empty: nobody.
    """
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    if not (issuer and subject and len(issuer) <= LONGEST and len(subject) <= LONGEST):
        return SchoolLogin("", "", "", email_counts=False)
    believed = _without_slash(issuer) in {_without_slash(one) for one in trusted}
    email = _text(claims, "email")
    if not email and believed and _is_microsoft(issuer) and "@" in _text(claims, "preferred_username"):
        email = _text(
            claims, "preferred_username"
        )  # in a tenant of one's own: a name under a domain of the tenant
    return SchoolLogin(
        issuer, subject, email, email_counts=bool(email) and _counts(claims, issuer, email, believed)
    )


def _counts(claims: Mapping[str, object], issuer: str, email: str, believed: bool) -> bool:
    if _text(claims, "idp") not in ("", issuer):
        return False  # a guest: the address is what another organisation says
    if believed:
        return True
    if issuer in _GOOGLE:  # an address of elsewhere was verified once, and may have gone to somebody else
        of_google = bool(_text(claims, "hd")) or email.lower().endswith("@gmail.com")
        return of_google and claims.get("email_verified") in _YES
    if _is_microsoft(
        issuer
    ):  # whoever manages a tenant writes any address there; only this says that its domain is theirs
        return claims.get("xms_edov") in _YES
    return claims.get("email_verified") in _YES


def _is_microsoft(issuer: str) -> bool:
    return foreign.address(issuer).hostname == _MICROSOFT


def _without_slash(issuer: str) -> str:
    return issuer.rstrip("/")


def _text(claims: Mapping[str, object], name: str) -> str:
    found = claims.get(name, "")
    return found.strip() if isinstance(found, str) else ""
