"""Buttons of handing an appointment over to another organizer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("th")
@dataclass(frozen=True, slots=True)
class HandOver(Button):
    """[Hand over]: to whom?"""

    appointment: int


@button("ti")
@dataclass(frozen=True, slots=True)
class OfferTo(Button):
    """A name there: this person is asked."""

    appointment: int
    person: int


@button("tj")
@dataclass(frozen=True, slots=True)
class TakeOver(Button):
    """[Take over], for who was asked."""

    appointment: int


@button("tk")
@dataclass(frozen=True, slots=True)
class LeaveIt(Button):
    """[No], for who was asked."""

    appointment: int


@button("tl")
@dataclass(frozen=True, slots=True)
class AskNoLonger(Button):
    """[Ask no longer], for the organizer while somebody is asked."""

    appointment: int
