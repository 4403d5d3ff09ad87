"""When the day's agenda comes by itself, and when it is quiet."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.morning import OFF, Morning, MorningAt, MorningWeekly, Quiet, QuietBetween
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import morning as views
from services import people as services


async def morning(_: Morning, turn: Turn) -> Answer:
    """When, and how often."""
    return Reply(view=views.page(turn.viewer, turn.words), working=True)


async def morning_at(button: MorningAt, turn: Turn) -> Answer:
    """At one of the times, or not at all."""
    if button.minute in (OFF, *views.TIMES):
        minute = None if button.minute == OFF else button.minute
        turn.viewer = await services.prefer(turn.connection, turn.viewer, morning=minute)
    return Reply(view=views.page(turn.viewer, turn.words), working=True)


async def morning_weekly(button: MorningWeekly, turn: Turn) -> Answer:
    """The week on Mondays, or each day."""
    turn.viewer = await services.prefer(turn.connection, turn.viewer, weekly=button.weekly)
    return Reply(view=views.page(turn.viewer, turn.words), working=True)


async def quiet(_: Quiet, turn: Turn) -> Answer:
    """When?"""
    return Reply(view=views.quiet(turn.viewer, turn.words), working=True)


async def quiet_between(button: QuietBetween, turn: Turn) -> Answer:
    """One of the spans, or never."""
    between = (button.start, button.end)
    if between in (*views.QUIETS, (0, 0)):
        chosen = None if between == (0, 0) else between
        turn.viewer = await services.prefer(turn.connection, turn.viewer, quiet=chosen)
    return Reply(view=views.quiet(turn.viewer, turn.words), working=True)


TAPS: Mapping[type[Button], TapHandler] = {
    Morning: morning,
    MorningAt: morning_at,
    MorningWeekly: morning_weekly,
    Quiet: quiet,
    QuietBetween: quiet_between,
}
TYPED: Mapping[str, Handler] = {}
