"""A number that is this learner's own, so that options are shuffled the same way every time."""

import secrets

from crampcourse.learning.attempts import data_folder

UNSAVED = "me"


def learner_seed() -> str:
    """Eight hexadecimal digits, made once and kept beside the log; where nothing can be kept, one for all."""
    path = data_folder() / "shuffle-seed.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # "x" fails when another kernel was first: then its seed counts.
        with path.open("x", encoding="ascii") as file:
            file.write(secrets.token_hex(4))
    except FileExistsError:
        pass
    except OSError:
        return UNSAVED
    try:
        return path.read_text(encoding="ascii").strip()[:16] or UNSAVED
    except (OSError, UnicodeDecodeError):
        return UNSAVED
