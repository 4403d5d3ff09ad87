"""Rules for what comes again: "every Monday", "Tuesdays", "weekly on Friday", "jeden ersten Montag", "setiap hari"."""

from __future__ import annotations

from datetime import date, timedelta

from scheduling.phrases.dates import Day, after
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity


def habit(line: Line, at: int) -> tuple[int, Day] | None:
    """A series; of its days the first can be booked."""
    mondays = line.weekday(at, "mondays")
    every = line.hit(at, "every")
    daily = line.hit(at, "daily")
    if every and not line.hit(at, "workdays") and (not daily or daily[0] <= every[0]):
        start = every[0]
        count = line.whole(start)
        unit = line.hit(count[0] if count else start, "units")
        if unit and unit[1] in (10080.0, "month"):
            # "every 2 weeks on Friday"
            weekday = line.weekday(line.skip(unit[0], "on"))
            if weekday:
                return weekday[0], again(line, weekday[1])
            first = after(line, 7)
            return (unit[0], Day((first,), Ambiguity.SERIES, series=True)) if first else None
        weekday = line.weekday(start) or line.weekday(start, "mondays") or line.weekday(start, "short")
        if weekday:
            return weekday[0], again(line, weekday[1])
    weekly = line.hit(at, "weekly")
    if weekly:
        # "weekly on Tuesday"; "weekly review" is a title.
        start = line.skip(line.comma(weekly[0]), "on")
        weekday = line.weekday(start) or line.weekday(start, "mondays")
        return (weekday[0], again(line, weekday[1])) if weekday else None
    if mondays:
        behind = line.hit(line.comma(mondays[0]), "weekly")
        return behind[0] if behind else mondays[0], again(line, mondays[1])
    working = line.hit(at, "workdays")
    for word, last in ((working, 5), (daily, 7)):
        if word:
            near = (line.today + timedelta(days=each) for each in range(4))
            return word[0], Day(tuple(each for each in near if each.weekday() < last), Ambiguity.SERIES, series=True)
    return None


def again(line: Line, weekday: int) -> Day:
    """This weekday, each week."""
    first = coming(line, weekday)
    return Day((first, first + timedelta(days=7)), Ambiguity.SERIES, series=True)


def coming(line: Line, weekday: int) -> date:
    """The next such day, today included."""
    return line.today + timedelta(days=(weekday - line.today.weekday()) % 7)
