"""Long tests: a cell run fifty times leaves nothing behind, every state of an explorer says something true to form."""

import pytest

from tests.browser.lab import run_all, run_cell
from tests.browser.tiny import write_notebook

pytestmark = pytest.mark.slow
RUNS = 50
# What Jupyter itself keeps of a run (messages, history) is far below a widget of ours (hundreds of nodes, a megabyte).
NODES_PER_RUN, LISTENERS_PER_RUN, BYTES_PER_RUN = 60, 15, 200_000


@pytest.mark.parametrize("source", ['cc.explore("axes")', 'cc.quiz("L01-check-1")', 'cc.atlas("lateral")'])
def test_running_a_cell_again_leaves_nothing_behind(page, learner, source):
    write_notebook(learner.root / "again.ipynb", ["import crampcourse as cc", source])
    learner.open_notebook(page, "lab", "again.ipynb")
    run_all(page, widgets=1)
    devtools = page.context.new_cdp_session(page)

    def kept():
        devtools.send("HeapProfiler.collectGarbage")
        counters = devtools.send("Memory.getDOMCounters")
        heap = devtools.send("Runtime.getHeapUsage")["usedSize"]
        return counters["nodes"], counters["jsEventListeners"], heap

    def again(times):
        for _ in range(times):
            run_cell(page, 2)
            page.wait_for_function("() => document.querySelectorAll('.crampcourse').length === 1")

    again(5)  # caches fill
    before = kept()
    again(RUNS)
    growth = [(after - first) / RUNS for first, after in zip(before, kept(), strict=True)]
    assert growth[0] <= NODES_PER_RUN, growth
    assert growth[1] <= LISTENERS_PER_RUN, growth
    assert growth[2] <= BYTES_PER_RUN, growth


def test_every_state_of_the_axis_explorer_is_put_into_words(page, learner):
    write_notebook(learner.root / "fuzz.ipynb", ["import crampcourse as cc", 'cc.explore("axes")'])
    learner.open_notebook(page, "lab", "fuzz.ipynb")
    run_all(page, widgets=1)
    page.get_by_role("slider").first.wait_for()
    found = page.evaluate("""() => {
      const root = document.querySelector(".cc-explorer");
      const [one, two] = root.querySelectorAll("input[type=range]");
      const put = (slider, value) => { slider.value = value; slider.dispatchEvent(new Event("input", { bubbles: true })); };
      const texts = [];
      for (let a = Number(one.min); a <= Number(one.max); a += 1)
        for (let b = Number(two.min); b <= Number(two.max); b += 1) {
          put(one, a);
          put(two, b);
          const shapes = [...root.querySelectorAll("*")].filter((node) => node.shadowRoot)
            .some((node) => /NaN|undefined|Infinity/.test(node.shadowRoot.querySelector("svg").outerHTML));
          texts.push([a, b, root.querySelector(".cc-state").textContent, one.getAttribute("aria-valuetext"), two.getAttribute("aria-valuetext"), shapes]);
        }
      return texts;
    }""")
    assert len(found) == 71 * 51
    assert len({text for _, _, text, *_ in found}) > 0.9 * len(found)
    for a, b, text, one, two, broken in found:
        assert text
        assert not broken, (a, b)
        assert not any(word in text for word in ("NaN", "undefined", "null", "{", "}")), (a, b, text)
        assert str(abs(a)) in one
        assert str(abs(b)) in two
