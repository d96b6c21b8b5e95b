"""The data of the models: sources that exist, a page for teachers that says the same."""

import pytest

from crampcourse.library import ContentError, load
from crampcourse.library import models as texts
from tools import models as page


@pytest.mark.parametrize("name", page.names())
def test_every_number_has_a_source_that_exists(name: str) -> None:
    model, known = texts.model_text(name), load().references
    assert model.id == name
    cited = {parameter.source for parameter in model.parameters.values()} | {each.source for each in model.comparisons}
    assert cited <= set(model.sources) <= set(known)


def test_the_page_for_teachers_is_made_from_the_same_data() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "stale: python -m tools.models"


def test_a_faulty_file_says_every_fault_with_its_line(tmp_path, monkeypatch) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "spoilt.yaml").write_text("id: spoilt\ntitle: x\npurpose: y\nequations: []\nwhat: 1\n")
    monkeypatch.setattr("crampcourse.library.shelf.CONTENT", tmp_path)
    with pytest.raises(ContentError) as refused:
        texts.model_text("spoilt")
    said = str(refused.value)
    for part in ("spoilt.yaml:4", "spoilt.yaml:5", "left_out", "checked_against", "sources"):
        assert part in said
