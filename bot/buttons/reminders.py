"""Buttons that only reminders have."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("ra")
@dataclass(frozen=True, slots=True)
class Snooze(Button):
    """[Again in 5 min]."""

    appointment: int
    sequence: int
