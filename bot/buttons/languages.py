"""Buttons of the language in which the bot writes to somebody."""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons.codec import Button, button


@button("la")
@dataclass(frozen=True, slots=True)
class Languages(Button):
    """[Language: English]: which there are."""


@button("lb")
@dataclass(frozen=True, slots=True)
class Speak(Button):
    """From now on in this language, as `texts.languages` names it."""

    language: str
