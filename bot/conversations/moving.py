"""Moving an appointment: by a tap on an offered time, by month and day, or typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.buttons import Button
from bot.buttons.cards import Move, MoveDay, MoveTime, MoveTo
from bot.conversations import changing, sharing
from bot.conversations.booking_steps import jump
from bot.conversations.typed import read_typed
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import View
from bot.views import moving as views
from bot.views.months import following
from scheduling.appointments import Appointment
from scheduling.refusals import DoesNotSuit
from scheduling.times import around_gap, begins, instants
from scheduling.typed import Asked
from services import appointments
from services import moving as moves
from texts import Markup, dates, lines, quoted

AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)


async def move(button: Move, turn: Turn) -> Answer:
    """[Move], [Find another time]: offers times that suit everybody; another one may be typed."""
    appointment = await _changeable(button, turn)
    found = await moves.alternatives(turn.connection, appointment, viewer=turn.viewer, now=turn.now)
    ask(appointment, turn)
    # It stands in the appointment's own card, which stays where it is whatever is typed below.
    return views.move_asked(appointment, found, turn.viewer, turn.words, turn.now)


def ask(appointment: Appointment, turn: Turn) -> None:
    """What is typed next says when it shall be."""
    changing.ask(turn, changing.TIME, appointment=appointment.id, sequence=appointment.sequence)


async def move_to(button: MoveTo, turn: Turn) -> Answer:
    """[Move to Fri 6 Nov, 08:00]"""
    try:
        appointment = await moves.move(
            turn.connection,
            button.appointment,
            button.starts_at,
            by=turn.viewer,
            sequence=button.sequence,
            now=turn.now,
            pressed=turn.card,
        )
    except DoesNotSuit as refusal:
        return await unsuitable(button.appointment, refusal, turn)
    return await moved(appointment, turn)


async def moved(appointment: Appointment, turn: Turn) -> View:
    """The card after a move."""
    changing.close(turn)
    headline = turn.words.html("card-moved", title=appointment.title)
    return await sharing.drawn(appointment, turn, headline=headline)


async def unsuitable(appointment_id: int, refusal: DoesNotSuit, turn: Turn) -> View:
    """Who cannot at the new time, and other times: nothing has moved, and another time may be typed."""
    appointment = await appointments.own(turn.connection, appointment_id, by=turn.viewer)
    misfits = [misfit.person_id for misfit in refusal.misfits]
    ask(appointment, turn)
    return views.move_unsuitable(appointment, misfits, refusal.suggestions, turn.viewer, turn.words, turn.now)


async def pick_day(button: MoveDay, turn: Turn) -> Answer:
    """[Pick a day], [‹] and [›]"""
    appointment = await _changeable(button, turn)
    assert turn.viewer.zone is not None
    today = turn.now.astimezone(turn.viewer.zone).date()
    if following(button.first) <= today:
        return PopUp(turn.words.popup("booking-month-over"))
    if button.first > today + AHEAD:
        return PopUp(turn.words.popup("booking-month-far"))
    ask(appointment, turn)
    return Reply(await _month(appointment, button.first, turn), working=True)


async def pick_time(button: MoveTime, turn: Turn) -> Answer:
    """A day: its times, or why it has none."""
    appointment = await _changeable(button, turn)
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    free = await _free(appointment, button.day, button.day, turn)
    if not free.starts:
        day = dates.day(button.day, viewer.zone, words.language, turn.now)
        if button.day < turn.now.astimezone(viewer.zone).date():
            return PopUp(words.popup("booking-day-over", day=day))
        length = dates.length(appointment.slot.duration, words.language)
        return PopUp(words.popup("booking-day-full", day=day, length=length, count=free.known))
    ids = {"appointment": appointment.id, "sequence": appointment.sequence}
    changing.ask(turn, changing.TIME, **ids, day=button.day.isoformat())
    view = views.times(appointment, button.day, free.starts, button.page, free.checked, viewer, words, turn.now)
    return Reply(view, working=True)


async def typed(turn: Turn) -> Answer:
    """A day, a time or both. A time that suits everybody is offered as a button: nothing moves without a tap."""
    memory, words, viewer = turn.session.memory, turn.words, turn.viewer
    assert viewer.zone is not None
    appointment = await appointments.changeable(
        turn.connection, memory["appointment"], by=viewer, sequence=memory["sequence"], now=turn.now
    )
    today = turn.now.astimezone(viewer.zone).date()
    chosen = date.fromisoformat(memory["day"]) if "day" in memory else None
    said = read_typed(turn, Asked.TIME if chosen else Asked.DAY)
    day = said.day.value if said.day else chosen
    shown = appointment.starts_at.astimezone(viewer.zone_at(appointment.starts_at))
    present = shown.date()
    first = max(day or present, today).replace(day=1)
    if said.day and len(said.day.candidates) > 1 and not said.rest and max(said.day.candidates) <= today + AHEAD:
        # One of several days: with the hour that was typed, or the present one.
        clocks = said.time.candidates if said.time else (shown.time(),)
        return await at_times(appointment, starts_on(said.day.candidates, clocks, turn), turn)
    if said.rest or not (said.day or said.time) or (said.day and day is None) or (day and day > today + AHEAD):
        note = words.html("booking-day-unread", text=quoted(turn.typed))
        return Reply(await _month(appointment, first, turn, note), working=True)
    if said.time is None:
        assert day is not None
        return await on_day(appointment, day, turn)
    walls = [datetime.combine(day or present, each) for each in said.time.candidates]
    meant = starts_on((day or present,), said.time.candidates, turn)
    return await at_times(appointment, meant, turn, _clock_change(walls, turn) if len(meant) > 1 else None)


def starts_on(days: Iterable[date], clocks: Sequence[time], turn: Turn) -> list[datetime]:
    """The instants of these hours on these days, where the viewer is then."""
    found: list[datetime] = []
    for day in days:
        zone = turn.viewer.zone_on(day)
        assert zone is not None
        for wall in (datetime.combine(day, each) for each in clocks):
            found += instants(wall, zone) or around_gap(wall, zone)
    return found


async def on_day(appointment: Appointment, day: date, turn: Turn) -> Reply:
    """A day that was typed: its times, or the month where it has none."""
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    ids = {"appointment": appointment.id, "sequence": appointment.sequence}
    free = await _free(appointment, day, day, turn)
    if free.starts:
        changing.ask(turn, changing.TIME, **ids, day=day.isoformat())
        view = views.times(appointment, day, free.starts, 0, free.checked, viewer, words, turn.now)
        return Reply(view, working=True)
    ask(appointment, turn)
    shown = dates.day(day, viewer.zone, words.language, turn.now)
    length = dates.length(appointment.slot.duration, words.language)
    note = words.html("booking-day-full", day=shown, length=length, count=free.known)
    first = max(day, turn.now.astimezone(viewer.zone).date()).replace(day=1)
    return Reply(await _month(appointment, first, turn, note), working=True)


async def at_times(
    appointment: Appointment, meant: Sequence[datetime], turn: Turn, change: Markup | None = None
) -> Reply:
    """The instants that were typed: those that suit, else others near them. `change` is what the clocks do then."""
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    ahead = [at for at in meant if at > turn.now]
    if not ahead:
        note = words.html("booking-time-no-such", time=quoted(turn.typed))
        if meant:
            when = dates.moment(meant[0], viewer, turn.now)
            note = words.html("booking-time-over", when=when, title=appointment.title)
        first = turn.now.astimezone(viewer.zone).date().replace(day=1)
        return Reply(await _month(appointment, first, turn, note), working=True)
    checked = [await moves.misfits(turn.connection, appointment, at, viewer=viewer, now=turn.now) for at in ahead]
    suiting = [at for at, misfits in zip(ahead, checked, strict=True) if not misfits]
    if suiting:
        return Reply(_below(change, views.wished(appointment, suiting, viewer, words, turn.now)), working=True)
    found = await moves.alternatives(turn.connection, appointment, viewer=viewer, now=turn.now, wish=ahead[0])
    who = [misfit.person_id for misfit in checked[0]]
    view = views.move_unsuitable(appointment, who, found.suggestions, viewer, words, turn.now)
    return Reply(_below(change, view), working=True)


def _clock_change(walls: Sequence[datetime], turn: Turn) -> Markup | None:
    """What the clock does to a typed time that it skips or shows twice."""
    words = turn.words
    for wall in walls:
        viewer = turn.viewer.on(wall.date())
        assert viewer.zone is not None
        found = instants(wall, viewer.zone)
        if len(found) != 1:
            cycle, city = viewer.prefs.hour_cycle, dates.place(viewer)
            time = dates.clock_of(wall.hour * 60 + wall.minute, words.language, cycle)
            if found:
                return words.html("booking-time-twice", city=city, time=time)
            jumped = jump(around_gap(wall, viewer.zone), viewer.zone)
            before, after = (dates.clock_of(minute, words.language, cycle) for minute in jumped)
            return words.html("booking-time-skipped", before=before, after=after, city=city, time=time)
    return None


def _below(note: Markup | None, view: View) -> View:
    return replace(view, text=lines(note, Markup(view.text))) if note else view


async def _month(appointment: Appointment, first: date, turn: Turn, note: Markup | None = None) -> View:
    free = await _free(appointment, first, following(first) - _DAY, turn)
    live = {start.astimezone(turn.viewer.zone_at(start)).date() for start in free.starts}
    return views.month(appointment, first, live, free.known, turn.viewer, turn.words, turn.now, note=note)


class _Free(NamedTuple):
    """Starts, and the ids of the people whom they are known to suit."""

    starts: list[datetime]
    checked: frozenset[int]
    known: int
    """How many they are, 0 where of some of them not all are needed."""


async def _free(appointment: Appointment, first: date, last: date, turn: Turn) -> _Free:
    """The starts on these dates of the viewer's calendar to which it could be moved, without its present one."""
    zone, end = turn.viewer.zone_on(first), turn.viewer.zone_on(last)
    assert zone is not None
    assert end is not None
    earliest, latest = begins(first, zone), begins(last + _DAY, end)
    circle = await moves.gather(
        turn.connection,
        appointment,
        viewer=turn.viewer,
        earliest=earliest,
        latest=latest + appointment.slot.duration,
    )
    settled = {each for each, person in circle.people.items() if person.settled}
    starts = moves.free_starts(circle, appointment, earliest=earliest, latest=latest, now=turn.now, zone=zone)
    checked = frozenset(settled - circle.strangers - appointment.optional)
    return _Free(starts, checked, 0 if circle.pool else len(checked))


async def _changeable(button: Move | MoveDay | MoveTime, turn: Turn) -> Appointment:
    return await appointments.changeable(
        turn.connection, button.appointment, by=turn.viewer, sequence=button.sequence, now=turn.now
    )


TAPS: Mapping[type[Button], TapHandler] = {Move: move, MoveTo: move_to, MoveDay: pick_day, MoveTime: pick_time}
TYPED: Mapping[str, Handler] = {changing.TIME: typed}
