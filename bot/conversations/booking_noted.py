"""What was typed and kept while the question stays the same is said, so that nobody types it again."""

from __future__ import annotations

from datetime import time

from bot.turns import Turn
from scheduling.readings import Reading
from scheduling.typed import Answer as Typed
from texts import Markup, Text, dates


def waits(turn: Turn, hours: Reading[time]) -> Markup | None:
    """A time that waits for its day."""
    draft, words = turn.session.draft, turn.words
    if draft is None or draft.day is not None:
        return None
    cycle = turn.viewer.prefs.hour_cycle
    clocks = [dates.clock_of(each.hour * 60 + each.minute, words.language, cycle) for each in sorted(hours.candidates)]
    return words.html("booking-time-noted", count=len(clocks), time=", ".join(clocks))


def taken(turn: Turn, typed: Typed) -> Markup | None:
    """The day, the start and the length that were typed where something else is asked."""
    draft, viewer, language = turn.session.draft, turn.viewer, turn.words.language
    assert draft is not None
    assert viewer.zone is not None
    what = []
    if draft.day is not None and (typed.day or typed.time):
        day = dates.day(draft.day, viewer.zone, language, turn.now)
        what.append(dates.moment(draft.starts_at, viewer, turn.now) if draft.starts_at else day)
    if typed.duration is not None and typed.duration.value is not None:
        what.append(dates.length(typed.duration.value, language))
    return turn.words.html("booking-noted", what=Text(" · ".join(what))) if what else None
