"""Handing an appointment over: whom to ask, what who is asked reads, and what came of it."""

from __future__ import annotations

from datetime import datetime

from bot.buttons.attendance import TakePart
from bot.buttons.cards import Open
from bot.buttons.handover import AskNoLonger, HandOver, LeaveIt, OfferTo, TakeOver
from bot.views.card_lines import when
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment
from scheduling.people import Person
from services.handover import takers
from texts import Markup, Text, Words, dates, lines, shorten
from texts.people import names

_LABEL = 24
"""Names and titles longer than this are cut on buttons."""

_ROWS = 6


def offer(appointment: Appointment, asked: int | None, words: Words) -> View:
    """To whom? Or, where somebody is asked, to whom else, or to nobody."""
    called = _called(appointment)
    able = [part for part in takers(appointment) if part.person.id != asked]
    keys: list[Key] = [
        press(shorten(called[part.person.id], _LABEL), OfferTo(appointment.id, part.person.id)) for part in able
    ]
    last = [press(words.button("button-back"), TakePart(appointment.id))]
    if asked in called:
        text = words.html("handover-waits", name=called[asked], title=appointment.title)
        last.insert(0, press(words.button("button-ask-no-longer"), AskNoLonger(appointment.id)))
    else:
        text = words.html("handover-asked" if able else "handover-nobody", title=appointment.title)
    return View(text, (*fit(keys)[:_ROWS], *fit(last)), appointment.id, appointment.sequence)


def key(appointment: Appointment, words: Words, *, named: bool = False) -> list[Key]:
    """[Hand over], where somebody could take it; `named` says what."""
    if not takers(appointment):
        return []
    label = words.button("button-hand-over")
    if named:
        label = words.button("button-hand-over-title", title=shorten(appointment.title, _LABEL))
    return [press(label, HandOver(appointment.id))]


def offered(appointment: Appointment, person_id: int, words: Words) -> Markup:
    """What the organizer's card says right after asking."""
    return words.html("handover-offered", name=_called(appointment)[person_id], title=appointment.title)


def withdrawn(appointment: Appointment, person_id: int, words: Words) -> Markup:
    """What the organizer's card says once nobody is asked any more."""
    return words.html("handover-withdrawn", name=_called(appointment)[person_id], title=appointment.title)


def request(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View | None:
    """What who is asked reads; None for who arranges it already, and when it is called off or over."""
    organizer = appointment.organizer.person.id
    if organizer == viewer.id or not appointment.live or appointment.over(now):
        return None
    keys = [
        press(words.button("button-take-over"), TakeOver(appointment.id)),
        press(words.button("button-no"), LeaveIt(appointment.id)),
        press(words.button("button-open"), Open(appointment.id)),
    ]
    text = words.html("handover-request", name=_called(appointment)[organizer], title=appointment.title)
    return View(lines(text, when(appointment, viewer, words, now)), fit(keys))


def taken(appointment: Appointment, giver: Person, words: Words) -> Markup:
    """What stands above the new organizer's card."""
    return words.html("handover-taken", name=_called(appointment)[giver.id], title=appointment.title)


def refused(appointment: Appointment, words: Words) -> View:
    """Right after [No]."""
    name = _called(appointment)[appointment.organizer.person.id]
    text = words.html("handover-refused", name=name, title=appointment.title)
    return View(text, ((press(words.button("button-open"), Open(appointment.id)),),))


def news(appointment: Appointment, viewer: Person, subject: Person | None, words: Words, now: datetime) -> View | None:
    """What who asked hears: it is taken over, or stays theirs."""
    called = _called(appointment)
    if subject is None or subject.id not in called or not appointment.live or appointment.over(now):
        return None
    mine = appointment.organizer.person.id == viewer.id
    text = words.html(
        "handover-news-kept" if mine else "handover-news-taken",
        name=called[subject.id],
        title=appointment.title,
        when=dates.moment(appointment.starts_at, viewer, now),
    )
    keys = [*(key(appointment, words) if mine else []), press(words.button("button-open"), Open(appointment.id))]
    return View(text, fit(keys))


def _called(appointment: Appointment) -> dict[int, Text]:
    return names(part.person for part in appointment.participants)
