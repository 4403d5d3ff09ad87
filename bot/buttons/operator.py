"""Buttons of what operators tell everybody, each with the broadcast's number, so that a double press is one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("oa")
@dataclass(frozen=True, slots=True)
class SendToAll(Button):
    """[Send to 120 people]"""

    number: int


@button("ob")
@dataclass(frozen=True, slots=True)
class StopSending(Button):
    """[Do not send], and [Stop] on the way."""

    number: int
