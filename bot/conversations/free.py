"""/free: when one is free, alone or together with others; a tap books there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.buttons import BadButton, Button
from bot.buttons.booking import Step
from bot.buttons.free import MOST, MOST_DAYS, FreeDays, FreePage, TakeFree, pack_people, people_of
from bot.conversations import anything
from bot.conversations.booking_draft import ALONE, begin
from bot.conversations.booking_people import by_usernames
from bot.conversations.booking_steps import show
from bot.conversations.booking_wish import longest
from bot.conversations.typed import no_such_time, read_typed
from bot.sessions import expired
from bot.turns import Answer, Handler, TapHandler, Turn
from bot.views import View
from bot.views import free as views
from scheduling.appointments import MAX_DURATION, MIN_DURATION
from scheduling.choices import read_choice
from scheduling.languages import base
from scheduling.phrases.stretch import stretch
from scheduling.quotes import as_typed
from scheduling.readings import Fault
from scheduling.times import Days
from scheduling.typed import Answer as Typed
from scheduling.typed import Asked
from scheduling.words.phrasebook import BOOKS
from services import free as services
from texts import Markup, dates, lines, quoted

AHEAD = timedelta(days=366)
NAMED = "free.named"
"""In the session's memory: ids of who was typed behind /free, so that a button may bring them back."""


async def free(turn: Turn) -> Answer:
    """/free [@people] [length] [when]"""
    viewer, words = turn.viewer, turn.words
    assert viewer.zone is not None
    today = turn.now.astimezone(viewer.zone).date()
    behind = turn.typed.partition(" ")[2]
    choice, behind = read_choice(behind)
    days, left = _stretch(turn, behind)
    said = read_typed(turn, Asked.TIME, left, shortest=MIN_DURATION, longest=longest(turn))
    if days is not None and said.day is not None:
        # "next week, 5 Nov": which of both is meant is not guessed.
        days, said = None, replace(said, day=None, rest=(behind,))
    found, bots = await by_usernames(turn, said.people) if said.people else ({}, [])
    people = tuple(dict.fromkeys(person.id for person in found.values() if person.id != viewer.id))
    turn.session.memory[NAMED] = list(people)
    day = said.day.candidates[0] if said.day and said.day.candidates else days.first if days else None
    notes = _notes(turn, behind, said, bots, chosen=choice is not None)
    if (said.day or days) and (day is None or day > today + AHEAD):
        far = day or (said.day and said.day.fault is Fault.TOO_FAR)
        return View(words.html("free-far" if far else "booking-day-none"))
    gone = days.last if days else day
    if gone is not None and gone < today:
        return View(words.html("booking-day-over", day=dates.day(gone, viewer.zone, words.language, turn.now)))
    if days and day:
        day = max(day, today)
        if (days.last - day).days >= MOST_DAYS:
            notes.append(words.html("free-long", limit=MOST_DAYS))
    if len(people) > MOST:
        return View(words.html("free-many"))
    hours = said.time.candidates if said.time else ()
    asked = FreePage(
        0,
        (said.duration.value if said.duration else None) or viewer.prefs.duration,
        pack_people(people),
        day,
        min(each.hour * 60 + each.minute for each in hours) if hours else None,
    )
    if days and day and days.last > day:
        several = (days.last - day).days + 1
        asked = FreeDays(0, asked.duration, asked.people, day, asked.after, min(several, MOST_DAYS))
    return await _page(turn, asked, note=lines(*notes) or None)


def _notes(turn: Turn, behind: str, said: Typed, bots: Sequence[str], *, chosen: bool) -> list[Markup]:
    """What of the typed text does not count, and why."""
    words = turn.words
    notes = [words.html("free-choice")] if chosen else []
    notes += [words.html("booking-people-bot", name=f"@{each}") for each in bots]
    if said.rest:
        notes += [
            words.html("booking-unread", text=quoted(as_typed(behind, said.rest, language=words.language))),
            words.html("free-how"),
        ]
    if said.duration is not None and said.duration.value is None:
        notes.append(words.html("booking-length-limits"))
    if said.time is not None and not said.time.candidates:
        notes.append(words.html("booking-time-no-such", time=quoted(no_such_time(behind, words.language))))
    return notes


def _stretch(turn: Turn, text: str) -> tuple[Days | None, str]:
    """Several days that were typed, in the person's language or another that is read, and the rest of the text."""
    viewer, sender = turn.viewer, turn.message.from_user if turn.message else None
    assert viewer.zone is not None
    app = (sender.language_code or "") if sender else ""
    for language in dict.fromkeys((base(viewer.language), base(app), turn.words.language, *BOOKS)):
        if language in BOOKS and (
            read := stretch(text, now=turn.now, zone=viewer.zone, language=language, day_first=viewer.prefs.day_first)
        ):
            return read
    return None, text


async def page(button: FreePage, turn: Turn) -> Answer:
    """[More] and [Back]"""
    return await _page(turn, button)


async def _page(turn: Turn, asked: FreePage, note: Markup | None = None) -> Answer:
    people = await known(asked.people, turn)
    if people is None:
        return await anything.unknown_button(turn)
    found = await services.together(
        turn.connection,
        turn.viewer,
        people,
        duration=sound(asked.duration),
        now=turn.now,
        day=asked.day,
        last=asked.last,
        after=asked.hour,
    )
    return views.free(found, asked, turn.viewer, turn.words, turn.now, note=note)


async def take(button: TakeFree, turn: Turn) -> Answer:
    """A number: a draft with these people at that time, which lacks its title."""
    people = await known(button.people, turn)
    if people is None:
        return await anything.unknown_button(turn)
    words, old = turn.words, turn.session.draft
    replaced = None
    if old is not None and old.title and not expired(old, turn.now):
        replaced = words.html("booking-replaces", title=old.title)
    draft = await begin(turn, invited=people, duration=sound(button.duration), starts_at=button.starts_at)
    if not draft.people:
        turn.session.memory[ALONE] = True
    return await show(turn, Step.TITLE, note=replaced)


async def known(packed: str, turn: Turn) -> tuple[int, ...] | None:
    """The people of a button, which may be forged: whose time the viewer sees, or whom they have just named."""
    try:
        ids = people_of(packed)[:MOST]
    except BadButton:
        return None
    if not ids:
        return ()
    seen = await services.seen(turn.connection, ids, viewer=turn.viewer)
    named = turn.session.memory.get(NAMED, ())
    return tuple(each for each in ids if each in seen or each in named)


def sound(duration: timedelta) -> timedelta:
    """What a button says may be forged."""
    return min(max(duration, MIN_DURATION), MAX_DURATION)


COMMANDS: Mapping[str, Handler] = {"free": free}
TAPS: Mapping[type[Button], TapHandler] = {FreePage: page, FreeDays: page, TakeFree: take}
TYPED: Mapping[str, Handler] = {}
