"""Formulas and signs of other scripts in quizzes, predictions and ledgers: shown, said, and never anybody's markup."""

import json
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from crampcourse.library import load
from crampcourse.library import types as t
from crampcourse.library.inline import html_of, plain
from crampcourse.widgets import predict as predict_module
from crampcourse.widgets import quiz as quiz_module
from crampcourse.widgets.atlas import Atlas
from crampcourse.widgets.base import bundle, styles
from crampcourse.widgets.claims import ClaimLedger
from crampcourse.widgets.lesson import LessonHead
from crampcourse.widgets.predict import Predict
from crampcourse.widgets.quiz import Quiz
from tests.browser.axe import violations
from tests.browser.conftest import REPO
from tests.browser.kernelless import page_of
from tests.browser.lab import run_all
from tests.browser.looks import small_targets, sticking_out
from tests.browser.test_quiz_alone import ADDRESS, MOUNT, answer, article, sent
from tests.browser.tiny import write_notebook
from tests.trial_quiz import trial_library

NERNST = r"$E=\frac{RT}{zF}\ln\frac{[\mathrm{K}^+]_\text{out}}{[\mathrm{K}^+]_\text{in}}$"
SAID = "E = RT/(zF) ln([K⁺]_out/[K⁺]_in)"
TERM = r"\frac{a}{b}+"
WIDE = f"${TERM * 14}c$"
MEDIA = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
KINDS = ("single", "multiple", "order", "short", "match", "cloze", "two-tier", "numeric")
BLANK = "<!doctype html><title>t</title>"


@pytest.fixture
def mount(page, monkeypatch):
    """Shows a quiz, or a prediction, with ``text`` in every field; ``spoil`` may change its state."""
    page.set_default_timeout(8000)
    page.route("**/*", lambda route: route.fulfill(body=BLANK, content_type="text/html"))

    class Ref:
        ref = "anywidget:plate"

    monkeypatch.setattr("crampcourse.widgets.plate.plate", lambda _name: Ref)

    def show(text, kind=Quiz, kinds=KINDS, spoil=lambda _state: None):
        library = trial_library(text, "Name")
        monkeypatch.setattr(quiz_module, "load", lambda: library)
        monkeypatch.setattr(predict_module, "load", lambda: library)
        if kind is Quiz:
            whole = library.quiz("L01-trial-1")
            widget = Quiz(whole.model_copy(update={"items": [f"t-{name}" for name in kinds]}))
            state = {"quiz": {**widget.quiz, "seed": "1"}}
        else:
            widget = Predict(library.prediction("L01-P1"))
            state = {"prediction": {**widget.prediction, "seed": "1"}}
        state |= {"formulas": json.loads(json.dumps(widget.formulas)), "history": [], "notice": ""}
        spoil(state)
        page.goto(ADDRESS)
        page.evaluate("() => { localStorage.clear(); globalThis.fired = () => { globalThis.hasFired = true; }; }")
        page.evaluate(MOUNT, [widget._esm, widget._css, state, {}])
        return widget

    return show


def reveal(item):
    """Every hint and the worked answer."""
    for hint in range(2):
        item.get_by_role("button", name=f"Hint {hint + 1}").click()
    item.locator(".cc-buttons button").nth(2).evaluate("button => { button.hidden = false; button.click(); }")


def test_a_formula_is_drawn_in_stem_option_reason_hint_answer_and_prompt(page, mount):
    mount(f"of {NERNST}.")
    for kind in KINDS:
        item = article(page, kind)
        reveal(item)
        answer(page, kind)
    for place in (
        "[data-item=t-single] legend",
        "[data-item=t-single] .cc-option label",
        "[data-item=t-single] .cc-option.cc-wrong .cc-note",
        "[data-item=t-single] .cc-hints li",
        "[data-item=t-single] .cc-answer li",
        "[data-item=t-order] .cc-step-text",
        "[data-item=t-match] .cc-prompt",
        "[data-item=t-match] .cc-note strong",
        "[data-item=t-cloze] .cc-cloze",
        "[data-item=t-cloze] .cc-gap-notes",
        "[data-item=t-two-tier] .cc-why",
        "[data-item=t-numeric] .cc-answer",
    ):
        formula = page.locator(f"{place} math").first
        assert formula.evaluate("node => node.namespaceURI") == "http://www.w3.org/1998/Math/MathML", place
        # A fraction that is drawn stands in two storeys; unknown elements would stand in one line.
        over, under = (
            formula.locator("mfrac").first.locator(f":scope > :nth-child({n})").bounding_box() for n in (1, 2)
        )
        assert over["y"] + over["height"] <= under["y"] + 1, place
    assert "$" not in page.locator(".cc-quiz").inner_text()
    mount(f"of {NERNST}.", kind=Predict)
    page.get_by_label("Right").check()
    page.get_by_role("button", name="Commit").click()
    page.get_by_role("button", name="I have looked").click()
    for place in ("legend", ".cc-look p", ".cc-explain p", ".cc-option.cc-right .cc-note"):
        assert page.locator(f"{place} math").first.is_visible()
    assert page.get_by_role("region", name=f"Prediction: Stem of {SAID}.").count() == 1


def test_names_lists_and_messages_say_formulas_in_words(page, mount):
    mount(f"of {NERNST}.")
    single = article(page, "single")
    assert single.get_by_role("group", name=f"Stem of {SAID}.").count() == 1
    assert single.get_by_role("radio", name=f"Right of {SAID}.", exact=True).count() == 1
    order = article(page, "order")
    order.get_by_label(f"Place of “Step 2 of {SAID}.”").select_option(index=3)
    assert page.evaluate("() => said.at(-1)") == f"Step 2 of {SAID}.: now 4 of 4."
    assert order.get_by_role("button", name=f"Up: Step 2 of {SAID}.").is_enabled()
    match = article(page, "match")
    select = match.get_by_label(f"1: Prompt 1 of {SAID}.", exact=True)
    select.select_option(label=f"Answer 2 of {SAID}.")
    assert page.evaluate("() => said.at(-1)").startswith("Answer 2 of E = RT/(zF)")
    assert match.get_by_role("button", name=f"Answer 2 of {SAID}. · 1").count() == 1
    gap = article(page, "cloze").get_by_label("Gap 1 of 2")
    assert f"Right of {SAID}." in gap.locator("option").all_inner_texts()
    reasons = article(page, "two-tier").get_by_role("radiogroup", name=f"Why of {SAID}.?")
    assert reasons.get_by_role("radio", name=f"Sound of {SAID}.", exact=True).count() == 1
    assert "$" not in page.locator(".cc-quiz").evaluate("node => node.outerHTML")


def test_without_formulas_the_text_itself_names_the_controls(page, mount):
    mount("at 5 $ or `6 $`")
    assert page.locator("fieldset[aria-label], input[type=radio][aria-label]").count() == 0
    assert article(page, "single").get_by_role("radio", name="Right at 5 $ or 6 $", exact=True).count() == 1


def test_an_answer_with_formulas_comes_back_as_it_was(page, mount):
    mount(f"of {NERNST}.")
    answer(page, "match")
    answer(page, "single")
    first, second = sent(page)
    assert (first["response"], second["response"]) == ({"0": "3"}, 1)


@pytest.mark.parametrize("width", [320, 900])
@pytest.mark.parametrize("media", MEDIA, ids=str)
def test_formulas_fit_are_named_and_can_be_read(page, mount, shoot, axe_source, media, width):
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 900})
    kinds = ("single", "match", "cloze")
    mount(f"of {NERNST} with $\\mathrm{{Ca^{{2+}}}}$", kinds=kinds)
    for kind in kinds:
        reveal(article(page, kind))
        answer(page, kind)
        shoot(page, f"{kind}-{width}", f"[data-item=t-{kind}]")
    assert page.locator(".cc-wide").count() == 0
    assert sticking_out(page) == []
    assert small_targets(page) == []
    assert violations(page, axe_source) == []
    ink = "selector => getComputedStyle(document.querySelector(selector)).color"
    assert page.evaluate(ink, "legend math mi") == page.evaluate(ink, "legend")


def wide(page, is_wide):
    page.wait_for_function("yes => (document.querySelector('legend .cc-formula').tabIndex === 0) === yes", arg=is_wide)


def test_a_wide_formula_scrolls_by_keys_in_a_box_of_its_own_and_never_the_page(page, mount, shoot, axe_source):
    page.set_viewport_size({"width": 320, "height": 900})
    mount(f"of {WIDE} now", kinds=("single", "order", "match"))
    wide(page, True)
    item = article(page, "single")
    item.locator("legend .cc-formula").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('legend .cc-formula').scrollLeft > 0")
    # In a label it scrolls without choosing anything, and is pressed with its label all the same.
    option = item.locator(".cc-option .cc-formula").first
    option.focus()
    page.keyboard.press("ArrowRight")
    assert item.locator("input:checked").count() == 0
    option.click()
    assert item.locator("input:checked").count() == 1
    assert violations(page, axe_source) == []
    reveal(item)
    answer(page, "single")
    shoot(page, "wide", "[data-item=t-single]")
    assert sticking_out(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    # A question that is answered is disabled; that stops no box from being reached (which axe does not know).
    item.locator("fieldset:disabled .cc-option .cc-formula").first.focus()
    assert page.evaluate("() => document.activeElement.className") == "cc-formula cc-wide"
    page.set_viewport_size({"width": 1200, "height": 900})
    wide(page, False)
    page.set_viewport_size({"width": 320, "height": 900})
    wide(page, True)


FORGED = [
    "math", {"onclick": "fired()", "style": "color:red", "href": "javascript:fired()", "class": "x", "id": "x"},
    ["mtext", {"mathvariant": "normal", "onmouseover": "fired()"}, "<img src=x onerror=fired()>"],
    ["script", {}, "fired()"], ["maction", {"actiontype": "toggle"}, ["mi", {}, "x"]],
    ["annotation-xml", {"encoding": "text/html"}, ["img", {"src": "x", "onerror": "fired()"}]],
    ["a", {"href": "javascript:fired()"}, "x"], ["mrow", {"xlink:href": "javascript:fired()"}, ["mi", {}, "y"]], 7,
]  # fmt: skip


def test_a_forged_tree_brings_no_element_attribute_or_script_of_its_own(page, mount):
    def spoil(state):
        state["formulas"]["x^2"] = ["<b>words</b>", FORGED]

    mount("of $x^2$.", spoil=spoil)
    for kind in KINDS:
        reveal(article(page, kind))
        answer(page, kind)
    names = page.evaluate("() => [...new Set([...document.querySelectorAll('.cc-formula *')].map((n) => n.localName))]")
    assert sorted(names) == ["math", "mi", "mrow", "mtext"]
    given = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('.cc-formula *')].flatMap((n) => n.getAttributeNames()))]"
    )
    assert given == ["mathvariant"]
    page.locator("legend math").first.click()
    assert page.evaluate("() => globalThis.hasFired") is None
    assert page.locator("img, script:not(head script), .cc-quiz b").count() == 0
    assert "<img src=x onerror=fired()>" in page.locator("legend").first.inner_text()


GRAMMAR = [
    "plain", "", "**bold** *em* `code`", "**a *b**", "2 * 3 * 4", "***x***", "a `b` **c `d` e** *f*", "**", "`", "`a** b`**c**",
    "$x$", "a$x$", "1$x$", "$x$2", "$x$th", "$ x$", "$x $", "$$x$$", r"\$x$", r"$x\$", r"$x\$y$", "5 $ and $x$, 6 $",
    "**$x$ y**", "*$x$*", "$x*y$ and $x*z$", "**$x*y$**", "`$x$` $x$", "$5 and $6", "($x$)–($y$)", "$x\n$", "$\u00a0x$", "é$x$",
    r"\\$x$", r"\\\$", r"$\foo$", "<b>$x$</b>", "$x$$y$", "$x$ $y$", "🦶$x$🦶",
]  # fmt: skip


def test_browser_and_python_read_the_same_marks(page):
    """The trees stand in for MathML: what is compared is which pieces a text is taken apart into."""
    known = [tex for text in GRAMMAR for tex in ("x", "y", r"x\$y", "x*y", "x*z", "x\n", "é")]
    script = bundle("kit", "formula") + "\nglobalThis.kit = { rich, bare, named, learnFormulas };"
    page.route("**/*", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    page.goto(ADDRESS)
    page.evaluate(
        "async (esm) => { await import(URL.createObjectURL(new Blob([esm], { type: 'text/javascript' }))); }", script
    )
    page.evaluate("known => kit.learnFormulas(Object.fromEntries(known.map((tex) => [tex, [`<${tex}>`, ['mi', {}, tex]]])))", known)  # fmt: skip
    shown = """texts => texts.map((text) => {
      const box = document.createElement("div");
      box.append(...kit.rich(text));
      for (const formula of box.querySelectorAll(".cc-formula")) formula.replaceWith(`⟦${formula.textContent}⟧`);
      return [box.innerHTML, kit.bare(text), kit.named(text)];
    })"""
    for text, (html, bare, named) in zip(GRAMMAR, page.evaluate(shown, GRAMMAR), strict=True):
        expected = html_of(text, lambda made: f"⟦{made.tex}⟧".replace("<", "&lt;"))
        assert html == expected.replace("&#x27;", "'").replace("&quot;", '"').replace("\u00a0", "&nbsp;"), text
        words = plain(text) if "⟦" not in expected else None
        assert words is None or " ".join(bare.split()) == words
        assert (named is not None) == ("⟦" in expected), text


SCRIPTS = {
    "ions": "Ca²⁺, HCO₃⁻, 5 µg, ½, −70 mV ≥ x, 37 °C, naïve, Ångström",
    "arabic": "ما هو العظم الذي يحمل الجسم؟",
    "hebrew": "איזו עצם נושאת את הגוף?",
    "chinese": "哪块骨头承受体重？",
    "emoji": "🦶 👩🏽‍⚕️ 🇨🇭 ok?",
    "mixed": "The word عظم means bone.",
    "formula": "ما هو $x^2$ هنا؟",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_signs_of_any_script_are_shown_in_their_own_direction(page, mount, shoot, axe_source, name):
    page.set_viewport_size({"width": 420, "height": 900})
    text = SCRIPTS[name]
    mount("of $x^2$", kinds=("single",), spoil=lambda state: state["quiz"]["items"][0].update(stem=text, hints=[text]))
    single = article(page, "single")
    single.get_by_role("button", name="Hint 1").click()
    shoot(page, name, "[data-item=t-single]")
    assert single.locator("legend").evaluate("node => node.textContent") == text.replace("$x^2$", "x2")
    # Where the first and the last sign of the stem stand: a question mark belongs to the left end of an Arabic question.
    first, last = page.evaluate(
        """() => {
      const nodes = document.createTreeWalker(document.querySelector("legend"), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (nodes.nextNode()) texts.push(nodes.currentNode);
      const at = (node, from) => { const range = new Range(); range.setStart(node, from); range.setEnd(node, from + 1); return range.getBoundingClientRect().left; };
      return [at(texts[0], 0), at(texts.at(-1), texts.at(-1).length - 1)];
    }"""
    )
    assert (first > last) == (name in ("arabic", "hebrew", "formula"))
    if name == "formula":
        base, power = (single.locator(f"legend {tag}").first.bounding_box()["x"] for tag in ("mi", "mn"))
        assert base < power  # a formula runs from left to right in any text
    assert sticking_out(page) == []
    assert violations(page, axe_source) == []


def test_ledger_head_and_atlas_show_formulas_too(page, monkeypatch):
    text, claim = "of $x^2$", {"topic": "ions", "verdict": "wrong", "citations": [], "status": "taught", "where": "L01"}
    library = trial_library(text, "Name")
    library.lessons["L01"] = library.lessons["L01"].model_copy(update={"claims": [7]})
    library.claims[7] = t.Claim.model_validate({"id": 7, "claim": text, "correct_statement": text, **claim})
    monkeypatch.setattr("crampcourse.widgets.lesson.load", lambda: library)
    monkeypatch.setattr(
        "crampcourse.widgets.atlas.plate", lambda _name: SimpleNamespace(cards=cards, title="T", ref="r")
    )
    cards = [{"id": "talus", "name": "Talus", "does": text, "parts": ["talus"], "synonyms": [], "tissue": "bone", "source": "K"}]  # fmt: skip
    shown = load().plate_svg("lateral")
    plate = {
        "title": "T",
        "layers": [{"id": "bones", "name": "Bones"}],
        "cards": cards,
        "svg": shown,
        "css": styles("plate"),
    }
    page.route("**/*", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    for widget, traits, places in (
        (LessonHead(library.lessons["L01"]), ["lesson"], [".cc-lesson-objectives", ".cc-lesson-notice"]),
        (ClaimLedger(library, "L01"), ["claims", "references", "of"], ["summary", ".cc-claim-body"]),
        (
            Atlas(["lateral"], ["bones"], "talus", library),
            ["views", "shown", "chosen", "lock", "tissues"],
            [".cc-atlas-card"],
        ),
    ):
        page.goto(ADDRESS)
        state = {name: getattr(widget, name) for name in [*traits, "formulas", "history", "notice"]}
        page.evaluate(MOUNT, [widget._esm, widget._css, json.loads(json.dumps(state)), plate])
        for place in places:
            page.wait_for_function("place => document.querySelector(`${place} msup`)", arg=place)
        assert "$" not in page.locator(".crampcourse").inner_text()
        for summary in page.locator("summary[aria-label]").all():
            assert summary.get_attribute("aria-label") == "of x²"


CELL = r"""
from crampcourse.widgets import quiz as module
from tests.trial_quiz import trial_library
library = trial_library(r"of $\frac{a}{b}$", "Name")
module.load = lambda: library
module.Quiz(library.quiz("L01-trial-1").model_copy(update={"items": ["t-single", "t-order"]}))
"""


def test_formulas_need_neither_kernel_nor_network(page, static_site, tmp_path, shoot):
    notebook = tmp_path / "formulas.ipynb"
    write_notebook(notebook, [CELL.strip()])
    page.goto(page_of(static_site, notebook, "formulas", extra_path=REPO))
    page.wait_for_selector(".cc-quiz")
    assert page.locator(".cc-quiz legend mfrac").count() == 2
    shoot(page, "kernelless")
    article(page, "single").get_by_role("radio", name="Right of a/b").check()
    article(page, "single").get_by_role("button", name="Check").click()
    assert article(page, "single").locator(".cc-note mfrac").is_visible()


STILL = r"""
from IPython.display import Markdown
from crampcourse.library.inline import markdown_of
Markdown(markdown_of(r"$E<\frac{a}{b}$ costs 5 $ or 6 $, \(x\), $$y$$, \begin{cases}z\end{cases}, **$|c|$**"))
"""


def test_lab_typesets_the_formulas_of_a_still_and_nothing_else(page, learner, shoot):
    write_notebook(learner.root / "still.ipynb", [STILL.strip()])
    learner.open_notebook(page, "lab", "still.ipynb")
    run_all(page, widgets=0)
    still = page.locator(".jp-OutputArea .jp-RenderedMarkdown")
    expect(still.locator("mjx-container")).to_have_count(2)
    shoot(page, "still")
    said = still.evaluate("node => { node.querySelectorAll('mjx-container').forEach((n) => n.remove()); return node.textContent; }")  # fmt: skip
    assert said.strip() == r"costs 5 $ or 6 $, \(x\), $$y$$, \begin{cases}z\end{cases},"
