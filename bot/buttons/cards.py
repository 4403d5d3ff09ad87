"""Buttons on the cards of appointments. An answer counts for the `sequence` that its card was drawn for, no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.buttons.codec import Button, button
from scheduling.appointments import Partstat


class Field(StrEnum):
    """What [Edit] can change without asking anybody again: the keys of `services.appointments.LIMITS`."""

    TITLE = "title"
    PLACE = "place"
    NOTE = "note"


@button("aa")
@dataclass(frozen=True, slots=True)
class Answer(Button):
    """[Accept] [Maybe] [Decline]; `anyway` accepts outside one's own hours."""

    appointment: int
    sequence: int
    partstat: Partstat
    anyway: bool = False


@button("ab")
@dataclass(frozen=True, slots=True)
class UndoDecline(Button):
    """[Undo] after a decline: the answer that stood before."""

    appointment: int
    sequence: int
    partstat: Partstat


@button("ac")
@dataclass(frozen=True, slots=True)
class AddReason(Button):
    """[Add a comment] to an answer."""

    appointment: int
    sequence: int


@button("au")
@dataclass(frozen=True, slots=True)
class ReasonOfDecline(Button):
    """[Add a reason] right after a decline, which can be taken back still: the answer that stood before."""

    appointment: int
    sequence: int
    partstat: Partstat


@button("ad")
@dataclass(frozen=True, slots=True)
class ChangeAnswer(Button):
    """[Change answer]: the other answers."""

    appointment: int
    sequence: int


@button("ae")
@dataclass(frozen=True, slots=True)
class CannotCome(Button):
    """[Can't come] on a reminder: asks before it declines."""

    appointment: int
    sequence: int


@button("af")
@dataclass(frozen=True, slots=True)
class Open(Button):
    """[Open], [Back], [Keep it]: the card as it is now."""

    appointment: int


@button("ag")
@dataclass(frozen=True, slots=True)
class Cancel(Button):
    """[Cancel it] on the organizer's card: asks first."""

    appointment: int
    sequence: int


@button("ah")
@dataclass(frozen=True, slots=True)
class CancelNow(Button):
    """[Cancel it] where it was asked."""

    appointment: int
    sequence: int


@button("ai")
@dataclass(frozen=True, slots=True)
class CancelWithReason(Button):
    """[With a reason]: asks for it."""

    appointment: int
    sequence: int


@button("aj")
@dataclass(frozen=True, slots=True)
class UndoCancel(Button):
    """[Undo] after a cancel, whose sequence it carries."""

    appointment: int
    sequence: int


@button("ak")
@dataclass(frozen=True, slots=True)
class BookAgain(Button):
    """[Book again]: a new draft with the title and the people of one that was called off."""

    appointment: int


@button("al")
@dataclass(frozen=True, slots=True)
class Move(Button):
    """[Move]: offers other times."""

    appointment: int
    sequence: int


@button("am")
@dataclass(frozen=True, slots=True)
class MoveTo(Button):
    """[Move to Fri 6 Nov, 08:00]."""

    appointment: int
    sequence: int
    starts_at: datetime


@button("ar")
@dataclass(frozen=True, slots=True)
class MoveDay(Button):
    """[Pick a day], [‹] and [›]: the month that begins with `first`."""

    appointment: int
    sequence: int
    first: date


@button("as")
@dataclass(frozen=True, slots=True)
class MoveTime(Button):
    """A day of the month: its times, of which `page` counts the pages from 0."""

    appointment: int
    sequence: int
    day: date
    page: int = 0


@button("an")
@dataclass(frozen=True, slots=True)
class Edit(Button):
    """[Edit]: what to change."""

    appointment: int


@button("ao")
@dataclass(frozen=True, slots=True)
class EditField(Button):
    """[Title] [Place] [Notes]: asks for the new one."""

    appointment: int
    field: Field


@button("ap")
@dataclass(frozen=True, slots=True)
class RemoveField(Button):
    """[No place] [No notes]."""

    appointment: int
    field: Field


@button("aq")
@dataclass(frozen=True, slots=True)
class GetLink(Button):
    """[Send the link] where the link could not be drawn: draws the card with it."""

    appointment: int


@button("at")
@dataclass(frozen=True, slots=True)
class ToCalendar(Button):
    """[To my calendar]: sends the appointment as a file that calendars read."""

    appointment: int
