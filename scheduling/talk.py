"""Words around an answer that name nothing: "ok, thu 10", "make it 3pm", "besser Freitag"."""

from __future__ import annotations

from scheduling.words import fold

_TALK = frozenset(
    fold(word)
    for said in (
        "actually also better can change could do hm hmm how instead it let's lets make maybe me move no nope not ok"
        " okay or oh on please put rather say sorry take the then to us we well what yeah yep yes",
        "ach auch besser bitte doch es geht gerne ginge hm ja könnten lieber mach machen nein nicht nimm oder sagen"
        " sorry stattdessen vielleicht wir wäre",
        "ah bueno cambia en hazlo lo mejor no perdón podemos pon por favor puede que quizás sea sí también tal"
        " vez vale",
        "aja baik bagaimana bisa boleh dong jadi jangan juga kalau kita lebih maaf mungkin oke saja saya tidak tolong"
        " ubah ya",
    )
    for word in said.split()
)
"""In English, German, Spanish and Indonesian: an answer may be in any of them."""

_LEAVE = frozenset(
    fold(word)
    for said in (
        "holiday holidays vacation leave off sick ill ooo",
        "urlaub frei krank ferien",
        "vacaciones libre enfermo enferma",
        "cuti libur sakit",
    )
    for word in said.split()
)


def only_talk(text: str) -> bool:
    """Whether every word of a text is one of these, so that it is the title of nothing."""
    words = [fold(word.strip(".,;:!?…-")) for word in text.split()]
    return bool(words) and all(word in _TALK for word in words if word)


def speaks_of_leave(text: str) -> bool:
    """Whether it may say that somebody is not at work: "I'm on holiday", "off"."""
    return any(fold(word.strip(".,;:!?")) in _LEAVE for word in text.split())
