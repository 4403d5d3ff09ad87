"""Where somebody is, where they will be, and what that changes for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.buttons.settings import Settings
from bot.buttons.start import AnotherCity, Purpose
from bot.buttons.travel import StayHome, Travel, TravelDay, TravelMonth, Whereabouts
from bot.views.months import DOT, keyboard
from bot.views.settings import between
from bot.views.view import Key, View, fit, press
from scheduling.people import Person
from scheduling.times import ZoneSpell
from services.travel import Shifted
from texts import Markup, Words, dates, isolate, lines, shorten

_NAMED = 8
"""So many appointments at another time are named."""

_CITY = 24


def page(
    ahead: Sequence[ZoneSpell], viewer: Person, words: Words, now: datetime, *, before: Markup | None = None
) -> View:
    """Where one is and will be, each journey with its way back. `before` stands above it."""
    assert viewer.zone is not None
    facts = {
        "city": dates.place(viewer),
        "time": dates.clock(now, viewer.zone, words.language, viewer.prefs.hour_cycle),
    }
    here = words.html("travel-here", **facts)
    if viewer.home is not None:
        here = words.html("travel-away", home=dates.place(viewer.at_home), **facts)
    text = lines(
        before,
        here,
        *[words.html("travel-line", days=between(each.days, viewer, words, now), city=_city(each)) for each in ahead],
        words.html("travel-how"),
    )
    keys: list[Key] = [
        press(words.button("button-another-city"), AnotherCity(Purpose.SETTINGS)),
        press(words.button("button-travel"), Travel()),
    ]
    back: list[Key] = [
        press(
            words.button(
                "button-stay", city=shorten(_city(each), _CITY), day=_day(each.days.first, viewer, words, now)
            ),
            StayHome(each.days.first, each.days.last),
        )
        for each in ahead
    ]
    return View(text, (*fit(keys), *((key,) for key in back), (press(words.button("button-back"), Settings()),)))


def _city(spell: ZoneSpell) -> str:
    return isolate(spell.city) if spell.city else spell.zone.key.rpartition("/")[2].replace("_", " ")


def _day(day: date, viewer: Person, words: Words, now: datetime) -> str:
    assert viewer.zone is not None
    return dates.day(day, viewer.zone, words.language, now)


def where(words: Words, note: Markup | None = None) -> View:
    """Where to?"""
    return View(lines(note, words.html("travel-where")), ((press(words.button("button-back"), Whereabouts()),),))


def when(
    city: str,
    begin: date | None,
    first: date,
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    note: Markup | None = None,
) -> View:
    """From when, or, with `begin`, until when? `first` is the first day of the month that is shown."""
    assert viewer.zone is not None
    earliest = max(now.astimezone(viewer.zone).date(), begin or date.min)
    legend = TravelMonth(first)
    rows = keyboard(
        first,
        viewer,
        words,
        earliest=earliest,
        legend=legend,
        month=TravelMonth,
        day=lambda each: press(str(each.day), TravelDay(each)) if each >= earliest else press(DOT, legend),
    )
    rows.append((press(words.button("button-back"), Whereabouts()),))
    asked = words.html("travel-from", city=city)
    if begin is not None:
        asked = words.html("travel-until", city=city, day=_day(begin, viewer, words, now))
    return View(lines(note, asked), tuple(rows))


def kept(journey: ZoneSpell, viewer: Person, words: Words, now: datetime) -> Markup:
    """What was read."""
    return words.html("travel-kept", city=_city(journey), days=between(journey.days, viewer, words, now))


def shifted(found: Sequence[Shifted], before: Person, after: Person, words: Words, now: datetime) -> Markup | None:
    """Old and new local time of what has not moved; None where nothing changes for the reader."""
    if not found:
        return None
    said = []
    for each in found[:_NAMED]:
        at = each.appointment.starts_at
        when, was = dates.moment(at, after, now), dates.moment(at, before, now)
        facts = {"title": each.appointment.title, "when": when}
        if when == was:
            said.append(words.html("travel-outside", **facts))
        else:
            key = "travel-shifted-outside" if each.outside else "travel-shifted"
            said.append(words.html(key, was=was, **facts))
    more = len(found) - len(said)
    return lines(
        words.html("travel-unmoved", count=len(found)),
        *said,
        words.html("settings-outside-more", count=more) if more else None,
    )
