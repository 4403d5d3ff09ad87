"""/agenda: appointments by day, numbered, with how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.buttons import BadButton, unpack
from bot.buttons.agenda import Agenda, OpenFromAgenda
from bot.buttons.booking import New
from bot.buttons.cards import Open
from bot.views.card_lines import standing
from bot.views.view import Key, Press, Rows, View, fit, press
from scheduling.appointments import Appointment, Role
from scheduling.people import Person
from services.agenda import PAGE, Page, Part
from texts import Markup, Words, dates, shorten
from texts.people import names

NAMED = 3
"""With more attendees than this, their answers are counted."""
_TITLE = 60
_WAYS = (f"{Agenda.code}:", f"{OpenFromAgenda.code}:")


def agenda(
    page: Page, part: Part, first: int, viewer: Person, words: Words, now: datetime, *, knows: str | None
) -> View:
    """One page. `knows` is the @username of somebody the viewer could book with, for the example line."""
    if not page.appointments:
        return _empty(page, part, words, knows)
    city = dates.place(viewer)
    if part is Part.WAITING:
        text = [words.html("agenda-waiting", waiting=page.waiting, city=city)]
    elif part is Part.PAST:
        text = [words.html("agenda-past", city=city)]
    else:
        text = [words.html("agenda-next", waiting=page.waiting, city=city)]
    shown = ""
    for number, appointment in enumerate(page.appointments, start=first + 1):
        day = dates.heading(appointment.starts_at, viewer, now)
        if day != shown:
            text.append(words.html("agenda-day", day=day))
            shown = day
        text.append(line(number, appointment, viewer, words))
    return View(Markup("\n".join(text)), _rows(page, part, first, words))


def with_back(card: View, part: Part, first: int, words: Words) -> View:
    """A card that was opened by its number, with the way back."""
    back = press(words.button("button-back-to-agenda"), Agenda(part, first))
    return replace(card, rows=(*card.rows, (back,)))


def way_back(keyboard: Iterable[Iterable[Mapping[str, str]]]) -> Agenda | None:
    """The page that a message was opened from, by its buttons in Telegram's JSON; None for any other message."""
    ways = [key["callback_data"] for row in keyboard for key in row if key.get("callback_data", "").startswith(_WAYS)]
    for data in ways:
        with suppress(BadButton):
            button = unpack(data)
            if isinstance(button, Agenda | OpenFromAgenda):
                return Agenda(button.part, button.first)
    return None


def on_the_way(view: View, page: Agenda, words: Words) -> View:
    """What a tap shows in such a message: its [Back] leads to the card with the way back; a card has that itself."""
    rows = tuple(tuple(_by_the_page(key, page) for key in row) for row in view.rows)
    if rows != view.rows:
        return replace(view, rows=rows)
    return with_back(view, page.part, page.first, words) if view.appointment_id is not None else view


def _by_the_page(key: Key, page: Agenda) -> Key:
    if not isinstance(key, Press) or not key.data.startswith(f"{Open.code}:"):
        return key
    opens = unpack(key.data)
    assert isinstance(opens, Open)
    return press(key.label, OpenFromAgenda(opens.appointment, page.part, page.first))


def line(number: int, appointment: Appointment, viewer: Person, words: Words) -> Markup:
    """One appointment: its number, time, title, and who has answered what."""
    facts: dict[str, str | int] = {
        "number": number,
        "clocks": dates.clocks(appointment.slot, viewer),
        "title": shorten(appointment.title, _TITLE),
    }
    part = appointment.part_of(viewer.id)
    if part is not None and part.role is not Role.ORGANIZER:
        organizer = names(each.person for each in appointment.participants)[appointment.organizer.person.id]
        mine = words.html(f"agenda-you-{part.partstat.value}")
        return words.html("agenda-line-from", name=organizer, more=mine, **facts)
    if not appointment.attendees:
        return words.html("agenda-line", **facts)
    return words.html("agenda-line-more", more=_answers(appointment, words), **facts)


def _answers(appointment: Appointment, words: Words) -> Markup:
    """ "Bo accepted, Chen not answered", or counted."""
    said = {part.person.id: standing(appointment, part) for part in appointment.attendees}
    if len(said) <= NAMED:
        called = names(part.person for part in appointment.participants)
        listed = [
            words.html("agenda-answer", name=called[person], answer=words.html(f"answer-{key}"))
            for person, key in said.items()
        ]
    else:
        listed = [
            words.html("agenda-count", count=count, answer=words.html(f"answer-{key}"))
            for key, count in Counter(said.values()).items()
        ]
    return Markup(", ".join(listed))


def _rows(page: Page, part: Part, first: int, words: Words) -> Rows:
    numbers: list[Key] = [
        press(str(number), OpenFromAgenda(appointment.id, part, first))
        for number, appointment in enumerate(page.appointments, start=first + 1)
    ]
    before, after = ("button-earlier", "button-later")
    if part is Part.PAST:
        # The past runs backwards, and so do its pages.
        before, after = after, before
    turning: list[Key] = []
    if first:
        turning.append(press(words.button(before), Agenda(part, max(0, first - PAGE))))
    if page.more:
        turning.append(press(words.button(after), Agenda(part, first + PAGE)))
    return (*fit(numbers), *fit(_elsewhere(page, part, words)), *fit(turning))


def _elsewhere(page: Page, part: Part, words: Words) -> list[Key]:
    keys: list[Key] = []
    if part is not Part.NEXT:
        keys.append(press(words.button("button-ahead"), Agenda(Part.NEXT)))
    if part is not Part.WAITING and page.waiting:
        keys.append(press(words.button("button-to-answer", count=page.waiting), Agenda(Part.WAITING)))
    if part is not Part.PAST:
        keys.append(press(words.button("button-past"), Agenda(Part.PAST)))
    return keys


def _empty(page: Page, part: Part, words: Words, knows: str | None) -> View:
    if part is Part.NEXT:
        example = words.plain("agenda-example-with", username=knows) if knows else words.plain("agenda-example")
        text = words.html("agenda-empty", example=example)
        new = press(words.button("button-new-appointment"), New())
        return View(text, fit([new, *_elsewhere(page, part, words)]))
    text = words.html("agenda-none-waiting") if part is Part.WAITING else words.html("agenda-none-past")
    return View(text, fit(_elsewhere(page, part, words)))
