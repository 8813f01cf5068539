"""All CSS of the app, in one place and as little as possible: touch size, reading width, and our own few parts.

The browser gets it as a file (leidraad/server/stylesheet.py).
"""

from leidraad.charts import own, own_beside_team

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
.zacht, [data-testid="stCaptionContainer"] p { color: var(--zacht); }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { opacity: 1; }
/* The chosen one of a few: in the dark Streamlit's own colour for it is too faint to read. */
:is(.st-key-zelfscan-keuze, .st-key-dag-delen, .st-key-programma-lengte, [class*="st-key-vorm-"]) button[aria-checked="true"] p {
        color: var(--accent); font-weight: 600; }
[data-testid="stHtml"] p { margin: 0 0 .4rem; }

.st-key-invullen { max-width: 36rem; }
[class*="st-key-stand-"] { display: none; }
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

/* --- Bereikbaar voor telefoons --- */
.bereikt { font-size: 1.25rem; margin: .75rem 0 0 !important; }
.bereikt b { font-size: 1.5rem; font-weight: 650; color: var(--accent); }
[data-testid="stHtml"] code { overflow-wrap: anywhere; font-size: .88em; }
/* --- einde Bereikbaar voor telefoons --- */

/* --- Aanmelden --- */
.deur { display: inline-flex; align-items: center; min-height: 44px; padding: .4rem 1.2rem; border-radius: 6px; font-weight: 600;
        border: 1.5px solid var(--primair); color: var(--accent) !important; text-decoration: none !important; }
.deur:hover { background: light-dark(#e4eff1, #16333b); }
.deur:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[class*="st-key-account-"] { max-width: 30rem; }
/* --- einde Aanmelden --- */

/* --- Zelfscan --- */
.st-key-zelfscan { max-width: 42rem; }
.st-key-zelfscan .stElementContainer:has(.herken) { margin-top: -.6rem; }
.st-key-zelfscan-keuze button { min-height: 44px; }
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

/* --- Vergelijken: teams naast elkaar, de school door de jaren --- */
[data-testid="stMainBlockContainer"]:has(.vol) { max-width: 84rem; }
.st-key-vergelijk-keuze { border-block: 1px solid var(--lijn); padding: .9rem 0 1rem; margin: .25rem 0 .75rem; }
.telling, .bezoek { list-style: none !important; padding: 0 !important; margin: 0 0 .75rem !important; }
.telling { max-width: 34rem; }
.telling li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .3rem 0 .1rem !important; margin: 0 !important; color: var(--zacht); }
.telling b { font-weight: 400; font-variant-numeric: tabular-nums; white-space: nowrap; }
.telling i { grid-column: 1 / -1; height: 5px; border-radius: 3px; background: var(--lijn); overflow: hidden; margin-top: .15rem; }
.telling u { display: block; height: 100%; background: var(--zacht); border-radius: 3px; }
.telling .meest { color: inherit; }
.telling .meest span, .telling .meest b { font-weight: 650; }
.telling .meest u { background: var(--accent); }
.bezoek li { padding: .45rem 0 !important; margin: 0 !important; border-top: 1px solid var(--lijn); max-width: 70ch; }
.bezoek li:last-child { border-bottom: 1px solid var(--lijn); }
.naast { overflow-x: auto; border-block: 1px solid var(--lijn); scrollbar-width: thin; }
.naast table { border-collapse: separate; border-spacing: 0; }
.naast th, .naast td { text-align: left; vertical-align: top; font-weight: 400; padding: .8rem .9rem; border: 0;
        border-top: 1px solid var(--lijn); min-width: 10.5rem; max-width: 12rem; }
.naast thead th, .naast thead td { border-top: 0; vertical-align: bottom; }
.naast tr > :first-child { position: sticky; left: 0; z-index: 1; background: var(--grond); min-width: 9.5rem; max-width: 9.5rem;
        padding-left: 0; border-right: 1px solid var(--lijn); hyphens: auto; overflow-wrap: break-word; }
.naast tbody th { font-weight: 600; }
.naast tbody th small { font-weight: 400; margin-top: .2rem; }
.naast thead b { display: block; font-weight: 650; line-height: 1.3; overflow-wrap: anywhere; }
.naast small { display: block; color: var(--zacht); font-size: .85rem; line-height: 1.4; }
.naast em { display: inline-block; font-style: normal; font-size: .82rem; line-height: 1.3; border: 1px solid var(--zacht); border-radius: 3px;
        padding: .05rem .35rem; margin: .25rem .3rem 0 0; }
.naast .uiteinden span { display: block; color: var(--zacht); font-size: .82rem; }
.naast td p { margin: 0; font-size: .9rem; line-height: 1.35; }
.naast td p + p + p { color: var(--zacht); }
.naast .score { display: flex; justify-content: space-between; align-items: baseline; margin: .1rem 0 .15rem; }
.naast .score b { font-size: 1.2rem; font-weight: 650; color: var(--accent); font-variant-numeric: tabular-nums; }
.naast .score span { color: var(--zacht); font-size: .85rem; }
.as5 { position: relative; height: 18px; margin: 0 7px; }
.as5::before { content: ""; position: absolute; left: -7px; right: -7px; top: 8px; height: 2px; background: var(--lijn); }
.as5 i { position: absolute; top: 50%; }
.as5 i, .naast-legenda i { box-sizing: border-box; width: 14px; height: 14px; border-radius: 50%; }
.as5 i { transform: translate(-50%, -50%); }
.as5 .nu, .naast-legenda .nu { background: var(--accent); }
.as5 .toen, .naast-legenda .toen { border: 2px solid var(--accent); background: var(--grond); opacity: .75; }
.as5 .ruit { transform: translate(-50%, -50%) rotate(45deg); border-radius: 1px; width: 12px; height: 12px; border: 2.5px solid var(--zacht);
        background: var(--grond); }
.naast .onder p { border: 1.5px dotted var(--zacht); border-radius: 4px; padding: .35rem .5rem; color: var(--zacht); }
.naast .niets p, .naast .anders p { color: var(--zacht); }
.naast .niets p::before { content: "– "; }
.naast-legenda { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; font-size: .95rem; color: var(--zacht); }
.naast-legenda span { display: inline-flex; align-items: center; gap: .5rem; }
.naast-legenda .ruit { rotate: 45deg; border-radius: 1px; width: 12px; height: 12px; border: 2.5px solid var(--zacht); }
.naast-legenda .onder { border: 1.5px dotted var(--zacht); border-radius: 3px; width: 22px; }
.naast-legenda .niets { width: 14px; height: 2px; border-radius: 0; background: var(--zacht); }
@media (max-width: 640px) {
  .naast tr > :first-child { min-width: 6.8rem; max-width: 6.8rem; padding-right: .4rem; font-size: .86rem; }
  .st-key-vergelijk-keuze [data-testid="stHorizontalBlock"] { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem .8rem; }
  .st-key-vergelijk-keuze [data-testid="stColumn"] { min-width: 0; width: auto; }
  .naast th, .naast td { min-width: 8.9rem; padding: .65rem .6rem; }
}
.teamstip { box-sizing: border-box; width: 12px; height: 12px; border-radius: 50%; background: var(--accent); opacity: .8;
        transform: translate(-50%, -50%); }
.teamstip.klein { width: 7px; height: 7px; }
.teams-balk { height: 3px; background: var(--accent); transform: translate(-50%, -50%); }
.tweeluik table { min-width: 30rem; }
.tweeluik .baan { width: 55%; padding: .35rem 1.2rem; }
.as5 .ander, .tweeluik .ander { background: var(--grond); border: 2.5px solid var(--zacht); border-radius: 2px; }
.tweeluik th i { display: inline-block; box-sizing: border-box; width: 12px; height: 12px; border-radius: 50%; margin-right: .4rem; }
.tweeluik th .nu { background: var(--accent); }
.tweeluik th .ander { border-radius: 2px; }
.tweeluik td { white-space: nowrap; font-variant-numeric: tabular-nums; }
.as5 .anderen { height: 14px; border-radius: 3px; background: color-mix(in srgb, var(--zacht) 42%, var(--grond)); transform: translateY(-50%); min-width: 3px; }
.naast-legenda .anderen { width: 26px; border-radius: 3px; background: color-mix(in srgb, var(--zacht) 42%, var(--grond)); }
.st-key-uitwisseling-bestand [data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
.st-key-uitwisseling-bestand button p { font-size: 0; }
.st-key-uitwisseling-bestand button p::after { content: "Kies een bestand"; font-size: 1rem; }
/* --- einde Vergelijken --- */

/* --- Studiedag op de telefoon --- */
.st-key-volg, .stElementContainer:has([data-volg]) { display: none; }
.gespreksstelling { border-left: 4px solid var(--primair); padding: .2rem 0 .2rem .9rem; margin: .6rem 0 !important; }
.gespreksstelling > p:first-child { font-size: 1.2rem; font-weight: 600; line-height: 1.35; }
[class*="st-key-kiezen-"] [data-testid="stWidgetLabel"] p { font-size: 1rem; }
[class*="st-key-kiezen-"] [data-testid="stButtonGroup"] > div { display: flex; flex-direction: column; gap: 6px; width: 100%; max-width: none; }
[class*="st-key-kiezen-"] [data-testid="stButtonGroup"] button { width: 100%; min-height: 48px; height: auto; justify-content: flex-start;
        text-align: left; border-radius: 8px !important; padding: .5rem .9rem; border: 1.5px solid #8a9296 !important; }
[class*="st-key-kiezen-"] [data-testid="stButtonGroup"] button > div { justify-content: flex-start; width: 100%; }
[class*="st-key-kiezen-"] [data-testid="stButtonGroup"] button p { white-space: normal; font-size: 1.05rem; line-height: 1.35; text-align: left; }
[class*="st-key-kiezen-"] [data-testid="stButtonGroup"] button:is([aria-pressed="true"], [aria-checked="true"]) {
        background: var(--primair) !important; color: #fff !important; border-color: var(--primair) !important; }
[class*="st-key-kiezen-"] [data-testid="stButtonGroup"] button:is([aria-pressed="true"], [aria-checked="true"]) p { font-weight: 600; }
/* --- einde Studiedag op de telefoon --- */

/* --- Console van de studiedag, programma, nalopen --- */
.st-key-studiedag { max-width: 40rem; }
.dag-kop { color: var(--zacht); font-size: .95rem; margin: 0 !important; }
.st-key-dag-delen button { min-height: 44px; }
.dag-stand { display: flex; justify-content: space-between; gap: 1rem; color: var(--zacht); font-size: .95rem;
        font-variant-numeric: tabular-nums; margin: 0 !important; }
.st-key-studiedag .voortgang { margin: .35rem 0 0; }
.zeg-dit { border-left: 4px solid var(--primair); padding: .1rem 0 .1rem 1rem; }
.zeg-dit summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: .2rem 0 .35rem; }
.zeg-dit:not([open]) summary { min-height: 44px; padding-top: .6rem; }
.zeg-dit p { font-size: 1.12rem; line-height: 1.45; margin: 0 0 .55rem !important; }
.zeg-dit p:last-child { margin: 0 !important; }
.doe-dit summary { cursor: pointer; min-height: 44px; padding-top: .7rem; color: var(--accent); }
.doe-dit ul, .gesprek-vragen ul { margin: 0; padding-left: 1.2rem; list-style: disc; }
.doe-dit ul { color: var(--zacht); }
.doe-dit li, .vinken li, .gesprek-vragen li { margin-bottom: .3rem; }
.dag-stap { font-size: 1.7rem !important; padding: 0; margin: 1.1rem 0 0; }
.st-key-dag-terug { gap: 0; }
.gesprek-vragen p { margin: .6rem 0 .3rem !important; font-weight: 600; }
[data-testid="stLayoutWrapper"]:has(> .st-key-dag-knoppen) { position: sticky; bottom: 0; z-index: 5; }
.st-key-dag-knoppen { background: var(--grond); padding: .75rem 0 .9rem; gap: .6rem; border-top: 1px solid var(--lijn); }
.st-key-dag-knoppen button { min-height: 52px; }
.st-key-dag-kiezen button { justify-content: flex-start; text-align: left; }
.st-key-dag-kiezen button > div { justify-content: flex-start; }
.op-scherm, .vraag { margin: 0 !important; }
.op-scherm { font-size: 1.05rem; }
.gesprek { border-top: 1px solid var(--lijn); padding-top: .8rem; }
.gesprek h3 { font-size: 1.12rem; font-weight: 600; line-height: 1.35; margin: 0; padding: 0 0 .2rem; letter-spacing: 0; }
.gesprek p { margin: 0 0 .3rem !important; }
[class*="st-key-oordeel-"] [role="radiogroup"] { display: flex; flex-wrap: wrap; gap: 6px; max-width: none; }
[class*="st-key-oordeel-"] button[role="radio"] { min-height: 46px; min-width: 3.4rem; margin: 0 !important; border-radius: 8px !important;
        border: 1.5px solid #8a9296 !important; clip-path: none; }
[class*="st-key-oordeel-"] button[role="radio"][aria-checked="true"] { background: var(--primair) !important; color: #fff !important;
        border-color: var(--primair) !important; }
.nagekeken { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 1rem; border-top: 1px solid var(--lijn); padding: .7rem 0; }
.nagekeken > b { font-weight: 600; color: var(--zacht); }
.nagekeken.doen > b { color: var(--accent); }
.nagekeken strong { font-weight: 600; }
.nagekeken p { margin: 0 !important; color: var(--zacht); }
.vinken { list-style: none !important; padding: 0 !important; margin: 0 !important; }
.vinken li { position: relative; padding-left: 1.9rem; max-width: 70ch; margin-left: 0 !important; }
.vinken li::before { content: ""; position: absolute; left: 0; top: .25rem; width: 1rem; height: 1rem; border: 1.5px solid var(--zacht); border-radius: 3px;
        box-sizing: border-box; }
.st-key-programma-lengte button { min-height: 44px; }
.programma h1 { font-size: 1.6rem !important; padding: 0; margin: .4rem 0 .2rem; }
.programma h2 { font-size: 1.2rem; padding: 0; margin: 1.2rem 0 .5rem; }
.programma h3 { font-size: 1.1rem; padding: 0; margin: 0 0 .25rem; }
.programma table { border-collapse: collapse; width: 100%; }
.programma th, .programma td { border: 0; border-top: 1px solid var(--lijn); padding: .8rem 0; text-align: left; vertical-align: top; font-weight: 400; }
.programma th { width: 5rem; font-variant-numeric: tabular-nums; }
.programma th b { display: block; font-weight: 600; }
.programma th span { color: var(--zacht); font-size: .92rem; }
.programma td p { margin: 0 0 .3rem !important; }
.programma td ul { margin: .3rem 0 0; padding-left: 1.2rem; list-style: disc; color: var(--zacht); }
.programma section { margin-top: .8rem; break-inside: avoid; }
.programma .stelling-tekst { font-weight: 600; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"]:has(.st-key-studiedag) { padding-bottom: 1rem; }
  .nagekeken { grid-template-columns: 1fr; }
  .programma th { width: 3.9rem; }
}
@media print {
  [data-testid="stMainBlockContainer"]:has(.programma) { max-width: none; padding: 0; }
  html:has(.programma), html:has(.programma) :is(body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"])
        { background: #fff !important; }
  .programma * { color: #000 !important; }
  .programma tr { break-inside: auto; }
  .st-key-studiedag:has(.programma) { max-width: none; }
  :is(.st-key-dag-delen, .st-key-programma-lengte, .dag-kop), .st-key-studiedag:has(.programma) [data-testid="stCaptionContainer"]
        { display: none !important; }
  .programma :is(p, li, td, th) { font-size: 10pt !important; line-height: 1.35; }
  .programma h1 { font-size: 18pt !important; } .programma h2 { font-size: 13pt; } .programma h3 { font-size: 11pt; }
  .programma td, .programma th { padding: 5pt 0; }
}
/* --- einde Console van de studiedag --- */

/* --- Beheer --- */
.st-key-beheer-delen { border-bottom: 1px solid var(--lijn); margin-bottom: .75rem; gap: 0 1.5rem !important; }
.st-key-beheer-delen :is(a, .hier) { display: flex; align-items: center; min-height: 48px; padding: 0 !important; border-radius: 0;
        border-bottom: 3px solid transparent; background: none !important; font-size: 1.05rem; }
.st-key-beheer-delen .hier { border-color: var(--accent); font-weight: 650; }
.st-key-beheer-delen a p { text-decoration: none !important; font-weight: 400; font-size: 1.05rem; }
.st-key-beheer-delen a:hover { border-color: var(--lijn); }
.st-key-beheer-delen :is(.stElementContainer, [data-testid="stHtml"], [data-testid="stPageLink"], [data-testid="stPageLink"] > div) { height: 48px; margin: 0; }
.st-key-beheer-delen :is(a, .hier) { height: 48px; margin: 0 !important; }
.st-key-beheer [data-testid="stPageLink"] a:not(:hover) { background: none; }
.st-key-beheer [data-testid="stPageLink"] a p { font-weight: 400; }
.st-key-beheer-lijst { border-top: 1px solid var(--lijn); margin-bottom: .5rem; }
[class*="st-key-beheer-rij-"] { border-bottom: 1px solid var(--lijn); padding: .45rem 0 .6rem; gap: 0 .25rem !important; }
[class*="st-key-beheer-rij-"] [data-testid="stPageLink"] a { background: none; min-height: 34px; padding: 0; }
.st-key-beheer [class*="st-key-beheer-rij-"] [data-testid="stPageLink"] a p { font-weight: 600; }
[class*="st-key-beheer-rij-"] .klein { margin: 0 !important; overflow-wrap: anywhere; }
:is([class*="st-key-beheer-omhoog-"], [class*="st-key-beheer-omlaag-"]) button { width: 44px; min-height: 44px; padding: 0; position: relative; }
:is([class*="st-key-beheer-omhoog-"], [class*="st-key-beheer-omlaag-"]) button p { position: absolute; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); white-space: nowrap; }
.st-key-beheer [data-testid="stPopover"] button { min-height: 44px; }
.sleutel { font-size: 1.05rem; font-weight: 600; overflow-wrap: anywhere; user-select: all; padding: .7rem .9rem; border-radius: 6px;
        background: light-dark(#e4eff1, #16333b); }
.logboek h3 { font-size: 1.05rem; font-weight: 600; padding: 1rem 0 .25rem; margin: 0; }
.logboek ul { list-style: none; margin: 0; padding: 0; }
.logboek li { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr) minmax(0, 12rem); gap: 0 1rem; padding: .5rem 0; margin: 0;
        border-top: 1px solid var(--lijn); }
.logboek :is(p, small) { margin: 0 !important; overflow-wrap: anywhere; }
.logboek p::first-letter { text-transform: uppercase; }
.logboek small { display: block; color: var(--zacht); font-size: .92rem; }
.logboek time { color: var(--zacht); font-variant-numeric: tabular-nums; }
.logboek span { text-align: right; }
.st-key-beheer-termijnen table { width: 100%; font-size: .95rem; border: 0; }
.st-key-beheer-termijnen :is(th, td) { text-align: left; vertical-align: top; border-width: 0 0 1px !important; border-color: var(--lijn) !important;
        padding: .6rem 1rem .6rem 0; }
@media (max-width: 640px) {
  .st-key-beheer-delen { gap: 0 1.1rem !important; }
  .logboek li { grid-template-columns: 3.2rem minmax(0, 1fr); }
  .logboek span { grid-column: 2; text-align: left; color: var(--zacht); font-size: .92rem; }
}
/* --- einde Beheer --- */
"""
    + own.CSS
    + own_beside_team.CSS
)
