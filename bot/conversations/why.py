"""/why: what of one's own is in the way of a time, and what of others may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.buttons import Button
from bot.buttons.free import MOST, WhyAt, pack_people
from bot.conversations import anything
from bot.conversations.booking_people import by_usernames
from bot.conversations.booking_steps import jump
from bot.conversations.free import AHEAD, NAMED, known, sound
from bot.conversations.typed import no_such_time, read_typed
from bot.sessions import expired
from bot.turns import Answer, Handler, TapHandler, Turn
from bot.views import View
from bot.views import why as views
from scheduling.appointments import MAX_DURATION, MIN_DURATION
from scheduling.choices import read_choice
from scheduling.quotes import as_typed
from scheduling.readings import Fault
from scheduling.times import Slot, around_gap, instants
from scheduling.typed import Asked
from services import free as services
from texts import Markup, dates, lines, quoted


async def why(turn: Turn) -> Answer:
    """/why Tue 10 [45 min] [@people]. Without people those of the draft that is being made; without a day its day."""
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    today = turn.now.astimezone(viewer.zone).date()
    _, behind = read_choice(turn.typed.partition(" ")[2])
    said = read_typed(turn, Asked.TIME, behind, shortest=MIN_DURATION, longest=MAX_DURATION)
    draft = turn.session.draft
    if draft is not None and expired(draft, turn.now):
        draft = None
    unread = (
        words.html("booking-unread", text=quoted(as_typed(behind, said.rest, language=words.language)))
        if said.rest
        else None
    )
    day = said.day.candidates[0] if said.day and said.day.candidates else (draft.day if draft else None) or today
    if said.day and (not said.day.candidates or day > today + AHEAD):
        far = said.day.candidates or said.day.fault is Fault.TOO_FAR
        return View(words.html("free-far" if far else "booking-day-none"))
    if said.time is None:
        return View(lines(unread, words.html("why-how")))
    if not said.time.candidates:
        return View(
            lines(
                words.html("booking-time-no-such", time=quoted(no_such_time(behind, words.language))),
                words.html("why-how"),
            )
        )
    if said.duration is not None and said.duration.value is None:
        unread = lines(unread, words.html("booking-length-limits"))
    duration: timedelta | None = said.duration.value if said.duration else None
    if duration is None:
        duration = draft.duration if draft else viewer.prefs.duration
    found, _ = await by_usernames(turn, said.people) if said.people else ({}, [])
    people = [person.id for person in found.values()] if said.people else list(draft.people if draft else ())
    wall = datetime.combine(day, said.time.candidates[0])
    there = viewer.on(day)
    assert there.zone is not None
    meant = instants(wall, there.zone)
    turn.session.memory[NAMED] = people
    if len(meant) == 1:
        halves = [at for each in said.time.candidates[1:] for at in instants(datetime.combine(day, each), there.zone)]
        half = [WhyAt(at, duration, pack_people(tuple(people[:MOST]))) for at in halves if at > turn.now]
        return await _at(turn, Slot.lasting(meant[0], duration), people[:MOST], unread, half)
    shown = dates.clock_of(wall.hour * 60 + wall.minute, words.language, viewer.prefs.hour_cycle)
    beside = around_gap(wall, there.zone) if not meant else None
    asked = [WhyAt(each, duration, pack_people(tuple(people[:MOST]))) for each in beside or meant]
    jumped = jump(beside, there.zone) if beside else None
    return views.which(shown, asked, jumped, there, words, note=unread)


async def at(button: WhyAt, turn: Turn) -> Answer:
    """One of two instants that a typed time may mean."""
    people = await known(button.people, turn)
    if people is None:
        return await anything.unknown_button(turn)
    return await _at(turn, Slot.lasting(button.starts_at, sound(button.duration)), people)


async def _at(
    turn: Turn, slot: Slot, people: Sequence[int], note: Markup | None = None, half: Sequence[WhyAt] = ()
) -> View:
    """`half` is the other half of the day, where nobody said which."""
    viewer, words = turn.viewer, turn.words
    if slot.starts_at <= turn.now:
        return View(words.html("why-over", when=dates.moment(slot.starts_at, viewer, turn.now)))
    against = await services.against(turn.connection, viewer, people, slot, now=turn.now)
    return views.why(slot, against, viewer, words, turn.now, note=note, half=half)


COMMANDS: Mapping[str, Handler] = {"why": why}
TAPS: Mapping[type[Button], TapHandler] = {WhyAt: at}
TYPED: Mapping[str, Handler] = {}
