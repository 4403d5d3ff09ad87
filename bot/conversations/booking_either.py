"""A line with a title of its own, typed while another draft is open: a new wish, or a question which of both it is.

Never a silent change: the day of "Birthday of grandma 12 November" is not the day of the dinner that is open.
"""

from __future__ import annotations

from datetime import timedelta

from telegram import Chat, Message, MessageEntity

from bot.buttons.booking import Step
from bot.conversations import booking_people
from bot.conversations.booking_company import wished
from bot.conversations.booking_draft import EDITING, MEANT, begin, drafted, keep
from bot.conversations.booking_questions import local
from bot.conversations.booking_wish import a_wish, complete, fill, longest, one_line, read_wish
from bot.conversations.typed import read_typed
from bot.turns import Answer, Reply, Turn
from bot.views import booking_either as views
from scheduling.appointments import MAX_TITLE, MIN_DURATION
from scheduling.choices import read_choice
from scheduling.drafts import Draft
from scheduling.names import AND, WITH
from scheduling.phrases import Ambiguity, Field, Wish
from scheduling.talk import only_talk, speaks_of_leave
from scheduling.titles import titled
from scheduling.typed import Asked

_BEYOND = timedelta(days=400)
"""So far ahead is a date that nobody means by a line without one."""


async def instead(turn: Turn, draft: Draft) -> Answer | None:
    """The answer to a line that is no answer to the draft's question; None for one that is.

    Words around an answer are taken out of it: "make it 3pm" goes on as "3pm".
    """
    if draft.title is None or turn.session.memory.get(EDITING) or not turn.typed or _picks(turn):
        return None
    turn.session.memory.pop(MEANT, None)
    typed = read_typed(turn, Asked.TIME, read_choice(turn.typed)[1], shortest=MIN_DURATION, longest=longest(turn))
    if not typed.rest and not (typed.day and typed.time):
        return None
    wish = await wished(turn, turn.typed)
    title = one_line(titled(wish.title))
    if not a_wish(wish):
        return None
    again = title.casefold() == draft.title.casefold()
    same = again and not wish.place and all(each.kind is Ambiguity.PAST for each in wish.questions)
    asking = not title and not wish.place and any(word.field is Field.ASKING for word in wish.words)
    if (same or asking or only_talk(title)) and not wish.unread:
        # Words around an answer.
        retype(turn, bare(wish))
        return None
    if not any(letter.isalpha() for letter in title):
        return None
    who = turn.session.asks == f"booking.{Step.PEOPLE.value}"
    if who and await _names(turn, wish.title):
        return None
    # "maria, thu 10:00" may be somebody whom nobody here knows.
    if again or (
        not (who and not wish.usernames) and complete(wish) and ((typed.day and typed.time) or _dated(turn, wish))
    ):
        return await replaced(turn, draft, wish)
    if wish.words[0].field not in (Field.TITLE, Field.ASKING) or len(title) > MAX_TITLE:
        return None
    turn.session.memory[MEANT] = turn.typed
    return Reply(views.either(await drafted(turn), title, off=speaks_of_leave(title)), working=True)


async def replaced(turn: Turn, draft: Draft, wish: Wish) -> Answer:
    """A new draft of the wish; one of the same title is the old one, and keeps who comes and where it is."""
    before = draft.title or ""
    same = before.casefold() == one_line(titled(wish.title)).casefold()
    await begin(turn, invited=draft.people if same else ())
    if same:
        keep(turn, optional=draft.optional, some=draft.some, need=draft.need, place=draft.place, note=draft.note)
    return await fill(turn, wish, None if same else turn.words.html("booking-replaces", title=before))


def bare(wish: Wish) -> str:
    """Who, when and how long, without the words around them."""
    said = (word.text for word in wish.words if word.field in (Field.WHO, Field.WHEN, Field.LENGTH))
    return " ".join(said).strip(" ?!.,")


def retype(turn: Turn, text: str) -> None:
    """The turn goes on as if this had been typed."""
    turn.message = Message(message_id=0, date=turn.now, chat=Chat(turn.chat_id, Chat.PRIVATE), text=text)


def _dated(turn: Turn, wish: Wish) -> bool:
    """Whether the start that was read is on a day that was named: beside a date, a line without a day is on that date.

    The reader of answers knows one language, and the grammar four.
    """
    if wish.starts_at is None:
        return False
    far = local(turn, turn.now) + _BEYOND
    beside = read_wish(turn, f"{far.isoformat()} {turn.typed}")
    return beside.starts_at is None or local(turn, beside.starts_at) != far


async def _names(turn: Turn, title: str) -> bool:
    """Whether it is nothing but names of people whom they know, or of somebody behind "with"."""
    if title.split()[0].casefold() in WITH:
        return True
    bare_words = " ".join(word for word in title.split() if word.casefold() not in (*WITH, *AND))
    named = await booking_people.read(turn, bare_words)
    return bool(named.people) and not named.left


def _picks(turn: Turn) -> bool:
    """Whether people without a @username were picked, who stand in the message and not in its text."""
    message = turn.message
    entities = (*message.entities, *message.caption_entities) if message is not None else ()
    return any(each.type == MessageEntity.TEXT_MENTION for each in entities)
