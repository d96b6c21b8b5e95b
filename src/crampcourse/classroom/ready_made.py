"""What every kernel would make anew for itself, at the cost of seconds: each run gets copies of its own."""

from functools import cache
from pathlib import Path

from crampcourse.library import load
from crampcourse.library.cache import cache_folder


@cache
def ready_made() -> dict[str, Path]:
    """Files by their place in a run's folder: the course's content as it was last read, and the list of fonts.

    They are JSON, in which nothing can run. A run that cannot use one makes its own.
    """
    load()
    found = {}
    libraries = sorted((cache_folder() / "library").glob("*.json"), key=lambda path: path.stat().st_mtime)
    if libraries:
        found[f".cache/library/{libraries[-1].name}"] = libraries[-1]
    for fonts in _font_lists():
        found[f".matplotlib/{fonts.name}"] = fonts
    return found


def _font_lists() -> list[Path]:
    import matplotlib as mpl
    import matplotlib.font_manager

    return sorted(Path(mpl.get_cachedir()).glob("fontlist-*.json"))
