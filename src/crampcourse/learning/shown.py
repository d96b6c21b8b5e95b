"""What may be shown of a class: no figure of so few learners that it would tell what single people did."""

from dataclasses import replace

from crampcourse.library.models import model_text
from crampcourse.models.estimate import Estimate, unknown
from crampcourse.models.item_analysis import Reliability


def too_few_to_show(n: int) -> str:
    """Why nothing of ``n`` learners is shown; empty where it may be. The number stands in ``item_analysis.yaml``."""
    fewest = model_text("item_analysis").number("fewest_shown")
    return f"not shown of fewer than {fewest:g} learners, here {n}" if n < fewest else ""


def shown(figure: Estimate) -> Estimate:
    """The figure itself, or that it is of too few learners."""
    why = too_few_to_show(figure.n)
    return unknown(figure.n, why) if why else figure


def shown_reliability(figures: Reliability) -> Reliability:
    """The same for each figure of a test."""
    return replace(
        figures,
        alpha=shown(figures.alpha),
        measurement_error_points=shown(figures.measurement_error_points),
        mean_points=shown(figures.mean_points),
        sd_points=shown(figures.sd_points),
    )
