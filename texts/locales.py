"""CLDR's data for a language (Babel)."""

from functools import cache

from babel import Locale, UnknownLocaleError

from texts.catalogue import FALLBACK


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language, English for one that CLDR does not know."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)


def territory(country: str | None, language: str) -> str | None:
    """The name of a country by its ISO 3166-1 code, None for one that CLDR does not name."""
    return locale_of(language).territories.get(country or "")


@cache
def british(language: str) -> Locale:
    """As `locale_of`, with British customs for English: "am", and no comma before the last "and"."""
    locale = locale_of(language)
    return Locale.parse("en_GB") if locale.language == "en" else locale
