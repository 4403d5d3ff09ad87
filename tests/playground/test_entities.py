"""Formatted text both ways, and what Telegram marks by itself; offsets in UTF-16."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import find_entities
from playground.html import cut, parse_html, to_html

TEXTS = st.text(st.characters(codec="utf-8"))


def marked(text: str) -> list[tuple[str, str]]:
    return [(entity["type"], cut(text, entity["offset"], entity["length"])) for entity in find_entities(text)]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"', []),
        ("&#65;&#x42; &copy; & &;", "AB &copy; & &;", []),
        ("&#0; &#xd83d;", "&#0; \ud83d", []),
        ("😀 <b>fat</b>", "😀 fat", [("bold", 3, 3)]),
        ("<b>a <i>b</i></b>", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        (
            "<STRONG>a</strong><u>b</u><del>c</del>",
            "abc",
            [("bold", 0, 1), ("underline", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("<code>a</code> <pre>b</pre>", "a b", [("code", 0, 1), ("pre", 2, 1)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<tg-spoiler>s</tg-spoiler><span class='tg-spoiler'>t</span>", "st", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<a href='javascript:x'>no link</a>", "no link", []),
    ],
)
def test_html_is_read(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    found, marks = parse_html(source)
    assert found == text
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in marks] == entities


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="https://t.me/x?a=1&amp;b=2">x</a>', {"type": "text_link", "url": "https://t.me/x?a=1&b=2"}),
        ("<a>t.me/x</a>", {"type": "text_link", "url": "http://t.me/x"}),
        ('<a href="tg://user?id=7001">x</a>', {"type": "text_mention", "user": {"id": 7001}}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<code class="language-python">x</code>', {"type": "code"}),
        (
            '<tg-time unix="1793957400" format="wDt">Thu 5 Nov</tg-time>',
            {"type": "date_time", "unix_time": 1793957400, "date_time_format": "wDt"},
        ),
        (
            '<tg-time unix="1793957400">Thu 5 Nov</tg-time>',
            {"type": "date_time", "unix_time": 1793957400, "date_time_format": ""},
        ),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5"}),
    ],
)
def test_entities_carry_what_they_need(source: str, entity: dict[str, Any]) -> None:
    _, (found,) = parse_html(source)
    assert {key: value for key, value in found.items() if key not in {"offset", "length"}} == entity


@given(TEXTS)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(f"<b>{html.escape(text)}</b>")[0] == text


@given(st.lists(st.tuples(st.sampled_from("bius"), TEXTS.filter(bool))))
def test_html_written_is_read_again(parts: list[tuple[str, str]]) -> None:
    source = "".join(f"<{tag}>{html.escape(text, quote=False)}</{tag}>" for tag, text in parts)
    text, entities = parse_html(source)
    assert to_html(text, entities) == source
    assert parse_html(to_html(text, entities)) == (text, entities)


def test_nested_html_is_written_in_order() -> None:
    source = '<b>a <i>b</i></b> <tg-time unix="5" format="t">c</tg-time> <a href="https://x.pt">d</a>'
    assert to_html(*parse_html(source)) == source


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Coffee with @dana_porto tomorrow", [("mention", "@dana_porto")]),
        ("😀@Bo_Berlin, @x @ab", [("mention", "@Bo_Berlin")]),
        ("/start abc", [("bot_command", "/start")]),
        ("/new@appointment_playground_bot now", [("bot_command", "/new@appointment_playground_bot")]),
        ("10/11 and/or", []),
        ("t.me/dana_porto and https://a.pt/x?y=1.", [("url", "t.me/dana_porto"), ("url", "https://a.pt/x?y=1")]),
        ("at 10.30 on 5.11. or 1.5 h", []),
        ("ana@example.com #plan2 #22", [("email", "ana@example.com"), ("hashtag", "#plan2")]),
        ("$EUR $eur", [("cashtag", "$EUR")]),
        ("nothing here", []),
    ],
)
def test_words_are_marked_by_themselves(text: str, entities: list[tuple[str, str]]) -> None:
    assert marked(text) == entities


def test_nothing_is_looked_for_inside_code_and_links() -> None:
    text, given_entities = parse_html('<code>@bo_berlin</code> <a href="https://x.pt">/start</a> @ana_lisbon')
    kinds = [entity["type"] for entity in find_entities(text, given_entities)]
    assert kinds == ["code", "text_link", "mention"]
