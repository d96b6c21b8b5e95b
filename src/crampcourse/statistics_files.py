"""Statistics of a class as files for other programs: JSON with everything, CSV with one figure per line."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from crampcourse.learning.class_log import ClassLog
from crampcourse.learning.item_statistics import ItemStatistics
from crampcourse.learning.set_statistics import Gain, SetStatistics
from crampcourse.learning.tries import Tries
from crampcourse.library.models import model_text
from crampcourse.models.estimate import Estimate

VERSION = 1
COLUMNS = (
    "set", "item", "measure", "part", "answer", "verdict", "misconception", "n", "value", "low", "high", "few", "note",
)  # fmt: skip


def as_json(log: ClassLog, made: Tries, sets: Sequence[SetStatistics], gain: Gain | None) -> str:
    """Everything in one object. No row is about a single learner."""
    text = model_text("item_analysis")
    said = {
        "version": VERSION,
        "confidence": text.number("confidence"),
        "thresholds": {
            name: {"value": each.value, "unit": each.unit, "source": each.source, "why": each.means}
            for name, each in text.parameters.items()
            if name != "confidence"
        },
        "files": log.files,
        "learners": made.learners,
        "left_out": {
            "known_from_another_file": log.joined,
            "handed_in_twice": made.doubled,
            "explanations": made.explanations,
            "without_score": made.unscored,
            "without_time": made.untimed,
            "at_unknown_items": made.unknown_items,
        },
        "dated_after_now": made.ahead,
        "first_tries_at_another_version": made.earlier_version,
        "sets": [asdict(found) for found in sets],
        "gain": None if gain is None else asdict(gain),
    }
    return json.dumps(said, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(sets: Sequence[SetStatistics], gain: Gain | None) -> str:
    """One figure per line, under ``COLUMNS``; what is not known is empty, and ``note`` says why."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for found in sets:
        writer.writerows(_harmless({"set": found.id, **row}) for row in _rows(found))
    if gain is not None:
        writer.writerow(_harmless({"set": f"{gain.before} to {gain.after}", **_figure("normalised_gain", gain.gain)}))
    return out.getvalue()


def _rows(found: SetStatistics) -> Iterator[dict[str, Any]]:
    yield {"measure": "learners", "value": found.learners}
    yield {"measure": "learners_with_every_item", "value": found.complete}
    yield _figure("kr20" if found.reliability.coefficient == "KR-20" else "alpha", found.reliability.alpha)
    yield _figure("measurement_error_points", found.reliability.measurement_error_points)
    yield _figure("mean_points", found.reliability.mean_points)
    yield _figure("sd_points", found.reliability.sd_points)
    for level, right in found.calibration.right_when.items():
        yield _figure(f"right_when_{level}", right)
    yield _figure("over_confidence", found.calibration.over_confidence)
    yield _figure("normalised_gain_first_to_last", found.gain.gain)
    for item in found.items:
        yield from ({"item": item.item, **row} for row in _item_rows(item))


def _item_rows(item: ItemStatistics) -> Iterator[dict[str, Any]]:
    yield _figure("share_right", item.share_right)
    yield _figure("mean_score", item.mean_score)
    yield _figure("discrimination", item.discrimination)
    times = item.seconds
    yield {
        "measure": "seconds_median_and_quartiles", "n": times.n, "value": times.median, "low": times.lower_quartile,
        "high": times.upper_quartile, "few": times.few, "note": times.note,
    }  # fmt: skip
    yield _figure("took_hints", item.took_hints)
    for level, right in item.right_when.items():
        yield _figure(f"right_when_{level}", right)
    yield {"measure": "first_tries_at_another_version", "value": item.earlier_version}
    for chosen in item.answers:
        answer = chosen.answer
        which = {
            "part": answer.part, "answer": answer.text, "verdict": answer.verdict,
            "misconception": chosen.misconception,
        }  # fmt: skip
        yield {**which, "measure": "chosen_by", "n": item.answered, "value": chosen.count}
        yield {**which, **_figure("rest_score_of_those", chosen.rest_score)}


def _figure(measure: str, figure: Estimate) -> dict[str, Any]:
    return {"measure": measure, **asdict(figure)}


def _harmless(row: dict[str, Any]) -> dict[str, Any]:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers."""
    return {
        name: f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in tuple("=+-@") else value
        for name, value in row.items()
    }
