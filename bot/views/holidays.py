"""Whose public holidays somebody takes off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.buttons.holidays import KeepHolidays, TakeHolidays
from bot.buttons.settings import Settings
from bot.views.view import Key, View, fit, press
from scheduling import holidays
from scheduling.people import Person
from scheduling.zones import countries
from texts import Markup, Words, dates, lines, shorten
from texts.places import country_name

_REGIONS = 90
"""A keyboard has room for a hundred buttons (Bot API)."""
_COMING = 3
_AHEAD = timedelta(days=366)
_LABEL = 30
_OFFERED = 11


def label(viewer: Person, words: Words) -> str:
    """What the button in /settings shows."""
    code = viewer.prefs.holidays
    if code is None:
        return words.button("button-holidays-none")
    return words.button("button-holidays", place=_called(code, words).partition(", ")[0])


def offer(country: str, words: Words) -> Key:
    """[Public holidays off: Portugal]"""
    place = shorten(country_name(country, words.language), _OFFERED)
    return press(words.button("button-take-holidays", place=place), TakeHolidays(country))


def taken(country: str, words: Words) -> Markup:
    """That they are off now."""
    return words.html("holidays", place=_called(country, words))


def page(viewer: Person, words: Words, now: datetime, *, before: Markup | None = None) -> View:
    """The country's row, its regions, and what comes next by the present choice."""
    assert viewer.zone is not None
    chosen = viewer.prefs.holidays
    country = chosen.partition("-")[0] if chosen else None
    home = viewer.at_home.zone
    assert home is not None
    offered = list(dict.fromkeys(each for each in (country, countries().get(home.key)) if each))
    keys: list[Key] = [
        press(_ticked(words, country_name(each, words.language), chosen == each), KeepHolidays(each))
        for each in offered
        if holidays.known(each)
    ]
    keys.append(press(_ticked(words, words.button("button-none"), chosen is None), KeepHolidays("")))
    regions: list[Key] = []
    if country:
        named = sorted(holidays.regions(country).items(), key=lambda each: each[1])
        regions = [
            press(
                _ticked(words, shorten(name, _LABEL), chosen == f"{country}-{region}"),
                KeepHolidays(f"{country}-{region}"),
            )
            for region, name in named[:_REGIONS]
        ]
    text = lines(
        before,
        words.html("holidays", place=_called(chosen, words)) if chosen else words.html("holidays-none"),
        *_coming(chosen, viewer, words, now),
        words.html("holidays-how"),
    )
    return View(text, (*fit(keys), *fit(regions), (press(words.button("button-back"), Settings()),)))


def _coming(code: str | None, viewer: Person, words: Words, now: datetime) -> list[Markup]:
    assert viewer.zone is not None
    today = now.astimezone(viewer.zone).date()
    coming = holidays.days_off(code, today, today + _AHEAD)[:_COMING] if code else ()
    return [
        words.html("holidays-line", day=dates.day(each.first, viewer.zone, words.language, now), name=name)
        for each in coming
        if (name := name_of(viewer, each.first, words))
    ]


def name_of(viewer: Person, day: date, words: Words) -> str | None:
    """What the public holiday of a day is called for the viewer, None if it is none."""
    code = viewer.prefs.holidays
    return holidays.named(code, day, words.language) if code else None


def _called(code: str, words: Words) -> str:
    """ "Berlin, Germany", or "Germany"."""
    country, _, region = code.partition("-")
    name = country_name(country, words.language)
    return f"{holidays.regions(country).get(region, region)}, {name}" if region else name


def _ticked(words: Words, label: str, on: bool) -> str:
    return words.button("button-day-on", day=label) if on else label
