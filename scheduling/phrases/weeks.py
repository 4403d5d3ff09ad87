"""The rule for weeks by their number (ISO 8601): "KW 47", "calendar week 48", "week 47 Tuesday"."""

from __future__ import annotations

from datetime import date

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line


def numbered_week(line: Line, at: int) -> tuple[int, date, bool] | None:
    """Behind the week there, its Monday, and whether it is one for sure: "week 3" may be the third of anything.

    Of this year, or of the next one where it is over.
    """
    sure = line.hit(at, "calendar_week")
    word = sure or line.hit(at, "weeks_number")
    if word is None or line.shape(word[0]) is not Shape.NUMBER or not line.ends(word[0] + 1):
        return None
    number, year = int(line.line[word[0]].text), line.today.isocalendar().year
    for each in (year, year + 1):
        try:
            monday = date.fromisocalendar(each, number, 1)
            sunday = date.fromisocalendar(each, number, 7)
        except ValueError:
            continue
        if sunday >= line.today:
            return word[0] + 1, monday, sure is not None
    return None
