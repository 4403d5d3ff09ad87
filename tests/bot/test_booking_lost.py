"""Drafts that were left lying, lay too long, or were forgotten."""

from __future__ import annotations

from datetime import timedelta

import redis

from program.roles import House
from scheduling.clock import MovableClock
from tests.bot.drafts import counts, to_the_times
from tests.chat import Phone

Team = tuple[Phone, Phone, Phone]


async def test_left_lying_and_taken_up_again(acquainted: Team, clock: MovableClock) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("Bo")
    await ana.taps("Chen")
    clock.advance(timedelta(days=1))
    await ana.sends("/new")
    assert ana.last.text == "You were booking Budget with Bo and Chen."
    assert ana.last.rows == [["Go on", "Start new"]]

    await ana.sends("hm")
    assert ana.last.text == "Tap one first: go on, or start new.\nYou were booking Budget with Bo and Chen."
    await ana.taps("Go on")
    assert ana.last.text.startswith("Budget with Bo and Chen. Which day?")
    await ana.sends("/new")
    await ana.taps("Start new")
    assert ana.last.text == "New appointment. What is it about? Type it."


async def test_a_draft_that_lay_too_long(acquainted: Team, clock: MovableClock) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    clock.advance(timedelta(days=7))
    await ana.taps("Book")

    assert ana.last.text == "I no longer have this draft; I keep one for 7 days. It was Budget with Bo."
    assert ana.last.rows == [["Start again", "Discard"]]
    await ana.taps("Start again")
    assert ana.last.text.startswith("Budget with Bo. Which day?")


async def test_a_draft_that_redis_forgot(acquainted: Team, redis_url: str, house: House) -> None:
    ana, _, _ = acquainted
    before = await counts(house)
    await to_the_times(ana)
    await ana.taps("10:00")
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
    await ana.taps("Book")

    assert ana.last.text == (
        "I no longer have this draft; I keep one for 7 days. It was Budget with Bo.\n"
        "It was to be on Thu 5 Nov, 10:00 (Lisbon)."
    )
    assert await counts(house) == before
    await ana.taps("Start again")
    assert ana.last.text == "Budget\nThu 5 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free."
    await ana.taps("Book")
    assert ana.last.text.startswith("Booked, and Bo is asked. Budget")


async def test_typing_after_redis_forgot(ana: Phone, redis_url: str) -> None:
    await ana.sends("/new")
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
    await ana.sends("Budget")

    assert ana.last.text == (
        "I no longer have what you were booking on Tue 3 Nov, 14:05 (Lisbon). Is Budget what it is about?"
    )
    assert ana.last.rows == [["Start again", "Discard"]]
    await ana.taps("Start again")
    assert ana.last.text == "Budget. Who should come? Tap, or type @names."


async def test_buttons_of_an_older_draft(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    old = ana.last
    await ana.sends("/new")
    await ana.taps("Start new")
    await ana.taps("10:00", on=old)

    assert ana.last.text == (
        # The old card was deleted, so Telegram does not say what stood on it.
        "I no longer have this draft; I keep one for 7 days.\nMeanwhile you are booking an appointment."
    )
    assert ana.last.rows == [["Go on", "Start again", "Discard"]]
    await ana.taps("Go on")
    await ana.sends("Other")
    assert ana.last.text == "Other. Who should come? Tap, or type @names."
