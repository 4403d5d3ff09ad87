"""/settings: each button shows its value, and no change takes more than two taps. /help."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text

from program.roles import House
from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.people import OutsideHours
from tests.chat import Phone
from tests.world import as_known, book

NINE_TO_SIX = ((9 * 60, 18 * 60),)


async def test_every_button_shows_its_value(ana: Phone) -> None:
    await ana.sends("/settings")
    assert str(ana.last) == (
        "| Your settings. Tap what you want to change.\n"
        "| [14:05 in Lisbon] / [Mon–Fri, 08:00–17:00] / [Outside these hours: no] / [Time off] [Holidays: none]"
        " / [Reminders: 1 day, 15 min] / [Privacy: invited by anybody]"
        " / [Morning: none] [Quiet hours: none] / [14:05, Mon first] [Language: English]"
    )
    # More would push the message off a phone's screen.
    assert len(ana.last.rows) <= 8


async def test_hours_by_two_taps(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    card = ana.last
    await ana.taps("Mon–Fri, 08:00–17:00")
    assert str(ana.last) == (
        "| When can you be booked (Lisbon)?\n"
        "| Mon  08:00–17:00\n| Tue  08:00–17:00\n| Wed  08:00–17:00\n| Thu  08:00–17:00\n| Fri  08:00–17:00\n"
        "| Sat  off\n| Sun  off\n"
        "| \n"
        "| Tap a day or a time, or type what it should be:\n"
        "| Mon-Thu 9-12, 13-18; Fri off\n"
        "| [✓ Mon] [✓ Tue] [✓ Wed] / [✓ Thu] [✓ Fri] [Sat] / [Sun] / "
        "[08:00–17:00] [09:00–17:00] [09:00–18:00] / [Holidays: none] [Limits] / [Back]"
    )
    await ana.taps("09:00–18:00")
    assert (await as_known(house, "ana_lisbon")).hours == WeeklyHours.of(dict.fromkeys(range(5), NINE_TO_SIX))
    await ana.taps("✓ Fri")
    await ana.taps("Sat")
    wanted = WeeklyHours.of(dict.fromkeys((0, 1, 2, 3, 5), NINE_TO_SIX))
    assert (await as_known(house, "ana_lisbon")).hours == wanted
    await ana.taps("Back")
    assert (ana.last.id, ana.last.labels[1]) == (card.id, "Mon–Thu, 09:00–18:00; …")


async def test_a_day_pressed_twice_is_pressed_once(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    drawn = ana.last
    await ana.taps("✓ Fri", on=drawn)
    await ana.taps("✓ Fri", on=drawn)
    assert (await as_known(house, "ana_lisbon")).hours == DEFAULT_HOURS.replaced(4, ())


async def test_typed_hours_are_read_back_before_they_are_kept(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    await ana.sends("Mon-Thu 9-12, 13-18; Friady off, and Sun tea")
    assert str(ana.last) == (
        "| I read it so. Shall I keep it?\n"
        "| Mon  09:00–12:00, 13:00–18:00\n| Tue  09:00–12:00, 13:00–18:00\n"
        "| Wed  09:00–12:00, 13:00–18:00\n| Thu  09:00–12:00, 13:00–18:00\n"
        "| Fri  off\n| Sat  off\n| Sun  off\n"
        '| I read "Friady" as Friday.\n'
        '| I did not understand "Sun tea".\n'
        "| [Save] [Back]"
    )
    assert (await as_known(house, "ana_lisbon")).hours == DEFAULT_HOURS
    await ana.taps("Save")
    assert ana.last.text.startswith("Kept.\nWhen can you be booked (Lisbon)?\nMon  09:00–12:00, 13:00–18:00\n")
    split = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
    assert (await as_known(house, "ana_lisbon")).hours == WeeklyHours.of(dict.fromkeys(range(4), split))


async def test_hours_that_cannot_be_say_why(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    for typed, said in (
        ("Mon 9-25", "Monday: there is no such time. The day goes from 00:00 to 24:00."),
        ("Tue 9-12, 11-15", "Tuesday: 11:00–15:00 overlaps with another time."),
        ("whenever you like", 'I cannot read "whenever you like" as hours.'),
    ):
        await ana.sends(typed)
        assert ana.last.text.splitlines()[0] == said
        assert "Back" in ana.last.labels
    assert (await as_known(house, "ana_lisbon")).hours == DEFAULT_HOURS


async def test_what_was_typed_and_lost_is_asked_for_again(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    await ana.sends("Mon 9-12")
    await house.redis.flushall()
    await ana.taps("Save")
    assert ana.last.text.startswith("I no longer have what you typed. Please type it once more.\n")


async def test_who_asks_outside_the_hours(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Outside these hours: no")
    assert "Outside these hours: ask me" in ana.last.labels
    assert (await as_known(house, "ana_lisbon")).outside_hours is OutsideHours.ASK
    await ana.taps("Outside these hours: ask me")
    assert (await as_known(house, "ana_lisbon")).outside_hours is OutsideHours.REFUSE


async def leads_of(house: House, key: str) -> list[int]:
    """The reminders that one is still owed, in minutes before."""
    person = await as_known(house, key)
    async with house.engine.begin() as connection:
        found = await connection.execute(
            text(
                "SELECT EXTRACT(epoch FROM lead)::int / 60 FROM notices"
                " WHERE kind = 'reminder' AND state = 'due' AND recipient_id = :person ORDER BY lead DESC"
            ),
            {"person": person.id},
        )
        return list(found.scalars())


async def test_reminders_by_taps_and_typed(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    await bo.sends("/settings")
    await bo.taps("Reminders: 1 day, 15 min")
    assert str(bo.last) == (
        "| I remind you 1 day and 15 minutes before.\n"
        "| Tap, or type when:\n"
        "| 2 h, 10 min\n"
        "| [✓ 1 day] [2 h] [1 h] / [30 min] [✓ 15 min] [5 min] / [None] [Back]"
    )
    await bo.taps("✓ 1 day")
    await bo.taps("2 h")
    assert await leads_of(house, "bo_berlin") == [120, 15]
    await bo.sends("2 h, 10 min")
    assert bo.last.text.splitlines()[0] == "I remind you 2 hours and 10 minutes before."
    assert "✓ 10 min" in bo.last.labels
    assert await leads_of(house, "bo_berlin") == [120, 10]
    await bo.sends("tomorrow")
    assert bo.last.text.splitlines()[0] == 'I cannot read "tomorrow" as a length.'
    await bo.sends("1, 2, 3, 4, 5, 6 min")
    assert bo.last.text.splitlines()[0] == "Five reminders are the most."
    await bo.taps("None")
    assert bo.last.text.splitlines()[0] == "I do not remind you."
    assert bo.last.rows[-1] == ["✓ None", "Back"]
    assert await leads_of(house, "bo_berlin") == []
    assert await leads_of(house, "ana_lisbon") == [1440, 15]


async def test_a_sixth_reminder_does_not_fit(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Reminders: 1 day, 15 min")
    for lead in ("2 h", "1 h", "30 min"):
        await ana.taps(lead)
    await ana.taps("5 min")
    assert await ana.popup() == "Five reminders are the most. Take another one out first."
    assert len((await as_known(house, "ana_lisbon")).prefs.reminders) == 5


async def test_another_city_redraws_the_cards(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    invitation = bo.last
    assert "Fri 6 Nov, 11:00–11:30 (Berlin)" in invitation.text
    await bo.sends("/settings")
    await bo.taps("15:05 in Berlin")
    assert bo.last.text.splitlines()[0] == "You are in Berlin, where it is 15:05."
    await bo.sends("Asia/Tokyo")
    await bo.sees("It is 23:05 in Tokyo, right?")
    await bo.taps("Yes")
    assert bo.last.text == (
        "This has not moved, and is different for you now:\n"
        "Review: Fri 6 Nov, 19:00 (Tokyo), was Fri 6 Nov, 11:00 (Berlin); outside your hours\n"
        "Your settings. Tap what you want to change."
    )
    assert bo.last.labels[0] == "23:05 in Tokyo"
    assert (await as_known(house, "bo_berlin")).zone == ZoneInfo("Asia/Tokyo")
    redrawn = next(message for message in bo.messages if message.id == invitation.id)
    assert "Fri 6 Nov, 19:00–19:30 (Tokyo)" in redrawn.text


async def test_back_from_the_city_leaves_it(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    await ana.taps("Another city")
    assert ana.last.text == "Which city are you in? Type it, or send your location."
    await ana.taps("Back")
    assert ana.last.text == "Your settings. Tap what you want to change."
    await ana.sends("Asia/Tokyo")
    assert (await as_known(house, "ana_lisbon")).city == "Lisbon"


async def test_other_hours_are_those_that_bookings_respect(ana: Phone, bo: Phone, house: House) -> None:
    await bo.sends("/settings")
    await bo.taps("Mon–Fri, 08:00–17:00")
    await bo.taps("✓ Fri")
    await ana.sends("Review with @bo_berlin Fri 6 Nov 10:00")
    assert "Book" not in ana.last.labels


async def test_help(ana: Phone, bo: Phone, house: House) -> None:
    await ana.sends("/help")
    assert "Coffee tomorrow 10:00" in ana.last.text
    assert ana.last.rows == [["New appointment", "Agenda"], ["Settings"]]
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    await ana.sends("/help")
    assert "<code>Coffee with @bo_berlin tomorrow 10:00</code>" in ana.last.html
    await ana.taps("Settings")
    assert ana.last.text == "Your settings. Tap what you want to change."


async def test_reminders_chosen_before_are_those_of_the_next_booking(ana: Phone, bo: Phone, house: House) -> None:
    await bo.sends("/settings")
    await bo.taps("Reminders: 1 day, 15 min")
    await bo.sends("45 min")
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    assert await leads_of(house, "bo_berlin") == [45]
    assert (await as_known(house, "bo_berlin")).prefs.reminders == (timedelta(minutes=45),)


async def test_a_wish_is_a_wish_whatever_was_asked(ana: Phone, bo: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    await ana.sends("Coffee with @bo_berlin tomorrow 10:00")
    assert ana.last.text.startswith("Coffee\nWed 4 Nov, 10:00–10:30 (Lisbon)")
    assert (await as_known(house, "ana_lisbon")).hours == DEFAULT_HOURS
    await ana.sends("/settings")
    await ana.taps("Reminders: 1 day, 15 min")
    await ana.sends("Tea tomorrow 11:00")
    assert ana.last.text.startswith("Tea\nWed 4 Nov, 11:00–11:30 (Lisbon)")
