"""Buttons of /delete. Each says when it was asked and what it would do, so that an old one deletes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.buttons.codec import Button, button


@button("xa")
@dataclass(frozen=True, slots=True)
class DeleteData(Button):
    """[Delete my data]: asks once more. `cancels` and `declines` are how many appointments that concerns."""

    asked_at: datetime
    cancels: int
    declines: int


@button("xb")
@dataclass(frozen=True, slots=True)
class DeleteForGood(Button):
    """[Delete for good]: does it."""

    asked_at: datetime
    cancels: int
    declines: int


@button("xc")
@dataclass(frozen=True, slots=True)
class KeepData(Button):
    """[Keep everything]"""
