"""Answers to what no conversation asked for: what it was, and a way on."""

from __future__ import annotations

from datetime import datetime

from bot.buttons import Button
from bot.buttons.agenda import Agenda
from bot.buttons.booking import New
from bot.buttons.free import FreePage
from bot.buttons.settings import Help, Settings
from bot.buttons.start import Purpose, here
from bot.views.start import ways_on
from bot.views.view import Link, Rows, View, fit, press
from scheduling.people import DEFAULT_DURATION, Person
from scheduling.places import Place, slips
from scheduling.words.commands import Command
from texts import Markup, Words, dates, lines
from texts.people import name

COMMANDS: dict[str, tuple[str, Button]] = {
    "new": ("button-new-appointment", New()),
    "agenda": ("button-agenda", Agenda()),
    "free": ("button-free", FreePage(0, DEFAULT_DURATION, "", None, None)),
    "settings": ("button-settings", Settings()),
    "help": ("button-help", Help()),
}
"""What each command's button is called, and what it does."""

_SLIPS = 2


def said(words: Words, *, knows: str | None) -> View:
    """Text that is no answer and no wish."""
    example = words.html("anything-example", example=_example(words, knows))
    return View(lines(words.html("anything-said"), example), ways_on(words))


def sent(kind: str, words: Words, *, knows: str | None) -> View:
    """Something that is not text. `kind` is the Bot API's name of it (Message.photo, .voice, ...)."""
    example = words.html("anything-example", example=_example(words, knows))
    return View(Markup(f"{cannot(kind, words)} {example}"), _new(words))


def cannot(kind: str, words: Words) -> Markup:
    """That it cannot be read."""
    key = f"anything-{kind.replace('_', '-')}"
    return words.html(key) if key in words else words.html("anything-other")


def contact(words: Words) -> View:
    """A person's card that nothing asked for."""
    return View(words.html("anything-contact"), _new(words))


def location(words: Words) -> View:
    """A place that nothing asked for: perhaps the person has moved."""
    return View(words.html("anything-location"), fit([press(words.button("button-settings"), Settings())]))


def elsewhere(place: Place, viewer: Person, words: Words, now: datetime) -> View:
    """A place where it is another time than at home: to live there, or only for some days."""
    time = dates.clock(now, place.zone, words.language, viewer.prefs.hour_cycle)
    keys = [
        press(words.button("button-moved"), here(place, Purpose.SETTINGS)),
        press(words.button("button-only-travelling"), here(place, Purpose.JOURNEY)),
    ]
    return View(words.html("anything-elsewhere", city=place.name, time=time), fit(keys))


def edited(words: Words) -> View:
    """A message that was changed after it was read."""
    return View(words.html("anything-edited"), _new(words))


def polite(command: Command, viewer: Person, words: Words) -> Markup:
    """The answer to a greeting, or to thanks."""
    thanked = command is Command.THANKS
    return words.html("anything-thanks") if thanked else words.html("anything-hello", name=name(viewer))


def command(typed: str, meant: Command | None, words: Words) -> View:
    """An unknown command, and the known one that is `meant` by its name, or that it resembles."""
    if meant in COMMANDS:
        return _near(typed, meant, words)
    near = sorted((slips(typed.lower(), known, _SLIPS), known) for known in COMMANDS)
    made, known = near[0]
    if made > _SLIPS or made >= len(known) - 1:
        return View(words.html("anything-command", command=typed), ways_on(words))
    return _near(typed, known, words)


def _near(typed: str, known: str, words: Words) -> View:
    label, button = COMMANDS[known]
    text = words.html("anything-command-near", command=typed, near=known)
    return View(text, fit([press(words.button(label), button)]))


def group(words: Words, bot: str) -> View:
    """The one line in a group."""
    return View(words.html("anything-group"), ((Link(words.button("button-open-chat"), f"https://t.me/{bot}"),),))


def _new(words: Words) -> Rows:
    return fit([press(words.button("button-new-appointment"), New())])


def _example(words: Words, knows: str | None) -> str:
    return words.plain("anything-line-with", username=knows) if knows else words.plain("anything-line")
