"""What was typed, read as the person writes: from their own today, in their language and order of dates."""

from __future__ import annotations

from datetime import timedelta

from bot.turns import Turn
from scheduling.typed import LONGEST, SHORTEST, Answer, Asked, read_answer


def read_typed(
    turn: Turn, asked: Asked, text: str | None = None, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST
) -> Answer:
    """`scheduling.typed.read_answer` of the turn's text, or of a part of it, for a viewer with a zone."""
    viewer = turn.viewer
    assert viewer.zone is not None
    return read_answer(
        turn.typed if text is None else text,
        today=turn.now.astimezone(viewer.zone).date(),
        asked=asked,
        day_first=viewer.prefs.day_first,
        shortest=shortest,
        longest=longest,
        language=turn.words.language,
    )
