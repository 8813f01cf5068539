"""What a leader typed on the console and did not save: kept while the tab is open, and at leaving saved or asked about.

Fields belong together in a row under one key. What another leader saves meanwhile comes into fields that nobody
touched here; it is never overwritten without a press on the button that saves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from leidraad.domain import typed

_KEPT = "dag-concepten"  # by key: what stands in the fields, and what was stored when somebody began to type

Values = tuple[Any, ...]


@dataclass(frozen=True)
class Unsaved:
    """Something typed and not saved; `save` is None where it cannot be saved without asking."""

    name: str
    save: Callable[[int], object] | None


def fill(key: str, names: tuple[str, ...], stored: Values) -> None:
    """Before the fields `names` are drawn: give them what stood there, or what is stored when nobody changed it here."""
    kept: dict[str, tuple[Values, Values]] = st.session_state.setdefault(_KEPT, {})
    values, begun = kept.get(key, (stored, stored))
    values = tuple(
        st.session_state.get(name, value) for name, value in zip(_full(key, names), values, strict=True)
    )
    untouched = tidy(values) in (begun, stored)
    if untouched:
        values = begun = stored
    for name, value in zip(_full(key, names), values, strict=True):
        if untouched or name not in st.session_state:
            st.session_state[name] = value
    kept[key] = values, begun


def changed(key: str) -> bool:
    """Whether something stands in these fields that is not saved."""
    values, begun = st.session_state.get(_KEPT, {}).get(key, ((), ()))
    return bool(tidy(values) != begun)


def overtaken(key: str, stored: Values) -> bool:
    """Whether somebody else saved something else since."""
    return bool(changed(key) and st.session_state[_KEPT][key][1] != stored)


def forget(key: str) -> None:
    """What was typed is saved, or given up."""
    st.session_state.get(_KEPT, {}).pop(key, None)


def tidy(values: Values) -> Values:
    """The same with text as it is saved."""
    return tuple(typed.tidied(value) if isinstance(value, str) else value for value in values)


def _full(key: str, names: tuple[str, ...]) -> list[str]:
    return [f"{key}-{name}" for name in names]
