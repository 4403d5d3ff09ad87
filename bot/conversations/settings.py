"""/settings: the city, the working hours, the reminders, by taps or typed. And /help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.buttons import Button
from bot.buttons.settings import (
    DropTimeOff,
    Help,
    Hours,
    NoReminders,
    Outside,
    Remind,
    Reminders,
    SaveHours,
    Settings,
    TimeOff,
    WorkFrom,
    WorkOn,
)
from bot.conversations import booking_typed, changing, start
from bot.conversations.wishes import is_wish
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import settings as views
from db import invitees
from scheduling.hours import DEFAULT_HOURS, BadHours, Range, WeeklyHours, read_hours
from scheduling.people import MAX_REMINDERS
from scheduling.timeoff import ends_first, read_days
from scheduling.times import Days
from scheduling.typed import EARLIEST_REMINDER, read_reminders
from services import people as services
from services import timeoff
from texts import Markup, lines, quoted

HOURS = "settings.hours"
REMINDERS = "settings.reminders"
TIME_OFF = "settings.off"
"""The open questions: typed hours, reminders or dates off."""

READ = "settings.read"
"""In the session's memory: hours that were read and wait for [Save]."""

SHORTEST_LEAD = timedelta(minutes=1)


async def settings(turn: Turn) -> Answer:
    """/settings"""
    _close(turn)
    changing.close(turn)
    return Reply(view=views.settings(turn.viewer, turn.words, turn.now), working=True)


async def open_settings(_: Settings, turn: Turn) -> Answer:
    """[Settings], and [Back] to them."""
    return await settings(turn)


def _close(turn: Turn) -> None:
    """A question of these settings is left; a draft's own stays open."""
    if turn.session.asks and turn.session.asks.startswith("settings."):
        turn.session.asks = None
    turn.session.memory.pop(READ, None)


async def _wish(turn: Turn) -> Answer | None:
    """Somebody has left the settings in their mind, and types what they want."""
    if not is_wish(turn):
        return None
    _close(turn)
    return await booking_typed.line(turn)


# Working hours


async def hours(button: Hours, turn: Turn) -> Answer:
    """The week, to tap or to type."""
    return replace(_hours(turn), fresh=button.beside)


def _hours(turn: Turn, before: Markup | None = None) -> Reply:
    _close(turn)
    turn.session.asks = HOURS
    return Reply(view=views.hours(turn.viewer, turn.words, before=before), working=True)


async def work_on(button: WorkOn, turn: Turn) -> Answer:
    """A weekday is taken off, or put on with what most other days have."""
    if button.weekday not in range(7):
        return _hours(turn)
    week = turn.viewer.hours
    if button.works and week[button.weekday]:
        return _hours(turn)
    try:
        return await _keep(turn, week.replaced(button.weekday, _usual(week) if button.works else ()))
    except BadHours:
        # The usual hours go past midnight into a day that has others.
        return _hours(turn)


def _usual(week: WeeklyHours) -> tuple[Range, ...]:
    working = [ranges for ranges in week.days if ranges]
    return max(working, key=working.count) if working else DEFAULT_HOURS[0]


async def work_from(button: WorkFrom, turn: Turn) -> Answer:
    """One span for all working days."""
    working = [weekday for weekday in range(7) if turn.viewer.hours[weekday]] or list(range(5))
    try:
        week = WeeklyHours.of(dict.fromkeys(working, ((button.start, button.end),)))
    except BadHours:
        return _hours(turn)
    return await _keep(turn, week)


async def _keep(turn: Turn, week: WeeklyHours, before: Markup | None = None) -> Answer:
    changed = week != turn.viewer.hours
    turn.viewer = await services.set_hours(turn.connection, turn.viewer, week)
    return _hours(turn, lines(before, await _left_outside(turn) if changed else None) or None)


async def _left_outside(turn: Turn) -> Markup | None:
    found = await timeoff.left_outside(turn.connection, turn.viewer, now=turn.now)
    return views.left_outside(found, turn.viewer, turn.words, turn.now)


async def hours_typed(turn: Turn) -> Answer:
    """Typed hours are read back first: a wrong week is noticed by others before it is by oneself."""
    reading = read_hours(turn.typed, base=turn.viewer.hours, language=turn.words.language)
    wish = await _wish(turn) if reading.hours is None or "@" in turn.typed else None
    if wish is not None:
        return wish
    if reading.hours is None:
        typed = quoted(turn.typed)
        return _hours(turn, views.hours_unread(reading, typed, turn.viewer, turn.words))
    turn.session.memory[READ] = reading.hours.to_json()
    return Reply(view=views.hours_read(turn.viewer, reading, turn.typed, turn.words), working=True)


async def save_hours(_: SaveHours, turn: Turn) -> Answer:
    """[Save]"""
    stored = turn.session.memory.get(READ)
    if stored is None:
        return _hours(turn, turn.words.html("settings-hours-again"))
    return await _keep(turn, WeeklyHours.from_json(stored), turn.words.html("settings-hours-kept"))


async def outside(button: Outside, turn: Turn) -> Answer:
    """What happens to requests outside the hours."""
    turn.viewer = await services.set_outside(turn.connection, turn.viewer, button.then)
    return await settings(turn)


# Time off


async def time_off(_: TimeOff, turn: Turn) -> Answer:
    """The dates off that lie ahead."""
    return await _time_off(turn)


async def _time_off(turn: Turn, before: Markup | None = None) -> Reply:
    _close(turn)
    turn.session.asks = TIME_OFF
    ahead = await timeoff.ahead(turn.connection, turn.viewer, today=_today(turn))
    return Reply(view=views.time_off(ahead, turn.viewer, turn.words, turn.now, before=before), working=True)


async def time_off_typed(turn: Turn) -> Answer:
    """Typed dates are taken off at once: the list below says which, and gives each back with a tap."""
    viewer, words = turn.viewer, turn.words
    days = read_days(turn.typed, _today(turn), day_first=viewer.prefs.day_first, language=words.language)
    if days is None:
        wish = await _wish(turn)
        if wish is not None:
            return wish
        wrong = ends_first(turn.typed, _today(turn), day_first=viewer.prefs.day_first, language=words.language)
        key = "settings-off-ends-first" if wrong else "settings-off-unread"
        return await _time_off(turn, words.html(key, text=quoted(turn.typed)))
    if not await timeoff.take(turn.connection, viewer, days, today=_today(turn)):
        return await _time_off(turn, words.html("settings-off-many", limit=timeoff.MOST))
    return await _time_off(turn, lines(words.html("settings-off-kept"), await _left_outside(turn)))


async def drop_time_off(button: DropTimeOff, turn: Turn) -> Answer:
    """[Not off: ...]"""
    if button.first <= button.last:
        await timeoff.give_back(turn.connection, turn.viewer, Days(button.first, button.last))
    return await _time_off(turn)


def _today(turn: Turn) -> date:
    assert turn.viewer.zone is not None
    return turn.now.astimezone(turn.viewer.zone).date()


# Reminders


async def reminders(_: Reminders, turn: Turn) -> Answer:
    """When, to tap or to type."""
    return _reminders(turn)


def _reminders(turn: Turn, before: Markup | None = None) -> Reply:
    _close(turn)
    turn.session.asks = REMINDERS
    return Reply(view=views.reminders(turn.viewer, turn.words, before=before), working=True)


async def remind(button: Remind, turn: Turn) -> Answer:
    """One reminder more or less."""
    leads = set(turn.viewer.prefs.reminders)
    if not SHORTEST_LEAD <= button.lead <= EARLIEST_REMINDER:
        return _reminders(turn)
    if button.wanted and len(leads | {button.lead}) > MAX_REMINDERS:
        return PopUp(turn.words.popup("popup-reminders-many"))
    leads = leads | {button.lead} if button.wanted else leads - {button.lead}
    turn.viewer = await services.set_reminders(turn.connection, turn.viewer, sorted(leads), now=turn.now)
    return _reminders(turn)


async def no_reminders(_: NoReminders, turn: Turn) -> Answer:
    """[None]"""
    turn.viewer = await services.set_reminders(turn.connection, turn.viewer, (), now=turn.now)
    return _reminders(turn)


async def reminders_typed(turn: Turn) -> Answer:
    """ "2 h, 10 min" replaces what there was."""
    reading = read_reminders(turn.typed, language=turn.words.language)
    if reading.value is None:
        wish = await _wish(turn)
        if wish is not None:
            return wish
        return _reminders(turn, views.reminders_unread(reading, quoted(turn.typed), turn.words))
    turn.viewer = await services.set_reminders(turn.connection, turn.viewer, reading.value, now=turn.now)
    return _reminders(turn, views.reminders_kept(reading, turn.words))


# Help


async def help(turn: Turn) -> Answer:  # noqa: A001 - the command's name
    """/help: what the bot can do; whoever has no zone yet is asked for it below."""
    met = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=5)
    knows = next((each.username for each in met if each.username), None)
    view = views.help(turn.words, knows=knows)
    return view if turn.viewer.settled else await start.question(turn, before=Markup(view.text))


async def open_help(_: Help, turn: Turn) -> Answer:
    """[Help]"""
    return await help(turn)


TAPS: Mapping[type[Button], TapHandler] = {
    Settings: open_settings,
    Hours: hours,
    WorkOn: work_on,
    WorkFrom: work_from,
    SaveHours: save_hours,
    Outside: outside,
    TimeOff: time_off,
    DropTimeOff: drop_time_off,
    Reminders: reminders,
    Remind: remind,
    NoReminders: no_reminders,
    Help: open_help,
}
TYPED: Mapping[str, Handler] = {HOURS: hours_typed, REMINDERS: reminders_typed, TIME_OFF: time_off_typed}
COMMANDS: Mapping[str, Any] = {"settings": settings, "help": help}
