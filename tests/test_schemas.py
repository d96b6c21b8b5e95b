"""The published JSON Schemas say the same as the types, and the course's own content keeps them."""

import json

import jsonschema
import pytest
import yaml

from crampcourse.library.shelf import CONTENT
from tools.schemas import FOLDER, published

FILES = {
    "items": "items/*.yaml",
    "lesson": "lessons/*.yaml",
    "explorer": "explorers/*.yaml",
    "misconceptions": "misconceptions.yaml",
    "structures": "structures.yaml",
    "plates": "plates.yaml",
    "references": "references.json",
    "movement": "movements/*.yaml",
    "alphabets": "coach/alphabets.yaml",
    "notices": "coach/notices.yaml",
}


def test_published_schemas_are_those_of_the_types():
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert found == published(), "run: python -m tools.schemas"


@pytest.mark.parametrize("kind", FILES)
def test_content_keeps_its_schema(kind):
    schema = json.loads(published()[f"{kind}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    files = sorted(CONTENT.glob(FILES[kind]))
    assert files
    for path in files:
        # JSON is YAML, too.
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)
