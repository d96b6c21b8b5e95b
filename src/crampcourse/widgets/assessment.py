"""A paper in a notebook: questions without keys, whose responses go to a file beside the notebook."""

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.paper import Paper
from crampcourse.learning.responses import Responses
from crampcourse.library import load
from crampcourse.library.inline import markdown_of, plain
from crampcourse.widgets.base import CourseWidget, styles
from crampcourse.widgets.packing import ASKS, pack_trace
from crampcourse.widgets.plate import unnamed_plate
from crampcourse.widgets.quiz import script


class Assessment(CourseWidget):
    """The questions of a paper, one under another. No key, rationale or accepted value is known here."""

    _css = styles("kit", "quiz")

    paper = traitlets.Dict().tag(sync=True)

    def __init__(self, paper: Paper, folder: Path) -> None:
        """``folder`` is where the notebook lies and the responses go."""
        self._content = paper
        self._responses = Responses(folder)
        items = [_packed(item, paper) for item in paper.items]
        self._asked = {item["id"]: item for item in items}
        self._esm = script((item["kind"] for item in items), "drafts", "assess")
        super().__init__(self._asked, paper={**asdict(paper), "seed": paper.id, "items": items})

    def keep(self, attempt: Attempt) -> str:
        """A response goes to the file that is collected, and to no log of the learner's own."""
        self._responses.append(attempt)
        return self._responses.notice

    def recall(self, items: list[str]) -> tuple[list[Attempt], str]:
        """The responses given so far to this paper."""
        found = [attempt for attempt in self._responses.all() if attempt.item in items]
        return found, self._responses.notice

    def score(self, attempt: Attempt) -> Attempt:
        """Nothing is marked here. ValueError for what this paper does not ask."""
        asked = self._asked.get(attempt.item)
        if asked is None or attempt.kind != "answer":
            raise ValueError(f"item is {attempt.item!r}, which this paper does not ask")
        if attempt.score is not None:
            raise ValueError("the response brings a score; responses to a paper are marked by the instructor")
        return attempt

    def description(self) -> str:
        """Title, stems and choices as the paper asks them."""
        lines = [f"Assessment: {plain(self._content.title)} ({len(self._content.items)} questions)"]
        for number, item in enumerate(self._content.items, 1):
            lines.append(f"{number}. {plain(item['stem'])} ({ASKS[item['kind']]})")
            lines += [f"   - {plain(choice)}" for choice in _choices(item)]
        return "\n".join(lines)

    def markdown(self) -> str:
        """The same as a paper to fill in."""
        parts = [f"**Assessment: {markdown_of(self._content.title)}**"]
        for number, item in enumerate(self._content.items, 1):
            choices = "\n".join(f"- ☐ {markdown_of(choice)}" for choice in _choices(item))
            stem = f"{number}\\. **{markdown_of(item['stem'])}** *({ASKS[item['kind']]})*"
            parts.append(f"{stem}\n\n{choices}".rstrip())
        return "\n\n".join(parts)


def _packed(item: dict[str, Any], paper: Paper) -> dict[str, Any]:
    """An item with the drawing that it needs: a plate without names, or a curve."""
    packed = {**item, "id": paper.item_name(item["id"])}
    if "plate" in item:
        packed["plate"] = unnamed_plate(item["plate"]).ref
    if "trace" in item:
        packed |= {"trace": pack_trace(item["trace"], load()), "said": [], "elsewhere": ""}
    return packed


def _choices(item: dict[str, Any]) -> list[str]:
    """What a learner chooses from, in the paper's order."""
    kind = item["kind"]
    if kind in ("single", "multiple"):
        return [text for (text,) in item["options"]]
    if kind == "order":
        return [text for (text,) in item["steps"]]
    if kind == "label":
        return [name for name, _ in item["places"].values() if name]
    if kind == "numeric":
        return [f"______ {item['rule']['unit']}"]
    if kind == "short":
        return ["______"]
    if kind == "two-tier":
        answers = [f"Answer: {text}" for (text,) in item["options"]]
        return [*answers, *(f"{item['why']} {text}" for (text,) in item["reasons"])]
    if kind == "cloze":
        gaps = enumerate(item["gaps"], 1)
        lists = [f"({n}): {' / '.join(text for (text,) in gap['options'])}" for n, gap in gaps if gap]
        return [re.sub(r"\{\{(\d+)\}\}", r"______ (\1)", item["text"]), *lists]
    if kind == "match":
        offered = f"Answers: {' / '.join(text for (text,) in item['answers'])}"
        return [*(f"{prompt} → ______" for prompt in item["prompts"]), offered]
    return []
