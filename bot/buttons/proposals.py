"""Buttons about another time: the attendee's wish, and the organizer's answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.buttons.codec import Button, button


@button("pa")
@dataclass(frozen=True, slots=True)
class AnotherTime(Button):
    """[Another time]: offers times that suit everybody."""

    appointment: int
    sequence: int


@button("pb")
@dataclass(frozen=True, slots=True)
class AskFor(Button):
    """[Ask for Mon 9 Nov, 09:00]"""

    appointment: int
    sequence: int
    starts_at: datetime


@button("pc")
@dataclass(frozen=True, slots=True)
class TakeWish(Button):
    """[Move to Mon 9 Nov, 08:00] on a request: the wish, not the time, so that only an open one is taken."""

    appointment: int
    sequence: int
    proposal: int


@button("pd")
@dataclass(frozen=True, slots=True)
class KeepTime(Button):
    """[Keep Friday]: no wish is taken."""

    appointment: int
    sequence: int


@button("pe")
@dataclass(frozen=True, slots=True)
class SuggestTime(Button):
    """[Suggest a time] on what was called off: a new draft with the same title and people."""

    appointment: int


@button("pf")
@dataclass(frozen=True, slots=True)
class AskEverybody(Button):
    """[Ask everybody] on a request: whether the wished time suits the others too."""

    appointment: int
    sequence: int
