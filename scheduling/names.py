"""Reading who was named: @usernames, links to people, and bare words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduling.words import table, tidy


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """Who was named. `usernames` are sure (lower case, without "@"), in order and once each; `names` are bare words
    that may be a username or a first name; `optional` are those of both who need not come; `repeated` were named twice;
    `rest` is quoted as it was typed.
    """

    usernames: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


# A Telegram username is 5 to 32 of these, 4 for bought ones; a shorter one with "@" is looked for all the same.
_USERNAME = r"[a-z][a-z0-9_]{0,31}"
_LINK = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/(?P<path>{_USERNAME})(?:[/?#].*)?"
    rf"|tg://resolve\?(?:.*&)?domain=(?P<domain>{_USERNAME})(?:&.*)?|(?:https?://)?(?P<host>{_USERNAME})\.t\.me/?)"
)
_NOT_PEOPLE = frozenset(
    ("joinchat", "share", "addstickers", "addemoji", "addlist", "addtheme", "c", "s", "proxy", "socks", "iv", "boost")
)

OPTIONAL = frozenset(("optional", "optionally", "freiwillig", "opcional", "opcionales", "opsional"))
"""Behind a name, or before it, somebody need not come; in whatever language it is said."""


WITH = frozenset(("with", "w/", "mit", "con", "dengan", "dgn", "dg", "bersama", "bareng", "sama", "sm"))
AND = frozenset((",", "and", "&", "plus", "+", "und", "y", "e", "dan"))
"""Behind WITH, and behind somebody and AND, a bare word may be somebody; in whatever language it is said."""
_BARE = re.compile(r"[^\W\d_][\w'-]*")


def looks_like_username(word: str) -> bool:
    """Whether a word is a @username without its "@" and can hardly be anything else: "bo_berlin", "maria92"."""
    return bool(re.fullmatch(r"[a-z][a-z0-9_]{4,31}", word.casefold()) and re.search(r"[\d_]", word))


def company(text: str) -> dict[str, list[int]]:
    """Bare words that may be somebody by where they stand, "with ana and bo": in lower case, and where each begins."""
    found: dict[str, list[int]] = {}
    open_ = named = False
    for token in re.finditer(r"[^\s,;]+|[,;]", text):
        word = token[0].casefold()
        if word in WITH or word in AND:
            open_ = word in WITH or open_ or named
            continue
        bare = _BARE.match(word)
        named = open_ and (word.startswith("@") or (bare is not None and len(bare[0]) > 1))
        if named and bare is not None:
            found.setdefault(bare[0], []).append(token.start())
        open_ = False
    return found


def signed(text: str, called: Mapping[str, str]) -> str:
    """`text` with "@" and the username for those of its `company` who are called so: lower case -> username."""
    where = company(text)
    usernames = {at: username for word, username in called.items() for at in where.get(word, ())}
    for at in sorted(usernames, reverse=True):
        # Folding may change how long a word is.
        text = f"{text[:at]}@{usernames[at]}{_BARE.sub('', text[at:], count=1)}"
    return text


def says_optional(piece: str) -> bool:
    """Whether a typed word, brackets and signs around it or not, is one of OPTIONAL."""
    return piece.casefold().strip("()[]:.,") in OPTIONAL


def read_people(text: str, *, language: str = "en") -> PeopleReading:
    """The people named in "@bo @chen (optional), t.me/dana_porto": usernames, links to them, and bare words.

    "optional" belongs to the name before it, where there is none to the one behind it, and with a colon to all behind.
    """
    words = table(language)
    found: dict[str, None] = {}
    names: dict[str, None] = {}
    repeated: dict[str, None] = {}
    rest: list[str] = []
    said: list[str] = []
    for piece in re.findall(r"[^\s,;]+|[,;]", tidy(text)):
        word = piece.casefold().strip("()[]<>\"'.:!?")
        if piece in ",;" or says_optional(piece):
            said.append(":" if piece.endswith(":") else "," if piece in ",;" else "?")
        elif not word or word in words.joiners or word == "&":
            continue
        elif name := _username(word):
            if name in found:
                repeated[name] = None
            found[name] = None
            said.append(name)
        elif re.fullmatch(r"[^\W\d_][\w'-]*", word) and len(word) <= 64:
            said.append(piece.strip("()[]<>\"'.:!?"))
            names[said[-1]] = None
        else:
            rest.append(piece)
    return PeopleReading(tuple(found), tuple(names), tuple(repeated), tuple(rest), _spared(said))


def _username(word: str) -> str | None:
    """The username that a word is or links to."""
    match = _LINK.fullmatch(word)
    linked = match and (match["path"] or match["domain"] or match["host"])
    if linked and linked not in _NOT_PEOPLE:
        return linked
    if named := re.fullmatch(f"@({_USERNAME})", word):
        return named[1]
    return word if re.fullmatch(_USERNAME, word) and re.search(r"[\d_]", word) and len(word) >= 4 else None


def _spared(said: Sequence[str]) -> tuple[str, ...]:
    """Who need not come, of names among which "?" says so of one, ":" of all behind it, and "," parts them."""
    found: dict[str, None] = {}
    for at, each in enumerate(said):
        before, behind = said[at - 1] if at else ",", said[at + 1] if at + 1 < len(said) else ","
        if each == ":":
            found |= dict.fromkeys(name for name in said[at:] if name not in ",?:")
        elif each == "?":
            nearest = [name for name in (before, behind, *reversed(said[:at])) if name not in ",?:"]
            found |= dict.fromkeys(nearest[:1])
    return tuple(found)
