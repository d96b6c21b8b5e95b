"""The learner's own cramp diary: it lives in the browser alone, and Python never sees an entry."""

import traitlets

from crampcourse.library import Library, load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.models import model_text
from crampcourse.widgets.base import CourseWidget, bundle, styles

_ROWS = 7


class Diary(CourseWidget):
    """A log of nights with and without cramps, a calendar, and before against after; works without a kernel."""

    _esm = bundle("kit", "own_record", "rate_ratio", "diary_log", "diary_pictures", "diary")
    _css = styles("kit", "own")
    board = traitlets.Dict().tag(sync=True)
    """Its words, and the chance below which it says that cramps come in bunches; nothing of the learner."""

    def __init__(self, library: Library) -> None:
        self._board = library.boards["diary"]
        alarm_p = model_text("diary").number("overdispersion_alarm_p")
        super().__init__(board={**self._board.model_dump(mode="json"), "alarm_p": alarm_p})

    def description(self) -> str:
        """What is written down, what it tells, and where it is kept."""
        words = self._board.words
        asked = ", ".join(words[name][0].lower() + words[name][1:] for name in ("date", "muscle", "minutes", "helped"))
        lines = [f"{self._board.title}. {self._board.purpose}", f"For each cramp: {asked}. {words['calendar.said']}"]
        return "\n".join(plain(line) for line in [*lines, words["kept"], self._board.notice])

    def markdown(self) -> str:
        """A week to fill in on paper."""
        words = self._board.words
        heads = [words[name] for name in ("date", "muscle", "minutes", "helped")]
        rows = ["| | | | |"] * _ROWS
        table = "\n".join([f"| {' | '.join(heads)} |", "|---|---|---|---|", *rows])
        said = f"**{self._board.title}.** {markdown_of(self._board.purpose)}"
        return "\n\n".join([said, table, f"*{words['kept']}*", f"*{markdown_of(self._board.notice)}*"])


def diary() -> Diary:
    """The learner's own cramp diary, kept only in their browser."""
    return Diary(load())
