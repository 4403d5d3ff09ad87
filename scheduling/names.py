"""Reading who was named: @usernames, links to people, and bare words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scheduling.words import table, tidy


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """Who was named. `usernames` are sure (lower case, without "@"), in order and once each; `names` are bare words
    that may be a username or a first name; `repeated` were named twice; `rest` is quoted as it was typed.
    """

    usernames: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


# A Telegram username is 5 to 32 of these, 4 for bought ones; a shorter one with "@" is looked for all the same.
_USERNAME = r"[a-z][a-z0-9_]{0,31}"
_LINK = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/(?P<path>{_USERNAME})(?:[/?#].*)?"
    rf"|tg://resolve\?(?:.*&)?domain=(?P<domain>{_USERNAME})(?:&.*)?|(?:https?://)?(?P<host>{_USERNAME})\.t\.me/?)"
)
_NOT_PEOPLE = frozenset(
    ("joinchat", "share", "addstickers", "addemoji", "addlist", "addtheme", "c", "s", "proxy", "socks", "iv", "boost")
)


def read_people(text: str, *, language: str = "en") -> PeopleReading:
    """The people named in "@bo @chen, t.me/dana_porto": usernames, links to them, and bare words."""
    words = table(language)
    found: dict[str, None] = {}
    names: dict[str, None] = {}
    repeated: dict[str, None] = {}
    rest: list[str] = []
    for piece in re.split(r"[\s,;]+", tidy(text)):
        word = piece.casefold().strip("()[]<>\"'.:!?")
        if not word or word in words.joiners or word == "&":
            continue
        match = _LINK.fullmatch(word)
        linked = match and (match["path"] or match["domain"] or match["host"])
        named = re.fullmatch(f"@({_USERNAME})", word)
        if linked and linked not in _NOT_PEOPLE:
            name = linked
        elif named:
            name = named[1]
        elif re.fullmatch(_USERNAME, word) and re.search(r"[\d_]", word) and len(word) >= 4:
            name = word
        elif re.fullmatch(r"[^\W\d_][\w'-]*", word) and len(word) <= 64:
            names[piece.strip("()[]<>\"'.:!?")] = None
            continue
        else:
            rest.append(piece)
            continue
        if name in found:
            repeated[name] = None
        found[name] = None
    return PeopleReading(tuple(found), tuple(names), tuple(repeated), tuple(rest))
