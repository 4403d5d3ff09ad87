"""What Telegram marks by itself in a text: @names, /commands, addresses, #tags, mail, in UTF-16 offsets.

Source: `MessageEntity` of https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from playground.answers import Json
from playground.html import utf16

_ANY = re.compile(r"[@/#$.:]")
_WORDS = re.compile(
    r"(?P<url>(?<![\w@./])(?:https?://[^\s<>\"]+|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:me|com|org|net|io|dev|app|de|pt|sg|uk|us|eu|info|ai|co|link|tv|gg)(?![\w.-]*@)(?![\w-])(?:[/?#][^\s<>\"]*)?))"
    r"|(?P<email>(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@/])@[a-z][a-z0-9_]{2,31}(?![a-z0-9_]))"
    r"|(?P<bot_command>(?<![\w/<>@])/[a-z0-9_]{1,64}(?:@[a-z][a-z0-9_]{2,31})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<cashtag>(?<![\w$])\$[A-Z]{3,8}(?![A-Za-z0-9]))",
    re.IGNORECASE,
)
_CLOSED = {"code", "pre", "text_link", "text_mention", "date_time"}


def find_entities(text: str, given: Iterable[Json] = ()) -> list[Json]:
    """Return the given entities and those that Telegram finds by itself, in order.

    Nothing is looked for inside code, links and the like.
    """
    entities = list(given)
    if not _ANY.search(text):
        return entities
    closed = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] in _CLOSED]
    for found in _WORDS.finditer(text):
        word = found[0]
        if found.lastgroup == "url":
            word = word.rstrip(".,;:!?)\"'")
        if found.lastgroup == "cashtag" and not word.isupper():
            continue
        offset = utf16(text[: found.start()])
        length = utf16(word)
        if any(begin < offset + length and offset < end for begin, end in closed):
            continue
        entities.append({"offset": offset, "length": length, "type": found.lastgroup})
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return entities
