"""The first start as people see it: the one question, the places, the greeting, and whose a link is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.buttons.agenda import Agenda
from bot.buttons.booking import New
from bot.buttons.cards import Open
from bot.buttons.settings import Help, Settings
from bot.buttons.start import AnotherCity, AskOrganizer, NewLink, NotMe, Purpose, SamePerson, here
from bot.views import holidays
from bot.views.view import AskLocation, Key, View, fit, press
from scheduling.appointments import Appointment, Participant
from scheduling.languages import likely_places
from scheduling.people import Person
from scheduling.places import Place
from services.agenda import Page, Part
from texts import Markup, Words, dates, isolate, lines
from texts.locales import territory
from texts.people import name, stranger

MOST_PLACES = 4
MOST_LIKELY = 3
"""Of the participants' places, so that the reader's own language has one too."""


def offered(tag: str, others: Iterable[Person], now: datetime) -> list[Place]:
    """Two to four likely places, by their clocks: the participants', and where the language is spoken.

    A language's cities are left out where their clock stands there already, unless there is nothing else to offer.
    """
    places = [Place(each.city, each.zone) for each in others if each.zone is not None and each.city]
    places = list(dict.fromkeys(places))[:MOST_LIKELY]
    spoken = likely_places(tag)
    for each in spoken:
        if len(places) < MOST_PLACES and all(_wall(each, now) != _wall(other, now) for other in places):
            places.append(each)
    if len(places) < 2:
        places += [each for each in spoken if each not in places][: MOST_PLACES - len(places)]
    return sorted(places, key=lambda place: _wall(place, now))


def _wall(place: Place, now: datetime) -> datetime:
    return now.astimezone(place.zone).replace(tzinfo=None)


def question(
    places: Sequence[Place],
    words: Words,
    now: datetime,
    *,
    invitation: Appointment | None = None,
    before: Markup | None = None,
) -> View:
    """What time is it for you now? `before` is what happened, `invitation` what waits behind the answer."""
    asked = words.html("start-question-invited" if invitation else "start-question")
    text = lines(before, _invited(invitation, words, now) if invitation else None, asked)
    return View(text, fit([*_places(places, words, now), press(words.button("button-another-city"), AnotherCity())]))


def _invited(appointment: Appointment, words: Words, now: datetime) -> Markup:
    organizer = appointment.organizer.person
    who, title = stranger(organizer), appointment.title
    when = dates.moment(appointment.starts_at, organizer, now)
    return words.html("start-invited", organizer=who, title=title, when=when)


def _places(places: Sequence[Place], words: Words, now: datetime, purpose: Purpose = Purpose.START) -> list[Key]:
    """Their buttons; places of one name also say where they lie, as far as that is known."""
    twice = {each.name for each in places if sum(other.name == each.name for other in places) > 1}
    keys: list[Key] = []
    for each in places:
        time = dates.clock(now, each.zone, words.language)
        region = each.region or territory(each.country, words.language)
        if each.name in twice and region:
            label = words.button("start-place-region", time=time, city=each.name, region=region)
        else:
            label = words.button("start-place", time=time, city=each.name)
        keys.append(press(label, here(each, purpose)))
    return keys


def city_asked(words: Words, *, unknown: str | None = None, nowhere: bool = False) -> AskLocation:
    """Which city are you in? `unknown` quotes what was typed and is no place; `nowhere` is a location at sea."""
    if unknown is not None:
        text = words.html("start-city-unknown", text=unknown)
    else:
        text = words.html("start-city-nowhere" if nowhere else "start-city-asked")
    return AskLocation(text, words.button("button-send-location"), words.button("button-back"))


def confirm(place: Place, words: Words, now: datetime, purpose: Purpose = Purpose.START) -> View:
    """ "It is 15:06 in München, right?" """
    time = dates.clock(now, place.zone, words.language)
    keys = [
        press(words.button("button-yes"), here(place, purpose)),
        press(words.button("button-another-city"), AnotherCity(purpose)),
    ]
    return View(words.html("start-city-confirm", time=time, city=place.name), fit(keys))


def which(places: Sequence[Place], words: Words, now: datetime, purpose: Purpose = Purpose.START) -> View:
    """Several places of one name."""
    return _choice(words.html("start-city-which", count=len(places)), places, words, now, purpose)


def similar(typed: str, places: Sequence[Place], words: Words, now: datetime, purpose: Purpose = Purpose.START) -> View:
    """What was typed may be a slip of the finger."""
    return _choice(words.html("start-city-similar", text=typed), places, words, now, purpose)


def by_clock(time: str, places: Sequence[Place], words: Words, now: datetime, purpose: Purpose = Purpose.START) -> View:
    """Somebody answered the question as it was put: with the time."""
    return _choice(words.html("start-city-time", time=time), places, words, now, purpose)


def _choice(text: Markup, places: Sequence[Place], words: Words, now: datetime, purpose: Purpose) -> View:
    another = press(words.button("button-another-city"), AnotherCity(purpose))
    return View(text, fit([*_places(places, words, now, purpose), another]))


def greeting(
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    knows: str | None,
    before: Markup | None = None,
    country: str | None = None,
) -> View:
    """What to do next. `knows` is the @username of somebody to name in the example; the public holidays of `country`
    are offered.
    """
    assert viewer.zone is not None
    example = words.plain("start-example-with", username=knows) if knows else words.plain("start-example")
    greeted = words.html(
        "start-greeting",
        name=name(viewer),
        time=dates.clock(now, viewer.zone, words.language, viewer.prefs.hour_cycle),
        city=dates.place(viewer),
        example=example,
    )
    rows = ways_on(words)
    if country is not None:
        rows = (*rows, (holidays.offer(country, words),))
    return View(lines(before, greeted), rows)


def with_waiting(
    greeting: View, page: Page, shown: Sequence[Appointment], viewer: Person, words: Words, now: datetime
) -> View:
    """The greeting with what waits for the viewer's answer, by the first `page` of it, without what is `shown` too."""
    ids = {each.id for each in shown}
    left = [each for each in page.appointments if each.id not in ids]
    count = page.waiting - len(shown)
    if not left:
        return greeting
    first = left[0]
    text = words.html("start-waiting", count=count, title=first.title, when=dates.moment(first.starts_at, viewer, now))
    key = press(words.button("button-open-title", title=first.title), Open(first.id))
    if count > 1:
        key = press(words.button("button-to-answer", count=count), Agenda(Part.WAITING))
    return replace(greeting, text=lines(greeting.text, text), rows=((key,), *greeting.rows))


def ways_on(words: Words) -> tuple[tuple[Key, ...], ...]:
    """[New appointment] [Agenda] / [Settings] [Help]"""
    return (
        (
            press(words.button("button-new-appointment"), New()),
            press(words.button("button-agenda"), Agenda()),
        ),
        (
            press(words.button("button-settings"), Settings()),
            press(words.button("button-help"), Help()),
        ),
    )


# Whose a link is


def called(part: Participant) -> str:
    """Who an invitation is for, to somebody who may be somebody else: the @name or the full name, and no more."""
    return isolate(part.person.full_name)


def for_another(appointment: Appointment, part: Participant, parameter: str, words: Words) -> View:
    """ "This invitation is for @dana_porto. Is that you?" """
    organizer = name(appointment.organizer.person)
    keys = [
        press(words.button("button-ask-organizer", organizer=organizer), AskOrganizer(parameter)),
        press(words.button("button-no"), NotMe()),
    ]
    return View(words.html("start-link-for-another", name=called(part)), fit(keys))


def opened(appointment: Appointment, viewer: Person, claimant: Person | None, words: Words) -> View | None:
    """To the organizer: is the account that opened the link the person they invited? None once that is settled."""
    part = next((each for each in appointment.participants if claimant and each.claimant == claimant.id), None)
    if part is None or claimant is None or appointment.organizer.person.id != viewer.id:
        return None
    if claimant.username is not None and part.person.first_name == f"@{claimant.username}":
        text = words.html("start-appeared", who=stranger(claimant), name=called(part), title=appointment.title)
    else:
        text = words.html("start-opened", who=stranger(claimant), name=called(part))
    keys = [
        press(words.button("button-yes"), SamePerson(appointment.id, claimant.id)),
        press(words.button("button-no-new-link"), NewLink(appointment.id, claimant.id)),
    ]
    return View(text, fit(keys))
