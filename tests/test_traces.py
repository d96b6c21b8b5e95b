"""Curves that items ask about: the kept drawing is the model's, and every stretch of an item lies on its curve."""

import numpy as np
import pytest

from crampcourse.learning.traces import CURVES, curve
from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library.models import model_text
from crampcourse.widgets import trace

TRACES = load().traces


@pytest.mark.parametrize("name", sorted(TRACES))
def test_the_kept_drawing_is_what_the_model_gives(name):
    drawn, kept = trace.draw(TRACES[name]), trace.kept(name, load())
    assert kept == drawn, "stale: python -m tools.drawings"
    assert len(kept.values) == len(TRACES[name].places())
    assert 'id="curve"' in kept.svg


def test_every_curve_is_used_and_none_is_missing():
    assert {text.curve for text in TRACES.values()} == CURVES.keys()
    with pytest.raises(ValueError, match="there is no curve 'x'; there are: calf-twitch, cramp-episode,"):
        curve("x", [0, 1])


def test_the_curves_show_what_their_questions_are_about():
    """A spike overshoots 0 mV; a calf twitch peaks near 113 ms (Sale 1982); a stretch ends the cramp."""
    time_ms = np.array(TRACES["node-action-potential"].places())
    spike = curve("node-action-potential", time_ms)
    assert spike.max() > 20
    assert 0.5 < time_ms[spike.argmax()] < 1
    time_ms = np.array(TRACES["calf-twitch"].places())
    assert time_ms[curve("calf-twitch", time_ms).argmax()] == pytest.approx(113, abs=5)
    time_s = np.array(TRACES["cramp-episode"].places())
    firing = curve("cramp-episode", time_s)
    active = 100 * model_text("cramp").number("active_above")
    assert (firing[(time_s > 6) & (time_s < 15)] > active).all()
    assert (firing[time_s > 16] < active).all()


def test_a_curve_that_leaves_its_axes_is_told():
    low = TRACES["calf-twitch"].model_copy(update={"y": TRACES["calf-twitch"].y.model_copy(update={"high": 50.0})})
    with pytest.raises(ValueError, match=r"trace calf-twitch: the curve runs from .* its axis ends at 0 and 50"):
        trace.draw(low)


def test_every_stretch_lies_on_its_curve():
    for item in [each for each in load().items.values() if isinstance(each, i.TraceItem)]:
        places = TRACES[item.trace].places()
        for stretch in item.stretches:
            assert [place for place in places if stretch.low <= place <= stretch.high], (item.id, stretch)
