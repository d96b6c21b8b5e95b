"""Says in an author's words what pydantic found: what was given, what is allowed, what to do."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from crampcourse.library.read import Record, Way, holds

MOST_SHOWN = 60
"""Characters of a text that a message repeats."""
PATTERNS = {
    r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$": "small letters and digits, joined by - or _, such as outer-bump",
    r"^L\d{2}$": "the id of a lesson, such as L01",
    r"^L\d{2}-O\d+$": "the id of an objective, such as L01-O1",
    r"^L\d{2}-[a-z]+(?:-\d+)?$": "the id of a quiz, such as L01-check-1",
    r"^L\d{2}-P\d+$": "the id of a prediction, such as L01-P1",
    r"^[A-Z0-9]+$": "the key of a source, capitals and digits, such as GRAY1858",
    r"^\d{2}_[a-z0-9_]+\.ipynb$": "the name of a notebook, such as 01_bones_and_joints.ipynb",
    r"^\d{5}$": "five digits",
    r"^[a-z][a-z0-9_]*$": "small letters and digits, joined by _, such as moment_arm",
    r"^[a-z]{2}$": "two small letters for a language, such as el",
    r"^M[-\d. ]+(?:[LC][-\d. ]+)+$": "a path of M, L and C with absolute numbers, such as M50 5L50 95",
}
"""What each pattern of the content's types asks for."""
_TYPES = {
    "bool": "true or false",
    "dict": "fields, each with a value",
    "finite_number": "a finite number",
    "float": "a number",
    "int": "a whole number",
    "list": "a list",
    "string": "text",
}
_LIMITS = {
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
}
_EMPTY = "is empty; write a text"


def in_words(error: ValidationError, kind: Any, record: Record) -> Iterator[tuple[Way, str]]:
    """The way to each faulty part of an entry that should be of ``kind``, and what is wrong with it."""
    said: set[Way] = set()
    wanted: dict[Way, list[tuple[str, str]]] = {}
    shown: dict[Way, str] = {}
    for problem in error.errors(include_url=False):
        way, models = _way(problem["loc"], kind, record.data)
        given = problem["input"]
        if problem["type"].startswith("union_tag"):
            way, given = (*way, "kind"), given.get("kind")
        if problem["type"] == "value_error":
            # Our own checks say several things at once.
            yield from ((way, str(message)) for message in problem["ctx"]["error"].args)
        elif message := _message(problem, way, models):
            yield way, message
        else:
            wanted.setdefault(way, []).append(_allowed(problem, models))
            shown[way] = _shown(given, record.at(way).written)
            continue
        said.add(way)
    # Where one of several types may stand, each has its say, unless one of them fits but for its parts.
    for way, each in wanted.items():
        if any(other[: len(way)] == way for other in [*said, *(longer for longer in wanted if longer != way)]):
            continue
        allowed, advice = " or ".join(dict.fromkeys(what for what, _ in each)), each[0][1] if len(each) == 1 else ""
        yield way, f"must be {allowed}, not {shown[way]}{advice and f'; {advice}'}"


def placed(way: Way, message: str) -> str:
    """The message behind the name of the part it is about."""
    return f"{'.'.join(str(step) for step in way)}: {message}" if way else message


def did_you_mean(given: str, known: list[str]) -> str:
    """A question about the one that is spelled nearly so, or nothing."""
    near = get_close_matches(given, known, n=1, cutoff=0.75)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _message(problem: Any, way: Way, models: list[type[BaseModel]]) -> str | None:
    """What is wrong, where that is not a value of a kind that may not stand there."""
    context, given = problem.get("ctx", {}), problem["input"]
    match problem["type"]:
        case "missing":
            return "is missing; add it"
        case "union_tag_not_found":
            return f"is missing; it must be {_listed(_tags(models))}"
        case "extra_forbidden":
            fields = _fields(models)
            allowed = f"allowed are {', '.join(fields)}" if fields else "remove it or mend its spelling"
            return f"unknown field{did_you_mean(str(way[-1]), fields)}; {allowed}"
        case "string_too_short":
            return _EMPTY
        case "string_type" if given is None:
            return _EMPTY
        case name if given is None and _type(name):
            return f"is empty; it must be {_type(name)}"
        case "string_too_long":
            return f"has {len(given.strip()):,} characters; at most {context['max_length']:,} are allowed"
        case "string_unicode":
            return "holds half of a sign (\\ud800 to \\udfff); write the sign itself"
        case "too_short":
            return f"has {_entries(len(given))}; it needs at least {context['min_length']}"
        case "too_long":
            return f"has {_entries(len(given))}; at most {context['max_length']} are allowed"
    return None


def _allowed(problem: Any, models: list[type[BaseModel]]) -> tuple[str, str]:
    """What may stand there; and what to do, where that is not clear from it."""
    name, context, given = problem["type"], problem.get("ctx", {}), problem["input"]
    match name:
        case "union_tag_invalid":
            return _listed(_tags(models)), ""
        case "literal_error":
            return _listed(re.findall("'(.*?)'", context["expected"])), ""
        case "string_pattern_mismatch":
            return PATTERNS.get(context["pattern"], context["pattern"]), ""
        case "model_type" | "model_attributes_type":
            if len(models) > 1:
                return "an entry with an id, a kind and the fields of this kind", ""
            return f"an entry with the fields {', '.join(_fields(models))}", ""
        case limit if limit in _LIMITS:
            return _LIMITS[limit].format(**context), ""
    wanted = _type(name)
    return (wanted, _advice(wanted, given)) if wanted else (f"otherwise ({problem['msg']})", "")


def _type(name: str) -> str | None:
    """The type that pydantic's name for a problem is about."""
    return _TYPES.get(re.sub("_(type|parsing|from_float|parsing_size)$", "", name))


def _advice(wanted: str, given: Any) -> str:
    if wanted == "text":
        if isinstance(given, dict):
            return "a text that holds ': ' or begins with { stands in quotes"
        return "a text that begins with - or [ stands in quotes" if isinstance(given, list) else "put it in quotes"
    if wanted == "a list" and not isinstance(given, dict):
        return "write - before each entry"
    if "number" in wanted and isinstance(given, str):
        if re.fullmatch(r"[-+]?\d+,\d+", given.strip()):
            return "write a point for the decimal comma"
        if re.fullmatch(r"[-+]?\d+(\.\d+)?", given.strip()):
            return "remove the quotes"
    return ""


def _shown(value: Any, written: str = "") -> str:
    """What stands there, in a few words."""
    if value is None:
        return "nothing"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an entry with fields"
    text = value if isinstance(value, str) else written or str(value)
    text = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
    if isinstance(value, str):
        return repr(text)
    return text if isinstance(value, bool) else f"the number {text}"


def _way(loc: tuple[int | str, ...], kind: Any, data: Any) -> tuple[Way, list[type[BaseModel]]]:
    """pydantic's way to a part without the names of unions' members, which stand in no file.

    With it, the models that may stand there; for an unknown field, those that it stands in.
    """
    way: list[int | str] = []
    models, here = _models(kind), data
    for step in loc:
        tagged = [model for model in models if step in _tags([model])]
        if len(models) > 1 and tagged:
            models = tagged
            continue
        known = [model for model in models if step in model.model_fields]
        if known:
            models = _models(known[0].model_fields[str(step)].annotation)
        elif not (holds(here, step) or isinstance(step, int)):
            continue
        way.append(step)
        here = here[step] if holds(here, step) else None
    return tuple(way), models


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _tags(models: list[type[BaseModel]]) -> list[str]:
    """The words that ``kind`` may be."""
    kinds: list[Any] = [model.model_fields["kind"].annotation for model in models if "kind" in model.model_fields]
    return [tag for kind in kinds for tag in get_args(kind)]


def _fields(models: list[type[BaseModel]]) -> list[str]:
    return list(dict.fromkeys(name for model in models for name in model.model_fields))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _entries(count: int) -> str:
    return f"{count or 'no'} {'entry' if count == 1 else 'entries'}"
