"""Can a diary tell: two phases of a cramp log, their rate ratio, and the exact interval that says how sure it is."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.shelf import Library
from crampcourse.models.rate_ratio import rate_ratio_limits
from crampcourse.widgets.figure import chart, pixels, svg_text
from crampcourse.widgets.palette import FIRST, INK, MUTED, PAGE, SECOND
from crampcourse.widgets.states import Array, Drawing, Part, Picture, Sign, Source
from crampcourse.widgets.terms import Term, least, ln, most, where

_RATES_PX, _RATIO_PX = (300, 260), (400, 260)
_ROUND_RATIOS = (0.1, 0.25, 0.5, 1, 2, 4, 10)
_TINY = 1e-6


def draw(text: ExplorerText, _library: Library) -> tuple[Drawing, list[Figure]]:
    """The drawing and its figures."""
    rates, rate_parts = _rates(text)
    ratio, ratio_parts = _ratio(text)
    ends = np.array([text.axes["ratio"].low, text.axes["ratio"].high])
    counts = {name: np.arange(41.0) for name in ("cramps_before", "cramps_after")}
    drawing = Drawing(
        (Picture("rates", svg_text(rates), *_RATES_PX), Picture("ratio", svg_text(ratio), *_RATIO_PX)),
        {
            **counts,
            **{name: np.array([0.0, text.axes["rate"].high]) for name in ("rate_before", "rate_after")},
            **dict.fromkeys(("log_ratio", "log_low", "log_high"), ends),
        },
        (*rate_parts, *ratio_parts),
        _quantities(),
        signs=(
            Sign("ratio", "ratio.dot", "both", ("hidden", "shown")),
            Sign("ratio", "ratio.interval", "both", ("hidden", "shown")),
        ),
    )
    return drawing, [rates, ratio]


def _quantities() -> dict[str, Source]:
    """For equal phases the exact limits depend on the two counts alone; other lengths scale them."""
    limits = np.zeros((41, 41, 2))
    for before in range(1, 41):
        for after in range(1, 41):
            limits[before, after] = rate_ratio_limits(before, after, 1.0, 1.0, "exact", 0.95)
    counts = ("cramps_before", "cramps_after")
    before, after = (Term.of(name) for name in counts)
    nights_before, nights_after = Term.of("nights_before"), Term.of("nights_after")
    longer, both = nights_before / nights_after, where(before * after, 1, 0)
    low, high = Term.of("ratio_low"), Term.of("ratio_high")
    logs = {f"log_{name}": ln(most(Term.of(of), _TINY)) for name, of in _LOGS.items()}
    return {
        "equal_low": (counts, limits[..., 0]),
        "equal_high": (counts, limits[..., 1]),
        "rate_before": 7 * before / nights_before,
        "rate_after": 7 * after / nights_after,
        "both": both,
        "ratio": after / most(before, 1) * longer,
        "ratio_low": Term.of("equal_low") * longer,
        "ratio_high": Term.of("equal_high") * longer,
        "verdict": where(both, where(high < 1, 1, where(low > 1, 2, 0)), 3),
        "answer": least(1 - Term.of("both"), 1),
        **logs,
    }


_LOGS = {"ratio": "ratio", "low": "ratio_low", "high": "ratio_high"}


def _rates(text: ExplorerText) -> tuple[Figure, list[Part]]:
    y = text.axes["rate"]
    figure, axes = chart(*_RATES_PX, (52, 14, 38, 40), y, y)
    axes.set(xlim=(0, 4), xlabel="")
    axes.set_xticks([1, 3], [text.words["bar.before"], text.words["bar.after"]])
    axes.grid(visible=False, axis="x")
    parts = []
    for place, name, colour in ((1, "before", FIRST), (3, "after", SECOND)):

        def bar(rate: float, place: int = place) -> Array:
            return np.array([[place - 0.6, 0], [place + 0.6, 0], [place + 0.6, rate], [place - 0.6, rate]])

        axes.add_patch(Polygon(bar(1), facecolor=colour, linewidth=0, gid=f"rates.{name}", zorder=2))
        both = pixels(axes, np.stack([bar(0), bar(y.high)]))
        parts.append(Part("rates", f"rates.{name}", "path", (f"rate_{name}",), both, closed=True))
    return figure, parts


def _ratio(text: ExplorerText) -> tuple[Figure, list[Part]]:
    """The ratio and its interval on a logarithmic scale; what lies beyond the chart ends at its edge."""
    x = text.axes["ratio"]
    figure, axes = chart(*_RATIO_PX, (16, 16, 38, 62), x, x)
    axes.texts[0].remove()  # the chart has no title for y
    axes.set(ylim=(0, 2))
    axes.set_yticks([])
    axes.set_xticks(np.log(_ROUND_RATIOS), [f"{ratio:g}" for ratio in _ROUND_RATIOS])
    axes.spines["left"].set_visible(False)
    axes.add_line(Line2D([0, 0], [0, 2], color=MUTED, linewidth=1.75))
    for place, word in ((0, "none"), (-2.2, "fewer"), (2.2, "more")):
        axes.text(place, 2.1, text.words[f"chart.{word}"], ha="center", color=MUTED)
    beam = np.array([[0, 0.2], [0, -0.2], [0, 0]])
    ends = np.array([x.low, x.high])
    edges = [beam + np.array([end, 1]) for end in ends]
    spans = np.array([[[*low, *high[::-1]] for high in edges] for low in edges])
    interval = PathPatch(Path(spans[0, 1]), facecolor="none", edgecolor=INK, linewidth=2.5, gid="ratio.interval")
    axes.add_patch(interval).set_zorder(3)
    (dot,) = axes.plot(0, 1, marker="o", markersize=12, color=FIRST, markeredgecolor=PAGE, markeredgewidth=2)
    dot.set(gid="ratio.dot", zorder=4)
    shift = pixels(axes, np.stack([ends, [1, 1]], -1)[:, None]) - pixels(axes, [[0, 1]])
    return figure, [
        Part("ratio", "ratio.interval", "path", ("log_low", "log_high"), pixels(axes, spans)),
        Part("ratio", "ratio.dot", "point", ("log_ratio",), shift),
    ]
