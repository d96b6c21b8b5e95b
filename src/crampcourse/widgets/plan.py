"""The learner's own plan: movements of the coach, when, how often and why; it lives in the browser alone."""

import traitlets

from crampcourse.library import Library, load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.library.movements import Movement
from crampcourse.widgets.base import CourseWidget, bundle, styles


class Plan(CourseWidget):
    """Choices with reasons and a page to print; works without a kernel."""

    _esm = bundle("kit", "own_record", "plan_page", "plan")
    _css = styles("kit", "own")
    board = traitlets.Dict().tag(sync=True)
    """Its words; nothing of the learner."""
    movements = traitlets.List().tag(sync=True)
    """What can be chosen: id, title, what is known, dose and stop rule."""

    def __init__(self, library: Library) -> None:
        self._board, self._movements = library.boards["plan"], list(library.movements.values())
        super().__init__(
            board=self._board.model_dump(mode="json"), movements=[_choice(movement) for movement in self._movements]
        )

    def description(self) -> str:
        """What can be chosen, and where the plan is kept."""
        titles = "; ".join(movement.title for movement in self._movements)
        lines = [f"{self._board.title}. {self._board.purpose}", f"To choose from: {titles}."]
        return "\n".join(plain(line) for line in [*lines, self._board.words["kept"], self._board.notice])

    def markdown(self) -> str:
        """The same as a paper to fill in."""
        words = self._board.words
        heads = " | ".join([words["choose"], words["when"], words["often"], words["why"]])
        rows = "\n".join(f"| ☐ {movement.title} | | | |" for movement in self._movements)
        said = f"**{self._board.title}.** {markdown_of(self._board.purpose)}"
        table = f"| {heads} |\n|---|---|---|---|\n{rows}"
        return "\n\n".join([said, table, f"*{words['kept']}*", f"*{markdown_of(self._board.notice)}*"])


def _choice(movement: Movement) -> dict[str, str]:
    """What the plan says of a movement."""
    return {
        "id": movement.id,
        "title": movement.title,
        "evidence": movement.evidence,
        "dose": movement.dose.text,
        "stop": f"{movement.stop.rule} {movement.stop.then}",
        # What ends a cramp is done then; the rest waits for the evening.
        "when": "cramp" if movement.sides == "cramping" else "bedtime",
        "often": "needed" if movement.sides == "cramping" else "daily",
    }


def plan() -> Plan:
    """The learner's own plan, kept only in their browser."""
    return Plan(load())
