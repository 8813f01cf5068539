"""All CSS of the app, in one place and as little as possible: touch size, reading width, and our own few parts."""

import streamlit as st

CSS = """
:root { --team: #0b5563; --team-licht: #c3dade; --laag: #7a5195; --laag-licht: #c3add6; --midden: #c9cfd2;
        --hoog-licht: #8dbcc4; --lijn: #d9e0e3; --zacht: #55646c; }
[data-testid="stMainBlockContainer"] { max-width: 46rem; padding: 4.5rem 1.25rem 5rem; }
[data-testid="stMainBlockContainer"]:has(.breed) { max-width: 64rem; }
[data-testid="stMain"] { scroll-padding-top: 5rem; }
[data-testid="InputInstructions"] { display: none; }
h1, h2, h3 { text-wrap: balance; letter-spacing: -0.01em; }
[data-testid="stMarkdownContainer"] p, [data-testid="stMarkdownContainer"] li { max-width: 70ch; }
.stButton button, .stFormSubmitButton button, .stLinkButton a, .stDownloadButton button { min-height: 44px; }
.zacht { color: var(--zacht); }
[data-testid="stHtml"] p { margin: 0 0 .4rem; }

.st-key-invullen { max-width: 36rem; }
.voortgang { height: 6px; border-radius: 3px; background: var(--lijn); margin: .5rem 0 1rem; overflow: hidden; }
.voortgang i { display: block; height: 100%; background: var(--team); }
.kop { font-size: 1.5rem; font-weight: 650; line-height: 1.25; margin: 0 0 .25rem; }
[class*="st-key-antwoord-"] { margin-top: 1.25rem; }
[class*="st-key-antwoord-"] [data-testid="stWidgetLabel"] p { font-size: 1.2rem; font-weight: 600; line-height: 1.35; }
[class*="st-key-antwoord-"] [data-testid="stWidgetLabel"] { margin-bottom: .5rem; }
[class*="st-key-antwoord-"] [role="radiogroup"] { display: flex; flex-direction: column; gap: 6px; width: 100%;
        max-width: none; }
[class*="st-key-antwoord-"] [role="radiogroup"] button { width: 100%; min-height: 46px; margin: 0; padding: .5rem .9rem;
        justify-content: flex-start; text-align: left; border-radius: 8px !important; border: 1.5px solid #8a9296; }
[class*="st-key-antwoord-"] [role="radiogroup"] button:last-of-type { margin-top: 8px; border-style: dashed; }
[class*="st-key-antwoord-"] [role="radiogroup"] button[aria-checked="true"] { background: var(--team); color: #fff;
        border-color: var(--team); border-style: solid; font-weight: 600; }
[class*="st-key-antwoord-"] [role="radiogroup"] button p { font-size: 1.05rem; }
.herken summary { cursor: pointer; color: var(--zacht); min-height: 32px; padding-top: 4px; }
.herken p { margin: .25rem 0 .5rem; padding-left: .9rem; border-left: 3px solid var(--lijn); }
.opgeslagen { color: var(--zacht); font-size: .95rem; }
@media (min-width: 700px) {
  [class*="st-key-antwoord-"] [role="radiogroup"] { display: grid; grid-template-columns: repeat(5, 1fr); }
  [class*="st-key-antwoord-"] [role="radiogroup"] button { justify-content: center; text-align: center; padding: .5rem .25rem; }
  [class*="st-key-antwoord-"] [role="radiogroup"] button:last-of-type { grid-column: 1 / span 2; margin-top: 2px; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.5rem 1.1rem 4rem; }
  .st-key-invullen .stButton button { width: 100%; }
}
"""


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{CSS}</style>")
