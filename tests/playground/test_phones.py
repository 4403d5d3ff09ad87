"""What people do: links, requests, groups, mentions; and what the test's phone says about it."""

import re

import pytest

from tests.chat import CannotDo, Chat
from tests.playground.conftest import Bot

ANA, GROUP = 7001, -4001


async def test_a_link_opens_the_bot_as_the_person_who_taps(chat: Chat, bot: Bot) -> None:
    dana = chat.phone("dana")
    await dana.opens("https://t.me/appointment_playground_bot?start=abc_-9")
    (update,) = await bot.updates()
    message = update["message"]
    assert (message["from"]["id"], message["text"]) == (7004, "/start abc_-9")
    assert message["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
    await bot("sendMessage", chat_id=7004, text="Hello Dana")
    assert dana.transcript == ["NEW Hello Dana"]
    with pytest.raises(CannotDo, match="up to 64 of"):
        await dana.opens("https://t.me/appointment_playground_bot?start=a.b")
    await dana.opens("tg://resolve?domain=appointment_playground_bot&start=x")
    assert (await bot.updates())[0]["message"]["text"] == "/start x"


async def test_a_share_link_gives_the_text_to_send(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    share = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fx%3Fstart%3D1&text=Coffee%2C%2009%3A30"
    await bot(
        "sendMessage", chat_id=ANA, text="x", reply_markup={"inline_keyboard": [[{"text": "Send", "url": share}]]}
    )
    assert await ana.taps("Send") == "https://t.me/x?start=1\nCoffee, 09:30"
    assert await ana.opens("https://example.com/a") == "https://example.com/a"


async def test_buttons_below_the_text_box(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    ask = {"request_id": 7, "max_quantity": 2, "request_name": True}
    rows = [["Back", {"text": "My place", "request_location": True}], [{"text": "People", "request_users": ask}]]
    await bot("sendMessage", chat_id=ANA, text="x", reply_markup={"keyboard": rows, "one_time_keyboard": True})
    assert ana.keyboard == [["Back", "My place"], ["People"]]
    await bot.updates()
    await ana.taps("People", people=["bo", "eve"])
    (update,) = await bot.updates()
    assert update["message"]["users_shared"] == {
        "request_id": 7,
        "users": [
            {"user_id": 7002, "first_name": "Bo", "last_name": "Keller"},
            {"user_id": 7005, "first_name": "Eve", "last_name": "Ito"},
        ],
    }
    assert ana.keyboard == []
    await bot("sendMessage", chat_id=ANA, text="x", reply_markup={"keyboard": rows})
    with pytest.raises(CannotDo, match="choose 1 to 2 people"):
        await ana.taps("People", people=["bo", "eve", "chen"])
    await ana.taps("My place")
    await ana.taps("Back")
    place, back = await bot.updates()
    assert place["message"]["location"] == {"latitude": 38.7223, "longitude": -9.1393}
    assert back["message"]["text"] == "Back"
    await bot("sendMessage", chat_id=ANA, text="x", reply_markup={"remove_keyboard": True})
    assert ana.keyboard == []


async def test_people_without_a_name_are_mentioned_by_their_account(chat: Chat, bot: Bot) -> None:
    await chat.phone("ana").sends("😀 Review with Eve Thu 10:00", mentions={"Eve": "eve"})
    (update,) = await bot.updates()
    (entity,) = update["message"]["entities"]
    assert (entity["type"], entity["offset"], entity["length"]) == ("text_mention", 15, 3)
    assert entity["user"]["id"] == 7005
    assert "username" not in entity["user"]


async def test_a_long_text_goes_as_several_messages(chat: Chat, bot: Bot) -> None:
    await chat.phone("ana").sends("x" * 5000)
    assert [len(update["message"]["text"]) for update in await bot.updates()] == [4096, 904]


async def test_blocking_is_told_and_undone(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    await ana.blocks()
    with pytest.raises(CannotDo, match="has blocked the bot"):
        await ana.sends("hello")
    await ana.unblocks()
    _, blocked, unblocked = await bot.updates()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    await bot("sendMessage", chat_id=ANA, text="Welcome back")


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana").in_group(GROUP)
    await ana.sends("the bot is not here yet")
    ana.handset.add_bot(GROUP)
    added, joined = await bot.updates()
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"][0]["username"] == "appointment_playground_bot"
    await ana.sends("nobody asked the bot")
    await ana.sends("/help@another_bot")
    assert await bot.updates() == []
    await ana.sends("/help")
    await ana.sends("hey @appointment_playground_bot")
    sent = await bot("sendMessage", chat_id=GROUP, text="Yes?")
    await ana.sends("never mind", reply_to=ana.last)
    heard = [update["message"] for update in await bot.updates()]
    assert [message["text"] for message in heard] == ["/help", "hey @appointment_playground_bot", "never mind"]
    assert heard[2]["reply_to_message"]["message_id"] == sent["message_id"]
    assert chat.phone("bo").in_group(GROUP).transcript[-2:] == ["NEW Yes?", "NEW never mind"]


async def test_a_press_on_a_message_that_is_gone(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    button = {"inline_keyboard": [[{"text": "Accept", "callback_data": "a"}]]}
    sent = await bot("sendMessage", chat_id=ANA, text="x", reply_markup=button)
    old = ana.last
    await bot("editMessageText", chat_id=ANA, message_id=sent["message_id"], text="moved")
    assert old.labels == ["Accept"]
    await bot.updates()
    await ana.taps("Accept", on=old)
    (update,) = await bot.updates()
    assert (update["callback_query"]["data"], update["callback_query"]["message"]["text"]) == ("a", "moved")
    await bot("deleteMessage", chat_id=ANA, message_id=sent["message_id"])
    await ana.taps("Accept", on=old)
    (update,) = await bot.updates()
    assert update["callback_query"]["message"] == {
        "chat": {"id": ANA, "type": "private", "first_name": "Ana", "last_name": "Silva", "username": "ana_lisbon"},
        "message_id": sent["message_id"],
        "date": 0,
    }


async def test_the_transcript_says_what_rang(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    sent = await bot("sendMessage", chat_id=ANA, text="one")
    await bot("sendMessage", chat_id=ANA, text="two", disable_notification=True)
    await bot("editMessageText", chat_id=ANA, message_id=sent["message_id"], text="three")
    await bot("deleteMessage", chat_id=ANA, message_id=sent["message_id"])
    assert ana.transcript == ["NEW one", "QUIET two", "EDIT three", "DELETE three"]
    ana.forget()
    assert ana.transcript == []
    assert chat.phone("bo").transcript == []


async def test_seeing_waits_and_failing_shows_the_chat(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    first = await bot("sendMessage", chat_id=ANA, text="first")
    await bot(
        "sendMessage", chat_id=ANA, text="second", reply_markup={"inline_keyboard": [[{"text": "A", "url": "a.pt"}]]}
    )
    await ana.sees("second")
    with pytest.raises(AssertionError, match=re.escape("| second\n| [A]")):
        await ana.sees("first", seconds=0.01)
    await bot("editMessageText", chat_id=ANA, message_id=first["message_id"], text="first again")
    await ana.sees("first again")
    await ana.sees("second")
    await ana.sees(re.compile("first .*"))
    with pytest.raises(AssertionError, match="no pop-up"):
        await ana.popup(seconds=0.01)


async def test_names_change_but_belong_to_one_person(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    with pytest.raises(CannotDo, match="@Bo_Berlin belongs to Bo Keller"):
        ana.handset.rename("Bo_Berlin")
    ana.handset.rename("ana_new")
    await ana.sends("/start")
    assert (await bot.updates())[0]["message"]["from"]["username"] == "ana_new"
