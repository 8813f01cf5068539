"""The one HTML page that Streamlit sends, made Dutch: language, title, text without JavaScript,
our style sheet, no single-key shortcuts (r and c) outside a field, each new screen from its top, a save line that follows,
and phones that follow a study day.
Works on the exact text of the pinned Streamlit."""

import gzip
import re
from functools import lru_cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leidraad import product
from leidraad.machine.subpath import inside
from leidraad.server.middleware import stylesheet
from leidraad.server.middleware.static_files import accepts_gzip
from leidraad.server.streamlit_inside import preloads

NOSCRIPT = (
    "<noscript><p>De Leidraad Teamscan heeft JavaScript nodig. Zet JavaScript aan in je browser "
    "en laad de pagina opnieuw.</p></noscript>"
)
# Streamlit listens for bare r (rerun) and c (clear cache) on the document; WCAG 2.1.4 asks for a way out.
SHORTCUT_GUARD = (
    'for(const t of["keydown","keypress","keyup"])window.addEventListener(t,function(e){'
    "if(e.ctrlKey||e.metaKey||e.altKey||!/^[rc]$/i.test(e.key))return;"
    "const f=e.composedPath()[0];"
    'if(f&&f.closest&&f.closest("input,textarea,select,canvas,[contenteditable],[role=grid]"))return;'
    "e.stopImmediatePropagation()},true)"
)
# A part of a page marked data-scherm begins a new screen: show it from the top, where the last one was left.
SCROLL_UP = (
    "let was=null;new MutationObserver(function(){"
    'const e=document.querySelector("[data-scherm]"),m=document.querySelector("[data-testid=stMain]");'
    'if(!e||!m)return;const now=e.getAttribute("data-scherm");'
    "if(now!==was){was=now;m.scrollTo(0,0)}"
    '}).observe(document,{subtree:true,childList:true,attributes:true,attributeFilter:["data-scherm"]})'
)
# On a study day (data-volg names the measurement, data-stand what is drawn): ask the server every 1,6 s whether the day
# went on, and then press the button that nobody sees. No answer, or the same one again: wait.
FOLLOW_THE_DAY = (
    "let asking=false,pressed='';setInterval(function(){"
    'const e=document.querySelector("[data-volg]");if(!e||asking||document.hidden)return;asking=true;'
    'fetch("stand/"+e.getAttribute("data-volg"),{cache:"no-store"})'
    ".then(function(r){return r.ok?r.text():null})"
    ".then(function(now){"
    'const b=document.querySelector(".st-key-volg button");'
    'if(!now||!b||b.disabled||now===e.getAttribute("data-stand")||now+"|"+Math.floor(Date.now()/6000)===pressed)return;'
    'pressed=now+"|"+Math.floor(Date.now()/6000);b.click()'
    "}).catch(function(){}).finally(function(){asking=false})},1400+400*Math.random())"
)
# A tap draws only its own statement again, and with it the new words of the save line at the end of the screen.
SAVE_LINE = (
    "new MutationObserver(function(all){for(const m of all)for(const x of[m.target,...m.addedNodes]){"
    'const n=x.querySelector&&x.querySelector((x===m.target?":scope>":"")+".net-opgeslagen"),'
    'e=n&&document.querySelector(".opgeslagen");'
    "if(e&&e.textContent!==n.textContent)e.textContent=n.textContent}"
    "}).observe(document,{subtree:true,childList:true})"
)
# Requests under these paths are never the page; their headers stay as they are.
NOT_THE_PAGE = ("/static/", "/stijl/", "/_stcore/", "/media/", "/component/")
LEFT_OUT_OF_REQUEST = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


class DutchPage:
    """Pure ASGI middleware: rewrites text/html responses and sends them whole, never as 304 or 206."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        if scope["type"] != "http" or inside(scope["path"]).startswith(NOT_THE_PAGE):
            await self.app(scope, receive, send)
            return
        zipped = accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
        inner = dict(scope)
        inner["headers"] = [pair for pair in scope["headers"] if pair[0].lower() not in LEFT_OUT_OF_REQUEST]
        elements = preloads.ELEMENTS.get(inside(scope["path"]), ())
        await self.app(inner, receive, _Rewriter(send, elements, zipped, scope["method"] == "HEAD"))


class _Rewriter:
    """Holds back an HTML response until it is complete, then sends the Dutch text in its place."""

    def __init__(self, send: Send, elements: tuple[str, ...], zipped: bool, head_only: bool) -> None:
        self.send, self.elements, self.zipped, self.head_only = send, elements, zipped, head_only
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and is_html(message) and not _is_dutch(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_whole(self.start)

    async def _send_whole(self, start: Message) -> None:
        body = encoded(dutch(self.body, self.elements), self.zipped)
        headers = copied_headers(start)
        for name in ("etag", "last-modified", "accept-ranges", "content-length"):
            del headers[name]
        # Each page load may carry a new device cookie, so no shared cache may keep it.
        headers["cache-control"] = "private, no-cache"
        headers["vary"] = "Accept-Encoding"
        if self.zipped:
            headers["content-encoding"] = "gzip"
        if not self.head_only:
            headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": b"" if self.head_only else body})


def is_html(message: Message) -> bool:
    """Whether this start of a response announces an HTML page."""
    headers = message.get("headers", [])
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def _is_dutch(message: Message) -> bool:
    """Our own plain pages say so (web/page); Streamlit's says nothing."""
    return any(name.lower() == b"content-language" for name, _value in message.get("headers", []))


def copied_headers(message: Message) -> MutableHeaders:
    """The headers of this one message, to be changed; a response object that is sent twice keeps its own."""
    message["headers"] = list(message.get("headers", []))
    return MutableHeaders(raw=message["headers"])


@lru_cache(maxsize=8)
def dutch(page: bytes, elements: tuple[str, ...] = ()) -> bytes:
    """The page in Dutch, with the shortcut guard, without comments and the pointer to the agent API.

    It names the scripts of `elements`, those on the first screen. Not an address: there are as many as people type.
    """
    text = page.decode("utf-8")
    text = text.replace('<html lang="en">', '<html lang="nl">', 1)
    text = text.replace("<title>Streamlit</title>", f"<title>{product.NAME}</title>", 1)
    text = re.sub(r"<noscript>.*?</noscript>", lambda _: NOSCRIPT, text, flags=re.DOTALL)
    text = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", text)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = text.replace(
        "<head>", f"<head>\n    <script>{SHORTCUT_GUARD};{SCROLL_UP};{SAVE_LINE};{FOLLOW_THE_DAY}</script>", 1
    )
    text = text.replace("</head>", f"{preloads.links(elements, text)}</head>", 1)
    text = text.replace("<body>", f"<body>\n    {stylesheet.LINK}", 1)
    return text.encode("utf-8")


@lru_cache(maxsize=8)
def encoded(page: bytes, zipped: bool) -> bytes:
    """The page as sent: gzipped at level 9 when the browser takes that."""
    return gzip.compress(page, 9, mtime=0) if zipped else page
