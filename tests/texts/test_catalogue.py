"""Rendering: what a catalogue says comes out, what people typed changes nothing around it."""

from typing import Any

import pytest
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given
from hypothesis import strategies as st

import texts
from playground.html import parse_html
from texts import Markup, MissingText, Text, Words, units
from texts.catalogue import complete

SOURCE = """
-brand = the bot
booked = Booked, and { $n ->
    [one] one is
   *[other] { $n } are
} asked. <b>{ $title }</b>
answer = { $name }: { $partstat ->
    [accepted] accepted
   *[needs-action] not answered
}
card = <b>{ $title }</b>
    { $span }

    At { $place } &amp; <i>on time</i>
help = Write to { -brand } and tap { button-book }.
button-book = Book
button-open = Open { $title }
popup-moved = Not counted: { $title } has moved. Please answer the new time.
two = { $title } and { $place }
"""
FSI, PDI = "\u2068", "\u2069"


@pytest.fixture(scope="module")
def words() -> Words:
    return Words("en", {"sample.ftl": SOURCE})


def test_tags_and_line_breaks_are_the_catalogues_and_arguments_are_escaped(words: Words) -> None:
    args = {"title": "<b>Q&A</b>", "span": "Thu", "place": "Room\n4"}
    assert words.html("card", **args) == ("<b>&lt;b&gt;Q&amp;A&lt;/b&gt;</b>\nThu\n\nAt Room 4 &amp; <i>on time</i>")
    assert words.plain("card", **args) == "<b>Q&A</b>\nThu\n\nAt Room 4 & on time"


def test_plurals_and_choices(words: Words) -> None:
    assert words.html("booked", n=1, title="Review") == "Booked, and one is asked. <b>Review</b>"
    assert words.html("booked", n=1200, title="Review") == "Booked, and 1200 are asked. <b>Review</b>"
    assert words.plain("answer", name="Bo", partstat="accepted") == "Bo: accepted"
    assert words.plain("answer", name="Bo", partstat="anything") == "Bo: not answered"
    assert words.plain("help") == "Write to the bot and tap Book."


@pytest.mark.parametrize(
    ("key", "args"),
    [
        ("booked", {"n": 1, "title": "Review"}),
        ("booked", {"n": 2, "title": "Review"}),
        ("answer", {"name": "Bo", "partstat": "accepted"}),
        ("card", {"title": "Review", "span": "Thu", "place": "Room 4"}),
        ("help", {}),
    ],
)
def test_it_says_what_fluent_says(words: Words, key: str, args: dict[str, Any]) -> None:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(SOURCE))
    pattern = bundle.get_message(key).value
    assert pattern is not None
    assert (words.html(key, **args), []) == bundle.format_pattern(pattern, args)


def test_what_we_made_ourselves_passes_and_what_somebody_typed_does_not(words: Words) -> None:
    inner = words.html("button-open", title="<Q>")
    assert words.html("two", title=inner, place="<R>") == "Open &lt;Q&gt; and &lt;R&gt;"
    assert words.plain("two", title=inner, place="<R>") == "Open <Q> and <R>"
    assert words.html("two", title=Text("a\nb"), place="c\nd") == "a\nb and c d"
    assert words.html("two", title=Markup("<i>x</i>"), place=words.plain("button-book")) == "<i>x</i> and Book"


@pytest.mark.parametrize(
    ("key", "args", "said"),
    [
        ("nothing", {}, "no text has the key 'nothing'"),
        ("-brand", {}, "no text has the key '-brand'"),
        ("card", {"title": "x", "span": "y"}, "card needs the argument 'place'"),
        ("booked", {"title": "x"}, "booked needs the argument 'n'"),
        ("button-open", {"title": None}, "button-open: None is neither a string nor a whole number"),
        ("button-open", {"title": True}, "button-open: True is neither a string nor a whole number"),
        ("booked", {"n": 1.5, "title": "x"}, "booked: $n is 1.5, not a string or a whole number"),
    ],
)
def test_a_mistake_of_ours_is_raised_and_never_printed(words: Words, key: str, args: dict[str, Any], said: str) -> None:
    for render in (words.html, words.plain):
        with pytest.raises(MissingText) as raised:
            render(key, **args)
        assert str(raised.value) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a = 1\na = 2", "x.ftl: a is there already, with another text"),
        ("a = { NUMBER($n) }", "x.ftl: a uses the function NUMBER, which is not played here"),
        ("a = { b }", "a refers to b, which is not there"),
        ("a = x\n    .title = y", "x.ftl: a uses the attribute .title, which is not played here"),
        ("a\n", 'x.ftl: Expected token: "=": a'),
        ('-b = x\na = { -b(case: "c") }', "x.ftl: a uses a term with arguments, which is not played here"),
    ],
)
def test_a_wrong_catalogue_says_where(source: str, said: str) -> None:
    with pytest.raises(MissingText) as raised:
        Words("en", {"x.ftl": source})
    assert str(raised.value) == said


def test_user_text_loses_overrides_and_is_isolated_where_direction_needs_it(words: Words) -> None:
    assert words.plain("button-open", title="a\u202eb\u2066c\x00\x07d\ud800") == "Open abcd"
    assert words.plain("button-open", title="a\r\n\u2028b\tc") == "Open a b c"
    assert words.plain("button-open", title="a\u2063\u200bb\u3164") == "Open ab"
    assert words.plain("button-open", title="Zoë 👨‍👩‍👧") == "Open Zoë 👨‍👩‍👧"
    assert words.plain("button-open", title="שלום") == f"Open {FSI}שלום{PDI}"
    assert words.html("card", title="مرحبا", span="", place="x").startswith(f"<b>{FSI}مرحبا{PDI}</b>")


hostile = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="<>&\"'/ab=;#x0lt\n\u202e\u2068שم", max_size=40),
    st.sampled_from(
        (
            *("<b>", "</b>", "&lt;b&gt;", "&amp;lt;", "<a href='tg://user?id=1'>x</a>", "{ $title }", "\x00place\x00"),
            *("*x* _y_ `z`", "<tg-time unix='1'>x</tg-time>", "<", "&", "&#60;b&#62;", "%s {0}"),
        )
    ),
)


@given(title=hostile, place=hostile)
def test_hostile_text_adds_no_entity_and_no_line(title: str, place: str) -> None:
    words = Words("en", {"sample.ftl": SOURCE})
    args = {"title": title, "span": "Thu", "place": place}
    text, entities = parse_html(words.html("card", **args))
    assert text == words.plain("card", **args)
    kinds = [entity["type"] for entity in entities]
    # An empty title leaves nothing to be bold.
    assert kinds == (["bold", "italic"] if texts.isolate(title) else ["italic"])
    assert text.count("\n") == 3
    bold = next((entity for entity in entities if entity["type"] == "bold"), None)
    assert bold is None or (bold["offset"], bold["length"]) == (0, units(texts.isolate(title)))


def test_a_long_title_is_cut_and_never_the_sentence_around_it(words: Words) -> None:
    assert words.button("button-open", title="Review " * 20) == "Open Review Review Review Revie…"
    assert words.button("button-open", title="שלום " * 20) == f"Open {FSI}שלום שלום שלום שלום שלום…{PDI}"
    popup = words.popup("popup-moved", title="😀" * 150)
    assert units(popup) <= texts.POPUP
    assert popup.startswith("Not counted: 😀😀")
    assert popup.endswith("😀… has moved. Please answer the new time.")


@given(title=st.text(max_size=300), limit=st.integers(1, 120))
def test_short_texts_keep_their_limit(title: str, limit: int) -> None:
    words = Words("en", {"sample.ftl": SOURCE})
    assert units(words.short("button-open", limit, title=title)) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("ab👍🏽cd", 8, "ab👍🏽cd"),
        ("ab👍🏽cd", 7, "ab👍🏽…"),
        ("ab👍🏽cd", 6, "ab…"),
        ("ab👩‍👩cd", 6, "ab…"),
        ("abe\u0301fg", 5, "abe\u0301…"),
        ("abe\u0301fg", 4, "ab…"),
        ("abc", 0, ""),
    ],
)
def test_a_cut_leaves_accents_and_emoji_whole(text: str, limit: int, cut: str) -> None:
    assert texts.shorten(text, limit) == cut


def test_lines_and_joins_leave_out_what_is_not_there() -> None:
    assert texts.lines("a <", None, "", Markup("<b>c</b>"), Text("x\ny")) == "a &lt;\n<b>c</b>\nx\ny"
    assert texts.join(" · ", "Bo", None, "Chen") == "Bo · Chen"


@pytest.mark.parametrize(("asked", "given"), [("en", "en"), ("en-GB", "en"), ("xx", "en"), ("", "en"), ("EN", "en")])
def test_languages_without_a_catalogue_are_answered_in_english(asked: str, given: str) -> None:
    assert texts.words(asked).language == given
    assert texts.words(asked) is texts.words(given)


def test_a_language_is_offered_when_it_says_all_that_english_does() -> None:
    def catalogue(language: str, source: str) -> Words:
        return Words(language, {"sample.ftl": source})

    english = catalogue("en", "hello = Hello { $name }\nbye = Bye")
    catalogues = {
        "id": catalogue("id", "hello = Halo { $name }\nbye = Dadah\nmore = Lagi"),
        "de": catalogue("de", "hello = Hallo { $name }"),
        "es": catalogue("es", "hello = Hola\nbye = Chao"),
        "en": english,
    }
    assert complete(catalogues) == ("en", "id")
