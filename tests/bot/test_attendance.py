"""The people of an appointment that stands, changed in the chat; and what each of them receives."""

from __future__ import annotations

from datetime import timedelta

from playground.answers import Refused
from program.roles import House
from scheduling.people import Audience
from services import attendance, moving
from tests.chat import Chat, Phone
from tests.world import as_known, book, shows_time_to

Team = tuple[Phone, Phone, Phone]


def rang(phone: Phone) -> list[str]:
    """The messages that came, edits left out."""
    return [line for line in phone.transcript if not line.startswith(("EDIT", "DELETE"))]


async def test_people_come_and_go_in_one_change(team: Team, house: House) -> None:
    ana, bo, chen = team
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    await bo.taps("Accept")
    await ana.sends("/agenda")
    await ana.taps("1")
    for phone in team:
        phone.forget()
    await ana.taps("Edit")
    await ana.taps("People")
    assert str(ana.last) == (
        "| Who takes part in Review? Tap a name, or type @names to add somebody.\n"
        "| Bo: accepted\n"
        "| [Bo] / [From my contacts] [Hand over] / [Back] / [Back to agenda]"
    )
    await ana.taps("Bo")
    assert ana.last.text == "Review. Bo: accepted"
    await ana.taps("Remove")
    await ana.sends("@chen_sg and @nobody_knows_me_bot")
    assert str(ana.last) == (
        "| @nobody_knows_me_bot is a bot, and bots do not come to appointments.\n"
        "| Who takes part in Review? Tap a name, or type @names to add somebody.\n"
        "| Bo: no longer in it\n"
        "| Chen: new\n"
        "| Nobody hears of it before you tap Save.\n"
        "| [Bo] [Chen] / [From my contacts] [Hand over] / [Save] [Back]"
    )
    assert [rang(bo), rang(chen)] == [[], []]
    await ana.taps("Chen")
    await ana.taps("Optional")
    await ana.taps("Save")
    assert ana.last.text.splitlines()[0] == "Changed. Review"
    assert ana.last.text.splitlines()[-1] == "Chen: not answered, optional"
    assert rang(bo) == ["NEW Ana no longer needs you for Review, Thu 5 Nov, 09:00–09:45 (Berlin)."]
    assert "EDIT You are no longer needed for this." in bo.transcript
    assert [line.splitlines()[0] for line in rang(chen)] == ["NEW Ana invites you to Review"]
    assert "You are optional: it takes place without you too." in chen.last.text.splitlines()
    assert all("Accept" not in message.labels for message in bo.messages)


async def test_somebody_who_is_busy_is_named_and_nothing_is_written(team: Team, house: House) -> None:
    ana, bo, _chen = team
    await book(house, "ana", "Sync", "chen", "2026-11-06T08:00")
    await book(house, "bo", "Lunch", "", "2026-11-05T08:00")
    await book(house, "ana", "Review", "chen", "2026-11-05T08:00")
    await ana.sends("/agenda")
    await ana.taps("1")
    bo.forget()
    await ana.taps("Edit")
    await ana.taps("People")
    await ana.sends("@bo_berlin")
    await ana.taps("Save")
    assert str(ana.last) == (
        "| Review stays as it is: its time does not suit everybody who would be new or needed.\n"
        "| Thu 5 Nov, 08:00 (Lisbon) is 09:00 in Berlin, and Bo is busy.\n"
        "| [Optional] [Back]"
    )
    await ana.taps("Back")
    assert "Bo: new" in ana.last.text.splitlines()
    await ana.sends("any 1 of @bo_berlin")
    assert ana.last.text.splitlines()[0] == (
        "Any so many of several can be said of a new appointment only: here each of them is needed."
    )
    await ana.sends("@bo_berlin (optional)")
    assert "Bo: new, optional" in ana.last.text.splitlines()
    assert bo.transcript == []
    await ana.taps("Save")
    assert ana.last.text.splitlines()[-1] == "Chen: not answered · Bo: not answered, optional"


async def test_the_account_of_a_name_is_picked_from_the_contacts(team: Team, house: House) -> None:
    ana, bo, _chen = team
    await ana.sends("Coffee with @chen_sg and @bo_elsewhere tomorrow 8:30")
    await ana.taps("Book and get the link")
    assert ana.last.rows[:2] == [["Send the link"], ["Pick from contacts"]]
    for person in ("chen", "bo"):
        bo.forget()
        await ana.taps("Pick from contacts")
        await ana.taps("Choose from my contacts", people=[person])
        if person == "chen":
            assert ana.last.text.splitlines()[0] == "Chen takes part already. Coffee"
    assert ana.last.text.splitlines()[0] == "Thank you, I have written to Bo. Coffee"
    assert ana.last.text.splitlines()[-1] == "Chen: not answered · Bo: not answered"
    assert [line.splitlines()[0] for line in rang(bo)] == ["NEW Ana invites you to Coffee"]
    assert "Pick from contacts" not in ana.last.labels


async def test_who_was_picked_and_never_opened_it_gets_a_link(team: Team, dana: Phone) -> None:
    ana = team[0]
    await ana.sends("Coffee with @dana_elsewhere tomorrow 8:30")
    await ana.taps("Book and get the link")
    await ana.taps("Pick from contacts")
    await ana.taps("Choose from my contacts", people=["dana"])
    assert ana.last.text.splitlines()[0] == "Dana has not opened me yet: please send them the link. Coffee"
    shared = await ana.taps("Send the link")
    assert shared is not None
    await dana.opens(shared.split("\n", 1)[0])
    await dana.taps("14:05 Lisbon")
    assert dana.last.text.splitlines()[0] == "Coffee"
    assert ana.last.text == "Dana opened the invitation to Coffee, Wed 4 Nov, 08:30 (Lisbon). Dana has not answered."


async def test_who_is_found_to_have_stopped_the_bot_gets_a_link_or_is_removed(
    chat: Chat, ana: Phone, bo: Phone
) -> None:
    chat.faults.refuse(Refused(403, "Forbidden: bot was blocked by the user"), "sendMessage", chat_id=bo.person.id)
    await ana.sends("Budget with @bo_berlin Thu 10:00 30 min")
    await ana.taps("Book")
    told = ana.last
    assert told.text.startswith("Bo has stopped this bot")
    assert told.rows == [["Send the link", "Remove"], ["Open"]]
    await ana.taps("Send the link", on=told)
    assert ana.last.rows[0] == ["Send the link"]
    await ana.taps("Remove", on=told)
    await ana.taps("Save")
    assert ana.last.text == "Changed. Budget\nThu 5 Nov, 10:00–10:30 (Lisbon)"
    assert bo.messages == []


async def test_somebody_who_hides_their_time_is_only_said_not_to_suit(team: Team, house: House) -> None:
    ana, bo, chen = team
    await shows_time_to(house, "bo_berlin", Audience.NOBODY)
    await book(house, "ana", "Sync", "bo", "2026-11-05T08:00")
    await bo.taps("Accept")
    await book(house, "ana", "Review", "chen", "2026-11-05T08:30")
    await book(house, "bo", "Lunch", "", "2026-11-05T08:30")
    await ana.sends("/agenda")
    await ana.taps("2")
    await ana.taps("Edit")
    await ana.taps("People")
    assert ana.last.rows[1] == ["+ Bo"]
    await ana.taps("+ Bo")
    await ana.taps("Save")
    assert str(ana.last) == (
        "| Review stays as it is: its time does not suit everybody who would be new or needed.\n"
        "| Bo: the time does not suit.\n"
        "| [Optional] [Back] / [Back to agenda]"
    )
    await ana.taps("Optional")
    saved = ana.last
    await ana.taps("Save")
    assert ana.last.text.splitlines()[0] == "Changed. Review"
    for phone in (bo, chen):
        phone.forget()
    await ana.taps("Save", on=saved)
    assert ana.last.text.splitlines()[0] == "Nothing has changed. Review"
    assert [rang(bo), rang(chen)] == [[], []]


async def test_who_is_removed_just_before_a_move_hears_nothing_of_the_new_time(team: Team, house: House) -> None:
    _ana, bo, _chen = team
    made = await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.taps("Accept")
    bo.forget()
    by, removed = await as_known(house, "ana_lisbon"), await as_known(house, "bo_berlin")
    async with house.engine.begin() as connection:
        # Both before anything of it can be sent.
        await attendance.change(connection, made.id, {removed.id: None}, by=by, now=house.clock())
        later = made.starts_at + timedelta(days=1)
        await moving.move(connection, made.id, later, by=by, sequence=made.sequence, now=house.clock())
    await house.settled()
    await bo.chat.settle()
    assert rang(bo) == ["NEW Ana no longer needs you for Review."]


async def test_a_whole_line_while_people_are_asked_for_is_another_appointment(team: Team, house: House) -> None:
    ana, _, _ = team
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Edit")
    await ana.taps("People")
    await ana.sends("Dentist Thu 9:00 30 min")
    assert str(ana.last) == (
        "| Dentist\n| Thu 5 Nov, 09:00–09:30 (Lisbon)\n| You are free.\n| [Book] / [Edit] [Discard]"
    )
