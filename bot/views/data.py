"""/export and /delete as people see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.buttons.data import DeleteData, DeleteForGood, KeepData
from bot.views import handover
from bot.views.view import Key, View, press
from scheduling.appointments import Appointment
from scheduling.people import Person
from services.leaving import Leaving
from texts import Markup, Words, dates, lines

_NAMED = 5
"""So many appointments of each kind are named."""

_HANDED_OVER = 3
"""So many can be handed over from here; the others from their cards."""


def exported(words: Words) -> View:
    """What stands above the files."""
    return View(words.html("data-export"))


def asked(found: Leaving, viewer: Person, words: Words, now: datetime, *, before: Markup | None = None) -> View:
    """The first question: what leaving does to which appointments."""
    if viewer.zone is None:
        viewer = replace(viewer, zone=ZoneInfo("UTC"), city="UTC")
    left = [key for each in found.cancels for key in handover.key(each, words, named=True)][:_HANDED_OVER]
    text = lines(
        before,
        words.html("data-delete-asked"),
        *_list("data-delete-cancels", found.cancels, viewer, words, now),
        *_list("data-delete-declines", found.declines, viewer, words, now),
        words.html("data-delete-hand-over") if left else None,
        words.html("data-delete-export"),
    )
    rows = _rows(press(words.button("button-delete-data"), DeleteData(now, *found.counts)), words)
    return View(text, (*[(each,) for each in left], *rows))


def _list(key: str, found: Sequence[Appointment], viewer: Person, words: Words, now: datetime) -> Iterator[Markup]:
    if not found:
        return
    yield words.html(key, count=len(found))
    for each in found[:_NAMED]:
        when = dates.moment(each.starts_at, viewer, now, city=False)
        yield words.html("data-delete-line", when=when, title=each.title)
    if len(found) > _NAMED:
        yield words.html("data-delete-more", count=len(found) - _NAMED)


def sure(button: DeleteData, words: Words) -> View:
    """The second question: what nobody can undo."""
    key = press(words.button("button-delete-for-good"), DeleteForGood(button.asked_at, button.cancels, button.declines))
    return View(words.html("data-delete-sure"), _rows(key, words))


def kept(words: Words) -> View:
    """Nothing has happened."""
    return View(words.html("data-kept"))


def deleted(words: Words) -> View:
    """The last words."""
    return View(words.html("data-deleted"))


def _rows(key: Key, words: Words) -> tuple[tuple[Key, ...], ...]:
    return (key,), (press(words.button("button-keep-data"), KeepData()),)
