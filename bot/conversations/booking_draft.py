"""The draft that somebody is working on: beginning it, finding it for a tap, and explaining that it is gone."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from telegram import Message, MessageEntity

from bot.buttons import BadButton, Button, unpack
from bot.buttons.booking import Book, MakeOptional, StartAgain, Step, Toggle
from bot.sessions import expired
from bot.turns import Answer, Reply, TapHandler, Turn
from bot.views import booking as views
from bot.views.booking import Drafted
from bot.views.cards import card
from db import appointments, invitees, people
from scheduling.appointments import Appointment
from scheduling.drafts import LIFETIME, Draft
from scheduling.people import Person, Reach
from scheduling.typed import read_people
from services.booking import Circle
from texts import Markup, dates
from texts.people import listing, names

Drafting = Callable[[Any, Turn, Draft], Awaitable[Answer]]
"""What a tap on a draft's button does: the button, the turn, and the draft as it is."""

# What the session remembers besides the draft.
EDITING = "editing"
"""One field of a complete draft is being changed: its answer leads back to the card."""
SUITED = "suited"
"""The card has said that it suits everybody."""
BRIEF = "brief"
"""It came in one line: the card has [Edit] in place of all fields."""
ALONE = "alone"
"""[Just me]"""
NAMED = "named"
"""Ids of people who were typed or picked for this draft, so that they can be tapped in again."""
WRITER = "writer"
"""A forwarded line names people: before its card, whoever wrote it is offered beside them, once."""
HOURS = "hours"
"""Times of day ("10:00") that were typed before the day was known."""
LENGTH = "length"
"""The typed length could not be: the one that is tapped instead leads on, and not to the times."""
UNSAID = "unsaid"
"""The line did not say how long: its card offers some lengths."""
QUESTIONS = "questions"
"""What a line left open, the question that is asked first."""
SAID = "said"
"""What was said of a line before its card could be shown, and stands on it too."""
MEANT = "meant"
"""A line that may change the draft or be something new, until it is said which."""
ONLY = "only"
"""It is the first of a series, and the only one that can be booked."""

TOLD = "told"
"""Times of which the card has said whether they suit strangers, with these people: they are not counted again."""

_LOOKED_AT = 20
"""So many acquaintances are looked for in the text of a lost draft."""


def with_draft(handler: Drafting) -> TapHandler:
    """A handler that gets the draft of its button; a tap on a draft that is gone says so, and what can be done."""

    @wraps(handler)
    async def tapped(button: Any, turn: Turn) -> Answer:
        draft = turn.session.draft
        if draft is None or draft.id != button.draft or expired(draft, turn.now):
            return await lost(turn, button.draft)
        return await handler(button, turn, draft)

    return tapped


async def begin(
    turn: Turn,
    *,
    title: str | None = None,
    invited: Sequence[int] = (),
    duration: timedelta | None = None,
    starts_at: datetime | None = None,
) -> Draft:
    """A new draft in place of whatever the session held."""
    viewer = turn.viewer
    assert viewer.zone is not None
    turn.session.end()
    draft = Draft(
        id=uuid4(),
        zone=viewer.zone,
        expires_at=turn.now + LIFETIME,
        duration=duration or viewer.prefs.duration,
        title=title,
        people=tuple(invited),
        day=starts_at.astimezone(viewer.zone_at(starts_at)).date() if starts_at else None,
        starts_at=starts_at,
    )
    turn.session.draft = draft
    await people.set_drafting(turn.connection, viewer.id, turn.now)
    return draft


def keep(turn: Turn, **changes: Any) -> Draft:
    """The session's draft with these changes; it lies for another seven days from now."""
    assert turn.session.draft is not None
    assert turn.viewer.zone is not None
    draft = replace(turn.session.draft, expires_at=turn.now + LIFETIME, **changes)
    # It is agreed on by the clock of where they will be then.
    by_then = turn.viewer.zone_at(draft.starts_at) if draft.starts_at else draft.day and turn.viewer.zone_on(draft.day)
    if (zone := by_then or turn.viewer.zone) != draft.zone:
        draft = replace(draft, zone=zone)
    if draft.optional and (gone := set(draft.optional) - set(draft.people)):
        draft = replace(draft, optional=tuple(each for each in draft.optional if each not in gone))
    turn.session.draft = draft
    return draft


def says_something(draft: Draft) -> bool:
    """Whether there is anything in it that would be lost."""
    return bool(draft.title or draft.people or draft.day)


def next_step(turn: Turn) -> Step:
    """The first thing that the draft does not say yet; the card when it says all, or one field is being changed."""
    draft, memory = turn.session.draft, turn.session.memory
    assert draft is not None
    if draft.title is None:
        return Step.TITLE
    if memory.get(EDITING) and draft.starts_at is not None:
        return Step.CARD
    if not draft.people and not memory.get(ALONE):
        return Step.PEOPLE
    if memory.get(WRITER):
        return Step.PEOPLE
    if draft.day is None:
        return Step.DAY
    return Step.TIME if draft.starts_at is None else Step.CARD


def told_of(draft: Draft, starts_at: datetime) -> str:
    """How TOLD remembers a time."""
    return f"{starts_at.isoformat()} {draft.duration} {sorted(draft.needed)}"


async def drafted(
    turn: Turn,
    others: Sequence[Person] | None = None,
    note: Markup | None = None,
    circle: Circle | None = None,
) -> Drafted:
    """What the views are drawn from. `others` are read when they are not at hand, or those of the `circle`."""
    draft = turn.session.draft
    assert draft is not None
    return Drafted(
        draft,
        turn.viewer,
        await invited(turn, draft) if others is None else others,
        turn.words,
        turn.now,
        editing=bool(turn.session.memory.get(EDITING)),
        only=bool(turn.session.memory.get(ONLY)),
        unsaid=bool(turn.session.memory.get(UNSAID)),
        note=note,
        strangers=circle.strangers if circle else frozenset(),
        optional=circle.optional if circle else frozenset(draft.optional),
        pool=circle.pool if circle else draft.pool,
    )


async def invited(turn: Turn, draft: Draft) -> list[Person]:
    """The people of a draft, in the order in which they were named."""
    if not draft.people:
        return []
    found = await people.by_ids(turn.connection, draft.people)
    return [found[each] for each in draft.people if each in found]


# Drafts that are gone


@dataclass(frozen=True, slots=True)
class Remains:
    """What can still be known of a draft that is gone."""

    title: str | None = None
    people: tuple[Person, ...] = ()
    starts_at: datetime | None = None
    duration: timedelta | None = None


async def lost(turn: Turn, draft_id: UUID) -> Answer:
    """The button's draft was booked, thrown away, or has lain too long: the card, or what is left of it."""
    booked = await appointments.by_request(turn.connection, draft_id)
    if booked is not None and booked.organizer.person.id == turn.viewer.id:
        # A second press of [Book] comes at once, and must not take the line of the first.
        unheard = booked.live and booked.sequence == 0 and len(booked.unanswered()) == len(booked.attendees)
        said = booked_line(turn, booked) if unheard and booked.starts_at > turn.now else None
        return card(booked, turn.viewer, turn.words, turn.now, headline=said)
    remains = await remains_of(turn, draft_id)
    starts_at = remains.starts_at if remains.starts_at and remains.starts_at > turn.now else None
    live = turn.session.draft
    other = live is not None and live.id != draft_id and not expired(live, turn.now)
    what = None
    if remains.title:
        names_ = views.company(turn.words, remains.people)
        what = turn.words.html(
            "booking-what", titled="yes", title=remains.title, count=len(remains.people), names=names_
        )
    view = views.lost(
        turn.words,
        draft=draft_id,
        what=what,
        when=dates.moment(starts_at, turn.viewer, turn.now) if starts_at else None,
        again=StartAgain(draft_id, starts_at, remains.duration),
        live=await drafted(turn) if other else None,
    )
    return Reply(view)


def booked_line(turn: Turn, made: Appointment) -> Markup:
    """What has just happened: who is asked, or who needs a link."""
    called = names(part.person for part in made.participants)
    unreached = [part.person for part in made.attendees if part.person.reach is not Reach.REACHABLE]
    people_ = unreached or [part.person for part in made.attendees]
    said = listing([called[person.id] for person in people_], turn.words.language)
    key = "booking-booked-link" if unreached else "booking-booked"
    return turn.words.html(key, title=made.title, names=said, count=len(people_))


async def remains_of(turn: Turn, draft_id: UUID) -> Remains:
    """What the session still holds of an expired draft, else what the tapped message says."""
    draft = turn.session.draft
    if draft is not None and draft.id == draft_id:
        return Remains(draft.title, tuple(await invited(turn, draft)), draft.starts_at, draft.duration)
    tapped = turn.tapped
    if tapped is None:
        return Remains()
    buttons = list(_buttons(tapped))
    times = {(button.starts_at, button.duration) for button in buttons if isinstance(button, Book)}
    starts_at, duration = times.pop() if len(times) == 1 else (None, None)
    chosen = [each.person for each in buttons if isinstance(each, MakeOptional | Toggle) and not each.chosen]
    title = _bold(tapped)
    return Remains(title, await _named_in(turn, tapped.text or "", title, chosen), starts_at, duration)


def _bold(message: Message) -> str | None:
    """The title: the one thing that is bold in every view of a draft."""
    parts = message.parse_entities([MessageEntity.BOLD])
    return parts[min(parts, key=lambda entity: entity.offset)] if parts else None


def _buttons(message: Message) -> Iterable[Button]:
    # `updates.understood` sets the keyboard aside as plain JSON.
    for row in message.api_kwargs.get("keyboard", ()):
        for key in row:
            try:
                yield unpack(str(key.get("callback_data") or ""))
            except BadButton:
                continue


async def _named_in(turn: Turn, text: str, title: str | None, chosen: Sequence[int]) -> tuple[Person, ...]:
    """The people whom a message of ours names: by tapped buttons, by @name, or by what acquaintances are called."""
    said = text.replace(title, " ", 1) if title else text
    found = dict(await people.by_ids(turn.connection, chosen)) if chosen else {}
    known = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=_LOOKED_AT)
    called = names((turn.viewer, *known))
    for person in known:
        if re.search(rf"(?<!\w){re.escape(called[person.id])}(?!\w)", said):
            found[person.id] = person
    if "@" in said and (usernames := read_people(" ".join(re.findall(r"@\w+", said))).usernames):
        for person in (await invitees.by_usernames(turn.connection, usernames, viewer_id=turn.viewer.id)).values():
            found[person.id] = person
    found.pop(turn.viewer.id, None)
    return tuple(found.values())
