"""Draws every explorer and every trace and keeps the drawings in the content: ``python -m tools.drawings``."""

from crampcourse.library import load
from crampcourse.widgets import trace
from crampcourse.widgets.drawing import HOMES, keep, make


def main() -> None:
    """Write the drawings of all explorers and traces."""
    library = load()
    for name in HOMES:
        made = make(name, library)
        keep(name, made, library.folder / "drawings")
        print(f"{name}: {len(made.table) // 1024} kB of tables, {len(made.png) // 1024} kB still")
    for name, text in library.traces.items():
        drawn = trace.draw(text)
        trace.keep(name, drawn, library.folder)
        print(f"{name}: {len(drawn.svg) // 1024} kB")


if __name__ == "__main__":
    main()
