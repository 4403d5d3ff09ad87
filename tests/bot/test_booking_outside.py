"""A time outside somebody's hours: by how much, who is asked all the same, and what comes closest."""

from __future__ import annotations

import pytest

from db import people
from program.roles import House
from scheduling.people import OutsideHours
from tests.chat import Chat, Phone
from tests.world import as_known, book, move_in, work

Hours = dict[int, list[tuple[int, int]]]

MORNING, AFTERNOON = (480, 720), (780, 1020)


def weekdays(*hours: tuple[int, int]) -> Hours:
    return {weekday: [*hours] for weekday in range(5)}


async def may_be_asked(house: House, *usernames: str) -> None:
    for username in usernames:
        person = await as_known(house, username)
        async with house.engine.begin() as connection:
            await people.change(connection, person.id, outside_hours=OutsideHours.ASK.value)


@pytest.mark.usefixtures("bo")
async def test_how_much_of_it_is_in_the_break(ana: Phone, house: House) -> None:
    await work(house, "bo", weekdays(MORNING, AFTERNOON))
    await ana.sends("Review with @bo_berlin Fri 10:30")
    await ana.taps("1 h")
    assert ana.last.text.splitlines()[0] == (
        "Review no longer suits everybody. Fri 6 Nov, 10:30 (Lisbon) is 11:30 in Berlin and 30 min of it is in Bo's"
        " break."
    )
    await ana.sends("Budget with @bo_berlin Fri 11:15")
    assert ana.last.text.splitlines()[3] == "Bo: 12:15 in Berlin, 30 min of it in the break"


async def test_who_is_away_on_another_day(ana: Phone, bo: Phone) -> None:
    await bo.sends("/settings")
    await bo.taps("Time off")
    await bo.sends("Fri")
    await ana.sends("Review with @bo_berlin Thu 10:00")
    await ana.sends("Fri")
    assert ana.last.text.splitlines()[0] == (
        "Review no longer suits everybody. Fri 6 Nov, 10:00 (Lisbon) is 11:00 in Berlin, and Bo is away that day."
    )


async def test_several_people_are_added_outside_their_hours(
    team: tuple[Phone, Phone, Phone], chat: Chat, house: House
) -> None:
    ana, bo, _ = team
    await move_in(chat, house, "dana")
    await work(house, "bo", weekdays(MORNING, AFTERNOON))
    await work(house, "chen", {0: [MORNING]})
    await work(house, "dana", weekdays(AFTERNOON))
    await may_be_asked(house, "bo_berlin", "chen_sg", "dana_porto")
    await book(house, "ana", "Lunch", "", "2026-11-06T11:30")
    await ana.sends("/agenda")
    for label in ("1", "Edit", "People"):
        await ana.taps(label)
    await ana.sends("@bo_berlin @chen_sg @dana_porto")
    await ana.taps("Save")

    assert str(ana.last) == (
        "| Lunch stays as it is: its time does not suit everybody who would be new or needed.\n"
        "| Fri 6 Nov, 11:30 (Lisbon) is 12:30 in Berlin and 30 min of it is in Bo's break.\n"
        "| Fri 6 Nov, 11:30 (Lisbon) is 19:30 in Singapore, where Chen does not work that day.\n"
        "| Fri 6 Nov, 11:30 (Lisbon) is 11:30 in Porto and starts 1 h 30 min before Dana's working day.\n"
        "| [Ask them anyway] [Back]"
    )
    assert bo.transcript == []
    await ana.taps("Ask them anyway")
    assert ana.last.text.splitlines()[-1] == "Bo: not answered · Chen: not answered · Dana: not answered"


@pytest.mark.usefixtures("bo")
@pytest.mark.parametrize(
    ("anas", "bos", "closest"),
    [
        (weekdays(AFTERNOON), weekdays(MORNING), "10:30 (Lisbon), 11:30 in Berlin: 2 h 30 min too early for you."),
        (weekdays(MORNING), weekdays(AFTERNOON), "11:30 (Lisbon), 12:30 in Berlin: 30 min too early for Bo."),
        (
            weekdays((480, 705), (795, 1020)),
            weekdays((785, 840)),
            "12:30 (Lisbon), 13:30 in Berlin: 30 min in your break.",
        ),
        (
            weekdays((710, 755)),
            weekdays((540, 765), (855, 1080)),
            "12:00 (Lisbon), 13:00 in Berlin: 30 min in Bo's break.",
        ),
        ({0: [MORNING]}, {3: [MORNING]}, "10:00 (Lisbon), 11:00 in Berlin: no working day for you."),
    ],
)
async def test_whom_the_closest_time_costs_how_much(
    ana: Phone, house: House, anas: Hours, bos: Hours, closest: str
) -> None:
    await work(house, "ana", anas)
    await work(house, "bo", bos)
    await may_be_asked(house, "bo_berlin")
    await ana.sends("Review with @bo_berlin Thu 10:00")
    assert ana.last.text.splitlines()[-1] == (
        f"No hour is inside everyone's day. Closest: Thu 5 Nov, {closest} I looked until Sat 2 Jan."
    )


@pytest.mark.usefixtures("bo", "chen")
async def test_who_is_asked_anyway_is_told_of_whoever_has_another_invitation(
    ana: Phone, chat: Chat, house: House
) -> None:
    await move_in(chat, house, "dana")
    await may_be_asked(house, "chen_sg")
    await book(house, "dana", "Coffee", "bo", "2026-11-06T08:30")
    await ana.sends("Review with @bo_berlin and @chen_sg Fri 8:00")
    await ana.sends("8:30 1 h")
    assert str(ana.last) == (
        "| Review no longer suits everybody. Fri 6 Nov, 08:30 (Lisbon) is 16:30 in Singapore and ends 30 min after"
        " Chen's working day.\n"
        "| All three can at 08:00 · Berlin 09:00 · Singapore 16:00:\n"
        "| Fri 6 Nov, 08:00: Bo has not decided on another invitation for that time.\n"
        "| Fri 6 Nov, 08:30: Bo has not decided on another invitation for that time.\n"
        "| [Book Fri 6 Nov, 08:00] / [Book Mon 9 Nov, 08:00] / [Book Tue 10 Nov, 08:00] / [Ask Chen anyway] /"
        " [Other times] [Edit] [Discard]"
    )


async def test_an_evening_suits_who_asks_for_it(ana: Phone, bo: Phone, house: House) -> None:
    await ana.sends("Late call with @bo_berlin fri 16:30 2h")
    assert ana.last.text.splitlines()[2:4] == [
        "You: ends 1 h 30 min after the working day",
        "Bo: 17:30 in Berlin, ends 2 h 30 min after the working day",
    ]
    assert not [label for label in ana.last.labels if label.endswith("anyway")]
    assert ana.last.text.splitlines()[-1] == (
        'Outside working hours Bo is not asked. They can allow it under "Outside these hours" in /settings.'
    )
    await may_be_asked(house, "bo_berlin")
    await ana.sends("17:00")
    assert "Ask Bo anyway" in ana.last.labels
    await ana.taps("Ask Bo anyway")
    assert ana.last.text.splitlines()[:2] == [
        "Booked, and Bo is asked. Late call",
        "Fri 6 Nov, 17:00–19:00 (Lisbon)",
    ]
    assert bo.last.text.startswith("Ana invites you to Late call\nFri 6 Nov, 18:00–20:00 (Berlin)\n")
    await work(house, "bo", weekdays((480, 1380)))
    await ana.sends("Dinner with @bo_berlin mon 19:00 1h")
    await ana.taps("Book anyway")
    assert ana.last.text.startswith("Booked, and Bo is asked. Dinner\nMon 9 Nov, 19:00–20:00 (Lisbon)\n")


async def test_a_day_on_which_one_does_not_work_is_booked_with_a_time(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("Picnic")
    await ana.taps("Just me")
    await ana.sends("sunday")
    assert ana.last.text.splitlines()[0] == (
        "You do not work on Sun 8 Nov. To book it all the same, type it with a time: Sun 8 Nov 10:00"
    )
    await ana.sends("Sun 8 Nov 10:00")
    await ana.taps("Book anyway")
    assert ana.last.text == "Booked. Picnic\nSun 8 Nov, 10:00–10:30 (Lisbon)"
