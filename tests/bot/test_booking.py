"""Booking as transcripts 2, 3 and 5 have it: /new step by step, one line, and everything that gets in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import redis
from sqlalchemy import text

from db import appointments, people
from db.appointments import NewParticipant
from program.roles import House
from scheduling.clock import MovableClock
from scheduling.people import OutsideHours
from scheduling.times import Slot
from tests.chat import Chat, Phone
from tests.world import as_known

USERNAMES = {"ana": "ana_lisbon", "bo": "bo_berlin", "chen": "chen_sg"}


async def occupied(
    house: House, key: str, starts_at: datetime, minutes: int = 30, *others: str, title: str = "Stand-up"
) -> None:
    """Somebody organizes something then; written as it stands in the database, so that nobody hears of it."""
    organizer = await as_known(house, USERNAMES[key])
    invited = [await as_known(house, USERNAMES[other]) for other in others]
    async with house.engine.begin() as connection:
        await appointments.add(
            connection,
            request_key=uuid4(),
            organizer_id=organizer.id,
            title=title,
            slot=Slot.lasting(starts_at, timedelta(minutes=minutes)),
            zone=ZoneInfo("Europe/Lisbon"),
            people=[NewParticipant(each.id) for each in invited],
            place=None,
            note=None,
            now=house.clock(),
        )


@pytest.fixture
async def acquainted(house: House, team: tuple[Phone, Phone, Phone]) -> tuple[Phone, Phone, Phone]:
    """Ana has met Bo twice and Chen once, so that she is offered them in this order."""
    await occupied(house, "ana", datetime(2026, 10, 5, 9, 0, tzinfo=UTC), 30, "bo", "chen")
    await occupied(house, "ana", datetime(2026, 10, 6, 9, 0, tzinfo=UTC), 30, "bo")
    return team


async def counts(house: House) -> tuple[int, int]:
    """How many appointments there are, and how many notices but those that redraw cards."""
    async with house.engine.begin() as connection:
        row = (
            await connection.execute(
                text(
                    "SELECT (SELECT count(*) FROM appointments),"
                    " (SELECT count(*) FROM notices WHERE kind NOT IN ('refresh'))"
                )
            )
        ).one()
    return int(row[0]), int(row[1])


async def to_the_times(ana: Phone, *, who: str = "Bo", day: str = "5") -> None:
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps(who)
    await ana.taps("Next")
    await ana.taps(day)


async def test_transcript_3_by_buttons(acquainted: tuple[Phone, Phone, Phone], house: House) -> None:
    ana, bo, _ = acquainted
    await ana.sends("/new")
    asked = await ana.sees("New appointment. What is it about? Type it.")
    assert asked.rows == [["Discard"]]

    await ana.sends("Budget")
    who = await ana.sees("Budget. Who should come? Tap, or type @names.")
    assert who.html.startswith("<b>Budget</b>.")
    assert who.rows == [["Bo", "Chen", "Just me"], ["From my contacts"], ["Back", "Discard"]]
    assert [message.text for message in ana.messages] == ["/new", "Budget", who.text]

    await ana.taps("Bo")
    chosen = await ana.sees(who.text)
    assert chosen.rows == [["✓ Bo", "Chen"], ["From my contacts"], ["Next"], ["Back", "Discard"]]

    await ana.taps("Next")
    month = await ana.sees("Budget with Bo. Which day?\nA dot: over, or no time when both are free.")
    assert month.id == who.id
    assert month.rows == [
        ["‹", "November 2026", "›"],
        ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        ["·", "3", "4", "5", "6", "·", "·"],
        ["9", "10", "11", "12", "13", "·", "·"],
        ["16", "17", "18", "19", "20", "·", "·"],
        ["23", "24", "25", "26", "27", "·", "·"],
        ["30", "·", "·", "·", "·", "·", "·"],
        ["Back", "Discard"],
    ]

    await ana.taps("5")
    times = await ana.sees(
        "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?\n"
        "Both are free at these times; Berlin is 1 h ahead. Or type: 14:15, 50 min."
    )
    assert times.rows == [
        ["15 min", "• 30 min", "1 h"],
        ["08:00", "08:30", "09:00"],
        ["09:30", "10:00", "10:30"],
        ["11:00", "11:30", "12:00"],
        ["Later"],
        ["Back", "Discard"],
    ]

    await ana.taps("1 h")
    longer = await ana.sees(times.text)
    assert longer.rows[0] == ["15 min", "30 min", "• 1 h"]
    await ana.taps("10:00")
    card = await ana.sees("Budget\nThu 5 Nov, 10:00–11:00 (Lisbon)\nBerlin 11:00\nBo is free.")
    assert card.rows == [
        ["Book"],
        ["Title", "People", "Day"],
        ["Time", "Place", "Notes"],
        ["Back", "Discard"],
    ]
    before = await counts(house)

    await ana.taps("Back")
    marked = await ana.sees(times.text)
    assert marked.rows[0] == ["15 min", "30 min", "• 1 h"]
    assert marked.rows[2] == ["09:30", "• 10:00", "10:30"]

    await ana.taps("• 10:00")
    await ana.taps("People")
    people_again = await ana.sees("Budget. Who should come? Tap, or type @names.")
    assert people_again.rows == [["✓ Bo", "Chen"], ["From my contacts"], ["Done"], ["Back", "Discard"]]
    await ana.taps("Chen")
    await ana.taps("Done")
    refused = await ana.sees(
        "Budget no longer suits everybody. Thu 5 Nov, 10:00 (Lisbon) is 18:00 in Singapore"
        " and ends 2 h after Chen's working day.\n"
        "All three can at 08:00 · Berlin 09:00 · Singapore 16:00:"
    )
    assert refused.rows == [
        ["Book Thu 5 Nov, 08:00"],
        ["Book Fri 6 Nov, 08:00"],
        ["Book Mon 9 Nov, 08:00"],
        ["Leave Chen out", "Other times"],
        ["Back", "Discard"],
    ]
    assert await counts(house) == before
    assert bo.newest is None

    await ana.taps("Leave Chen out")
    await ana.sees(card.text)
    await ana.taps("Book")
    await ana.sees("Booked, and Bo is asked. Budget\nThu 5 Nov, 10:00–11:00 (Lisbon)\nBerlin 11:00\nBo: not answered")
    assert bo.last.text.startswith("Ana invites you to Budget\nThu 5 Nov, 11:00–12:00 (Berlin)\nLisbon 10:00")
    assert bo.last.labels[:3] == ["Accept", "Maybe", "Decline"]
    assert [message.text for message in ana.messages][:2] == ["/new", "Budget"]
    assert len(ana.messages) == 3


async def test_the_shortest_way_is_six_taps_and_a_title(acquainted: tuple[Phone, Phone, Phone], house: House) -> None:
    ana, bo, _ = acquainted
    await to_the_times(ana)
    await ana.taps("09:00")
    await ana.taps("Book")

    assert (await counts(house))[0] == 3
    assert bo.last.text.startswith("Ana invites you to Budget\n")


async def test_alternatives_are_one_tap(acquainted: tuple[Phone, Phone, Phone], house: House) -> None:
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


async def test_one_line_that_suits_all(team: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = team
    await ana.sends("Lunch with @bo_berlin tomorrow 12:30")
    card = await ana.sees("Lunch\nWed 4 Nov, 12:30–13:00 (Lisbon)\nBerlin 13:30\nBo is free.")
    assert card.rows == [["Book"], ["Edit", "Discard"]]

    await ana.taps("Edit")
    assert ana.last.rows == [["Book"], ["Title", "People", "Day"], ["Time", "Place", "Notes"], ["Back", "Discard"]]


async def test_busy_is_all_that_is_said_of_others(team: tuple[Phone, Phone, Phone], house: House) -> None:
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


async def test_a_quicker_rival(team: tuple[Phone, Phone, Phone], house: House) -> None:
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


async def test_asking_somebody_who_allows_it(team: tuple[Phone, Phone, Phone], house: House) -> None:
    ana, _, chen = team
    person = await as_known(house, "chen_sg")
    async with house.engine.begin() as connection:
        await people.change(connection, person.id, outside_hours=OutsideHours.ASK.value)
    await ana.sends("Review with @chen_sg Thu 10:00 45 min")
    assert ["Ask Chen anyway"] in ana.last.rows

    await ana.taps("Ask Chen anyway")

    assert ana.last.text.startswith("Booked, and Chen is asked. Review\nThu 5 Nov, 10:00–10:45 (Lisbon)")
    assert "This ends 1 h 45 min after your working day." in chen.last.text


async def test_no_common_hour(team: tuple[Phone, Phone, Phone], house: House) -> None:
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
        " 4 h 45 min too late for Chen."
    )
    assert card.rows == [["Other days", "Leave Chen out"], ["Edit", "Discard"]]
    assert bo.newest is None


async def test_transcript_5_somebody_who_never_opened_the_bot(ana: Phone, dana: Phone) -> None:
    await ana.sends("Coffee with @dana_porto tomorrow 9:30")
    card = await ana.sees(
        "Coffee\n"
        "Wed 4 Nov, 09:30–10:00 (Lisbon)\n"
        "You are free. @dana_porto has not opened me yet, so I cannot check their time or write first."
        " You get a link to send."
    )
    assert card.rows == [["Book and get the link"], ["Edit", "Discard"]]

    await ana.taps("Book and get the link")

    assert ana.last.text.startswith("Booked. Now send @dana_porto the link. Coffee\nWed 4 Nov, 09:30–10:00 (Lisbon)\n")
    assert ana.last.button("Send the link")["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert dana.newest is None


@pytest.mark.parametrize(
    ("line", "answer", "rows"),
    [
        (
            "lunch yesterday 12:30",
            "Mon 2 Nov, 12:30 (Lisbon) is over. When is lunch?",
            [["Tomorrow 12:30", "Mon 9 Nov, 12:30"], ["Back", "Discard"]],
        ),
        ("Review Fri 6 Nov 7", "Fri 6 Nov at 07:00 or 19:00?", [["07:00", "19:00"], ["Back", "Discard"]]),
        (
            "Review Thu 10:00 0 min",
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

    assert ana.last.text == (
        "There is no 25:00.\nReview, Thu 5 Nov. How long, and when (Lisbon)?\n"
        "You are free at these times. Or type: 14:15, 50 min."
    )


async def test_a_forgiven_slip_stands_on_the_card(ana: Phone) -> None:
    await ana.sends("Review tomorow 10")

    assert ana.last.text == (
        'I read "tomorow" as tomorrow, Wed 4 Nov.\nReview\nWed 4 Nov, 10:00–10:30 (Lisbon)\nYou are free.'
    )


async def test_answers_to_open_choices_keep_the_rest(ana: Phone) -> None:
    await ana.sends("Review Fri 6 Nov 7 45 min")
    await ana.taps("07:00")
    assert ana.last.text.startswith(
        "This does not suit you. Review\nFri 6 Nov, 07:00–07:45 (Lisbon)\nYou: starts 1 h before the working day\n"
    )
    assert ["Book anyway"] in ana.last.rows

    await ana.taps("Book anyway")
    assert ana.last.text.startswith("Booked. Review\nFri 6 Nov, 07:00–07:45 (Lisbon)")


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("@ana_lisbon", "You are in it anyway."),
        ("@some_bot", "@some_bot is a bot, and bots do not come to appointments."),
        (
            "t.me/appointment_playground_bot",
            "@appointment_playground_bot is a bot, and bots do not come to appointments.",
        ),
        ("everybody!", 'I do not know who "everybody" is. Type an @name, or choose from your contacts.'),
    ],
)
async def test_who_cannot_come(acquainted: tuple[Phone, Phone, Phone], typed: str, note: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends(typed)

    assert ana.last.text == f"{note}\nBudget. Who should come? Tap, or type @names."
    assert ana.last.rows[0] == ["Bo", "Chen", "Just me"]


@pytest.mark.parametrize(
    "typed", ["@BO_Berlin", "bo_berlin", "https://t.me/bo_berlin", "Bo", "@bo_berlin and t.me/Bo_Berlin"]
)
async def test_ways_to_name_somebody(acquainted: tuple[Phone, Phone, Phone], typed: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends(typed)

    assert ana.last.rows[0] == ["✓ Bo", "Chen"]
    await ana.sends(typed)
    assert ana.last.text == "Bo is in it already.\nBudget. Who should come? Tap, or type @names."


async def test_people_without_a_username_are_picked_shared_or_mentioned(
    acquainted: tuple[Phone, Phone, Phone], chat: Chat
) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("From my contacts")
    assert ana.keyboard == [["Choose from my contacts"], ["Back"]]
    await ana.taps("Choose from my contacts", people=["bo", "eve"])
    assert ana.keyboard == []
    eve = chat.phone("eve").person.first_name
    assert ana.last.rows[0] == ["✓ Bo", "Chen", f"✓ {eve}"]
    assert ana.last.text == (
        f"Budget. Who should come? Tap, or type @names.\n{eve} has not opened me yet. You get a link to send."
    )

    await ana.taps(f"✓ {eve}")
    assert ana.last.rows[0] == ["✓ Bo", "Chen", eve]
    await ana.shares_contact("eve")
    assert ana.last.rows[0] == ["✓ Bo", "Chen", f"✓ {eve}"]
    await ana.taps(f"✓ {eve}")
    await ana.sends("and Friend", mentions={"Friend": "eve"})
    assert ana.last.rows[0] == ["✓ Bo", "Chen", f"✓ {eve}"]


async def test_the_way_back_from_the_contacts(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("From my contacts")
    await ana.sends("Back")

    assert ana.last.text == "Budget. Who should come? Tap, or type @names."
    assert ana.keyboard == []


async def test_dead_days_say_why_and_change_nothing(acquainted: tuple[Phone, Phone, Phone], house: House) -> None:
    ana, _, _ = acquainted
    await occupied(house, "bo", datetime(2026, 11, 5, 7, 0, tzinfo=UTC), 10 * 60)
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("Bo")
    await ana.taps("Next")
    month = ana.last
    assert month.rows[2] == ["·", "3", "4", "·", "6", "·", "·"]

    async def says(row: int, column: int) -> str:
        key = month.buttons[row][column]
        ana.handset.tap(month.id, key)
        await ana.chat.settle()
        return await ana.popup()

    assert await says(2, 0) == "Mon 2 Nov is over."
    assert await says(2, 3) == "On Thu 5 Nov there is no 30 min when both are free."
    assert await says(2, 5) == "You do not work on Sat 7 Nov."
    assert await says(0, 0) == "That month is over."
    assert await says(1, 0) == "Tap a day; ‹ and › show other months. You can also type one: thu, tomorrow, 5 Nov."
    assert ana.last == month

    await ana.taps("›")
    assert ana.last.rows[0] == ["‹", "December 2026", "›"]
    await ana.taps("‹")
    assert ana.last == month


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("thu", "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?"),
        ("tomorrow", "Budget with Bo, Wed 4 Nov. How long, and when (Lisbon)?"),
        ("5 Nov", "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?"),
        ("5.11.", "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?"),
        ("sunday", "On Sun 8 Nov there is no 30 min when both are free."),
        ("yesterday", "Mon 2 Nov is over."),
        ("31 Feb", "No calendar has that day."),
        ("banana", 'I cannot read "banana" as a day. Tap one, or type for example: thu, tomorrow, 5 Nov.'),
        ("thu 10:00", "Budget"),
    ],
)
async def test_typed_days(acquainted: tuple[Phone, Phone, Phone], typed: str, head: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("Bo")
    await ana.taps("Next")
    await ana.sends(typed)

    assert ana.last.text.split("\n")[0] == head


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("14:15, 50 min", "Budget\nThu 5 Nov, 14:15–15:05 (Lisbon)\nBerlin 15:15\nBo is free."),
        ("10.30", "Budget\nThu 5 Nov, 10:30–11:00 (Lisbon)\nBerlin 11:30\nBo is free."),
        ("3pm", "Budget\nThu 5 Nov, 15:00–15:30 (Lisbon)\nBerlin 16:00\nBo is free."),
        ("10 1h30", "Budget\nThu 5 Nov, 10:00–11:30 (Lisbon)\nBerlin 11:00\nBo is free."),
        ("fri 10", "Budget\nFri 6 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free."),
    ],
)
async def test_typed_times(acquainted: tuple[Phone, Phone, Phone], typed: str, shown: str) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.sends(typed)

    assert ana.last.text == shown


async def test_what_is_no_time_keeps_the_view(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    times = ana.last
    await ana.sends("whenever")

    assert ana.last.text == (
        f'I cannot read "whenever" as a time. Tap one, or type for example: 14:15, 50 min.\n{times.text}'
    )
    assert ana.last.rows == times.rows
    assert [message.text for message in ana.messages if message.rows] == [ana.last.text]


async def test_later_times_and_earlier_ones(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("Later")
    assert ana.last.rows[1:] == [
        ["12:30", "13:00", "13:30"],
        ["14:00", "14:30", "15:00"],
        ["15:30"],
        ["Earlier"],
        ["Back", "Discard"],
    ]
    await ana.taps("Earlier")
    assert ana.last.rows[1] == ["08:00", "08:30", "09:00"]


async def test_one_field_is_changed_from_the_card(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    await ana.taps("Title")
    assert ana.last.text == "What is it about? Now: Budget. Type it."
    await ana.sends("Budget <b>2027</b> & more")
    assert ana.last.text.startswith("Budget <b>2027</b> & more\nThu 5 Nov, 10:00–10:30 (Lisbon)")
    await ana.taps("Day")
    await ana.taps("6")
    assert ana.last.text.split("\n")[1] == "Fri 6 Nov, 10:00–10:30 (Lisbon)"
    await ana.taps("Place")
    await ana.sends("Room 4")
    await ana.taps("Notes")
    await ana.sends("Bring\nthe numbers")
    assert ana.last.text.split("\n")[3:5] == ["Place: Room 4", "Notes: Bring the numbers"]
    await ana.taps("Place")
    await ana.taps("No place")
    assert ana.last.text.split("\n")[3] == "Notes: Bring the numbers"
    await ana.taps("Time")
    assert ana.last.rows[2] == ["09:30", "• 10:00", "10:30"]
    await ana.taps("Back")
    assert ana.last.text.split("\n")[1] == "Fri 6 Nov, 10:00–10:30 (Lisbon)"


async def test_back_leads_through_all_steps(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    heads = []
    for _ in range(3):
        await ana.taps("Back")
        heads.append(ana.last.text.split("\n")[0])
    assert heads == [
        "Budget with Bo. Which day?",
        "Budget. Who should come? Tap, or type @names.",
        "What is it about? Now: Budget. Type it.",
    ]
    await ana.taps("Next")
    assert ana.last.rows[0] == ["✓ Bo", "Chen"]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_discard_at_every_step(acquainted: tuple[Phone, Phone, Phone], house: House, steps: int) -> None:
    ana, _, _ = acquainted
    before = await counts(house)
    await ana.sends("/new")
    if steps:
        await ana.sends("Budget")
    if steps > 1:
        await ana.taps("Just me")
    if steps > 2:
        await ana.taps("5")
    await ana.taps("Discard")

    assert ana.last.text == "Thrown away. Nobody was asked."
    assert ana.last.rows == [["New appointment"]]
    assert await counts(house) == before
    await ana.taps("New appointment")
    assert ana.last.text == "New appointment. What is it about? Type it."


async def test_an_appointment_with_oneself(acquainted: tuple[Phone, Phone, Phone], house: House) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Focus")
    await ana.taps("Just me")
    assert ana.last.text == "Focus. Which day?\nA dot: over, or no time when you are free."
    await ana.taps("5")
    await ana.taps("08:00")
    assert ana.last.text == "Focus\nThu 5 Nov, 08:00–08:30 (Lisbon)\nYou are free."
    await ana.taps("Book")
    assert ana.last.text.startswith("Booked. Focus\nThu 5 Nov, 08:00–08:30 (Lisbon)")
    await ana.sends("Call Thu 8:00")
    assert "You: busy" in ana.last.text


async def test_a_long_title_is_refused_and_asked_again(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("x" * 300)

    assert ana.last.text == (
        "That is 300 characters; a title has 200 at most.\nNew appointment. What is it about? Type it."
    )


async def test_left_lying_and_taken_up_again(acquainted: tuple[Phone, Phone, Phone], clock: MovableClock) -> None:
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


async def test_a_draft_that_lay_too_long(acquainted: tuple[Phone, Phone, Phone], clock: MovableClock) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    clock.advance(timedelta(days=7))
    await ana.taps("Book")

    assert ana.last.text == "I no longer have this draft; I keep one for 7 days. It was Budget with Bo."
    assert ana.last.rows == [["Start again", "Discard"]]
    await ana.taps("Start again")
    assert ana.last.text.startswith("Budget with Bo. Which day?")


async def test_a_draft_that_redis_forgot(acquainted: tuple[Phone, Phone, Phone], redis_url: str, house: House) -> None:
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


async def test_buttons_of_an_older_draft(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    old = ana.last
    await ana.sends("/new")
    await ana.taps("Start new")
    await ana.sends("Other")
    await ana.taps("10:00", on=old)

    assert ana.last.text == (
        # The old card was deleted, so Telegram does not say what stood on it.
        "I no longer have this draft; I keep one for 7 days.\nMeanwhile you are booking Other."
    )
    assert ana.last.rows == [["Go on", "Start again", "Discard"]]
    await ana.taps("Go on")
    assert ana.last.text == "Other. Who should come? Tap, or type @names."


async def test_a_whole_line_is_a_new_wish_and_no_answer(acquainted: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.sends("Lunch with @chen_sg tomorrow 9:00")

    assert ana.last.text.startswith(
        'This takes the place of "Budget", which was not booked.\n'
        "This does not suit everybody. Lunch\n"
        "Wed 4 Nov, 09:00–09:30 (Lisbon)\n"
        "Chen: 17:00 in Singapore, ends 30 min after the working day\n"
    )


async def test_a_press_that_comes_twice_books_once(acquainted: tuple[Phone, Phone, Phone], house: House) -> None:
    ana, bo, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    card = ana.last
    before = await counts(house)
    await ana.taps("Book", on=card, settle=False)
    await ana.taps("Book", on=card)

    assert (await counts(house))[0] == before[0] + 1
    assert ana.last.text.split("\n")[1] == "Thu 5 Nov, 10:00–10:30 (Lisbon)"
    assert [message.text.split("\n")[0] for message in bo.messages] == ["Ana invites you to Budget"]
