"""The language in which the bot writes: Telegram's, until somebody chooses one."""

from __future__ import annotations

from program.roles import House
from tests.chat import Chat, Phone
from tests.world import as_known


async def test_the_language_is_telegrams_until_one_is_chosen(chat: Chat, ana: Phone, house: House) -> None:
    ana.person.language_code = "pt-br"
    await ana.sends("/settings")
    assert (await as_known(house, "ana_lisbon")).language == "pt"
    ana.person.language_code = ""
    await ana.sends("/settings")
    assert (await as_known(house, "ana_lisbon")).language == "pt"
    await ana.taps("Language: English")
    await ana.taps("✓ English")
    assert ana.last.text.splitlines()[0].startswith("In which language shall I write to you?")
    ana.person.language_code = "de"
    await ana.sends("/settings")
    assert (await as_known(house, "ana_lisbon")).language == "en"
