"""Buttons that only reminders have."""

from __future__ import annotations

from dataclasses import dataclass
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
