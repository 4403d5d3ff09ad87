"""Text that is safe to print: user text cleaned and isolated, and Telegram's HTML escaped at one place."""

from __future__ import annotations

import html
import re
from unicodedata import combining

# What people could use to break a line, hide words or turn the direction of everything that follows. U+200E and
# U+200F stay: they are part of ordinary Hebrew and Arabic typing and reach no further than their own word.
_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What shows nothing at all; the joiners U+200C and U+200D stay, Persian and emoji need them.
_INVISIBLE = re.compile("[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0]")
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_TAG = re.compile(r"</?[a-z][^<>]*>")
QUOTED = 60
"""In UTF-16 code units."""

_JOINER = "\u200d"
_EXTENDERS = re.compile(r"[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_FSI, _PDI = "\u2068", "\u2069"


class Text(str):
    """Plain text that was made by us: cleaned already. It may hold line breaks and isolates, and is escaped in HTML."""

    __slots__ = ()


class Markup(str):
    """Telegram's HTML that was made by us: passes unescaped. Never make one from text that somebody typed."""

    __slots__ = ()


def clean(text: str) -> str:
    """User text on one line, without what turns it (U+202A-E, U+2066-9), control characters and what shows nothing."""
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", text)
    return text if text.isprintable() else _CONTROLS.sub("", _BREAKS.sub(" ", text))


def isolate(text: str) -> Text:
    """User text, cleaned, and between FSI and PDI if it holds right-to-left characters: it turns nothing around it."""
    if isinstance(text, Text):
        return text
    text = clean(text)
    if not text.isascii() and _RIGHT_TO_LEFT.search(text):
        return Text(_FSI + text + _PDI)
    return Text(text)


def escape(text: str) -> Markup:
    """As Telegram's HTML: `Markup` unchanged, `Text` escaped, any other string cleaned and isolated before."""
    if isinstance(text, Markup):
        return text
    text = isolate(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text)


def plain(markup: Markup) -> Text:
    """What a person reads of it: without tags and character references."""
    text: str = markup
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return Text(text)


def join(separator: str, *parts: str | None) -> Markup:
    """The parts as one piece of HTML; None and empty ones are left out. The separator is our own text, never typed."""
    return Markup(separator.join([escape(part) for part in parts if part]))


def lines(*parts: str | None) -> Markup:
    """The parts that are there, each on its own line."""
    return join("\n", *parts)


def units(text: str) -> int:
    """Its length as Telegram counts: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def shorten(text: str, limit: int) -> str:
    """The text, cut to `limit` UTF-16 code units with an ellipsis if it is longer. Accents and emoji stay whole."""
    if units(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text[: limit - 1]
    while units(kept) > limit - 1:
        kept = kept[:-1]
    while kept and (kept[-1] == _JOINER or _extends(text[len(kept)])):
        kept = kept[:-1]
    return kept.rstrip() + "…"


def quoted(text: str) -> str:
    """So much of what somebody typed as an answer says again."""
    return shorten(text, QUOTED)


def _extends(character: str) -> bool:
    return combining(character) != 0 or _EXTENDERS.match(character) is not None
