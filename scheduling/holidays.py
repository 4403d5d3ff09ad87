"""Public holidays of a country or one of its regions: "PT", "DE-BE". From the package `holidays`, imported when asked.

Days are computed a year at a time and remembered, so that a search over many people asks once a country.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from scheduling.times import Days

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""For other years nobody has decreed anything yet."""


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Every country (ISO 3166-1) whose holidays are known -> its regions (ISO 3166-2, without the country)."""
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(regions) for country, regions in known.items()}


@cache
def regions(country: str) -> Mapping[str, str]:
    """A country's regions: what stands behind the country in the code -> how the region is called there."""
    import holidays

    if not countries().get(country):
        return {}
    aliases = holidays.country_holidays(country).get_subdivision_aliases()
    return {region: aliases[region][0] if aliases.get(region) else region for region in countries()[country]}


def known(code: str) -> bool:
    """Whether a code stands for a country or region with public holidays."""
    country, _, region = code.partition("-")
    return country in countries() and (not region or region in countries()[country])


@lru_cache(maxsize=4096)
def days_off(code: str, first: date, last: date) -> tuple[Days, ...]:
    """The public holidays from `first` to `last`, both included; none for a code that is not known."""
    found = (day for year in range(first.year, last.year + 1) for day in _year(code, year, "en"))
    return tuple(Days(day, day) for day in sorted(found) if first <= day <= last)


def named(code: str, day: date, language: str = "en") -> str | None:
    """What a public holiday is called: in `language` where the package knows it so, else in English or as there."""
    return _year(code, day.year, language).get(day)


@lru_cache(maxsize=1024)
def _year(code: str, year: int, language: str) -> Mapping[date, str]:
    import holidays

    if not FIRST_YEAR <= year <= LAST_YEAR or not known(code):
        return {}
    country, _, region = code.partition("-")
    spoken = holidays.country_holidays(country).supported_languages
    tongue = next((each for wish in (language, "en") for each in spoken if each.partition("_")[0] == wish), None)
    # A day that stands for one of the year after, as 31 December for a New Year's Day on a Saturday, is told with that.
    found = holidays.country_holidays(country, subdiv=region or None, years=(year, year + 1), language=tongue)
    return {day: name for day, name in found.items() if day.year == year}
