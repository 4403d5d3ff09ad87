"""Places as people name them: folding, likeness, and which of several namesakes is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is. `name` is the one they used, in its right spelling: München, Munich and Lissabon all stay.

    `region` (Oregon) is known for a few large countries, where it tells namesakes apart; `country` is its ISO 3166-1
    code, None for a zone that lies in no country.
    """

    name: str
    zone: ZoneInfo
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed place can mean: one place, several to ask about, or none but similar names. At most one is set."""

    place: Place | None = None
    namesakes: tuple[Place, ...] = ()
    """Largest first."""
    similar: tuple[Place, ...] = ()
    """Likest first; what was typed may be a slip of the finger."""


# Letters that Unicode does not take apart, as people without them on their keyboard type them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ə": "e"}
    | dict.fromkeys("'’‘`´ʻʼʹʺʿʾ")
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """The name without case, accents, apostrophes and punctuation: "São Paulo" and "sao-paulo" are one."""
    # Cased twice: what a sign is taken apart into may be capital again, as in ㎊.
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN)).casefold().translate(_PLAIN)
    return _BETWEEN.sub(" ", unicodedata.normalize("NFC", _ACCENTS.sub("", plain))).strip()


def letters(key: str) -> int:
    """The set of letters of a folded name as bits. A slip changes two at most: a quick way to rule names out."""
    bits = 0
    for character in key:
        if character != " ":
            bits |= 1 << ord(character) % 31
    return bits


def slips(typed: str, meant: str, at_most: int) -> int:
    """How many letters were missed, added, mistaken or swapped with their neighbour; `at_most` + 1 for any more."""
    if abs(len(typed) - len(meant)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, a in enumerate(typed, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return min(row[-1], at_most + 1)


def allowed_slips(key: str) -> int:
    """How many slips are believed of a name: a longer one has room for two."""
    return 0 if len(key) < 3 else 1 if len(key) < 6 else 2
