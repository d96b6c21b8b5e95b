"""How heavy lesson 1 is: on disk, and on the line between kernel and browser when all of it is shown once."""

import nbformat

from benchmarks.figures import Figure
from benchmarks.host import Host
from benchmarks.starts import LESSON
from tests.browser.lab import run_all


def sizes(host: Host) -> list[Figure]:
    """Bytes of the notebook file, and of every message over the kernel's WebSocket from Run All until it is silent."""
    widgets = sum(cell.cell_type == "code" for cell in nbformat.read(LESSON, as_version=4).cells)
    with host.opened(f"lessons/{LESSON.name}") as page:
        page.evaluate("benchmark.quietWire(1000, 30000)")
        before = page.evaluate("({ ...benchmark.wire })")
        run_all(page, widgets)
        page.evaluate("benchmark.quietWire(1000, 30000)")
        after = page.evaluate("({ ...benchmark.wire })")
    return [
        Figure("lesson 1 on disk", "bytes", LESSON.stat().st_size),
        Figure("lesson 1 shown whole: received from the kernel", "bytes", after["received"] - before["received"]),
        Figure("  sent to the kernel", "bytes", after["sent"] - before["sent"]),
    ]
