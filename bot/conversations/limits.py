"""What else shall hold when somebody is booked: notice, time around appointments, how many a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.buttons import Button
from bot.buttons.limits import ADay, Gap, LimitsBeside, LimitsPage, Notice
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import limits as views
from scheduling.fits import Limits
from services import people as services


async def limits(_: LimitsPage, turn: Turn) -> Answer:
    """[Limits]"""
    return Reply(view=views.page(turn.viewer, turn.words), working=True)


async def beside(_: LimitsBeside, turn: Turn) -> Answer:
    """[Limits], the draft stays."""
    return Reply(view=views.page(turn.viewer, turn.words), working=True, fresh=True)


async def notice(button: Notice, turn: Turn) -> Answer:
    """How soon?"""
    if button.least not in views.NOTICES:
        return await limits(LimitsPage(), turn)
    return await _keep(turn, replace(turn.viewer.prefs.limits, notice=button.least))


async def gap(button: Gap, turn: Turn) -> Answer:
    """How close to each other?"""
    if button.least not in views.GAPS:
        return await limits(LimitsPage(), turn)
    return await _keep(turn, replace(turn.viewer.prefs.limits, before=button.least, after=button.least))


async def a_day(button: ADay, turn: Turn) -> Answer:
    """How many?"""
    if button.most not in views.COUNTS:
        return await limits(LimitsPage(), turn)
    return await _keep(turn, replace(turn.viewer.prefs.limits, per_day=button.most or None))


async def _keep(turn: Turn, chosen: Limits) -> Answer:
    turn.viewer = await services.prefer(turn.connection, turn.viewer, limits=chosen)
    return await limits(LimitsPage(), turn)


TAPS: Mapping[type[Button], TapHandler] = {
    LimitsPage: limits,
    LimitsBeside: beside,
    Notice: notice,
    Gap: gap,
    ADay: a_day,
}
TYPED: Mapping[str, Handler] = {}
