"""What all widgets share: joined scripts, stills for pages without a kernel, and the way of an attempt into the log."""

import base64
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.library.formula import can_be_shown, formula
from crampcourse.library.inline import formulas_in

_HERE = Path(__file__).parent
_IMPORT = re.compile(r"^import\s.*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_REMARK = re.compile(r"^\s*/\*\*[\s\S]*?\*/\n|^\s*//.*\n|^[ \t]+", re.MULTILINE)


@cache
def bundle(*names: str) -> str:
    """The named scripts as one module: a widget's script is loaded from a blob, where relative imports cannot work."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", (_HERE / f"{name}.js").read_text(encoding="utf-8"))) for name in names]
    # Every widget on a page gets its script again: comments and indentation stay at home.
    return _REMARK.sub("", "\n".join(parts))


@cache
def styles(*names: str) -> str:
    """The named style sheets as one."""
    return "\n".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in names)


def attempts_so_far() -> tuple[list[Attempt], str]:
    """Every logged attempt, oldest first, and what the learner must know about the log; empty where all is well."""
    try:
        log = attempt_log()
        return log.all(), log.notice
    except (OSError, sqlite3.Error) as error:
        return [], f"Your saved answers could not be opened ({error}), so what is due is not known."


class CourseWidget(anywidget.AnyWidget):
    """A widget with a still, a description, and a line to the log of attempts."""

    layout = traitlets.Any(None, allow_none=True).tag(sync=True)
    """No layout model of its own: it would be one message more for each widget, and our style sheets lay it out."""
    history = traitlets.List().tag(sync=True)
    """The learner's earlier attempts at this widget's items, oldest first."""
    notice = traitlets.Unicode("").tag(sync=True)
    """What the learner must know about their saved work; empty when all is well."""
    formulas = traitlets.Dict().tag(sync=True)
    """TeX of each formula in the widget's texts → its words and its tree."""

    def __init__(self, items: Iterable[str] = (), *, texts: Any = (), **traits: Any) -> None:
        """``items``: whose attempts it recalls. ``texts``: what it shows that stands in other models than its own."""
        items = list(items)
        history, notice = self._recalled(items) if items else ([], "")
        shown = {
            tex: [formula(tex).words, formula(tex).tree] for tex in _formulas([traits, texts]) if can_be_shown(tex)
        }
        if shown:
            self._esm = f"{self._esm}\n{bundle('formula')}"
        super().__init__(history=history, notice=notice, formulas=shown, **traits)
        self.on_msg(self._receive)

    def description(self) -> str:
        """What the widget shows and asks, in words; never the learner's own state."""
        raise TypeError(f"{type(self).__name__} must describe itself: override description()")

    def markdown(self) -> str | None:
        """The same with simple layout, for pages that cannot run the widget."""
        return None

    def still_png(self) -> bytes | None:
        """A picture for pages that cannot run the widget."""
        return None

    def __repr__(self) -> str:
        return self.description()

    def _repr_mimebundle_(self, **_kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {
            "text/plain": self.description(),
            "application/vnd.jupyter.widget-view+json": {
                "version_major": 2,
                "version_minor": 1,
                "model_id": self.model_id,
            },
        }
        if (text := self.markdown()) is not None:
            data["text/markdown"] = text
        if (png := self.still_png()) is not None:
            data["image/png"] = base64.b64encode(png).decode("ascii")
        return data, {"image/png": {"alt": self.description()}} if png is not None else {}

    def score(self, attempt: Attempt) -> Attempt:
        """The attempt as it is logged: a subclass that can mark replaces the browser's score by its own."""
        return attempt

    def keep(self, attempt: Attempt) -> str:
        """Writes an attempt where it belongs, the learner's log; gives what must be said of that place.

        Raises OSError and sqlite3.Error.
        """
        log = attempt_log()
        log.append(attempt)
        return log.notice

    def recall(self, items: list[str]) -> tuple[list[Attempt], str]:
        """The earlier attempts at these items, and what must be said of where they are kept. Raises as ``keep``."""
        log = attempt_log()
        return log.all(items), log.notice

    def _recalled(self, items: list[str]) -> tuple[list[dict[str, Any]], str]:
        try:
            attempts, notice = self.recall(items)
        except (OSError, sqlite3.Error) as error:
            return [], f"Your saved answers could not be opened ({error}). What you answer now stays in this browser."
        return [asdict(attempt) for attempt in attempts], notice

    def _receive(self, _widget: Any, message: dict[str, Any], _buffers: list[bytes]) -> None:
        if message.get("type") != "attempt":
            return
        given = message.get("attempt") or {}
        try:
            attempt = self.score(
                Attempt(**{name: given[name] for name in given if name in Attempt.__dataclass_fields__})
            )
            notice = self.keep(attempt)
        except (TypeError, ValueError) as error:
            self.send({"type": "refused", "id": given.get("id"), "why": str(error)})
        except (OSError, sqlite3.Error) as error:
            self.notice = (
                f"Your answers could not be saved on disk ({error}). They stay in this browser; "
                "free some space or check the folder, then run this cell again."
            )
            self.send({"type": "kept", "id": given.get("id")})
        else:
            self.notice = notice
            self.history = [*(old for old in self.history if old["id"] != attempt.id), asdict(attempt)]
            self.send({"type": "ack", "id": attempt.id})


def _formulas(data: Any) -> Iterator[str]:
    """The TeX of every formula in nested data."""
    if isinstance(data, str):
        yield from formulas_in(data)
    elif isinstance(data, Mapping):
        yield from _formulas(list(data.values()))
    elif isinstance(data, list | tuple):
        for part in data:
            yield from _formulas(part)
