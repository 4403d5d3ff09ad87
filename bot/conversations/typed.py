"""What was typed, read as the person writes: from their own today, in their language and order of dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversations.booking_wish import read_wish
from bot.turns import Turn
from scheduling.phrases import Ambiguity
from scheduling.readings import Fault, Reading
from scheduling.times import around_gap, instants, wall
from scheduling.typed import LONGEST, SHORTEST, Answer, Asked, read_answer, read_time


def read_typed(
    turn: Turn, asked: Asked, text: str | None = None, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST
) -> Answer:
    """`scheduling.typed.read_answer` of the turn's text, or of a part of it, for a viewer with a zone.

    A weekday is the one in a week where it is today, and the hour that is said with it is over. What that reader does
    not know is read as a line of its own, and taken if it says nothing but when ("the 5th of next month at 10").
    """
    viewer = turn.viewer
    assert viewer.zone is not None
    typed = turn.typed if text is None else text
    said = read_answer(
        typed,
        today=turn.now.astimezone(viewer.zone).date(),
        asked=asked,
        day_first=viewer.prefs.day_first,
        shortest=shortest,
        longest=longest,
        language=turn.words.language,
    )
    if said.rest or (said.day and said.day.fault is Fault.NOT_UNDERSTOOD):
        said = _as_line(turn, typed) or said
    return _coming(said, turn)


_UTC = ZoneInfo("UTC")
_SEVERAL = (Ambiguity.WEEK, Ambiguity.WEEKDAY, Ambiguity.ORDER, Ambiguity.CHOICE, Ambiguity.HALF, Ambiguity.PART)


def _as_line(turn: Turn, text: str) -> Answer | None:
    """The day, time and length of a line that names nothing else, each with what it may mean; None for all others."""
    # Beside a date of ours, a line without a day gives that date; two of them, since one might be meant.
    ours = [turn.now.date() + timedelta(days=each) for each in (400, 405)]
    read = [_said(turn, f"{each.isoformat()} {text}") for each in ours]
    if all(said and said.day and said.day.candidates == (each,) for said, each in zip(read, ours, strict=True)):
        return replace(read[0], day=None) if read[0] else None
    return _said(turn, text)


def _said(turn: Turn, text: str) -> Answer | None:
    wish = read_wish(turn, text)
    if wish.title or wish.place or wish.usernames or wish.unread or len(wish.questions) > 1:
        return None
    meant: tuple[object, ...] = tuple(each for each in (wish.starts_at or wish.day,) if each)
    if wish.questions:
        meant = wish.questions[0].candidates if wish.questions[0].kind in _SEVERAL else ()
    walls = [wall(each, turn.viewer.zone_at(each) or _UTC) for each in meant if isinstance(each, datetime)]
    days = tuple(dict.fromkeys(each.date() for each in walls)) or tuple(
        each for each in meant if isinstance(each, date) and not isinstance(each, datetime)
    )
    times = tuple(dict.fromkeys(each.time() for each in walls))
    # "Mon at 9 or Tue at 10" is no day with a time.
    if not days or len(days) * max(1, len(times)) != len(meant):
        return None
    length = Reading((wish.duration,)) if wish.duration else None
    return Answer(Reading(days, wish.corrections), Reading(times) if times else None, length)


def _coming(said: Answer, turn: Turn) -> Answer:
    if said.day is None or said.day.fault or len(said.day.candidates) != 2 or not (said.time and said.time.candidates):
        return said
    day, later = said.day.candidates
    zone = turn.viewer.zone
    assert zone is not None
    if day != turn.now.astimezone(zone).date() or later - day != timedelta(days=7):
        return said
    shown = [datetime.combine(day, each) for each in said.time.candidates]
    if any(at > turn.now for each in shown for at in instants(each, zone) or around_gap(each, zone)):
        return said
    return replace(said, day=replace(said.day, candidates=(later,)))


def no_such_time(text: str, language: str) -> str:
    """The word of a text that names a time which no clock shows, to be quoted; all of it where that is no one word."""
    words = [word.strip(",;") for word in text.split()]
    found = [word for word in words if read_time(word, language=language).fault is Fault.NO_SUCH_TIME]
    # In "31 Oct 24:00" the 31 is none either.
    return next((word for word in found if not word.isdigit()), found[-1] if found else text)
