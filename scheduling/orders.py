"""What somebody orders of an appointment that stands, in one line: "move Review to Fri 8:00", "cancel Review"."""

from __future__ import annotations

from enum import StrEnum

from scheduling.words import fold


class Order(StrEnum):
    """What shall happen to an appointment that stands."""

    MOVE = "move"
    CANCEL = "cancel"


_VERBS = {
    Order.MOVE: (
        ("move", "reschedule", "postpone", "shift", "push"),
        ("verschiebe", "verschieb", "verlege", "verleg", "verschieben", "verlegen"),
        ("mueve", "mover", "cambia", "reprograma", "aplaza", "pospón"),
        ("pindahkan", "geser", "undurkan", "majukan"),
    ),
    Order.CANCEL: (
        ("cancel", "delete"),
        ("storniere", "storno", "streiche"),
        ("cancela", "cancelar", "anula"),
        ("batalkan",),
    ),
}
"""How such a line begins, in English, German, Spanish and Indonesian; a line may be in any of them."""

_BY_VERB = {fold(verb): order for order, languages in _VERBS.items() for verbs in languages for verb in verbs}
_ARTICLES = frozenset(fold(word) for word in ("the", "my", "our", "das", "die", "den", "mein", "la", "el", "mi"))


def read_order(text: str) -> tuple[Order, str] | None:
    """The order that a line begins with, and the rest of it; None for any other line."""
    verb, _, rest = text.strip().partition(" ")
    order = _BY_VERB.get(fold(verb))
    return (order, rest.strip()) if order is not None and rest.strip() else None


def without_article(title: str) -> str:
    """ "the Review" is "Review"."""
    first, _, rest = title.partition(" ")
    return rest if rest and fold(first) in _ARTICLES else title
