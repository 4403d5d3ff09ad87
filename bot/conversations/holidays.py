"""Public holidays: whose somebody takes off, offered by where they are, by a tap or typed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.holidays import Holidays, KeepHolidays, TakeHolidays
from bot.conversations import booking_typed, start
from bot.conversations.wishes import is_wish
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import holidays as views
from bot.views.settings import left_outside
from scheduling.holidays import countries, known
from services import people as services
from services import timeoff
from texts import Markup, lines, quoted
from texts.places import country_code

COUNTRY = "settings.holidays"
"""The open question: a typed country."""


async def holidays(_: Holidays, turn: Turn) -> Answer:
    """Whose?"""
    return _page(turn)


def _page(turn: Turn, before: Markup | None = None) -> Answer:
    turn.session.asks = COUNTRY
    return Reply(view=views.page(turn.viewer, turn.words, turn.now, before=before), working=True)


async def keep(button: KeepHolidays, turn: Turn) -> Answer:
    """A country, a region, or [None]."""
    if button.whose and not known(button.whose):
        return _page(turn)
    return await _keep(turn, button.whose or None)


async def take(button: TakeHolidays, turn: Turn) -> Answer:
    """[Public holidays off: Portugal], below the first greeting, which stays."""
    if not known(button.country):
        return _page(turn)
    turn.viewer = await services.prefer(turn.connection, turn.viewer, holidays=button.country)
    found = await timeoff.left_outside(turn.connection, turn.viewer, now=turn.now)
    outside = left_outside(found, turn.viewer, turn.words, turn.now)
    return await start.welcome(turn, before=lines(views.taken(button.country, turn.words), outside))


async def _keep(turn: Turn, code: str | None) -> Answer:
    changed = code != turn.viewer.prefs.holidays
    turn.viewer = await services.prefer(turn.connection, turn.viewer, holidays=code)
    if not changed or code is None:
        return _page(turn)
    found = await timeoff.left_outside(turn.connection, turn.viewer, now=turn.now)
    return _page(turn, left_outside(found, turn.viewer, turn.words, turn.now))


async def country_typed(turn: Turn) -> Answer:
    """A typed country is kept at once; a region is a tap below it."""
    code = country_code(turn.typed, turn.words.language, countries())
    if code is not None:
        return await _keep(turn, code)
    if is_wish(turn):
        turn.session.asks = None
        answer = await booking_typed.line(turn)
        if answer is not None:
            return answer
    said = turn.words.html("holidays-unread", text=quoted(turn.typed))
    return _page(turn, lines(said))


TAPS: Mapping[type[Button], TapHandler] = {Holidays: holidays, KeepHolidays: keep, TakeHolidays: take}
TYPED: Mapping[str, Handler] = {COUNTRY: country_typed}
