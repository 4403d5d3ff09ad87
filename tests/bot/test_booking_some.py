"""Any so many of several people: said in a line or where people are asked for, booked, declined, moved."""

from __future__ import annotations

from datetime import UTC, datetime

from program.roles import House
from scheduling.clock import MovableClock
from scheduling.notices import UNDO
from scheduling.people import Audience
from tests.bot.drafts import occupied
from tests.chat import Phone
from tests.world import shows_time_to

Team = tuple[Phone, Phone, Phone]


async def test_any_one_of_two_in_a_line_until_both_decline(team: Team, house: House, clock: MovableClock) -> None:
    ana, bo, chen = team
    await ana.sends("Review with any 1 of @bo_berlin, @chen_sg Thu 15:00")
    assert ana.last.text == (
        "Review\n"
        "Thu 5 Nov, 15:00–15:30 (Lisbon)\n"
        "Berlin 16:00 · Singapore 23:00\n"
        "Bo is free.\n"
        "Any one of Bo and Chen is needed.\n"
        "Would miss it: Chen: 23:00 in Singapore, ends 6 h 30 min after the working day"
    )
    await ana.taps("Book")
    assert ana.last.text.splitlines()[-1] == "Any one of Bo and Chen is needed."
    assert chen.last.text.splitlines()[-2] == "You are one of 2, of whom any one is needed."

    for phone in (bo, chen):
        await phone.taps("Decline")
        clock.advance(UNDO)
        await house.settled()
        if phone is bo:
            assert ana.last.rows == [["Open"]]
    assert str(ana.last) == (
        "| Chen declined Review, Thu 5 Nov, 15:00 (Lisbon). Too few can come now. Everybody has answered.\n"
        "| [Find another time] [Cancel it] / [Open]"
    )

    await ana.taps("Find another time")
    assert str(ana.last) == (
        "| Move Review to when? Now: Thu 5 Nov, 15:00 (Lisbon). Enough can at these. Or type: fri 8:00\n"
        "| [Move to Thu 5 Nov, 14:00] / [Move to Thu 5 Nov, 13:00] / [Move to Fri 6 Nov, 08:00] / [Pick a day] [Back]"
    )
    await ana.taps("Pick a day")
    await ana.sends("fri 12:00")
    await ana.taps("Move to Fri 6 Nov, 12:00")
    assert ana.last.text.splitlines()[0] == "Moved. Review"
    # What would miss who asks for it is not offered to them.
    await chen.taps("Another time")
    assert str(chen.last) == (
        "| Another time for Review? Now: Fri 6 Nov, 20:00 (Singapore). Enough can at these. Or type: fri 8:00\n"
        "| [Ask for Mon 9 Nov, 16:00] / [Back]"
    )
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    await ana.taps("Book again")
    assert ana.last.text.splitlines()[1] == "A dot: over, or no time when enough are free."


async def test_any_so_many_where_people_are_asked_for(acquainted: Team, house: House) -> None:
    ana, _, _ = acquainted
    await occupied(house, "bo", datetime(2026, 11, 5, 10, 0, tzinfo=UTC))
    await ana.sends("/new")
    await ana.sends("Review")
    await ana.sends("any 1 of @bo_berlin, @chen_sg, thu 11:00")
    assert ana.last.text.splitlines()[1:] == [
        "Thu 5 Nov, 11:00–11:30 (Lisbon)",
        "Berlin 12:00 · Singapore 19:00",
        "Bo is free.",
        "Any one of Bo and Chen is needed.",
        "Would miss it: Chen: 19:00 in Singapore, ends 2 h 30 min after the working day",
    ]
    await ana.taps("Discard")
    await ana.sends("/new")
    await ana.sends("Review")
    await ana.sends("at least 1 of Bo or @chen_sg")
    assert str(ana.last) == (
        "| Review. Who should come? Tap, or type @names.\n"
        "| Any one of Bo and Chen is needed.\n"
        "| [✓ Bo] [✓ Chen] / [From my contacts] / [Next] / [Back] [Discard]"
    )
    await ana.taps("Next")
    await ana.taps("5")
    assert ana.last.text.splitlines()[1].startswith("Enough are free at these times;")
    assert ana.last.rows[1:3] == [["08:00", "08:30", "09:00"], ["09:30", "10:30", "11:00"]]
    await ana.sends("10:00")
    assert ana.last.labels[3:] == ["Other times", "Back", "Discard"]
    assert ana.last.text == (
        "This does not suit enough people. Review\n"
        "Thu 5 Nov, 10:00–10:30 (Lisbon)\n"
        "Any one of Bo and Chen is needed.\n"
        "Bo: 11:00 in Berlin, busy\n"
        "Chen: 18:00 in Singapore, ends 1 h 30 min after the working day\n"
        "\n"
        "Enough can at:\n"
        "Thu 5 Nov, 08:00 · Berlin 09:00 · Singapore 16:00\n"
        "Thu 5 Nov, 09:00 · Berlin 10:00 · Singapore 17:00\n"
        "Fri 6 Nov, 08:00 · Berlin 09:00 · Singapore 16:00\n"
        "Thu 5 Nov, 09:00: without Chen.\n"
        "Nobody has been asked yet."
    )
    for typed, said in (
        ("3 of @bo_berlin, @chen_sg", "You named 2, so 3 of them cannot be needed: now all of them are."),
        (
            "0 of @bo_berlin, @chen_sg",
            "Somebody has to be needed: now all of them are. Who need not come can be optional.",
        ),
    ):
        await ana.sends(typed)
        assert ana.last.text.splitlines()[:2] == [said, "This does not suit everybody. Review"]

    # Of a stranger no more is said than that they would miss it.
    await shows_time_to(house, "chen_sg", Audience.MET)
    await ana.sends("any 2 of @ana_lisbon, @bo_berlin, @chen_sg, 11:00")
    assert ana.last.text.splitlines()[-3:] == [
        "Bo is free.",
        "Any one of Bo and Chen is needed.",
        "Chen would miss it.",
    ]
