"""/free: joined spans by day, for those who may see them; a tap books there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from program.roles import House
from scheduling.people import Audience
from tests.bot.drafts import occupied
from tests.chat import Phone
from tests.world import as_known, book, shows_time_to, work


@pytest.fixture
async def met(house: House, ana: Phone, bo: Phone) -> Phone:
    """Ana's phone; Bo has said yes to a stand-up with her tomorrow at 10:00 in Lisbon."""
    await book(house, "ana", "Stand-up", "bo", "2026-11-04T10:00")
    await bo.taps("Accept")
    ana.forget()
    return ana


async def test_alone(ana: Phone, house: House) -> None:
    await occupied(house, "ana", datetime(2026, 11, 4, 12, 0, tzinfo=UTC), 60)
    await ana.sends("/free")
    assert ana.last.text.splitlines()[:7] == [
        "You are free for 30 min (Lisbon). Tap a number to book there.",
        "Tue 3 Nov",
        "1  14:15–17:00",
        "Wed 4 Nov",
        "2  08:00–12:00",
        "3  13:00–17:00",
        "Thu 5 Nov",
    ]
    assert ana.last.rows == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["10", "11", "12"]]


async def test_together_and_more(met: Phone, house: House) -> None:
    await occupied(house, "bo", datetime(2026, 11, 5, 12, 0, tzinfo=UTC), 60)
    await met.sends("/free @bo_berlin 1 h")
    assert met.last.text.startswith(
        "You and Bo are both free for 1 h (Lisbon). Tap a number to book there.\n"
        "Tue 3 Nov\n1  14:15–16:00\nWed 4 Nov\n2  08:00–10:00\n3  10:30–16:00\nThu 5 Nov\n4  08:00–12:00\n"
        "5  13:00–16:00\n"
    )
    assert met.last.rows[-1] == ["More"]
    await met.taps("More")
    assert met.last.text.splitlines()[1:3] == ["Tue 17 Nov", "13  08:00–16:00"]
    assert met.last.rows[-1] == ["Back"]
    await met.taps("Back")
    assert met.last.labels[0] == "1"


async def test_a_number_books_there(met: Phone) -> None:
    await met.sends("/free @bo_berlin 45 min thu")
    assert met.last.text == (
        "You and Bo are both free for 45 min (Lisbon). Tap a number to book there.\nThu 5 Nov\n1  08:00–16:00"
    )
    await met.taps("1")
    assert met.last.text == "New appointment with Bo, Thu 5 Nov, 08:00 (Lisbon). What is it about? Type it."
    await met.sends("Budget")
    assert met.last.text == "Budget\nThu 5 Nov, 08:00–08:45 (Lisbon)\nBerlin 09:00\nBo is free."
    await met.taps("Book")
    assert met.last.text.startswith("Booked, and Bo is asked. Budget\n")


async def test_an_invitation_alone_shows_nobodys_time(ana: Phone, chen: Phone, house: House) -> None:
    await shows_time_to(house, "chen_sg", Audience.MET)
    await occupied(house, "chen", datetime(2026, 11, 5, 8, 0, tzinfo=UTC), 60)
    await book(house, "ana", "Probe", "chen", "2026-11-06T08:00")
    unseen = "I cannot say when {} can: I show free time to people who have met here, and to whom it was allowed."
    for asked, called in (("@chen_sg", "Chen"), ("@dana_porto", "@dana_porto")):
        await ana.sends(f"/free {asked} thu")
        assert ana.last.text == (
            "You are free for 30 min (Lisbon). Tap a number to book there.\nThu 5 Nov\n1  08:00–17:00\n"
            + unseen.format(called)
        )
    await ana.taps("1")
    assert ana.last.text.startswith("New appointment with @dana_porto, Thu 5 Nov, 08:00 (Lisbon). ")


async def test_who_may_see_it_is_a_setting(met: Phone, bo: Phone, chen: Phone, house: House) -> None:
    await shows_time_to(house, "bo_berlin", Audience.MET)
    await bo.sends("/settings")
    await bo.taps("Privacy: invited by anybody")
    await bo.taps("See: none")
    assert bo.last.rows[0] == ["See: all", "See: met", "✓ See: none"]
    await met.sends("/free @bo_berlin thu")
    assert "I cannot say when Bo can" in met.last.text
    await bo.taps("See: all")
    await chen.sends("/free @bo_berlin thu")
    assert chen.last.text == (
        "You and Bo are both free for 30 min (Singapore). Tap a number to book there.\nThu 5 Nov\n1  15:00–17:00"
    )


async def test_whoever_blocked_the_viewer_has_never_opened_the_bot(met: Phone, house: House) -> None:
    ana, bo = await as_known(house, "ana_lisbon"), await as_known(house, "bo_berlin")
    async with house.engine.begin() as connection:
        await connection.execute(text("INSERT INTO blocks VALUES (:bo, :ana)"), {"bo": bo.id, "ana": ana.id})
    await met.sends("/free @bo_berlin thu")
    assert "I cannot say when @bo_berlin can" in met.last.text


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("/free sat", "You do not work on Sat 7 Nov."),
        ("/free fri 16:45", "On Fri 6 Nov you are not free for 30 min."),
        ("/free yesterday", "Mon 2 Nov is over."),
        ("/free 31 feb", "No calendar has that day."),
        ("/free <b>bananas</b>", 'I did not understand "<b>bananas</b>".'),
        ("/free 3 days thu", "A length is from 5 minutes to one working day."),
        (
            "/free any 2 of @some_bot @other_bot thu",
            "/free counts everybody whom you name; where only some are needed, /new finds a time.",
        ),
        ("/free @some_bot thu", "@some_bot is a bot, and bots do not come to appointments."),
    ],
)
async def test_what_cannot_be(ana: Phone, typed: str, first: str) -> None:
    await ana.sends(typed)
    assert ana.last.text.splitlines()[0] == first


async def test_an_hour_is_the_earliest(ana: Phone) -> None:
    await ana.sends("/free thu 10:30")
    assert ana.last.text.splitlines()[1:] == ["Thu 5 Nov", "1  10:30–17:00", "Not before 10:30."]
    await ana.sends("/free 17:30")
    assert ana.last.text == "In the next two weeks you are never free for 30 min.\nNot before 17:30."
    await ana.sends("/free 31 Dec, 24:00")
    assert ana.last.text.splitlines()[::2] == ["There is no 24:00.", "Thu 31 Dec"]


async def test_several_days(ana: Phone) -> None:
    await ana.sends("/free 60 min next week")
    shown = ana.last.text.splitlines()
    assert shown[0] == "You are free for 1 h (Lisbon). Tap a number to book there."
    assert shown[1::2] == ["Mon 9 Nov", "Tue 10 Nov", "Wed 11 Nov", "Thu 12 Nov", "Fri 13 Nov"]
    await ana.sends("/free 5-25 Nov")
    assert (ana.last.text.splitlines()[1], ana.last.rows[-1]) == ("Thu 5 Nov", ["More"])
    await ana.taps("More")
    assert ana.last.text.splitlines()[-2:] == ["Wed 25 Nov", "15  08:00–17:00"]
    for typed, said in (
        ("weekend", "From Sat 7 Nov to Sun 8 Nov you are never free for 30 min."),
        ("nächste Woche 17:30", "From Mon 9 Nov to Sun 15 Nov you are never free for 30 min.\nNot before 17:30."),
        ("31 Oct - 2 Nov", "Mon 2 Nov is over."),
        ("next week, 5 Nov", 'I did not understand "next week, 5 Nov".'),
        ("5 Nov - 31 Jan thereabouts", 'I did not understand "thereabouts".'),
    ):
        await ana.sends(f"/free {typed}")
        assert ana.last.text[: len(said)] == said
    assert "I list 60 days at most.\n" in ana.last.text


async def test_whole_days_and_the_day_on_which_lisbon_skips_an_hour(ana: Phone, house: House) -> None:
    await work(house, "ana", {weekday: [(0, 1440)] for weekday in range(7)})
    await ana.sends("/free 27-29 Mar")
    assert ana.last.text.splitlines()[1:] == [
        *("Sat 27 Mar", "1  all day", "Sun 28 Mar", "2  all day", "Mon 29 Mar", "3  all day"),
    ]
    for asked, first in (("00:30", "00:30"), ("01:00", "02:00"), ("01:30", "02:00"), ("02:00", "02:00")):
        await ana.sends(f"/free 28 Mar 2027 {asked}")
        assert ana.last.text.splitlines()[2] == f"1  {first}–00:00"
    await work(house, "ana", {6: [(90, 240)]})
    await ana.sends("/free 28 Mar 2027")
    assert ana.last.text.splitlines()[2] == "1  02:00–04:00"
