"""Whether a line asks for an appointment, while something else is asked."""

from __future__ import annotations

from bot.turns import Turn
from scheduling.appointments import MAX_DURATION, MIN_DURATION
from scheduling.lines import read_line


def is_wish(turn: Turn) -> bool:
    """Whether what was typed names a title and a person, or a title, a day and a time; read without any zone."""
    said = read_line(
        turn.typed,
        today=turn.now.date(),
        shortest=MIN_DURATION,
        longest=MAX_DURATION,
        language=turn.words.language,
    )
    return said.a_wish and bool(said.title)
