"""A picture on a page: one to point at where there is room for it, and the same lying still everywhere else.

Both are sent to a browser with a large screen. The still one stands there at once, and stays on a narrow window, in the
reader's own colours, in print, and after the colours of the browser became others; `pictures.css` shows the other when it is
drawn. A phone gets the still one alone.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from leidraad.charts.desk import frame
from leidraad.charts.palette import Palette, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

_PHONE = re.compile(r"Mobi|iPhone|iPod", re.IGNORECASE)


def show(still: str, figure: Callable[[Palette], str], said: str, key: str, name: str) -> None:
    """`still` is HTML, `figure` makes the JSON of charts.desk, `said` is the same in words; `name` is that of a kept image."""
    dark = st.context.theme.type == "dark"
    with st.container(key=f"beeld-{'donker' if dark else 'licht'}-{key}"):
        st.html(still)
        if not _on_phone():
            st.plotly_chart(
                _made(figure(palette(dark=dark))),
                theme=None,
                config=frame.config(name),
                alt=said,
                key=f"figuur-{key}",
            )


@lru_cache(maxsize=128)
def _made(figure: str) -> "go.Figure":
    import plotly.graph_objects as go  # not before the first picture

    made = go.Figure(json.loads(figure))
    whole = made.to_dict()
    made.to_dict = lambda: whole  # asked for on each rerun, and Plotly would copy all of it
    return made


def _on_phone() -> bool:
    """Whether this is the browser of a phone: it does not have to fetch what draws the figures (1,4 MB)."""
    return is_phone(str(st.context.headers.get("User-Agent", "")))


def is_phone(browser: str) -> bool:
    """Whether a browser that calls itself so is that of a phone."""
    return _PHONE.search(browser) is not None
