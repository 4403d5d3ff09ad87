"""The history of an appointment: who changed what and when, in the reader's time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.buttons.cards import Open
from bot.buttons.history import History
from bot.views.view import Key, View, fit, press
from scheduling.history import Entry
from scheduling.people import Person
from services.history import PAGE, Page
from texts import Markup, Text, Words, dates, lines
from texts.people import listing, names


def history(page: Page, viewer: Person, words: Words, now: datetime) -> View:
    """The changes, the newest first."""
    appointment, called = page.appointment, names(page.people.values())
    said = [
        words.html("history-line", when=dates.moment(entry.at, viewer, now, city=False), what=what)
        for entry in page.entries
        if (what := _what(entry, called, viewer, words, now))
    ]
    head = words.html("history-head" if said else "history-empty", title=appointment.title, city=dates.place(viewer))
    keys: list[Key] = []
    if page.first:
        keys.append(press(words.button("button-newer"), History(appointment.id, max(0, page.first - PAGE))))
    if page.more:
        keys.append(press(words.button("button-older"), History(appointment.id, page.first + PAGE)))
    keys.append(press(words.button("button-back"), Open(appointment.id)))
    return View(lines(head, *said), fit(keys), appointment.id, appointment.sequence)


def _what(entry: Entry, called: Mapping[int, Text], viewer: Person, words: Words, now: datetime) -> Markup | None:
    name = called.get(entry.by) if entry.by is not None else None
    match entry.kind:
        case "move" | "rules":
            facts = {"old": _start(entry.old, viewer, now), "new": _start(entry.new, viewer, now)}
            if name is None:
                return words.html("history-rules", **facts)
            return words.html("history-move", name=name, **facts)
        case "people":
            return _people(entry, name or "", called, words)
        case "cancel":
            reason = (entry.new or {}).get("reason")
            if reason:
                return words.html("history-cancel-why", name=name or "", reason=reason)
            return words.html("history-cancel", name=name or "")
        case "restore":
            return words.html("history-restore", name=name or "")
        case "offer" | "handover" | "kept" | "withdrawn":
            return words.html(f"history-{entry.kind}", name=name or "", names=_named(entry, "to", called, words))
        case "title" | "place" | "note":
            key = f"history-{entry.kind}" if entry.new else f"history-no-{entry.kind}"
            return words.html(key, name=name or "", new=entry.new or "")
    return None


def _start(stored: Any, viewer: Person, now: datetime) -> Text:
    return dates.moment(datetime.fromisoformat(stored["starts_at"]), viewer, now, city=False)


def _people(entry: Entry, name: str, called: Mapping[int, Text], words: Words) -> Markup:
    said = [
        words.html(f"history-{key}", name=name, names=who)
        for key in ("added", "removed", "required", "optional")
        if (who := _named(entry, key, called, words))
    ]
    return Markup(" ".join(said))


def _named(entry: Entry, key: str, called: Mapping[int, Text], words: Words) -> Text:
    return listing([called[each] for each in entry.new.get(key, ()) if each in called], words.language)
