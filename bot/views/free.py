"""/free as people see it: spans by day, numbered; a number books there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.buttons.booking import New
from bot.buttons.free import FreePage, TakeFree
from bot.views.view import Key, View, fit, press
from scheduling.people import Person
from scheduling.times import Slot
from services.free import FreeTime
from texts import Markup, Text, Words, dates, lines
from texts.people import listing, names

LINES = 12
"""So many spans stand in one message."""


def free(
    found: FreeTime, asked: FreePage, viewer: Person, words: Words, now: datetime, *, note: Markup | None = None
) -> View:
    """One page of the spans. `asked` is what was looked for, and the page that is wanted."""
    assert viewer.zone is not None
    length = dates.length(asked.duration, words.language)
    who: dict[str, str | int] = {"count": len(found.seen) + 1, "names": _called(found.seen, viewer, words)}
    unseen = words.html("free-unseen", names=_called(found.unseen, viewer, words)) if found.unseen else None
    if asked.hour is not None:
        clock = dates.clock_of(asked.hour.hour * 60 + asked.hour.minute, words.language, viewer.prefs.hour_cycle)
        unseen = lines(words.html("free-after", clock=clock), unseen)
    if not found.spans:
        key = "free-none" if asked.day is None else "free-none-on" if asked.last == asked.day else "free-none-between"
        day, last = (
            dates.day(each, viewer.zone, words.language, now) if each else "" for each in (asked.day, asked.last)
        )
        if asked.day is not None and asked.last == asked.day and not viewer.hours[asked.day.weekday()]:
            key = "booking-day-off"
        keys = (press(words.button("button-new-appointment"), New()),)
        return View(lines(note, words.html(key, length=length, day=day, last=last, **who), unseen), (keys,))
    page = max(0, min(asked.page, (len(found.spans) - 1) // LINES))
    said = [words.html("free-title", length=length, city=dates.place(viewer), **who)]
    numbers: list[Key] = []
    shown = ""
    for number, span in enumerate(found.spans[page * LINES : (page + 1) * LINES], start=page * LINES + 1):
        day_ = dates.heading(span.starts_at, viewer, now)
        if day_ != shown:
            said.append(words.html("free-day", day=day_))
            shown = day_
        said.append(words.html("free-line", number=number, clocks=_clocks(span, viewer, words)))
        numbers.append(press(str(number), TakeFree(span.starts_at, asked.duration, asked.people)))
    turning: list[Key] = []
    if page:
        turning.append(press(words.button("button-back"), replace(asked, page=page - 1)))
    if len(found.spans) > (page + 1) * LINES:
        turning.append(press(words.button("button-more"), replace(asked, page=page + 1)))
    return View(lines(note, *said, unseen), (*fit(numbers), *fit(turning)))


def _clocks(span: Slot, viewer: Person, words: Words) -> str:
    """From when to when; a date from its midnight to the next one is a whole day, of 23 hours or 25 too."""
    zone = viewer.zone_at(span.starts_at)
    begin, end = span.starts_at.astimezone(zone), span.ends_at.astimezone(zone)
    if begin.time() == end.time() == time() and end.date() - begin.date() == timedelta(days=1):
        return words.plain("free-all-day")
    return dates.clocks(span, viewer)


def _called(people: Sequence[Person], viewer: Person, words: Words) -> Text:
    called = names((viewer, *people))
    return listing([called[person.id] for person in people], words.language)
