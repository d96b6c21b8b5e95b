"""The words of the course: every entry whole, short and its own; the widget reads without a kernel."""

from collections import Counter

import pytest

from crampcourse.library import load
from crampcourse.library.inline import plain
from crampcourse.widgets.glossary import glossary

LIBRARY = load()
TERMS = LIBRARY.terms
LESSONS = [f"L{number:02}" for number in range(1, 11)]
MOST_WORDS = 45


def test_there_are_enough_words_and_in_every_lesson():
    assert len(TERMS) >= 180
    of_lesson = Counter(term.lesson for term in TERMS.values())
    assert not {lesson: of_lesson[lesson] for lesson in LESSONS if of_lesson[lesson] < 12}


def test_every_entry_says_how_it_is_said_what_it_means_and_where_that_stands():
    assert not [term.id for term in TERMS.values() if not (term.said.strip() and plain(term.definition).strip())]
    assert not {
        t.id: keys for t in TERMS.values() if (keys := set(t.sources) - set(LIBRARY.references)) or not t.sources
    }


def test_a_definition_is_short_and_stands_once():
    lengths = {term.id: len(term.definition.split()) for term in TERMS.values()}
    assert not {slug: words for slug, words in lengths.items() if words > MOST_WORDS}
    assert not [text for text, times in Counter(t.definition.casefold() for t in TERMS.values()).items() if times > 1]
    assert not [word for word, times in Counter(t.term.casefold() for t in TERMS.values()).items() if times > 1]


def test_an_entry_points_at_other_entries_that_there_are():
    assert not {t.id: t.see for t in TERMS.values() if set(t.see) - set(TERMS) or t.id in t.see}
    assert not [t.id for t in TERMS.values() if len(set(t.see)) < len(t.see)]


def test_a_page_that_was_not_run_reads():
    whole = glossary()
    lines = whole.description().splitlines()
    assert lines[0] == f"Words of the course, {len(TERMS)} entries:"
    assert len(lines) == 1 + len(TERMS)
    assert "- Talus: The bone between shin and heel." in whole.description()
    assert "- **Talus** (said TAY-lus; Latin *talus*; SUBTALAR2020): The bone" in whole.markdown()
    assert "- **SUBTALAR2020** " in whole.markdown()
    assert set(whole.references) == {key for term in TERMS.values() for key in term.sources}
    words = [term["term"].casefold() for term in whole.terms]
    lettered = [word for word in words if word[0].isalpha()]
    assert words[: len(lettered)] == lettered == sorted(lettered)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_its_own_words_and_names_those_it_points_at(lesson):
    widget = glossary(lesson)
    own = {term.id for term in TERMS.values() if term.lesson == lesson}
    assert {term["id"] for term in widget.terms} == own
    assert set(widget.named) == {other for slug in own for other in TERMS[slug].see} - own


def test_an_unknown_lesson_or_one_without_words_is_refused_with_what_there_is():
    with pytest.raises(ValueError, match=r"L99.*L01"):
        glossary("L99")
    with pytest.raises(ValueError, match=r"'L00' has no words in the glossary; these have: L01, L02"):
        glossary("L00")
