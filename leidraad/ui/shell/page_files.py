"""Where the pages are: files for Streamlit, whose own paths start at the entry script."""

from leidraad.settings import ROOT

PAGES = ROOT / "pages"


def page(name: str) -> str:
    """The file of a page, for `st.page_link` and `st.switch_page`."""
    return str(PAGES / f"{name}.py")
