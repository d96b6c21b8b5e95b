"""The results page: every lesson, both tests, the learner's log; its still tells of no learner."""

from crampcourse import __version__
from crampcourse.learning.attempts import Attempt, attempt_log
from crampcourse.library import load
from crampcourse.widgets.lesson import LessonHead
from crampcourse.widgets.results import TESTS, results

LIBRARY = load()
QUIZZES = {quiz.id: quiz for lesson in LIBRARY.lessons.values() for quiz in lesson.quizzes}


def test_every_lesson_has_the_objectives_and_items_that_its_head_counts():
    rows = results().results["lessons"]
    for lesson, row in zip(sorted(LIBRARY.lessons), rows, strict=True):
        head = LessonHead(LIBRARY.lessons[lesson]).lesson["objectives"]
        own = {each["id"]: each["items"] for each in row["objectives"]}
        assert own == {each["id"]: each["items"] for each in head}
        assert sorted(item for items in own.values() for item in items) == sorted(row["items"])


def test_the_tests_stand_apart_from_the_lessons():
    made = results().results
    for name, quiz in TESTS.items():
        assert made["tests"][name]["items"] == QUIZZES[quiz].items
        assert not {item for row in made["lessons"] for item in row["items"]} & set(QUIZZES[quiz].items)


def test_the_still_is_the_same_before_and_after_an_answer():
    before = results()
    assert before.history == []
    item = QUIZZES[TESTS["entry"]].items[0]
    attempt_log().append(Attempt(item=item, lesson="L00", response=0, score=1.0))
    after = results()
    assert [attempt["item"] for attempt in after.history] == [item]
    assert after.description() == before.description()
    assert after.markdown() == before.markdown()
    assert "no human data yet on how well this course teaches" in after.description()
    assert __version__ in after.results["version"]
