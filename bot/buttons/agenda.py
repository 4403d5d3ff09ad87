"""Buttons of /agenda. `first` is the number, from 0, of the appointment that the page begins with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button
from services.agenda import Part


@button("ga")
@dataclass(frozen=True, slots=True)
class Agenda(Button):
    """[Agenda] [Later] [To answer] [Past] [Back to agenda]: a page."""

    part: Part = Part.NEXT
    first: int = 0


@button("gb")
@dataclass(frozen=True, slots=True)
class OpenFromAgenda(Button):
    """[1] [2] [3]: that card, in the same message."""

    appointment: int
    part: Part
    first: int
