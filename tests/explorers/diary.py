"""The diary's numbers, asked of the model that compares two phases of a log."""

from crampcourse.models.diary import compare


def truth(values):
    """Rates, ratio and exact interval of a log with these counts; where in a phase the cramps fell does not matter."""
    phases = []
    for phase in ("before", "after"):
        log = [0] * int(values[f"nights_{phase}"])
        for cramp in range(int(values[f"cramps_{phase}"])):
            log[cramp % len(log)] += 1
        phases.append(log)
    one = compare(*phases, "exact")
    found = {"rate_before": 7 * one.before_per_entry, "rate_after": 7 * one.after_per_entry}
    if not one.before_cramps or not one.after_cramps:
        return found | {"verdict": 3, "answer": 1}
    verdict = 1 if one.ci_high < 1 else 2 if one.ci_low > 1 else 0
    return found | {
        "ratio": one.rate_ratio,
        "ratio_low": one.ci_low,
        "ratio_high": one.ci_high,
        "verdict": verdict,
        "answer": 0,
    }
