"""Draws every explorer and keeps the drawings in the content: ``python -m tools.drawings``."""

from crampcourse.library import load
from crampcourse.widgets.drawing import HOMES, keep, make


def main() -> None:
    """Write the drawings of all explorers."""
    library = load()
    for name in HOMES:
        made = make(name, library)
        keep(name, made, library.folder / "drawings")
        print(f"{name}: {len(made.table) // 1024} kB of tables, {len(made.png) // 1024} kB still")


if __name__ == "__main__":
    main()
