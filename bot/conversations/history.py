"""[History]: who changed what about an appointment and when."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.history import History
from bot.turns import Answer, TapHandler, Turn
from bot.views import history as views
from services import history


async def shown(button: History, turn: Turn) -> Answer:
    """[History] [Newer] [Older]"""
    page = await history.page(turn.connection, button.appointment, viewer=turn.viewer, first=button.first)
    return views.history(page, turn.viewer, turn.words, turn.now)


TAPS: Mapping[type[Button], TapHandler] = {History: shown}
