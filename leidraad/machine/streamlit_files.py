"""Where the installed Streamlit keeps what it sends: its one page and its scripts."""

from pathlib import Path

from streamlit import file_util

FOLDER = Path(file_util.get_static_dir())
