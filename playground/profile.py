"""The Bot API's methods about the bot itself, its updates, and the chats and people it can see.

Source: https://core.telegram.org/bots/api, "Available methods" and "Getting updates".
"""

from __future__ import annotations

import re
from typing import Any

import orjson

from playground.answers import Json, bad_request
from playground.people import Chat, Person
from playground.telegram import Telegram

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def get_me(telegram: Telegram, call: Json) -> Json:
    """`getMe`."""
    return {
        **telegram.bot_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(telegram: Telegram, call: Json) -> list[Json]:
    """`getUpdates`: waits up to `timeout` seconds of real time."""
    offset, limit, seconds = call.get("offset", 0), call.get("limit", 100), call.get("timeout", 0)
    return await telegram.updates.get(offset, limit, seconds, call.get("allowed_updates"))


def set_webhook(telegram: Telegram, call: Json) -> bool:
    """`setWebhook`; plain HTTP is taken for this machine, as a self-hosted server takes it."""
    url = call["url"]
    if not url:
        return delete_webhook(telegram, call)
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = call.get("max_connections", 40)
    if call.get("drop_pending_updates"):
        telegram.updates.clear()
    if "allowed_updates" in call:
        telegram.updates.allowed = call["allowed_updates"]
    telegram.webhook = {"url": url, "max_connections": connections}
    telegram.webhook_secret = secret
    telegram.updates.webhook_url = url
    telegram.updates.interrupt("Conflict: terminated by setWebhook request")
    telegram.updates.wake()
    return True


def delete_webhook(telegram: Telegram, call: Json) -> bool:
    """`deleteWebhook`."""
    if call.get("drop_pending_updates"):
        telegram.updates.clear()
    telegram.webhook, telegram.webhook_secret = {"url": ""}, ""
    telegram.updates.webhook_url = ""
    return True


def get_webhook_info(telegram: Telegram, call: Json) -> Json:
    """`getWebhookInfo`."""
    info = {
        **telegram.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates.waiting()),
    }
    if telegram.updates.allowed:
        info["allowed_updates"] = telegram.updates.allowed
    return info


def _scope(call: Json) -> tuple[str, str]:
    scope = call.get("scope") or {"type": "default"}
    return orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode(), call.get("language_code", "")


def set_my_commands(telegram: Telegram, call: Json) -> bool:
    """`setMyCommands`: at most 100, each of lower-case letters, digits and underscores."""
    if len(call["commands"]) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in call["commands"]:
        if not _COMMAND.fullmatch(one["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.profile.commands[_scope(call)] = call["commands"]
    telegram.refresh("commands")
    return True


def get_my_commands(telegram: Telegram, call: Json) -> list[Json]:
    """`getMyCommands`."""
    return telegram.profile.commands.get(_scope(call), [])


def delete_my_commands(telegram: Telegram, call: Json) -> bool:
    """`deleteMyCommands`."""
    telegram.profile.commands.pop(_scope(call), None)
    return True


def _set(kept: dict[str, str], call: Json, name: str, longest: int) -> bool:
    value, language = call.get(name, ""), call.get("language_code", "")
    if len(value) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    if value:
        kept[language] = value
    else:
        kept.pop(language, None)
    return True


def _get(kept: dict[str, str], call: Json, name: str, default: str = "") -> Json:
    language = call.get("language_code", "")
    return {name: kept.get(language, kept.get("", default))}


def set_chat_menu_button(telegram: Telegram, call: Json) -> bool:
    """`setChatMenuButton`: for one private chat, or for all."""
    chat = telegram.chat_for(call["chat_id"], writing=False) if "chat_id" in call else None
    button = call.get("menu_button") or {"type": "default"}
    if button["type"] == "web_app" and not button["web_app"]["url"].startswith("https://"):
        raise bad_request(
            f"menu button Web App URL '{button['web_app']['url']}' is invalid: Only HTTPS links are allowed"
        )
    telegram.profile.menu_buttons[chat.id if chat else 0] = button
    telegram.refresh("menu button")
    return True


def get_chat_menu_button(telegram: Telegram, call: Json) -> Json:
    """`getChatMenuButton`."""
    buttons = telegram.profile.menu_buttons
    return buttons.get(call.get("chat_id", 0)) or buttons.get(0) or {"type": "commands"}


def get_chat(telegram: Telegram, call: Json) -> Json:
    """`getChat`; people are found by id only, and once they have started the bot."""
    chat = telegram.chat_for(call["chat_id"], writing=False)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    body = {
        **telegram.chat_body(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }
    if chat.kind == "private" and (username := telegram.people[chat.id].username):
        body["active_usernames"] = [username]
    return body


def _member(telegram: Telegram, chat: Chat, person: Person | None) -> Json:
    if person is None:
        return {"status": chat.bot, "user": telegram.bot_user()}
    return {"status": "member" if person.id in chat.members else "left", "user": person.user()}


def get_chat_member(telegram: Telegram, call: Json) -> Json:
    """`getChatMember`."""
    chat = telegram.chat_for(call["chat_id"], writing=False)
    person = telegram.people.get(call["user_id"])
    if person is None and call["user_id"] != telegram.bot_id:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return _member(telegram, chat, person)


def get_chat_member_count(telegram: Telegram, call: Json) -> int:
    """`getChatMemberCount`, the bot included."""
    chat = telegram.chat_for(call["chat_id"], writing=False)
    return len(chat.members) + (chat.bot == "member")


def get_chat_administrators(telegram: Telegram, call: Json) -> list[Json]:
    """`getChatAdministrators`: nobody is one here."""
    if telegram.chat_for(call["chat_id"], writing=False).kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return []


def leave_chat(telegram: Telegram, call: Json) -> bool:
    """`leaveChat`: groups only."""
    chat = telegram.chat_for(call["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot = "left"
    telegram.refresh("bot left")
    return True


def get_file(telegram: Telegram, call: Json) -> Json:
    """`getFile`: where to download a file."""
    file = telegram.files.get(call["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }


def get_user_profile_photos(telegram: Telegram, call: Json) -> Json:
    """`getUserProfilePhotos`: nobody here has one."""
    if call["user_id"] not in telegram.people and call["user_id"] != telegram.bot_id:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


PLAYED: dict[str, Any] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": lambda telegram, call: _set(telegram.profile.names, call, "name", 64),
    "getMyName": lambda telegram, call: _get(telegram.profile.names, call, "name", telegram.name),
    "setMyDescription": lambda telegram, call: _set(telegram.profile.descriptions, call, "description", 512),
    "getMyDescription": lambda telegram, call: _get(telegram.profile.descriptions, call, "description"),
    "setMyShortDescription": lambda telegram, call: _set(
        telegram.profile.short_descriptions, call, "short_description", 120
    ),
    "getMyShortDescription": lambda telegram, call: _get(
        telegram.profile.short_descriptions, call, "short_description"
    ),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "getFile": get_file,
    "getUserProfilePhotos": get_user_profile_photos,
}
