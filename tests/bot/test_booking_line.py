"""One line that books, as transcripts 2, 5 and 8 have it: what suits, what does not, and what must be asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from db import people, timeoff
from program.roles import House
from scheduling.people import OutsideHours
from scheduling.times import Days
from tests.bot.drafts import counts, occupied, to_the_times
from tests.chat import Phone
from tests.world import as_known, work

Team = tuple[Phone, Phone, Phone]


async def test_alternatives_are_one_tap(acquainted: Team, house: House) -> None:
    ana, bo, chen = acquainted
    await ana.sends("Review with @bo_berlin and @chen_sg Thu 10:00 45 min")
    card = await ana.sees(
        "This does not suit everybody. Review\n"
        "Thu 5 Nov, 10:00–10:45 (Lisbon)\n"
        "Bo: 11:00 in Berlin, free\n"
        "Chen: 18:00 in Singapore, ends 1 h 45 min after the working day\n"
        "\n"
        "All three can at:\n"
        "Thu 5 Nov, 08:00 · Berlin 09:00 · Singapore 16:00\n"
        "Fri 6 and Mon 9 Nov, the same hours\n"
        "Nobody has been asked yet."
    )
    assert card.rows == [
        ["Book Thu 5 Nov, 08:00"],
        ["Book Fri 6 Nov, 08:00"],
        ["Book Mon 9 Nov, 08:00"],
        ["Other times", "Edit", "Discard"],
    ]
    before = await counts(house)
    assert bo.newest is None

    await ana.taps("Book Thu 5 Nov, 08:00")

    booked = await ana.sees(
        "Booked, and both are asked. Review\n"
        "Thu 5 Nov, 08:00–08:45 (Lisbon)\n"
        "Berlin 09:00 · Singapore 16:00\n"
        "Bo: not answered · Chen: not answered"
    )
    assert booked.id == card.id
    assert (await counts(house))[0] == before[0] + 1
    assert bo.last.text.startswith("Ana invites you to Review\nThu 5 Nov, 09:00–09:45 (Berlin)")
    assert chen.last.text.startswith("Ana invites you to Review\nThu 5 Nov, 16:00–16:45 (Singapore)")


async def test_one_line_that_suits_all(team: Team, house: House) -> None:
    ana, _, _ = team
    await occupied(house, "bo", datetime(2026, 11, 4, 13, 0, tzinfo=UTC), 60)
    await ana.sends("Lunch with @bo_berlin tomorrow 12:30")
    card = await ana.sees("Lunch\nWed 4 Nov, 12:30–13:00 (Lisbon)\nBerlin 13:30\nBo is free.")
    assert card.rows == [["Book"], ["15 min", "• 30 min", "1 h"], ["Edit", "Discard"]]

    await ana.taps("1 h")
    assert ana.last.id == card.id
    assert ana.last.text == (
        "Lunch no longer suits everybody. Wed 4 Nov, 12:30 (Lisbon) is 13:30 in Berlin, and Bo is busy.\n"
        "Both can at:\n"
        "Wed 4 Nov, 12:00 · Berlin 13:00\n"
        "Wed 4 Nov, 14:00 · Berlin 15:00\n"
        "Thu 5 Nov, 12:00 · Berlin 13:00"
    )
    assert ana.last.rows[3:] == [["15 min", "30 min", "• 1 h"], ["Other times", "Edit", "Discard"]]
    await ana.taps("15 min")
    assert ana.last.id == card.id
    assert ana.last.text == "Lunch\nWed 4 Nov, 12:30–12:45 (Lisbon)\nBerlin 13:30\nBo is free."
    assert ana.last.rows == [["Book"], ["• 15 min", "30 min", "1 h"], ["Edit", "Discard"]]
    await ana.sends("20 min")
    assert ana.last.rows == [["Book"], ["Edit", "Discard"]]

    await ana.taps("Edit")
    assert ana.last.rows == [["Book"], ["Title", "People", "Day"], ["Time", "Place", "Notes"], ["Back", "Discard"]]
    await ana.taps("Book")

    # What was used last is offered from now on, whichever is chosen.
    await ana.sends("Coffee with @bo_berlin Thu 10:00")
    assert ana.last.rows[1] == ["• 20 min", "30 min", "1 h"]
    await ana.taps("1 h")
    assert ana.last.text.startswith("Coffee\nThu 5 Nov, 10:00–11:00 (Lisbon)")
    assert ana.last.rows[1] == ["20 min", "30 min", "• 1 h"]


async def test_busy_is_all_that_is_said_of_others(team: Team, house: House) -> None:
    ana, _, _ = team
    await occupied(house, "bo", datetime(2026, 11, 5, 10, 0, tzinfo=UTC), 60, title="Secret")
    await ana.sends("Review with @bo_berlin Thu 10:00")

    card = await ana.sees(
        "This does not suit everybody. Review\n"
        "Thu 5 Nov, 10:00–10:30 (Lisbon)\n"
        "Bo: 11:00 in Berlin, busy\n"
        "\n"
        "Both can at:\n"
        "Thu 5 Nov, 09:00 · Berlin 10:00\n"
        "Thu 5 Nov, 11:00 · Berlin 12:00\n"
        "Fri 6 Nov, 10:00 · Berlin 11:00\n"
        "Nobody has been asked yet."
    )
    assert card.labels[-3:] == ["Other times", "Edit", "Discard"]


async def test_a_quicker_rival(team: Team, house: House) -> None:
    ana, _, _ = team
    await ana.sends("Review with @bo_berlin Thu 10:00")
    await ana.sees("Review\nThu 5 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free.")
    await occupied(house, "bo", datetime(2026, 11, 5, 10, 0, tzinfo=UTC))

    await ana.taps("Book")

    card = await ana.sees(
        "Bo has just been booked at that time. Review\n"
        "Both can at:\n"
        "Thu 5 Nov, 09:00 · Berlin 10:00\n"
        "Thu 5 Nov, 11:00 · Berlin 12:00\n"
        "Fri 6 Nov, 10:00 · Berlin 11:00"
    )
    assert card.rows[:3] == [["Book Thu 5 Nov, 09:00"], ["Book Thu 5 Nov, 11:00"], ["Book Fri 6 Nov, 10:00"]]
    await ana.taps("Book Fri 6 Nov, 10:00")
    assert ana.last.text.startswith("Booked, and Bo is asked. Review\nFri 6 Nov, 10:00–10:30 (Lisbon)")


async def test_asking_somebody_who_allows_it(team: Team, house: House) -> None:
    ana, _, chen = team
    person = await as_known(house, "chen_sg")
    async with house.engine.begin() as connection:
        await people.change(connection, person.id, outside_hours=OutsideHours.ASK.value)
    await occupied(house, "bo", datetime(2026, 11, 5, 10, 0, tzinfo=UTC), 30, "ana")
    await ana.sends("Review with @chen_sg Thu 10:00 45 min")
    assert ["Ask Chen anyway"] in ana.last.rows
    waiting = "Thu 5 Nov, 10:00: you have not decided on another invitation for that time."
    assert ana.last.text.splitlines()[-1] == waiting

    await ana.taps("Ask Chen anyway")

    assert ana.last.text.startswith("Booked, and Chen is asked. Review\nThu 5 Nov, 10:00–10:45 (Lisbon)")
    assert "This ends 1 h 45 min after your working day." in chen.last.text


async def test_no_common_hour(team: Team, house: House) -> None:
    ana, bo, _ = team
    person = await as_known(house, "bo_berlin")
    async with house.engine.begin() as connection:
        await people.settle(connection, person.id, zone=ZoneInfo("America/New_York"), city="New York")
    await ana.sends("Review with @bo_berlin and @chen_sg Thu 13:00 45 min")

    card = ana.last
    assert card.text == (
        "This does not suit everybody. Review\n"
        "Thu 5 Nov, 13:00–13:45 (Lisbon)\n"
        "Bo: 08:00 in New York, free\n"
        "Chen: 21:00 in Singapore, ends 4 h 45 min after the working day\n"
        "\n"
        "No hour is inside everyone's day. Closest: Thu 5 Nov, 13:00 (Lisbon), 08:00 in New York, 21:00 in Singapore:"
        " 4 h 45 min too late for Chen. I looked until Sat 2 Jan."
    )
    assert card.rows == [["Other days", "Leave Chen out"], ["Edit", "Discard"]]
    assert bo.newest is None
    # Who is away for three weeks is offered times after them.
    async with house.engine.begin() as connection:
        await people.settle(connection, person.id, zone=ZoneInfo("Europe/Berlin"), city="Berlin")
        await timeoff.add(connection, person.id, Days(date(2026, 11, 1), date(2026, 11, 22)))
    await ana.taps("Leave Chen out")
    assert ana.last.text.endswith(
        "Bo: 14:00 in Berlin, away that day\n"
        "\n"
        "There is no time within two weeks; I looked until Sat 2 Jan.\n"
        "Both can at:\n"
        "Mon 23 Nov, 13:00 · Berlin 14:00\n"
        "Mon 23 Nov, 12:00 · Berlin 13:00\n"
        "Tue 24 Nov, 13:00 · Berlin 14:00\n"
        "Nobody has been asked yet."
    )


async def test_transcript_5_somebody_who_never_opened_the_bot(ana: Phone, dana: Phone) -> None:
    await ana.sends("Coffee with @dana_porto tomorrow 9:30")
    card = await ana.sees(
        "Coffee\n"
        "Wed 4 Nov, 09:30–10:00 (Lisbon)\n"
        "You are free. @dana_porto has not opened me yet, so I cannot check their time or write first."
        " You get a link to send."
    )
    assert card.rows == [["Book and get the link"], ["15 min", "• 30 min", "1 h"], ["Edit", "Discard"]]

    await ana.taps("Book and get the link")

    assert ana.last.text.startswith("Booked. Now send @dana_porto the link. Coffee\nWed 4 Nov, 09:30–10:00 (Lisbon)\n")
    assert ana.last.button("Send the link")["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert dana.newest is None


@pytest.mark.parametrize(
    ("line", "answer", "rows"),
    [
        (
            "lunch yesterday 12:30",
            "Mon 2 Nov, 12:30 (Lisbon) is over. When is Lunch?",
            [["Tomorrow 12:30", "Mon 9 Nov, 12:30"], ["Back", "Discard"]],
        ),
        ("Review Fri 6 Nov 7", "Fri 6 Nov at 07:00 or 19:00?", [["07:00", "19:00"], ["Back", "Discard"]]),
        (
            "Review Thu 10:00 three days",
            "How long is Review? From 5 minutes to one working day.",
            [["15 min", "• 30 min", "1 h"], ["Back", "Discard"]],
        ),
        (
            "Review 28 Mar 2027 01:30",
            "Clocks go from 01:00 to 02:00 that night in Lisbon, so there is no 01:30. Take:",
            [["00:30", "02:30"], ["Back", "Discard"]],
        ),
        (
            "Review 31 Oct 2027 01:30",
            "Clocks go back that night in Lisbon, so 01:30 comes twice. Which one?",
            [["01:30, first", "01:30, second"], ["Back", "Discard"]],
        ),
    ],
)
async def test_what_must_be_asked(ana: Phone, line: str, answer: str, rows: list[list[str]]) -> None:
    await ana.sends(line)

    assert (ana.last.text, ana.last.rows) == (answer, rows)


async def test_a_time_that_no_clock_shows(ana: Phone) -> None:
    await ana.sends("Review Thu 25:00")

    assert ana.last.text == "There is no 25:00. When on Thu 5 Nov (Lisbon)?"
    assert ana.last.rows == [["09:00", "10:00", "11:00"], ["Other times"], ["Back", "Discard"]]
    await ana.sends("14:30")
    assert ana.last.text == "Review\nThu 5 Nov, 14:30–15:00 (Lisbon)\nYou are free."
    await ana.taps("Discard")
    await ana.sends("25:00 with @bo_berlin")
    assert ana.last.text.split("\n")[:2] == ["There is no 25:00.", "New appointment with @bo_berlin. Which day?"]


async def test_a_forgiven_slip_stands_on_the_card(ana: Phone) -> None:
    await ana.sends("Review tomorow 10")

    assert ana.last.text == (
        'I read "tomorow" as tomorrow, Wed 4 Nov.\nReview\nWed 4 Nov, 10:00–10:30 (Lisbon)\nYou are free.'
    )


async def test_answers_to_open_choices_keep_the_rest(ana: Phone, house: House) -> None:
    await ana.sends("Review Fri 6 Nov 7 45 min")
    await ana.taps("07:00")
    assert ana.last.text.startswith(
        "From now on I read 7 as 07:00.\n"
        "This does not suit you. Review\nFri 6 Nov, 07:00–07:45 (Lisbon)\nYou: starts 1 h before the working day\n"
    )
    assert ["Book anyway"] in ana.last.rows

    await ana.taps("Book anyway")
    assert ana.last.text.startswith("Booked. Review\nFri 6 Nov, 07:00–07:45 (Lisbon)")

    # Who never works, or is away for months, is offered no other time, and books alone all the same.
    await work(house, "ana", {})
    await ana.sends("Review Fri 6 Nov 10:00")
    assert ana.last.text.splitlines()[2:] == ["You: no working day", "", "I find no time. I looked until Sat 2 Jan."]
    await ana.taps("Book anyway")
    assert ana.last.text.startswith("Booked. Review\nFri 6 Nov, 10:00–10:45 (Lisbon)")


async def test_a_whole_line_is_a_new_wish_and_no_answer(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.sends("Lunch with @chen_sg tomorrow 9:00")

    assert ana.last.text.startswith(
        'This takes the place of "Budget", which was not booked.\n'
        "This does not suit everybody. Lunch\n"
        "Wed 4 Nov, 09:00–09:30 (Lisbon)\n"
        "Chen: 17:00 in Singapore, ends 30 min after the working day\n"
    )
