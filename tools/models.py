"""Writes docs/models.md for teachers from the same data that the models read: ``python -m tools.models``."""

from pathlib import Path

from crampcourse.library import load
from crampcourse.library.citing import cite
from crampcourse.library.models import ModelText, Parameter, model_text

REPO = Path(__file__).parents[1]
PAGE = REPO / "docs" / "models.md"
HEAD = """# The models under the pictures

*Made from `src/crampcourse/content/models/` by `python -m tools.models`; edit there.*

Every diagram, every numeric question and every exercise calls these models. Each section says what a model is for,
its equations, where each number comes from, what it was checked against, and what it leaves out: the same list that
learners see. **Education, not diagnosis. Not yet reviewed by a clinician.**
"""


def names() -> list[str]:
    """Every model that has data, in alphabetical order."""
    return sorted(path.stem for path in (load().folder / "models").glob("*.yaml"))


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *(section(model_text(name)) for name in names())])


def section(model: ModelText) -> str:
    """One model as Markdown."""
    references = load().references
    lines = [f"## {model.title}", "", f"`crampcourse.models.{model.id}`. {model.purpose}", "", "**Equations**", ""]
    lines += [f"- {equation}" for equation in model.equations]
    if model.domain:
        lines += ["", "**Answers for**", ""]
        lines += [f"- `{name}`: {each.low:g} to {each.high:g} {each.unit}" for name, each in model.domain.items()]
    if model.parameters:
        lines += ["", "| Parameter | Value | Unit | Source | Provenance |", "|---|---|---|---|---|"]
        lines += [row(name, each) for name, each in model.parameters.items()]
    if model.comparisons:
        lines += ["", "**What other models give**", ""]
        lines += [f"- {each.model}: {each.value:g} {each.unit} ({each.source})" for each in model.comparisons]
    lines += ["", "**Checked against**", "", *(f"- {line}" for line in model.checked_against)]
    lines += ["", "**What it leaves out**", "", *(f"- {line}" for line in model.left_out), "", "**Sources**", ""]
    cited = {key: cite(references[key]) for key in sorted(model.sources)}
    lines += [f"- **{key}** {each['text']} *({each['mark']})*" for key, each in cited.items()]
    return "\n".join([*lines, ""])


def row(name: str, parameter: Parameter) -> str:
    """One parameter as a row; long lists are counted, not printed."""
    value = parameter.value
    if isinstance(value, list):
        flat = [each for part in value for each in (part if isinstance(part, list) else [part])]
        shown = ", ".join(f"{each:g}" for each in flat) if len(flat) <= 12 else f"{len(flat)} numbers"
    else:
        shown = f"{value:g}"
    meaning = f"`{name}`" + (f": {parameter.means}" if parameter.means else "")
    return f"| {meaning} | {shown} | {parameter.unit} | {parameter.source} | {parameter.provenance} |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name}: {len(names())} models")
