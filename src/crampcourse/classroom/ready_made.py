"""What every kernel would make anew for itself, at the cost of seconds: each run gets copies of its own."""

from pathlib import Path

from crampcourse.library.cache import fingerprint, place_of
from crampcourse.library.shelf import CONTENT, kept_or_read


def ready_made() -> dict[str, Path]:
    """Files by their place in a run's folder: the course's content as it was last read, and the list of fonts.

    They are JSON, in which nothing can run. A run that cannot use one makes its own.
    """
    found = {}
    key = fingerprint(CONTENT)
    if key and not place_of(key).is_file():
        kept_or_read(CONTENT)
    if key and place_of(key).is_file():
        found[f".cache/library/{place_of(key).name}"] = place_of(key)
    for fonts in _font_lists():
        found[f".matplotlib/{fonts.name}"] = fonts
    return found


def _font_lists() -> list[Path]:
    import matplotlib as mpl
    import matplotlib.font_manager

    return sorted(Path(mpl.get_cachedir()).glob("fontlist-*.json"))
