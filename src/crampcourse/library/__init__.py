"""Reads what the course says (``content/``) into typed, cross-checked objects."""

from crampcourse.library.faults import ContentError, Fault
from crampcourse.library.shelf import Library, load

__all__ = ["ContentError", "Fault", "Library", "load"]
