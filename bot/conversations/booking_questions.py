"""What a line leaves open: remembered, asked one thing at a time, and learned from when it is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.buttons.booking import Step
from bot.conversations.booking_draft import HOURS, LENGTH, ONLY, QUESTIONS, SAID, UNSAID, drafted, keep, next_step
from bot.conversations.booking_steps import free, jump, show
from bot.turns import Answer, Reply, Turn
from bot.views import View, booking_time
from bot.views import booking_questions as views
from scheduling.appointments import MAX_TITLE
from scheduling.phrases import Ambiguity, Candidate, Question
from scheduling.titles import titled
from services import people as services
from texts import Markup, dates, lines, shorten

_QUOTED = 60
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SLASHED = re.compile(r"\D*(\d{1,2})\D(\d{1,2})")
A_YEAR = timedelta(days=366)
"""So far ahead appointments are booked."""


def left_open(turn: Turn, questions: Sequence[Question]) -> list[Markup]:
    """Remember what is to be asked. The first of a series is taken at once, and said to be the only one."""
    said, memory, left = [], turn.session.memory, list(questions)
    if left and left[0].kind is Ambiguity.SERIES:
        series = left.pop(0)
        said.append(turn.words.html("booking-asked-series", text=shorten(series.about, _QUOTED)))
        for first in series.candidates[:1]:
            memory[ONLY] = True
            instant = first if isinstance(first, datetime) else None
            day = local(turn, instant) if instant else first
            keep(turn, day=day, starts_at=None if any(_clocks(each) for each in left) else instant)
    if left:
        memory[QUESTIONS] = [_stored(each) for each in left]
    else:
        memory.pop(QUESTIONS, None)
    return said


async def onwards(turn: Turn, note: Markup | None = None, once: Markup | None = None) -> Answer:
    """The next open question, or the first thing that the draft does not say.

    `note` is said of what will stand on the card, and there again; `once` only now.
    """
    memory, kept = turn.session.memory, note
    note = lines(once, note) or None
    while waiting := memory.get(QUESTIONS):
        answer = await _ask(turn, _loaded(waiting[0]), note)
        if answer is not None:
            for_the_card(turn, kept)
            return answer
        memory[QUESTIONS] = waiting[1:]
    memory.pop(QUESTIONS, None)
    draft, step = turn.session.draft, next_step(turn)
    assert draft is not None
    if step is not Step.CARD:
        for_the_card(turn, kept)
    if step is Step.TIME and draft.day is not None:
        # On a day on which nobody is free the month says so.
        found = await free(turn, draft.day, draft.day)
        if not found.starts:
            full = words_full(turn, draft.day, draft.duration, found.circle.counted)
            keep(turn, day=None)
            return await show(turn, Step.DAY, note=lines(note, full), month=draft.day)
    return await show(turn, step, note=note)


def for_the_card(turn: Turn, note: Markup | None) -> None:
    """What was said of the line is said again on the card."""
    if note:
        turn.session.memory[SAID] = str(note)


def words_full(turn: Turn, day: date, duration: timedelta, count: int) -> Markup:
    """On that day there is no time when all are free, or the viewer does not work, and how to book it all the same."""
    words, viewer = turn.words, turn.viewer
    assert viewer.zone is not None
    shown = dates.day(day, viewer.zone, words.language, turn.now)
    if not viewer.hours[day.weekday()]:
        return words.html("booking-day-off-typed", day=shown)
    return words.html("booking-day-full", day=shown, length=dates.length(duration, words.language), count=count)


async def _ask(turn: Turn, asked: Question, note: Markup | None) -> Answer | None:
    """Ask one thing; None when there is nothing left to choose from."""
    memory, words, session = turn.session.memory, turn.words, turn.session
    if asked.kind is Ambiguity.LENGTH:
        memory[LENGTH] = True
        session.asks = f"booking.{Step.TIME.value}"
        return Reply(booking_time.how_long(await drafted(turn, (), note)), working=True)
    if clocks := _clocks(asked):
        memory[HOURS] = [each.isoformat("minutes") for each in clocks]
        memory[QUESTIONS] = memory[QUESTIONS][1:]
        no_such = views.no_such(asked, words.language)
        missing = words.html("booking-time-no-such", time=no_such) if asked.kind is Ambiguity.NO_TIME else None
        return await show(turn, Step.DAY, note=lines(note, missing) or None)
    latest = turn.now + A_YEAR
    starts = [each for each in asked.candidates if isinstance(each, datetime) and turn.now < each <= latest]
    days = [
        each
        for each in asked.candidates
        if isinstance(each, date) and not isinstance(each, datetime)
        if local(turn, turn.now) <= each <= local(turn, latest)
    ]
    if not starts and not days:
        memory[QUESTIONS] = memory[QUESTIONS][1:]
        return await show(turn, Step.DAY, note=lines(note, _out_of_reach(turn, asked)))
    found = {local(turn, each) for each in starts}
    one_day = found.pop() if len(found) == 1 else None
    keep(turn, day=one_day, starts_at=None)
    session.asks = f"booking.{(Step.DAY if one_day is None else Step.TIME).value}"
    if days and (further := [each for each in memory[QUESTIONS][1:] if _clocks(_loaded(each))]):
        memory[HOURS] = [each.isoformat("minutes") for each in _clocks(_loaded(further[0]))]
    elif starts and one_day is None:
        hours = {each.astimezone(turn.viewer.zone_at(each)).time() for each in starts}
        memory[HOURS] = [each.isoformat("minutes") for each in sorted(hours)]
    narrowed = replace(asked, candidates=(*starts, *days))
    return Reply(await _view(turn, narrowed, starts, note), working=True)


def _out_of_reach(turn: Turn, asked: Question) -> Markup:
    """Why there is nothing left to choose from: it is over, or too far away."""
    if asked.passed is None:
        year = _YEAR.search(asked.about)
        far = asked.candidates or (year and int(year[0]) > turn.now.year)
        return turn.words.html("booking-month-far" if far else "booking-day-none")
    day = local(turn, asked.passed) if isinstance(asked.passed, datetime) else asked.passed
    assert turn.viewer.zone is not None
    shown = dates.day(day, turn.viewer.zone, turn.words.language, turn.now)
    return turn.words.html("booking-day-over", day=shown)


async def _view(turn: Turn, asked: Question, starts: Sequence[datetime], note: Markup | None) -> View:
    drawn = await drafted(turn, (), note)
    zone = drawn.zone
    if asked.kind is Ambiguity.CLOCKS and len(starts) == 2:
        first, second = starts
        walls = [each.astimezone(zone).replace(tzinfo=None) for each in starts]
        if walls[0] == walls[1]:
            return booking_time.choose_pass(drawn, drawn.clock(first), first, second)
        if walls[1] - walls[0] > second - first:
            return booking_time.choose_beside_gap(drawn, asked.about, starts, jump((first, second), zone))
    return views.question(drawn, asked)


async def answered(turn: Turn, chosen: Candidate) -> Markup | None:
    """The open question has its answer, or was passed over for something else; returns what was learned from it.

    How somebody writes dates and hours is kept, and told, when their answer says it.
    """
    memory = turn.session.memory
    waiting = memory.pop(QUESTIONS, None)
    if not waiting:
        return None
    asked, left = _loaded(waiting[0]), [each for each in waiting if each["kind"] == Ambiguity.LENGTH.value]
    if left:
        memory[QUESTIONS] = left
    if chosen not in asked.candidates or not isinstance(chosen, date):
        return None
    draft, right = turn.session.draft, dict(asked.titles).get(chosen)
    if right is not None and draft is not None and asked.about.split()[0].casefold() in (draft.title or "").casefold():
        # The words that named it are no part of the title, unless it was changed since.
        keep(turn, title=shorten(titled(right), MAX_TITLE) or None)
    return await _learned(turn, asked, chosen)


async def _learned(turn: Turn, asked: Question, chosen: date) -> Markup | None:
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    day = local(turn, chosen) if isinstance(chosen, datetime) else chosen
    typed = _SLASHED.match(asked.about)
    if asked.kind is Ambiguity.ORDER and typed and viewer.prefs.day_first is None:
        day_first = (int(typed[1]), int(typed[2])) == (day.day, day.month)
        turn.viewer = await services.set_writing(turn.connection, viewer, day_first=day_first)
        shown = dates.day(day, viewer.zone, words.language, turn.now)
        return words.html("booking-learned-order", text=asked.about, day=shown)
    if asked.kind is Ambiguity.HALF and isinstance(chosen, datetime) and viewer.prefs.hour_cycle is None:
        # "7" for 19:00 is asked again the next time: it says nothing of a 7 in the morning.
        if chosen.astimezone(viewer.zone_at(chosen)).hour >= 12:
            return None
        turn.viewer = await services.set_writing(turn.connection, viewer, hour_cycle=24)
        shown = dates.clock(chosen, viewer.zone, words.language, 24)
        return words.html("booking-learned-hours", text=asked.about, time=shown)
    return None


def forget_length(turn: Turn) -> None:
    """A length was said after all."""
    memory = turn.session.memory
    memory.pop(LENGTH, None)
    memory.pop(UNSAID, None)
    left = [each for each in memory.get(QUESTIONS, ()) if each["kind"] != Ambiguity.LENGTH.value]
    memory[QUESTIONS] = left
    if not left:
        memory.pop(QUESTIONS)


def open_days(turn: Turn) -> tuple[date, ...]:
    """The days that the open question offers."""
    waiting = turn.session.memory.get(QUESTIONS)
    asked = _loaded(waiting[0]) if waiting else None
    offered = asked.candidates if asked else ()
    return tuple(each for each in offered if isinstance(each, date) and not isinstance(each, datetime))


def _clocks(asked: Question) -> list[time]:
    """The times of a question that wants a day first."""
    return [each for each in asked.candidates if isinstance(each, time)]


def _stored(asked: Question) -> dict[str, Any]:
    return {
        "kind": asked.kind.value,
        "about": asked.about[:_QUOTED],
        "passed": _written(asked.passed) if asked.passed else None,
        "candidates": [_written(each) for each in asked.candidates],
        "titles": [[_written(each), title] for each, title in asked.titles],
    }


def _written(value: Candidate) -> list[str | int]:
    if isinstance(value, timedelta):
        return ["length", int(value.total_seconds())]
    kind = "instant" if isinstance(value, datetime) else "day" if isinstance(value, date) else "time"
    return [kind, value.isoformat()]


def _loaded(stored: dict[str, Any]) -> Question:
    passed = _value(stored["passed"]) if stored["passed"] else None
    return Question(
        Ambiguity(stored["kind"]),
        tuple(_value(each) for each in stored["candidates"]),
        stored["about"],
        passed if isinstance(passed, date) else None,
        # Sessions that were kept by an older version have none.
        tuple((_value(each), title) for each, title in stored.get("titles", ())),
    )


def _value(written: Sequence[Any]) -> Candidate:
    match written[0]:
        case "length":
            return timedelta(seconds=written[1])
        case "instant":
            return datetime.fromisoformat(written[1]).astimezone(UTC)
        case "day":
            return date.fromisoformat(written[1])
    return time.fromisoformat(written[1])


def local(turn: Turn, instant: datetime) -> date:
    """The date at an instant where the person is by then."""
    zone = turn.viewer.zone_at(instant)
    assert zone is not None
    return instant.astimezone(zone).date()
