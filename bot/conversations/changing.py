"""What an organizer does to an appointment that stands: move, edit, call off, take that back, book again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.buttons import Button
from bot.buttons.cards import (
    BookAgain,
    Cancel,
    CancelNow,
    CancelWithReason,
    Edit,
    EditField,
    Field,
    RemoveField,
    UndoCancel,
)
from bot.conversations import booking, sharing
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import changing as views
from scheduling.appointments import MAX_NOTE, Appointment
from services import appointments
from services.appointments import LIMITS

REASON = "answers.cancel-reason"
"""The open question why it is called off; the memory holds the appointment and its sequence."""
FIELD = "answers.field"
"""The open question for a new title, place or note; the memory holds the appointment and the field."""


WHY_NOT = "answers.reason"
"""The open question why somebody declined; the memory as for REASON."""

TIME = "answers.move"
"""The open question for another time; the memory as for REASON, and the day if it is chosen."""

WISH = "answers.wish"
"""The open question which other time an attendee asks for; the memory as for REASON."""

PEOPLE = "answers.people"
"""The open question who takes part; the memory holds the appointment and what was chosen and not saved."""

PICK = "answers.pick"
"""The open question which account somebody has; the memory holds the appointment and the person known by name."""

LEADS = "answers.leads"
"""The open question when to remind of an appointment; the memory holds the appointment."""

QUESTIONS = {REASON, FIELD, WHY_NOT, TIME, WISH, PEOPLE, PICK, LEADS}


def ask(turn: Turn, question: str, **memory: Any) -> None:
    """Open a question. A draft that lies there stays; only its own open question gives way."""
    turn.session.asks = question
    turn.session.memory = memory


def close(turn: Turn) -> None:
    """The question about an appointment is answered, or left by [Back]."""
    if turn.session.asks in QUESTIONS:
        turn.session.asks, turn.session.memory = None, {}


# Calling off


async def cancel(button: Cancel, turn: Turn) -> Answer:
    """[Cancel it] on the card: asks."""
    close(turn)
    appointment = await _changeable(button, turn)
    return views.cancel_asked(appointment, turn.viewer, turn.words, turn.now)


async def cancel_now(button: CancelNow, turn: Turn) -> Answer:
    """[Cancel it] where it was asked."""
    return await _cancel(button.appointment, button.sequence, None, turn)


async def cancel_with_reason(button: CancelWithReason, turn: Turn) -> Answer:
    """[With a reason]: asks for it."""
    appointment = await _changeable(button, turn)
    ask(turn, REASON, appointment=appointment.id, sequence=appointment.sequence)
    return Reply(view=views.cancel_reason_asked(appointment, turn.words), working=True)


async def reason_typed(turn: Turn) -> Answer:
    """Why it is called off."""
    asked, reason = turn.session.memory, turn.typed
    if not reason or len(reason) > MAX_NOTE:
        appointment = await appointments.own(turn.connection, asked["appointment"], by=turn.viewer)
        return Reply(view=views.cancel_reason_asked(appointment, turn.words, typed=reason), working=True)
    close(turn)
    return await _cancel(asked["appointment"], asked["sequence"], reason, turn)


async def undo(button: UndoCancel, turn: Turn) -> Answer:
    """[Undo]: as if it had never been called off."""
    appointment = await appointments.restore(
        turn.connection,
        button.appointment,
        by=turn.viewer,
        sequence=button.sequence,
        now=turn.now,
        pressed=turn.card,
    )
    return await sharing.drawn(appointment, turn)


async def book_again(button: BookAgain, turn: Turn) -> Answer:
    """[Book again]: a draft with the same title, people, length and place; the day is asked."""
    appointment = await appointments.own(turn.connection, button.appointment, by=turn.viewer)
    return await booking.again(turn, appointment)


async def _cancel(appointment_id: int, sequence: int, reason: str | None, turn: Turn) -> Answer:
    appointment = await appointments.cancel(
        turn.connection,
        appointment_id,
        by=turn.viewer,
        sequence=sequence,
        now=turn.now,
        reason=reason,
        pressed=turn.card,
    )
    return views.cancelled(appointment, turn.words)


async def _changeable(button: Cancel | CancelWithReason, turn: Turn) -> Appointment:
    return await appointments.changeable(
        turn.connection, button.appointment, by=turn.viewer, sequence=button.sequence, now=turn.now
    )


# Editing


async def edit(button: Edit, turn: Turn) -> Answer:
    """[Edit]: what?"""
    appointment = await appointments.own(turn.connection, button.appointment, by=turn.viewer)
    appointments.still_on(appointment, turn.now)
    return views.edit_asked(appointment, turn.words)


async def edit_field(button: EditField, turn: Turn) -> Answer:
    """[Title] [Place] [Notes]: asks for the new one."""
    appointment = await appointments.own(turn.connection, button.appointment, by=turn.viewer)
    appointments.still_on(appointment, turn.now)
    ask(turn, FIELD, appointment=appointment.id, field=button.field.value)
    return Reply(view=views.field_asked(appointment, button.field, turn.words), working=True)


async def field_typed(turn: Turn) -> Answer:
    """The new title, place or notes."""
    asked, typed = turn.session.memory, turn.typed
    field = Field(asked["field"])
    if not typed or len(typed) > LIMITS[field.value]:
        appointment = await appointments.own(turn.connection, asked["appointment"], by=turn.viewer)
        return Reply(view=views.field_asked(appointment, field, turn.words, typed=typed), working=True)
    close(turn)
    return await _edit(asked["appointment"], field, typed, turn)


async def remove_field(button: RemoveField, turn: Turn) -> Answer:
    """[No place] [No notes]"""
    close(turn)
    if button.field is Field.TITLE:
        return await edit(Edit(button.appointment), turn)
    return await _edit(button.appointment, button.field, None, turn)


async def _edit(appointment_id: int, field: Field, value: str | None, turn: Turn) -> Answer:
    appointment = await appointments.edit(
        turn.connection, appointment_id, field.value, value, by=turn.viewer, now=turn.now, pressed=turn.card
    )
    return await sharing.drawn(appointment, turn)


TAPS: Mapping[type[Button], TapHandler] = {
    Cancel: cancel,
    CancelNow: cancel_now,
    CancelWithReason: cancel_with_reason,
    UndoCancel: undo,
    BookAgain: book_again,
    Edit: edit,
    EditField: edit_field,
    RemoveField: remove_field,
}
TYPED: Mapping[str, Handler] = {REASON: reason_typed, FIELD: field_typed}
