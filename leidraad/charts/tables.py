"""A table beside a picture, as HTML: on a phone it scrolls sideways by itself, and takes focus so that keys scroll it."""

from html import escape

import pandas as pd


def as_html(frame: pd.DataFrame, *, words: bool = False) -> str:
    """The frame's columns and rows; the first cell of a row names it. With `words` every cell starts at the left."""
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in frame.columns)
    body = "".join(
        f"<tr><th scope='row'>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<div class="tabel schuif{" woorden" if words else ""}" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
