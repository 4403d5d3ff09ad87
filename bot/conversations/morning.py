"""When the day's agenda comes by itself, and when it is quiet: tapped or typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.buttons import Button
from bot.buttons.morning import OFF, Morning, MorningAt, MorningWeekly, Quiet, QuietBetween
from bot.conversations import booking_typed
from bot.conversations.booking_wish import read_wish
from bot.conversations.wishes import is_wish
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import morning as views
from scheduling.phrases import Wish
from scheduling.quiet import read_quiet
from scheduling.typed import read_time
from scheduling.words import fold, table
from services import people as services
from texts import Markup, quoted

MORNING = "settings.morning"
QUIET = "settings.quiet"
"""The open questions, left like all of the settings."""


async def morning(_: Morning, turn: Turn) -> Answer:
    """When, and how often."""
    return _morning(turn)


def _morning(turn: Turn, before: Markup | None = None) -> Answer:
    turn.session.asks = MORNING
    return Reply(view=views.page(turn.viewer, turn.words, before=before), working=True)


async def morning_at(button: MorningAt, turn: Turn) -> Answer:
    """At one of the times, or not at all."""
    if button.minute in (OFF, *views.TIMES):
        await _prefer(turn, morning=None if button.minute == OFF else button.minute)
    return _morning(turn)


async def morning_weekly(button: MorningWeekly, turn: Turn) -> Answer:
    """The week on Mondays, or each day."""
    await _prefer(turn, weekly=button.weekly)
    return _morning(turn)


async def morning_typed(turn: Turn) -> Answer:
    """ "8:15"; of "7" the one in the morning."""
    if _never(turn):
        await _prefer(turn, morning=None)
        return _morning(turn)
    found = read_time(turn.typed, language=turn.words.language)
    if found.candidates:
        await _prefer(turn, morning=min(each.hour * 60 + each.minute for each in found.candidates))
        return _morning(turn, views.read_as(found.corrections, turn.words))
    said = _in_other_words(turn)
    if said is None or said.starts_at is None or said.duration is not None:
        return await _unread(turn) or _morning(turn, turn.words.html("morning-unread", text=quoted(turn.typed)))
    await _prefer(turn, morning=_minute(turn, said.starts_at))
    return _morning(turn, views.read_as(said.corrections, turn.words))


async def quiet(_: Quiet, turn: Turn) -> Answer:
    """When?"""
    return _quiet(turn)


def _quiet(turn: Turn, before: Markup | None = None) -> Answer:
    turn.session.asks = QUIET
    return Reply(view=views.quiet(turn.viewer, turn.words, before=before), working=True)


async def quiet_between(button: QuietBetween, turn: Turn) -> Answer:
    """One of the spans, or never."""
    between = (button.start, button.end)
    if between in (*views.QUIETS, (0, 0)):
        await _prefer(turn, quiet=None if between == (0, 0) else between)
    return _quiet(turn)


async def quiet_typed(turn: Turn) -> Answer:
    """ "22-7" """
    if _never(turn):
        await _prefer(turn, quiet=None)
        return _quiet(turn)
    between = read_quiet(turn.typed, language=turn.words.language)
    said = None if between else _in_other_words(turn)
    if said is not None and said.starts_at is not None and said.ends_at is not None:
        between = _minute(turn, said.starts_at), _minute(turn, said.ends_at)
    if between is None or between[0] == between[1]:
        return await _unread(turn) or _quiet(turn, turn.words.html("quiet-unread", text=quoted(turn.typed)))
    await _prefer(turn, quiet=between)
    return _quiet(turn, views.read_as(said.corrections, turn.words) if said else None)


async def _prefer(turn: Turn, **chosen: Any) -> None:
    turn.viewer = await services.prefer(turn.connection, turn.viewer, **chosen)


def _never(turn: Turn) -> bool:
    return fold(turn.typed) in table(turn.words.language).off


def _in_other_words(turn: Turn) -> Wish | None:
    """What was typed by the grammar of whole lines, on a day to come: "jam 10 malam sampai jam 6 pagi".

    None unless every word of it says when.
    """
    assert turn.viewer.zone is not None
    day = turn.now.astimezone(turn.viewer.zone).date() + timedelta(days=2)
    wish = read_wish(turn, f"{day.isoformat()} {turn.typed}")
    return None if wish.title or wish.unread or wish.usernames or wish.place else wish


def _minute(turn: Turn, instant: datetime) -> int:
    here = instant.astimezone(turn.viewer.zone)
    return here.hour * 60 + here.minute


async def _unread(turn: Turn) -> Answer | None:
    """Somebody has left the settings in their mind, and types what they want."""
    if not is_wish(turn):
        return None
    turn.session.asks = None
    return await booking_typed.line(turn)


TAPS: Mapping[type[Button], TapHandler] = {
    Morning: morning,
    MorningAt: morning_at,
    MorningWeekly: morning_weekly,
    Quiet: quiet,
    QuietBetween: quiet_between,
}
TYPED: Mapping[str, Handler] = {MORNING: morning_typed, QUIET: quiet_typed}
