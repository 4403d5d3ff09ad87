"""How somebody reads times and dates: 24 or 12 hours, the weekday that begins the week, 3/11 or 11/3."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.formats import DateOrder, FirstWeekday, Formats, HourCycle
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import formats as views
from services import people as services


async def formats(_: Formats, turn: Turn) -> Answer:
    """The three choices."""
    return _page(turn)


def _page(turn: Turn) -> Answer:
    return Reply(view=views.formats(turn.viewer, turn.words, turn.now), working=True)


async def hour_cycle(button: HourCycle, turn: Turn) -> Answer:
    """Clocks of 24 or of 12 hours."""
    if button.hours in (12, 24):
        turn.viewer = await services.prefer(turn.connection, turn.viewer, hour_cycle=button.hours)
    return _page(turn)


async def first_weekday(button: FirstWeekday, turn: Turn) -> Answer:
    """Which column a month's keyboard begins with."""
    if button.weekday in views.FIRST_WEEKDAYS:
        turn.viewer = await services.prefer(turn.connection, turn.viewer, first_weekday=button.weekday)
    return _page(turn)


async def date_order(button: DateOrder, turn: Turn) -> Answer:
    """Whether a typed 3/11 is 3 November."""
    turn.viewer = await services.prefer(turn.connection, turn.viewer, day_first=button.day_first)
    return _page(turn)


TAPS: Mapping[type[Button], TapHandler] = {
    Formats: formats,
    HourCycle: hour_cycle,
    FirstWeekday: first_weekday,
    DateOrder: date_order,
}
TYPED: Mapping[str, Handler] = {}
