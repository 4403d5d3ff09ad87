"""Where somebody is, by what they typed or sent: a city, a zone's name, the time on their clock, or a location."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from telegram import Location

from bot.buttons.start import Here, here
from bot.turns import Reply, Turn
from bot.views import View
from bot.views import start as views
from db import places
from scheduling.languages import places_by_clock
from scheduling.places import Place
from scheduling.typed import read_time
from scheduling.zones import canonical
from texts import shorten

WHOLE = "places"
"""In the session's memory: names that do not fit their buttons."""

_QUOTED = 40
_LONGEST = 100
"""No place has a longer name."""


async def found(turn: Turn, *, sure: bool = False) -> Reply | None:
    """What the message means as a place: asked to be confirmed, or to be chosen from, or not understood.

    With `sure`, None for everything that is not surely meant as one.
    """
    settings = bool(turn.session.memory.get("settings"))
    location = turn.message.location if turn.message else None
    if location is not None:
        place = await _at(turn, location)
        if place is None:
            return _asked_again(turn, nowhere=True)
        _keep_whole(turn, [place], settings)
        return _working(views.confirm(place, turn.words, turn.now, settings=settings))
    typed = " ".join(turn.typed[:_LONGEST].split())
    view = _by_clock(turn, typed, settings) or await _by_name(turn, typed, settings, sure=sure)
    if view is not None:
        return _working(view)
    return None if sure else _asked_again(turn, unknown=shorten(typed, _QUOTED))


def _working(view: View) -> Reply:
    return Reply(view=view, working=True)


def _asked_again(turn: Turn, *, unknown: str | None = None, nowhere: bool = False) -> Reply:
    turn.session.helper = None
    return Reply(helper=views.city_asked(turn.words, unknown=unknown or None, nowhere=nowhere))


def _by_clock(turn: Turn, typed: str, settings: bool) -> View | None:
    """The question asks for the time, and some people answer it so."""
    if not any(character.isdigit() for character in typed):
        return None
    reading = read_time(typed, language=turn.words.language)
    if not reading.candidates or not typed:
        return None
    walls = [_nearest(turn.now, each) for each in reading.candidates]
    there = places_by_clock(turn.viewer.language, walls, now=turn.now)[: views.MOST_PLACES]
    return views.by_clock(typed, there, turn.words, turn.now, settings=settings) if there else None


def _nearest(now: datetime, clock: time) -> timedelta:
    """How far a clock that shows this is ahead of UTC, between -12 and +14 hours."""
    ahead = timedelta(hours=clock.hour - now.hour, minutes=clock.minute - now.minute)
    if ahead > timedelta(hours=14):
        return ahead - timedelta(days=1)
    return ahead + timedelta(days=1) if ahead <= timedelta(hours=-12) else ahead


async def _by_name(turn: Turn, typed: str, settings: bool, *, sure: bool) -> View | None:
    if not typed:
        return None
    meant = await places.find(turn.connection, typed)
    _keep_whole(turn, [*meant.namesakes, *meant.similar, *([meant.place] if meant.place else [])], settings)
    if meant.place is not None:
        return views.confirm(meant.place, turn.words, turn.now, settings=settings)
    if meant.namesakes:
        return views.which(meant.namesakes, turn.words, turn.now, settings=settings)
    if meant.similar and not sure:
        quoted = shorten(typed, _QUOTED)
        return views.similar(quoted, meant.similar, turn.words, turn.now, settings=settings)
    return None


def _keep_whole(turn: Turn, offered: Iterable[Place], settings: bool) -> None:
    """The names that their buttons have no room for, by what the button holds instead."""
    cut = {here(each, settings=settings).pack(): each.name for each in offered}
    cut = {packed: name for packed, name in cut.items() if not packed.endswith(f":{name}:{settings:d}")}
    turn.session.memory.pop(WHOLE, None)
    if cut:
        turn.session.memory[WHOLE] = cut


def named(turn: Turn, button: Here) -> str:
    """What the place of a button is called, in full while the session knows it."""
    whole: dict[str, str] = turn.session.memory.get(WHOLE, {})
    return whole.get(button.pack(), button.city)


async def _at(turn: Turn, location: Location) -> Place | None:
    """The place that a location belongs to; None at sea, where no country keeps the time."""
    # Its map of zones takes a while to load, and few people send a location.
    from tzfpy import get_tz

    zone = canonical(get_tz(location.longitude, location.latitude))
    if zone is None:
        return None
    near = await places.nearest(turn.connection, location.latitude, location.longitude, zone=zone)
    return near or Place(zone.key.rpartition("/")[2].replace("_", " "), zone)
