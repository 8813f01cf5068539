"""All CSS of the app, in one place and as little as possible: touch size, reading width, and our own few parts."""

import streamlit as st

from leidraad.charts import own

CSS = (
    """
:root { --primair: light-dark(#0b5563, #2c7f93); --accent: light-dark(#0b5563, #7cc3d3);
        --lijn: light-dark(#d9e0e3, #3b4a52); --zacht: light-dark(#55646c, #a9b6bc); --grond: light-dark(#fdfcf9, #10181c); }
[data-testid="stMainBlockContainer"] { max-width: 46rem; padding: 4.5rem 1.25rem 5rem; }
[data-testid="stMainBlockContainer"]:has(.breed) { max-width: 64rem; }
[data-testid="stMain"] { scroll-padding-top: 5rem; }
[data-testid="InputInstructions"] { display: none; }
h1, h2, h3 { text-wrap: balance; letter-spacing: -0.01em; }
[data-testid="stMarkdownContainer"] p, [data-testid="stMarkdownContainer"] li { max-width: 70ch; }
.stElementContainer:has(style) { display: none; }
.stButton button p, .stFormSubmitButton button p { font-size: 1.05rem; }
[data-testid="stPageLink"] a { min-height: 44px; padding-left: 0; }
[data-testid="stPageLink"] a * { white-space: normal; overflow: visible; text-overflow: clip; }
[data-testid="stPageLink"] a p { color: var(--accent); text-decoration: underline; text-underline-offset: .15em; }
.stButton button, .stFormSubmitButton button, .stLinkButton a, .stDownloadButton button { min-height: 44px; }
.zacht { color: var(--zacht); }
[data-testid="stHtml"] p { margin: 0 0 .4rem; }

.st-key-invullen { max-width: 36rem; }
.st-key-stand { display: none; }
.voortgang { height: 6px; border-radius: 3px; background: var(--lijn); margin: .5rem 0 1rem; overflow: hidden; }
.voortgang i { display: block; height: 100%; background: var(--primair); }
.kop { font-size: 1.5rem; font-weight: 650; line-height: 1.25; margin: 0 0 .25rem; }
[class*="st-key-antwoord-"] { margin-top: 1.25rem; }
[class*="st-key-antwoord-"] [data-testid="stWidgetLabel"] p { font-size: 1.2rem; font-weight: 600; line-height: 1.35; }
[class*="st-key-antwoord-"] [data-testid="stWidgetLabel"] { margin-bottom: .5rem; }
[class*="st-key-antwoord-"] [role="radiogroup"] { display: flex; flex-direction: column; gap: 6px; width: 100%; max-width: none; }
[class*="st-key-antwoord-"] button[role="radio"] { width: 100%; min-height: 46px; margin: 0 !important; padding: .45rem .9rem;
        justify-content: flex-start; border-radius: 8px !important; border: 1.5px solid #8a9296 !important; clip-path: none; }
[class*="st-key-antwoord-"] button[role="radio"] > div { justify-content: flex-start; width: 100%; }
[class*="st-key-antwoord-"] button[role="radio"]:last-of-type { margin-top: 8px !important; border-style: dashed !important; }
[class*="st-key-antwoord-"] button[role="radio"][aria-checked="true"] { background: var(--primair) !important; color: #fff !important;
        border: 1.5px solid var(--primair) !important; }
[class*="st-key-antwoord-"] button[role="radio"][aria-checked="true"] p { font-weight: 600; }
[class*="st-key-antwoord-"] button[role="radio"] p { font-size: 1.05rem; }
.st-key-invullen .stElementContainer:has(.herken) { margin-top: -.6rem; }
.herken summary { cursor: pointer; color: var(--zacht); min-height: 32px; padding-top: 4px; }
.herken p { margin: .25rem 0 .5rem; padding-left: .9rem; border-left: 3px solid var(--lijn); }
.opgeslagen { color: var(--zacht); font-size: .95rem; }
@media (min-width: 700px) {
  [class*="st-key-antwoord-"] [role="radiogroup"] { display: grid; grid-template-columns: repeat(5, 1fr); }
  [class*="st-key-antwoord-"] button[role="radio"] { padding: .45rem .25rem; }
  [class*="st-key-antwoord-"] button[role="radio"] > div { justify-content: center; }
  [class*="st-key-antwoord-"] button[role="radio"]:last-of-type { grid-column: 1 / span 2; margin-top: 2px !important; }
}

.qr { width: 100%; max-width: 260px; height: auto; border-radius: 8px; }
.adres { font-size: 1.25rem; font-weight: 600; overflow-wrap: anywhere; }
.code { font-size: 2.4rem; font-weight: 650; letter-spacing: .08em; line-height: 1.2; }
.teller { font-size: 1.5rem; margin: .75rem 0 .25rem; }
.teller b { font-size: 2.2rem; font-weight: 650; color: var(--accent); }

.legenda { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; font-size: .95rem; }
.legenda em { display: inline-block; width: 14px; height: 14px; border-radius: 3px; margin-right: 6px; vertical-align: -2px; }
.stelling { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: .25rem 1.5rem; align-items: center;
        padding: .8rem 0; border-top: 1px solid var(--lijn); }
.stelling > p { margin: 0 !important; }
.balk { display: flex; gap: 2px; height: 36px; border-radius: 4px; overflow: hidden; }
.balk span { display: flex; align-items: center; justify-content: center; font-weight: 600; min-width: 1.1rem; }
.klein { font-size: .92rem; margin: .3rem 0 0 !important; }
.geen { color: var(--zacht); border: 1.5px dashed var(--lijn); border-radius: 4px; padding: .35rem .7rem; margin: 0 !important; }
.tabel summary { cursor: pointer; min-height: 32px; padding-top: 8px; }
.schuif { overflow-x: auto; }
.tabel table { border-collapse: collapse; font-size: .92rem; width: 100%; }
.tabel th, .tabel td { text-align: right; padding: .35rem .5rem; border-top: 1px solid var(--lijn); font-weight: 400; }
.tabel th[scope="row"], .tabel th:first-child { text-align: left; }

.tabel.schuif th:last-child, .tabel.schuif td:last-child { text-align: left; }
.tabel.woorden th, .tabel.woorden td { text-align: left; }
.tabel.woorden th:first-child, .tabel.woorden td:nth-child(2) { white-space: nowrap; }
.smal { max-width: 70ch; }
.panelen { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1.75rem 2.25rem; }
.paneel h3 { font-size: 1.1rem; margin: 0; padding: 0; }
.paneel > p { color: var(--zacht); margin: 0 !important; }
.verloop { padding: 1.5rem 1.4rem 0 2rem; }
.vlak { position: relative; height: 8rem; }
.vlak > *, .aantallen span, .tikken span { position: absolute; }
.as { left: -.7rem; right: -.7rem; height: 1px; background: var(--lijn); }
.cijfer { left: -2rem; transform: translateY(-50%); color: var(--zacht); font-size: .82rem; }
.lijn { inset: 0; background: var(--accent); }
.punt { display: block; width: 15px; height: 15px; border: 2.5px solid var(--accent); border-radius: 50%; background: var(--grond);
        box-sizing: border-box; }
.punt.vol { background: var(--accent); }
.punt.kort { width: 10px; height: 10px; }
.punt.samen { border-color: var(--zacht); border-radius: 1px; width: 12px; height: 12px; rotate: 45deg; }
.druk .punt { width: 9px; height: 9px; border-width: 2px; }
.druk .punt.kort { width: 6px; height: 6px; }
.streep { display: block; width: 14px; height: 3px; background: var(--accent); }
.druk .streep { width: 7px; height: 2px; }
.drempel { display: block; top: 0; bottom: 0; border-left: 2px dotted var(--zacht); }
.vlak .punt, .vlak .streep { transform: translate(-50%, -50%); }
.vlak .punt.samen { transform: none; translate: -50% -50%; }
.waarde { transform: translate(-50%, calc(-100% - 9px)); color: var(--accent); font-size: 1.05rem; }
.waarde.onder { transform: translate(-50%, 9px); }
.aantallen, .tikken { position: relative; height: 1.35rem; font-size: .82rem; color: var(--zacht); }
.aantallen { margin-top: .7rem; }
.aantallen span, .tikken span { transform: translateX(-50%); white-space: nowrap; }
.tekens span { display: inline-flex; align-items: center; gap: .5rem; }
.tekens em { margin: 0; width: 16px; height: 16px; display: inline-flex; align-items: center; justify-content: center; }
.tekens .drempel { height: 16px; }
@media (min-width: 1600px) {
  [data-testid="stMainBlockContainer"]:has(.panelen) { max-width: 84rem; }
  .panelen { grid-template-columns: repeat(3, 1fr); gap: 2.5rem 3rem; }
  .paneel { font-size: 1.15rem; }
  .paneel h3 { font-size: 1.3rem; }
  .vlak { height: 10rem; }
  .cijfer, .aantallen, .tikken { font-size: 1rem; }
}

@media (max-width: 640px) {
  .stelling { grid-template-columns: 1fr; }
  [data-testid="stMainBlockContainer"] { padding: 3.5rem 1.1rem 4rem; }
  [data-testid="stMainBlockContainer"]:has(.st-key-invullen) { padding-top: 1.75rem; }
  h1 { font-size: 1.7rem !important; }
  .st-key-invullen .stButton button { width: 100%; }
}

/* --- Leidraad en Uitleg: lijsten van koppelingen, lopende tekst, afdrukken --- */
[class*="st-key-lijst-"] { border-top: 1px solid var(--lijn); }
[class*="st-key-lijst-"] [data-testid="stElementContainer"], [class*="st-key-lijst-"] [data-testid="stPageLink"],
[class*="st-key-lijst-"] [data-testid="stPageLink"] > div { width: 100% !important; }
[class*="st-key-lijst-"] [data-testid="stPageLink"] a { width: 100%; min-height: 52px; margin: 0; padding: .6rem 0;
        display: flex; align-items: center; border-bottom: 1px solid var(--lijn); border-radius: 0; }
[class*="st-key-leidraad-"] [data-testid="stPageLink"] a:not(:hover) { background: none; }
[class*="st-key-leidraad-"] [data-testid="stPageLink"] a p { font-weight: 400; white-space: normal; overflow: visible; }
[class*="st-key-lijst-"] [data-testid="stPageLink"] a p { font-size: 1.05rem; font-weight: 600; }
.st-key-kop-onderdeel [data-testid="stMarkdownContainer"] p, [class*="st-key-noot-"] p, .st-key-terug-onder p,
.st-key-bron p { color: var(--zacht); font-size: .95rem; max-width: none; }
.st-key-buren { border-top: 1px solid var(--lijn); margin-top: 2rem; padding-top: .75rem; }
.st-key-sector-keuze button { min-height: 44px; }
.st-key-hulp p { border-left: 4px solid var(--lijn); padding-left: .9rem; }
[class*="st-key-leidraad-"] li { margin-bottom: .35rem; }
.st-key-uitleg table { width: 100%; font-size: .95rem; }
.st-key-uitleg th, .st-key-uitleg td { text-align: left; vertical-align: top; }
@media (max-width: 640px) {
  .st-key-uitleg table { font-size: .85rem; }
  .st-key-uitleg th, .st-key-uitleg td { padding: .35rem .4rem; hyphens: auto; overflow-wrap: break-word; }
  .st-key-uitleg [data-testid="stMarkdownContainer"] { overflow-x: auto; }
}
@page { margin: 18mm; }
@media print {
  [data-testid="stHeader"], [class*="st-key-terug-"], .st-key-buren, .st-key-sector-keuze { display: none !important; }
  [data-testid="stMainBlockContainer"]:has([class*="st-key-leidraad-"]) { max-width: none; padding: 0; }
  html:has([class*="st-key-leidraad-"]), html:has([class*="st-key-leidraad-"]) :is(body, #root, [data-testid="stApp"],
  [data-testid="stAppViewContainer"], [data-testid="stMain"]) { background: #fff !important; }
  [class*="st-key-leidraad-"] * { color: #000 !important; background: none !important; }
  [class*="st-key-leidraad-"] :is(p, li) { max-width: none !important; font-size: 10.5pt !important; line-height: 1.4; }
  [class*="st-key-leidraad-"] h1 { font-size: 20pt !important; padding-top: 0 !important; }
  [class*="st-key-leidraad-"] h2 { font-size: 14pt !important; }
  h1, h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
}
/* --- einde Leidraad en Uitleg --- */

/* --- Zelfscan --- */
.st-key-zelfscan { max-width: 42rem; }
.st-key-zelfscan .stElementContainer:has(.herken) { margin-top: -.6rem; }
.st-key-zelfscan-keuze button { min-height: 44px; }
.st-key-zelfscan-keuze button[aria-checked="true"] p { color: var(--accent); font-weight: 600; }
[class*="st-key-bekijk-"] button { width: 100%; justify-content: flex-start; text-align: left; }
[class*="st-key-bekijk-"] button > div { justify-content: flex-start; }
.leestekst h3, .eigen h3 { font-size: 1.1rem; font-weight: 600; padding: .6rem 0 .2rem; margin: 0; }
.leestekst li { margin-bottom: .35rem; max-width: 70ch; }
.leestekst ul { margin: .2rem 0 .6rem; padding-left: 1.3rem; list-style: disc; }
.st-key-zelfscan .code { font-size: clamp(1.6rem, 7.5vw, 2.4rem); user-select: all; border: 2px solid var(--primair); border-radius: 8px;
        padding: .8rem 1rem; letter-spacing: .06em; font-variant-numeric: tabular-nums; }
@media (max-width: 640px) { .st-key-zelfscan .stButton button, .st-key-zelfscan .stDownloadButton button { width: 100%; } }
@media print { .st-key-zelfscan :is(.stButton, .stDownloadButton, [data-testid="stExpander"]) { display: none; } }
/* --- einde Zelfscan --- */
"""
    + own.CSS
)


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{CSS}</style>")
