"""/new: an appointment step by step, from its title to [Book]; and the same from one typed line.

The steps are shown by `booking_steps`, people are taken by `booking_people`, typed text by `booking_typed`; what a
draft is and how it gets lost stands in `booking_draft`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from bot.buttons import Button
from bot.buttons import booking as buttons
from bot.buttons.booking import Step
from bot.conversations import booking_meant, booking_people, booking_typed, booking_who
from bot.conversations.booking_draft import (
    ALONE,
    BRIEF,
    EDITING,
    HOURS,
    LENGTH,
    TOLD,
    UNSAID,
    begin,
    booked_line,
    drafted,
    keep,
    lost,
    next_step,
    remains_of,
    says_something,
    told_of,
    with_draft,
)
from bot.conversations.booking_questions import answered, forget_length, local, onwards, open_days
from bot.conversations.booking_steps import Free, free, show, show_card, times_view
from bot.conversations.booking_typed import at, line
from bot.conversations.sharing import share
from bot.sessions import expired
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import View, booking_card, press
from bot.views import booking as views
from bot.views.booking import NOWHERE
from bot.views.cards import card
from db import people
from scheduling.appointments import MAX_DURATION, MAX_NOTE, Appointment
from scheduling.availability import Reason
from scheduling.drafts import Draft
from scheduling.refusals import DoesNotSuit, InThePast, InvitedEnough, NotTold
from services import booking
from texts import dates

__all__ = ["COMMANDS", "TAPS", "TYPED", "again", "line", "new"]

AHEAD = timedelta(days=366)
"""So far ahead appointments are booked by the keyboard."""


async def new(turn: Turn) -> Answer:
    """/new, alone or with a line behind it. A draft that was left lying is offered first."""
    draft = turn.session.draft
    if draft is not None and says_something(draft) and not expired(draft, turn.now):
        turn.session.asks = "booking.kept"
        return Reply(views.kept(await drafted(turn)), working=True)
    await begin(turn)
    text = turn.typed.partition(" ")[2]
    if text and turn.message is not None:
        return await booking_typed.begun(turn, text)
    return await show(turn, Step.TITLE)


async def again(turn: Turn, like: Appointment) -> Answer:
    """A new draft with the title, the people, the length, the place and the notes of an appointment."""
    others = [part.person.id for part in like.others(turn.viewer.id)]
    await begin(turn, title=like.title, invited=others, duration=like.slot.duration)
    if not others:
        turn.session.memory[ALONE] = True
    spared = tuple(each for each in others if each in like.optional)
    some = tuple(each for each in others if like.pool and each in like.pool.people)
    note = like.note and like.note[:MAX_NOTE]
    keep(turn, optional=spared, some=some, need=like.need, place=like.place, note=note)
    return await show(turn, Step.DAY)


async def new_tapped(_button: buttons.New, turn: Turn) -> Answer:
    """[New appointment]"""
    return await new(turn)


async def kept_typed(turn: Turn) -> Answer:
    """Something was typed instead of [Go on] or [Start new]."""
    draft = turn.session.draft
    if draft is None or expired(draft, turn.now):
        return await booking_typed.title(turn)
    note = turn.words.html("booking-kept-choose")
    return Reply(views.kept(await drafted(turn, note=note)), working=True)


@with_draft
async def go(button: buttons.Go, turn: Turn, draft: Draft) -> Answer:
    """[Next], [Back] and [Done]."""
    memory = turn.session.memory
    if button.step is Step.CARD and memory.get(EDITING) and not draft.people:
        memory[ALONE] = True
    return await show(turn, button.step)


@with_draft
async def change(button: buttons.Change, turn: Turn, draft: Draft) -> Answer:
    """One field of the card."""
    if draft.starts_at is not None:
        turn.session.memory[EDITING] = True
    turn.session.memory.pop(BRIEF, None)
    return await show(turn, button.step)


@with_draft
async def all_fields(_button: buttons.AllFields, turn: Turn, _draft: Draft) -> Answer:
    """[Edit] on a card that came in one line."""
    turn.session.memory.pop(BRIEF, None)
    return await show(turn, next_step(turn))


@with_draft
async def month(button: buttons.Month, turn: Turn, _draft: Draft) -> Answer:
    """[‹] and [›]; what is over or too far says so."""
    today = _today(turn)
    if button.first < today.replace(day=1):
        return PopUp(turn.words.popup("booking-month-over"))
    if button.first > today + AHEAD:
        return PopUp(turn.words.popup("booking-month-far"))
    return await show(turn, Step.DAY, month=button.first)


@with_draft
async def legend(_button: buttons.Legend, turn: Turn, _draft: Draft) -> Answer:
    """What stands in the month and is no day of it."""
    return PopUp(turn.words.popup("booking-day-legend"))


@with_draft
async def pick_day(button: buttons.PickDay, turn: Turn, draft: Draft) -> Answer:
    """A day; a dead one says why and changes nothing."""
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    shown = dates.day(button.day, viewer.zone, words.language, turn.now)
    if button.day < _today(turn):
        return PopUp(words.popup("booking-day-over", day=shown))
    if button.day > _today(turn) + AHEAD:
        return PopUp(words.popup("booking-month-far"))
    found = await free(turn, button.day, button.day)
    asked = button.day in open_days(turn)
    if not found.starts and not (asked and turn.session.memory.get(HOURS)):
        return PopUp(_why_dead(turn, draft, button.day, shown, found))
    note = await answered(turn, button.day)
    keep(turn, day=button.day, starts_at=None)
    hours = [time.fromisoformat(each) for each in turn.session.memory.get(HOURS, ())]
    if draft.starts_at is not None and not hours:
        hours = [draft.starts_at.astimezone(viewer.zone_at(draft.starts_at)).time()]
    waiting = bool(turn.session.memory.get(HOURS) or turn.session.memory.get(EDITING))
    if hours and (waiting or _ahead(turn, button.day, hours[0])) and (open_ := await at(turn, hours, note)):
        return open_
    if asked or (waiting and turn.session.draft is not None and turn.session.draft.starts_at is not None):
        return await onwards(turn, note)
    turn.session.asks = f"booking.{Step.TIME.value}"
    return Reply(await times_view(turn, found), working=True)


def _ahead(turn: Turn, day: date, hour: time) -> bool:
    assert turn.viewer.zone is not None
    return (day, hour) > (_today(turn), turn.now.astimezone(turn.viewer.zone).time())


def _why_dead(turn: Turn, draft: Draft, day: date, shown: str, found: Free) -> str:
    """Why a day cannot be tapped. Of the others no more is said than that there is no time for all."""
    if not turn.viewer.hours[day.weekday()]:
        return turn.words.popup("booking-day-off", day=shown)
    length = dates.length(draft.duration, turn.words.language)
    return turn.words.popup("booking-day-full", day=shown, length=length, count=found.circle.counted)


@with_draft
async def length(button: buttons.Length, turn: Turn, draft: Draft) -> Answer:
    """Another length: the mark moves, and times that have not so much free time go; a card is checked again."""
    keep(turn, duration=min(max(button.duration, timedelta(minutes=5)), MAX_DURATION))
    if turn.session.memory.get(LENGTH) or draft.day is None:
        forget_length(turn)
        return await onwards(turn)
    if turn.session.asks == f"booking.{Step.CARD.value}":
        return await show(turn, Step.CARD)
    turn.session.memory.pop(UNSAID, None)
    return await show(turn, Step.TIME)


@with_draft
async def pick_time(button: buttons.PickTime, turn: Turn, _draft: Draft) -> Answer:
    """A time, one of the keyboard's or one that was asked about."""
    note = await answered(turn, button.starts_at)
    turn.session.memory.pop(HOURS, None)
    keep(turn, starts_at=button.starts_at, day=local(turn, button.starts_at))
    return await onwards(turn, note)


@with_draft
async def times(button: buttons.Times, turn: Turn, draft: Draft) -> Answer:
    """[Earlier] and [Later]"""
    if draft.day is None:
        return await show(turn, Step.DAY)
    found = await free(turn, draft.day, draft.day)
    return Reply(await times_view(turn, found, page=button.page), working=True)


@with_draft
async def other_times(_button: buttons.OtherTimes, turn: Turn, draft: Draft) -> Answer:
    """The times of the draft's day, or the month when everybody's day is full."""
    if draft.day is None:
        return await show(turn, Step.DAY)
    turn.session.memory.pop(BRIEF, None)
    found = await free(turn, draft.day, draft.day)
    if not found.starts:
        return await show(turn, Step.DAY, month=draft.day)
    turn.session.asks = f"booking.{Step.TIME.value}"
    return Reply(await times_view(turn, found), working=True)


@with_draft
async def leave_out(button: buttons.LeaveOut, turn: Turn, draft: Draft) -> Answer:
    """[Leave Chen out]"""
    left = tuple(each for each in draft.people if each != button.person)
    keep(turn, people=left, left_out=tuple(dict.fromkeys((*draft.left_out, button.person))))
    if not left:
        turn.session.memory[ALONE] = True
    return await show(turn, next_step(turn))


@with_draft
async def clear(button: buttons.Clear, turn: Turn, _draft: Draft) -> Answer:
    """[No place], [No notes]"""
    keep(turn, **({"place": None} if button.step is Step.PLACE else {"note": None}))
    return await show(turn, next_step(turn))


@with_draft
async def book(button: buttons.Book, turn: Turn, draft: Draft) -> Answer:
    """The explicit confirm: before it nothing is written, and after it everything is.

    Whoever was quicker is named, and the same message offers other times.
    """
    draft = keep(turn, starts_at=button.starts_at, duration=button.duration, day=local(turn, button.starts_at))
    if draft.title is None:
        return await show(turn, Step.TITLE)
    try:
        made = await booking.book(
            turn.connection,
            draft,
            by=turn.viewer,
            now=turn.now,
            anyway=button.anyway,
            soft=button.soft,
            told=told_of(draft, button.starts_at) in turn.session.memory.get(TOLD, ()),
        )
    except DoesNotSuit as refusal:
        quicker = (Reason.BUSY, Reason.MAYBE_BUSY)
        rivals = dict.fromkeys(misfit.person_id for misfit in refusal.misfits if misfit.reason in quicker)
        # What was said of strangers holds no longer: to say it anew is another question.
        turn.session.memory.pop(TOLD, None)
        return await show_card(turn, rivals=list(rivals))
    except (InThePast, NotTold):
        return await show_card(turn)
    except InvitedEnough as refusal:
        return Reply(booking_card.invited_enough(await drafted(turn), refusal), working=True)
    turn.session.end()
    return await booked(turn, made)


async def booked(turn: Turn, made: Appointment) -> Answer:
    """The organizer's card, with what has just happened as its first line."""
    links = await share(made, turn)
    return card(made, turn.viewer, turn.words, turn.now, headline=booked_line(turn, made), share=links)


async def discard(button: buttons.Discard, turn: Turn) -> Answer:
    """Throw the draft away; of one that is gone, its message."""
    if turn.session.draft is not None and turn.session.draft.id == button.draft:
        turn.session.end()
        await people.set_drafting(turn.connection, turn.viewer.id, None)
    words = turn.words
    return View(words.html("booking-discarded"), ((press(words.button("button-new-appointment"), buttons.New()),),))


@with_draft
async def go_on(_button: buttons.GoOn, turn: Turn, _draft: Draft) -> Answer:
    """[Go on] with the draft that was left lying."""
    return await show(turn, next_step(turn))


async def start_new(_button: buttons.StartNew, turn: Turn) -> Answer:
    """[Start new] in its place."""
    await begin(turn)
    return await show(turn, Step.TITLE)


async def start_again(button: buttons.StartAgain, turn: Turn) -> Answer:
    """A new draft with what is left of an old one."""
    live = turn.session.draft
    if live is not None and live.id == button.draft and not expired(live, turn.now):
        return await lost(turn, button.draft)
    left = await remains_of(turn, button.draft)
    if button.draft == NOWHERE and left.title and live is not None and live.title and not expired(live, turn.now):
        return Reply(views.instead(await drafted(turn), left.title))
    place, note = (live.place, live.note) if live is not None and live.id == button.draft else (None, None)
    starts_at = button.starts_at if button.starts_at and button.starts_at > turn.now else None
    await begin(
        turn,
        title=left.title,
        invited=[person.id for person in left.people],
        duration=button.duration,
        starts_at=starts_at,
    )
    keep(turn, place=place, note=note)
    return await show(turn, next_step(turn))


async def replace(button: buttons.Replace, turn: Turn) -> Answer:
    """[Start new], after it was asked; a draft that was begun since is asked about as well."""
    live, title = turn.session.draft, (await remains_of(turn, NOWHERE)).title
    other = live is not None and live.id != button.draft and not expired(live, turn.now)
    if other and title:
        return Reply(views.instead(await drafted(turn), title))
    await begin(turn, title=title)
    return await show(turn, next_step(turn))


def _today(turn: Turn) -> date:
    assert turn.viewer.zone is not None
    return turn.now.astimezone(turn.viewer.zone).date()


COMMANDS: Mapping[str, Handler] = {"new": new}

TAPS: Mapping[type[Button], TapHandler] = {
    buttons.New: new_tapped,
    buttons.Go: go,
    buttons.Change: change,
    buttons.AllFields: all_fields,
    buttons.Toggle: with_draft(booking_people.toggle),
    buttons.MakeOptional: with_draft(booking_people.make_optional),
    buttons.Alone: with_draft(booking_people.alone),
    buttons.Contacts: with_draft(booking_people.contacts),
    buttons.Month: month,
    buttons.Legend: legend,
    buttons.PickDay: pick_day,
    buttons.Length: length,
    buttons.PickTime: pick_time,
    buttons.Times: times,
    buttons.OtherTimes: other_times,
    buttons.Book: book,
    buttons.LeaveOut: leave_out,
    buttons.Clear: clear,
    buttons.Discard: discard,
    buttons.GoOn: go_on,
    buttons.StartNew: start_new,
    buttons.StartAgain: start_again,
    buttons.Replace: replace,
    **booking_meant.TAPS,
}

TYPED: Mapping[str, Handler] = {
    "booking.kept": kept_typed,
    f"booking.{Step.TITLE.value}": booking_typed.title,
    f"booking.{Step.PEOPLE.value}": booking_who.who,
    f"booking.{Step.DAY.value}": booking_typed.day,
    f"booking.{Step.TIME.value}": booking_typed.when,
    f"booking.{Step.CARD.value}": booking_typed.card,
    f"booking.{Step.PLACE.value}": booking_typed.place,
    f"booking.{Step.NOTES.value}": booking_typed.notes,
}
