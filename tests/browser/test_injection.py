"""No text of the content becomes anything but text: every payload in every field of every kind, in Lab and without a kernel."""

import nbformat
import pytest

from tests.browser.conftest import REPO
from tests.browser.lab import run_all
from tests.browser.learner import wait_for_pictures
from tests.browser.payloads import PAYLOADS, REFUSED, RUN
from tests.browser.tiny import write_notebook
from tests.browser.trial import trial_items
from tests.trial_quiz import DRAWN, KINDS
from tools.notebooks import committed, execute

PLACES = ["lab", pytest.param("static", marks=pytest.mark.slow)]
KINDS_SHOWN = (*KINDS, *DRAWN)
AT_ONCE = 5
# Several in one text: an element that any of them makes is counted, and each must still be read letter by letter.
GROUPS = [" ".join(PAYLOADS[start : start + AT_ONCE]) for start in range(0, len(PAYLOADS), AT_ONCE)]
SHOW_ALL = """
from IPython.display import display
from tests.browser.test_injection import GROUPS
from tests.browser.trial import odd_quiz, trial_predict, trial_quiz
for number, text in enumerate(["plain", *GROUPS]):
    display(trial_quiz(text, f"-{number}"), trial_predict(text))
display(odd_quiz())
"""

# Answers every item twice, once with what is wrong and once with what stands elsewhere, opens every hint and the answer,
# and types payloads. What is told apart from one kind to another is what a learner would do with it.
ANSWER_ALL = """async (payloads) => {
  const tell = (node, ...names) => names.forEach((name) => node.dispatchEvent(new Event(name, { bubbles: true })));
  const texts = {};
  const articles = [...document.querySelectorAll(".cc-quiz article[data-item^=t-]")];
  for (const turn of [0, 1]) {
    articles.forEach((article, n) => {
      const button = article.querySelector(".cc-buttons button");
      if (turn) {
        button.click();
        if (button.textContent !== "Check") throw new Error(`${article.dataset.item} cannot be answered again`);
      }
      for (const hint of [...article.querySelectorAll(".cc-buttons button")].filter((b) => b.textContent.startsWith("Hint"))) { hint.click(); hint.click(); }
      for (const field of article.querySelectorAll("input[type=text]")) {
        field.value = field.classList.contains("cc-number") ? "35" : turn ? [...payloads[n % payloads.length]].slice(0, 100).join("") : "soleus";
        tell(field, "input");
      }
      for (const box of article.querySelectorAll("input[type=checkbox]")) if (!box.checked) box.click();
      const groups = Object.groupBy(article.querySelectorAll("input[type=radio]"), (radio) => radio.name);
      for (const radios of Object.values(groups)) (radios.find(({ value }) => value === "calcaneus") ?? radios.find(({ value }) => value === String(turn ? 0 : radios.length - 1))).click();
      for (const select of article.querySelectorAll(".cc-places select, .cc-cloze select")) {
        select.value = ["tibia", "3", String(2 - turn)].find((value) => [...select.options].some((option) => option.value === value));
        tell(select, "change");
        if (select.closest(".cc-places")) break;
      }
      // The same order for all, however it was mixed: as many steps are right.
      for (const [step, to] of [[0, 0], [0, 3], [1, 2], [2, 1], [3, 0]]) {
        const select = [...article.querySelectorAll(".cc-steps > li")].find((row) => row.textContent.includes(`Step ${step} `))?.querySelector("select");
        if (select) { select.value = to; tell(select, "change"); }
      }
      for (const range of article.querySelectorAll("input[type=range]")) { range.value = turn ? range.max : 0; tell(range, "input", "change"); }
      button.click();
      if (!article.querySelector("fieldset").disabled) throw new Error(`${article.dataset.item} was not answered: ${article.querySelector(".cc-result").textContent}`);
      const reveal = [...article.querySelectorAll(".cc-buttons button")].find((b) => b.textContent.startsWith("Show the answer"));
      if (reveal) { reveal.hidden = false; reveal.click(); }
      const names = [...article.querySelectorAll("[aria-label]")].map((node) => node.getAttribute("aria-label"));
      texts[article.dataset.item] = [texts[article.dataset.item] ?? "", article.textContent, ...names].join(" ");
    });
    await new Promise((resolve) => setTimeout(resolve, 520)); // Check takes no second press for half a second
  }
  for (const article of document.querySelectorAll(".cc-predict article")) {
    article.querySelector("input").click();
    for (const button of article.querySelectorAll(".cc-primary")) button.click();
    for (const button of article.querySelectorAll(".cc-look .cc-primary")) button.click();
  }
  return texts;
}"""

# Elements and attributes of each item, but for the inline Markdown that content may use.
ELEMENTS = """() => {
  const inline = "strong, em, code";
  const every = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? every(node.shadowRoot) : [])]);
  const count = (nodes) => {
    const found = {};
    for (const node of nodes) if (!node.matches(inline)) found[node.tagName.toLowerCase()] = (found[node.tagName.toLowerCase()] ?? 0) + 1;
    return found;
  };
  return [...document.querySelectorAll(".cc-quiz article[data-item^=t-]")].map((article) => {
    const nodes = every(article);
    const attributes = new Set(nodes.flatMap((node) => [...node.attributes].map((attribute) => `${node.tagName} ${attribute.name}`)));
    return [article.dataset.item, count(nodes), [...attributes].sort()];
  });
}"""


class Listener:
    """What a page did that no text may do."""

    def __init__(self, page):
        self.heard = []
        page.on("dialog", lambda dialog: self.heard.append(f"dialog {dialog.message}"))
        page.on("popup", lambda popup: self.heard.append(f"window {popup.url}"))
        page.on("framenavigated", lambda frame: self.heard.append(f"navigation {frame.url}"))
        page.on("request", self._request)

    def _request(self, request):
        if "canary" in request.url or request.url.split("?")[0].endswith(("/x", "undefined")):
            self.heard.append(f"request {request.url}")


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    path = tmp_path_factory.mktemp("payloads") / "payloads.ipynb"
    write_notebook(path, [SHOW_ALL])
    return path


@pytest.fixture(scope="module")
def executed(notebook):
    """The same notebook, run once for a learner without a past."""
    return execute(notebook, learner=notebook.parent / "learner", extra_path=REPO)


@pytest.fixture(scope="module", params=PLACES)
def payload_page(request, lab, open_shared_page, notebook):
    """All payloads on one page, with the ears open before anything is drawn."""
    page = open_shared_page()
    page.listener = Listener(page)
    if request.param == "static":
        site = request.getfixturevalue("static_site")
        page.goto(site.add(request.getfixturevalue("executed"), "payloads"))
    else:
        lab.forget()
        (lab.root / "payloads.ipynb").write_bytes(notebook.read_bytes())
        lab.open_notebook(page, "lab", "payloads.ipynb")
        page.listener.heard.clear()  # to the notebook itself
        run_all(page)
    page.wait_for_function("n => document.querySelectorAll('.cc-predict').length === n", arg=len(GROUPS) + 1)
    wait_for_pictures(page)
    page.texts = page.evaluate(ANSWER_ALL, PAYLOADS)
    page.elements = page.evaluate(ELEMENTS)
    yield page
    page.close()


def test_nothing_runs_calls_or_leaves(payload_page):
    assert payload_page.evaluate("() => [window.hasRun, ({}).hasRun]") == [None, None]
    ours = [said for said in payload_page.listener.heard if "payloads.html" not in said]
    assert ours == []


def test_no_element_is_made_that_plain_text_does_not_make(payload_page):
    plain = {
        kind_of(name): (tags, names) for name, tags, names in payload_page.elements if number_of(name) in ("0", "p12")
    }
    assert len(plain) == len(KINDS_SHOWN)
    for name, tags, attributes in payload_page.elements:
        its_tags, its_attributes = plain[kind_of(name)]
        # What is said of drawn numbers differs with the numbers.
        assert (set(tags) <= set(its_tags)) if kind_of(name) in DRAWN else (tags == its_tags), name
        assert set(attributes) <= set(its_attributes), name
    assert len(payload_page.elements) == len(KINDS_SHOWN) * (len(GROUPS) + 1)


def kind_of(item):
    return item.removeprefix("t-").rpartition("-")[0]


def number_of(item):
    return item.rpartition("-")[2]


def texts_in(value):
    """Every text in an item."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def bare(text):
    """Without spaces and the signs of inline Markdown: a text is shown in one line, with or without its marks."""
    return "".join(sign for sign in text if sign not in "*`" and not sign.isspace())


def test_text_is_shown_as_text(payload_page):
    """Each text of an item stands on the page letter by letter."""
    for number, payload in enumerate(GROUPS, 1):
        for kind, item in trial_items(payload).items():
            shown = bare(payload_page.texts[f"t-{kind}-{number}"])
            unseen = {"id", "kind", "wrong"} if kind in DRAWN else {"id", "kind"}  # their slips differ with the numbers
            for text in texts_in(item.model_dump(mode="json", exclude=unseen)):
                # A text with drawn numbers or gaps is not shown as it is written.
                if payload in text and "{{" not in text:
                    assert bare(text) in shown, (kind, text)


def test_names_that_objects_have_already_are_names_like_others(payload_page):
    def item(name):
        return payload_page.locator(f"article[data-item={name}]")

    item("constructor").get_by_role("textbox").fill("3")
    item("constructor").get_by_role("combobox").select_option("constructor")
    item("valueof").get_by_role("textbox").fill("__proto__")
    item("odd-find").locator("input[value=talus]").check()
    for select, option in zip(item("odd-label").locator("select").all(), ("constructor", "talus"), strict=True):
        select.select_option(option)
    for name in ("constructor", "valueof", "odd-find", "odd-label"):
        item(name).get_by_role("button", name="Check", exact=True).click()
        assert item(name).locator(".cc-verdict").inner_text() == "✓ Right"
    # Only the place that was chosen is marked.
    assert sorted(item("odd-find").locator(".badge").all_inner_texts()) == ["A", "B ✓"]
    assert sorted(item("odd-label").locator(".badge").all_inner_texts()) == ["1 ✓", "2 ✓"]
    assert payload_page.evaluate("() => Object.getOwnPropertyNames(Object.prototype).length === 12 && !('cc' in {})")


@pytest.mark.parametrize("place", PLACES)
def test_stills_are_as_harmless(lab, static_site, open_page, executed, place):
    """The same as a page without widgets shows it: Markdown, made by Jupyter."""
    still = committed(executed)
    page = open_page()
    listener = Listener(page)
    if place == "static":
        page.goto(static_site.add(still, "stills"))
    else:
        lab.forget()
        nbformat.write(still, lab.root / "stills.ipynb")
        lab.open_notebook(page, "lab", "stills.ipynb")
        listener.heard.clear()
    outputs = ".jp-CodeCell .jp-RenderedMarkdown"
    page.wait_for_function(
        "([selector, n]) => document.querySelectorAll(selector).length >= n", arg=[outputs, 2 * len(GROUPS)]
    )
    assert page.evaluate("() => [window.hasRun, ({}).hasRun]") == [None, None]
    assert [said for said in listener.heard if "stills.html" not in said] == []
    made = page.evaluate(
        "selector => [...new Set([...document.querySelectorAll(`${selector} *`)].map((node) => node.tagName.toLowerCase()))].sort()",
        outputs,
    )
    assert set(made) <= {"p", "ul", "li", "strong", "em", "br", "code", "span"}
    assert not page.evaluate(
        "selector => document.querySelectorAll(`${selector} span[class], ${selector} span[style], ${selector} span[id]`).length",
        outputs,
    )
    text = page.evaluate(
        "selector => [...document.querySelectorAll(selector)].map((n) => n.textContent).join(' ')", outputs
    )
    assert f"<script>{RUN}</script>" in text


@pytest.mark.parametrize("payload", REFUSED)
def test_what_is_no_formula_of_ours_is_refused_with_the_content(payload):
    with pytest.raises(ValueError, match="formula"):
        trial_items(payload)
