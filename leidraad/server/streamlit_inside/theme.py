"""Streamlit composes the theme anew for every run, from some three hundred options: a third of the time of a tap.

The options do not change after the start, so compose each section once. Works on the pinned Streamlit; a test
compares what it sends with what Streamlit itself would send.
"""

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_compose = app_session._populate_theme_msg
_composed: dict[str, CustomThemeConfig] = {}


def compose_once() -> None:
    """From now on every new run gets a copy of the theme as it is now."""
    app_session._populate_theme_msg = _copy


def _copy(msg: CustomThemeConfig, section: str = "theme") -> None:
    if section not in _composed:
        made = CustomThemeConfig()
        _compose(made, section)
        _composed[section] = made
    if _composed[section].ByteSize():  # touching an empty part would say that it is set
        msg.MergeFrom(_composed[section])
