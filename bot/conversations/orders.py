"""Lines that order something of an appointment that stands, as "move Review to Fri 8:00". Only a tap does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.buttons import Button
from bot.buttons.cards import Cancel, CannotCome, Move
from bot.buttons.proposals import AnotherTime
from bot.conversations import attendance, changing, moving, proposals, unasked
from bot.conversations.booking_either import retype
from bot.conversations.booking_typed import line
from bot.conversations.booking_wish import complete, one_line, read_wish
from bot.conversations.commanded import asked_for
from bot.conversations.typed import read_typed
from bot.turns import Answer, Reply, Turn
from bot.views import View
from bot.views import answers as views_of_answers
from bot.views import orders as views
from db import agenda
from db.agenda import Part
from scheduling.appointments import Appointment
from scheduling.orders import Order, behind_title, closeness, is_it, read_order, without_article, without_people
from scheduling.phrases import Ambiguity, Field, Wish
from scheduling.typed import Asked
from services import appointments
from texts import Markup, lines, quoted

_LOOKED_AT = 50
"""So many appointments ahead are looked at for their titles."""
_NAMED = 8
"""So many are offered where none is named."""
_GIVE_WAY = {
    changing.TIME,
    changing.WISH,
    changing.PEOPLE,
    *(f"booking.{step}" for step in ("people", "day", "time", "card", "kept")),
}
"""The open questions whose answer is never a line like these. A title or a reason may well be one."""


async def instead(turn: Turn) -> Answer | None:
    """A line of its own, typed while something else is asked; None for an answer."""
    if (other := await asked_for(turn) or await unasked.beside(turn)) is not None:
        return other
    if turn.session.asks not in _GIVE_WAY or not turn.typed:
        return None
    if (ordered := await order(turn)) is not None:
        return ordered
    if turn.session.asks in changing.QUESTIONS and _is_another(turn):
        changing.close(turn)
        return await line(turn)
    return None


def _is_another(turn: Turn) -> bool:
    """Whether it is a whole line for another appointment; where people are asked for, names alone are none."""
    wish = read_wish(turn, turn.typed)
    when = turn.session.asks != changing.PEOPLE or wish.starts_at or wish.day or wish.questions
    return complete(wish) and bool(when)


async def order(turn: Turn) -> Answer | None:
    """None for any other line, and where the person takes part in nothing of that name: then it is a wish."""
    asked = read_order(turn.typed)
    if asked is None:
        return None
    kind, rest = asked
    wish = read_wish(turn, rest)
    if kind is Order.ADD and (not wish.usernames or wish.starts_at or wish.day or wish.duration):
        return None
    if kind is Order.ADD:
        rest = without_people(rest)
        found = await _meant(read_wish(turn, rest), rest, turn)
        return await _added(found[0], wish, turn) if len(found) == 1 and _owns(found[0], turn) else None
    found = await _meant(wish, rest, turn)
    if not found:
        return None
    if len(found) > 1:
        return Reply(view=views.which(found, lambda each: _button(kind, each, turn), turn.viewer, turn.words, turn.now))
    answer = await (_own if _owns(found[0], turn) else _others)(kind, found[0], wish, rest, turn)
    return answer if isinstance(answer, Reply) else Reply(view=answer, working=True)  # type: ignore[arg-type] # no pop-up


def _owns(appointment: Appointment, turn: Turn) -> bool:
    return appointment.organizer.person.id == turn.viewer.id


async def _meant(wish: Wish, rest: str, turn: Turn) -> list[Appointment]:
    """The appointments ahead that are called so, the viewer's own before others'; several only if nothing tells them
    apart."""
    page = await agenda.page(turn.connection, turn.viewer.id, Part.NEXT, first=0, limit=_LOOKED_AT, now=turn.now)
    ahead = [each for each in page.appointments if each.live and each.ends_at > turn.now]
    named = [one_line(rest), *([wish.title, without_article(wish.title)] if wish.title else [])]
    for part in ([each for each in ahead if _owns(each, turn)], [each for each in ahead if not _owns(each, turn)]):
        ranked = [(rank, each) for each in part if (rank := closeness(each.title, named, rest)) is not None]
        best = [each for rank, each in ranked if rank == min(ranked, key=lambda pair: pair[0])[0]]
        if best:
            return best
    booking = (turn.session.asks or "").startswith("booking.")
    if is_it(rest) is None or booking:
        # With a card open it is what is being booked.
        return []
    return [each for each in ahead if _owns(each, turn)][:_NAMED]


def _button(kind: Order, appointment: Appointment, turn: Turn) -> Button:
    ids = appointment.id, appointment.sequence
    if _owns(appointment, turn):
        return Cancel(*ids) if kind is Order.CANCEL else Move(*ids)
    return CannotCome(*ids) if kind is Order.CANCEL else AnotherTime(*ids)


async def _own(kind: Order, found: Appointment, wish: Wish, rest: str, turn: Turn) -> Answer:
    appointment = await appointments.own(turn.connection, found.id, by=turn.viewer)
    if kind is Order.CANCEL:
        return await changing.cancel(Cancel(appointment.id, appointment.sequence), turn)
    return await _move(appointment, wish, rest, turn)


async def _others(kind: Order, found: Appointment, wish: Wish, rest: str, turn: Turn) -> Answer:
    """Whoever only takes part may decline, or ask for another time."""
    appointment = await appointments.load(turn.connection, found.id, viewer=turn.viewer)
    ids = appointment.id, appointment.sequence
    if kind is Order.CANCEL:
        answer: Answer = views_of_answers.cannot_come(appointment, turn.words, turn.now)
    elif when := _when(wish) or behind_title(rest, appointment.title):
        changing.ask(turn, changing.WISH, appointment=appointment.id, sequence=appointment.sequence)
        retype(turn, when)
        answer = await proposals.typed(turn)
    else:
        answer = await proposals.another_time(AnotherTime(*ids), turn)
    said = views.not_yours(appointment, turn.words)
    if isinstance(answer, View):
        return replace(answer, text=lines(said, Markup(answer.text)))
    if isinstance(answer, Reply) and answer.view is not None:
        return replace(answer, view=replace(answer.view, text=lines(said, Markup(answer.view.text))))
    return answer


async def _added(appointment: Appointment, wish: Wish, turn: Turn) -> Answer:
    """Whom the line names: chosen, and kept with [Save]."""
    changing.ask(turn, changing.PEOPLE, appointment=appointment.id)
    retype(turn, " ".join(f"@{each}" for each in wish.usernames))
    return await attendance.typed(turn)


def _when(wish: Wish) -> str:
    return " ".join(word.text for word in wish.words if word.field is Field.WHEN)


async def _move(appointment: Appointment, wish: Wish, rest: str, turn: Turn) -> Answer:
    """To the time that the line says, the day, or one of those that suit everybody."""
    when = _when(wish)
    # A time without a day is one on the day on which it is now.
    now_at = appointment.starts_at.astimezone(turn.viewer.zone_at(appointment.starts_at))
    same_day = read_wish(turn, f"{now_at.date().isoformat()} {when}") if when else wish
    sure = not (same_day.questions or same_day.unread or same_day.title)
    meant = [at for at in _starts(same_day if sure else wish) if at != appointment.starts_at]
    if not meant and not sure:
        # "early next week" is one of several days, at the present hour.
        meant = moving.starts_on(_days(wish), (now_at.time(),), turn)
    if not meant and wish.day is None:
        # "the Review to 9": a bare number is an hour on that day.
        said = read_typed(turn, Asked.TIME, behind_title(rest, appointment.title))
        if said.time and not said.rest and said.day is None:
            meant = moving.starts_on((now_at.date(),), said.time.candidates, turn)
    if meant or wish.day is not None:
        moving.ask(appointment, turn)
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
