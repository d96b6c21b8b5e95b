"""The smallest widgets of our kind: what is true of them is true of the base and the kit."""

import struct
import zlib
from pathlib import Path

import nbformat
import traitlets

from crampcourse.widgets.base import CourseWidget, bundle, styles

CELLS = ["from tests.browser.tiny import Tiny, Still", "Tiny()", "Still()", "1 + 1"]
SCRIPT = """
export default { render({ model, el, signal }) {
  const section = root(el, "tiny", "A tiny widget");
  const items = ["tiny-item"];
  const say = announcer(section);
  const name = uid();
  const options = ["Talus", "Calcaneus", "Navicular"].map((text) => h("label", {}, h("input", { type: "radio", name, value: text }), text));
  const group = h("fieldset", {}, h("legend", {}, "Which bone?"), ...options);
  const slider = h("input", { type: "range", min: 0, max: 10, value: 5, "aria-label": "Angle" });
  const field = h("input", { type: "text", "aria-label": "Your words" });
  const check = h("button", { type: "button", class: "cc-primary" }, "Check");
  const told = h("p", { class: "cc-told" });
  const picture = h("div");
  picture.attachShadow({ mode: "open" }).innerHTML =
    '<svg role="img" aria-label="A line that turns with the angle" width="100" height="40"><path id="hand" d="M10 20 H90" stroke="currentColor" stroke-width="3"/></svg>';
  section.append(group, slider, field, check, told, picture);
  const show = (attempt) => {
    told.textContent = attempt ? `You answered ${attempt.response}.` : "Not answered yet.";
    for (const input of group.querySelectorAll("input")) input.checked = attempt?.response === input.value;
  };
  show(knownAttempts(model, items).at(-1));
  keepAttempts(model, items, signal);
  slider.addEventListener("input", () => {
    picture.shadowRoot.getElementById("hand").setAttribute("transform", `rotate(${(slider.value - 5) * 9} 50 20)`);
  }, { signal });
  slider.addEventListener("change", () => say(`Angle ${slider.value}.`), { signal });
  check.addEventListener("click", () => {
    const chosen = group.querySelector("input:checked");
    if (!chosen) return;
    show(recordAttempt(model, { item: "tiny-item", lesson: "L01", response: chosen.value, score: Number(chosen.value === "Talus") }));
    say(`${chosen.value} noted.`);
  }, { signal });
  guardKeys(section, signal);
} };
"""


def _grey_png(size: int = 8) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


class Tiny(CourseWidget):
    """A choice, a slider that turns a line, and a text field."""

    _esm = bundle("kit") + SCRIPT
    _css = styles("kit")
    greeting = traitlets.Unicode("hello").tag(sync=True)

    def __init__(self) -> None:
        super().__init__(items=["tiny-item"])

    def description(self) -> str:
        return "A tiny widget: choose a bone, turn a line."

    def markdown(self) -> str:
        return "**A tiny widget**: choose a bone, turn a line."


class Still(CourseWidget):
    """A widget with a picture for pages that cannot run it."""

    _esm = (
        bundle("kit")
        + 'export default { render({ el }) { root(el, "still", "A still widget").append(h("p", {}, "Alive")); } };'
    )
    _css = styles("kit")

    def description(self) -> str:
        return "A grey square that stands for a picture."

    def still_png(self) -> bytes:
        return _grey_png()


def write_notebook(path: Path, sources: list[str] = CELLS, text: str = "# Tiny") -> None:
    """An un-run notebook of these code cells below a text; by default it shows the tiny widgets."""
    cells = [nbformat.v4.new_markdown_cell(text, id="title")]
    cells += [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources, 1)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"crampcourse": {"lesson": "L01"}})
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
