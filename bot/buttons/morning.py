"""Buttons of the morning agenda and of quiet hours."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button

OFF = -1


@button("qg")
@dataclass(frozen=True, slots=True)
class Morning(Button):
    """[Morning agenda: 08:00]: when, and how often."""


@button("qh")
@dataclass(frozen=True, slots=True)
class MorningAt(Button):
    """From now on at this minute of the day, or OFF."""

    minute: int


@button("qi")
@dataclass(frozen=True, slots=True)
class MorningWeekly(Button):
    """The week on Mondays, or each day."""

    weekly: bool


@button("qj")
@dataclass(frozen=True, slots=True)
class Quiet(Button):
    """[Quiet: 22:00-07:00]: when."""


@button("qk")
@dataclass(frozen=True, slots=True)
class QuietBetween(Button):
    """Quiet from one minute of the day to another, which may lie on the next; never if both are one."""

    start: int
    end: int
