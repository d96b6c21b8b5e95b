"""The curve of an item for a page: axes, the values of its model, and for a key the stretches told apart."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from crampcourse.learning.traces import curve
from crampcourse.library.items import Stretch
from crampcourse.library.types import TraceText
from crampcourse.printing.nodes import h

WIDTH, HEIGHT = 440, 300
# Room for words that grow where the picture is shown at 60 %.
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 422, 44, 240
_TICK = 6


def curve_figure(text: TraceText, stretches: Sequence[Stretch] = ()) -> ET.Element:
    """The curve as SVG; ``stretches`` get a band and their number; dashes where they are wrong."""

    def x_at(value: float) -> float:
        return _LEFT + (value - text.x.low) / (text.x.high - text.x.low) * (_RIGHT - _LEFT)

    def y_at(value: float) -> float:
        return _BOTTOM - (value - text.y.low) / (text.y.high - text.y.low) * (_BOTTOM - _TOP)

    label = f"{text.title}. {text.caption}"
    svg = h("svg", {"class": "curve", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img", "aria-label": label})
    for tick in text.x.ticks:
        svg.append(h("path", {"class": "grid", "d": f"M{x_at(tick):.1f} {_TOP}V{_BOTTOM + _TICK}"}))
        svg.append(_text(_number(tick), x_at(tick), _BOTTOM + _TICK + 4, "middle", "below"))
    for tick in text.y.ticks:
        svg.append(h("path", {"class": "grid", "d": f"M{_LEFT - _TICK} {y_at(tick):.1f}H{_RIGHT}"}))
        svg.append(_text(_number(tick), _LEFT - _TICK - 4, y_at(tick), "end", "level"))
    svg.append(h("path", {"class": "axes", "d": f"M{_LEFT} {_TOP}V{_BOTTOM}H{_RIGHT}"}))
    svg.append(_text(f"{text.y.name} ({text.y.unit})", 4, 4, "start", "below"))
    svg.append(_text(f"{text.x.name} ({text.x.unit})", _RIGHT, HEIGHT - 4, "end", "above"))
    for number, stretch in enumerate(stretches, 1):
        left, right = (x_at(min(max(end, text.x.low), text.x.high)) for end in (stretch.low, stretch.high))
        place = {"x": f"{left:.1f}", "y": str(_TOP), "width": f"{max(right - left, 2):.1f}"}
        svg.append(h("rect", {"class": "right" if stretch.key else "wrong", **place, "height": str(_BOTTOM - _TOP)}))
        svg.append(_text(str(number), (left + right) / 2, _TOP - 2, "middle", "above"))
    places = text.places()
    points = zip(places, curve(text.curve, places), strict=True)
    line = "L".join(f"{x_at(place):.1f} {y_at(value):.1f}" for place, value in points)
    svg.append(h("path", {"class": "line", "d": f"M{line}"}))
    return svg


def _text(said: str, x: float, y: float, anchor: str, level: str) -> ET.Element:
    """Words that stand ``below``, ``above`` or ``level`` with a height, whatever their size."""
    shift = {"below": "0.8em", "above": "-0.2em", "level": "0.35em"}[level]
    return h("text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "dy": shift, "text-anchor": anchor}, said)


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")
