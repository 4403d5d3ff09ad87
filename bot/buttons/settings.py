"""Buttons of /settings and /help. Each says what it makes, so that a double press is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.buttons.codec import Button, button
from scheduling.people import Audience, OutsideHours


@button("ea")
@dataclass(frozen=True, slots=True)
class Settings(Button):
    """[Settings], and [Back] to them."""


@button("eb")
@dataclass(frozen=True, slots=True)
class Help(Button):
    """[Help]"""


@button("ec")
@dataclass(frozen=True, slots=True)
class Hours(Button):
    """[Change my hours], anywhere: the week, to tap or to type. `beside` leaves the card that it stands on."""

    beside: bool = False


@button("ed")
@dataclass(frozen=True, slots=True)
class WorkOn(Button):
    """A weekday (0 is Monday): off, or at the usual times."""

    weekday: int
    works: bool


@button("ee")
@dataclass(frozen=True, slots=True)
class WorkFrom(Button):
    """[09:00-18:00]: on all working days; minutes since midnight."""

    start: int
    end: int


@button("ef")
@dataclass(frozen=True, slots=True)
class SaveHours(Button):
    """[Save] what was typed and read back; the session holds it."""


@button("eg")
@dataclass(frozen=True, slots=True)
class Outside(Button):
    """What happens to requests outside the hours."""

    then: OutsideHours


@button("eh")
@dataclass(frozen=True, slots=True)
class Reminders(Button):
    """[Reminders]: when, to tap or to type."""


@button("ei")
@dataclass(frozen=True, slots=True)
class Remind(Button):
    """One reminder so long before: wanted or not."""

    lead: timedelta
    wanted: bool


@button("ej")
@dataclass(frozen=True, slots=True)
class NoReminders(Button):
    """[None]"""


@button("ek")
@dataclass(frozen=True, slots=True)
class FreeTo(Button):
    """Who may see one's free time from now on."""

    audience: Audience


@button("el")
@dataclass(frozen=True, slots=True)
class TimeOff(Button):
    """[Time off]: the dates, to type or to give back."""


@button("em")
@dataclass(frozen=True, slots=True)
class DropTimeOff(Button):
    """These dates are not taken off any more; both included."""

    first: date
    last: date
