"""Buttons of public holidays."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("qe")
@dataclass(frozen=True, slots=True)
class Holidays(Button):
    """[Public holidays: Portugal]: whose, to tap or to type."""


@button("qf")
@dataclass(frozen=True, slots=True)
class KeepHolidays(Button):
    """Take off the public holidays of a country or region ("PT", "DE-BE"); nobody's if empty."""

    whose: str


@button("ql")
@dataclass(frozen=True, slots=True)
class TakeHolidays(Button):
    """[Public holidays off: Portugal], below the first greeting: those of a country ("PT")."""

    country: str
