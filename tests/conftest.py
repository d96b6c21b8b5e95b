"""The browser that all tests share: Playwright starts only one for a session."""

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Error, sync_playwright

# How long an example takes depends on what else the machine does: no test asserts a time.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(why: str) -> None:
    """Skips with the reason, or fails where browser tests are required."""
    if os.environ.get("CRAMPCOURSE_BROWSER") == "required":
        pytest.fail(f"CRAMPCOURSE_BROWSER=required, but {why}", pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the system's, else Playwright's own."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=system, args=ARGUMENTS)
        except Error as error:
            why = str(error).splitlines()[0]
            missing(f"there is no browser (apt install chromium, or playwright install chromium): {why}")
        yield chromium
        chromium.close()
