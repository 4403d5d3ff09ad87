"""Showing a step of a booking: what it needs is read here, in one statement, and drawn by the views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.buttons.booking import Step
from bot.conversations.booking_draft import (
    ALONE,
    BRIEF,
    EDITING,
    HOURS,
    NAMED,
    SAID,
    SUITED,
    TOLD,
    WRITER,
    drafted,
    keep,
    next_step,
    told_of,
)
from bot.turns import Reply, Turn
from bot.views import View, booking_card, booking_time, months
from bot.views import booking as views
from db import invitees, people
from scheduling.drafts import Draft
from scheduling.people import Person
from scheduling.times import Slot, begins, instants, offsets
from services import booking, privacy
from services.booking import Circle
from texts import Markup, lines

OFFERED = 5
"""So many acquaintances are offered as participants."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


async def show(
    turn: Turn,
    step: Step,
    *,
    note: Markup | None = None,
    month: date | None = None,
    known: Sequence[Person] | None = None,
) -> Reply:
    """The draft's card at a step, which becomes the open question.

    A step that the draft is not ready for becomes the first one that is missing. `month` is the one to show, by its
    first day; `known` are the people to offer, when they are at hand.
    """
    draft = _draft(turn)
    if (step is Step.CARD and draft.starts_at is None) or (step is Step.TIME and draft.day is None):
        step = next_step(turn)
    turn.session.asks = f"booking.{step.value}"
    match step:
        case Step.TITLE:
            view = views.title(await drafted(turn, None if draft.people and draft.title is None else (), note))
        case Step.PEOPLE:
            turn.session.memory.pop(WRITER, None)
            view = await _people(turn, note, known)
        case Step.DAY:
            view = await _month(turn, note, month)
        case Step.TIME:
            view = await _times(turn, note)
        case Step.PLACE:
            view = views.place(await drafted(turn, note=note))
        case Step.NOTES:
            view = views.notes(await drafted(turn, note=note))
        case Step.CARD:
            return await show_card(turn, note=note)
    return Reply(view, working=True)


async def offered(turn: Turn) -> list[Person]:
    """Whom [Tap, or type] offers: acquaintances, and who was named for this draft before."""
    known = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=OFFERED)
    named = [each for each in turn.session.memory.get(NAMED, ()) if each not in {person.id for person in known}]
    if named:
        found = await people.by_ids(turn.connection, named)
        known += [found[each] for each in named if each in found]
    return known


async def _people(turn: Turn, note: Markup | None, known: Sequence[Person] | None) -> View:
    known = await offered(turn) if known is None else known
    draft = _draft(turn)
    at_hand = {person.id: person for person in known}
    if missing := [each for each in draft.people if each not in at_hand]:
        at_hand |= await people.by_ids(turn.connection, missing)
    chosen = [at_hand[each] for each in draft.people if each in at_hand]
    return views.people(await drafted(turn, chosen, note), known, alone=bool(turn.session.memory.get(ALONE)))


# The month and the times


@dataclass(frozen=True, slots=True)
class Free:
    """When everybody is free for the draft's length."""

    circle: Circle
    starts: list[datetime]


async def free(turn: Turn, first: date, last: date) -> Free:
    """The starts on the dates `first` to `last` by the viewer's calendar, both included, that suit everybody."""
    circle, earliest, latest = await _gather(turn, first, last)
    if earliest >= latest:
        return Free(circle, [])
    duration, zone = _draft(turn).duration, turn.viewer.zone_on(first)
    starts = circle.starts(duration, earliest=earliest, latest=latest - _MINUTE, now=turn.now, zone=zone)
    return Free(circle, starts)


async def _gather(turn: Turn, first: date, last: date) -> tuple[Circle, datetime, datetime]:
    """What is in everybody's way on these dates, from when on they can be booked, and when they end."""
    draft, begin, end = _draft(turn), turn.viewer.zone_on(first), turn.viewer.zone_on(last)
    assert begin is not None
    assert end is not None
    earliest, latest = max(begins(first, begin), turn.now + _MINUTE), begins(last + _DAY, end)
    ids = (turn.viewer.id, *draft.people)
    circle = await booking.gather(
        turn.connection,
        ids,
        earliest=min(earliest, latest),
        latest=latest + draft.duration,
        optional=draft.optional,
        pool=draft.pool,
        viewer_id=turn.viewer.id,
    )
    _follow(turn, circle)
    return circle, earliest, latest


def _follow(turn: Turn, circle: Circle) -> None:
    """Who may not be invited any more has somebody in their place in the circle, and so in the draft."""
    found = tuple(person.id for person in circle.others)
    if found != _draft(turn).people:
        optional = tuple(each for each in found if each in circle.optional)
        some = tuple(each for each in found if circle.pool and each in circle.pool.people)
        keep(turn, people=found, optional=optional, some=some)


async def live_days(turn: Turn, first: date) -> tuple[Circle, set[date]]:
    """The days of a month on which everybody has a time for the draft's length."""
    last = months.following(first) - _DAY
    circle, _, _ = await _gather(turn, first, last)
    live: set[date] = set()
    for days, zone in turn.viewer.stretches(first, last):
        assert zone is not None
        live |= circle.days(
            _draft(turn).duration,
            earliest=begins(days.first, zone),
            latest=begins(days.last + _DAY, zone) - _MINUTE,
            now=turn.now + _MINUTE,
            zone=zone,
        )
    return circle, live


async def _month(turn: Turn, note: Markup | None, month: date | None) -> View:
    draft = _draft(turn)
    today = turn.now.astimezone(_zone(turn)).date()
    first = (month or max(draft.day or today, today)).replace(day=1)
    circle, live = await live_days(turn, first)
    return booking_time.month(await drafted(turn, circle.others, note, circle), first, live)


async def _times(turn: Turn, note: Markup | None) -> View:
    draft = _draft(turn)
    assert draft.day is not None
    found = await free(turn, draft.day, draft.day)
    return await times_view(turn, found, note=note)


async def times_view(turn: Turn, found: Free, *, page: int | None = None, note: Markup | None = None) -> View:
    """The times of the draft's day, on the page of the chosen one unless another is asked for."""
    draft = _draft(turn)
    assert draft.day is not None
    shown = booking_time.page_of(found.starts, draft.starts_at) if page is None else page
    return booking_time.times(
        await drafted(turn, found.circle.others, note, found.circle), draft.day, found.starts, shown
    )


# The card


async def show_card(turn: Turn, *, note: Markup | None = None, rivals: Sequence[int] = ()) -> Reply:
    """The draft checked against everybody's time; with other times where it does not suit.

    rivals: those who were booked, or asked, between the card and its [Book].
    """
    draft, memory, ids = _draft(turn), turn.session.memory, (turn.viewer.id, *_draft(turn).people)
    assert draft.starts_at is not None
    if draft.starts_at <= turn.now:
        return await over(turn, draft.starts_at, note)
    turn.session.asks = f"booking.{Step.CARD.value}"
    memory.pop(EDITING, None)
    memory.pop(HOURS, None)
    if said := memory.pop(SAID, None):
        note = lines(Markup(said), note)
    slot = Slot.lasting(draft.starts_at, draft.duration)
    viewer_id = turn.viewer.id
    circle = await booking.gather(
        turn.connection,
        ids,
        earliest=slot.starts_at,
        latest=slot.ends_at,
        optional=draft.optional,
        pool=draft.pool,
        viewer_id=viewer_id,
    )
    _follow(turn, circle)
    ids = tuple(circle.people)
    view_of = await drafted(turn, circle.others, note, circle)
    if circle.probed and (spent := await _ask(turn, circle)):
        return Reply(
            booking_card.told_enough(view_of, [each for each in circle.others if each.id in spent]), working=True
        )
    fits = circle.check(slot, now=turn.now)
    brief = bool(memory.get(BRIEF))
    if not booking.refusing(fits) and not rivals:
        memory[SUITED] = True
        return Reply(booking_card.card(view_of, fits, brief=brief), working=True)
    wide = await booking.gather_around(
        turn.connection,
        ids,
        wish=draft.starts_at,
        now=turn.now,
        optional=circle.optional,
        pool=circle.pool,
        viewer_id=viewer_id,
    )
    without = [draft.starts_at] if rivals else []
    found = await booking.search_around(
        turn.connection,
        wide,
        wish=draft.starts_at,
        duration=draft.duration,
        zone=draft.zone,
        now=turn.now,
        without=without,
        viewer_id=viewer_id,
    )
    if circle.probed:
        memory[TOLD] = [*memory[TOLD], *(told_of(_draft(turn), each.starts_at) for each in found.suggestions)]
    view = booking_card.unsuitable(
        view_of,
        fits,
        found,
        brief=brief,
        suited=bool(memory.get(SUITED)),
        rivals=[circle.people[each] for each in rivals if each in circle.people],
    )
    return Reply(view, working=True)


async def _ask(turn: Turn, circle: Circle) -> set[int]:
    """Count the question whether the draft's time suits strangers; returns those of whom no more is said today."""
    draft, memory = _draft(turn), turn.session.memory
    assert draft.starts_at is not None
    told: list[str] = memory.setdefault(TOLD, [])
    this = told_of(draft, draft.starts_at)
    if this in told:
        return set()
    spent = await privacy.ask(turn.connection, circle.probed, by=turn.viewer.id, now=turn.now)
    if not spent:
        memory[TOLD] = [*told, this]
    return spent


async def over(turn: Turn, wished: datetime, note: Markup | None = None) -> Reply:
    """A wish that has passed: the same hour tomorrow, and on the same weekday of the next week."""
    zone = turn.viewer.zone_at(wished)
    assert zone is not None
    wall = wished.astimezone(zone).replace(tzinfo=None)
    today = turn.now.astimezone(zone).date()
    keep(turn, starts_at=None, day=today if wall.date() == today else None)
    turn.session.asks = f"booking.{(Step.TIME if _draft(turn).day else Step.DAY).value}"
    weeks = (today - wall.date()).days // 7 + 1
    later = [
        instant
        for day in dict.fromkeys((today + _DAY, wall.date() + timedelta(weeks=weeks)))
        for instant in instants(datetime.combine(day, wall.time()), zone)[:1]
    ]
    return Reply(booking_time.over(await drafted(turn, note=note), wished, later), working=True)


def _draft(turn: Turn) -> Draft:
    assert turn.session.draft is not None
    return turn.session.draft


def _zone(turn: Turn) -> ZoneInfo:
    assert turn.viewer.zone is not None
    return turn.viewer.zone


def jump(beside: tuple[datetime, datetime], zone: ZoneInfo) -> tuple[int, int]:
    """From which minute of the day to which the clock goes between two instants around a gap."""
    pieces = offsets(zone, beside[0].date(), beside[1].date())
    before, after = next((a, b) for a, b in pairwise(pieces) if beside[0] < b[0] + timedelta(hours=26) and b[2] > a[2])
    walls = ((after[0] + before[2]), (after[0] + after[2]))
    first, second = (wall.hour * 60 + wall.minute for wall in walls)
    return first, second
