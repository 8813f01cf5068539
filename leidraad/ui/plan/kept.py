"""What somebody types stays while others change the plan: fields keep their names, and where another's change took them off the
page what was typed is kept to be read."""

from collections.abc import Collection
from html import escape

import streamlit as st

_KEPT, _TIMES = "plan-over-", "plan-keer-"
#: In the names of fields in which one chooses.
_NO_WORDS = ("-hoe", "-besluit", "-onderdeel", "-vragenlijst", "-stelling", "-volgende-meting")


def at(name: str) -> str:
    """How the fields of the form with this name begin: the same until this tab used it, whatever others do."""
    return f"{name}-{st.session_state.get(_TIMES + name, 0)}"


def used(name: str) -> None:
    """What was typed in that form is stored: the next time nothing of it stands there."""
    st.session_state[_TIMES + name] = st.session_state.get(_TIMES + name, 0) + 1


def keep(name: str, fields: tuple[str, ...], stored: Collection[str] = ()) -> None:
    """Keep under this name what stands in the fields that begin so, and is stored nowhere."""
    typed = [
        said
        for key, said in st.session_state.items()
        if str(key).startswith(fields)
        and not any(part in str(key) for part in _NO_WORDS)
        and isinstance(said, str)
        and said.strip()
        and said not in stored
    ]
    if typed:
        st.session_state[_KEPT + name] = typed


def show(name: str, why: str) -> None:
    """What was kept under this name, until it was read."""
    key = _KEPT + name
    if key not in st.session_state:
        return
    texts = "".join(f"<li>{escape(one)}</li>" for one in st.session_state[key])
    st.html(
        f'<section class="gesprek op"><h3>{why}</h3><p>Er is niets opgeslagen. Dit typte je:</p><ul>{texts}</ul></section>'
    )
    if st.button("Ik heb het gelezen", key=f"{key}-gelezen"):
        del st.session_state[key]
        st.rerun()
