"""A month as a keyboard, wherever a day is tapped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.buttons import Button
from bot.views.view import Key, press
from scheduling.people import Person
from texts import Words, dates

A_DAY = timedelta(days=1)

DOT = "·"
"""A day that is over, that has no time for all, or that belongs to a neighbouring month."""


def following(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1)


def keyboard(
    first: date,
    viewer: Person,
    words: Words,
    *,
    earliest: date,
    legend: Button,
    month: Callable[[date], Button],
    day: Callable[[date], Key],
) -> list[tuple[Key, ...]]:
    """The month that begins with `first`: its name between [‹] and [›], the weekdays, and its weeks.

    Weeks that end before `earliest` are left out. `legend` is behind all that leads nowhere, `month` makes the button
    of another month from its first day, and `day` the key of each day of this one.
    """
    first_weekday, nowhere, behind = viewer.prefs.first_weekday, press(DOT, legend), following(first)
    rows: list[tuple[Key, ...]] = [
        (
            press("‹", month((first - A_DAY).replace(day=1))),
            press(dates.month_title(first.year, first.month, words.language), legend),
            press("›", month(behind)),
        ),
        tuple(press(head, legend) for head in dates.weekday_heads(words.language, first_weekday)),
    ]
    begins = first - timedelta(days=(first.weekday() - first_weekday) % 7)
    while begins < behind:
        week = [begins + timedelta(days=at) for at in range(7)]
        begins += 7 * A_DAY
        if week[-1] >= earliest:
            rows.append(tuple(day(each) if each.month == first.month else nowhere for each in week))
    return rows
