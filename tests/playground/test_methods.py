"""Strictness, held against the whole Bot API: every method, every parameter; and what we send is what it knows."""

from collections.abc import Iterable
from typing import Any

import aiohttp
import pytest
from telegram import Bot as PtbBot
from telegram import Update

from playground.answers import Refused
from playground.calls import PLAYED
from playground.methods import _lines as lines  # the data file itself
from playground.methods import check_call, check_value, fields_of, method_named, parameters_of, union_of
from playground.samples import KINDS
from tests.chat import Chat
from tests.playground.conftest import Bot

METHODS = sorted(lines()["method"])
SIMPLE: dict[str, Any] = {
    "str": "x",
    "int": 1,
    "float": 1.5,
    "bool": True,
    "true": True,
    "int|str": 1,
    "InputFile": b"x",
}


def example(kind: str, depth: int = 0) -> Any:
    """Make the smallest value of a kind."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if kind.startswith("="):
        return kind[1:]
    if kind.startswith("["):
        return [example(kind[1:-1], depth + 1)] if depth < 6 else []
    if kind == "InputFile|str":
        return "x"
    if "|" in kind:
        return example(kind.split("|")[0], depth + 1)
    if union_of(kind):
        return example(union_of(kind)[0], depth + 1)
    return {one.name: example(one.kind, depth + 1) for one in fields_of(kind).values() if one.required}


def example_call(method: str) -> dict[str, Any]:
    return {one.name: example(one.kind) for one in parameters_of(method).values() if one.required}


def test_there_is_a_whole_bot_api() -> None:
    assert len(METHODS) == 185
    assert len(lines()["type"]) + len(lines()["union"]) == 400
    assert set(PLAYED) <= set(METHODS)


@pytest.mark.parametrize("kind", sorted(lines()["type"]))
def test_every_type_refers_to_types_that_exist(kind: str) -> None:
    for one in fields_of(kind).values():
        for name in one.kind.strip("[]").split("|"):
            known = name in SIMPLE or name.startswith("=") or name in lines()["type"] or name in lines()["union"]
            assert known, f"{kind}.{one.name}: {one.kind}"


@pytest.mark.parametrize("method", METHODS)
def test_every_method_takes_its_own_parameters_and_no_others(method: str) -> None:
    call = example_call(method)
    assert set(check_call(method, call, {})) == set(call)
    with pytest.raises(Refused, match=f'400 Bad Request: parameter "colour" is unknown to {method}'):
        check_call(method, {**call, "colour": "red"}, {})
    for name in call:
        rest = {key: value for key, value in example_call(method).items() if key != name}
        with pytest.raises(Refused, match="400 Bad Request: "):
            check_call(method, rest, {})


@pytest.mark.parametrize("method", METHODS)
def test_every_parameter_minds_its_type(method: str) -> None:
    for one in parameters_of(method).values():
        wrong: Any = {"x": object} if one.kind == "str" else [1.5] if not one.kind.startswith("[") else 1.5
        if one.kind.startswith("InputFile") or "Rich" in one.kind:
            continue
        with pytest.raises(Refused, match="400 Bad Request: "):
            check_call(method, {**example_call(method), one.name: wrong}, {})


@pytest.mark.parametrize("name", ["sendMessage", "SENDMESSAGE", "sendmessage"])
def test_the_case_of_a_method_does_not_matter(name: str) -> None:
    assert method_named(name) == "sendMessage"


def test_forms_and_json_mean_the_same() -> None:
    typed = check_call("sendMessage", {"chat_id": 1, "text": "5", "protect_content": True, "entities": []}, {})
    form = {"chat_id": "1", "text": "5", "protect_content": "true", "entities": "[]"}
    assert check_call("sendMessage", form, {}) == typed


async def _say_everything(chat: Chat, bot: Bot) -> list[dict[str, Any]]:
    """Do everything that people can do; return all updates."""
    ana, eve, group = chat.phone("ana"), chat.phone("eve"), -4001
    await ana.sends("/start x")
    await eve.sends("/start")
    for kind in KINDS:
        await ana.sends_kind(kind)
    own = await ana.sends("Review with Eve, @bo_berlin https://a.pt", mentions={"Eve": "eve"})
    await ana.edits(own, "Review")
    await ana.shares_contact("bo")
    button = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await bot("sendMessage", chat_id=7001, text="x", reply_markup=button)
    shown = ana.last
    await ana.taps("A")
    await bot("deleteMessage", chat_id=7001, message_id=sent["message_id"])
    await ana.taps("A", on=shown)
    ask = {"request_id": 1, "max_quantity": 10, "request_name": True, "request_username": True}
    keyboard = {"keyboard": [[{"text": "Who?", "request_users": ask}, {"text": "Where?", "request_location": True}]]}
    await bot("sendMessage", chat_id=7001, text="x", reply_markup=keyboard)
    await ana.taps("Who?", people=["bo", "eve"])
    await ana.taps("Where?")
    await ana.blocks()
    await ana.unblocks()
    ana.handset.add_bot(group)
    await ana.in_group(group).sends("/start@appointment_playground_bot")
    ana.handset.remove_bot(group)
    ana.handset.add_bot(group)
    ana.handset.upgrade(group)
    found: list[dict[str, Any]] = await bot("getUpdates")
    return found


async def test_every_update_is_one_that_the_bot_api_knows(chat: Chat, bot: Bot) -> None:
    updates = await _say_everything(chat, bot)
    assert len(updates) > 25
    assert [check_value("Update", update) for update in updates] == [None] * len(updates)


def _leaves(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ((f"{key}.{path}" if path else key, leaf) for path, leaf in _leaves(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield "", value


async def test_python_telegram_bot_reads_every_update_as_it_is(chat: Chat, bot: Bot) -> None:
    newer = {"poll.options.persistent_id", "poll.allows_revoting", "poll.members_only"}  # than the library
    reader = PtbBot(chat.token)
    for update in await _say_everything(chat, bot):
        read = Update.de_json(update, reader)
        assert read is not None
        kind = next(key for key in update if key != "update_id")
        sent = {path.removeprefix(f"{kind}.") for path, _ in _leaves(update)}
        known = {path.removeprefix(f"{kind}.") for path, _ in _leaves(read.to_dict())}
        assert {path for path in sent - known if path not in newer} == set(), kind


@pytest.mark.parametrize(
    ("method", "sent", "kind"),
    [
        ("getMe", {}, "User"),
        ("sendMessage", {"chat_id": 7001, "text": "<b>x</b> @bo_berlin", "parse_mode": "HTML"}, "Message"),
        ("getChat", {"chat_id": 7001}, "ChatFullInfo"),
        ("getChatMember", {"chat_id": 7001, "user_id": 7001}, "ChatMember"),
        ("getWebhookInfo", {}, "WebhookInfo"),
        ("getUserProfilePhotos", {"user_id": 7001}, "UserProfilePhotos"),
        ("getMyName", {}, "BotName"),
        ("getMyDescription", {}, "BotDescription"),
        ("getMyShortDescription", {"language_code": "pt"}, "BotShortDescription"),
        ("getChatMenuButton", {}, "MenuButton"),
    ],
)
async def test_every_answer_is_one_that_the_bot_api_knows(
    chat: Chat, bot: Bot, method: str, sent: dict[str, Any], kind: str
) -> None:
    await chat.phone("ana").sends("/start")
    assert check_value(kind, await bot(method, **sent)) is None


async def test_files_travel_both_ways(chat: Chat, bot: Bot) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    form = aiohttp.FormData(quote_fields=False)  # else the name arrives percent-encoded, and stays so
    form.add_field("chat_id", "7001")
    form.add_field("caption", "<b>Week</b> 45", content_type="text/plain")
    form.add_field("parse_mode", "HTML")
    form.add_field("document", b"BEGIN:VCALENDAR\r\n--x\r\n", filename="review ü.ics", content_type="text/calendar")
    async with bot.session.post(bot.address("sendDocument"), data=form) as response:
        sent = (await response.json())["result"]
    assert check_value("Message", sent) is None
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("review ü.ics", "text/calendar")
    assert ana.last.html == "<b>Week</b> 45"
    file = await bot("getFile", file_id=sent["document"]["file_id"])
    assert check_value("File", file) is None
    async with bot.session.get(f"{chat.url}/file/bot{chat.token}/{file['file_path']}") as response:
        assert await response.read() == b"BEGIN:VCALENDAR\r\n--x\r\n"
    again = await bot("sendDocument", chat_id=7001, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]


async def test_a_picture_is_replaced_by_another(chat: Chat, bot: Bot) -> None:
    from playground.samples import PIXEL

    ana = chat.phone("ana")
    await ana.sends("/start")
    form = aiohttp.FormData({"chat_id": "7001", "caption": "one"})
    form.add_field("photo", PIXEL, filename="a.png", content_type="image/png")
    async with bot.session.post(bot.address("sendPhoto"), data=form) as response:
        sent = (await response.json())["result"]
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (1, 1)
    where = {"chat_id": "7001", "message_id": str(sent["message_id"])}
    form = aiohttp.FormData({**where, "media": '{"type":"photo","media":"attach://new","caption":"two"}'})
    form.add_field("new", PIXEL + b"more", filename="b.png", content_type="image/png")
    async with bot.session.post(bot.address("editMessageMedia"), data=form) as response:
        edited = (await response.json())["result"]
    assert edited["photo"][0]["file_size"] == len(PIXEL) + 4
    assert ana.last.text == "two"
    assert await bot.refused("editMessageText", **where, text="x") == (
        "400 Bad Request: there is no text in the message to edit"
    )
    await bot("editMessageCaption", **where, caption="three")
    assert ana.last.text == "three"
    assert ana.last.body["photo"] == edited["photo"]
    form = aiohttp.FormData({"chat_id": "7001"})
    form.add_field("photo", b"no picture", filename="a.png", content_type="image/png")
    async with bot.session.post(bot.address("sendPhoto"), data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_the_bot_says_who_it_is(bot: Bot) -> None:
    commands = [{"command": "new", "description": "New appointment"}]
    await bot("setMyCommands", commands=commands)
    await bot("setMyCommands", commands=[], language_code="de", scope={"type": "all_private_chats"})
    assert await bot("getMyCommands") == commands
    assert await bot("getMyCommands", scope={"type": "default"}) == commands
    assert await bot("getMyCommands", language_code="de", scope={"type": "all_private_chats"}) == []
    await bot("deleteMyCommands")
    assert await bot("getMyCommands") == []
    await bot("setMyDescription", description="Books")
    await bot("setMyDescription", description="Bucht", language_code="de")
    assert await bot("getMyDescription", language_code="de") == {"description": "Bucht"}
    assert await bot("getMyDescription", language_code="pt") == {"description": "Books"}
    await bot("setChatMenuButton", menu_button={"type": "commands"})
    assert await bot("getChatMenuButton") == {"type": "commands"}
