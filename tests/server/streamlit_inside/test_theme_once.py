"""The theme is composed once and is the same as Streamlit's own."""

import pytest
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from leidraad.server.streamlit_inside import theme

SECTIONS = {
    "theme": lambda session: session.custom_theme,
    "theme.light": lambda session: session.custom_theme.light,
    "theme.dark": lambda session: session.custom_theme.dark,
    "theme.sidebar": lambda session: session.custom_theme.sidebar,
    "theme.light.sidebar": lambda session: session.custom_theme.light.sidebar,
    "theme.dark.sidebar": lambda session: session.custom_theme.dark.sidebar,
}


def test_every_run_gets_the_theme_that_streamlit_would_compose(monkeypatch: pytest.MonkeyPatch) -> None:
    own, theirs = NewSession(), NewSession()
    for section, part in SECTIONS.items():
        app_session._populate_theme_msg(part(theirs), section)
    assert theirs.custom_theme.light.primary_color  # our own theme was read at all

    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    theme.compose_once()
    for _ in range(2):  # the second time from memory
        own = NewSession()
        for section, part in SECTIONS.items():
            app_session._populate_theme_msg(part(own), section)
        assert own == theirs
        assert own.custom_theme.HasField("sidebar") == theirs.custom_theme.HasField("sidebar")
