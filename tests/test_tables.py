"""Tables are read with all their faults at once."""

import json
import shutil

import pytest

from crampcourse.library.faults import ContentError
from crampcourse.library.shelf import CONTENT
from crampcourse.library.tables import Food, Intake, Trial, foods, intakes, read_rows, trials


@pytest.fixture
def folder(tmp_path):
    for name in ("foods.csv", "intakes.csv", "trials.csv", "references.json"):
        shutil.copy(CONTENT / name, tmp_path)
    return tmp_path


def test_the_courses_tables_are_whole():
    assert (len(foods()), len(intakes()), len(trials())) == (30, 142, 14)


def test_all_faults_of_a_table_are_told_at_once_with_their_lines(folder):
    path = folder / "foods.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",156,", ",-156,")
    lines[2] = lines[2].replace("USDASR27", "NOBODY").replace(",28.35,", ",,")
    lines[4] = lines[3]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read_rows(Food, path)
    told = [str(fault) for fault in error.value.faults]
    assert any("foods.csv:2: pumpkin_seeds: magnesium_mg: " in line and "'-156'" in line for line in told)
    assert any("foods.csv:3: chia_seeds: names the source 'NOBODY'" in line for line in told)
    assert any("foods.csv:3: chia_seeds: portion_g: " in line for line in told)
    assert any("foods.csv:5: almonds: this id stands in line 4, too" in line for line in told)
    assert len(told) == 4


@pytest.mark.parametrize(
    ("kind", "name", "old", "new", "said"),
    [
        (Intake, "intakes.csv", ",80,\n", ",,80\n", "magnesium_mg needs amount_mg_per_day, and only that"),
        (Intake, "intakes.csv", ",1,4,magnesium", ",5,4,magnesium", "age_from_years must be less than age_below"),
        (Intake, "intakes.csv", ",any,neither,", ",all,neither,", "sex: must be female or male or any, not 'all'"),
        (Trial, "trials.csv", ",0.888,", ",,", "a trial with use: pool needs effect and standard_error"),
        (Trial, "trials.csv", ",0.322,", ",nan,", "standard_error: must be a finite number, not 'nan'"),
        (Food, "foods.csv", "id,source", "source,id", "header is source,id"),
        (Food, "foods.csv", "1 oz,28.35", "1 oz,28.35,9", "fields; it must have 13"),
    ],
)
def test_each_kind_of_fault_is_named(folder, kind, name, old, new, said):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=said):
        read_rows(kind, path)


def test_missing_files_are_told_together(folder):
    (folder / "references.json").write_text(json.dumps([]), encoding="utf-8")
    (folder / "foods.csv").unlink()
    with pytest.raises(ContentError, match=r"foods.csv: file is missing"):
        read_rows(Food, folder / "foods.csv")
