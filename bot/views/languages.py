"""The language in which the bot writes to somebody: each by its own name, to be found by who reads no other."""

from __future__ import annotations

from bot.buttons.languages import Languages, Speak
from bot.buttons.settings import Settings
from bot.views.view import Key, View, fit, press
from texts import Words, languages, words


def label(said: Words) -> Key:
    """What /settings shows: "Language: English"."""
    return press(said.button("button-language", language=said.plain("language-name")), Languages())


def choice(said: Words) -> View:
    """Every language that is offered, a tap each."""
    keys: list[Key] = []
    for each in languages():
        name = words(each).plain("language-name")
        shown = said.button("button-day-on", day=name) if each == said.language else name
        keys.append(press(shown, Speak(each)))
    rows = (*fit(keys), (press(said.button("button-back"), Settings()),))
    return View(said.html("language-asked"), rows)
