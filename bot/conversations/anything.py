"""Anything else: whatever comes is answered, or known to need no answer."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import ChatMember, Message, MessageEntity, Update

from bot.buttons import Button
from bot.conversations import booking, booking_typed, commanded, orders, start, travel, unasked
from bot.conversations.booking_beside import asked_again
from bot.conversations.booking_wish import complete, read_wish
from bot.sessions import expired
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import View
from bot.views import anything as views
from bot.views.booking import offered_title
from db import chats, invitees, people
from scheduling.people import Reach
from scheduling.words.commands import Command, meant_by
from services import people as services
from texts import Markup, shorten

KINDS = (
    "animation",
    "photo",
    "video",
    "video_note",
    "voice",
    "audio",
    "sticker",
    "poll",
    "dice",
    "game",
    "story",
    "document",
)
"""What a message may be, by the Bot API's names; an animation is a document as well, so the order matters."""

_INSIDE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER, ChatMember.RESTRICTED)
_QUOTED = 32


async def said(turn: Turn) -> Answer:
    """Text, a contact or a location without an open question: a wish in one line, or nothing that is asked for."""
    message = turn.message
    if message is not None and (message.contact or message.users_shared):
        return await _beside(turn, views.contact(turn.words))
    if message is not None and message.venue is not None:
        return await _cannot(turn, "venue")
    if message is not None and message.location is not None:
        return await _beside(turn, await unasked.located(turn))
    if turn.typed == turn.words.button("button-back"):
        # From the keyboard of a question that is gone.
        return await start.welcome(turn)
    if turn.typed:
        said = (
            await commanded.asked_for(turn)
            or await travel.announced(turn)
            or await orders.order(turn)
            or await booking_typed.line(turn)
        )
        if said is not None:
            return said
    title = booking_typed.offered_title(turn)
    if title is not None:
        return await _beside(turn, offered_title(turn.words, title))
    return await _beside(turn, views.said(turn.words, knows=await _knows(turn)))


async def other(turn: Turn) -> Answer:
    """Anything but text: its caption is read as text. An album is several messages and gets one answer."""
    message = turn.message
    album = message.media_group_id if message else None
    if album is not None and turn.session.memory.get("album") == album:
        return Reply()
    answer = await (_answers(turn) or said)(turn) if turn.typed else None
    if album is not None:
        turn.session.memory["album"] = album
    if answer is not None:
        return answer
    kind = next((each for each in KINDS if message is not None and getattr(message, each, None)), "other")
    return await _cannot(turn, kind)


def _answers(turn: Turn) -> Handler | None:
    """Who reads an answer to the draft's open question."""
    draft = turn.session.draft
    alive = draft is not None and not expired(draft, turn.now)
    return booking.TYPED.get(turn.session.asks or "") if alive else None


async def command(turn: Turn) -> Answer:
    """An unknown command: what its name means, what it resembles, and the line behind it if that is a wish."""
    slashed, *behind = turn.typed.split(maxsplit=1)
    if behind and complete(read_wish(turn, behind[0])):
        return await booking.new(turn)
    typed = slashed.removeprefix("/").partition("@")[0]
    meant = meant_by(typed)
    if meant in (Command.STOP, Command.HELLO, Command.THANKS) and (answer := await commanded.done(meant, turn)):
        return answer
    return await _beside(turn, views.command(shorten(typed, _QUOTED), meant, turn.words))


async def edited(turn: Turn) -> Answer:
    """A message that was changed. A location that is shared live changes all the time."""
    if turn.message is None or not turn.message.text:
        return Reply()
    return await _beside(turn, views.edited(turn.words))


async def _cannot(turn: Turn, kind: str) -> Answer:
    """What cannot be read, by the Bot API's name of it."""
    again = await asked_again(turn, views.cannot(kind, turn.words))
    return again or await _beside(turn, views.sent(kind, turn.words, knows=await _knows(turn)))


async def _beside(turn: Turn, view: View) -> Answer:
    """Said above the question of the draft that is being made; any other open question stays as it is."""
    again = await asked_again(turn, Markup(view.text))
    if again is not None:
        return again
    return Reply(also=(view,)) if turn.session.card is not None else Reply(view=view)


async def _knows(turn: Turn) -> str | None:
    met = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=5)
    return next((each.username for each in met if each.username), None)


async def unknown_button(turn: Turn) -> Answer:
    """A button that no release since has known, or a forged one."""
    return PopUp(turn.words.popup("popup-old-button"))


async def noted(turn: Turn, update: Update) -> Answer | None:
    """What is written down, and only in a group sometimes answered: blocked and returned people, groups, the rest."""
    if update.my_chat_member is not None:
        return await _standing(turn, update)
    message = update.message
    if message is not None and message.chat.type in ("group", "supergroup") and addressed(message, turn):
        return views.group(turn.words, turn.bot.username)
    return None


async def _standing(turn: Turn, update: Update) -> Answer | None:
    """The bot's own standing in a chat has changed."""
    change = update.my_chat_member
    assert change is not None
    inside = change.new_chat_member.status in _INSIDE
    chat = change.chat
    if chat.type == "private":
        if not inside:
            await people.set_reach(turn.connection, turn.viewer.id, Reach.BLOCKED)
        elif change.old_chat_member.status not in _INSIDE:
            await services.come_back(turn.connection, turn.viewer, now=turn.now)
        return None
    if not inside:
        await chats.leave(turn.connection, chat.id)
        return None
    first = await chats.join(turn.connection, chat.id, kind=chat.type, title=chat.title, now=turn.now)
    return views.group(turn.words, turn.bot.username) if first and chat.type != "channel" else None


def addressed(message: Message, turn: Turn) -> bool:
    """Whether a message in a group is meant for the bot: it names it, answers it, or is one of its commands."""
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.id == turn.bot.id:
        return True
    name = turn.bot.username.lower()
    entities = {**message.parse_entities(), **message.parse_caption_entities()}
    for entity, text in entities.items():
        if entity.type == MessageEntity.MENTION and text.lower() == f"@{name}":
            return True
        if entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == turn.bot.id:
            return True
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            typed, _, whose = text.lower().removeprefix("/").partition("@")
            return whose == name if whose else typed in {"start", *views.COMMANDS}
    return False


TAPS: Mapping[type[Button], TapHandler] = {}
TYPED: Mapping[str, Handler] = {}
COMMANDS: Mapping[str, Handler] = {}
