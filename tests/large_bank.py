"""A course with thousands of items more, for what must hold at size."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from crampcourse.library import load
from crampcourse.library.shelf import CONTENT, content_files
from tests.trial_quiz import drawn_items, trial_items

TEXT = "in a text as long as those of the course"


def large_course(folder: Path, number: int) -> Path:
    """Writes the course into ``folder`` with so many more items in one file, each kind in turn."""
    for path in content_files(CONTENT):
        copy = folder / path.relative_to(CONTENT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    course = load()
    shelves = {"KEY": course.references, "idea": course.misconceptions, "spike": course.traces}
    names = {name: next(iter(shelf)) for name, shelf in shelves.items()}
    kinds = [item.model_dump(exclude_unset=True) for item in [*trial_items(TEXT), *drawn_items(TEXT)]]
    items = []
    for n in range(number):
        kind = kinds[n % len(kinds)]
        items.append(_renamed({**kind, "id": f"{kind['id']}-{n}", "stem": f"{n}. {kind['stem']}"}, names))
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(items, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110)
    (folder / "items" / "large.yaml").write_text(text, encoding="utf-8")
    return folder


def _renamed(data: Any, names: dict[str, str]) -> Any:
    """The same with the ids of the trial library made those of the course."""
    if isinstance(data, dict):
        return {field: _renamed(value, names) for field, value in data.items()}
    return [_renamed(value, names) for value in data] if isinstance(data, list) else names.get(data, data)
