"""Statistics of a class as text for a terminal: at most 100 columns, words before signs."""

import textwrap
from collections.abc import Iterator

from crampcourse.learning.class_log import ClassLog
from crampcourse.learning.item_statistics import Chosen, ItemStatistics, Spread
from crampcourse.learning.set_statistics import Gain, SetStatistics
from crampcourse.learning.shown import too_few_to_show
from crampcourse.learning.tries import Tries
from crampcourse.library.models import model_text
from crampcourse.models.estimate import Estimate
from crampcourse.widgets.packing import plain

WIDTH = 100
_NAME = 24
_LEGEND = (
    "right: share with full marks at the first try; score: mean score at the first try; telling: discrimination, the "
    "correlation with the rest of the set (stronger learners do better at a telling item); seconds: median and "
    "quartiles; hints: who took one. In brackets: 95 % intervals. * too few learners to mean much"
)
_VERDICTS = {"right": "right", "partly": "partly", "wrong": "wrong", "missed": "empty", "unread": "unread"}
_NAMES = {"sure": "Right when sure", "unsure": "Right when unsure", "guess": "Right when guessing"}


def head(log: ClassLog, made: Tries) -> list[str]:
    """What was read and what of it does not count, each with its reason."""
    tried = sum(len(of) for of in made.first.values())
    lines = [f"{_count(made.learners, 'learner')} in {_count(log.files, 'file')}, {_count(tried, 'first try')}."]
    if made.learners == 1:
        lines.append("One learner only: there is nothing to say of a class.")
    left = [
        (log.joined, "learner known from another file, counted once", "learners known from other files, counted once"),
        (made.doubled, "attempt handed in twice, counted once", "attempts handed in twice, counted once"),
        (made.explanations, "explanation, which has no mark", "explanations, which have no mark"),
        (made.unscored, "attempt without a score, left out", "attempts without a score, left out"),
        (made.untimed, "attempt without a time, left out", "attempts without a time, left out"),
        (
            made.ahead,
            "attempt dated after now: a clock was wrong, and first and last may be changed over",
            "attempts dated after now: a clock was wrong, and first and last may be changed over",
        ),
    ]
    lines += [f"{number} {one if number == 1 else more}." for number, one, more in left if number]
    if made.unknown_items:
        named = ", ".join(f"{_clean(item)[:80]} ({n})" for item, n in made.unknown_items.items())
        lines += _wrapped(f"Attempts at items that this version of the course does not have, left out: {named}.")
    if made.earlier_version:
        named = ", ".join(f"{item} ({n})" for item, n in made.earlier_version.items())
        lines += _wrapped(
            f"First tries at another version of an item, not in its table of answers: {named}. Their scores count."
        )
    return lines


def legend() -> list[str]:
    """What the columns mean."""
    return _wrapped(_LEGEND, "  ")


def table(found: SetStatistics, *, brief: bool = False) -> list[str]:
    """One set of items: its items, its totals, and, unless ``brief``, who chose which answers."""
    lines = [*_wrapped(f"{found.id}: {_clean(found.title)}" if found.title else found.id)]
    lines.append("=" * len(lines[0]))
    if not found.learners:
        return [*lines, "Nobody answered any of these items."]
    if why := too_few_to_show(found.learners):
        return [*lines, f"Figures: {why}."]
    untried = sum(not item.share_right.n for item in found.items)
    every = f"{found.complete} of them tried every item{' that anybody tried' if untried else ''}"
    lines.append(f"{_count(found.learners, 'learner')}; {every}.")
    if found.complete < found.learners / 2:
        lines += _wrapped("Reliability, telling and gain rest on those alone. A smaller set asks for less: --quiz.")
    lines += ["", *_items(found), ""]
    lines += [*_totals(found), *_reasons(found)]
    if not brief:
        for number, item in enumerate(found.items, 1):
            lines += ["", *_answers(number, item)]
    return lines


def gain_lines(gain: Gain) -> list[str]:
    """A gain in words."""
    label = f"Gain from {gain.before} to {gain.after}"
    if gain.gain.value is None:
        return _wrapped(f"{label}: none; {gain.gain.note}")
    means = f"; mean {_percent(gain.mean_before)} before, {_percent(gain.mean_after)} after"
    again = f"; {gain.again} of them tried something again" if gain.again is not None else ""
    why = f"; {gain.gain.note}" if gain.gain.low is None or gain.gain.few else ""
    return _wrapped(
        f"{label}: {_figure(gain.gain)} of what there was to gain, {gain.gain.n} learners{means}{again}{why}"
    )


def _items(found: SetStatistics) -> Iterator[str]:
    yield f"{'':<{_NAME}}{'n':>4}  {'right':<16}{'score':<7}{'telling':<24}{'seconds':<18}hints"
    for number, item in enumerate(found.items, 1):
        name = f"{number} {item.item}"
        if len(name) >= _NAME:
            yield name
            name = ""
        right, score = _share(item.share_right), _percent(item.mean_score.value)
        telling, seconds, hints = _figure(item.discrimination), _spread(item.seconds), _percent(item.took_hints.value)
        yield f"{name:<{_NAME}}{item.share_right.n:>4}  {right:<16}{score:<7}{telling:<24}{seconds:<18}{hints}"


def _totals(found: SetStatistics) -> Iterator[str]:
    trusted = found.reliability
    alpha, error, mean, deviation = (
        trusted.alpha, trusted.measurement_error_points, trusted.mean_points, trusted.sd_points,
    )  # fmt: skip
    yield from _row(f"Reliability ({trusted.coefficient})", alpha, _figure(alpha))
    yield from _row("Total", mean, f"mean {_number(mean)} of {trusted.items} points, SD {_number(deviation)}")
    yield from _row("Error of measurement", error, f"{_number(error)} points")
    if not any(found.calibration.answers.values()):
        yield from _row("How sure", None, "nobody was asked or said")
    else:
        for level, right in found.calibration.right_when.items():
            if right.n:
                answers = _count(found.calibration.answers[level], "answer")
                yield from _row(_NAMES[level], right, f"{_share(right)} of {answers}, {_count(right.n, 'learner')}")
        over = found.calibration.over_confidence
        if over.n:
            yield from _row("Over-confidence", over, f"{_share(over)} of the sure answers were wrong")
    yield from gain_lines(found.gain)


def _row(label: str, figure: Estimate | None, said: str) -> list[str]:
    if figure is None:
        return [f"{label}: {said}"]
    if figure.value is None:
        return _wrapped(f"{label}: none; {figure.note}")
    return _wrapped(f"{label}: {said}" + (f"; {figure.note}" if figure.note else ""))


def _reasons(found: SetStatistics) -> Iterator[str]:
    """Why a figure is missing from the table of items; items that share a reason share a line."""
    why: dict[tuple[str, str], list[str]] = {}
    for number, item in enumerate(found.items, 1):
        for label, value, note in (
            ("right", item.share_right.value, item.share_right.note),
            ("telling", item.discrimination.value, item.discrimination.note),
            ("seconds", item.seconds.median, item.seconds.note),
        ):
            if value is None:
                why.setdefault((label, note), []).append(str(number))
    for (label, note), numbers in why.items():
        yield from _wrapped(f"- no figure for {label} of {', '.join(numbers)}: {note}")
    for number, item in enumerate(found.items, 1):
        told = item.discrimination
        sure = told.high is not None and told.high < 0
        if told.value is not None and told.value < 0 and (sure or not told.few):
            doubt = "" if sure else " (chance is enough to explain it)"
            yield from _wrapped(
                f"{number} {item.item}: weaker learners do better here{doubt}. Look at its key and wording."
            )
    stable = model_text("item_analysis").number("people_for_stable_correlation")
    if any(item.discrimination.value is not None and item.discrimination.n < stable for item in found.items):
        yield from _wrapped(f"Below about {stable:g} learners read the interval of 'telling', not the number.")


def _answers(number: int, item: ItemStatistics) -> Iterator[str]:
    yield from _wrapped(f"{number} {item.item} ({item.kind}): {_clean(item.stem)}")
    if item.earlier_version:
        yield f"  {item.earlier_version} of {item.share_right.n} first tries were at another version: not counted here"
    if not item.answers:
        yield f"  {too_few_to_show(item.answered)}" if item.answered else "  no answer to count"
        return
    few = item.answered < model_text("item_analysis").number("people_for_share")
    answers = _count(item.answered, "answer") + ("*" if few else "")
    yield f"  {answers:<60}{'chosen by':<13}their score at the rest"
    part = ""
    for chosen in item.answers:
        if chosen.answer.part != part:
            part = chosen.answer.part
            yield from _wrapped(f"  {_clean(part)}", "  ")
        yield from _chosen(chosen)


def _chosen(chosen: Chosen) -> Iterator[str]:
    first, *more = textwrap.wrap(_clean(chosen.answer.text), 48) or [""]
    count = f"{chosen.count} ({_percent(chosen.share)})" if chosen.count else "nobody"
    told = chosen.rest_score
    rest = f"{_percent(told.value)}{_star(told)}" if told.value is not None else "too few" if told.n else ""
    yield f"    {_VERDICTS[chosen.answer.verdict]:<8}{first:<50}{count:<13}{rest}".rstrip()
    yield from (f"{'':<12}{line}" for line in more)
    if chosen.misconception and chosen.count:
        yield from _wrapped(f"{'':<14}idea: {_clean(chosen.misconception)}", " " * 20)


def _figure(figure: Estimate) -> str:
    """A number to two digits with its interval."""
    if figure.value is None:
        return "-"
    limits = "" if figure.low is None or figure.high is None else f" ({figure.low:.2f} to {figure.high:.2f})"
    return f"{figure.value:.2f}{limits}{_star(figure)}"


def _share(figure: Estimate) -> str:
    """A share in per cent with its interval."""
    if figure.value is None:
        return "-"
    limits = "" if figure.low is None or figure.high is None else f" ({100 * figure.low:.0f}-{100 * figure.high:.0f})"
    return f"{_percent(figure.value)}{limits}{_star(figure)}"


def _spread(spread: Spread) -> str:
    if spread.median is None or spread.lower_quartile is None or spread.upper_quartile is None:
        return "-"
    times = f"{_time(spread.median)} ({_time(spread.lower_quartile)}-{_time(spread.upper_quartile)})"
    return times + ("*" if spread.few else "")


def _time(seconds: float) -> str:
    """Seconds; in hours what takes longer than one sits before a question."""
    hours = seconds / 3600
    return f"{seconds:.0f}" if seconds < 999.5 else f"{hours:.1f}h" if hours < 99.95 else ">99h"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _number(figure: Estimate) -> str:
    return "-" if figure.value is None else f"{figure.value:.2f}"


def _star(figure: Estimate) -> str:
    return "*" if figure.few else ""


def _count(number: int, thing: str) -> str:
    more = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number} {thing if number == 1 else more}"


def _clean(text: str) -> str:
    """On one line, without marks of Markdown and without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in plain(text))


def _wrapped(text: str, indent: str = "") -> list[str]:
    lead = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(text.strip(), WIDTH, initial_indent=lead, subsequent_indent=indent or lead + "  ")
