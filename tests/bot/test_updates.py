"""An update read without PTB's search for every field is the one that PTB would have read."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, InaccessibleMessage, Update
from telegram.ext import filters

from bot.updates import understood

BOT = Bot("4242:" + "a" * 35)
ANA = {"id": 71, "is_bot": False, "first_name": "Ana", "username": "ana_lisbon", "language_code": "pt"}
PLACE = {"message_id": 9, "date": 1_793_714_700, "chat": {"id": 71, "type": "private", "first_name": "Ana"}}
COMMAND = {"text": "/new Review", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
MESSAGES = {
    "text": {"text": "Review with @bo_berlin"},
    "command": COMMAND,
    "photo": {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}], "caption": "tomorrow"},
    "forwarded": {"text": "tomorrow", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Bo"}},
    "of no kind": {},
}


@pytest.mark.parametrize("said", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_is_read_as_ptb_reads_it(said: dict[str, Any]) -> None:
    raw = {"update_id": 5, "message": {**PLACE, "from": ANA, **said}}
    theirs = Update.de_json(raw, BOT)

    ours = understood(raw, BOT)

    assert ours.to_dict() == theirs.to_dict()
    assert ours.effective_message is not None
    assert filters.TEXT.check_update(ours) == filters.TEXT.check_update(theirs)


def test_a_command_is_still_one() -> None:
    ours = understood({"update_id": 5, "message": {**PLACE, "from": ANA, **COMMAND}}, BOT)

    assert ours.message is not None
    assert ours.message.get_bot() is BOT


def test_a_tapped_message_is_set_aside() -> None:
    keyboard = [[{"text": "Next", "callback_data": "n:1"}]]
    message = {**PLACE, "from": {**ANA, "is_bot": True}, "text": "card", "reply_markup": {"inline_keyboard": keyboard}}
    raw = {"update_id": 5, "callback_query": {"id": "7", "from": ANA, "chat_instance": "1", "data": "n:1"}}
    theirs = Update.de_json(raw, BOT)

    ours = understood({**raw, "callback_query": {**raw["callback_query"], "message": message}}, BOT)  # type: ignore[dict-item] # raw mixes values

    query = ours.callback_query
    assert query is not None
    assert theirs.callback_query is not None
    assert (query.id, query.data, query.from_user) == ("7", "n:1", theirs.callback_query.from_user)
    assert isinstance(query.message, InaccessibleMessage)
    assert (query.message.message_id, query.message.chat.id) == (9, 71)
    assert query.message.api_kwargs["shown"]["keyboard"] == keyboard
    assert ours.effective_chat is query.message.chat
