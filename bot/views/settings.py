"""/settings and /help as people see them: each button shows its value, and no change takes more than two taps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.buttons.agenda import Agenda
from bot.buttons.booking import New
from bot.buttons.formats import Formats
from bot.buttons.holidays import Holidays
from bot.buttons.limits import LimitsPage
from bot.buttons.settings import (
    DropTimeOff,
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
from bot.buttons.travel import Whereabouts
from bot.views import formats, holidays, languages, morning, privacy
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment
from scheduling.hours import DAY, HoursReading, WeeklyHours
from scheduling.people import OutsideHours, Person
from scheduling.quotes import as_typed
from scheduling.readings import Fault, Reading
from scheduling.times import Days
from scheduling.words import Correction
from scheduling.words.phrasebook import proper
from texts import BUTTON, Markup, Words, dates, isolate, join, lines, quoted, units
from texts.people import listing

WORKING_TIMES = ((8 * 60, 17 * 60), (9 * 60, 17 * 60), (9 * 60, 18 * 60))
_NAMED = 5
"""So many appointments outside the hours are named."""

LEADS = (
    timedelta(days=1),
    timedelta(hours=2),
    timedelta(hours=1),
    timedelta(minutes=30),
    timedelta(minutes=15),
    timedelta(minutes=5),
)


def settings(viewer: Person, words: Words, now: datetime, *, before: Markup | None = None) -> View:
    """Where one is, when one works, when one is reminded. `before` stands above it."""
    assert viewer.zone is not None
    time = dates.clock(now, viewer.zone, words.language, viewer.prefs.hour_cycle)
    other = OutsideHours.ASK if viewer.outside_hours is OutsideHours.REFUSE else OutsideHours.REFUSE
    rows: tuple[tuple[Key, ...], ...] = (
        (press(words.button("button-city", time=time, city=dates.place(viewer)), Whereabouts()),),
        (press(words.button("button-hours", hours=_week(viewer.hours, viewer, words)), Hours()),),
        (press(words.button("button-outside", then=viewer.outside_hours.value), Outside(other)),),
        (press(words.button("button-time-off"), TimeOff()), press(holidays.label(viewer, words), Holidays())),
        (press(words.button("button-reminders", leads=_short(viewer, words)), Reminders()),),
        (privacy.label(viewer, words),),
        morning.labels(viewer, words),
        (press(formats.label(viewer, words, now), Formats()), languages.label(words)),
    )
    return View(lines(before, words.html("settings-title")), rows)


def _week(hours: WeeklyHours, viewer: Person, words: Words) -> str:
    """What a button has room for: the first days, each whole."""
    days = dates.week(hours, words.language, viewer.prefs.hour_cycle).split("; ")
    shown = "; ".join(days)
    while units(shown) > BUTTON and len(days) > 1:
        days.pop()
        shown = "; ".join([*days, "…"])
    return shown or words.plain("settings-no-hours")


def _short(viewer: Person, words: Words) -> str:
    leads = [dates.length(each, words.language) for each in viewer.prefs.reminders]
    return ", ".join(leads) if leads else words.plain("settings-none")


# Working hours


def hours(viewer: Person, words: Words, *, before: Markup | None = None) -> View:
    """The week in seven lines; a weekday's button takes it off or puts it on, a span's sets all working days."""
    text = lines(
        before,
        words.html("settings-hours", city=dates.place(viewer)),
        _seven(viewer.hours, viewer, words),
        words.html("settings-hours-none") if viewer.hours.empty else None,
        Markup("\n" + words.html("settings-hours-how")),
    )
    named = dates.weekdays(words.language, short=True)
    days: list[Key] = [
        press(
            words.button("button-day-on", day=named[at]) if viewer.hours[at] else named[at],
            WorkOn(at, works=not viewer.hours[at]),
        )
        for at in range(7)
    ]
    spans: list[Key] = [press(_span(start, end, viewer, words), WorkFrom(start, end)) for start, end in WORKING_TIMES]
    # Who came by an invitation has not been offered the public holidays of their country yet.
    foot: list[Key] = [
        press(holidays.label(viewer, words), Holidays()),
        press(words.button("button-limits"), LimitsPage()),
        press(words.button("button-back"), Settings()),
    ]
    return View(text, (*fit(days), *fit(spans), *fit(foot)))


def hours_read(viewer: Person, reading: HoursReading, typed: str, words: Words) -> View:
    """What was typed, read back before it is kept."""
    assert reading.hours is not None
    unread = quoted(as_typed(typed, reading.not_understood, language=words.language))
    text = lines(
        words.html("settings-hours-read"),
        _seven(reading.hours, viewer, words),
        _notes(reading.corrections, words),
        words.html("settings-unread", text=unread) if unread else None,
    )
    return View(
        text, fit([press(words.button("button-save"), SaveHours()), press(words.button("button-back"), Hours())])
    )


def hours_unread(reading: HoursReading, typed: str, viewer: Person, words: Words) -> Markup:
    """Why typed hours cannot be kept."""
    if reading.fault is None:
        return words.html("settings-hours-unread", text=typed)
    # A range that ends before it begins is read as one past midnight: what is left is no such time, and an overlap.
    fault, day = reading.fault, ""
    if 0 <= reading.fault.weekday < 7:
        day = dates.weekdays(words.language)[reading.fault.weekday]
    span = _span(*fault.span, viewer, words) if fault.span and max(fault.span) <= 2 * DAY else ""
    return words.html(f"settings-hours-{fault.fault.value}", day=day, span=span)


def _seven(week: WeeklyHours, viewer: Person, words: Words) -> Markup:
    named = dates.weekdays(words.language, short=True)
    said = []
    for at, ranges in enumerate(week.days):
        spans = ", ".join(_span(start, end, viewer, words) for start, end in ranges)
        said.append(words.html("settings-day", day=named[at], hours=spans or words.plain("settings-off")))
    return lines(*said)


def _span(start: int, end: int, viewer: Person, words: Words) -> str:
    cycle = viewer.prefs.hour_cycle
    first = dates.clock_of(start, words.language, cycle)
    last = dates.clock_of(end if end <= DAY else end - DAY, words.language, cycle)
    return isolate(f"{first}–{last}")


def time_off(
    ahead: Sequence[Days], viewer: Person, words: Words, now: datetime, *, before: Markup | None = None
) -> View:
    """The dates off that lie ahead, each with its way back."""
    shown = [between(each, viewer, words, now) for each in ahead]
    text = lines(
        before,
        words.html("settings-off-title") if ahead else words.html("settings-off-none"),
        *[words.html("settings-off-line", days=each) for each in shown],
        words.html("settings-off-how"),
    )
    keys = [
        press(words.button("button-drop-off", days=said), DropTimeOff(each.first, each.last))
        for each, said in zip(ahead, shown, strict=True)
    ]
    return View(text, (*((key,) for key in keys), (press(words.button("button-back"), Settings()),)))


def between(days: Days, viewer: Person, words: Words, now: datetime) -> str:
    """ "Thu 5 Nov – Fri 6 Nov", or one date."""
    assert viewer.zone is not None
    first = dates.day(days.first, viewer.zone, words.language, now)
    if days.first == days.last:
        return first
    return isolate(f"{first} – {dates.day(days.last, viewer.zone, words.language, now)}")


def left_outside(found: Sequence[Appointment], viewer: Person, words: Words, now: datetime) -> Markup | None:
    """What lies outside the changed hours stays, and is told."""
    if not found:
        return None
    said = [
        words.html(
            "settings-outside-line", when=dates.moment(each.starts_at, viewer, now, city=False), title=each.title
        )
        for each in found[:_NAMED]
    ]
    more = len(found) - len(said)
    return lines(
        words.html("settings-outside", count=len(found)),
        *said,
        words.html("settings-outside-more", count=more) if more else None,
    )


# Reminders


def reminders(viewer: Person, words: Words, *, before: Markup | None = None) -> View:
    """When to remind; a length's button takes it or leaves it."""
    leads = viewer.prefs.reminders
    said = [dates.length_in_words(each, words.language) for each in leads]
    now = (
        words.html("settings-reminders", leads=listing(said, words.language))
        if said
        else words.html("settings-reminders-none")
    )
    keys: list[Key] = []
    for each in sorted({*LEADS, *leads}, reverse=True):
        label = dates.length(each, words.language)
        if each in leads:
            label = words.button("button-day-on", day=label)
        keys.append(press(label, Remind(each, wanted=each not in leads)))
    none = words.button("button-none")
    if not leads:
        none = words.button("button-day-on", day=none)
    rows = (*fit(keys), *fit([press(none, NoReminders()), press(words.button("button-back"), Settings())]))
    return View(lines(before, now, words.html("settings-reminders-how")), rows)


def reminders_kept(reading: Reading[tuple[timedelta, ...]], words: Words) -> Markup | None:
    """Slips that were forgiven in what was typed."""
    return _notes(reading.corrections, words)


def reminders_unread(reading: Reading[tuple[timedelta, ...]], typed: str, words: Words) -> Markup:
    """Why typed reminders cannot be kept."""
    match reading.fault:
        case Fault.TOO_MANY:
            return words.html("settings-reminders-many")
        case Fault.TOO_SHORT | Fault.TOO_LONG:
            return words.html("settings-reminders-far", text=quoted(reading.rest or typed))
    return words.html("settings-reminders-unread", text=quoted(reading.rest or typed))


def _notes(corrections: Sequence[Correction], words: Words) -> Markup | None:
    said = [words.html("settings-read-as", written=each.written, meant=proper(each.read_as)) for each in corrections]
    return join(" ", *said) or None


# Help


def help(words: Words, *, knows: str | None) -> View:  # noqa: A001 - the command's name
    """What the bot can do, with a line to copy."""
    example = words.plain("start-example-with", username=knows) if knows else words.plain("start-example")
    rows = (
        (press(words.button("button-new-appointment"), New()), press(words.button("button-agenda"), Agenda())),
        (press(words.button("button-settings"), Settings()),),
    )
    return View(words.html("help", example=example), rows)
