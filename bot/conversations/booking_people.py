"""Who should come: tapped, typed, mentioned, shared as a contact, or picked from Telegram's own list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from telegram import MessageEntity, User

from bot.buttons.booking import Alone, Contacts, MakeOptional, Step, Toggle
from bot.conversations.booking_draft import ALONE, NAMED, invited, keep, next_step
from bot.conversations.booking_steps import offered, show
from bot.turns import Answer, Reply, Turn
from bot.views import AskPeople
from db import invitees
from scheduling.appointments import MAX_PARTICIPANTS
from scheduling.choices import Choice, read_choice
from scheduling.drafts import Draft
from scheduling.people import Person
from scheduling.quotes import as_typed
from scheduling.typed import read_people
from texts import Markup, Words, lines, quoted
from texts.people import listing, name

REQUEST = 1
"""The request_id of our one KeyboardButtonRequestUsers: Telegram only wants it unique within a message."""

MOST_PICKED = 10
"""KeyboardButtonRequestUsers.max_quantity is 10 at most."""


async def toggle(button: Toggle, turn: Turn, draft: Draft) -> Answer:
    """In or out. Only people that this viewer was offered can be put in: a press may be forged."""
    if not button.chosen:
        keep(turn, people=tuple(each for each in draft.people if each != button.person))
        return await show(turn, Step.PEOPLE)
    known = await offered(turn)
    if button.person not in draft.people and button.person in {person.id for person in known}:
        _add(turn, [button.person])
    return await show(turn, Step.PEOPLE, known=known)


async def make_optional(button: MakeOptional, turn: Turn, draft: Draft) -> Answer:
    """Who is in need not come."""
    if button.person in draft.needed:
        keep(turn, optional=(*draft.optional, button.person))
    return await show(turn, Step.PEOPLE)


async def alone(_button: Alone, turn: Turn, _draft: Draft) -> Answer:
    """An appointment with oneself: it blocks the time, and reminds."""
    turn.session.memory[ALONE] = True
    keep(turn, people=())
    return await show(turn, next_step(turn))


async def contacts(_button: Contacts, turn: Turn, _draft: Draft) -> Answer:
    """Telegram's own list."""
    turn.session.asks = f"booking.{Step.PEOPLE.value}"
    return Reply(helper=picker(turn.words))


def picker(words: Words) -> AskPeople:
    """What opens Telegram's own list."""
    return AskPeople(
        text=words.html("booking-contacts-asked", limit=MOST_PICKED),
        pick=words.button("button-choose-contacts"),
        back=words.button("button-back"),
        request_id=REQUEST,
        most=MOST_PICKED,
    )


async def answered(turn: Turn) -> Answer:
    """Whatever was typed or sent while the question is who should come."""
    if turn.message is None or turn.typed == turn.words.button("button-back"):
        return await show(turn, Step.PEOPLE)
    return await invite(turn, await sent(turn))


async def invite(turn: Turn, named: Named) -> Answer:
    """Put them into the draft, and ask on."""
    notes = [*named.notes, *await take(turn, named.people, named.optional, named.some)]
    return await show(turn, Step.PEOPLE, note=lines(*notes) or None)


@dataclass(frozen=True, slots=True)
class Some:
    """Of the people with these ids so many were said to be needed, whoever said it counted in."""

    need: int
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Named:
    """The people in something that was sent, what is to be said of it, the ids of those called optional, and what of it
    names nobody.
    """

    people: list[Person]
    notes: list[Markup]
    optional: frozenset[int] = frozenset()
    some: Some | None = None
    left: str = ""


async def sent(turn: Turn) -> Named:
    """The people in whatever was picked, shared or typed."""
    assert turn.message is not None
    if turn.message.users_shared is not None:
        return Named(*await _shared(turn))
    if turn.message.contact is not None:
        return Named(*await _contact(turn))
    return await read(turn, turn.typed)


async def take(
    turn: Turn, found: Iterable[Person], optional: Collection[int] = (), some: Some | None = None
) -> list[Markup]:
    """Put people into the draft, some of whom need not come, or not all; returns why some were not."""
    draft, words = turn.session.draft, turn.words
    assert draft is not None
    notes, fresh, twice = [], [], []
    for person in {person.id: person for person in found}.values():
        if person.id == turn.viewer.id:
            notes.append(words.html("booking-people-self"))
        elif person.id in draft.people:
            if person.id not in optional and not (some and person.id in some.people):
                twice.append(person)
        else:
            fresh.append(person.id)
    if twice:
        notes.append(words.html("booking-people-twice", names=listing([name(each) for each in twice], words.language)))
    room = MAX_PARTICIPANTS - 1 - len(draft.people)
    if len(fresh) > room:
        notes.append(words.html("booking-people-many", limit=MAX_PARTICIPANTS))
        fresh = fresh[: max(0, room)]
    if fresh:
        _add(turn, fresh)
    draft = keep(turn)
    if spared := [each for each in optional if each in draft.needed]:
        keep(turn, optional=(*draft.optional, *spared))
    if some is not None:
        notes += _choose(turn, some, optional)
    return notes


def _choose(turn: Turn, some: Some, optional: Collection[int]) -> list[Markup]:
    """Only so many of them are needed; where there are not so many, or none is, each is, and that is said."""
    draft = turn.session.draft
    assert draft is not None
    there = tuple(each for each in draft.people if each in some.people)
    own = turn.viewer.id in some.people
    spared = tuple(each for each in draft.optional if each in optional or each not in there)
    if 1 <= some.need <= len(there) + own:
        # Who books comes anyway, and is one of those they named.
        keep(turn, optional=spared, some=there, need=max(1, some.need - own))
        return []
    keep(turn, optional=spared, some=tuple(each for each in draft.some if each not in there))
    return [turn.words.html("booking-people-choice", need=some.need, count=len(there) + own)]


def some_of(choice: Choice | None, found: Mapping[str, Person]) -> Some | None:
    """A choice as it was typed, of the people that were found for what they were called; None without one."""
    if choice is None:
        return None
    return Some(choice.need, frozenset(found[each].id for each in choice.people if each in found))


def _add(turn: Turn, ids: Sequence[int]) -> None:
    draft, memory = turn.session.draft, turn.session.memory
    assert draft is not None
    memory.pop(ALONE, None)
    memory[NAMED] = [*dict.fromkeys([*memory.get(NAMED, ()), *ids])]
    keep(turn, people=(*draft.people, *ids))


async def read(turn: Turn, text: str) -> Named:
    """The people named in a text."""
    words, notes = turn.words, []
    called, text = await _mentioned(turn, text)
    choice, text = read_choice(text, names=True)
    reading = read_people(text, language=words.language)
    unread = list(reading.rest)
    usernames = [each for each in reading.usernames if each not in called]
    if reading.names:
        by_name, unknown = await _by_first_name(turn, reading.names)
        called |= by_name
        unread += unknown
    persons, bots = await by_usernames(turn, usernames)
    called |= persons
    found = list(called.values())
    notes += [words.html("booking-people-bot", name=f"@{each}") for each in bots]
    left = "" if not unread and (found or bots) else as_typed(text, unread, language=words.language) or text
    if left:
        notes.append(words.html("booking-people-unread", text=quoted(left)))
    spared = frozenset(called[each].id for each in reading.optional if each in called)
    return Named(found, notes, spared, some_of(choice, called), left)


async def by_usernames(turn: Turn, usernames: Sequence[str]) -> tuple[dict[str, Person], list[str]]:
    """The people with these @usernames, and those of them that are bots'. Who is not known gets a placeholder.

    Telegram gives every bot, and nobody else, a username that ends in "bot" (core.telegram.org/bots/features).
    """
    bots = [each for each in usernames if each.endswith("bot")]
    wanted = [each for each in usernames if not each.endswith("bot")]
    known = await invitees.by_usernames(turn.connection, wanted, viewer_id=turn.viewer.id) if wanted else {}
    viewer = turn.viewer.id
    found = {
        each: known[each] if each in known else await invitees.placeholder(turn.connection, each, viewer_id=viewer)
        for each in wanted
    }
    return found, bots


async def _by_first_name(turn: Turn, typed: Sequence[str]) -> tuple[dict[str, Person], list[str]]:
    """Acquaintances whose first name was typed, or who bear it as a username; the rest is quoted."""
    draft = turn.session.draft
    near = [*await offered(turn), *(await invited(turn, draft) if draft else ())]
    known = await invitees.by_usernames(turn.connection, typed, viewer_id=turn.viewer.id)
    found: dict[str, Person] = {}
    unknown: list[str] = []
    for each in typed:
        same = {person.id: person for person in near if person.first_name.casefold() == each.casefold()}
        if len(same) == 1:
            (found[each],) = same.values()
        elif each.casefold() in known:
            found[each] = known[each.casefold()]
        else:
            unknown.append(each)
    return found, unknown


async def _mentioned(turn: Turn, text: str) -> tuple[dict[str, Person], str]:
    """People without a @username whom the phone lets one mention (MessageEntity `text_mention`), by the @name that
    stands in for each in the text that is returned.
    """
    message = turn.message
    found: dict[str, Person] = {}
    if message is None or not message.entities:
        return found, text
    for entity, named in message.parse_entities([MessageEntity.TEXT_MENTION]).items():
        user = entity.user
        if user is None or user.is_bot:
            text = text.replace(named, " ", 1) + (f" @{user.username}" if user and user.username else "")
            continue
        stand_in = f"mentioned_here_{len(found)}"
        text = text.replace(named, f" @{stand_in} ", 1)
        found[stand_in] = await met(turn, user)
    return found, text


async def met(turn: Turn, user: User) -> Person:
    """The person with this account, who need not have opened the bot."""
    return await invitees.contact(
        turn.connection,
        telegram_id=user.id,
        first_name=user.first_name,
        last_name=user.last_name,
        username=user.username,
        viewer_id=turn.viewer.id,
    )


async def _shared(turn: Turn) -> tuple[list[Person], list[Markup]]:
    assert turn.message is not None
    assert turn.message.users_shared is not None
    found = [
        await invitees.contact(
            turn.connection,
            telegram_id=user.user_id,
            first_name=user.first_name or (f"@{user.username}" if user.username else str(user.user_id)),
            last_name=user.last_name,
            username=user.username,
            viewer_id=turn.viewer.id,
        )
        for user in turn.message.users_shared.users
    ]
    return found, []


async def _contact(turn: Turn) -> tuple[list[Person], list[Markup]]:
    assert turn.message is not None
    contact = turn.message.contact
    assert contact is not None
    if contact.user_id is None:
        return [], [turn.words.html("booking-people-no-account", name=contact.first_name)]
    person = await invitees.contact(
        turn.connection,
        telegram_id=contact.user_id,
        first_name=contact.first_name,
        last_name=contact.last_name,
        username=None,
        viewer_id=turn.viewer.id,
    )
    return [person], []
