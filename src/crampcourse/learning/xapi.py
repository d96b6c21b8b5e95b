"""Attempts as xAPI statements (version 1.0.3), for a learning record store."""

import json
import math
import uuid
from collections.abc import Iterable
from typing import Any

from crampcourse.learning.attempts import Attempt
from crampcourse.learning.drawn import is_drawn, realised
from crampcourse.learning.moments import moment
from crampcourse.library import Library

# Names in the form of addresses, given by ADL; nothing is fetched from them.
ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
QUESTION = "http://adlnet.gov/expapi/activities/question"
OURS = "urn:x-crampcourse:"


def statements(attempts: Iterable[Attempt], library: Library, pseudonym: str | None = None) -> list[dict[str, Any]]:
    """One statement per attempt, in the order given. ``pseudonym`` stands instead of the log's own (usually "me").

    The learner is an account with a pseudonym: no name, no address. The response is text, or JSON as text.
    """
    return [_statement(attempt, library, pseudonym or attempt.learner) for attempt in attempts]


def _statement(attempt: Attempt, library: Library, pseudonym: str) -> dict[str, Any]:
    item = library.items.get(attempt.item)
    definition: dict[str, Any] = {"type": QUESTION}
    if item is not None and not (is_drawn(item) and attempt.seed is None):
        definition["description"] = {"en-GB": realised(item, attempt.seed).stem}
    statement: dict[str, Any] = {
        "id": str(uuid.UUID(attempt.id)),
        "version": "1.0.3",
        "actor": {"objectType": "Agent", "account": {"homePage": f"{OURS}learners", "name": pseudonym}},
        "verb": {"id": ANSWERED, "display": {"en": "answered"}},
        "object": {"objectType": "Activity", "id": f"{OURS}item:{attempt.item}", "definition": definition},
        "result": _result(attempt),
        "context": {"platform": "crampcourse"},
    }
    if attempt.lesson:
        parent = {"objectType": "Activity", "id": f"{OURS}lesson:{attempt.lesson}"}
        statement["context"]["contextActivities"] = {"parent": [parent]}
    if (time := moment(attempt)) is not None:
        statement["timestamp"] = time.isoformat(timespec="milliseconds")
    return statement


def _result(attempt: Attempt) -> dict[str, Any]:
    response = attempt.response
    extensions: dict[str, Any] = {"kind": attempt.kind, "hints": attempt.hints, "content-hash": attempt.content_hash}
    if attempt.seed is not None:
        extensions["seed"] = attempt.seed
    result: dict[str, Any] = {
        "response": response if isinstance(response, str) else json.dumps(response, ensure_ascii=False),
    }
    if attempt.score is not None:
        result |= {"score": {"scaled": attempt.score}, "success": attempt.score == 1}
    if attempt.seconds is not None and math.isfinite(attempt.seconds) and attempt.seconds >= 0:
        # To hundredths, as xAPI compares durations; never in powers of ten, which ISO 8601 does not know.
        result["duration"] = f"PT{attempt.seconds:.2f}S"
    if attempt.confidence is not None and math.isfinite(attempt.confidence):
        extensions["confidence"] = attempt.confidence
    result["extensions"] = {f"{OURS}{name}": value for name, value in extensions.items()}
    return result
