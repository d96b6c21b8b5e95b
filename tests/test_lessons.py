"""Every lesson alike: objectives, items, claims, words; what the notebook says is what the content says."""

import json
import re
from pathlib import Path

import pytest

from crampcourse.library import load
from tools.glossary import unlinked

LIBRARY = load()
LESSONS = [name for name in sorted(LIBRARY.lessons) if name != "L00"]
FORM_ITEM = re.compile(r"^l\d\d-form-[ab]-\d$")
"""Items of the two test forms: they appear nowhere else."""
LONGEST_IS_KEY = 0.45
"""At most this share of a lesson's choice items may have its key as the longest option (chance: about 0.3)."""


def prose(lesson: str) -> str:
    path = Path(__file__).parent.parent / "lessons" / LIBRARY.lessons[lesson].notebook
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return unlinked("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"))


def code(lesson: str) -> str:
    path = Path(__file__).parent.parent / "lessons" / LIBRARY.lessons[lesson].notebook
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def shown(lesson: str) -> list:
    return [LIBRARY.items[name] for quiz in LIBRARY.lessons[lesson].quizzes for name in quiz.items]


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_notebook_says_the_objectives_and_key_points_of_the_content(lesson):
    text = prose(lesson)
    for objective in LIBRARY.lessons[lesson].objectives:
        assert f"**{objective.id}** {objective.text}" in text
    for point in LIBRARY.lessons[lesson].key_points:
        assert f"**{point.objective}** {point.text}" in text
    assert {point.objective for point in LIBRARY.lessons[lesson].key_points} == {
        objective.id for objective in LIBRARY.lessons[lesson].objectives
    }


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_source_in_the_prose_is_listed_with_the_lesson(lesson):
    named = {key for key in re.findall(r"\b[A-Z][A-Z0-9]{3,}\b", prose(lesson)) if key in LIBRARY.references}
    assert named == set(LIBRARY.lessons[lesson].sources)


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_asks_enough_in_enough_ways(lesson):
    items = shown(lesson)
    assert len(items) >= 12
    assert len({item.kind for item in items}) >= 5
    for objective in LIBRARY.lessons[lesson].objectives:
        assert any(item.objective == objective.id for item in items), objective.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_its_widgets_are_all_called(lesson):
    """Every quiz and prediction of the content stands in the notebook, each once, the prediction before its picture."""
    text = code(lesson)
    for quiz in LIBRARY.lessons[lesson].quizzes:
        assert text.count(f'"{quiz.id}"') == 1, quiz.id
    for prediction in LIBRARY.lessons[lesson].predictions:
        assert text.count(f'cc.predict("{prediction.id}")') == 1, prediction.id
        assert f'after="{prediction.id}"' in text, prediction.id
        assert text.index(f'cc.predict("{prediction.id}")') < text.index(f'after="{prediction.id}"')


def choices(lesson: str):
    items = [*shown(lesson), *(LIBRARY.items[each.item] for each in LIBRARY.lessons[lesson].predictions)]
    return [item for item in items if item.kind == "single"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_distractors_name_what_is_believed(lesson):
    """In each choice item at least one distractor carries a misconception, and most distractors of the lesson do."""
    wrong = [[option for option in item.options if not option.key] for item in choices(lesson)]
    for item, options in zip(choices(lesson), wrong, strict=True):
        assert any(option.misconception for option in options), item.id
    every = [option for options in wrong for option in options]
    assert sum(bool(option.misconception) for option in every) >= 0.6 * len(every)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_length_of_the_key_gives_nothing_away(lesson):
    items = choices(lesson)
    longest = [item for item in items if max(item.options, key=lambda option: len(option.text)).key]
    assert len(longest) <= max(LONGEST_IS_KEY * len(items), 2), [item.id for item in longest]


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_place_of_the_key_gives_nothing_away(lesson):
    places = [next(i for i, option in enumerate(item.options) if option.key) for item in choices(lesson)]
    assert len(set(places)) >= min(3, len(places))
    # They are mixed for each learner; the file's own order must not teach the author's habit either.
    assert max(map(places.count, places)) <= 0.5 * len(places) + 1


def test_no_item_is_asked_twice_and_none_is_left_over():
    asked = [
        name
        for lesson in LIBRARY.lessons.values()
        for name in [item for quiz in lesson.quizzes for item in quiz.items] + [p.item for p in lesson.predictions]
    ]
    assert sorted(asked) == sorted(LIBRARY.items)
    forms = [
        next(q for q in LIBRARY.lessons["L00"].quizzes if q.id == f"L00-{when}").items for when in ("entry", "exit")
    ]
    assert sorted(forms[0] + forms[1]) == sorted(name for name in LIBRARY.items if FORM_ITEM.match(name))


def test_the_two_forms_are_parallel():
    """Thirty items each, three a lesson; each pair asks for the same objective in the same way."""
    entry, leaving = (
        next(quiz for quiz in LIBRARY.lessons["L00"].quizzes if quiz.id == f"L00-{when}") for when in ("entry", "exit")
    )
    assert len(entry.items) == len(leaving.items) == 30
    assert (entry.tries, leaving.tries) == (1, 1)
    for one, other in zip(entry.items, leaving.items, strict=True):
        assert other == one.replace("-a-", "-b-")
        first, second = LIBRARY.items[one], LIBRARY.items[other]
        assert (first.kind, first.objective) == (second.kind, second.objective), one
        assert first.model_dump(exclude={"id"}) != second.model_dump(exclude={"id"}), one


def test_every_claim_that_is_taught_belongs_to_a_lesson_and_no_other_does():
    taught = {claim.id for claim in LIBRARY.claims.values() if claim.status in ("taught", "corrected")}
    assert {claim for lesson in LIBRARY.lessons.values() for claim in lesson.claims} == taught
    assert all(claim.citations or claim.verdict == "unverifiable" for claim in LIBRARY.claims.values())


FORBIDDEN = [
    r"posterior tibial nerve(?!\W*\)|.{0,30}(?:not|wrong|old))",
    r"\b(?:wait|let it pass).{0,20}then stretch",
    r"bananas? (?:cure|prevent|stop)s? cramps?",
    r"drink as much as",
    r"\b(?:proven|proves) that",
    r"\b(?:he or she|his or her|mankind|housewife|sufferer)\b",
]
"""The opposites of the wording rules, and words that leave people out; never in prose, key points or objectives."""


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_wording_rules_hold(lesson):
    one = LIBRARY.lessons[lesson]
    said = "\n".join([prose(lesson), *(each.text for each in [*one.objectives, *one.key_points])])
    for wrong in FORBIDDEN:
        assert not re.search(wrong, said, re.IGNORECASE), wrong
    assert "not yet reviewed by a clinician" in one.notice.lower()
    assert "education, not diagnosis" in one.notice.lower()


def syllables(word: str) -> int:
    """How many syllables an English word roughly has."""
    word = re.sub(r"[^a-z]", "", word.lower())
    runs = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "oe")) and runs > 1
    return max(1, runs - silent)


def grade(text: str, terms: set[str]) -> float:
    """The Flesch–Kincaid grade (Kincaid 1975); terms of the glossary count as words of two syllables."""
    plain = re.sub(r"[*_`#>$\\]|\([A-Z0-9, ]{5,}\)|\bL\d\d-O\d\b", " ", text)
    sentences = [each for each in re.split(r"(?<=[.!?:;])\s+|\n+", plain) if len(re.findall(r"[A-Za-z]{2,}", each)) > 1]
    words = [word for each in sentences for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", each)]
    spoken = sum(2 if word.lower() in terms else syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def test_the_grade_is_the_formula_counted_by_hand():
    # 16 words of one syllable in three sentences.
    assert grade("The cat sat on the mat. The dog ran to a door. We like to play.", set()) == pytest.approx(
        0.39 * 16 / 3 + 11.8 * 1 - 15.59
    )
    # 13 words with 26 syllables by ear; "ia" and "ea" count as one here, so long words come out a little too easy.
    platypus = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert grade(platypus, set()) == pytest.approx(0.39 * 13 + 11.8 * 26 / 13 - 15.59, abs=2.0)


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_reads_at_grade_ten_or_below(lesson):
    terms = {word.lower() for term in LIBRARY.terms.values() for word in re.findall(r"[A-Za-z]+", term.term)}
    terms |= {word.lower() for each in LIBRARY.structures.values() for word in re.findall(r"[A-Za-z]+", each.name)}
    assert grade(prose(lesson), terms) <= 10
