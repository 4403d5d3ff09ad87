"""Plain words that ask for what a command does, in four languages; and what only looks like them."""

from __future__ import annotations

import pytest

from scheduling.words.commands import Command, meant_by, read_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Help!", Command.HELP),
        ("¿Qué puedes hacer?", Command.HELP),
        ("que puedes hacer", Command.HELP),
        ("bantuan dong", Command.HELP),
        ("Bitte abbrechen", Command.STOP),
        ("cancelar por favor", Command.STOP),
        ("What do I have on Friday?", Command.AGENDA),
        ("jadwal saya besok", Command.AGENDA),
        ("Grüß Gott", Command.HELLO),
        ("makasih ya", Command.THANKS),
        ("today", None),
        ("Lunch", None),
        ("cancel Review", None),
        ("what do I have with @bo_berlin", None),
        ("hi " * 100, None),
        ("", None),
    ],
)
def test_words_that_say_nothing_else(text: str, command: Command | None) -> None:
    assert read_command(text) is command


def test_the_name_of_a_command_may_be_a_day() -> None:
    assert [meant_by(each) for each in ("today", "my_agenda", "cancel", "weather")] == [
        Command.AGENDA,
        Command.AGENDA,
        Command.STOP,
        None,
    ]
