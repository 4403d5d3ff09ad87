"""Buttons of where somebody is, and will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.buttons.codec import Button, button


@button("ja")
@dataclass(frozen=True, slots=True)
class Whereabouts(Button):
    """[14:05 in Lisbon]: where one lives, and the journeys."""


@button("jb")
@dataclass(frozen=True, slots=True)
class Travel(Button):
    """[Travelling]: where to?"""


@button("jc")
@dataclass(frozen=True, slots=True)
class TravelMonth(Button):
    """Another month of the journey's dates, by its first day."""

    first: date


@button("jd")
@dataclass(frozen=True, slots=True)
class TravelDay(Button):
    """The first date of the journey, and after that the last; the session holds where it goes."""

    day: date


@button("je")
@dataclass(frozen=True, slots=True)
class StayHome(Button):
    """[Not in Tokyo]: these dates, both included, are spent at home after all."""

    first: date
    last: date
