"""Whether this installation knows the school's own login (OIDC)."""

import streamlit as st


def is_configured() -> bool:
    """Whether .streamlit/secrets.toml has an [auth] section."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets
