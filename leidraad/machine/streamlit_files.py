"""Where the installed Streamlit keeps what it sends: its one page, its scripts and its letters."""

from pathlib import Path

from streamlit import file_util

FOLDER = Path(file_util.get_static_dir())
