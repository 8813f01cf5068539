"""What a stranger puts in an address, and what may never come out of it on a page."""

import re
from html.parser import HTMLParser

#: Each would leave an element, an attribute or a link of this name behind if anything took it as it is.
MARK = "kwaad"
HTML = f'"><{MARK}-x {MARK}=1 onload={MARK}()>'
QUOTES = f"' {MARK}='1' \" {MARK}=\"1"
SCRIPT = f"javascript:{MARK}()"
MARKDOWN = f"[{MARK}](//{MARK}.test) ![{MARK}](//{MARK}.test/x.png)"
VALUES = (
    HTML,
    QUOTES,
    SCRIPT,
    MARKDOWN,
    f"//{MARK}.test/\\..",
    f"a\r\nset-cookie: {MARK}=1\r\n\r\n<{MARK}-x>",
    f"\x00{MARK}\x00<{MARK}-x>",
    "9" * 5_000,
    "-1",
    "٣²①",
    "2026-99-99",
    "\ufffd\u202e\u2028" + "e\u0301" * 50,
    "%ED%A0%80%00%zz%ff",
    "<" * 3_000,
    "",
)
KEYS = (HTML, QUOTES, SCRIPT, MARKDOWN, f"a\r\n{MARK}", "\x00", "9" * 300, "", "__proto__", "naar", f"x&{MARK}=1#")


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            leads = name in ("href", "src", "action", "formaction", "data", "content", "style")
            if MARK in name or (leads and _leads_away(value or "")):
                self.foreign.append(f"<{tag} {name}={value}>")
        if MARK in tag:
            self.foreign.append(f"<{tag}>")


def _leads_away(value: str) -> bool:
    return (
        bool(re.match(r"\s*(javascript:|data:text|//|\\)", value, re.IGNORECASE))
        or f"{MARK}.test" in value.split("?")[0]
    )


def foreign_markup(page: str) -> list[str]:
    """The elements, attributes and links in this HTML that only a stranger can have put there."""
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser.foreign


def foreign_markdown(text: str) -> list[str]:
    """The same in Markdown: a link, picture or element that is not made literal."""
    return re.findall(rf"(?<!\\)(?:\[{MARK}(?!\\)\]|<{MARK})", text)
