"""Who is named in a line by first name, or by a @username without its "@"."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

from telegram import MessageEntity

from bot.conversations.booking_wish import abroad, read_wish
from bot.turns import Turn
from db import invitees
from scheduling.names import company, signed
from scheduling.people import Person
from scheduling.phrases import Wish

_LOOKED_AT = 100
"""So many acquaintances' usernames are compared."""


async def wished(turn: Turn, text: str) -> Wish:
    """A line as a wish, in which a bare word behind "with" is somebody whom they have met, by first name or username.

    Whom they have never met is named with "@": of "lunch with Maria" nobody wants to invite a stranger's @maria. Nor is
    a first name taken that two of them bear.
    """
    wish = await _read(turn, text)
    named = company(text).keys() - {*wish.usernames}
    message = turn.message
    picked = message and any(
        each.type == MessageEntity.TEXT_MENTION for each in (*message.entities, *message.caption_entities)
    )
    if not named or picked:
        return wish
    met = [
        each
        for each in await invitees.acquaintances(turn.connection, turn.viewer.id, limit=_LOOKED_AT)
        if each.username
    ]
    first = Counter(each.first_name.casefold() for each in met)
    called: dict[str, str] = {}
    for each in met:
        username, name = (each.username or "").lower(), each.first_name.casefold()
        if name in named and first[name] == 1:
            called[name] = username
            text = _without_last_name(text, each)
        if username in named:
            called[username] = username
    return await _read(turn, signed(text, called)) if called else wish


def _without_last_name(text: str, person: Person) -> str:
    """ "Bo Keller" is one name."""
    if not person.last_name:
        return text
    full = rf"({re.escape(person.first_name)})\s+{re.escape(person.last_name)}\b"
    return re.sub(full, r"\1", text, flags=re.IGNORECASE)


async def _read(turn: Turn, text: str) -> Wish:
    """Words in a language without a phrasebook take their time, and other chats do not wait for it."""
    if abroad(turn):
        return await asyncio.to_thread(read_wish, turn, text, elsewhere=True)
    return read_wish(turn, text)
