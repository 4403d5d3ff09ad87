"""/status, for those whose Telegram ids are in ADMIN_IDS. To everybody else it is no command at all."""

from __future__ import annotations

from bot.conversations import anything
from bot.turns import Answer, Turn
from bot.views import operator as views
from services.standing import standing


async def status(turn: Turn) -> Answer:
    """/status"""
    if turn.viewer.telegram_id not in turn.bot.operators:
        return await anything.command(turn)
    return views.status(await standing(turn.connection, now=turn.now), turn.words)
