"""Buttons that only reminders have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.buttons.codec import Button, button


@button("ra")
@dataclass(frozen=True, slots=True)
class Snooze(Button):
    """[Again in 5 min]."""

    appointment: int
    sequence: int


class Coming(StrEnum):
    """What one can say of one's coming. Positions are packed: add at the end."""

    ON_MY_WAY = "0"
    TEN = "10"
    TWENTY = "20"

    @property
    def minutes(self) -> int:
        """About how many minutes late."""
        return int(self.value)


@button("rb")
@dataclass(frozen=True, slots=True)
class SayComing(Button):
    """[On my way] [10 min late] [20 min late] [On time after all]"""

    appointment: int
    sequence: int
    coming: Coming


@button("rc")
@dataclass(frozen=True, slots=True)
class OwnReminders(Button):
    """[Reminders] of one appointment: when, to tap or to type."""

    appointment: int


@button("rd")
@dataclass(frozen=True, slots=True)
class OwnLead(Button):
    """One reminder of this appointment so long before: wanted or not."""

    appointment: int
    lead: timedelta
    wanted: bool


@button("re")
@dataclass(frozen=True, slots=True)
class UsualReminders(Button):
    """[As usual]: the reminders of the settings."""

    appointment: int
