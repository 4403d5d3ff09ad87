"""The morning agenda, and the pages in /settings for it and for quiet hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons.agenda import Agenda, OpenFromAgenda
from bot.buttons.morning import OFF, Morning, MorningAt, MorningWeekly, Quiet, QuietBetween
from bot.buttons.settings import Settings
from bot.views.agenda import line
from bot.views.view import Key, View, fit, press
from db.agenda import Part
from scheduling.people import Person
from scheduling.words import Correction
from scheduling.words.phrasebook import proper
from services import morning as services
from texts import Markup, Words, dates, isolate, lines

TIMES = (7 * 60, 8 * 60, 9 * 60)
QUIETS = ((21 * 60, 7 * 60), (22 * 60, 7 * 60), (23 * 60, 8 * 60))


def told(found: services.Morning, viewer: Person, words: Words, now: datetime) -> View:
    """What comes in the morning."""
    city = dates.place(viewer)
    text = [words.html("morning-week" if found.weekly else "morning-day", city=city, waiting=found.waiting)]
    shown = ""
    for number, appointment in enumerate(found.appointments, start=1):
        day = dates.heading(appointment.starts_at, viewer, now)
        if day != shown:
            text.append(words.html("agenda-day", day=day))
            shown = day
        text.append(line(number, appointment, viewer, words))
    keys: list[Key] = [
        press(str(number), OpenFromAgenda(each.id, Part.NEXT, 0))
        for number, each in enumerate(found.appointments, start=1)
    ]
    below: list[Key] = [press(words.button("button-agenda"), Agenda())]
    if found.waiting:
        below.append(press(words.button("button-to-answer", count=found.waiting), Agenda(Part.WAITING)))
    return View(lines(*text), (*fit(keys), *fit(below)))


def labels(viewer: Person, words: Words) -> tuple[Key, Key]:
    """The two buttons in /settings."""
    prefs = viewer.prefs
    morning = words.button("button-morning-off")
    if prefs.morning is not None:
        clock = dates.clock_of(prefs.morning, words.language, prefs.hour_cycle)
        morning = words.button("button-morning-weekly" if prefs.weekly else "button-morning", clock=clock)
    quiet = words.button("button-quiet-off")
    if prefs.quiet is not None:
        quiet = words.button("button-quiet", span=_span(prefs.quiet, viewer, words))
    return press(morning, Morning()), press(quiet, Quiet())


def page(viewer: Person, words: Words, *, before: Markup | None = None) -> View:
    """When the agenda comes, and how often."""
    chosen, weekly = viewer.prefs.morning, viewer.prefs.weekly
    offered = sorted({*TIMES, *([] if chosen is None else [chosen])})
    times: list[Key] = [
        press(
            _ticked(words, dates.clock_of(each, words.language, viewer.prefs.hour_cycle), chosen == each),
            MorningAt(each),
        )
        for each in offered
    ]
    times.append(press(_ticked(words, words.button("button-none"), chosen is None), MorningAt(OFF)))
    often: list[Key] = [
        press(_ticked(words, words.button(key), weekly is each), MorningWeekly(each))
        for key, each in (("button-each-day", False), ("button-each-week", True))
    ]
    rows = (*fit(times), tuple(often), (press(words.button("button-back"), Settings()),))
    asked = words.html("morning-asked", city=dates.place(viewer))
    return View(lines(before, asked, words.html("morning-how")), rows)


def quiet(viewer: Person, words: Words, *, before: Markup | None = None) -> View:
    """When it is quiet."""
    chosen = viewer.prefs.quiet
    offered = QUIETS if chosen is None or chosen in QUIETS else (*QUIETS, chosen)
    keys: list[Key] = [
        press(_ticked(words, _span(each, viewer, words), chosen == each), QuietBetween(*each)) for each in offered
    ]
    keys.append(press(_ticked(words, words.button("button-none"), chosen is None), QuietBetween(0, 0)))
    rows = (*fit(keys), (press(words.button("button-back"), Settings()),))
    asked = words.html("quiet-asked", city=dates.place(viewer))
    return View(lines(before, asked, words.html("quiet-how")), rows)


def read_as(corrections: Sequence[Correction], words: Words) -> Markup | None:
    """Slips that were forgiven in what was typed."""
    said = [words.html("settings-read-as", written=each.written, meant=proper(each.read_as)) for each in corrections]
    return lines(*said) or None


def _span(between: tuple[int, int], viewer: Person, words: Words) -> str:
    first, last = (dates.clock_of(each, words.language, viewer.prefs.hour_cycle) for each in between)
    return isolate(f"{first}–{last}")


def _ticked(words: Words, label: str, on: bool) -> str:
    return words.button("button-day-on", day=label) if on else label
