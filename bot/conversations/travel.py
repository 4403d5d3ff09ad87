"""Where somebody is, and where they will be between two dates: by taps, or typed as "in Tokyo 10-20 Nov"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.buttons import Button
from bot.buttons.booking import Step
from bot.buttons.start import Purpose
from bot.buttons.travel import StayHome, Travel, TravelDay, TravelMonth, Whereabouts
from bot.conversations import booking_typed, places
from bot.conversations.booking_beside import asked_again
from bot.conversations.wishes import is_wish
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import travel as views
from scheduling.journeys import Journey, may_be_journey, read_dates, read_journey
from scheduling.people import Person
from scheduling.places import Place
from scheduling.timeoff import LONGEST
from scheduling.times import Days, ZoneSpell
from services import travel
from texts import Markup, lines, quoted

ZONE = "settings.zone"
WHERE = "settings.journey"
WHEN = "settings.journey.days"
"""The open questions: a city to live in or a journey, where a journey goes, and its dates."""

_BESIDE = {f"booking.{step.value}" for step in (Step.PEOPLE, Step.DAY, Step.TIME, Step.CARD)}

JOURNEY = "journey"
"""In the session's memory: `zone`, `city`, `first` and `last` of the journey, as far as they have been said."""


async def whereabouts(_: Whereabouts, turn: Turn) -> Answer:
    """The city in /settings."""
    return _page(turn)


def _page(turn: Turn, before: Markup | None = None) -> Reply:
    turn.session.asks = ZONE
    turn.session.memory.pop(JOURNEY, None)
    ahead = travel.ahead(turn.viewer, now=turn.now)
    return Reply(view=views.page(ahead, turn.viewer, turn.words, turn.now, before=before), working=True)


async def zone_typed(turn: Turn) -> Answer:
    """A journey, or the city to which somebody has moved."""
    answer = await said(turn)
    if answer is not None:
        return answer
    turn.session.asks = places.PLACE
    turn.session.memory["settings"] = True
    return await places.found(turn) or _page(turn)


async def said(turn: Turn) -> Answer | None:
    """What was typed where a city is asked for, if it is a journey or a whole wish."""
    journey = _read(turn)
    if journey is not None and journey.sure:
        return await _to(turn, journey.place, journey.days)
    if is_wish(turn):
        turn.session.asks = None
        answer = await booking_typed.line(turn)
        if answer is not None:
            return answer
    return await _to(turn, journey.place, journey.days) if journey else None


async def announced(turn: Turn) -> Answer | None:
    """A line that says where somebody will be; None for any other."""
    if not may_be_journey(turn.typed) or "@" in turn.typed:
        return None
    said = _read(turn)
    if said is None or not said.sure:
        return None
    found = await places.by_name(turn, said.place, Purpose.JOURNEY, sure=True)
    return await _to(turn, said.place, said.days) if found is not None else None


async def beside(turn: Turn) -> Answer | None:
    """A line that says where somebody will be, over the question of a draft, which comes again below what is kept."""
    if turn.session.asks not in _BESIDE or not may_be_journey(turn.typed) or "@" in turn.typed:
        return None
    said = _read(turn)
    place = await places.by_name(turn, said.place, Purpose.JOURNEY, sure=True) if said and said.sure else None
    if said is None or not isinstance(place, Place):
        return None
    return await asked_again(turn, await _noted(turn, ZoneSpell(said.days, place.zone, place.name)))


def _read(turn: Turn) -> Journey | None:
    viewer = turn.viewer
    return read_journey(turn.typed, _today(turn), day_first=viewer.prefs.day_first, language=turn.words.language)


# A journey, step by step


async def travelling(_: Travel, turn: Turn) -> Answer:
    """[Travelling]"""
    return where(turn)


def where(turn: Turn, note: Markup | None = None) -> Reply:
    """Where to? Dates that were said are kept in mind."""
    turn.session.asks = WHERE
    return Reply(view=views.where(turn.words, note), working=True)


async def where_typed(turn: Turn) -> Answer:
    """The city, with the dates if they were typed along; or a location."""
    if turn.message is not None and turn.message.location is not None:
        place = await places.at(turn, turn.message.location)
        return where(turn, turn.words.html("start-city-nowhere")) if place is None else await chosen(turn, place)
    return await said(turn) or await _to(turn, turn.typed, None)


async def _to(turn: Turn, typed: str, days: Days | None) -> Answer:
    if days is not None:
        turn.session.memory[JOURNEY] = {"first": days.first.isoformat(), "last": days.last.isoformat()}
    found = await places.by_name(turn, " ".join(typed.split()), Purpose.JOURNEY)
    if isinstance(found, Place):
        return await chosen(turn, found)
    if found is None:
        return where(turn, turn.words.html("travel-unknown", text=quoted(typed)))
    turn.session.asks = WHERE
    return Reply(view=found, working=True)


async def chosen(turn: Turn, place: Place) -> Answer:
    """The place is known: the dates may be, too."""
    memory = turn.session.memory.setdefault(JOURNEY, {})
    memory |= {"zone": place.zone.key, "city": place.name}
    if "last" in memory:
        days = Days(date.fromisoformat(memory["first"]), date.fromisoformat(memory["last"]))
        return await _go(turn, ZoneSpell(days, place.zone, place.name))
    return _when(turn)


def _when(turn: Turn, first: date | None = None, note: Markup | None = None) -> Reply:
    """From when, until when? `first` is a day of the month that is shown."""
    memory = turn.session.memory.get(JOURNEY, {})
    if "zone" not in memory:
        return where(turn)
    turn.session.asks = WHEN
    begin = date.fromisoformat(memory["first"]) if "first" in memory else None
    shown = (first or begin or _today(turn)).replace(day=1)
    view = views.when(memory["city"], begin, shown, turn.viewer, turn.words, turn.now, note=note)
    return Reply(view=view, working=True)


async def month(button: TravelMonth, turn: Turn) -> Answer:
    """Another month; a day that is over leads here, too."""
    today = _today(turn)
    return _when(turn, min(max(button.first, today), _furthest(turn)))


async def day(button: TravelDay, turn: Turn) -> Answer:
    """The first date, then the last."""
    memory = turn.session.memory.get(JOURNEY, {})
    if "zone" not in memory or not _today(turn) <= button.day < _furthest(turn):
        return _when(turn)
    first = date.fromisoformat(memory["first"]) if "first" in memory else None
    if first is None or button.day < first:
        memory["first"] = button.day.isoformat()
        return _when(turn)
    return await _go(turn, ZoneSpell(Days(first, button.day), ZoneInfo(memory["zone"]), memory["city"]))


async def when_typed(turn: Turn) -> Answer:
    """Typed dates."""
    memory = turn.session.memory.get(JOURNEY, {})
    reading = read_dates(turn.typed, _today(turn), day_first=turn.viewer.prefs.day_first, language=turn.words.language)
    if reading is not None and "zone" in memory:
        if "first" in memory and reading.first == reading.last and memory["first"] <= reading.last.isoformat():
            reading = Days(date.fromisoformat(memory["first"]), reading.last)
        return await _go(turn, ZoneSpell(reading, ZoneInfo(memory["zone"]), memory["city"]))
    if is_wish(turn):
        turn.session.asks = None
        answer = await booking_typed.line(turn)
        if answer is not None:
            return answer
    return _when(turn, note=turn.words.html("settings-off-unread", text=quoted(turn.typed)))


async def _go(turn: Turn, journey: ZoneSpell) -> Answer:
    return _page(turn, await _noted(turn, journey))


async def _noted(turn: Turn, journey: ZoneSpell) -> Markup:
    """Keep it; returns what was kept, or why not."""
    before, words = turn.viewer, turn.words
    after = await travel.go(turn.connection, before, journey, now=turn.now)
    if after is None:
        return words.html("travel-many", limit=travel.MOST)
    turn.viewer = after
    return lines(views.kept(journey, after, words, turn.now), await told(turn, before))


async def stay(button: StayHome, turn: Turn) -> Answer:
    """[Not in Tokyo]"""
    before = turn.viewer
    if button.first <= button.last:
        turn.viewer = await travel.stay(turn.connection, before, Days(button.first, button.last), now=turn.now)
    return _page(turn, await told(turn, before))


async def told(turn: Turn, before: Person) -> Markup | None:
    """Which appointments are at another local time for the viewer than `before`, or outside their hours; None moves."""
    found = await travel.shifted(turn.connection, before, turn.viewer, now=turn.now)
    return views.shifted(found, before, turn.viewer, turn.words, turn.now)


def _today(turn: Turn) -> date:
    assert turn.viewer.zone is not None
    return turn.now.astimezone(turn.viewer.zone).date()


def _furthest(turn: Turn) -> date:
    return _today(turn) + timedelta(days=LONGEST)


TAPS: Mapping[type[Button], TapHandler] = {
    Whereabouts: whereabouts,
    Travel: travelling,
    TravelMonth: month,
    TravelDay: day,
    StayHome: stay,
}
TYPED: Mapping[str, Handler] = {ZONE: zone_typed, WHERE: where_typed, WHEN: when_typed}
