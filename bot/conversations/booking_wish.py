"""A line becomes a draft: what it says is kept, what is open is asked one thing at a time, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import MessageEntity, MessageOriginHiddenUser, MessageOriginUser, User

from bot.buttons.booking import Step
from bot.conversations.booking_draft import (
    ALONE,
    BRIEF,
    NAMED,
    UNSAID,
    WRITER,
    keep,
)
from bot.conversations.booking_people import by_usernames, met, some_of, take
from bot.conversations.booking_questions import A_YEAR, for_the_card, left_open, local, onwards
from bot.conversations.booking_steps import over, show
from bot.turns import Answer, Turn
from scheduling.appointments import MAX_DURATION, MAX_NOTE, MAX_PLACE, MAX_TITLE
from scheduling.choices import read_choice
from scheduling.languages import base
from scheduling.phrases import Ambiguity, Field, Wish, read, sayable
from scheduling.quotes import APART
from scheduling.readings import Reading
from scheduling.titles import titled
from scheduling.typed import Answer as Typed
from scheduling.words.phrasebook import proper
from texts import Markup, clean, dates, lines, quoted, shorten


def one_line(text: str) -> str:
    """As titles and places are kept: one line, without control characters, single spaces."""
    return " ".join(clean(text).split())


def read_wish(turn: Turn, text: str, *, elsewhere: bool = False) -> Wish:
    """Read a line in the person's language, their app's, or the one the bot answers in: what explains more words.

    A language that nobody named must explain two words more than these: whose app is English may write German.
    In a forwarded message "tomorrow" counts from the day on which it was written. `elsewhere` is as in `read`, and
    takes too long for the loop.
    """
    viewer, origin = turn.viewer, turn.message.forward_origin if turn.message else None
    sender = turn.message.from_user if turn.message else None
    app = (sender.language_code or "") if sender else ""
    languages = dict.fromkeys((viewer.language, base(app) or viewer.language))
    if languages.keys() <= set(_READ):
        languages |= {turn.words.language: None}
    written = min(origin.date, turn.now) if origin else turn.now
    for stand_in, (named, _) in _mentioned(turn).items():
        text = text.replace(named, f"@{stand_in}", 1)
    choice, text = read_choice(text)

    def readings(tried: Iterable[str]) -> list[Wish]:
        return [
            read(
                text,
                now=written,
                zone=viewer.zone or ZoneInfo("UTC"),
                zone_on=lambda day: viewer.zone_on(day) or ZoneInfo("UTC"),
                language=language,
                day_first=viewer.prefs.day_first,
                hour_cycle=viewer.prefs.hour_cycle,
                longest=longest(turn),
                elsewhere=elsewhere,
            )
            for language in tried
        ]

    own = min(readings(languages), key=_unexplained)
    if _unexplained(own) >= _CLEARLY and len(text) <= _SHORT:
        said = len(own.words) - _left(own)
        others = [each for each in _READ if each not in languages and sayable(text, each) >= said + _CLEARLY]
        other = min(readings(others), key=_unexplained, default=own)
        if _unexplained(other) <= _unexplained(own) - _CLEARLY:
            own = other
    return replace(own, choice=choice)


_READ = ("en", "de", "es", "id")
_CLEARLY = 2
_SHORT = 200


def abroad(turn: Turn) -> bool:
    """Whether the person's language, or their app's, may be one without a phrasebook."""
    sender = turn.message.from_user if turn.message else None
    tags = {base(turn.viewer.language), base((sender.language_code if sender else "") or "")} - {"", None}
    return not tags <= set(_READ)


def _left(wish: Wish) -> int:
    """How many words say neither who nor when, nor how the wish was put."""
    return sum(word.field in (Field.TITLE, Field.UNREAD, Field.PLACE) for word in wish.words)


def _unexplained(wish: Wish) -> int:
    """As `_left`, also if what was guessed of some is right."""
    titles = [title for asked in wish.questions for _, title in asked.titles]
    return _left(wish) - max((len(wish.title.split()) - len(title.split()) for title in titles), default=0)


def a_wish(wish: Wish) -> bool:
    """Whether it names somebody, a day or a time, or leaves one of these open."""
    return bool(wish.usernames or wish.starts_at or wish.day) or any(
        each.kind is not Ambiguity.LENGTH for each in wish.questions
    )


def complete(wish: Wish) -> bool:
    """Whether it can be nothing but a wish, even where something else was asked: a title, and people or a start.

    The title comes first, unless people are named: "Mon 9-25" is an answer that cannot be, and no title of "25".
    """
    starts = any(isinstance(start, datetime) for each in wish.questions for start in each.candidates)
    if not any(letter.isalpha() for letter in wish.title):
        return False
    first = wish.words[0].field in (Field.TITLE, Field.ASKING)
    return bool(wish.usernames) or (first and bool(wish.starts_at or starts))


def longest(turn: Turn) -> timedelta:
    """One working day of the organizer's."""
    return min(MAX_DURATION, timedelta(minutes=turn.viewer.hours.longest)) or MAX_DURATION


def in_other_words(turn: Turn) -> Typed | None:
    """A typed answer by the grammar, for what the reader of answers does not know: "um halb elf".

    None unless every word of it is understood. A time alone is told from one with its day by reading it behind a date.
    """
    draft = turn.session.draft
    assert draft is not None
    behind = draft.day or _today(turn) + timedelta(days=2)
    for before in (f"{behind.isoformat()} ", ""):
        wish = read_wish(turn, before + turn.typed)
        starts = [wish.starts_at] if wish.starts_at else _starts(wish)
        if wish.title or wish.unread or wish.usernames or wish.place or not (starts or wish.day or wish.duration):
            continue
        days: set[date | None] = {local(turn, each) for each in starts} or {wish.day}
        if len(days) > 1 or (before and days != {behind}):
            continue
        slips = wish.corrections
        clocks = tuple(dict.fromkeys(each.astimezone(turn.viewer.zone_at(each)).time() for each in starts))
        return Typed(
            day=Reading(tuple(each for each in days if each), slips) if not before and days != {None} else None,
            time=Reading(clocks, slips if before else ()) if clocks else None,
            duration=Reading((wish.duration,)) if wish.duration else None,
        )
    return None


def _starts(wish: Wish) -> list[datetime]:
    """The starts between which a typed answer leaves the choice, if it leaves no other."""
    if [each.kind for each in wish.questions] not in ([Ambiguity.HALF], [Ambiguity.PART]):
        return []
    return [each for each in wish.questions[0].candidates if isinstance(each, datetime)]


def _today(turn: Turn) -> date:
    return local(turn, turn.now)


async def fill(turn: Turn, wish: Wish, before: Markup | None = None) -> Answer:
    """Put a wish into the draft; what it does not say is asked, what was not understood is quoted."""
    memory, words = turn.session.memory, turn.words
    memory[BRIEF] = True
    once = lines(before, *[_read_as(turn, wish, each.written, each.read_as) for each in wish.corrections]) or None
    said = _described(turn, wish)
    if wish.usernames:
        mentioned = _mentioned(turn)
        found, bots = await by_usernames(turn, [each for each in wish.usernames if each not in mentioned])
        found |= {each: await met(turn, user) for each, (_, user) in mentioned.items() if each in wish.usernames}
        said += [words.html("booking-people-bot", name=f"@{each}") for each in bots]
        spared = [found[each].id for each in wish.optional if each in found]
        said += await take(turn, found.values(), spared, some_of(wish.choice, found))
    written = await _writer(turn)
    said += written or []
    draft = turn.session.draft
    assert draft is not None
    if not (wish.usernames or draft.people or written is not None):
        memory[ALONE] = True
    if wish.unread:
        said.append(words.html("booking-unread", text=quoted(APART.join(wish.unread))))
    if wish.duration is not None:
        keep(turn, duration=wish.duration)
    elif not any(each.kind is Ambiguity.LENGTH for each in wish.questions):
        memory[UNSAID] = True
    if wish.starts_at is not None:
        keep(turn, starts_at=wish.starts_at, day=local(turn, wish.starts_at))
    elif wish.day is not None or a_wish(wish):
        keep(turn, day=wish.day or draft.day, starts_at=None if wish.day or wish.questions else draft.starts_at)
    said += left_open(turn, wish.questions)
    note = lines(*said) or None
    draft = turn.session.draft
    assert draft is not None
    if draft.starts_at is not None and draft.starts_at <= turn.now:
        for_the_card(turn, note)
        return await over(turn, draft.starts_at, lines(once, note) or None)
    return await _beyond(turn, lines(once, note) or None) or await onwards(turn, note, once)


def _described(turn: Turn, wish: Wish) -> list[Markup | None]:
    """Keep title and place. What is too long for a title stands whole in the notes."""
    said: list[Markup | None] = []
    title, place = one_line(titled(wish.title)), one_line(wish.place)
    if len(title) > MAX_TITLE:
        keep(turn, note=title[:MAX_NOTE])
        title = shorten(title, MAX_TITLE)
    if title:
        keep(turn, title=title)
    if len(place) > MAX_PLACE:
        said.append(turn.words.html("booking-place-long", count=len(place), limit=MAX_PLACE))
    elif place:
        keep(turn, place=place)
    return said


def _mentioned(turn: Turn) -> dict[str, tuple[str, User]]:
    """People without a @username who were picked from the member list (MessageEntity `text_mention`).

    By the @name that stands in for theirs while the line is read: what they are called there, and their account.
    """
    message = turn.message
    if message is None or not (message.entities or message.caption_entities):
        return {}
    kinds: list[str | None] = [MessageEntity.TEXT_MENTION]
    entities = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    return {
        f"mentioned_here_{at}": (named, entity.user)
        for at, (entity, named) in enumerate(entities.items())
        if entity.user is not None and not entity.user.is_bot
    }


async def _writer(turn: Turn) -> list[Markup] | None:
    """Whoever wrote a forwarded message is offered as a participant; None when there is nobody to offer.

    Who hides their account (MessageOriginHiddenUser) has only a name, which is told.
    """
    origin = turn.message.forward_origin if turn.message else None
    if isinstance(origin, MessageOriginHiddenUser):
        return [turn.words.html("booking-forwarded-hidden", name=one_line(origin.sender_user_name))]
    if not isinstance(origin, MessageOriginUser) or origin.sender_user.is_bot:
        return None
    user = origin.sender_user
    if user.id == turn.viewer.telegram_id:
        return None
    person = await met(turn, user)
    memory = turn.session.memory
    memory[NAMED] = [*dict.fromkeys([*memory.get(NAMED, ()), person.id])]
    draft = turn.session.draft
    if draft is not None and draft.people and person.id not in draft.people:
        memory[WRITER] = True
    return []


def _read_as(turn: Turn, wish: Wish, written: str, meant: str) -> Markup:
    """A slip that was forgiven is always told, with the day that came of it."""
    zone = turn.viewer.zone
    assert zone is not None
    day, meant = wish.day or (local(turn, wish.starts_at) if wish.starts_at else None), proper(meant)
    if day is not None:
        meant = f"{meant}, {dates.day(day, zone, turn.words.language, turn.now)}"
    return turn.words.html("booking-read-as", written=written, meant=meant)


async def _beyond(turn: Turn, note: Markup | None) -> Answer | None:
    """A day that is over or too far away is said, and asked for again."""
    draft, words, zone = turn.session.draft, turn.words, turn.viewer.zone
    assert draft is not None
    assert zone is not None
    if draft.day is None:
        return None
    today = local(turn, turn.now)
    if draft.day - today > A_YEAR:
        keep(turn, day=None, starts_at=None)
        return await show(turn, Step.DAY, note=lines(note, words.html("booking-month-far")))
    if draft.day < today:
        keep(turn, day=None, starts_at=None)
        gone = dates.day(draft.day, zone, words.language, turn.now)
        return await show(turn, Step.DAY, note=lines(note, words.html("booking-day-over", day=gone)))
    return None
