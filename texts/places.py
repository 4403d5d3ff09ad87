"""Countries by the names that CLDR gives them (Babel)."""

from __future__ import annotations

from collections.abc import Iterable

from scheduling.places import fold
from texts.locales import territory


def country_name(code: str, language: str) -> str:
    """What a country is called, by its ISO 3166-1 code; the code itself when nobody knows."""
    return territory(code, language) or code


def country_code(name: str, language: str, among: Iterable[str]) -> str | None:
    """The country of `among` (ISO 3166-1 codes) that is called so in a language or in English; its code does too."""
    wanted = fold(name)
    for each in among:
        if wanted in (each.lower(), fold(country_name(each, language)), fold(country_name(each, "en"))):
            return each
    return None
