"""Other times that attendees ask for: one open wish a person, which the organizer takes or leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduling.times import Slot


class Wish(StrEnum):
    """What became of a wish for another time. It lapses by itself: with the sequence that it was made for."""

    OPEN = "open"
    TAKEN = "taken"
    """The appointment was moved there."""
    KEPT = "kept"
    """The organizer stays with the time there is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`by` (a person's id) asks for `slot` instead of the time that the appointment had at `sequence`."""

    id: int
    by: int
    slot: Slot
    state: Wish
    sequence: int
