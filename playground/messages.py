"""The Bot API's methods about messages: send, edit, delete, answer a press.

Each function takes the Telegram and the call's checked parameters, returns what the method returns, raises `Refused`.
Source: https://core.telegram.org/bots/api, "Available methods" and "Updating messages".
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playground import events
from playground.answers import NOT_MODIFIED, QUERY_TOO_OLD, Json, bad_request
from playground.html import parse_html, utf16
from playground.keyboards import check_keyboard
from playground.methods import missing
from playground.people import Chat, Message, Upload
from playground.telegram import ANSWER_WITHIN, Telegram, image_size

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LONGEST_POP_UP = 200
_DELETABLE_FOR = timedelta(hours=48)
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def _formatted(text: str, mode: str | None, entities: list[Json] | None, telegram: Telegram) -> tuple[str, list[Json]]:
    """Return plain text and entities, trimmed as Telegram trims."""
    if mode:
        if mode.lower() != "html":
            known = mode.lower() in {"markdown", "markdownv2"}
            raise bad_request("the playground reads parse_mode HTML only" if known else "unsupported parse_mode")
        text, entities = parse_html(text)
    entities = [
        _with_user(entity, telegram) for entity in entities or [] if "user" not in entity or _known(entity, telegram)
    ]
    stripped = text.rstrip()
    lead = len(stripped) - len(stripped.lstrip())
    if stripped == text and lead == 0:
        return text, entities
    shift, text = utf16(stripped[:lead]), stripped[lead:]
    length = utf16(text)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, length)
        if end > begin:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return text, kept


def _known(entity: Json, telegram: Telegram) -> bool:
    # A mention of somebody whom the bot has never met is shown as plain text.
    return entity["user"]["id"] in telegram.people


def _with_user(entity: Json, telegram: Telegram) -> Json:
    if entity["type"] != "text_mention":
        return entity
    return {**entity, "user": telegram.people[entity["user"]["id"]].user()}


def _text(telegram: Telegram, call: Json) -> Json:
    if not call["text"]:
        raise missing("text")
    text, entities = _formatted(call["text"], call.get("parse_mode"), call.get("entities"), telegram)
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > _LONGEST_TEXT:
        raise bad_request("message is too long")
    content = telegram.text_content(text, entities)
    if call.get("link_preview_options"):
        content["link_preview_options"] = call["link_preview_options"]
    return content


def _caption(telegram: Telegram, call: Json) -> Json:
    given = call.get("caption", ""), call.get("parse_mode"), call.get("caption_entities")
    text, entities = _formatted(*given, telegram)
    if len(text) > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    shown = telegram.text_content(text, entities)
    caption: Json = {"caption": text}
    if "entities" in shown:
        caption["caption_entities"] = shown["entities"]
    if call.get("show_caption_above_media"):
        caption["show_caption_above_media"] = True
    return caption


def _send(telegram: Telegram, call: Json, content: Json, chat: Chat | None = None) -> Json:
    chat = chat or telegram.chat_for(call["chat_id"])
    markup = check_keyboard(call.get("reply_markup"), private=chat.kind == "private")
    if reply := call.get("reply_parameters"):
        answered = chat.messages.get(reply["message_id"])
        if answered is not None:
            content["reply_to_message"] = {k: v for k, v in answered.body.items() if k != "reply_to_message"}
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    if markup and "inline_keyboard" in markup:
        content["reply_markup"] = markup
    if call.get("protect_content"):
        content["has_protected_content"] = True
    if markup and "inline_keyboard" not in markup:
        for person_id in chat.members:
            if markup.get("remove_keyboard"):
                chat.keyboards.pop(person_id, None)
            else:
                chat.keyboards[person_id] = markup
    message = telegram.post(chat, None, content, silent=bool(call.get("disable_notification")))
    message.editable = markup is None or "inline_keyboard" in markup
    if markup and "keyboard" in markup:
        chat.keyboards_by = message.id
    return dict(message.body)


def send_message(telegram: Telegram, call: Json) -> Json:
    """`sendMessage`."""
    chat = telegram.chat_for(call["chat_id"])
    return _send(telegram, call, _text(telegram, call), chat)


def _media(telegram: Telegram, kind: str, given: Any) -> Json:
    """Return the content of a photo or document message, from an upload or the id of a file that was sent before."""
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        if kind == "photo" and image_size(given.content) is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        file = telegram.keep_file(given, f"{kind}s")
    elif isinstance(given, str) and given in telegram.files:
        file = telegram.files[given]
    elif isinstance(given, str) and given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing leaves this machine
    else:
        raise bad_request("wrong file identifier/HTTP URL specified")
    body: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}
    if kind == "photo":
        width, height = image_size(file.content) or (90, 90)
        return {"photo": [{**body, "width": width, "height": height}]}
    return {kind: {**body, "file_name": file.name, "mime_type": file.mime_type}}


def send_photo(telegram: Telegram, call: Json) -> Json:
    """`sendPhoto`: an upload, or the `file_id` of a photo that was sent before."""
    chat = telegram.chat_for(call["chat_id"])
    return _send(telegram, call, {**_media(telegram, "photo", call["photo"]), **_caption(telegram, call)}, chat)


def send_document(telegram: Telegram, call: Json) -> Json:
    """`sendDocument`: an upload, or the `file_id` of a document that was sent before."""
    chat = telegram.chat_for(call["chat_id"])
    return _send(telegram, call, {**_media(telegram, "document", call["document"]), **_caption(telegram, call)}, chat)


def _to_edit(telegram: Telegram, call: Json) -> tuple[Chat, Message]:
    if call.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")  # nothing is sent by inline mode here
    for name in ("chat_id", "message_id"):
        if name not in call:
            raise missing(name)
    chat = telegram.chat_for(call["chat_id"])
    message = telegram.message_for(chat, call["message_id"], "message to edit")
    if message.by != telegram.bot_id or not message.editable:
        raise bad_request("message can't be edited")
    return chat, message


_CONTENT = (
    "text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup", "link_preview_options",
    "show_caption_above_media",
)  # fmt: skip


def _edit(
    telegram: Telegram, chat: Chat, message: Message, call: Json, content: Json, keep: tuple[str, ...] = ()
) -> Json:
    """Give a message this content; what it has in `keep` stays."""
    markup = check_keyboard(call.get("reply_markup"), private=chat.kind == "private", inline_only=True)
    if markup:
        content["reply_markup"] = markup
    before = {key: message.body[key] for key in _CONTENT if key in message.body}
    after = {**{key: before[key] for key in keep if key in before}, **content}
    if _same(before) == _same(after):
        raise bad_request(NOT_MODIFIED)
    for key in _CONTENT:
        message.body.pop(key, None)
    message.body.update(after)
    message.body["edit_date"] = int(telegram.clock().timestamp())
    telegram.notice(events.EDIT, chat, message)
    return dict(message.body)


def _same(content: Json) -> Json:
    return {key: value for key, value in content.items() if key != "link_preview_options"}


def edit_message_text(telegram: Telegram, call: Json) -> Json:
    """`editMessageText`."""
    if "rich_message" in call:
        raise bad_request("the playground shows no rich messages")
    if "text" not in call:
        raise missing("text")
    content = None if "message_id" not in call else _text(telegram, call)
    chat, message = _to_edit(telegram, call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _edit(telegram, chat, message, call, content or {})


def edit_message_caption(telegram: Telegram, call: Json) -> Json:
    """`editMessageCaption`."""
    chat, message = _to_edit(telegram, call)
    if "photo" not in message.body and "document" not in message.body:
        raise bad_request("there is no caption in the message to edit")
    return _edit(telegram, chat, message, call, _caption(telegram, call), ("photo", "document"))


def edit_message_media(telegram: Telegram, call: Json) -> Json:
    """`editMessageMedia`: to a photo or a document; uploads come as `attach://<name>`."""
    chat, message = _to_edit(telegram, call)
    media = call["media"]
    if media["type"] not in {"photo", "document"}:
        raise bad_request(f"the playground shows no {media['type']}")
    given = media["media"]
    if given.startswith("attach://"):
        given = call["files"].get(given.removeprefix("attach://"))
        if given is None:
            raise bad_request("can't parse InputMedia: media not found")
    content = {**_media(telegram, media["type"], given), **_caption(telegram, media)}
    return _edit(telegram, chat, message, call, content)


def edit_message_reply_markup(telegram: Telegram, call: Json) -> Json:
    """`editMessageReplyMarkup`: without a keyboard it takes the keyboard away."""
    chat, message = _to_edit(telegram, call)
    return _edit(telegram, chat, message, call, {}, tuple(key for key in _CONTENT if key != "reply_markup"))


def _delete(telegram: Telegram, chat: Chat, message: Message) -> None:
    chat.drop(message)
    telegram.notice(events.DELETE, chat, message)


def delete_message(telegram: Telegram, call: Json) -> bool:
    """`deleteMessage`: up to 48 hours old; in groups only the bot's own."""
    chat = telegram.chat_for(call["chat_id"])
    message = telegram.message_for(chat, call["message_id"], "message to delete")
    if not _may_delete(telegram, chat, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(telegram, chat, message)
    return True


def _may_delete(telegram: Telegram, chat: Chat, message: Message) -> bool:
    if chat.kind != "private" and message.by != telegram.bot_id:
        return False
    return telegram.clock() - message.sent_at < _DELETABLE_FOR


def delete_messages(telegram: Telegram, call: Json) -> bool:
    """`deleteMessages`: 1 to 100; what is not there or too old is skipped."""
    chat = telegram.chat_for(call["chat_id"])
    if not call["message_ids"]:
        raise missing("message_ids")
    if len(call["message_ids"]) > 100:
        raise bad_request("too many message identifiers specified")
    for message_id in call["message_ids"]:
        message = chat.messages.get(message_id)
        if message is not None and _may_delete(telegram, chat, message):
            _delete(telegram, chat, message)
    return True


def answer_callback_query(telegram: Telegram, call: Json) -> bool:
    """`answerCallbackQuery`: the pop-up after a tap; a second answer is taken and never seen."""
    text = call.get("text", "")
    press = telegram.presses.get(call["callback_query_id"])
    if press is None or telegram.clock() - press.at > ANSWER_WITHIN:
        raise bad_request(QUERY_TOO_OLD)
    if len(text) > _LONGEST_POP_UP:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.get("url", "")
    if url and not url.startswith((f"https://t.me/{telegram.username}?start=", f"t.me/{telegram.username}?start=")):
        raise bad_request("URL_INVALID")
    if not press.answered:
        press.answered = True
        key, alert = telegram.people[press.person_id].key, bool(call.get("show_alert"))
        kind = events.POP_UP if text or url else events.ANSWERED
        telegram.events.tell(kind, telegram.clock(), key, press.chat_id, press.message_id, text or url, alert=alert)
        telegram.events.wake()
    return True


def pin_chat_message(telegram: Telegram, call: Json) -> bool:
    """`pinChatMessage`; in a group it leaves a line, as in Telegram."""
    chat = telegram.chat_for(call["chat_id"])
    message = telegram.message_for(chat, call["message_id"], "message to pin")
    if chat.kind != "private":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = message.id
    telegram.refresh("pin")
    return True


def unpin_chat_message(telegram: Telegram, call: Json) -> bool:
    """`unpinChatMessage`."""
    chat = telegram.chat_for(call["chat_id"])
    if chat.pinned is None or call.get("message_id", chat.pinned) != chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = None
    telegram.refresh("unpin")
    return True


def set_message_reaction(telegram: Telegram, call: Json) -> bool:
    """`setMessageReaction`: one emoji at most."""
    chat = telegram.chat_for(call["chat_id"])
    message = telegram.message_for(chat, call["message_id"], "message to react")
    if len(call.get("reaction", [])) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    telegram.notice(events.STATE, chat, message)
    return True


def send_chat_action(telegram: Telegram, call: Json) -> bool:
    """`sendChatAction`."""
    if call["action"] not in _ACTIONS:
        raise missing("action")
    telegram.chat_for(call["chat_id"])
    return True


PLAYED = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "setMessageReaction": set_message_reaction,
    "sendChatAction": send_chat_action,
}
