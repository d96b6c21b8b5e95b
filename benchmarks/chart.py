"""The fluid lab's chart as people make it with interact, ipympl and bqplot: one slider, one dot, one error bar."""

import ipywidgets
import matplotlib.pyplot as plt
from IPython.display import display

from crampcourse.models.fluid import sweat_session

_START, _MOST = 0.5, 2.0


def _session(drink_rate: float) -> tuple[float, float, float, float]:
    one = sweat_session(70, 1.0, 4, 40, 4, 4 * drink_rate)
    sodium = float(one.plasma_sodium_mmol_per_l)
    low, high = float(one.plasma_sodium_low_mmol_per_l), float(one.plasma_sodium_high_mmol_per_l)
    return float(one.body_mass_change_percent), sodium, low, high


def _slider() -> ipywidgets.FloatSlider:
    return ipywidgets.FloatSlider(_START, min=0, max=_MOST, step=0.1, description="drink")


def inline() -> None:
    """A figure drawn anew for every move, as interact does it."""

    def show(drink: float) -> None:
        change, sodium, low, high = _session(drink)
        _, axes = plt.subplots(figsize=(5.5, 4))
        axes.axhspan(135, 145, alpha=0.2)
        axes.errorbar(change, sodium, [[abs(sodium - low)], [abs(high - sodium)]], fmt="o")
        axes.set(xlim=(-10, 10), ylim=(120, 160))
        plt.show()

    ipywidgets.interact(show, drink=_slider())


def ipympl_chart() -> None:
    """One live figure whose artists are moved."""
    figure, axes = plt.subplots(figsize=(5.5, 4))
    axes.axhspan(135, 145, alpha=0.2)
    (dot,), (bar,) = axes.plot(0, 140, "o"), axes.plot([0, 0], [139, 141])
    axes.set(xlim=(-10, 10), ylim=(120, 160))
    slider = _slider()

    def move(change: dict[str, float]) -> None:
        mass, sodium, low, high = _session(change["new"])
        dot.set_data([mass], [sodium])
        bar.set_data([mass, mass], [low, high])
        figure.canvas.draw_idle()

    slider.observe(move, "value")
    display(slider)
    plt.show()


def bqplot_chart() -> None:
    """Marks whose data are synchronised with the browser."""
    import bqplot

    x, y = bqplot.LinearScale(min=-10, max=10), bqplot.LinearScale(min=120, max=160)
    scales = {"x": x, "y": y}
    dot = bqplot.Scatter(x=[0], y=[140], scales=scales)
    bar = bqplot.Lines(x=[0, 0], y=[139, 141], scales=scales)
    axes = [bqplot.Axis(scale=x), bqplot.Axis(scale=y, orientation="vertical")]
    slider = _slider()

    def move(change: dict[str, float]) -> None:
        mass, sodium, low, high = _session(change["new"])
        with dot.hold_sync():
            dot.x, dot.y = [mass], [sodium]
        with bar.hold_sync():
            bar.x, bar.y = [mass, mass], [low, high]

    slider.observe(move, "value")
    display(slider, bqplot.Figure(marks=[dot, bar], axes=axes))
