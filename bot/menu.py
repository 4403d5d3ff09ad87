"""The commands and descriptions that Telegram shows, set at start where they differ from ours."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError

from bot.messenger import Messenger
from texts import Words, languages, words

log = structlog.get_logger(__name__)


async def publish(messenger: Messenger) -> None:
    """Bring the bot's menu up to date, in every language that we speak. A refusal is logged: the bot works without."""
    try:
        for language in languages():
            said = words(language)
            # English is what everybody else reads.
            scope = {} if language == "en" else {"language_code": language}
            commands = _commands(said)
            if await messenger.call("getMyCommands", scope) != commands:
                await messenger.call("setMyCommands", {"commands": commands, **scope})
            description = said.plain("menu-description")
            if (await messenger.call("getMyDescription", scope))["description"] != description:
                await messenger.call("setMyDescription", {"description": description, **scope})
            short = said.plain("menu-short")
            if (await messenger.call("getMyShortDescription", scope))["short_description"] != short:
                await messenger.call("setMyShortDescription", {"short_description": short, **scope})
    except TelegramError as error:
        log.warning("menu not set", error=type(error).__name__)


def _commands(said: Words) -> list[dict[str, str]]:
    return [
        {"command": command, "description": said.plain(f"menu-{command}")}
        for command in ("new", "agenda", "free", "settings", "help", "export", "delete")
    ]
