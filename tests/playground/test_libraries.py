"""A library as it is shipped talks to the playground as to Telegram: forms, queries, uploads, errors by their class."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot as PtbBot
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from playground.samples import PIXEL
from tests.chat import Chat
from tests.playground.conftest import Bot

ANA, BO, GROUP = 7001, 7002, -4001


@pytest.fixture
async def ptb(chat: Chat) -> AsyncIterator[PtbBot]:
    bot = PtbBot(chat.token, base_url=f"{chat.url}/bot", base_file_url=f"{chat.url}/file/bot")
    async with bot:
        yield bot


async def test_a_conversation_through_python_telegram_bot(chat: Chat, ptb: PtbBot) -> None:
    ana = chat.phone("ana")
    await ptb.set_my_commands([BotCommand("new", "New appointment")])
    await ana.sends("/start")
    (update,) = await ptb.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Accept", callback_data="a")]])
    sent = await update.message.reply_html("<b>Review</b>", reply_markup=keyboard, do_quote=True)
    await ana.taps("Accept")
    (pressed,) = await ptb.get_updates(offset=update.update_id + 1)
    assert pressed.callback_query is not None
    await pressed.callback_query.answer("Noted", show_alert=True)
    await sent.edit_text("You accepted", disable_web_page_preview=True)
    assert await ana.popup() == "Noted"
    people = KeyboardButton("People", request_users=KeyboardButtonRequestUsers(1, max_quantity=10, request_name=True))
    helper = await ptb.send_message(ANA, "Who?", reply_markup=ReplyKeyboardMarkup([[people]], resize_keyboard=True))
    await ana.taps("People", people=["bo"])
    await ptb.delete_messages(ANA, [helper.message_id])
    await ptb.send_message(ANA, "Thanks", reply_markup=ReplyKeyboardRemove(), disable_notification=True)
    assert ana.transcript == [
        "NEW Review",
        "POP-UP Noted",
        "EDIT You accepted",
        "NEW Who?",
        "DELETE Who?",
        "QUIET Thanks",
    ]


async def test_files_through_python_telegram_bot(chat: Chat, ptb: PtbBot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    sent = await ptb.send_document(ANA, b"BEGIN:VCALENDAR", filename="Review ü.ics", caption="For you")
    assert sent.document is not None
    assert sent.document.file_name == "Review ü.ics"
    photo = await ptb.send_photo(ANA, PIXEL, caption="<b>Week</b>", parse_mode="HTML")
    await photo.edit_media(InputMediaPhoto(PIXEL + b"more", caption="Next week"))
    assert ana.last.text == "Next week"
    await ana.sends_photo()
    (*_, update) = await ptb.get_updates()
    assert update.message is not None
    file = await update.message.photo[0].get_file()
    assert bytes(await file.download_as_bytearray()) == PIXEL


async def test_refusals_become_the_library_s_errors(chat: Chat, ptb: PtbBot) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await ptb.send_message(ANA, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(1, "x")
    chat.faults.too_many(7)
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await ptb.get_me()
    handset = chat.phone("ana").handset
    handset.add_bot(GROUP)
    new = handset.upgrade(GROUP)
    with pytest.raises(ChatMigrated) as migrated:
        await ptb.send_message(GROUP, "x")
    assert migrated.value.new_chat_id == new.id
    await ptb.set_webhook("https://example.com/hook", secret_token="x")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await ptb.get_updates()
    with pytest.raises(InvalidToken):
        async with PtbBot(chat.token + "x", base_url=f"{chat.url}/bot"):
            raise AssertionError("a wrong token was taken")


@pytest.mark.parametrize(
    ("how", "given"),
    [
        ("params", {"chat_id": "7001", "text": "a & b", "disable_notification": "true"}),
        ("data", {"chat_id": "7001", "text": "a & b", "disable_notification": "1"}),
        ("json", {"chat_id": 7001, "text": "a & b", "disable_notification": True}),
    ],
)
async def test_queries_forms_and_json_say_the_same(chat: Chat, bot: Bot, how: str, given: dict[str, object]) -> None:
    await chat.phone("ana").sends("/start")
    async with bot.session.request("POST", bot.address("sendMessage"), **{how: given}) as response:  # type: ignore[arg-type]  # one of three
        assert response.status == 200
    assert chat.phone("ana").transcript == ["QUIET a & b"]
