"""Lines that order something of an appointment that stands, as "move Review to Fri 8:00". Only a tap does it."""

from __future__ import annotations

from datetime import date, datetime

from bot.buttons.cards import Cancel, Move
from bot.conversations import changing, moving
from bot.conversations.booking_typed import line
from bot.conversations.booking_wish import complete, one_line, read_wish
from bot.conversations.commanded import asked_for
from bot.turns import Answer, Reply, Turn
from db import agenda
from scheduling.appointments import Appointment
from scheduling.orders import Order, read_order, without_article
from scheduling.phrases import Ambiguity, Field, Wish
from services import appointments
from texts import quoted

_GIVE_WAY = {
    changing.TIME,
    changing.WISH,
    changing.PEOPLE,
    *(f"booking.{step}" for step in ("people", "day", "time", "card", "kept")),
}
"""The open questions whose answer is never a line like these. A title or a reason may well be one."""


async def instead(turn: Turn) -> Answer | None:
    """A line of its own, typed while something else is asked; None for an answer."""
    if (commanded := await asked_for(turn)) is not None:
        return commanded
    if turn.session.asks not in _GIVE_WAY or not turn.typed:
        return None
    if (ordered := await order(turn)) is not None:
        return ordered
    if turn.session.asks in (changing.TIME, changing.WISH) and complete(read_wish(turn, turn.typed)):
        changing.close(turn)
        return await line(turn)
    return None


async def order(turn: Turn) -> Answer | None:
    """None for any other line, and where the person has arranged nothing of that name: then it is a wish."""
    asked = read_order(turn.typed)
    if asked is None:
        return None
    kind, rest = asked
    wish = read_wish(turn, rest)
    appointment = await _called(wish, rest, turn)
    if appointment is None:
        return None
    if kind is Order.CANCEL:
        answer = await changing.cancel(Cancel(appointment.id, appointment.sequence), turn)
    else:
        answer = await _move(appointment, wish, turn)
    return answer if isinstance(answer, Reply) else Reply(view=answer, working=True)  # type: ignore[arg-type] # no pop-up


async def _called(wish: Wish, rest: str, turn: Turn) -> Appointment | None:
    for title in dict.fromkeys((one_line(rest), wish.title, without_article(wish.title))):
        found = await agenda.called(turn.connection, turn.viewer.id, title, now=turn.now) if title else None
        if found is not None:
            return await appointments.own(turn.connection, found, by=turn.viewer)
    return None


async def _move(appointment: Appointment, wish: Wish, turn: Turn) -> Answer:
    """To the time that the line says, the day, or one of those that suit everybody."""
    when = " ".join(word.text for word in wish.words if word.field is Field.WHEN)
    # A time without a day is one on the day on which it is now.
    now_at = appointment.starts_at.astimezone(turn.viewer.zone_at(appointment.starts_at))
    same_day = read_wish(turn, f"{now_at.date().isoformat()} {when}") if when else wish
    sure = not (same_day.questions or same_day.unread or same_day.title)
    meant = [at for at in _starts(same_day if sure else wish) if at != appointment.starts_at]
    if not meant and not sure:
        # "early next week" is one of several days, at the present hour.
        meant = moving.starts_on(_days(wish), (now_at.time(),), turn)
    if meant or wish.day is not None:
        changing.ask(turn, changing.TIME, appointment=appointment.id, sequence=appointment.sequence)
    if meant:
        no_such = next((each.about for each in wish.questions if each.kind is Ambiguity.NO_TIME), None)
        note = turn.words.html("booking-time-no-such", time=quoted(no_such)) if no_such else None
        return await moving.at_times(appointment, meant, turn, note)
    if wish.day is not None:
        return await moving.on_day(appointment, wish.day, turn)
    return await moving.move(Move(appointment.id, appointment.sequence), turn)


def _days(wish: Wish) -> list[date]:
    asked = wish.questions[0].candidates if wish.questions else ()
    return [each for each in asked if isinstance(each, date) and not isinstance(each, datetime)]


def _starts(wish: Wish) -> list[datetime]:
    asked = wish.questions[0].candidates if wish.questions else ()
    return [wish.starts_at] if wish.starts_at else [each for each in asked if isinstance(each, datetime)]
