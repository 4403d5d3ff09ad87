"""What is sent while a draft's question is open, and is no answer to it: said above the question, which comes again."""

from __future__ import annotations

from bot.buttons.booking import Step
from bot.conversations.booking_draft import LENGTH, QUESTIONS, SAID, drafted
from bot.conversations.booking_people import sent, take
from bot.conversations.booking_questions import onwards
from bot.conversations.booking_steps import show
from bot.sessions import expired
from bot.turns import Answer, Reply, Turn
from bot.views import booking as views
from bot.views import booking_time
from texts import Markup, lines

_KEPT = "booking.kept"
_TIME = f"booking.{Step.TIME.value}"


async def asked_again(turn: Turn, said: Markup | None) -> Answer | None:
    """The open question of the draft below what was sent, with `said` above it; None when no draft asks anything.

    A draft that lies while nothing is asked is offered by [Go on].
    """
    session = turn.session
    draft, memory, asks = session.draft, session.memory, session.asks or _KEPT
    if draft is None or expired(draft, turn.now) or not asks.startswith("booking."):
        return None
    if asks == _KEPT:
        if draft.title is None:
            return None
        session.asks = _KEPT
        return Reply(views.kept(await drafted(turn, note=said)), working=True)
    if memory.get(QUESTIONS):
        before = memory.get(SAID)
        answer = await onwards(turn, said)
        if before is not None and SAID in memory:
            # It belongs to the question, and not to the card that follows.
            memory[SAID] = before
        elif before is None:
            memory.pop(SAID, None)
        return answer
    if memory.get(LENGTH) and asks == _TIME:
        return Reply(booking_time.how_long(await drafted(turn, (), said)), working=True)
    return await show(turn, Step(asks.removeprefix("booking.")), note=said)


async def shared(turn: Turn) -> Answer | None:
    """A contact is somebody who should come, whatever is asked; a place that is sent answers nothing."""
    message = turn.message
    if message is None or turn.typed:
        return None
    if message.location is not None:
        return await asked_again(turn, turn.words.html("anything-venue"))
    if message.contact is None and message.users_shared is None:
        return None
    named = await sent(turn)
    notes = [*named.notes, *await take(turn, named.people, named.optional)]
    return await asked_again(turn, lines(*notes) or None)
