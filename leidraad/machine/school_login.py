"""Whether this installation knows the school's own login (OIDC), what is wrong with its settings, and whose addresses count."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_RETURN = "/oauth2callback"
_LEAST_SECRET = 32
#: Addresses of Microsoft that let every organisation in: no login through them names an issuer that was agreed on.
_OF_EVERYBODY = tuple(f"login.microsoftonline.com/{who}/" for who in ("common", "organizations", "consumers"))
_OURS, _TRUSTED = "schoollogin", "adressen_vertrouwd"


def is_configured() -> bool:
    """Whether .streamlit/secrets.toml has an [auth] section."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def trusted_issuers() -> tuple[str, ...]:
    """The issuers whose addresses count although they do not say that those were verified: none, unless the host names them."""
    named = _section(_OURS).get(_TRUSTED, ())
    return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list | tuple) else ()


def trouble() -> str:
    """What is wrong with the settings, for whoever hosts; nothing when they can work."""
    if not is_configured():
        return ""
    auth = _section("auth")
    if missing := [name for name in _NEEDED if not (isinstance(auth.get(name), str) and auth[name].strip())]:
        return f"In secrets.toml ontbreekt onder [auth]: {', '.join(missing)}."
    if not auth["redirect_uri"].endswith(_RETURN):
        return f"In secrets.toml moet redirect_uri eindigen op {_RETURN}."
    if len(auth["cookie_secret"]) < _LEAST_SECRET:
        return f"In secrets.toml moet cookie_secret minstens {_LEAST_SECRET} tekens hebben."
    if any(one in auth["server_metadata_url"] for one in _OF_EVERYBODY):
        return (
            "In secrets.toml staat een adres van Microsoft voor alle organisaties (common, organizations of consumers). "
            "Zet op die plaats het tenant-nummer van de school: anders lukt geen enkele aanmelding."
        )
    if not isinstance(_section(_OURS).get(_TRUSTED, []), list):
        return (
            f"In secrets.toml hoort bij [{_OURS}] achter {_TRUSTED} een lijst van adressen tussen vierkante haken."
        )
    return ""


def _section(name: str) -> Mapping[str, Any]:
    if not st.secrets.load_if_toml_exists():
        return {}
    found = st.secrets.get(name, {})
    return found if isinstance(found, Mapping) else {}
