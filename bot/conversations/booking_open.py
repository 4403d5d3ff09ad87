"""A typed answer that leaves something open: "every Monday 9:00", "10 or 11", an hour that no clock shows."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.conversations.booking_draft import HOURS, ONLY, QUESTIONS, keep
from bot.conversations.booking_questions import answered, forget_length, left_open, local, onwards
from bot.conversations.booking_wish import read_wish
from bot.turns import Answer, Turn
from scheduling.phrases import Ambiguity, Wish
from scheduling.times import instants
from scheduling.words.phrasebook import proper
from texts import lines

_OPEN = (Ambiguity.SERIES, Ambiguity.CHOICE, Ambiguity.NO_TIME)


async def left_to_ask(turn: Turn) -> Answer | None:
    """Ask what it leaves open, as of a whole line; None where every word of it is an answer, or something is none."""
    wish, draft, memory = _left_open(turn), turn.session.draft, turn.session.memory
    if wish is None:
        return None
    assert draft is not None
    before = draft.starts_at
    await answered(turn, timedelta(0))
    for each in (HOURS, ONLY, QUESTIONS):
        memory.pop(each, None)
    said = [
        turn.words.html("booking-read-as", written=each.written, meant=proper(each.read_as))
        for each in wish.corrections
    ]
    if wish.duration is not None:
        keep(turn, duration=wish.duration)
        forget_length(turn)
    said += left_open(turn, wish.questions)
    if before is not None:
        _keep_hour(turn, wish, before.astimezone(turn.viewer.zone_at(before)).time())
    return await onwards(turn, lines(*said) or None)


def _left_open(turn: Turn) -> Wish | None:
    """The answer by the grammar, if it says nothing but when: on the draft's day first, where it names no other."""
    draft = turn.session.draft
    assert draft is not None
    for before in (f"{draft.day.isoformat()} ", "") if draft.day else ("",):
        wish = read_wish(turn, before + turn.typed)
        if not wish.questions or wish.questions[0].kind not in _OPEN:
            continue
        if wish.title or wish.unread or wish.usernames or wish.place:
            continue
        if wish.questions[0].kind is Ambiguity.NO_TIME and not any(each.isalpha() for each in turn.typed):
            return None  # "25:00" is understood as it is.
        starts = [each for each in wish.questions[0].candidates if isinstance(each, datetime)]
        own = len(starts) == len(wish.questions[0].candidates) and {local(turn, each) for each in starts} == {draft.day}
        if not before or (own and wish.questions[0].kind is not Ambiguity.SERIES):
            return wish
    return None


def _keep_hour(turn: Turn, wish: Wish, hour: time) -> None:
    """Only another day was typed: the time of the old one goes with it."""
    draft = turn.session.draft
    assert draft is not None
    if any(isinstance(each, datetime | time) for asked_ in wish.questions for each in asked_.candidates):
        return
    if draft.day is None or turn.session.memory.get(QUESTIONS):
        turn.session.memory[HOURS] = [hour.isoformat("minutes")]
        return
    zone = turn.viewer.zone_on(draft.day)
    assert zone is not None
    found = instants(datetime.combine(draft.day, hour), zone)
    if found and found[0] > turn.now:
        keep(turn, starts_at=found[0])
