"""Buttons to and in the history of an appointment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("ha")
@dataclass(frozen=True, slots=True)
class History(Button):
    """[History], [Newer] and [Older]: the changes from the number `first` on, the newest is 0."""

    appointment: int
    first: int = 0
