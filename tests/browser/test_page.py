"""The page by clicks and keys, against a scripted bot over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Live

if TYPE_CHECKING:
    from tests.browser.page import Page

LINE = "Review with @bo_berlin and @chen_sg Wed 8:00 30 min"


def booked(page: Page) -> None:
    page.press("Send it")
    page.phone("ana").sees(f"Review\n{LINE}")
    page.phone("ana").taps("Book")
    page.phone("chen").sees("Ana invites you to Review\nThu 5 Nov, 08:00\n@chen_sg")


def test_three_phones_with_name_city_and_clock(page: Page) -> None:
    heads = zip(page.texts(".phone h2"), page.texts(".names p"), page.texts(".time"), page.texts(".day"), strict=True)
    assert list(heads) == [
        ("Ana Silva", "Lisbon · @ana_lisbon", "14:05", "Tue 3 Nov"),
        ("Bo Keller", "Berlin · @bo_berlin", "15:05", "Tue 3 Nov"),
        ("Chen Lim", "Singapore · @chen_sg", "22:05", "Tue 3 Nov"),
    ]
    assert page.tabs == {"Ana": "", "Bo": "", "Chen": "", "Dana": "", "Eve": "", "Team": ""}
    assert [tab.text.split("\n")[0] for tab in page.all(".dock .unopened")] == ["D"]
    assert page.find(".promise").text == "Playground. Nothing leaves this machine."
    assert page.phone("ana").box.get_property("value") == LINE


def test_the_three_steps_tick_themselves_off(page: Page) -> None:
    ana, bo = page.phone("ana"), page.phone("bo")
    assert page.steps == [False, False, False]
    booked(page)
    page.until(lambda: page.steps == [True, False, False])
    assert bo.keys == [["Accept", "Maybe", "Decline"]]
    bo.taps("Accept")
    page.until(lambda: page.steps == [True, True, False])
    assert bo.texts[-1] == "You answered: Accept"
    assert ana.texts[-2:] == ["Booked. Bo: Accept", "Bo: Accept"]
    page.press("Move it")
    ana.sees("Tomorrow: Review")
    assert page.texts(".time")[0] == "14:05"
    assert page.texts(".day")[0] == "Wed 4 Nov"
    page.until(lambda: page.texts(".after p") == ["That was the whole job. More to send as Ana:"])
    page.driver.refresh()
    page.until(lambda: page.texts(".after p") == ["That was the whole job. More to send as Ana:"])


def test_what_happens_by_itself_ticks_no_step(page: Page, live: Live) -> None:
    page.phone("ana").says("/buttons")
    page.phone("ana").taps("Pop")
    page.press("+1 day")  # what rings then is not the doing of whoever tapped last
    page.until(lambda: page.texts(".day")[0] == "Wed 4 Nov")
    live.wait(live.bot.invite(7002, "by itself"))
    page.phone("bo").sees("Ana invites you to Review\nThu 5 Nov, 08:00\nby itself")
    assert page.steps == [False, False, False]


def test_ringing_silent_and_changed_look_different(page: Page, live: Live) -> None:
    ana, bo = page.phone("ana"), page.phone("bo")
    live.wait(live.bot("sendMessage", chat_id=7001, text="Quiet", disable_notification=True))
    ana.sees("Quiet")
    assert not ana.has_class("ringing")
    assert page.find("#phone-ana .message:last-child .silent").get_attribute("aria-label") == "came without a sound"
    sent = live.wait(live.bot("sendMessage", chat_id=7002, text="Loud"))
    page.until(lambda: bo.has_class("ringing"))
    live.wait(live.bot("editMessageText", chat_id=7002, message_id=sent["message_id"], text="Changed"))
    bo.sees("Changed")
    page.until(lambda: "changed" in page.find("#phone-bo .message:last-child").get_attribute("class"))
    heard = [line.get_attribute("textContent") for line in page.all("#heard p")]
    assert heard == ["Ana, new, without a sound: Quiet", "Bo, rings: Loud", "Bo, changed: Changed"]


def test_unread_marks_on_tabs_out_of_sight(page: Page, live: Live) -> None:
    live.wait(live.bot("sendMessage", chat_id=7005, text="One"))
    live.wait(live.bot("sendMessage", chat_id=7005, text="Two", disable_notification=True))
    page.until(lambda: page.tabs["Eve"] == "2")
    eve = page.choose("eve")
    assert eve.texts[-2:] == ["One", "Two"]
    assert page.tabs == {"Ana": "", "Bo": "", "Chen": "", "Dana": "", "Eve": "", "Team": ""}
    assert page.texts(".phone h2") == ["Ana Silva", "Bo Keller", "Eve Ito"]


def test_a_link_sent_to_somebody_who_never_opened_the_bot(page: Page) -> None:
    dana = page.choose("dana")
    assert page.texts("#phone-dana .empty p")[0] == "Dana has never opened the bot, so it may not write to Dana."
    page.choose("chen")
    ana = page.phone("ana")
    ana.says("Coffee with @dana_porto Thu 9:30")
    page.until(lambda: ana.keys[0] == ["Book"])
    ana.taps("Book")
    page.until(lambda: ana.keys[0] == ["Send the link"])
    ana.taps("Send the link")
    page.until(lambda: page.texts("dialog .people b") == ["Dana Costa", "Bo Keller", "Chen Lim", "Eve Ito"])
    page.all("dialog .people button")[0].click()
    dana.sees("https://t.me/appointment_playground_bot?start=dana_porto-1\nCoffee, Wed 4 Nov, 09:30 (Lisbon).")
    assert dana.has_class("unopened")
    page.find("#phone-dana .shared .link").click()
    dana.sees("Ana invites you to Review\nThu 5 Nov, 08:00\nDana")
    assert not dana.has_class("unopened")
    assert dana.texts[1] == "/start dana_porto-1"


def test_pop_ups_and_buttons_that_hand_something_over(page: Page) -> None:
    chen = page.phone("chen")
    chen.says("/buttons")
    page.until(lambda: [len(row) for row in chen.keys] == [3, 7, 1, 1])
    chen.taps("Pop")
    page.until(lambda: page.texts(".pop") == ["A pop-up"])
    chen.taps("Alert")
    page.until(lambda: page.texts("dialog h2, dialog p") == ["Appointments", "Close me"])
    page.press("OK")
    chen.taps("Silent")
    page.until(lambda: not page.all(".waiting"))
    assert page.texts(".pop") == ["A pop-up"]
    chen.taps("Out")
    page.until(lambda: page.texts("dialog .address") == ["https://example.org/room"])
    page.press("Close")


def test_keyboards_below_the_box_choose_people_and_share_a_place(page: Page) -> None:
    bo = page.phone("bo")
    bo.says("/pick")
    page.until(lambda: page.texts("#phone-bo .below .key") == ["From my contacts", "Send my location", "Back"])
    assert bo.box.get_attribute("placeholder") == "Type it, or tap"
    bo.taps("From my contacts")
    page.until(lambda: page.texts("dialog .people b") == ["Ana Silva", "Chen Lim", "Dana Costa", "Eve Ito"])
    for box in page.all("dialog input")[:2]:
        box.click()
    assert [box.is_enabled() for box in page.all("dialog input")] == [True, True, False, False]
    page.press("Done")
    bo.sees("I got users_shared.")
    page.until(lambda: page.texts("#phone-bo .below .key") == [])
    assert page.texts("#phone-bo .line span")[-1] == "Bo Keller chose Ana Silva, Chen Lim"
    bo.says("/pick")
    bo.taps("Send my location")
    page.press("Share it")
    bo.sees("I got location.")


def test_formatted_text_as_a_phone_draws_it(page: Page) -> None:
    bo = page.phone("bo")
    bo.says("/format")
    page.until(lambda: len(bo.texts) == 4)
    inside = "#phone-bo .message:last-child .text"
    tags = {tag: page.texts(f"{inside} {tag}") for tag in ("strong", "em", "u", "s", "time")}
    assert tags == {
        "strong": ["bold", "x y"],
        "em": ["italic", "y"],
        "u": ["under"],
        "s": ["over"],
        "time": ["Freitag, 10:00", "Thu 09:00 (Berlin)"],  # with a format: in the phone's own zone and language
    }
    spoiler = page.find(f"{inside} .spoiler")
    assert spoiler.value_of_css_property("color") == "rgba(0, 0, 0, 0)"
    spoiler.click()
    assert spoiler.value_of_css_property("color") != "rgba(0, 0, 0, 0)"
    page.find(f"{inside} .code").click()
    page.until(lambda: bo.box.get_property("value") == "Coffee with @bo_berlin")


def test_pictures_files_and_other_kinds_go_both_ways(page: Page, tmp_path: Any) -> None:
    ana = page.phone("ana")
    ana.says("/photo")
    page.until(lambda: page.find("#phone-ana .photo").get_property("naturalWidth") == 1)
    page.until(lambda: ana.texts[-1] == "A picture")
    notes = tmp_path / "notes.txt"
    notes.write_text("Hello")
    page.find("#phone-ana input[type=file]").send_keys(str(notes))
    ana.sees("I got text.")
    link = page.find("#phone-ana .mine a.thing")
    assert (link.text, link.get_attribute("download")) == ("notes.txt\n5 bytes", "notes.txt")
    page.press("Attach", "#phone-ana")
    page.press("Voice message", ".menu")
    ana.sees("I got voice.")


def test_the_group_takes_the_bot_in(page: Page) -> None:
    group = page.choose("group4001")
    page.press("Add the bot")
    group.sees("I book in private for now.")
    assert page.texts("#phone-group4001 .line span")[-1] == "Ana Silva added Appointments"


def test_a_line_that_is_ready_goes_at_the_first_letter_of_another(page: Page) -> None:
    ana = page.phone("ana")
    page.until(lambda: ana.box.get_property("value").startswith("Review with"))
    ana.box.click()
    ana.box.send_keys("Coffee")
    assert ana.box.get_property("value") == "Coffee"
    ana.box.click()
    ana.box.send_keys(" today")
    assert ana.box.get_property("value") == "Coffee today"


def test_writing_offers_commands_and_people(page: Page) -> None:
    bo = page.phone("bo")
    bo.box.send_keys("/n")
    page.until(lambda: page.texts("#phone-bo .suggest li") == ["/new\nA new appointment"])
    bo.box.clear()
    bo.box.send_keys("Lunch with @e")
    page.until(lambda: page.texts("#phone-bo .suggest li") == ["Eve Ito\nno @name"])
    bo.box.send_keys("\ue004")  # Tab takes it
    assert bo.box.get_property("value") == "Lunch with Eve "


def test_own_messages_can_be_edited_and_deleted(page: Page, live: Live) -> None:
    bo = page.phone("bo")
    bo.says("Luhcn")
    bo.sees("I got text.")
    more = "#phone-bo .message.mine:nth-last-child(2)"
    page.driver.execute_script(f"document.querySelector('{more} .more').click()")
    page.press("Edit", ".menu")
    assert bo.box.get_property("value") == "Luhcn"
    bo.says("Lunch")
    page.until(lambda: bo.texts[-2] == "Lunch")
    page.driver.execute_script(f"document.querySelector('{more} .more').click()")
    page.press("Delete", ".menu")
    page.until(lambda: "Lunch" not in bo.texts)
    assert "Lunch" not in [message.text for message in live.telegram.chats[7002].messages.values()]


def test_the_clock_moves_on_and_never_back(page: Page) -> None:
    assert page.find("#coming").text == "Wed 4 Nov, 14:05 (Lisbon)"
    page.press("+1 h")
    page.until(lambda: page.texts(".time") == ["15:05", "16:05", "23:05"])
    page.press("+1 day")
    page.until(lambda: page.texts(".day") == ["Wed 4 Nov", "Wed 4 Nov", "Wed 4 Nov"])
    page.until(lambda: page.find("#coming").text == "Thu 5 Nov, 14:05 (Lisbon)")


def test_what_if_telegram_is_down(page: Page) -> None:
    bo = page.phone("bo")
    page.find("#what-if-button").click()
    page.press("Telegram is down")
    page.until(lambda: page.find("#faults-on").text == "1")
    page.find("#what-if-button").click()
    bo.says("Hello?")
    bo.sees("Hello?")
    page.find("#what-if-button").click()
    page.press("Telegram is down")
    bo.sees("I got text.")
    page.until(lambda: not page.find("#faults-on").is_displayed())


def test_what_if_somebody_blocks_the_bot(page: Page) -> None:
    page.find("#what-if-button").click()
    page.press("Somebody blocks the bot")
    page.until(lambda: page.texts(".instead button") == ["Unblock the bot"])
    assert page.phone("bo").has_class("blocked")
    page.find("#what-if-button").click()
    page.press("Unblock the bot")
    page.until(lambda: page.texts(".instead button") == [])


def test_what_if_a_press_is_sent_twice(page: Page, live: Live) -> None:
    booked(page)
    page.find("#what-if-button").click()
    page.press("The next press is sent twice")
    page.until(lambda: page.find("#faults-on").text == "1")
    page.find("#what-if-button").click()
    before = len(live.telegram.presses)
    page.phone("bo").taps("Accept")
    page.until(lambda: len(live.telegram.presses) == before + 2)


def test_under_the_hood_stands_every_call(page: Page) -> None:
    page.find("#hood-button").click()
    page.phone("ana").says("/format")
    page.until(lambda: page.texts(".calls .excerpt")[0].startswith("bold italic"))
    first = page.find(".calls li:not(.poll)")
    assert first.find_element("css selector", ".status").text == "200"
    assert first.find_element("css selector", ".to").text == "Ana Silva"
    first.find_element("css selector", "summary").click()
    page.until(lambda: page.texts(".calls h3") == ["Asked", "Answered"])
    assert '"parse_mode": "HTML"' in page.texts(".calls pre")[0]


def test_start_over_asks_first(page: Page, live: Live) -> None:
    booked(page)
    page.press("Start over", ".tools")
    page.press("Keep it")
    assert len(page.phone("chen").texts) == 3
    page.press("Start over", ".tools")
    page.press("Start over", "dialog")
    page.until(lambda: page.phone("chen").texts == [] and page.texts(".instead button") == ["Start"] * 3)
    live.begin()
    page.until(lambda: page.phone("chen").texts == ["/start", "Hello Chen."])
    assert page.steps == [False, False, False]
    assert page.phone("ana").box.get_property("value") == LINE


def test_it_says_when_the_playground_is_gone_and_goes_on_by_itself(page: Page, live: Live) -> None:
    live.leave()
    page.until(lambda: page.texts("#lost") == [
        "The playground does not answer. Is it still running? This page goes on by itself once it does."
    ])  # fmt: skip
    live.come_back()
    live.begin()
    page.until(lambda: page.phone("ana").texts == ["/start", "Hello Ana."])
    page.until(lambda: page.texts("#lost") == [])
    page.driver.get_log("browser")  # that nobody answered is what this test is about


@pytest.mark.parametrize(("width", "phones"), [(360, 1), (800, 2), (1280, 3), (1700, 4)])
def test_as_many_phones_as_there_is_room_for(page: Page, live: Live, width: int, phones: int) -> None:
    page.size(width, 760)
    page.until(lambda: len(page.texts(".phone h2")) == phones)
    wide = page.driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    assert page.find("#to-reminder").is_displayed()
    page.driver.execute_script(
        "sessionStorage.guide = JSON.stringify({run: arguments[0], done: [1, 1, 1], asked: []})",
        live.do(lambda: live.telegram.run),
    )
    page.driver.refresh()
    page.until(lambda: page.texts(".after b") == ["That was the whole job."])
    for element in page.all(".phone, .phone > header, .composer, .clockbar, .after > *"):
        assert element.rect["x"] >= 0
        assert element.rect["x"] + element.rect["width"] <= width
    if phones == 1:
        bar, below = page.find(".clockbar").rect, page.find(".after").rect
        assert (bar["x"], bar["width"]) == (below["x"], below["width"])
