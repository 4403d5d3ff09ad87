"""Taking a line apart into atoms: words, numbers in their shapes, names of people, links, and signs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from scheduling.words import tidy

LONGEST_LINE = 4096
"""Letters of a Telegram message; what lies beyond is not read."""


class Shape(Enum):
    """What an atom looks like."""

    WORD = auto()
    NUMBER = auto()
    COLON = auto()
    """10:30"""
    HOURED = auto()
    """10h30"""
    POINT = auto()
    """10.30, 1,5"""
    ISO = auto()
    """2026-11-05"""
    SLASHED = auto()
    """5/11, 5/11/2026, 5-11-2026"""
    DOTTED = auto()
    """5.11., 5.11.2026"""
    PERSON = auto()
    """@name, t.me/name"""
    LINK = auto()
    BLOCKED = auto()
    """A phone number, an address of mail: never a time."""
    SIGN = auto()


@dataclass(slots=True)
class Atom:
    """One atom. `folded` is without case and accents, `glued` says that no space stands before it."""

    text: str
    folded: str
    shape: Shape
    glued: bool


_PERSON_NAME = r"[A-Za-z][A-Za-z0-9_]{0,31}"
# In order: the first that fits is taken. No part can be read in two ways, so the time is linear.
_ATOM = re.compile(
    rf"""
      (?P<PERSON>(?<![\w.])@{_PERSON_NAME}(?![\w.]{{0,64}}@)
        |(?<!\w)(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/{_PERSON_NAME}(?![\w/?])
        |(?<!\w)tg://resolve\?domain={_PERSON_NAME}\b)
    | (?P<LINK>(?<!\w)(?:https?://|www\.|(?:t|telegram)\.(?:me|dog)/)[^\s<>"]+)
    | (?P<BLOCKED>(?<![\w.])[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+
        |(?<![\w.:/-])\+\d[\d ()./-]{{4,24}}\d(?![\w:])
        |(?<![\w.:/-])0\d{{1,4}}[ /-]\d{{3,8}}(?:[ -]\d{{2,6}})*(?![\w:])
        |(?<![\w.:/-])\d{{3}}[ .-]\d{{3}}[ .-]\d{{3,4}}(?![\w:])
        |(?<![\w.:/-])\d{{3}}-\d{{4}}(?![\w:-])
        |(?<![\w.:/-])\d{{5,}}|(?<!\w)24/7(?!\w))
    | (?P<ISO>(?<![\w./-])\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:T(?=\d)|(?![\w-]))
        |(?<![\w./-])\d{{4}}/\d{{1,2}}/\d{{1,2}}(?![\w/]))
    | (?P<SLASHED>(?<![\w./-])\d{{1,2}}/\d{{1,2}}(?:/\d{{4}}|/\d{{2}})?(?![\w/])
        |(?<![\w./-])\d{{1,2}}-\d{{1,2}}-\d{{4}}(?![\w-]))
    | (?P<DOTTED>(?<![\w.])\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})?(?![\w.]))
    | (?P<COLON>(?<![\d.:])\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,6}})?)?(?![\d:]))
    | (?P<HOURED>(?<![\w.,])\d{{1,2}}[hH]\d{{2}}(?!\d))
    | (?P<POINT>(?<![.,\d])\d{{1,2}}[.,]\d{{1,2}}(?![.,]?\d))
    | (?P<NUMBER>\d{{1,4}})
    | (?P<WORD>[apAP]\.\ ?[mM]\.?(?!\w)|[sS]/[dD](?!\w)|[sS]\.[dD]\.|[wW]/
        |[A-Za-z][A-Za-z0-9]*_\w*
        |[^\W\d_](?:[^\W\d_]|['\u2019-](?=[^\W\d_]))*\d*)
    | (?P<SIGN>[^\w\s]|\w)
    """,
    re.VERBOSE,
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_HALVES = (("½", "5"), ("¼", "25"), ("¾", "75"))


def folded(text: str) -> str:
    """`text` without case and accents; both sides of every comparison are."""
    text = text.casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


_RAISED = str.maketrans("ªº", "\ue000\ue001")
_LOWERED = str.maketrans("\ue000\ue001", "ªº")


def _tidied(text: str) -> str:
    """`text` tidy, but "2ª" as it was typed."""
    return tidy(text.translate(_RAISED)).translate(_LOWERED) if "ª" in text or "º" in text else tidy(text)


def atoms(text: str) -> list[Atom]:
    """The atoms of `text` in order; together they are all of it but the spaces."""
    for sign, decimals in _HALVES:
        if sign in text:
            text = re.sub(rf"(?<=\d) ?{sign}", f".{decimals}", text).replace(sign, f"0.{decimals}")
    found = []
    last = -1
    line = _tidied(text[:LONGEST_LINE])
    for match in _ATOM.finditer(line):
        start, end = match.span()
        kind = match.lastgroup
        assert kind is not None
        written = line[start:end]
        found.append(Atom(written, folded(written), Shape[kind], start == last))
        last = end
    return found
