"""Telegram's no, word for word. Ana has started the bot and has a message; Dana never opened it."""

from datetime import timedelta
from typing import Any

import pytest

from scheduling.clock import MovableClock
from tests.chat import Chat
from tests.playground.conftest import Bot

ANA, BO, DANA, EVE, GROUP = 7001, 7002, 7004, 7005, -4001
NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Button", **button}]]}


@pytest.fixture(autouse=True)
async def _started(chat: Chat) -> None:
    await chat.phone("ana").sends("/start")


SENDING: list[tuple[dict[str, Any], str]] = [
    ({"text": "x"}, "400 Bad Request: chat_id is empty"),
    ({"chat_id": ANA}, "400 Bad Request: message text is empty"),
    ({"chat_id": ANA, "text": ""}, "400 Bad Request: message text is empty"),
    ({"chat_id": ANA, "text": " \n "}, "400 Bad Request: text must be non-empty"),
    ({"chat_id": ANA, "text": "<b></b>", "parse_mode": "HTML"}, "400 Bad Request: text must be non-empty"),
    ({"chat_id": ANA, "text": "x" * 4097}, "400 Bad Request: message is too long"),
    ({"chat_id": ANA, "text": 5}, '400 Bad Request: parameter "text" must be of type String'),
    ({"chat_id": 1.5, "text": "x"}, '400 Bad Request: parameter "chat_id" must be of type Number'),
    ({"chat_id": 123, "text": "x"}, "400 Bad Request: chat not found"),
    ({"chat_id": -123, "text": "x"}, "400 Bad Request: chat not found"),
    ({"chat_id": "@ana_lisbon", "text": "x"}, "400 Bad Request: chat not found"),
    ({"chat_id": DANA, "text": "x"}, "403 Forbidden: bot can't initiate conversation with a user"),
    ({"chat_id": GROUP, "text": "x"}, "403 Forbidden: bot is not a member of the group chat"),
    ({"chat_id": ANA, "text": "x", "txt": "x"}, '400 Bad Request: parameter "txt" is unknown to sendMessage'),
    ({"chat_id": ANA, "text": "x", "parse_mode": "bbcode"}, "400 Bad Request: unsupported parse_mode"),
    (
        {"chat_id": ANA, "text": "x", "reply_parameters": {"message_id": 1}},
        "400 Bad Request: message to be replied not found",
    ),
    ({"chat_id": ANA, "text": "x", "entities": "["}, "400 Bad Request: can't parse entities JSON object"),
    (
        {"chat_id": ANA, "text": "x", "entities": [{"type": "bold", "offset": "a", "length": 1}]},
        '400 Bad Request: can\'t parse MessageEntity: Field "offset" must be of type Number',
    ),
    (
        {"chat_id": ANA, "text": "x", "entities": [{"type": "bold", "offset": 0}]},
        "400 Bad Request: can't parse MessageEntity: Can't find field \"length\"",
    ),
]

MARKUP: list[tuple[Any, str]] = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ([], "object expected as reply markup"),
    ({"inline_keyboard": 5}, 'field "inline_keyboard" must be of type Array'),
    (
        {"inline_keyboard": [{"text": "x"}]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ({"inline_keyboard": [["x"]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    (
        {"inline_keyboard": [[{"callback_data": "x"}]]},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        keyboard(callback_data=5),
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    (
        keyboard(callback="x"),
        'can\'t parse inline keyboard button: Field "callback" is unknown to InlineKeyboardButton',
    ),
    (keyboard(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    (keyboard(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    (keyboard(callback_data="ü" * 33), "BUTTON_DATA_INVALID"),
    (keyboard(url="no address"), "inline keyboard button URL 'no address' is invalid: Wrong HTTP URL"),
    (
        keyboard(web_app={"url": "http://a.pt"}),
        "inline keyboard button Web App URL 'http://a.pt' is invalid: Only HTTPS links are allowed",
    ),
    (
        keyboard(web_app={"address": "x"}),
        "can't parse inline keyboard button: Can't find field \"url\"",
    ),
    (
        {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]},
        "reply markup is too long",
    ),
    ({"keyboard": [[{"text": 5}]]}, 'can\'t parse keyboard button: Field "text" must be of type String'),
    (
        {"keyboard": [[{"text": "x", "request_users": {}}]]},
        "can't parse keyboard button: Can't find field \"request_id\"",
    ),
    ({"keyboard": [["x"]], "resize_keyboard": "maybe"}, 'field "resize_keyboard" must be of type Boolean'),
]

HTML: list[tuple[str, str]] = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("ü</b>", "Unexpected end tag at byte offset 2"),
    ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("a <b", "Unclosed start tag at byte offset 2"),
    ("<a href='x>y</a>", "Unclosed start tag at byte offset 0"),
    ("<a href=x", 'Unclosed start tag "a" at byte offset 0'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ('<tg-time unix="soon">y</tg-time>', "Invalid date-time specified"),
    ('<tg-time unix="5" format="Y">y</tg-time>', "Invalid date-time format specified"),
]


@pytest.mark.parametrize(("sent", "refusal"), SENDING)
async def test_send_message_is_refused(bot: Bot, sent: dict[str, Any], refusal: str) -> None:
    assert await bot.refused("sendMessage", **sent) == refusal


@pytest.mark.parametrize(("markup", "refusal"), MARKUP)
async def test_keyboards_are_refused(bot: Bot, markup: Any, refusal: str) -> None:
    sent = {"chat_id": ANA, "text": "x", "reply_markup": markup}
    assert await bot.refused("sendMessage", **sent) == f"400 Bad Request: {refusal}"


@pytest.mark.parametrize(("text", "refusal"), HTML)
async def test_html_is_refused(bot: Bot, text: str, refusal: str) -> None:
    refused = await bot.refused("sendMessage", chat_id=ANA, text=text, parse_mode="HTML")
    assert refused == f"400 Bad Request: can't parse entities: {refusal}"


async def test_nothing_refused_was_shown(bot: Bot, chat: Chat) -> None:
    for sent, _ in SENDING:
        await bot.asks("sendMessage", **sent)
    assert chat.phone("ana").transcript == []


async def test_people_who_blocked_or_left(bot: Bot, chat: Chat) -> None:
    await chat.phone("ana").blocks()
    assert await bot.refused("sendMessage", chat_id=ANA, text="x") == "403 Forbidden: bot was blocked by the user"
    await chat.phone("ana").unblocks()
    chat.telegram.person("ana").deactivated = True
    assert await bot.refused("sendMessage", chat_id=ANA, text="x") == "403 Forbidden: user is deactivated"


async def test_groups(bot: Bot, chat: Chat) -> None:
    ana = chat.phone("ana").handset
    ana.add_bot(GROUP)
    await bot("sendMessage", chat_id=GROUP, text="Hello")
    locate = {"keyboard": [[{"text": "Here", "request_location": True}]]}
    assert await bot.refused("sendMessage", chat_id=GROUP, text="x", reply_markup=locate) == (
        "400 Bad Request: location can be requested in private chats only"
    )
    ana.remove_bot(GROUP)
    assert await bot.refused("sendMessage", chat_id=GROUP, text="x") == (
        "403 Forbidden: bot was kicked from the group chat"
    )
    ana.add_bot(GROUP)
    new = ana.upgrade(GROUP)
    assert await bot.asks("sendMessage", chat_id=GROUP, text="x") == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new.id},
        },
    )
    await bot("sendMessage", chat_id=new.id, text="Hello again")


async def test_edits(bot: Bot, chat: Chat) -> None:
    markup = keyboard(callback_data="a")
    sent = await bot("sendMessage", chat_id=ANA, text="<b>One</b>", parse_mode="HTML", reply_markup=markup)
    where = {"chat_id": ANA, "message_id": sent["message_id"]}
    same = {**where, "text": "<b>One</b>", "parse_mode": "HTML", "reply_markup": markup}
    assert await bot.refused("editMessageText", **same) == NOT_MODIFIED
    assert await bot.refused("editMessageReplyMarkup", **where, reply_markup=markup) == NOT_MODIFIED
    # Each of these is a change: the formatting, the keyboard.
    await bot("editMessageText", **where, text="One", reply_markup=markup)
    await bot("editMessageText", **where, text="One")
    assert await bot.refused("editMessageReplyMarkup", **where) == NOT_MODIFIED
    assert await bot.refused("editMessageText", chat_id=ANA, message_id=1, text="x") == (
        "400 Bad Request: message to edit not found"
    )
    assert await bot.refused("editMessageText", chat_id=ANA, text="x") == (
        "400 Bad Request: message identifier is not specified"
    )
    assert await bot.refused("editMessageText", **where, text="x", reply_markup={"keyboard": [["x"]]}) == (
        "400 Bad Request: inline keyboard expected"
    )
    assert await bot.refused("editMessageCaption", **where, caption="x") == (
        "400 Bad Request: there is no caption in the message to edit"
    )


async def test_what_carried_a_reply_keyboard_cannot_be_edited(bot: Bot) -> None:
    for markup in ({"keyboard": [["x"]]}, {"remove_keyboard": True}, {"force_reply": True}):
        sent = await bot("sendMessage", chat_id=ANA, text="x", reply_markup=markup)
        refused = await bot.refused("editMessageText", chat_id=ANA, message_id=sent["message_id"], text="y")
        assert refused == "400 Bad Request: message can't be edited"


async def test_only_own_messages_can_be_edited(bot: Bot, chat: Chat) -> None:
    own = await chat.phone("ana").sends("mine")
    assert await bot.refused("editMessageText", chat_id=ANA, message_id=own.id, text="y") == (
        "400 Bad Request: message can't be edited"
    )


async def test_deleting(bot: Bot, clock: MovableClock) -> None:
    sent = await bot("sendMessage", chat_id=ANA, text="x")
    where = {"chat_id": ANA, "message_id": sent["message_id"]}
    clock.advance(timedelta(hours=48))
    assert await bot.refused("deleteMessage", **where) == "400 Bad Request: message can't be deleted for everyone"
    assert await bot("deleteMessages", chat_id=ANA, message_ids=[sent["message_id"]]) is True
    fresh = await bot("sendMessage", chat_id=ANA, text="x")
    where = {"chat_id": ANA, "message_id": fresh["message_id"]}
    await bot("deleteMessage", **where)
    assert await bot.refused("deleteMessage", **where) == "400 Bad Request: message to delete not found"
    assert await bot.refused("editMessageText", **where, text="y") == "400 Bad Request: message to edit not found"


async def test_answers_to_presses(bot: Bot, chat: Chat, clock: MovableClock) -> None:
    assert await bot.refused("answerCallbackQuery", callback_query_id="5") == TOO_OLD
    assert await bot.refused("answerCallbackQuery") == TOO_OLD
    await bot("sendMessage", chat_id=ANA, text="x", reply_markup=keyboard(callback_data="a"))
    ana = chat.phone("ana")
    press = await ana.taps("Button")
    assert await bot.refused("answerCallbackQuery", callback_query_id=press, text="x" * 201) == (
        "400 Bad Request: MESSAGE_TOO_LONG"
    )
    await bot("answerCallbackQuery", callback_query_id=press, text="x" * 200)
    await bot("answerCallbackQuery", callback_query_id=press, text="a second pop-up")
    assert ana.transcript[1:] == [f"POP-UP {'x' * 200}"]
    late = await ana.taps("Button")
    clock.advance(timedelta(seconds=31))
    assert await bot.refused("answerCallbackQuery", callback_query_id=late) == TOO_OLD


@pytest.mark.parametrize(
    ("method", "sent", "refusal"),
    [
        ("sendPhoto", {"chat_id": ANA}, "400 Bad Request: there is no photo in the request"),
        ("sendDocument", {"chat_id": ANA}, "400 Bad Request: there is no document in the request"),
        (
            "sendPhoto",
            {"chat_id": ANA, "photo": "nonsense"},
            "400 Bad Request: wrong file identifier/HTTP URL specified",
        ),
        (
            "sendPhoto",
            {"chat_id": ANA, "photo": "https://example.com/a.png"},
            "400 Bad Request: failed to get HTTP URL content",
        ),
        ("getFile", {"file_id": "nonsense"}, "400 Bad Request: invalid file_id"),
        ("getChat", {"chat_id": DANA}, "400 Bad Request: chat not found"),
        ("sendChatAction", {"chat_id": ANA, "action": "dance"}, "400 Bad Request: wrong parameter action in request"),
        ("setMyCommands", {"commands": "["}, "400 Bad Request: can't parse commands JSON object"),
        (
            "setMyCommands",
            {"commands": [{"command": "new"}]},
            "400 Bad Request: can't parse BotCommand: Can't find field \"description\"",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "New!", "description": "x"}]},
            "400 Bad Request: BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "everybody"}},
            "400 Bad Request: can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "setWebhook",
            {"url": "http://example.com"},
            "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            "setWebhook",
            {"url": "https://example.com", "secret_token": "ü"},
            "400 Bad Request: secret token contains unallowed characters",
        ),
        ("leaveChat", {"chat_id": ANA}, "400 Bad Request: chat member status can't be changed in private chats"),
        ("sendDice", {"chat_id": ANA}, "501 Not Implemented: the playground does not play sendDice"),
        ("sendMassage", {"chat_id": ANA}, "404 Not Found"),
    ],
)
async def test_other_methods_are_refused(bot: Bot, method: str, sent: dict[str, Any], refusal: str) -> None:
    assert await bot.refused(method, **sent) == refusal


@pytest.mark.parametrize(
    ("token", "refusal"),
    [
        ("1000001:another-token-of-the-right-shape-here", "401 Unauthorized"),
        ("nonsense", "404 Not Found"),
        ("", "404 Not Found"),
    ],
)
async def test_tokens_are_refused(bot: Bot, token: str, refusal: str) -> None:
    async with bot.session.get(f"{bot.chat.url}/bot{token}/getMe") as response:
        body = await response.json()
    assert f"{response.status} {body['description']}" == refusal


async def test_an_emoji_longer_than_its_code_points_still_fits(bot: Bot) -> None:
    await bot("sendMessage", chat_id=ANA, text="😀" * 4096)
    await bot("sendMessage", chat_id=ANA, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
