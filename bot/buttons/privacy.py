"""Buttons of privacy: who may invite one, and who is blocked. Who may see one's free time is among the settings'."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button
from scheduling.people import Audience


@button("va")
@dataclass(frozen=True, slots=True)
class Privacy(Button):
    """[Privacy], and [More] of the blocked: from the number `first` on."""

    first: int = 0


@button("vb")
@dataclass(frozen=True, slots=True)
class InvitedBy(Button):
    """Who may invite one from now on."""

    audience: Audience


@button("vc")
@dataclass(frozen=True, slots=True)
class BlockWhom(Button):
    """[Block somebody]: who has invited one lately."""


@button("vd")
@dataclass(frozen=True, slots=True)
class Block(Button):
    """[Block Ana], one of these."""

    person: int


@button("ve")
@dataclass(frozen=True, slots=True)
class BlockOrganizer(Button):
    """[Block Ana] on an appointment that she made."""

    appointment: int


@button("vf")
@dataclass(frozen=True, slots=True)
class Unblock(Button):
    """[Unblock Ana]"""

    person: int


@button("vg")
@dataclass(frozen=True, slots=True)
class UnblockToOpen(Button):
    """[Unblock and open]: the invitation link of somebody blocked, by its start parameter."""

    parameter: str
