"""How heavy each lesson is: on disk, and on the line between kernel and browser when all of it is shown once."""

from benchmarks.figures import Figure
from benchmarks.host import Host
from benchmarks.starts import REPO
from tests.browser.lab import run_all

_MOST_ON_DISK, _MOST_SENT = 1_500_000, 6_000_000


def sizes(host: Host) -> list[Figure]:
    """Bytes of each notebook file, and of every message over the kernel's WebSocket from Run All until it is silent."""
    figures = []
    for path in sorted((REPO / "lessons").glob("*.ipynb")):
        with host.opened(f"lessons/{path.name}") as page:
            page.evaluate("benchmark.quietWire(1000, 30000)")
            before = page.evaluate("({ ...benchmark.wire })")
            run_all(page)
            page.evaluate("benchmark.quietWire(1500, 60000)")
            after = page.evaluate("({ ...benchmark.wire })")
        received = after["received"] - before["received"]
        figures.append(Figure(f"{path.name} on disk", "bytes", path.stat().st_size, most=_MOST_ON_DISK))
        figures.append(Figure("  shown whole: received from the kernel", "bytes", received, most=_MOST_SENT))
        figures.append(Figure("  sent to the kernel", "bytes", after["sent"] - before["sent"]))
    return figures
