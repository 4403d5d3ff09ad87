"""Buttons of how somebody reads times and dates."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("qa")
@dataclass(frozen=True, slots=True)
class Formats(Button):
    """[14:05, Monday first, 3/11]: how times and dates are shown and read."""


@button("qb")
@dataclass(frozen=True, slots=True)
class HourCycle(Button):
    """Clocks of 24 or of 12 hours."""

    hours: int


@button("qc")
@dataclass(frozen=True, slots=True)
class FirstWeekday(Button):
    """The weekday that a month's weeks begin with; 0 is Monday."""

    weekday: int


@button("qd")
@dataclass(frozen=True, slots=True)
class DateOrder(Button):
    """Whether 3/11 is 3 November."""

    day_first: bool
