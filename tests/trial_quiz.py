"""A small quiz of every kind of item, with the same text put into every field: what tests of quizzes share."""

from typing import Any

from pydantic import TypeAdapter

from crampcourse.library import Library, load
from crampcourse.library import items as i
from crampcourse.library import types as t
from crampcourse.library.shelf import CONTENT

KINDS = ("single", "multiple", "numeric", "order", "label", "find", "short", "match", "cloze", "two-tier", "trace")
DRAWN = ("drawn-numeric", "drawn-single")
"""Kinds that become a number and a single choice once their numbers are drawn."""


def trial_items(text: str = "Text", name: str | None = None) -> list[i.Item]:
    """One item of each kind; ``text`` stands in every field that is free text, ``name`` where only letters can."""
    name = text if name is None else name
    base = {
        "objective": "L01-O1",
        "stem": f"Stem {text}",
        "sources": ["KEY"],
        "hints": [f"Hint 1 {text}", f"Hint 2 {text}"],
    }
    right = {"text": f"Right {text}", "key": True, "rationale": f"Because {text}"}
    other = {"text": f"Also right {text}", "key": True, "rationale": f"Also because {text}"}
    wrong = [{"text": f"Wrong {n} {text}", "rationale": f"Not {n} {text}", "misconception": "idea"} for n in range(2)]
    place = {"plate": "lateral", "layers": ["bones"]}
    items: list[dict[str, Any]] = [
        {**base, "id": "t-single", "kind": "single", "options": [right, *wrong]},
        {**base, "id": "t-multiple", "kind": "multiple", "options": [right, *wrong, other]},
        {
            **base, "id": "t-numeric", "kind": "numeric", "value": 3.5, "unit": "mm", "units": {"cm": 10},
            "tolerance": 0.5, "rationale": f"Because {text}",
            "wrong": [{"low": 30, "high": 40, "rationale": f"Too large {text}", "misconception": "idea"}],
        },
        {
            **base, "id": "t-order", "kind": "order", "rationale": f"So {text}",
            "steps": [{"text": f"Step {n} {text}", "rationale": f"Place {n} {text}"} for n in range(4)],
        },
        {
            **base, **place, "id": "t-label", "kind": "label",
            "targets": [{"structure": name, "rationale": f"Is {name} {text}"} for name in ("talus", "calcaneus")],
            "distractors": [{"structure": "tibia", "rationale": f"Not {text}", "misconception": "idea"}],
        },
        {
            **base, **place, "id": "t-find", "kind": "find", "structure": "talus", "rationale": f"Is talus {text}",
            "distractors": [{"structure": "calcaneus", "rationale": f"Not {text}", "misconception": "idea"}],
        },
        {
            **base, "id": "t-short", "kind": "short", "accepted": ["gastrocnemius", f"Right {name[:70]}"],
            "rationale": f"Because {text}",
            "wrong": [{"text": "soleus", "rationale": f"Not {text}", "misconception": "idea"}],
        },
        {
            **base, "id": "t-match", "kind": "match",
            "pairs": [
                {"prompt": f"Prompt {n} {text}", "answer": f"Answer {n} {text}", "rationale": f"Pair {n} {text}"}
                for n in range(1, 4)
            ],
            "spare": [{"text": f"Answer 4 {text}", "rationale": f"Spare {text}", "misconception": "idea"}],
        },
        {
            **base, "id": "t-cloze", "kind": "cloze",
            # Doubled braces would be a gap of their own.
            "text": "Before {{1}} between " + text.replace("{{", "{ {") + " {{2}} after.",
            "gaps": [
                {"kind": "choice", "options": [right, *wrong]},
                {
                    "kind": "text", "accepted": ["gastrocnemius"], "rationale": f"Because {text}",
                    "wrong": [{"text": "soleus", "rationale": f"Not {text}", "misconception": "idea"}],
                },
            ],
        },
        {
            **base, "id": "t-two-tier", "kind": "two-tier", "options": [right, *wrong], "why": f"Why {text}?",
            "reasons": [
                {"text": f"Sound {text}", "key": True, "rationale": f"Because sound {text}"},
                {"text": f"Unsound {text}", "rationale": f"Not sound {text}", "misconception": "idea"},
            ],
        },
        {
            **base, "id": "t-trace", "kind": "trace", "trace": "spike", "elsewhere": f"Elsewhere {text}",
            "stretches": [
                {"low": 0, "high": 0.4, "rationale": f"Not yet {text}", "misconception": "idea"},
                {"low": 0.52, "high": 0.6, "key": True, "rationale": f"Peak {text}"},
            ],
        },
    ]  # fmt: skip
    return [TypeAdapter(i.Item).validate_python(item) for item in items]


def drawn_items(text: str = "Text") -> list[i.Item]:
    """One item of each kind whose numbers are drawn."""
    # Doubled braces would name a number.
    text = text.replace("{{", "{ {")
    base = {"objective": "L01-O1", "sources": ["KEY"], "hints": [f"Hint {{{{hours}}}} {text}"]}
    items = [
        {
            **base, "id": "t-drawn-numeric", "kind": "drawn-numeric", "formula": "sweat_mass_change",
            "draw": {"hours": {"low": 0.5, "high": 3, "step": 0.5}, "sweat_rate_l_per_h": [0.8, 1, 1.2, 1.4]},
            "given": {"mass_kg": 70, "drink_l": 0.5}, "decimals": 2,
            "stem": f"{{{{hours}}}} h at {{{{sweat_rate_l_per_h}}}} l/h {text}", "unit": "%", "tolerance": 0.05,
            "rationale": f"It is {{{{key}}}} {text}",
            "wrong": [{"factor": -1, "rationale": f"Sign {text}", "misconception": "idea"}],
        },
        {
            **base, "id": "t-drawn-single", "kind": "drawn-single", "formula": "muscle_role", "hints": [],
            "draw": {"muscle": ["soleus", "tibialis_anterior"]}, "given": {"task": "plantarflexion"},
            "stem": f"{{{{muscle_name}}}} {text}",
            "options": [
                {
                    "value": role, "text": f"{role} {text}", "rationale": f"{{{{reason}}}} {text}",
                    "misconception": "idea",
                }
                for role in ("agonist", "antagonist", "synergist", "fixator")
            ],
        },
    ]  # fmt: skip
    return [TypeAdapter(i.Item).validate_python(item) for item in items]


def trial_library(text: str = "Text", name: str | None = None) -> Library:
    """A library that holds just these items in the quiz ``L01-trial-1`` and the prediction ``L01-P1``."""
    items = trial_items(text, name)
    drawn = drawn_items(text)
    name = text if name is None else name
    ids = [item.id for item in items]
    lesson = t.Lesson.model_validate({
        "id": "L01", "title": name, "topic": name, "notebook": "01_trial.ipynb",
        "minutes": 45, "needs": text, "notice": text,
        "objectives": [{"id": "L01-O1", "text": text}],
        "quizzes": [
            {"id": "L01-trial-1", "title": f"Title {name}", "items": ids},
            {"id": "L01-drawn-1", "title": f"Drawn {name}", "items": [item.id for item in drawn]},
        ],
        "predictions": [
            {"id": "L01-P1", "item": "t-single", "explorer": "a", "look": f"Look {text}", "explain": f"Explain {text}"},
            {"id": "L01-P2", "item": "t-order", "explorer": "axes", "look": "Look", "explain": "Explain"},
        ],
    })  # fmt: skip
    structures = [
        t.Structure(id=bone, name=f"{bone} {name}", tissue="bone", layer="bones", parts=[bone], does=text, source="KEY")
        for bone in ("talus", "calcaneus", "tibia")
    ]
    curve = load().traces["node-action-potential"]
    spike = curve.model_copy(update={"id": "spike", "title": f"Curve {name}", "caption": f"Caption {name}"})
    reference = t.Reference(
        key="KEY", authors=f"Author {name}", year=2020, title=name, finding=name, verification="not-verified"
    )
    return Library(
        CONTENT,
        lessons={"L01": lesson},
        items={item.id: item for item in (*items, *drawn)},
        misconceptions={"idea": t.Misconception(id="idea", wrong=text, right=f"Instead {text}")},
        structures={structure.id: structure for structure in structures},
        references={"KEY": reference},
        traces={"spike": spike},
        plates={"lateral": t.PlateText(id="lateral", title=f"Plate {name}", caption=name, layers=["bones"])},
    )
