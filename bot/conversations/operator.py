"""/status and /broadcast, for those whose Telegram ids are in ADMIN_IDS. To everybody else they are no commands."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from telegram import Message, MessageEntity

from bot.buttons import Button
from bot.buttons.operator import SendToAll, StopSending
from bot.conversations import anything
from bot.turns import Answer, Handler, TapHandler, Turn
from bot.views import View
from bot.views import operator as views
from services import broadcast as services
from services.broadcast import LONGEST
from services.standing import standing
from texts import units


async def status(turn: Turn) -> Answer:
    """/status"""
    if not _operates(turn):
        return await anything.command(turn)
    return views.status(await standing(turn.connection, now=turn.now), turn.words)


async def broadcast(turn: Turn) -> Answer:
    """/broadcast and a text: shown first as everybody would read it, formatted as it was written."""
    if not _operates(turn):
        return await anything.command(turn)
    behind = _behind_command(turn.message) if turn.message else None
    if behind is None:
        return View(turn.words.html("operator-broadcast-how"))
    if units(behind.text or "") > LONGEST:
        return View(turn.words.html("operator-broadcast-long", limit=LONGEST))
    return views.preview(await services.draft(turn.connection, behind.text_html), turn.words)


async def send(button: SendToAll, turn: Turn) -> Answer:
    """[Send to 120 people]"""
    if not _operates(turn) or turn.pressed is None:
        return await anything.unknown_button(turn)
    found = await services.start(
        turn.connection, button.number, operator=turn.viewer.id, message_id=turn.pressed, now=turn.now
    )
    return await anything.unknown_button(turn) if found is None else views.progress(found, turn.words)


async def stop(button: StopSending, turn: Turn) -> Answer:
    """[Do not send], and [Stop] on the way."""
    if not _operates(turn):
        return await anything.unknown_button(turn)
    found = await services.cancel(turn.connection, button.number)
    return await anything.unknown_button(turn) if found is None else views.progress(found, turn.words)


def _behind_command(message: Message) -> Message | None:
    """The message without its command, and with what is left of its entities (Bot API MessageEntity); None if empty."""
    text = (message.text or "").replace("\x00", " ")
    rest = "".join(text.split(maxsplit=1)[1:])
    if not rest:
        return None
    before = units(text[: len(text) - len(rest)])
    kept = [
        MessageEntity(
            each.type,
            max(0, each.offset - before),
            each.offset + each.length - max(before, each.offset),
            # PTB's `text_html` prints addresses as they are.
            url=escape(each.url) if each.url else None,
            user=each.user,
            language=each.language,
            custom_emoji_id=each.custom_emoji_id,
        )
        for each in message.entities
        if each.offset + each.length > before
    ]
    return Message(message.message_id, message.date, message.chat, text=rest, entities=kept)


def _operates(turn: Turn) -> bool:
    return turn.viewer.telegram_id in turn.bot.operators


TAPS: Mapping[type[Button], TapHandler] = {SendToAll: send, StopSending: stop}
TYPED: Mapping[str, Handler] = {}
