"""The words of the course to look up: what they mean, how they are said, and where that stands."""

import unicodedata

import traitlets

from crampcourse.library import Library, load
from crampcourse.library.citing import cite
from crampcourse.library.glossary import Term
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.shelf import find
from crampcourse.widgets.base import CourseWidget, bundle, styles


class Glossary(CourseWidget):
    """All words of the course, or those that one lesson needs first, from A to Z with a search."""

    _esm = bundle("kit", "sources", "glossary")
    _css = styles("kit", "sources", "glossary")

    title = traitlets.Unicode().tag(sync=True)
    terms = traitlets.List().tag(sync=True)
    named = traitlets.Dict().tag(sync=True)
    """Word and lesson of entries that are pointed at and stand elsewhere."""
    references = traitlets.Dict().tag(sync=True)

    def __init__(self, library: Library, lesson: str | None = None) -> None:
        """``lesson``: the words of that lesson only. ValueError names the lessons with words if it has none."""
        self.entries = sorted(
            (term for term in library.terms.values() if lesson in (None, term.lesson)),
            key=lambda term: _place(term.term),
        )
        if not self.entries:
            having = ", ".join(sorted({term.lesson for term in library.terms.values()}))
            raise ValueError(f"lesson {lesson!r} has no words in the glossary; these have: {having}")
        own = {term.id for term in self.entries}
        elsewhere = {other for term in self.entries for other in term.see} - own
        cited = sorted({key for term in self.entries for key in term.sources})
        super().__init__(
            title=f"Words of lesson {int(lesson[1:])}" if lesson else "Words of the course",
            terms=[term.model_dump(exclude_none=True) for term in self.entries],
            named={
                other: {"term": library.terms[other].term, "lesson": library.terms[other].lesson}
                for other in sorted(elsewhere)
            },
            references={key: cite(library.references[key]) for key in cited},
        )

    def description(self) -> str:
        """Every word with its meaning, a line each."""
        lines = (f"- {plain(term.term)}: {plain(term.definition)}" for term in self.entries)
        return "\n".join([f"{self.title}, {len(self.entries)} entries:", *lines])

    def markdown(self) -> str:
        """The same with how each word is said, its Latin, and its sources below."""
        lines = (
            f"- **{markdown_of(term.term)}** ({said_of(term)}): {markdown_of(term.definition)}" for term in self.entries
        )
        sources = (f"- **{key}** {entry['text']} *({entry['mark']})*" for key, entry in self.references.items())
        return "\n".join([f"**{self.title}**", "", *lines, "", "**Sources of these entries**", "", *sources])


def said_of(term: Term) -> str:
    """How it is said, its Latin and its sources."""
    latin = f"; Latin *{markdown_of(term.latin)}*" if term.latin else ""
    return f"said {markdown_of(term.said)}{latin}; {', '.join(term.sources)}"


def _place(word: str) -> tuple[bool, str]:
    """Letters before figures, capitals and accents aside, so that a word stands where people look for it."""
    letters = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    return not letters[0].isalpha(), letters


def glossary(lesson: str | None = None) -> Glossary:
    """The words of the course, or of one lesson by id such as ``L04``; ValueError names the lessons there are."""
    library = load()
    if lesson is not None:
        find(library.lessons, lesson, "lesson")
    return Glossary(library, lesson)
