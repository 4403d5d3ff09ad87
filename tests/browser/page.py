"""The page as a person meets it: phones by name, buttons by their words, and waits instead of sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

T = TypeVar("T")
SECONDS = 10


class Page:
    """What one sees and does in the whole page."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.host = ""

    def size(self, width: int, height: int, *, dark: bool = False, scale: float = 1) -> None:
        """Take another window, another colour scheme; `scale` makes pictures finer."""
        shape = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "hover", "value": "hover"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, url: str) -> None:
        """Open it, and wait for the first phone."""
        self.host = urlsplit(url).netloc
        for kind in ("browser", "performance"):  # what another test left behind
            self.driver.get_log(kind)
        self.driver.get(url)
        self.driver.execute_script("sessionStorage.clear()")
        self.driver.refresh()
        self.until(lambda: self.find(".phone .time").text)

    def close(self) -> None:
        """Leave it; fails when it logged an error, or when anything but its own server was asked."""
        complaints = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        asked = set()
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.add(urlsplit(message["params"]["request"]["url"]))
        self.driver.get("about:blank")
        foreign = {url.geturl() for url in asked if url.scheme in ("http", "https", "ws") and url.netloc != self.host}
        assert not complaints, complaints
        assert not foreign, foreign

    def until(self, condition: Callable[[], T]) -> T:
        """Wait until it is true, and return it."""

        def met(_: Any) -> T:
            return condition()

        ignored = (NoSuchElementException, StaleElementReferenceException, AssertionError)
        result: T = WebDriverWait(self.driver, SECONDS, 0.05, ignored).until(met)
        return result

    def find(self, css: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements(By.CSS_SELECTOR, css)
        return found

    def texts(self, css: str) -> list[str]:
        """The texts of all elements in sight."""
        return [element.text for element in self.all(css) if element.is_displayed()]

    def press(self, label: str, inside: str = "body") -> None:
        """Press the button in sight with these words, or with a line of them."""
        self.until(lambda: self._button(label, inside)).click()

    def _button(self, label: str, inside: str) -> Any:
        for button in reversed(self.all(f"{inside} button")):
            if button.is_displayed() and label in (*button.text.split("\n"), button.get_attribute("aria-label")):
                return button
        return None

    def phone(self, key: str) -> Phone:
        return Phone(self, key)

    def choose(self, key: str) -> Phone:
        """Bring somebody's phone into sight by the tab."""
        self.find(f'.dock [data-party="{key}"]').click()
        self.until(lambda: self.find(f"#phone-{key}").is_displayed())
        return Phone(self, key)

    @property
    def tabs(self) -> dict[str, str]:
        """First line of each tab, and its count of unread messages."""
        return {
            tab.find_element(By.CSS_SELECTOR, ".who b").text: tab.find_element(By.CSS_SELECTOR, ".badge").text
            for tab in self.all(".dock button")
        }

    @property
    def steps(self) -> list[bool]:
        """Which of the three steps are ticked."""
        return ["done" in (step.get_attribute("class") or "") for step in self.all(".steps li")]

    def picture(self, path: Path) -> None:
        """Keep what is on the screen; the pointer rests beside the phones."""
        ActionChains(self.driver).move_to_element(self.find(".brand")).perform()
        self.driver.save_screenshot(str(path))


class Phone:
    """Somebody's phone on the page."""

    def __init__(self, page: Page, key: str) -> None:
        self.page = page
        self.inside = f"#phone-{key}"

    @property
    def box(self) -> Any:
        return self.page.find(f"{self.inside} textarea")

    @property
    def texts(self) -> list[str]:
        """The messages, without their times."""
        return [element.text for element in self.page.all(f"{self.inside} .message .text")]

    @property
    def keys(self) -> list[list[str]]:
        """Buttons below the newest message that has any, row by row."""
        found = self.page.all(f"{self.inside} .keys")
        rows = found[-1].find_elements(By.CSS_SELECTOR, ".row") if found else []
        return [[key.text for key in row.find_elements(By.CSS_SELECTOR, ".key")] for row in rows]

    def says(self, text: str) -> None:
        """Type a text and send it with Enter."""
        self.box.clear()
        self.box.send_keys(text, Keys.ENTER)

    def taps(self, label: str) -> None:
        """Tap a button of the chat."""
        self.page.press(label, self.inside)

    def sees(self, text: str) -> None:
        """Wait until the newest message is this."""
        try:
            self.page.until(lambda: self.texts[-1:] == [text])
        except TimeoutException:
            raise AssertionError(f"it shows {self.texts[-1:]}, and not {text!r}") from None

    def begins(self, text: str) -> None:
        """Wait until the newest message begins with this."""
        try:
            self.page.until(lambda: "".join(self.texts[-1:]).startswith(text))
        except TimeoutException:
            raise AssertionError(f"it shows {self.texts[-1:]}, and not {text!r}") from None

    def has_class(self, name: str) -> bool:
        return name in self.page.find(self.inside).get_attribute("class").split()
