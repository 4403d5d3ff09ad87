"""Who is named in a line by a @username without its "@"."""

from __future__ import annotations

import asyncio

from telegram import MessageEntity

from bot.conversations.booking_wish import abroad, read_wish
from bot.turns import Turn
from db import invitees
from scheduling.names import company, signed
from scheduling.phrases import Wish

_LOOKED_AT = 100
"""So many acquaintances' usernames are compared."""


async def wished(turn: Turn, text: str) -> Wish:
    """A line as a wish, in which a bare word behind "with" is a person if somebody they have met bears it as username.

    Whom they have never met is named with "@": of "lunch with Maria" nobody wants to invite a stranger's @maria.
    """
    wish = await _read(turn, text)
    named = company(text).keys() - {*wish.usernames}
    message = turn.message
    picked = message and any(
        each.type == MessageEntity.TEXT_MENTION for each in (*message.entities, *message.caption_entities)
    )
    if not named or picked:
        return wish
    met = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=_LOOKED_AT)
    known = named & {each.username.lower() for each in met if each.username}
    return await _read(turn, signed(text, known)) if known else wish


async def _read(turn: Turn, text: str) -> Wish:
    """Words in a language without a phrasebook take their time, and other chats do not wait for it."""
    if abroad(turn):
        return await asyncio.to_thread(read_wish, turn, text, elsewhere=True)
    return read_wish(turn, text)
