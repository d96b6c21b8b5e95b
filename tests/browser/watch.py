"""Watches a page: whatever it complains about, and whoever else it calls, fails the test."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Route

# Faults of the hosts' own scripts, which they also have without this course: exact text, and the script it comes from.
HOST_FAULTS = {
    # Notebook 7.6 looks for settings of plug-ins that only JupyterLab has.
    "Cannot read properties of undefined (reading 'schema')": "/static/notebook/",
    "Command 'filebrowser:open-path' not registered.": "/static/notebook/",
}


class Watch:
    """Collects the faults of every page of a browser context."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.route("**/*", self._only_this_machine)
        context.on("page", self._follow)

    def _follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", self._page_error)
        # Leaving a notebook with unsaved outputs asks; a test leaves.
        page.on("dialog", lambda dialog: dialog.accept())

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text[:600]} ({message.location.get('url', '')[:200]})")

    def _page_error(self, error: Error) -> None:
        script = HOST_FAULTS.get(error.message)
        if script is None or script not in (error.stack or ""):
            self.faults.append(f"page error: {error.stack or error.message}")

    def _only_this_machine(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("http", "https") and address.hostname != "127.0.0.1":
            self.faults.append(f"request to another host: {route.request.url[:200]}")
            route.abort()
        else:
            route.continue_()
