"""The page for who sees little of it, or uses no mouse: keys, names and contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_page import booked

if TYPE_CHECKING:
    from tests.browser.page import Page


def test_by_keyboard_alone(page: Page) -> None:
    """From the address bar: past the bar to Ana's chat, send what is ready, and tap [Book]."""
    ana = page.phone("ana")
    focused = page.driver.switch_to.active_element
    focused.send_keys("\ue004")
    assert page.driver.switch_to.active_element.text == "To the phones"
    page.driver.switch_to.active_element.send_keys("\ue007")
    for _ in range(30):
        page.driver.switch_to.active_element.send_keys("\ue004")
        if page.driver.switch_to.active_element == ana.box:
            break
    page.driver.switch_to.active_element.send_keys("\ue007")
    page.until(lambda: ana.keys[0] == ["Book"])
    for _ in range(10):
        page.driver.switch_to.active_element.send_keys("\ue008\ue004\ue008")  # Shift+Tab goes back up
        if page.driver.switch_to.active_element.text == "Book":
            break
    page.driver.switch_to.active_element.send_keys("\ue007")
    page.until(lambda: ana.keys == [["Move", "Cancel it"]])
    assert page.driver.switch_to.active_element.text == "Move"  # where [Book] was, and not at the top of the page


def test_every_control_has_a_name(page: Page) -> None:
    page.find("#hood-button").click()
    page.phone("bo").says("/pick")
    page.until(lambda: page.texts("#phone-bo .below .key"))
    page.size(360, 760)  # where the bar has no room for words; a title alone is no name to rely on
    assert not page.driver.execute_script(
        """return [...document.querySelectorAll("button, select, input, textarea, a, [role=region]")].filter(
             (one) => one.checkVisibility() && one.ariaHidden !== "true" && !one.innerText?.trim() && !one.ariaLabel &&
             !one.labels?.length && !one.getAttribute("aria-labelledby")).map((one) => one.outerHTML)"""
    )


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_what_is_behind_them(page: Page, dark: bool) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    page.size(1280, 800, dark=dark)
    booked(page)
    pairs = page.driver.execute_script(CONTRAST)
    assert len(pairs) > 20
    assert [pair for pair in pairs if pair[0] < 4.5] == []


CONTRAST = """
const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
const read = (colour) => {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((one) => (one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const behind = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = read(getComputedStyle(one).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255];
};
const found = [];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || !element.checkVisibility()) continue;
  if (element.closest(".unseen, .spoiler, .unopened, :disabled, .skip, .said")) continue;
  const [a, b] = [light(read(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
  found.push([Math.round(100 * (a + 0.05) / (b + 0.05)) / 100, element.className, element.textContent.slice(0, 30)]);
}
return found;
"""
