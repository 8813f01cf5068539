"""The style of the shared screen, apart from ui/shell/style.py because a phone should not carry it.

One unit, `--u`, is a hundredth of a 16:9 screen that just fits: everything grows and shrinks with the projector.
Nothing is smaller than 1.5 of it: 28 px and a bit at 1920 x 1080.
"""

CSS = """
.wand { --u: min(1vw, 1.7778vh); --inkt: light-dark(#1c2b33, #e9eef0); --licht: light-dark(#c3dade, #2c5662);
        --punt: light-dark(#0b5563, #7cc3d3); position: fixed; inset: 0; z-index: 1000000; box-sizing: border-box;
        display: flex; flex-direction: column; overflow: hidden; padding: calc(3 * var(--u)) calc(4 * var(--u)) calc(2 * var(--u));
        background: var(--grond); color: var(--inkt); font-size: calc(1.75 * var(--u)); line-height: 1.3; }
.wand * { box-sizing: border-box; }
.wand p, .wand h1, .wand h2, .wand ol { margin: 0 !important; padding: 0; max-width: none; letter-spacing: -.005em; }
.wand h1 { font-size: calc(3.1 * var(--u)) !important; line-height: 1.15; font-weight: 650; text-wrap: balance; }
.wand h2 { font-size: calc(2 * var(--u)); line-height: 1.2; font-weight: 650; }
.wand .zacht { color: var(--zacht); }
.wand .onder { font-size: calc(1.8 * var(--u)); color: var(--zacht); margin-top: calc(.5 * var(--u)) !important; }
.wand main { flex: 1; min-height: 0; display: flex; flex-direction: column; padding: calc(1.6 * var(--u)) 0 calc(1 * var(--u)); }
.wand footer { display: flex; justify-content: space-between; color: var(--zacht); font-size: calc(1.5 * var(--u)); }
.wand main.midden { justify-content: center; }

.wand-mee { display: grid; grid-template-columns: auto 1fr; gap: calc(5 * var(--u)); align-items: center; flex: 1; }
.wand-mee img { display: block; width: calc(36 * var(--u)); height: calc(36 * var(--u)); border-radius: calc(.6 * var(--u)); }
.wand-mee dl { margin: 0; display: grid; gap: calc(.2 * var(--u)); }
.wand-mee dt { color: var(--zacht); margin: 0; font-size: calc(1.75 * var(--u)); font-weight: 400; }
.wand-mee dd { margin: 0 0 calc(1.8 * var(--u)); font-weight: 600; font-size: calc(2.6 * var(--u)); line-height: 1.2; overflow-wrap: anywhere; }
.wand-mee dd.code { font-size: calc(6.4 * var(--u)); font-weight: 650; letter-spacing: .06em; color: var(--punt);
        line-height: 1.1; }
.wand-mee.met-wifi { grid-template-columns: auto auto 1fr; gap: calc(3.5 * var(--u)); }
.wand-mee.met-wifi img { width: calc(25 * var(--u)); height: calc(25 * var(--u)); }
.wand-mee.met-wifi dd.code { font-size: calc(4.8 * var(--u)); }
.wand-mee.met-wifi dd { font-size: calc(2 * var(--u)); }
.wand-mee figure { margin: 0; }
.wand-mee figcaption { font-size: calc(1.75 * var(--u)); font-weight: 600; margin-bottom: calc(.8 * var(--u)); }

.wand-tel { display: flex; align-items: baseline; gap: calc(1.4 * var(--u)); font-size: calc(3 * var(--u)); }
.wand-tel b { font-size: calc(11 * var(--u)); line-height: 1; font-weight: 650; color: var(--punt); font-variant-numeric: tabular-nums; }
.wand-stippen { display: flex; flex-wrap: wrap; gap: calc(1 * var(--u)); margin-top: calc(3.2 * var(--u)); max-width: calc(90 * var(--u)); }
.wand-stippen i { width: calc(2.3 * var(--u)); height: calc(2.3 * var(--u)); border-radius: 50%; border: calc(.2 * var(--u)) solid var(--lijn); }
.wand-stippen i.vol { background: var(--punt); border-color: var(--punt); }
.wand-stippen.klein { gap: calc(.55 * var(--u)); }
.wand-stippen.klein i { width: calc(1.3 * var(--u)); height: calc(1.3 * var(--u)); }

.wand-delen { display: grid; grid-template-columns: 1fr 1fr; gap: calc(5 * var(--u)); flex: 1; }
.wand-delen section { display: flex; flex-direction: column; }
.wand-einden { display: flex; justify-content: space-between; color: var(--zacht); font-size: calc(1.5 * var(--u)); }
.wand-delen .wand-einden { margin: calc(.4 * var(--u)) 0 calc(.6 * var(--u)); }
.wand-rij { height: calc(5.95 * var(--u)); }
.wand-naam { display: flex; justify-content: space-between; gap: calc(1.5 * var(--u)); align-items: baseline; font-size: calc(1.8 * var(--u)); }
.wand-naam b { font-weight: 600; white-space: nowrap; }
.wand-naam span { color: var(--zacht); font-size: calc(1.6 * var(--u)); text-align: right; line-height: 1.15; }
.wand-as { position: relative; height: calc(1.5 * var(--u)); margin: calc(.3 * var(--u)) calc(.75 * var(--u)) 0; }
.wand-as::before { content: ""; position: absolute; left: calc(-.75 * var(--u)); right: calc(-.75 * var(--u)); top: 50%; height: calc(.14 * var(--u));
        translate: 0 -50%; background: var(--lijn); }
.wand-as.leeg::before { height: 0; background: none; border-top: calc(.16 * var(--u)) dashed var(--lijn); }
.wand-as em { position: absolute; top: 50%; translate: 0 -50%; height: calc(.6 * var(--u)); border-radius: calc(.3 * var(--u)); background: var(--licht); }
.wand-as i { position: absolute; top: 50%; width: calc(1.5 * var(--u)); height: calc(1.5 * var(--u)); translate: -50% -50%; border-radius: 50%;
        background: var(--punt); }
.wand-as b { position: absolute; top: 100%; translate: -50% 0; font-size: calc(1.65 * var(--u)); line-height: 1.25; color: var(--punt);
        font-variant-numeric: tabular-nums; }

.wand-kop { display: grid; grid-template-columns: auto auto 1fr; align-items: baseline; column-gap: calc(1 * var(--u)); margin-bottom: calc(1.2 * var(--u)); }
.wand-cijfer { font-size: calc(4.4 * var(--u)); line-height: 1; font-weight: 650; color: var(--punt); }
.wand-kop p { font-size: calc(2.2 * var(--u)); font-weight: 600; padding-left: calc(2 * var(--u)); }
.wand-sleutel { display: flex; justify-content: flex-end; gap: calc(1.6 * var(--u)); font-size: calc(1.5 * var(--u)); margin-bottom: calc(.4 * var(--u)); }
.wand-sleutel em { display: inline-block; width: calc(1.2 * var(--u)); height: calc(1.2 * var(--u)); border-radius: calc(.2 * var(--u));
        margin-right: calc(.5 * var(--u)); vertical-align: calc(-.12 * var(--u)); }
.wand-stellingen { flex: 1; display: flex; flex-direction: column; min-height: 0; }
.wand-stelling { flex: 0 1 calc(8.5 * var(--u)); min-height: 0; display: grid; grid-template-columns: 11fr 10fr; gap: calc(3 * var(--u)); align-items: center;
        border-top: calc(.1 * var(--u)) solid var(--lijn); }
.wand-stelling p { font-size: calc(1.75 * var(--u)); line-height: 1.22; text-wrap: pretty; }
.veel .wand-stelling p { font-size: calc(1.6 * var(--u)); }
.wand-balk { display: flex; gap: calc(.12 * var(--u)); height: calc(3.2 * var(--u)); border-radius: calc(.25 * var(--u)); overflow: hidden; }
.wand-balk span { display: flex; align-items: center; justify-content: center; font-weight: 600; min-width: calc(1.9 * var(--u)); font-size: calc(1.7 * var(--u)); }
.wand .wand-geen { color: var(--zacht); border: calc(.14 * var(--u)) dashed var(--lijn); border-radius: calc(.25 * var(--u)); font-size: calc(1.5 * var(--u));
        padding: calc(.5 * var(--u)) calc(1 * var(--u)); }
.wand-groot .wand-balk { height: calc(6.4 * var(--u)); }
.wand-groot .wand-balk span { font-size: calc(2.6 * var(--u)); }
.wand-groot .wand-einden { font-size: calc(1.75 * var(--u)); margin-top: calc(.7 * var(--u)); }
.wand-groot .wand-ongeveer, .wand-groot .wand-geen { font-size: calc(2.4 * var(--u)) !important; }
.wand .wand-zin { font-size: calc(2.7 * var(--u)); font-weight: 650; line-height: 1.25; margin-top: calc(2 * var(--u)) !important; }
.wand .wand-zin span { font-weight: 400; color: var(--zacht); }
.wand .wand-vraag { font-size: calc(2.2 * var(--u)); color: var(--zacht); margin-top: calc(.9 * var(--u)) !important; max-width: calc(82 * var(--u)); }
.wand .wand-vraag b { color: var(--inkt); font-weight: 600; }
.wand-vorm { display: flex; gap: calc(1.2 * var(--u)); margin-top: auto; font-size: calc(1.65 * var(--u)); }
.wand-vorm span { border-top: calc(.2 * var(--u)) solid var(--punt); padding-top: calc(.6 * var(--u)); flex: 1; }
.wand-vorm b { display: block; font-weight: 600; }
.wand-vorm i { font-style: normal; color: var(--zacht); }

.wand-naast { display: grid; grid-template-columns: calc(17 * var(--u)) 1fr calc(21 * var(--u)); column-gap: calc(2 * var(--u)); row-gap: calc(.3 * var(--u)); align-items: center; }
.wand-naast > :first-child, .wand-soort { font-size: calc(1.65 * var(--u)); }
.wand-as.plat { margin-top: 0; }
.wand-as i.later { background: var(--grond); border: calc(.3 * var(--u)) solid var(--punt); }
.wand-as i.samen { border-radius: 0; rotate: 45deg; width: calc(1.3 * var(--u)); height: calc(1.3 * var(--u)); background: var(--inkt); }
.wand-waarde { font-size: calc(1.65 * var(--u)); font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.wand-naast.boven { margin-bottom: calc(.3 * var(--u)); }
.wand-waarde i { font-style: normal; font-weight: 400; color: var(--zacht); }
.wand-blok { border-top: calc(.1 * var(--u)) solid var(--lijn); padding: calc(.75 * var(--u)) 0 calc(1.2 * var(--u)); }
.wand-blok > p { font-weight: 600; font-size: calc(1.85 * var(--u)); line-height: 1.2; margin-bottom: calc(.35 * var(--u)) !important; }
.wand .wand-noot { color: var(--zacht); font-size: calc(1.6 * var(--u)); border-top: calc(.1 * var(--u)) solid var(--lijn);
        padding-top: calc(.8 * var(--u)); }
.wand-blok .bewijs { font-weight: 400; font-size: calc(1.65 * var(--u)); color: var(--zacht); margin-left: calc(1.2 * var(--u)); }
.veel .wand-blok { padding: calc(.5 * var(--u)) 0 calc(.7 * var(--u)); }
.veel .wand-blok > p { font-size: calc(1.65 * var(--u)); margin-bottom: 0 !important; }
.veel .wand-blok .bewijs { font-size: calc(1.5 * var(--u)); }
.veel .wand-naast { row-gap: 0; }
.veel :is(.wand-soort, .wand-waarde) { font-size: calc(1.5 * var(--u)); line-height: 1.25; }

.wand-keus { display: grid; font-size: calc(1.7 * var(--u)); line-height: 1.25; height: calc(5.6 * var(--u)); align-content: start; }
.wand-delen.keuzes h2 { margin-bottom: calc(1 * var(--u)) !important; }
.wand-keus div { display: flex; align-items: center; height: calc(2.4 * var(--u)); }
.wand-keus div i { height: calc(2 * var(--u)); background: var(--punt); border-radius: calc(.2 * var(--u)); margin-right: calc(.8 * var(--u)); }
.wand-keus div b { font-weight: 650; }
.wand-keus div em { font-style: normal; color: var(--zacht); font-size: calc(1.6 * var(--u)); }
.wand-speerpunten { display: grid; gap: calc(4 * var(--u)); }
.wand-speerpunt { border-left: calc(.6 * var(--u)) solid var(--punt); padding-left: calc(2.5 * var(--u)); }
.wand-speerpunt h2 { font-size: calc(2.8 * var(--u)) !important; }
.wand-speerpunt p { font-size: calc(2.1 * var(--u)); margin-top: calc(.8 * var(--u)) !important; color: var(--zacht); }
.wand .wand-lijst { list-style: none; margin: 0; display: grid; gap: calc(2.6 * var(--u)); counter-reset: stelling; }
.wand-lijst li { counter-increment: stelling; display: grid; grid-template-columns: calc(4 * var(--u)) 1fr; margin: 0; max-width: none; }
.wand-lijst li::before { content: counter(stelling); grid-row: span 2; color: var(--punt); font-weight: 650; font-size: calc(2.4 * var(--u)); }
.wand-lijst p { font-size: calc(2.4 * var(--u)); font-weight: 600; line-height: 1.25; }
.wand-lijst span { font-size: calc(1.75 * var(--u)); }

.wand-stil { position: fixed; right: calc(4 * min(1vw, 1.7778vh)); top: calc(1.2 * min(1vw, 1.7778vh)); z-index: 1000001; margin: 0 !important;
        color: var(--zacht); font-size: calc(1.5 * min(1vw, 1.7778vh)); opacity: 0; animation: wand-stil 0s linear 8s forwards; }
@keyframes wand-stil { to { opacity: 1; } }
.st-key-scherm [data-stale], .st-key-scherm [data-stale="true"] { opacity: 1 !important; transition: none !important; }
[data-testid="stApp"]:has(.wand) :is([data-testid="stHeader"], [data-testid="stStatusWidget"], [data-testid="stToolbar"],
[data-testid="stDecoration"]) { display: none !important; }
body:has(.wand) :is([data-testid="stDialog"], [data-baseweb="modal"], [data-testid="stToastContainer"]) { display: none !important; }
"""
