"""Why ankles cramp and what to do about it: the few names a notebook uses.

Each name is loaded when it is first used, so that ``import crampcourse`` stays as quick as
``import ipywidgets, numpy``.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__date__ = "2026-11-20"

_HOMES = {
    "atlas": "crampcourse.widgets.atlas",
    "claims": "crampcourse.widgets.claims",
    "coach": "crampcourse.widgets.coach",
    "diary": "crampcourse.widgets.diary",
    "dock": "crampcourse.widgets.dock",
    "explore": "crampcourse.widgets.explorer",
    "glossary": "crampcourse.widgets.glossary",
    "lesson": "crampcourse.widgets.lesson",
    "plan": "crampcourse.widgets.plan",
    "predict": "crampcourse.widgets.predict",
    "quiz": "crampcourse.widgets.quiz",
    "results": "crampcourse.widgets.results",
    "review": "crampcourse.widgets.review",
    "triage": "crampcourse.widgets.triage",
}

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 (the names are strings; ruff cannot see it)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"crampcourse has no {name!r}; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
