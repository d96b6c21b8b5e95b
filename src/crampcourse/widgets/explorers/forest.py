"""The forest plot bench: trials go in and out, and the pool, its interval and its prediction follow."""

from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path

from crampcourse.library.explorer_text import ExplorerText
from crampcourse.library.shelf import Library
from crampcourse.library.tables import trials
from crampcourse.models.distributions import normal_quantile
from crampcourse.models.evidence import METHODS, pool
from crampcourse.widgets.figure import chart, group, pixels, svg_text
from crampcourse.widgets.palette import FIRST, INK, MUTED, PAGE, SECOND
from crampcourse.widgets.states import Array, Drawing, Part, Picture, Sign
from crampcourse.widgets.terms import Term, where

OUTCOMES = {
    "roguin": ("roguin2017", "roguin2017_followup"),
    "frusso": ("frusso1999",),
    "barna": ("barna2021",),
    "hallegraeff": ("hallegraeff2012_per_night",),
    "coppin": ("coppin2005_per_night",),
}
"""Control → the rows of content/trials.csv that it can put in (0 is left out)."""
TOPICS = (("roguin", "frusso", "barna"), ("hallegraeff", "coppin"))
_Z = normal_quantile(0.975)
_SIZE_PX = (420, 380)
_ROWS = {"roguin": 6.2, "frusso": 4.9, "barna": 3.6, "hallegraeff": 6.2, "coppin": 4.9, "pool": 1.4, "next": 0.5}


def draw(text: ExplorerText, _library: Library) -> tuple[Drawing, list[Figure]]:
    """The drawing and its figure; every combination of trials and method is pooled ahead."""
    x = text.axes["effect"]
    figure, axes = chart(*_SIZE_PX, (14, 14, 30, 62), x, x)
    axes.set(ylim=(0, 7))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.texts[0].remove()  # the chart has no title for y
    axes.axvline(0, color=MUTED, linewidth=1.75, zorder=1)
    for words, side in (("chart.fewer", -1), ("chart.more", 1)):
        axes.text(side * 2.2, 7.15, text.words[words], ha="center", color=MUTED)
    ends = np.array([x.low, x.high])
    grids = {name: np.arange(len(rows) + 1.0) for name, rows in OUTCOMES.items()}
    grids |= {"topic": np.arange(2.0), "method": np.arange(float(len(METHODS)))}
    grids |= {f"weight_{name}": np.linspace(0, 1, 41) for name in OUTCOMES}
    grids |= dict.fromkeys(("low", "estimate", "high", "next_low", "next_high"), ends)
    parts = [*(part for name in OUTCOMES for part in _trial(axes, name, text)), *_pooled(axes, text, ends)]
    signs = [Sign("forest", f"forest.{name}", f"see_{name}", ("shown", "faint", "hidden")) for name in OUTCOMES]
    signs += [
        Sign("forest", "forest.diamond", "answer", ("hidden", *["shown"] * 3, "hidden", *["shown"] * 2)),
        Sign("forest", "forest.next", "answer", ("hidden", "hidden", "shown", *["hidden"] * 4)),
    ]
    picture = Picture("forest", svg_text(figure), *_SIZE_PX)
    return Drawing((picture,), grids, tuple(parts), _quantities(), signs=tuple(signs)), [figure]


def _quantities() -> dict[str, tuple[tuple[str, ...], Array] | Term]:
    controls = ("topic", *OUTCOMES, "method")
    shape = (2, *(len(rows) + 1 for rows in OUTCOMES.values()), len(METHODS))
    names = ("trials_in", "estimate", "low", "high", "i2", "next_low", "next_high", "told")
    names += tuple(f"weight_{name}" for name in OUTCOMES)
    table = np.zeros((*shape, len(names)))
    for place in product(*map(range, shape)):
        topic, *chosen, method = place
        rows = [OUTCOMES[n][c - 1] for n, c in zip(OUTCOMES, chosen, strict=True) if c and n in TOPICS[topic]]
        inside = [n for n, c in zip(OUTCOMES, chosen, strict=True) if c and n in TOPICS[topic]]
        found = dict.fromkeys(names, 0.0) | {"trials_in": float(len(rows))}
        effects = [trials()[row].effect or 0.0 for row in rows]
        errors = [trials()[row].standard_error or 0.0 for row in rows]
        if len(rows) == 1:
            half = _Z * errors[0]
            found |= {"estimate": effects[0], "low": effects[0] - half, "high": effects[0] + half}
            found[f"weight_{inside[0]}"] = 1.0
        elif rows:
            one = pool(effects, np.square(errors), METHODS[method])
            found |= {"estimate": one.estimate, "low": one.ci_low, "high": one.ci_high, "i2": 100 * one.i2}
            if np.isfinite(one.prediction_low):
                found |= {"next_low": one.prediction_low, "next_high": one.prediction_high, "told": 1.0}
            found |= {f"weight_{n}": float(w) for n, w in zip(inside, one.weights, strict=True)}
        table[place] = [found[name] for name in names]
    tables = {name: (controls, table[..., i]) for i, name in enumerate(names)}
    low, high, topic_, count = (Term.of(name) for name in ("low", "high", "topic", "trials_in"))
    same = {f"{unit}{end}": Term.of(name) for unit in ("week", "night") for end, name in _ENDS.items()}
    crosses = where(count, where(low > 0, 0, where(high >= 0, 1, 0)), 2)
    said = where(count > 1, where(topic_, 2, 3 - Term.of("told")), count)
    see = {
        f"see_{name}": where((topic_ - number) * (topic_ - number), 2, where(Term.of(name), 0, 1))
        for number, names_ in enumerate(TOPICS)
        for name in names_
    }
    told = {
        "several": where(count > 1, 1, 0),
        "week_told": where(topic_, 0, where(count, 1, 0)),
        "night_told": where(topic_, where(count, 1, 0), 0),
    }
    return {**tables, **same, **told, "crosses": crosses, "answer": 4 * topic_ + said, **see}


_ENDS = {"": "estimate", "_low": "low", "_high": "high"}


def _trial(axes: Axes, name: str, text: ExplorerText) -> list[Part]:
    """A square on its interval for each outcome that the control can put in; left out, it shows the first one."""
    y, half = _ROWS[name], 0.36
    rows = [OUTCOMES[name][0], *OUTCOMES[name]]
    effects = np.array([trials()[row].effect for row in rows], dtype=float)
    errors = np.array([trials()[row].standard_error for row in rows], dtype=float)
    lines = np.stack([np.stack([effects + way * _Z * errors, np.full_like(effects, y)], axis=-1) for way in (-1, 1)], 1)
    weights = np.linspace(0, 1, 41)
    side = 0.06 + half * np.sqrt(weights)
    box = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    # Square on the page: x and y of the chart have scales of their own.
    scale = axes.transData.get_matrix()
    centre = np.stack([effects, np.full_like(effects, y)], axis=-1)
    squares = centre[:, None, None] + side[:, None, None] * box * [scale[1, 1] / scale[0, 0], 1]
    line = PathPatch(Path(lines[1]), facecolor="none", edgecolor=INK, linewidth=1.75)
    line.set_gid(f"forest.{name}.line")
    square = Polygon(squares[1, 0], facecolor=FIRST, linewidth=0)
    square.set_gid(f"forest.{name}.square")
    label = axes.text(axes.get_xlim()[0] + 0.1, y + 0.36, text.words[f"row.{name}"], color=INK)
    label.remove()
    group(axes, f"forest.{name}", [line, square, label], 3)
    return [
        Part("forest", f"forest.{name}.line", "path", (name,), pixels(axes, lines)),
        Part("forest", f"forest.{name}.square", "path", (name, f"weight_{name}"), pixels(axes, squares), closed=True),
    ]


def _pooled(axes: Axes, text: ExplorerText, ends: Array) -> list[Part]:
    """The diamond of the pool and the dashed line of the prediction; beyond the chart they end at its edge."""
    y, next_y = _ROWS["pool"], _ROWS["next"]
    axes.text(ends[0] + 0.1, y + 0.36, text.words["row.pool"], color=INK)
    axes.add_line(Line2D(ends, [2.75, 2.75], color=MUTED, linewidth=1))
    low, middle, high = np.meshgrid(ends, ends, ends, indexing="ij")
    rise = np.full_like(low, 0.42)
    diamonds = np.stack(
        [np.stack(p, -1) for p in ((low, y + 0 * low), (middle, y + rise), (high, y + 0 * low), (middle, y - rise))], 3
    )
    diamond = Polygon(diamonds[0, 0, 0], facecolor=SECOND, edgecolor=PAGE, linewidth=1, gid="forest.diamond")
    axes.add_patch(diamond).set_zorder(4)
    spans = np.array([[[[a, next_y], [b, next_y]] for b in ends] for a in ends])
    line = Line2D(ends, [next_y, next_y], color=SECOND, linewidth=1.75, linestyle=(0, (4, 2)), gid="forest.next")
    axes.add_line(line)
    return [
        Part("forest", "forest.diamond", "path", ("low", "estimate", "high"), pixels(axes, diamonds), closed=True),
        Part("forest", "forest.next", "path", ("next_low", "next_high"), pixels(axes, spans)),
    ]
