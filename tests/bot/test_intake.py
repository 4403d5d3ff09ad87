"""Updates as they come: split without being understood, kept whatever they hold."""

from __future__ import annotations

from bot.accounts import person_key
from bot.intake import parse, split


def test_a_batch_is_split_into_raw_updates_by_person_in_order() -> None:
    answer = (
        b'{"ok":true,"result":['
        b'{"update_id":8,"callback_query":{"id":"1","from":{"id":70},"data":"x"}},'
        b'{"update_id":7,"message":{"from":{"id":71},"chat":{"id":-5}}}]}'
    )
    assert [(each.update_id, each.person_key) for each in split(answer)] == [(7, 71), (8, 70)]
    assert parse(split(answer)[0].body)["message"]["from"]["id"] == 71


def test_text_that_is_no_unicode_is_kept_as_it_came() -> None:
    answer = rb'{"ok":true,"result":[{"update_id":1,"message":{"from":{"id":7},"text":"\ud800 and \u0000"}}]}'
    (arrived,) = split(answer)
    assert parse(arrived.body)["message"]["text"] == "\ud800 and \x00"


def test_an_update_without_a_person_belongs_to_its_chat() -> None:
    assert person_key({"update_id": 1, "channel_post": {"chat": {"id": -100}}}) == -100
    assert person_key({"update_id": 1, "something_new": 5}) == 0
