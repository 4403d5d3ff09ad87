"""Buttons of /free. Each carries all that it needs: whoever finds an old list can still use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.buttons.codec import BadButton, Button, button

MOST = 6
"""So many people fit into a button besides a time and a length."""

MOST_DAYS = 60
"""So many days are listed at once."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def pack_people(ids: tuple[int, ...]) -> str:
    """Ids as one text of a button."""
    return ".".join(_base36(each) for each in ids)


def people_of(packed: str) -> tuple[int, ...]:
    """The ids again. Raises BadButton for what was not written by us."""
    try:
        return tuple(int(each, 36) for each in packed.split(".") if each)
    except ValueError as error:
        raise BadButton("no people") from error


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


@button("fa")
@dataclass(frozen=True, slots=True)
class TakeFree(Button):
    """A span of free time: book with these people from its start."""

    starts_at: datetime
    duration: timedelta
    people: str


@button("fb")
@dataclass(frozen=True, slots=True)
class FreePage(Button):
    """[More] and [Back]: a page of the list, the first is 0. `after` is in minutes since midnight."""

    page: int
    duration: timedelta
    people: str
    day: date | None
    after: int | None

    @property
    def hour(self) -> time | None:
        """The hour before which nothing is listed."""
        if self.after is None or not 0 <= self.after < 24 * 60:
            return None
        return time(*divmod(self.after, 60))

    @property
    def last(self) -> date | None:
        """The last of the days, None where no day was asked for."""
        return self.day


@button("fd")
@dataclass(frozen=True, slots=True)
class FreeDays(FreePage):
    """The same of so many days that begin with `day`."""

    days: int

    @property
    def last(self) -> date | None:
        """The last of them; a forged number counts as at most MOST_DAYS."""
        more = min(max(self.days, 1), MOST_DAYS) - 1
        return self.day and date.fromordinal(min(self.day.toordinal() + more, date.max.toordinal() - 1))


@button("fc")
@dataclass(frozen=True, slots=True)
class WhyAt(Button):
    """/why at one of the instants that a typed time may mean where the clock skips it or shows it twice."""

    starts_at: datetime
    duration: timedelta
    people: str
