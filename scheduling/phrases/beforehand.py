"""Times that are told from mere numbers by the day behind them: "9 bis 11 am Freitag", "10.30 besok"."""

from __future__ import annotations

from scheduling.phrases.atoms import Shape
from scheduling.phrases.clocks import Times, at_hour, times
from scheduling.phrases.days import day
from scheduling.phrases.line import Line

_EARLIEST = 360
"""Before six o'clock "2.10 tomorrow" is rather a version."""


def before_day(line: Line, at: int) -> tuple[int, Times] | None:
    """Two mere numbers, or one of hours and minutes with a point between them, right before a day."""
    shape = line.shape(at)
    found = times(line, at, after_day=True) if shape in (Shape.NUMBER, Shape.POINT) else None
    if found is None or day(line, line.skip(line.comma(found[0]), "on")) is None:
        return None
    start = found[1].start.minute
    pointed = shape is Shape.POINT and start >= _EARLIEST and not start % 5 and not line.hit(at - 1, "numbered")
    ranged = found[1].end is not None and not at_hour(line, at + 1)
    return found if ranged or pointed else None
