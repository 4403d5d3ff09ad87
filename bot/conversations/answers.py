"""Answering: accept, maybe, decline, change one's mind, say why. What the organizer does to it is in `changing`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.buttons import Button
from bot.buttons.cards import (
    AddReason,
    CannotCome,
    ChangeAnswer,
    GetLink,
    Open,
    ReasonOfDecline,
    ToCalendar,
    UndoDecline,
)
from bot.buttons.cards import Answer as Says
from bot.conversations import attendance, changing, handover, history, moving, sharing
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import Document, cards
from bot.views import answers as views
from scheduling.appointments import MAX_NOTE, Appointment, Partstat
from scheduling.ics import calendar
from scheduling.refusals import DoesNotSuit
from services import answers, appointments


async def says(button: Says, turn: Turn) -> Answer:
    """[Accept] [Maybe] [Decline]"""
    try:
        answered = await answers.answer(
            turn.connection,
            button.appointment,
            button.partstat,
            by=turn.viewer,
            sequence=button.sequence,
            now=turn.now,
            pressed=turn.card,
            anyway=button.anyway,
        )
    except DoesNotSuit:
        # Their hours have changed since the card was drawn: the new one says by how much, and has [Accept anyway].
        appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
        return await sharing.drawn(appointment, turn)
    if button.partstat is Partstat.DECLINED and answered.before is not Partstat.DECLINED:
        return views.declined(answered.appointment, turn.words, before=answered.before)
    return cards.card(answered.appointment, turn.viewer, turn.words, turn.now)


async def undo(button: UndoDecline, turn: Turn) -> Answer:
    """[Undo]: the answer that stood before the decline."""
    changing.close(turn)
    answered = await answers.answer(
        turn.connection,
        button.appointment,
        button.partstat,
        by=turn.viewer,
        sequence=button.sequence,
        now=turn.now,
        pressed=turn.card,
        anyway=True,
        undoes=True,
    )
    return await sharing.drawn(answered.appointment, turn)


async def change(button: ChangeAnswer, turn: Turn) -> Answer:
    """[Change answer]: the others."""
    appointment = await _answerable(button.appointment, button.sequence, turn)
    return views.change_asked(appointment, turn.viewer, turn.words, turn.now)


async def cannot_come(button: CannotCome, turn: Turn) -> Answer:
    """[Can't come] on a reminder: a slip of the thumb there would be dear, so it asks."""
    appointment = await _answerable(button.appointment, button.sequence, turn)
    return views.cannot_come(appointment, turn.words, turn.now)


async def add_reason(button: AddReason | ReasonOfDecline, turn: Turn) -> Answer:
    """[Add a reason] [Add a comment]: asks for it. A decline can be taken back meanwhile."""
    appointment = await _answerable(button.appointment, button.sequence, turn)
    before = button.partstat if isinstance(button, ReasonOfDecline) else None
    ids = {"appointment": appointment.id, "sequence": appointment.sequence}
    changing.ask(turn, changing.WHY_NOT, **ids, **({"before": before.value} if before else {}))
    return Reply(view=views.reason_asked(appointment, turn.viewer, turn.words, before=before), working=True)


async def reason_typed(turn: Turn) -> Answer:
    """The reason for a decline, or the comment on another answer."""
    asked, reason = turn.session.memory, turn.typed
    before = Partstat(asked["before"]) if "before" in asked else None
    if not reason or len(reason) > MAX_NOTE:
        appointment = await appointments.load(turn.connection, asked["appointment"], viewer=turn.viewer)
        view = views.reason_asked(appointment, turn.viewer, turn.words, typed=reason, before=before)
        return Reply(view=view, working=True)
    changing.close(turn)
    appointment = await answers.explain(
        turn.connection, asked["appointment"], reason, by=turn.viewer, sequence=asked["sequence"], now=turn.now
    )
    part = appointment.part_of(turn.viewer.id)
    if part is not None and part.partstat is Partstat.DECLINED:
        return views.reason_kept(appointment, turn.viewer, turn.words, turn.now, reason=reason, before=before)
    headline = views.commented(appointment, turn.viewer, turn.words)
    return cards.card(appointment, turn.viewer, turn.words, turn.now, headline=headline)


async def open_card(button: Open, turn: Turn) -> Answer:
    """[Open] [Back] [Keep it]: the card as it is now."""
    changing.close(turn)
    appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    return await sharing.drawn(appointment, turn)


async def get_link(button: GetLink, turn: Turn) -> Answer:
    """[Send the link] where the card was drawn without it: draws it with the link."""
    appointment = await appointments.own(turn.connection, button.appointment, by=turn.viewer)
    return await sharing.drawn(appointment, turn)


async def to_calendar(button: ToCalendar, turn: Turn) -> Answer:
    """[To my calendar]: a file; the card stays as it is."""
    appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    appointments.still_on(appointment, turn.now)
    name = turn.words.plain("calendar-file")
    return Reply(document=Document(f"{name}.ics", calendar(appointment, now=turn.now), "text/calendar"))


async def _answerable(appointment_id: int, sequence: int, turn: Turn) -> Appointment:
    appointment = await appointments.load(turn.connection, appointment_id, viewer=turn.viewer)
    answers.asked(appointment, turn.viewer)
    answers.still_answerable(appointment, sequence, turn.now)
    return appointment


TAPS: Mapping[type[Button], TapHandler] = {
    Says: says,
    UndoDecline: undo,
    ChangeAnswer: change,
    CannotCome: cannot_come,
    AddReason: add_reason,
    ReasonOfDecline: add_reason,
    Open: open_card,
    GetLink: get_link,
    ToCalendar: to_calendar,
    **attendance.TAPS,
    **changing.TAPS,
    **handover.TAPS,
    **history.TAPS,
    **moving.TAPS,
}
TYPED: Mapping[str, Handler] = {changing.WHY_NOT: reason_typed, **attendance.TYPED, **changing.TYPED, **moving.TYPED}
COMMANDS: Mapping[str, Any] = {}
