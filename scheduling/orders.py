"""What somebody orders of an appointment that stands, in one line: "move Review to Fri 8:00", "cancel Review"."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from scheduling.places import slips
from scheduling.words import fold
from scheduling.words.orders import ADD, ADDED_LAST, ALWAYS_LAST, ARTICLES, BEFOREHAND, CANCEL, IT, MOVE, TOWARDS


class Order(StrEnum):
    """What shall happen to an appointment that stands."""

    MOVE = "move"
    CANCEL = "cancel"
    ADD = "add"
    """Somebody is to come to it."""


_BY_VERB = {
    fold(verb): order
    for order, verbs in ((Order.MOVE, MOVE), (Order.CANCEL, CANCEL), (Order.ADD, ADD))
    for verb in verbs
}
_AT_THE_END = {fold(verb): Order(order) for verb, order in ALWAYS_LAST.items()}
_ARTICLES, _IT = frozenset(map(fold, ARTICLES)), frozenset(map(fold, IT))
_BEFOREHAND = sorted((fold(each) for each in BEFOREHAND), key=len, reverse=True)
_MARKS = " ,;:!?."
_LONGEST_VERB = 3


def read_order(text: str) -> tuple[Order, str] | None:
    """The order that a line gives, and the rest of it; None for any other line.

    It begins with its verb, or with what is politely said before one ("hey, can we move ..."), or ends with a verb as
    German does ("Besprechung absagen").
    """
    words = _without_courtesy(text.split())
    for many in range(min(_LONGEST_VERB, len(words) - 1), 0, -1):
        order = _BY_VERB.get(fold(" ".join(words[:many])))
        if order is not None:
            return order, " ".join(words[many:]).rstrip(" ?!")
    order = _AT_THE_END.get(fold(words[-1].rstrip(_MARKS))) if len(words) > 1 else None
    return (order, " ".join(words[:-1])) if order is not None else None


def _without_courtesy(words: list[str]) -> list[str]:
    found = True
    while found:
        said = " ".join(fold(word).strip(_MARKS) for word in words)
        found = False
        for each in _BEFOREHAND:
            if said.startswith(f"{each} "):
                words, found = words[len(each.split()) :], True
                break
    return words


def without_article(title: str) -> str:
    """ "the Review" is "Review"."""
    first, _, rest = title.partition(" ")
    return rest if rest and fold(first) in _ARTICLES else title


def is_it(rest: str) -> str | None:
    """What stands behind a word for the one appointment there is ("it to Friday"); None for another thing's name."""
    words = without_article(rest).split()
    return " ".join(words[1:]) if words and fold(words[0].strip(_MARKS)) in _IT else None


def without_people(rest: str) -> str:
    """The title in "@chen_sg to the review"."""
    words = [word for word in rest.split() if not word.startswith("@")]
    while words and fold(words[-1]) in ADDED_LAST:
        words.pop()
    while words and fold(words[0]) in TOWARDS:
        del words[0]
    return without_article(" ".join(words))


def behind_title(rest: str, title: str) -> str:
    """What stands behind the title in "the Review to 9", without its "to"; empty for nothing."""
    line = without_article(rest)
    left = line[len(title) :] if fold(line).startswith(fold(title)) else line.partition(" ")[2]
    words = left.strip(_MARKS).split()
    while words and fold(words[0]) in TOWARDS:
        del words[0]
    return " ".join(words)


def closeness(title: str, named: Iterable[str], rest: str) -> int | None:
    """How surely an appointment of this title is meant, 0 the surest; None where it is not.

    `named` are what may be its name in the line: the whole title, the beginning of one, or with a slip of the finger.
    `rest` is all that stands behind the verb, which may begin with the title.
    """
    whole = fold(title)
    names = [fold(each) for each in named if each]
    if whole in names:
        return 0
    if any(whole.startswith(each) for each in names):
        return 1
    if fold(without_article(rest)).startswith(f"{whole} "):
        return 2
    allowed = 1 if len(whole) < 7 else 2
    if len(whole) >= 4 and any(slips(each, whole, allowed) <= allowed for each in names):
        return 3
    return None
