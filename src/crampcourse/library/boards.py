"""What a desk of the course says beside its cases: title, purpose, limits, and its short words by name."""

from crampcourse.library.fields import Content, Letters, Slug, Text


class Board(Content):
    """The words of one desk. ``words`` are named as its widget asks for them."""

    id: Slug
    title: Letters
    purpose: Text
    notice: Text
    """What it is not, and what to do in an emergency."""
    words: dict[str, Letters] = {}
