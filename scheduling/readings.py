"""What was read of something typed, and why some of it could not be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from scheduling.words import Correction

T = TypeVar("T")


class Fault(StrEnum):
    """Why a typed answer gives nothing, or must be asked about."""

    NOT_UNDERSTOOD = "not-understood"
    """It is no answer to this question; `rest` quotes it."""
    NO_SUCH_DATE = "no-such-date"
    """A date that no calendar has, such as 31 Feb."""
    TOO_FAR = "too-far"
    """A date more than ten years away."""
    WRONG_WEEKDAY = "wrong-weekday"
    """A weekday and a date that do not go together; the candidates are the date, then the coming such weekday."""
    NO_SUCH_TIME = "no-such-time"
    """A time that no clock shows, such as 25:00."""
    TOO_SHORT = "too-short"
    """Shorter than the shortest length, zero and less included."""
    TOO_LONG = "too-long"
    """Longer than the longest length."""
    TOO_MANY = "too-many"
    """More of them than can be kept."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What one typed answer may mean: no candidate (see `fault`), one, or several to ask about, likeliest first.

    `corrections` are slips that were forgiven and must be told; `rest` quotes what was not understood.
    """

    candidates: tuple[T, ...] = ()
    corrections: tuple[Correction, ...] = ()
    rest: str = ""
    fault: Fault | None = None

    @property
    def value(self) -> T | None:
        """The one thing that was meant, None while there is none or a choice."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def understood(self) -> bool:
        """Whether it is an answer to the question at all, if perhaps an impossible one."""
        return self.fault is not Fault.NOT_UNDERSTOOD
