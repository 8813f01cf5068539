"""Walking through a page with Tab, looking at it in the reader's own colours, and looking for words that are not Dutch."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

#: More stops than any page has: whoever is not round by then is caught.
MOST_STOPS = 400
_AT_ONCE = 12

#: What can be stopped at: one of a group of radio buttons stands for all, as the arrows go through them.
_RECORDER = """() => {
    const look = one => [one, one.nextElementSibling, ...[1, 2, 3, 4].map(up => {
        for (; up && one; up--) one = one.parentElement;
        return one;
    })].filter(Boolean).map(part => {
        const style = getComputedStyle(part);
        return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor].join();
    }).join('|');
    const walk = window.walk = {stops: [], unseen: [], round: false};
    const called = walk.called = one => one.tagName + ' ' + (one.getAttribute('aria-label') || one.textContent || one.name || one.id || '').trim().slice(0, 50);
    let at = null, there = '';
    const left = () => {
        if (at && at.isConnected && at !== document.activeElement && look(at) === there) walk.unseen.push(called(at));
    };
    document.addEventListener('focusin', event => {
        left();
        at = event.target;
        there = look(at);
        if (walk.stops[0] === at) walk.round = true;
        walk.stops.push(at);
    });
    walk.missed = () => {
        const group = one => one.type === 'radio' ? one.closest('fieldset,[role=radiogroup],form') : one.closest('[role=radiogroup],[role=tablist],[role=listbox]');
        const passed = new Set(walk.stops), groups = new Set(walk.stops.map(group).filter(Boolean));
        const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
        return Array.from(all).filter(one => {
            const box = one.getBoundingClientRect(), style = getComputedStyle(one);
            if (one.disabled || one.type === 'hidden' || one.closest('[inert], [aria-hidden=true], [disabled]')) return false;
            if (!box.width || !box.height || style.visibility === 'hidden' || style.display === 'none') return false;
            if (one.tabIndex < 0 && !one.matches('a[href], summary')) return false;
            return !passed.has(one) && !groups.has(group(one));
        }).map(called);
    };
}"""

#: What is painted without words of its own, and how: a bar, a dot, a band, a mark of what is chosen.
_PAINTED = """() => Array.from(document.querySelectorAll('[data-testid=stMain] *, #scherm *')).filter(one => {
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        if (one.matches('input') || one.closest('svg, canvas, img, hr, [data-testid=stHeader], [disabled]') || !box.width || !box.height) return false;
        if (style.visibility === 'hidden' || box.width * box.height > 60000) return false;
        return !one.innerText || !one.innerText.trim() || one.closest('.balk, .wand-balk');
    }).map((one, place) => {
        const style = getComputedStyle(one);
        const drawn = ['Top', 'Left'].some(side => parseFloat(style['border' + side + 'Width']) && style['border' + side + 'Style'] !== 'none')
            || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.backgroundImage !== 'none'
            || ![style.backgroundColor, 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(one.parentElement).backgroundColor);
        return [place + ' ' + one.outerHTML.slice(0, 90) + ' in ' + one.parentElement.outerHTML.slice(0, 90), style.backgroundColor, drawn];
    })"""
_BACKGROUND = (
    "() => getComputedStyle(document.querySelector('[data-testid=stApp]') || document.body).backgroundColor"
)


@dataclass(frozen=True)
class Walk:
    """What a walk with Tab through a page met."""

    stops: list[str]
    ended: bool
    missed: list[str]
    without_focus: list[str]


def with_tab(page: Page) -> Walk:
    """From the top of the page until one is round, or there is nothing to stop at."""
    page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }")
    page.evaluate(_RECORDER)
    pressed, ended = 0, False
    while not ended and pressed < MOST_STOPS:
        for _ in range(_AT_ONCE):
            page.keyboard.press("Tab")
        pressed += _AT_ONCE
        ended = page.evaluate("window.walk.round || !window.walk.stops.length")
    found: dict[str, Any] = page.evaluate(
        "({stops: window.walk.stops.map(window.walk.called), missed: window.walk.missed(), unseen: Array.from(new Set(window.walk.unseen))})"
    )
    page.evaluate("document.activeElement.blur()")
    return Walk(found["stops"], ended, found["missed"], found["unseen"])


def vanishing(page: Page) -> list[str]:
    """What is drawn by its background and is nowhere in the reader's own colours."""
    clear = "rgba(0, 0, 0, 0)"
    usual, behind = page.evaluate(_PAINTED), page.evaluate(_BACKGROUND)
    page.emulate_media(forced_colors="active")
    forced, canvas = (
        {name: (colour, drawn) for name, colour, drawn in page.evaluate(_PAINTED)},
        page.evaluate(_BACKGROUND),
    )
    page.emulate_media(forced_colors="none")
    seen = [name for name, colour, drawn in usual if colour not in (clear, behind)]
    gone = [name for name in seen if name in forced and forced[name][0] in (clear, canvas) and not forced[name][1]]
    return [name.split(" ", 1)[1] for name in gone]


#: Words that are English and nothing else; names of people and sources in a reading list have a language of their own.
_ENGLISH = (
    "the|and|with|your|this|close|expand|collapse|sidebar|skip|results|select|choose|clear|remove|increment|decrement|browse|drag|file|here|press|apply|"
    "running|show|hide|password|search|loading|connection|error|options|selected|fullscreen|next|previous|add|invalid|please|wait|"
    "autoscale|available"
)


def english(page: Page) -> list[str]:
    """What the page and the names of its parts say in English."""
    found: list[str] = page.evaluate(
        r"""words => {
            const looked = new RegExp('\\b(' + words + ')\\b', 'i'), said = [];
            for (const one of document.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
                for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push(one.getAttribute(name) || '');
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode())
                if (!texts.currentNode.parentElement.closest('script,style,[data-testid=stIconMaterial],cite,[lang=en],code,[role=option]'))
                    said.push(texts.currentNode.data);
            return [...new Set(said.map(one => one.trim()).filter(one => looked.test(one)))];
        }""",
        _ENGLISH,
    )
    return found
