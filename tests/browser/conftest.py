"""The hosts, and pages that are watched while a test drives them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kernelless import NoNpmError, StaticSite, npm_modules
from tests.browser.lab import Lab
from tests.browser.watch import Watch
from tests.conftest import missing

REPO = Path(__file__).parents[2]
WIDE = {"width": 1400, "height": 1000}

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:  # noqa: ARG001 (without a browser no server is started)
    """The Jupyter server; its kernels keep what a learner does in a folder of its own."""
    server = Lab(tmp_path_factory.mktemp("lab"), REPO / "lessons")
    yield server
    server.stop()


@pytest.fixture
def learner(lab: Lab) -> Iterator[Lab]:
    """The server with a new learner; their kernels end with the test."""
    lab.forget()
    yield lab
    lab.end_kernels()


@pytest.fixture(scope="session")
def static_site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[StaticSite]:  # noqa: ARG001 (as above)
    """Pages without a kernel."""
    try:
        site = StaticSite(tmp_path_factory.mktemp("static"))
    except NoNpmError as error:
        missing(str(error))
    yield site
    site.stop()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core's script."""
    try:
        return (npm_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    except NoNpmError as error:
        missing(str(error))
        raise


def _watched_pages(browser: Browser) -> Iterator[OpenPage]:
    contexts, watches = [], []

    def make(width: int = WIDE["width"], height: int = WIDE["height"], **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        watches.append(Watch(context))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "the page complained:\n" + "\n".join(faults)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Makes pages, each in a browser profile of its own; at the end of the test none may have complained."""
    yield from _watched_pages(browser)


@pytest.fixture(scope="module")
def open_shared_page(browser: Browser) -> Iterator[OpenPage]:
    """The same for pages that several tests of a module look at; at the end of the module none may have complained."""
    yield from _watched_pages(browser)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One wide page."""
    return open_page()


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Saves a picture for a human to look at, where CRAMPCOURSE_SHOTS names a folder."""
    folder = os.environ.get("CRAMPCOURSE_SHOTS")

    def save_picture(page: Page, name: str, selector: str | None = None) -> None:
        if folder:
            path = Path(folder) / f"{request.node.name.replace('/', '_')}-{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            if selector:
                page.locator(selector).first.screenshot(path=path)
            else:
                page.screenshot(path=path)

    return save_picture
