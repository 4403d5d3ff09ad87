"""Where somebody is, by what they typed or sent: a city, a zone's name, the time on their clock, or a location."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from telegram import Location

from bot.buttons.start import Here, Purpose, here
from bot.turns import Reply, Turn
from bot.views import View
from bot.views import start as views
from db import places
from scheduling.languages import places_by_clock
from scheduling.places import Place
from scheduling.typed import read_time
from scheduling.zones import canonical
from texts import shorten

PLACE = "start.place"
"""The open question where somebody is. The memory holds `settings` for somebody who changes it, `appointment` for the
invitation that they opened, and `line` for what they wrote before they were asked."""

WHOLE = "places"
"""In the session's memory: names that do not fit their buttons."""

_QUOTED = 40
_LONGEST = 100
"""No place has a longer name."""


async def found(turn: Turn, *, sure: bool = False) -> Reply | None:
    """What the message means as a place: asked to be confirmed, or to be chosen from, or not understood.

    With `sure`, None for everything that is not surely meant as one.
    """
    purpose = Purpose.SETTINGS if turn.session.memory.get("settings") else Purpose.START
    location = turn.message.location if turn.message else None
    if location is not None:
        place = await at(turn, location)
        if place is None:
            return _asked_again(turn, nowhere=True)
        _keep_whole(turn, [place], purpose)
        return _working(views.confirm(place, turn.words, turn.now, purpose))
    typed = " ".join(turn.typed[:_LONGEST].split())
    view = _by_clock(turn, typed, purpose) or await _by_name(turn, typed, purpose, sure=sure)
    if view is not None:
        return _working(view)
    return None if sure else _asked_again(turn, unknown=shorten(typed, _QUOTED))


def _working(view: View) -> Reply:
    return Reply(view=view, working=True)


def _asked_again(turn: Turn, *, unknown: str | None = None, nowhere: bool = False) -> Reply:
    turn.session.helper = None
    return Reply(helper=views.city_asked(turn.words, unknown=unknown or None, nowhere=nowhere))


def _by_clock(turn: Turn, typed: str, purpose: Purpose) -> View | None:
    """The question asks for the time, and some people answer it so."""
    if not any(character.isdigit() for character in typed):
        return None
    reading = read_time(typed, language=turn.words.language)
    if not reading.candidates or not typed:
        return None
    walls = [_nearest(turn.now, each) for each in reading.candidates]
    there = places_by_clock(turn.viewer.language, walls, now=turn.now)[: views.MOST_PLACES]
    return views.by_clock(typed, there, turn.words, turn.now, purpose) if there else None


def _nearest(now: datetime, clock: time) -> timedelta:
    """How far a clock that shows this is ahead of UTC, between -12 and +14 hours."""
    ahead = timedelta(hours=clock.hour - now.hour, minutes=clock.minute - now.minute)
    if ahead > timedelta(hours=14):
        return ahead - timedelta(days=1)
    return ahead + timedelta(days=1) if ahead <= timedelta(hours=-12) else ahead


async def _by_name(turn: Turn, typed: str, purpose: Purpose, *, sure: bool) -> View | None:
    found = await by_name(turn, typed, purpose, sure=sure)
    return views.confirm(found, turn.words, turn.now, purpose) if isinstance(found, Place) else found


async def by_name(turn: Turn, typed: str, purpose: Purpose, *, sure: bool = False) -> Place | View | None:
    """The place of this name, which of several it may be, or None. With `sure` a slip of the finger is no name."""
    if not typed:
        return None
    meant = await places.find(turn.connection, typed)
    _keep_whole(turn, [*meant.namesakes, *meant.similar, *([meant.place] if meant.place else [])], purpose)
    if meant.place is not None:
        return meant.place
    if meant.namesakes:
        return views.which(meant.namesakes, turn.words, turn.now, purpose)
    if meant.similar and not sure:
        quoted = shorten(typed, _QUOTED)
        return views.similar(quoted, meant.similar, turn.words, turn.now, purpose)
    return None


def _keep_whole(turn: Turn, offered: Iterable[Place], purpose: Purpose) -> None:
    """The names that their buttons have no room for, by what the button holds instead."""
    offers = [(here(each, purpose), each.name) for each in offered]
    cut = {button.pack(): name for button, name in offers if button.city != name}
    turn.session.memory.pop(WHOLE, None)
    if cut:
        turn.session.memory[WHOLE] = cut


def named(turn: Turn, button: Here) -> str:
    """What the place of a button is called, in full while the session knows it."""
    whole: dict[str, str] = turn.session.memory.get(WHOLE, {})
    return whole.get(button.pack(), button.city)


async def at(turn: Turn, location: Location) -> Place | None:
    """The place that a location belongs to; None at sea, where no country keeps the time."""
    # Its map of zones takes a while to load, and few people send a location.
    from tzfpy import get_tz

    zone = canonical(get_tz(location.longitude, location.latitude))
    if zone is None:
        return None
    near = await places.nearest(turn.connection, location.latitude, location.longitude, zone=zone)
    return near or Place(zone.key.rpartition("/")[2].replace("_", " "), zone)
