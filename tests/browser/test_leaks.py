"""Long tests: a cell run fifty times leaves nothing behind, every state of an explorer says something true to form."""

import pytest
from playwright.sync_api import expect

from tests.browser.lab import run_all, run_cell
from tests.browser.tiny import write_notebook

pytestmark = pytest.mark.slow
RUNS = 50
# Beyond what Jupyter itself keeps of each run. A view of ours has 400 to 1,300 nodes; its model stays known to the
# kernel, script and content included, until the kernel ends: that is ipywidgets' way, and what the bytes are for.
NODES_PER_RUN, LISTENERS_PER_RUN, BYTES_PER_RUN = 150, 15, 600_000


def growth_per_run(page, lab, source):
    """DOM nodes, listeners and bytes of heap that each further run of a cell leaves behind."""
    write_notebook(lab.root / "again.ipynb", ["import crampcourse as cc", source])
    lab.open_notebook(page, "lab", "again.ipynb")
    run_all(page)
    devtools = page.context.new_cdp_session(page)

    def kept():
        devtools.send("HeapProfiler.collectGarbage")
        counters = devtools.send("Memory.getDOMCounters")
        return counters["nodes"], counters["jsEventListeners"], devtools.send("Runtime.getHeapUsage")["usedSize"]

    def again(times):
        for _ in range(times):
            run_cell(page, 2)

    again(5)  # caches fill
    before = kept()
    again(RUNS)
    return [(after - first) / RUNS for first, after in zip(before, kept(), strict=True)]


@pytest.fixture(scope="module")
def jupyters_own(lab, open_shared_page):
    """What JupyterLab keeps of each run of a cell that shows a number."""
    page = open_shared_page()
    growth = growth_per_run(page, lab, "1 + 1")
    page.close()
    return growth


@pytest.mark.parametrize(
    "source",
    [
        'cc.explore("axes")',
        'cc.quiz("L01-check-1")',
        'cc.atlas("lateral")',
        'cc.lesson("L01")',
        'cc.claims("L01")',
        "cc.dock()",
        'cc.predict("L01-P1")',
        "cc.triage()",
    ],
)
def test_running_a_cell_again_leaves_nothing_behind(page, learner, jupyters_own, source):
    grown = growth_per_run(page, learner, source)
    expect(page.locator(".crampcourse")).to_have_count(1)
    nodes, listeners, heap = (ours - host for ours, host in zip(grown, jupyters_own, strict=True))
    assert nodes <= NODES_PER_RUN
    assert listeners <= LISTENERS_PER_RUN
    assert heap <= BYTES_PER_RUN


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
