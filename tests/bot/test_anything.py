"""Anything else: whatever comes is answered with what it was and a way on, or known to need no answer."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot import menu
from playground.sample import GROUP
from playground.samples import KINDS
from program.roles import House
from scheduling.people import Reach
from tests.chat import Chat, Phone
from tests.world import as_known, book, know_places
from texts import languages, words

EXAMPLE = "Write one line, for example: Lunch tomorrow 12:30"
SAID = {
    "photo": f"I cannot read pictures. {EXAMPLE}",
    "document": f"I cannot read files. {EXAMPLE}",
    "voice": f"I cannot listen to voice messages. {EXAMPLE}",
    "audio": f"I cannot listen to music. {EXAMPLE}",
    "video": f"I cannot watch videos. {EXAMPLE}",
    "video_note": f"I cannot watch videos. {EXAMPLE}",
    "animation": f"I cannot watch videos. {EXAMPLE}",
    "sticker": f"I cannot read stickers. {EXAMPLE}",
    "contact": "To meet somebody, begin an appointment: it asks who should come, and takes a contact then.",
    "location": "Have you moved? Your city stands in the settings.",
    "venue": f"I cannot read places. {EXAMPLE}",
    "poll": f"I cannot take part in polls. {EXAMPLE}",
    "dice": f"Nice throw, but I only read text. {EXAMPLE}",
    "game": f"I do not play games. {EXAMPLE}",
}


def test_every_kind_that_phones_send_has_its_sentence() -> None:
    assert SAID.keys() == KINDS.keys()


async def test_every_kind_is_answered_with_a_way_on(ana: Phone) -> None:
    for kind, said in SAID.items():
        await ana.sends_kind(kind)
        assert ana.last.text == said, kind
        assert ana.last.labels == (["Settings"] if kind == "location" else ["New appointment"])


async def test_a_kind_that_nobody_has_heard_of(ana: Phone) -> None:
    ana.handset.post({"checklist": {"title": "Shopping", "tasks": []}})
    await ana.chat.settle()
    assert ana.last.text == f"I can only read text. {EXAMPLE}"


async def test_a_story_that_was_forwarded(ana: Phone) -> None:
    ana.handset.post({"story": {"id": 5, "chat": {"id": 7002, "type": "private"}}})
    await ana.chat.settle()
    assert ana.last.text == f"I cannot watch stories. {EXAMPLE}"


async def test_the_example_names_somebody_one_knows(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    await ana.sends_photo()
    assert "<code>Lunch tomorrow 12:30 with @bo_berlin</code>" in ana.last.html


async def test_an_album_gets_one_answer(ana: Phone) -> None:
    content = KINDS["photo"](ana.chat.telegram, None)
    ana.forget()
    for _ in range(3):
        ana.handset.post({**content, "media_group_id": "1"})
    await ana.chat.settle()
    assert len(ana.transcript) == 1


async def test_text_that_is_no_wish(ana: Phone) -> None:
    await ana.sends("what a day")
    assert ana.last.text == 'I see no day, no time and nobody\'s @name in that. Is "What a day" to be an appointment?'
    assert ana.last.rows == [["New appointment", "Agenda"], ["Settings", "Help"]]
    await ana.sends("?!")
    assert ana.last.text == f"I cannot make an appointment of that.\n{EXAMPLE}"


async def test_a_slip_in_a_command_is_offered_what_it_resembles(ana: Phone) -> None:
    for typed, near, label in (
        ("/agneda", "agenda", "Agenda"),
        ("/Setings", "settings", "Settings"),
        ("/hlep", "help", "Help"),
        ("/nwe", "new", "New appointment"),
    ):
        await ana.sends(typed)
        assert ana.last.text == f"There is no {typed}. Did you mean /{near}?"
        assert ana.last.labels == [label]
    await ana.sends("/agneda")
    await ana.taps("Agenda")
    assert ana.last.text.startswith("Nothing ahead.")


async def test_a_command_that_resembles_nothing(ana: Phone) -> None:
    await ana.sends("/weather <b>")
    assert ana.last.text == "There is no /weather."
    assert ana.last.rows == [["New appointment", "Agenda"], ["Settings", "Help"]]


async def test_changed_text_is_answered(ana: Phone) -> None:
    sent = await ana.sends("what a day")
    await ana.edits(sent, "Lunch tomorrow 12:30")
    assert ana.last.text == (
        "I read a message when it comes, and not again when it is changed. Please send it as a new one."
    )
    assert ana.last.labels == ["New appointment"]


async def test_the_question_of_a_draft_comes_again_below_what_is_no_answer(ana: Phone) -> None:
    await ana.sends("/new")
    asked = ana.last
    await ana.sends_photo()
    assert ana.last.text == f"I cannot read pictures.\n{asked.text}"
    assert (ana.last.rows, [message.id for message in ana.messages if message.id == asked.id]) == (asked.rows, [])
    await ana.sends_photo("Budget")
    await ana.taps("Just me")
    day = ana.last
    await ana.sends_kind("location")
    assert (ana.last.text, ana.last.rows) == (f"I cannot read places.\n{day.text}", day.rows)
    await ana.sends("/agneda")
    assert ana.last.text == f"There is no /agneda. Did you mean /agenda?\n{day.text}"

    await ana.sends("thu 7:00")
    assert ana.last.rows[0] == ["07:00", "19:00"]
    await ana.sends_kind("sticker")
    await ana.shares_contact("bo")
    await ana.sends("fri 11")
    assert ana.last.text.startswith("Budget\nFri 6 Nov, 11:00–11:30 (Lisbon)\nYou are free. Bo has not opened me yet")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    ],
)
async def test_what_needs_no_answer_gets_none(ana: Phone, content: dict[str, object]) -> None:
    ana.forget()
    ana.handset.post(content)
    await ana.chat.settle()
    assert ana.transcript == []


async def test_an_unknown_button(ana: Phone) -> None:
    await ana.sends("/help")
    for data in ("zz:1", "", "x" * 64, "sa:Europe/Berlin"):
        ana.handset.tap(ana.last.id, {"text": "old", "callback_data": data})
        await ana.chat.settle()
        assert await ana.popup() == (
            "This button is too old for me. Write /agenda for what lies ahead, or /new for a new appointment."
        )


async def test_who_blocks_the_bot_is_known_to_and_who_comes_back_too(ana: Phone, house: House) -> None:
    await ana.blocks()
    assert (await as_known(house, "ana_lisbon")).reach is Reach.BLOCKED
    await ana.unblocks()
    assert (await as_known(house, "ana_lisbon")).reach is Reach.REACHABLE


def by_the_bot(group: Phone) -> list[str]:
    return [line for line in group.transcript if "private" in line]


async def test_one_line_in_a_group_and_silence_unless_addressed(chat: Chat, ana: Phone, bo: Phone) -> None:
    group = ana.in_group(GROUP)
    ana.handset.add_bot(GROUP)
    await chat.settle()
    assert group.last.text == "I book in private for now."
    assert group.last.button("Open chat")["url"] == f"https://t.me/{chat.telegram.username}"
    group.forget()
    there = bo.in_group(GROUP)
    await there.sends("Lunch tomorrow 12:30?")
    await there.sends("hello @somebody")
    assert by_the_bot(group) == []
    await there.sends(f"@{chat.telegram.username} Lunch tomorrow 12:30")
    await there.sends(f"/new@{chat.telegram.username}")
    await there.sends("and you?", reply_to=group.last)
    assert by_the_bot(group) == ["NEW I book in private for now."] * 3
    group.forget()
    ana.handset.remove_bot(GROUP)
    ana.handset.add_bot(GROUP)
    await chat.settle()
    assert by_the_bot(group) == []


async def test_a_group_is_known_while_the_bot_is_in_it(chat: Chat, ana: Phone, house: House) -> None:
    ana.handset.add_bot(GROUP)
    await chat.settle()
    ana.handset.remove_bot(GROUP)
    await chat.settle()
    async with house.engine.begin() as connection:
        rows = await connection.execute(text("SELECT id, title, member FROM chats"))
        assert [tuple(row) for row in rows] == [(GROUP, "Team", False)]


async def test_the_menu_is_set_once_in_every_language(chat: Chat, house: House) -> None:
    profile, commands = chat.telegram.profile, ["new", "agenda", "free", "settings", "help", "export", "delete"]
    tags = {"" if language == "en" else language: words(language) for language in languages()}
    assert {tag: kept for (_, tag), kept in profile.commands.items()} == {
        tag: [{"command": each, "description": said.plain(f"menu-{each}")} for each in commands]
        for tag, said in tags.items()
    }
    assert profile.descriptions == {tag: said.plain("menu-description") for tag, said in tags.items()}
    assert house.bot is not None
    before = len(chat.telegram.calls)
    await menu.publish(house.bot.messenger)
    again = [call.method for call in list(chat.telegram.calls)[before:]]
    assert [method for method in again if method.startswith("set")] == []


async def test_plain_words_do_what_the_command_does(ana: Phone) -> None:
    for typed, first in (
        ("help", "I book appointments. Write one line, and I find a time that suits everybody in it:"),
        ("¿Qué puedes hacer?", "I book appointments. Write one line, and I find a time that suits everybody in it:"),
        ("Einstellungen", "Your settings. Tap what you want to change."),
        ("what do I have tomorrow?", "Nothing ahead."),
        ("jadwal saya", "Nothing ahead."),
        ("new appointment", "New appointment. What is it about? Type it."),
        ("abbrechen", "Thrown away. Nobody was asked."),
        ("stop", "You are not booking anything now. To cancel an appointment, open it and tap [Cancel it]."),
        ("hi", "Hello Ana. It is 14:05 in Lisbon. Write one line and I do the rest:"),
        ("danke!", "You are welcome."),
    ):
        await ana.sends(typed)
        assert ana.last.text.splitlines()[0].startswith(first), typed
    await ana.sends("hapus data saya")
    assert "Delete my data" in ana.last.labels


async def test_plain_words_leave_what_is_being_booked_where_it_stands(ana: Phone) -> None:
    await ana.sends("Lunch tomorrow 12:30")
    card = ana.last
    for typed, first in (
        ("help", "I book appointments."),
        ("agenda", "Nothing ahead."),
        ("pengaturan", "Your settings."),
    ):
        await ana.sends(typed)
        assert ana.last.text.startswith(first), typed
        assert card.id in [message.id for message in ana.messages]
    await ana.sends("hello")
    assert ana.last.text.splitlines()[:2] == ["Hello Ana.", "Lunch"]
    await ana.sends("thanks")
    assert ana.last.text.splitlines()[:2] == ["You are welcome.", "Lunch"]
    await ana.sends("/stop")
    assert ana.last.text == "Thrown away. Nobody was asked."
    # A title, a place and a reason may be any words.
    await ana.sends("/new")
    await ana.sends("Agenda")
    assert ana.last.text.startswith("Agenda. Who should come?")


async def test_stop_leaves_the_question_that_is_open(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    await ana.sends("move Review")
    await ana.sends("never mind")
    assert ana.last.text.startswith("Review\nFri 6 Nov, 10:00")
    await ana.sends("/settings")
    await ana.taps("Reminders: 1 day, 15 min")
    await ana.sends("stop")
    assert ana.last.text == "Your settings. Tap what you want to change."


async def test_a_command_that_there_is_not_is_known_by_its_meaning(ana: Phone) -> None:
    for typed, near, label in (
        ("/today", "agenda", "Agenda"),
        ("/calendar", "agenda", "Agenda"),
        ("/timezone", "settings", "Settings"),
        ("/book", "new", "New appointment"),
    ):
        await ana.sends(typed)
        assert (ana.last.text, ana.last.labels) == (f"There is no {typed}. Did you mean /{near}?", [label])
    await ana.sends("/book Lunch tomorrow 12:30")
    assert ana.last.text.splitlines()[:2] == ["Lunch", "Wed 4 Nov, 12:30–13:00 (Lisbon)"]


async def test_a_location_elsewhere_is_taken_with_a_tap(ana: Phone, bo: Phone, house: House) -> None:
    await know_places(house)
    await ana.shares_location(35.69, 139.69)
    assert ana.last.text == "Are you in Tokyo now, where it is 23:05?"
    await ana.taps("Only travelling")
    assert ana.last.text.startswith("From when are you in Tokyo?")
    await ana.sends("/agenda")
    await ana.shares_location(35.69, 139.69)
    await ana.taps("I have moved")
    assert (await as_known(house, "ana_lisbon")).city == "Tokyo"


async def test_what_is_no_text_leaves_the_question_open(ana: Phone, bo: Phone, house: House) -> None:
    await know_places(house)
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    await ana.sends("move Review")
    await ana.shares_location(35.69, 139.69)
    assert ana.last.text == "Are you in Tokyo now, where it is 23:05?"
    await ana.shares_contact("bo")
    assert ana.last.text == SAID["contact"]
    await ana.sends("mon 9:00")
    assert ana.last.labels[0] == "Move to Mon 9 Nov, 09:00"
    await ana.sends("/settings")
    await ana.taps("Reminders: 1 day, 15 min")
    await ana.shares_location(52.52, 13.41)
    assert ana.last.labels == ["I have moved", "Only travelling"]
    await ana.sends("20 min")
    assert ana.last.text.startswith("I remind you 20 minutes before.")
