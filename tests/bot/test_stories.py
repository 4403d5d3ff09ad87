"""Whole stories, word for word, as they stand in `stories/`: in Indonesian, and what no other conversation comes by.

`STORIES=write uv run pytest -n 0 tests/bot/test_stories.py` writes them anew where wording has changed: read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from program.roles import House
from scheduling.clock import MovableClock
from tests.bot.storytelling import Stage
from tests.chat import Chat
from tests.world import know_places, move_in

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_a_story_goes_as_it_is_written(path: Path, chat: Chat, house: House, clock: MovableClock) -> None:
    """Its first line: the language, who takes part, and behind "new:" who has not opened the bot yet."""
    story = path.read_text(encoding="utf-8")
    language, people, new = _cast(story.split("\n", 1)[0])
    await know_places(house)
    for name in (*people, *new):
        chat.phone(name.lower()).person.language_code = language
    for name in people:
        await move_in(chat, house, name.lower())
    went = await Stage(chat, house, clock, " ".join((*people, *new))).played(story)
    if os.environ.get("STORIES") == "write":
        path.write_text(went, encoding="utf-8")
    assert went == story


def _cast(line: str) -> tuple[str, list[str], list[str]]:
    language, _, rest = line.removeprefix("# ").partition(": ")
    people, _, new = rest.partition("; new: ")
    return language, people.split(), new.split()
