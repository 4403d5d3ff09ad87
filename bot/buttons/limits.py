"""Buttons of what else shall hold, besides the hours, when somebody is booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.buttons.codec import Button, button


@button("ma")
@dataclass(frozen=True, slots=True)
class LimitsPage(Button):
    """[Limits]: how soon, how close to each other, how many a day."""


@button("mb")
@dataclass(frozen=True, slots=True)
class Notice(Button):
    """No booking by others sooner than this; none for any time."""

    least: timedelta


@button("mc")
@dataclass(frozen=True, slots=True)
class Gap(Button):
    """So much stays free before and after each appointment."""

    least: timedelta


@button("md")
@dataclass(frozen=True, slots=True)
class ADay(Button):
    """So many appointments a day; 0 for any number."""

    most: int


@button("me")
@dataclass(frozen=True, slots=True)
class LimitsBeside(Button):
    """[Limits] on a draft: the page in a message of its own, so that the draft stays."""
