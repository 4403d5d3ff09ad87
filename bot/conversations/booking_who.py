"""Typed answers to who should come: people, and whatever else stands with them."""

from __future__ import annotations

from dataclasses import replace

from bot.buttons.booking import Step
from bot.conversations import booking_people
from bot.conversations.booking_draft import ALONE, keep, next_step
from bot.conversations.booking_open import left_to_ask
from bot.conversations.booking_steps import show
from bot.conversations.booking_typed import of_draft, put
from bot.conversations.booking_wish import longest
from bot.conversations.typed import read_typed
from bot.turns import Answer, Turn
from scheduling.appointments import MIN_DURATION
from scheduling.choices import read_choice
from scheduling.typed import Asked
from texts import lines


@of_draft
async def who(turn: Turn) -> Answer:
    """Who should come; a day, a time or a length may stand with it: "bo, thu 10", "@chen_sg 45 min"."""
    message, typed = turn.message, turn.typed
    if message is None or not typed or typed == turn.words.button("button-back"):
        return await booking_people.answered(turn)
    if typed.casefold() == turn.words.button("button-just-me").casefold():
        turn.session.memory[ALONE] = True
        keep(turn, people=())
        return await show(turn, next_step(turn))
    named = await booking_people.read(turn, typed)
    if named.left and not named.people and (open_ := await left_to_ask(turn)):
        return open_
    text = read_choice(typed, names=True)[1]
    more = read_typed(turn, Asked.TIME, text, shortest=MIN_DURATION, longest=longest(turn)) if named.left else None
    if more is None or not (more.day or more.time or more.duration):
        return await booking_people.invite(turn, named)
    if more.rest:
        others = await booking_people.read(turn, " ".join(more.rest))
        if others.left:
            return await booking_people.invite(turn, named)
        notes = [*others.notes]
        if named.some is None:
            notes += await booking_people.take(turn, others.people, others.optional)
    else:
        notes = []
    if named.some is not None:
        notes += await booking_people.take(turn, named.people, named.optional, named.some)
        more = replace(more, people=())
    return await put(turn, replace(more, rest=()), Step.PEOPLE, lines(*notes) or None)
