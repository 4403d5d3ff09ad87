"""What is typed while something is being booked: one answer may say several things, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import wraps

from bot.buttons.booking import Step
from bot.conversations.booking_beside import shared
from bot.conversations.booking_company import wished
from bot.conversations.booking_draft import (
    BRIEF,
    EDITING,
    HOURS,
    LENGTH,
    ONLY,
    QUESTIONS,
    begin,
    drafted,
    keep,
    lost,
    next_step,
    says_something,
)
from bot.conversations.booking_either import bare, instead, retype
from bot.conversations.booking_noted import taken, waits
from bot.conversations.booking_open import left_to_ask
from bot.conversations.booking_people import by_usernames, some_of, take
from bot.conversations.booking_questions import answered, forget_length, left_open, onwards, words_full
from bot.conversations.booking_steps import free, jump, over, show
from bot.conversations.booking_wish import a_wish, fill, in_other_words, longest, one_line, read_wish
from bot.conversations.typed import read_typed
from bot.sessions import COLLECTED_AFTER, expired
from bot.turns import Answer, Handler, Reply, Turn
from bot.views import booking as views
from bot.views import booking_time
from bot.views.booking_questions import question
from db import people
from scheduling.appointments import MAX_NOTE, MAX_PLACE, MAX_TITLE, MIN_DURATION
from scheduling.choices import read_choice
from scheduling.phrases import Ambiguity, Field, Question
from scheduling.quotes import as_typed
from scheduling.readings import Fault, Reading
from scheduling.times import around_gap, instants
from scheduling.titles import titled
from scheduling.typed import Answer as Typed
from scheduling.typed import Asked
from scheduling.words import Correction
from scheduling.words.phrasebook import proper
from texts import Markup, dates, lines, quoted

_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,4}")


def of_draft(handler: Callable[[Turn], Awaitable[Answer]]) -> Handler:
    """A handler of typed text that runs only while the draft is alive; else what was lost is said."""

    @wraps(handler)
    async def typed(turn: Turn) -> Answer:
        draft = turn.session.draft
        if draft is not None and not expired(draft, turn.now):
            return await instead(turn, draft) or await shared(turn) or await handler(turn)
        turn.session.asks = None
        if draft is not None:
            return await lost(turn, draft.id)
        # The session is gone, and the open question with it: what was typed was the answer, and is the title now.
        await begin(turn)
        return await begun(turn, turn.typed)

    return typed


@of_draft
async def title(turn: Turn) -> Answer:
    """What it is about; a whole line is read as one."""
    return await begun(turn, turn.typed)


async def begun(turn: Turn, typed: str) -> Answer:
    """The draft gets a title, or all that a line says."""
    text, words = one_line(typed), turn.words
    if not text:
        return await show(turn, Step.TITLE, note=words.html("booking-title-empty"))
    if not turn.session.memory.get(EDITING):
        wish = await wished(turn, typed)
        if a_wish(wish):
            return await fill(turn, wish)
        more = wish.duration or wish.place or wish.questions
        if wish.title and not wish.unread and more and len(wish.title) <= MAX_TITLE:
            # Only how long, or where: who comes and when are asked.
            keep(turn, title=one_line(titled(wish.title)), duration=wish.duration or _duration(turn))
            if wish.place and len(wish.place) <= MAX_PLACE:
                keep(turn, place=one_line(wish.place))
            left_open(turn, wish.questions)
            return await onwards(turn)
        text = titled(text)
    if len(text) > MAX_TITLE:
        return await show(turn, Step.TITLE, note=words.html("booking-title-long", count=len(text), limit=MAX_TITLE))
    keep(turn, title=text)
    return await onwards(turn)


def _duration(turn: Turn) -> timedelta:
    assert turn.session.draft is not None
    return turn.session.draft.duration


@of_draft
async def place(turn: Turn) -> Answer:
    """Where it is."""
    text, words = one_line(turn.typed), turn.words
    if not text or len(text) > MAX_PLACE:
        note = words.html("booking-place-long", count=len(text), limit=MAX_PLACE) if text else None
        return await show(turn, Step.PLACE, note=note)
    keep(turn, place=text)
    return await show(turn, next_step(turn))


@of_draft
async def notes(turn: Turn) -> Answer:
    """What everybody should read with it."""
    text, words = one_line(turn.typed), turn.words
    if not text or len(text) > MAX_NOTE:
        note = words.html("booking-notes-long", count=len(text), limit=MAX_NOTE) if text else None
        return await show(turn, Step.NOTES, note=note)
    keep(turn, note=text)
    return await show(turn, next_step(turn))


@of_draft
async def day(turn: Turn) -> Answer:
    """Which day; a time and a length may stand with it."""
    return await left_to_ask(turn) or await put(turn, _answer(turn, Asked.DAY), Step.DAY)


@of_draft
async def when(turn: Turn) -> Answer:
    """How long and when."""
    return await left_to_ask(turn) or await put(turn, _answer(turn, Asked.TIME), Step.TIME)


@of_draft
async def card(turn: Turn) -> Answer:
    """On the card, any of them changes what it says, and so does where it is: "in room 5"."""
    wish = read_wish(turn, turn.typed)
    if wish.place and not (wish.title or wish.unread) and len(wish.place) <= MAX_PLACE:
        keep(turn, place=one_line(wish.place))
        if {each.field for each in wish.words} == {Field.PLACE}:
            return await show(turn, Step.CARD)
        retype(turn, bare(wish))
    return await left_to_ask(turn) or await put(turn, _answer(turn, Asked.TIME), Step.CARD)


async def line(turn: Turn) -> Answer | None:
    """Text without an open question: a wish in one line becomes a draft's card.

    None when it is no wish, and there is no draft whose question it may have been meant for.
    """
    wish = await wished(turn, turn.typed)
    if a_wish(wish):
        await begin(turn)
        return await fill(turn, wish)
    draft = turn.session.draft
    if draft is not None and draft.title and not expired(draft, turn.now):
        turn.session.asks = "booking.kept"
        return Reply(views.kept(await drafted(turn)), working=True)
    if draft is not None and says_something(draft) and not expired(draft, turn.now) and offered_title(turn):
        # What it is about was asked last.
        return await begun(turn, turn.typed)
    since = await people.drafting_since(turn.connection, turn.viewer.id)
    text = one_line(turn.typed)[:MAX_TITLE]
    if since is None or not text or turn.now - since > COLLECTED_AFTER:
        return None
    await people.set_drafting(turn.connection, turn.viewer.id, None)
    return views.lost_typed(turn.words, text, dates.moment(since, turn.viewer, turn.now))


def offered_title(turn: Turn) -> str | None:
    """What was typed, as the title of an appointment; None for what can be none."""
    text = one_line(titled(turn.typed))
    return text if any(letter.isalpha() for letter in text) and len(text) <= MAX_TITLE else None


def _answer(turn: Turn, asked: Asked) -> Typed:
    """What was typed; by the grammar of whole lines where the reader of answers leaves a word over."""
    typed = _read(turn, asked)
    return (in_other_words(turn) or typed) if typed.rest else typed


def _read(turn: Turn, asked: Asked) -> Typed:
    return read_typed(turn, asked, read_choice(turn.typed)[1], shortest=MIN_DURATION, longest=longest(turn))


def _today(turn: Turn) -> date:
    assert turn.viewer.zone is not None
    return turn.now.astimezone(turn.viewer.zone).date()


async def put(turn: Turn, typed: Typed, asked: Step, before: Markup | None = None) -> Answer:
    """Put all that was typed into the draft, and go to what is still open: a choice, a fault, or the next step."""
    words, said = turn.words, await _said(turn, typed, asked, before)
    impossible = typed.duration is not None and typed.duration.value is None
    plain = lines(*said) or None
    note = lines(plain, words.html("booking-length-limits")) if impossible else plain
    how_long = turn.session.memory.get(LENGTH) and not (impossible or typed.day or typed.time)
    if typed.duration is not None and typed.duration.value is not None:
        keep(turn, duration=typed.duration.value)
        forget_length(turn)
    if typed.day is not None or typed.time is not None:
        await answered(turn, timedelta(0))
    if typed.day is not None:
        turn.session.memory.pop(ONLY, None)
    if typed.day is not None and (open_ := await _take_day(turn, typed.day, typed.time, note)):
        return open_
    if typed.time is not None and (open_ := await _take_time(turn, typed.time, note)):
        return open_
    if typed.time is not None:
        note = lines(note, waits(turn, typed.time)) or None
    if typed.day is not None and typed.time is None and (open_ := await _keep_hour(turn, note)):
        return open_
    if impossible:
        turn.session.memory[LENGTH] = True
        turn.session.asks = f"booking.{Step.TIME.value}"
        return Reply(booking_time.how_long(await drafted(turn, (), plain)), working=True)
    if how_long and typed.duration is not None:
        return await onwards(turn, note)
    return await _go_on(turn, typed, asked, note)


async def _said(turn: Turn, typed: Typed, asked: Step, before: Markup | None) -> list[Markup]:
    """Take the people in it; returns what is to be said of it all: what was forgiven, who cannot come, what is left."""
    said = [*([before] if before else []), *[_read_as(turn, typed, each) for each in typed.corrections]]
    if typed.people:
        found, bots = await by_usernames(turn, typed.people)
        said += [turn.words.html("booking-people-bot", name=f"@{each}") for each in bots]
        spared = [found[each].id for each in typed.optional if each in found]
        said += await take(turn, found.values(), spared, some_of(read_choice(turn.typed)[0], found))
    if typed.rest:
        said.append(_unread(turn, typed, asked))
    return said


async def _go_on(turn: Turn, typed: Typed, asked: Step, note: Markup | None) -> Answer:
    """The step that follows when nothing has to be asked about."""
    draft = turn.session.draft
    assert draft is not None
    nothing = not (typed.day or typed.time or typed.duration or typed.people)
    if nothing or (asked is Step.TIME and typed.time is None and draft.day is not None):
        return await show(turn, asked, note=note)
    memory = turn.session.memory
    if memory.get(QUESTIONS):
        return await onwards(turn, note)
    step = next_step(turn)
    if asked is step is Step.PEOPLE:
        # The question stays the same: what was taken is said.
        note = lines(note, taken(turn, typed)) or None
    if (
        step is Step.CARD
        and typed.time is None
        and asked is Step.DAY
        and not (memory.get(EDITING) or memory.get(BRIEF))
    ):
        step = Step.TIME
    if step in (Step.DAY, Step.TIME) and typed.day is not None and draft.day is not None and typed.time is None:
        # The day was typed, and may be one on which nobody is free: the month says so and stays.
        found = await free(turn, draft.day, draft.day)
        if not found.starts:
            full = words_full(turn, draft.day, draft.duration, found.circle.counted)
            keep(turn, day=None, starts_at=None)
            return await show(turn, Step.DAY, note=lines(note, full), month=draft.day)
    return await show(turn, step, note=note)


async def _take_day(
    turn: Turn, reading: Reading[date], hours: Reading[time] | None, note: Markup | None
) -> Answer | None:
    """Keep the day; an answer when it has to be asked about."""
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    if len(reading.candidates) > 1:
        ahead = [each for each in reading.candidates if each >= _today(turn)]
        _keep_hours(turn, hours)
        turn.session.asks = f"booking.{Step.DAY.value}"
        return Reply(booking_time.choose_day(await drafted(turn, (), note), ahead), working=True)
    if reading.value is None:
        key = "booking-month-far" if reading.fault is Fault.TOO_FAR else "booking-day-none"
        _keep_hours(turn, hours)
        return await show(turn, Step.DAY, note=lines(note, words.html(key)))
    if (reading.value - _today(turn)).days > 366:
        return await show(turn, Step.DAY, note=lines(note, words.html("booking-month-far")))
    if reading.value < _today(turn) and (hours is None or hours.value is None):
        gone = dates.day(reading.value, viewer.zone, words.language, turn.now)
        return await show(turn, Step.DAY, note=lines(note, words.html("booking-day-over", day=gone)))
    keep(turn, day=reading.value)
    return None


def _keep_hours(turn: Turn, hours: Reading[time] | None) -> None:
    """Remember the time while the day is asked for."""
    if hours is not None and hours.candidates:
        turn.session.memory[HOURS] = [each.isoformat("minutes") for each in hours.candidates]


async def _take_time(turn: Turn, reading: Reading[time], note: Markup | None) -> Answer | None:
    """Keep the time; an answer when it has to be asked about."""
    draft, words = turn.session.draft, turn.words
    assert draft is not None
    if not reading.candidates:
        found = _CLOCK.search(turn.typed)
        no_such = words.html("booking-time-no-such", time=found[0] if found else quoted(turn.typed))
        return await show(turn, Step.TIME if draft.day else Step.DAY, note=lines(note, no_such))
    if draft.day is None:
        _keep_hours(turn, reading)
        return None
    return await at(turn, reading.candidates, note)


async def at(turn: Turn, hours: Sequence[time], note: Markup | None = None) -> Answer | None:
    """Set the start to one of these times on the draft's day; an answer when the clock or the person must choose."""
    draft = turn.session.draft
    assert draft is not None
    assert draft.day is not None
    zone = turn.viewer.zone_on(draft.day)
    assert zone is not None
    turn.session.memory.pop(HOURS, None)
    turn.session.asks = f"booking.{Step.TIME.value}"
    if len(hours) > 1:
        found = [instant for each in hours for instant in instants(datetime.combine(draft.day, each), zone)[:1]]
        ahead = [each for each in found if each > turn.now] or found
        if len(ahead) > 1:
            kind = Ambiguity.HALF if len(ahead) == 2 else Ambiguity.PART
            view = question(await drafted(turn, (), note), Question(kind, tuple(ahead)))
            return Reply(view, working=True)
        hours = [ahead[0].astimezone(zone).time()] if ahead else hours[:1]
    wall = datetime.combine(draft.day, hours[0])
    found_ = instants(wall, zone)
    shown = dates.clock_of(wall.hour * 60 + wall.minute, turn.words.language, turn.viewer.prefs.hour_cycle)
    if not found_:
        beside = around_gap(wall, zone)
        view = booking_time.choose_beside_gap(await drafted(turn, (), note), shown, beside, jump(beside, zone))
        return Reply(view, working=True)
    if len(found_) > 1:
        return Reply(booking_time.choose_pass(await drafted(turn, (), note), shown, *found_), working=True)
    if found_[0] <= turn.now:
        return await over(turn, found_[0])
    keep(turn, starts_at=found_[0])
    return None


async def _keep_hour(turn: Turn, note: Markup | None) -> Answer | None:
    """Another day was typed: a time that waited for it, or that of the old day, goes with it."""
    draft = turn.session.draft
    assert draft is not None
    if waiting := turn.session.memory.get(HOURS):
        return await at(turn, [time.fromisoformat(each) for each in waiting], note)
    if draft.starts_at is not None:
        return await at(turn, [draft.starts_at.astimezone(turn.viewer.zone_at(draft.starts_at)).time()], note)
    return None


def _read_as(turn: Turn, typed: Typed, correction: Correction) -> Markup:
    """A slip that was forgiven is always told, with the day that came of it."""
    words, zone = turn.words, turn.viewer.zone
    assert zone is not None
    meant = proper(correction.read_as)
    if typed.day is not None and typed.day.value is not None and correction in typed.day.corrections:
        meant = f"{meant}, {dates.day(typed.day.value, zone, words.language, turn.now)}"
    return words.html("booking-read-as", written=correction.written, meant=meant)


def _unread(turn: Turn, typed: Typed, asked: Step) -> Markup:
    rest = quoted(as_typed(turn.typed, typed.rest, language=turn.words.language))
    nothing = not (typed.day or typed.time or typed.duration or typed.people)
    if nothing and asked is Step.DAY:
        return turn.words.html("booking-day-unread", text=rest)
    if nothing and asked in (Step.TIME, Step.CARD):
        return turn.words.html("booking-time-unread", text=rest)
    return turn.words.html("booking-unread", text=rest)
