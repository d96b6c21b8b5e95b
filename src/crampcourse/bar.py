"""A bar on the terminal for a command that may take long."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG_BYTES = 500_000
"""Of content; less is read in a moment."""


@contextmanager
def bar(label: str, least: int = LONG_BYTES) -> Iterator[Callable[[int, int], None]]:
    """What shows on a terminal how many of all bytes (or of other things) are done.

    Elsewhere, and where there are fewer than ``least`` so that it would only flash, nothing.
    """
    with ExitStack() as stack:
        shown: list[Any] = []

        def progress(done: int, of: int) -> None:
            if of < least or not sys.stderr.isatty():
                return
            if not shown:
                shown.append(stack.enter_context(click.progressbar(length=of, label=label, file=sys.stderr)))
            shown[0].update(done - shown[0].pos)

        yield progress
