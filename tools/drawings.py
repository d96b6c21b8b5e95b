"""Draws explorers and traces and keeps the drawings in the content: ``python -m tools.drawings [NAME …]``."""

import sys

from crampcourse.library import load
from crampcourse.widgets import trace
from crampcourse.widgets.drawing import keep, make


def main() -> None:
    """Write the drawings of the explorers and traces that are named, or of all."""
    library = load()
    wanted = sys.argv[1:] or [*library.explorers, *library.traces]
    for name in (name for name in library.explorers if name in wanted):
        made = make(name, library)
        keep(name, made, library.folder / "drawings")
        print(f"{name}: {len(made.table) // 1024} kB of tables, {len(made.png) // 1024} kB still")
    for name in (name for name in library.traces if name in wanted):
        drawn = trace.draw(library.traces[name])
        trace.keep(name, drawn, library.folder)
        print(f"{name}: {len(drawn.svg) // 1024} kB")


if __name__ == "__main__":
    main()
