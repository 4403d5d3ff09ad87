"""What was typed, read as the person writes: from their own today, in their language and order of dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.turns import Turn
from scheduling.readings import Fault
from scheduling.times import around_gap, instants
from scheduling.typed import LONGEST, SHORTEST, Answer, Asked, read_answer, read_time


def read_typed(
    turn: Turn, asked: Asked, text: str | None = None, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST
) -> Answer:
    """`scheduling.typed.read_answer` of the turn's text, or of a part of it, for a viewer with a zone.

    A weekday is the one in a week where it is today, and the hour that is said with it is over.
    """
    viewer = turn.viewer
    assert viewer.zone is not None
    said = read_answer(
        turn.typed if text is None else text,
        today=turn.now.astimezone(viewer.zone).date(),
        asked=asked,
        day_first=viewer.prefs.day_first,
        shortest=shortest,
        longest=longest,
        language=turn.words.language,
    )
    return _coming(said, turn)


def _coming(said: Answer, turn: Turn) -> Answer:
    if said.day is None or said.day.fault or len(said.day.candidates) != 2 or not (said.time and said.time.candidates):
        return said
    day, later = said.day.candidates
    zone = turn.viewer.zone
    assert zone is not None
    if day != turn.now.astimezone(zone).date() or later - day != timedelta(days=7):
        return said
    walls = [datetime.combine(day, each) for each in said.time.candidates]
    if any(at > turn.now for wall in walls for at in instants(wall, zone) or around_gap(wall, zone)):
        return said
    return replace(said, day=replace(said.day, candidates=(later,)))


def no_such_time(text: str, language: str) -> str:
    """The word of a text that names a time which no clock shows, to be quoted; all of it where that is no one word."""
    words = [word.strip(",;") for word in text.split()]
    found = [word for word in words if read_time(word, language=language).fault is Fault.NO_SUCH_TIME]
    # In "31 Oct 24:00" the 31 is none either.
    return next((word for word in found if not word.isdigit()), found[-1] if found else text)
