"""When feasts are: on one date, so many days from Easter, or on a weekday of their month."""

from __future__ import annotations

from datetime import date, timedelta

_EASTER = "easter"


def falls_on(feast: str, year: int) -> date | None:
    """The date of a feast of a phrasebook in a year: "12-24", "easter-2", or "11-4th-3" for its fourth Thursday.

    None where the calendar has no such day.
    """
    if feast.startswith(_EASTER):
        return easter(year) + timedelta(days=int(feast.removeprefix(_EASTER) or 0))
    month, number, *weekday = feast.split("-")
    try:
        if not weekday:
            return date(year, int(month), int(number))
        first = date(year, int(month), 1)
    except ValueError:
        return None
    return first + timedelta(days=(int(weekday[0]) - first.weekday()) % 7 + 7 * (int(number.removesuffix("th")) - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, left = divmod(rest, 4)
    away = (32 + 2 * century_rest + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * away) // 451
    month, day = divmod(epact + away - 7 * late + 114, 31)
    return date(year, month, day + 1)
