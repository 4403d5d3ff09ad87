"""Handing an appointment over to another organizer, who is asked first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.handover import AskNoLonger, HandOver, LeaveIt, OfferTo, TakeOver
from bot.conversations import attendance, changing, sharing
from bot.turns import Answer, Reply, TapHandler, Turn
from bot.views import handover as views
from services import appointments, handover


async def whom(button: HandOver, turn: Turn) -> Answer:
    """[Hand over]: to whom? Who was chosen and not saved would be lost by it, so that comes first."""
    note = turn.words.html("handover-unsaved")
    if (answer := await attendance.unsaved(button.appointment, turn, note=note)) is not None:
        return answer
    changing.close(turn)
    appointment, asked = await handover.offerable(turn.connection, button.appointment, by=turn.viewer, now=turn.now)
    return views.offer(appointment, asked, turn.words)


async def offer(button: OfferTo, turn: Turn) -> Answer:
    """A name: this person is asked, and it stays as it is until they agree."""
    offered = await handover.offer(turn.connection, button.appointment, button.person, by=turn.viewer, now=turn.now)
    if offered is None:
        return await whom(HandOver(button.appointment), turn)
    return await sharing.drawn(offered, turn, headline=views.offered(offered, button.person, turn.words))


async def withdraw(button: AskNoLonger, turn: Turn) -> Answer:
    """[Ask no longer]: it stays the organizer's, and who was asked finds the question gone."""
    done = await handover.withdraw(turn.connection, button.appointment, by=turn.viewer, now=turn.now)
    if done is None:
        return await whom(HandOver(button.appointment), turn)
    appointment, person_id = done
    return await sharing.drawn(appointment, turn, headline=views.withdrawn(appointment, person_id, turn.words))


async def take(button: TakeOver, turn: Turn) -> Answer:
    """[Take over]"""
    before = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    taken = await handover.take(turn.connection, button.appointment, by=turn.viewer, now=turn.now, pressed=turn.card)
    if taken is None:
        return await _gone(button.appointment, turn)
    return await sharing.drawn(taken, turn, headline=views.taken(taken, before.organizer.person, turn.words))


async def leave_it(button: LeaveIt, turn: Turn) -> Answer:
    """[No]"""
    left = await handover.refuse(turn.connection, button.appointment, by=turn.viewer, now=turn.now)
    return await _gone(button.appointment, turn) if left is None else views.refused(left, turn.words)


async def _gone(appointment_id: int, turn: Turn) -> Answer:
    """Nobody asks that any more: it was answered, somebody else was asked, or it is theirs already."""
    appointment = await appointments.load(turn.connection, appointment_id, viewer=turn.viewer)
    said = turn.words.popup("handover-gone", title=appointment.title)
    return Reply(await sharing.drawn(appointment, turn), popup=said)


TAPS: Mapping[type[Button], TapHandler] = {
    HandOver: whom,
    OfferTo: offer,
    AskNoLonger: withdraw,
    TakeOver: take,
    LeaveIt: leave_it,
}
