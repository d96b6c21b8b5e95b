"""The folder of one class: where everything stands in it, and nbgrader's own view of it."""

import json
import logging
import os
import shutil
import sysconfig
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crampcourse.learning.paper import SUFFIX
from crampcourse.learning.transfer import write_whole

RECORD = "crampcourse_class.json"
FORMAT, VERSION = "crampcourse-class", 1
CONFIG = "nbgrader_config.py"
ROSTER = "roster.csv"
BANK = ".bank.yaml"
EXTRA = 'pip install "crampcourse[classroom]"'


class ClassError(ValueError):
    """What keeps a command from being done, in words for the instructor."""


@dataclass(frozen=True)
class Course:
    """One class. ``seed`` draws its numbers, the same for all who are in it."""

    root: Path
    seed: int
    exercises: tuple[str, ...]

    def save(self) -> None:
        """Writes the record of the class. Raises OSError."""
        data = {"format": FORMAT, "version": VERSION, "seed": self.seed, "exercises": list(self.exercises)}
        write_whole(self.root / RECORD, json.dumps(data, indent=1) + "\n")

    def notebook(self, step: str, name: str, student: str = ".") -> Path:
        """The notebook of an exercise at a step such as `source`, `release` or `submitted`."""
        return self.root / step / student / name / f"{name}.ipynb"

    def paper(self, name: str) -> Path:
        """What part A of an exercise asks, without keys."""
        return self.root / "source" / name / f"{name}{SUFFIX}"

    def banks(self, name: str) -> list[Path]:
        """The items of part A with their keys: the course's, and the instructor's own after them."""
        return sorted((self.root / "banks" / name).glob(f"*{BANK}"))

    def chosen(self, names: tuple[str, ...]) -> list[str]:
        """The exercises named, or all; ClassError for one that is not there."""
        unknown = [name for name in names if name not in self.exercises]
        if unknown:
            raise ClassError(
                f"There is no exercise {', '.join(unknown)} in this class; there are: {', '.join(self.exercises)}"
            )
        return [name for name in self.exercises if not names or name in names]

    def released(self, names: tuple[str, ...]) -> list[str]:
        """Those of the exercises that have been released; ClassError when one that was named has not."""
        chosen = self.chosen(names)
        found = [name for name in chosen if self.notebook("release", name).is_file()]
        if not found or (names and len(found) < len(chosen)):
            missing = ", ".join(name for name in chosen if name not in found)
            raise ClassError(f"Not yet released: {missing}. Do first: crampcourse class release")
        return found

    @cached_property
    def api(self) -> Any:
        """nbgrader's own Python API for this folder, set up by the folder's nbgrader_config.py."""
        try:
            from nbgrader.apps.api import NbGraderAPI
            from nbgrader.coursedir import CourseDirectory
        except ImportError as error:
            raise ClassError(f"A class needs nbgrader, which is not installed here. Do: {EXTRA}") from error
        from traitlets.config.loader import PyFileConfigLoader

        if shutil.which("alembic") is None:
            # nbgrader starts this program by its bare name; it stands beside Python, also when that is not in the path.
            os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
        try:
            config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except Exception as error:
            raise ClassError(f"{CONFIG} cannot be read: {error}") from error
        log = logging.getLogger("crampcourse.class")
        log.propagate = False
        course = CourseDirectory(config=config, log=log)
        course.root = str(self.root)
        return NbGraderAPI(coursedir=course, config=config, log=log, log_level=logging.WARNING)

    @property
    def gradebook(self) -> Any:
        """The gradebook, to be used in a `with`."""
        return self.api.gradebook


def open_course(root: Path) -> Course:
    """The class in a folder; ClassError where there is none."""
    root = root.absolute()
    try:
        data = json.loads((root / RECORD).read_text(encoding="utf-8"))
        if data["format"] != FORMAT or data["version"] != VERSION:
            raise ClassError(
                f"{root / RECORD} is of another version of crampcourse ({data['format']} {data['version']}); "
                f"this one reads {FORMAT} {VERSION}"
            )
        return Course(root, int(data["seed"]), tuple(data["exercises"]))
    except FileNotFoundError:
        raise ClassError(
            f"{root} is not the folder of a class (it has no {RECORD}). "
            "Make one with: crampcourse class init FOLDER, then work inside it"
        ) from None
    except (OSError, KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ClassError(f"{root / RECORD} cannot be read ({error}); put back a copy of it") from error


def done(result: dict[str, Any] | None, what: str) -> None:
    """Checks what nbgrader's API returned; ClassError with its last words when it failed."""
    if result is None:
        raise ClassError(f"{what}: not possible on this system (nbgrader's exchange needs Linux or macOS)")
    if not result["success"]:
        said = [line for line in (result.get("log") or result.get("error") or "").splitlines() if line.strip()]
        raise ClassError(f"{what} failed: {said[-1] if said else 'nbgrader gave no reason'}")
