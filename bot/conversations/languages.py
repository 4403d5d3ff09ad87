"""The language in which the bot writes to somebody: Telegram's until they choose one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.languages import Languages, Speak
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import languages as views
from services import people as services
from texts import languages, words


async def choose(_: Languages, turn: Turn) -> Answer:
    """[Language: English]"""
    return Reply(view=views.choice(turn.words), working=True)


async def speak(button: Speak, turn: Turn) -> Answer:
    """One of them: the very answer is in it."""
    if button.language in languages():
        turn.viewer = await services.speak(turn.connection, turn.viewer, button.language, now=turn.now)
        turn.words = words(turn.viewer.language)
    return await choose(Languages(), turn)


TAPS: Mapping[type[Button], TapHandler] = {Languages: choose, Speak: speak}
TYPED: Mapping[str, Handler] = {}
