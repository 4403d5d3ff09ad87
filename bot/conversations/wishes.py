"""Whether a line asks for an appointment, while something else is asked."""

from __future__ import annotations

from bot.conversations.booking_wish import complete, read_wish
from bot.turns import Turn


def is_wish(turn: Turn) -> bool:
    """Whether what was typed names a title and a person, or a title and a start; read without any zone if need be."""
    return complete(read_wish(turn, turn.typed))
