"""Bars of a chart whose ends follow a quantity, each with its number beside it."""

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from crampcourse.library.explorer_text import Quantity
from crampcourse.widgets.explorer import quantity_phrase
from crampcourse.widgets.figure import pixels
from crampcourse.widgets.palette import INK
from crampcourse.widgets.states import Part, Sign


def level_bar(
    axes: Axes,
    picture: str,
    quantity: Quantity,
    at: float,
    span: tuple[float, float],
    now: float,
    look: tuple[str, str],
    height: float = 0.56,
) -> tuple[list[Part], Sign]:
    """A lying bar from 0 to ``quantity``, centred at y = ``at``, and its number beyond its end.

    ``span`` are the ends of the quantity's grid, ``now`` what is drawn, ``look`` fill and line.
    """

    def outline(end: float) -> list[tuple[float, float]]:
        low, high = at - height / 2, at + height / 2
        return [(0.0, low), (0.0, high), (end, high), (end, low)]

    fill, line = look
    gid, number = f"{picture}.bar.{quantity.id}", f"{picture}.number.{quantity.id}"
    bar = Polygon(outline(now), facecolor=fill, edgecolor=line, linewidth=1.75, zorder=3, gid=gid)
    axes.add_patch(bar)
    beyond = axes.annotate(
        quantity_phrase(quantity, now), (now, at), (6 if now >= 0 else -6, 0), "data", "offset pixels", color=INK
    )
    beyond.set(ha="left" if now >= 0 else "right", va="center_baseline", fontsize=13, zorder=5, gid=number)
    shifts = pixels(axes, [[(end, at)] for end in span]) - pixels(axes, [[(now, at)]])
    return [
        Part(picture, gid, "path", (quantity.id,), pixels(axes, [outline(end) for end in span]), closed=True),
        Part(picture, number, "point", (quantity.id,), shifts),
    ], Sign(picture, number, quantity.id)
