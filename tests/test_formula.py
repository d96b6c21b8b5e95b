"""Formulas in texts: what is one, what it becomes, what is refused, and that nothing of it can run."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.library import load
from crampcourse.library.faults import ContentError
from crampcourse.library.formula import COMMANDS, formula
from crampcourse.library.inline import formulas_in, html_of, markdown_of, pieces, plain, with_formulas
from crampcourse.library.mathml import ATTRIBUTES, NAMESPACE, TAGS
from crampcourse.library.shelf import CONTENT
from crampcourse.widgets import base
from tests.trial_quiz import trial_library

WIDGETS = Path(base.__file__).parent
MATH = f'<math xmlns="{NAMESPACE}">'
NERNST = r"E=\frac{RT}{zF}\ln\frac{[\mathrm{K}^+]_\text{out}}{[\mathrm{K}^+]_\text{in}}"


@pytest.fixture
def course(tmp_path):
    """A copy of the course's content that may be spoilt."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("*.png", "*.bin")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$", ["x"]),
        ("Is $x$, $y$ or ($z$)?", ["x", "y", "z"]),
        ("the $n$th", ["n"]),
        ("$x\n+ y$", ["x\n+ y"]),
        ("**bold $x$**, *$y$* and $a*b$", ["x", "y", "a*b"]),
        (r"$5\$ + x$", [r"5\$ + x"]),
        ("5 $ or 6 $", []),
        ("$5 and $6", []),
        ("from $5 to $6.50", []),
        ("5$/kg or 6$/kg", []),
        ("US$5/US$6", []),
        ("($5)–($6)", []),
        ("$20,000 and $30,000", []),
        ("$ x $", []),
        ("$x $ and $ y$", []),
        ("$x$2", []),
        ("$$x$$", []),
        (r"\$x$ and $x\$", []),
        ("`$x$`", []),
        ("$", []),
        ("", []),
    ],
)
def test_dollar_signs_are_formulas_by_one_rule_and_prices_stay_prices(text, found):
    assert list(formulas_in(text)) == found


@pytest.mark.parametrize(
    ("text", "words", "html", "markdown"),
    [
        (r"\$5, $x^2$", "$5, x²", f"$5, {MATH}<msup><mi>x</mi><mn>2</mn></msup></math>", r"<span>\$</span>5, $x^2$"),
        ("2 * 3", "2 * 3", "2 * 3", r"2 \* 3"),
        ("**a `b`** <i>", "a b <i>", "<strong>a <code>b</code></strong> &lt;i&gt;", "a b &lt;i>"),
        ("$a<b$ | $|c|$", "a < b | |c|", None, r"$a\lt b$ \| $\vert c\vert $"),
        ("$x\n  +y$", "x + y", None, "$x +y$"),
        (r"\(x\)", r"\(x\)", r"\(x\)", r"<span>\\</span>(x<span>\\</span>)"),
    ],
)  # fmt: skip
def test_a_text_is_shown_in_words_in_html_and_in_markdown(text, words, html, markdown):
    assert plain(text) == words
    assert html is None or html_of(text) == html
    assert markdown_of(text) == markdown


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (NERNST, "E = RT/(zF) ln([K⁺]_out/[K⁺]_in)"),
        (r"\mathrm{Ca^{2+}}", "Ca²⁺"),
        (r"\mathrm{HCO_3^-}", "HCO₃⁻"),
        (r"v = \frac{V_\text{max}[S]}{K_m+[S]}", "v = V_max[S]/(K_m + [S])"),
        (r"\frac{a+b}{\frac{c}{d}}", "(a + b)/(c/d)"),
        (r"\sqrt{x^2+y^2} = \sqrt[3]{z}", "√(x² + y²) = ³√z"),
        (r"\mathbf{F}=m\vec{a}", "F = ma⃗"),
        (r"\sum_{i=1}^n x_i", "∑ (i = 1 to n) x_i"),
        (r"\int_0^1 f\,dx", "∫ (0 to 1) f dx"),
        (r"37\,^\circ\mathrm{C}", "37 °C"),
        (r"-70\,\mathrm{mV}", "−70 mV"),
        (r"a = -b", "a = −b"),
        (r"x_{max}^{a+b}", "x_max^(a + b)"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a, b; c, d)"),
        (r"f = \begin{cases}a & x<0\\ b & x\ge 0\end{cases}", "f = {a, x < 0; b, x ≥ 0"),
        (r"\log_{10} x + 2\sin\alpha", "log₁₀ x + 2 sin α"),
        (r"\Delta G^{\circ\prime}", "ΔG°′"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)²"),
        (r"\text{force} = \text{mass}\times\text{acceleration}", "force = mass × acceleration"),
        (r"\mathrm{A \rightleftharpoons B}", "A ⇌ B"),
        ("3 in", "3in"),
        ("½ m v² ≥ 0", "½mv² ≥ 0"),
        (r"\text{مرحبا}", "مرحبا"),
    ],
)
def test_a_formula_has_words_that_can_be_said(tex, words):
    assert formula(tex).words == words


def test_letters_lean_and_stand_as_in_books():
    markup = formula(r"\mathrm{Ca}\,c\,\mathrm{K}\,\Delta\,\mathbf{F}\,\ln 2").markup
    for part in (
        "<mi>Ca</mi>",
        "<mi>c</mi>",
        '<mi mathvariant="normal">K</mi>',
        '<mi mathvariant="normal">Δ</mi>',
        "<mi>𝐅</mi>",
        '<mi>ln</mi><mspace width="0.167em"></mspace><mn>2</mn>',
    ):
        assert part in markup
    assert '<mo lspace="0em" rspace="0em">+</mo>' in formula("K^+").markup  # TeX has no gaps in scripts


HOSTILE = {
    r"\href{javascript:fired()}{x}": r"\href is not known here; links",
    r"\class{a}{x}": r"\class is not known here; known are Greek letters",
    r"\style{color:red}{x}": r"\style is not known",
    r"\color{red}{x}": r"\color is not known",
    r"\htmlId{a}{b}\htmlData{a=b}{c}": r"\htmlId, \htmlData are not known",
    r"\require{html}": r"\require is not known",
    r"\def\a{\a\a}\a": r"\def, \a are not known",
    r"\newcommand{\x}{\x\x}\x": r"\newcommand is not known",
    r"\unicode{x3C}script": r"\unicode is not known",
    r"\verb|<b>|": r"\verb is not known",
    r"\includegraphics{secret.png}": r"\includegraphics is not known",
    r"\ce{Ca^2+}": r"\ce is not known here; write ions as \mathrm{Ca^{2+}}",
    r"\aplha": r"did you mean \alpha?",
    r"\begin{align}a\end{align}": r"\begin{align}, \end{align} are not known",
    r"\begin{tabular}{c}a\end{tabular}": r"\begin{tabular}",
    r"\text{a \href{b}{c}}": r"\text takes plain words in braces",
    r"\text": r"\text takes plain words in braces",
    r"\frac{1": "{ is not closed",
    r"\frac{1}": "has 1 of its 2 parts",
    r"\frac": "nothing stands behind its last command",
    "}": "} stands and nothing is open",
    "{x": "{ is not closed",
    r"{\frac}": "something is missing before a brace",
    r"\left(x": r"\left is not closed",
    r"\left x\right)": r"\left needs a bracket",
    r"\begin{cases}a\end{matrix}": r"\end{matrix} stands inside \begin{cases}",
    "x_": "nothing stands behind _",
    "{x^}": "nothing stands behind ^",
    "x^2^3": "two signs ^",
    "a & b": "& stands outside a matrix",
    r"a\\b": r"\\ stands outside a matrix",
    "50%": r"% has a meaning of its own in TeX; write \%",
    "a#b": r"write \#",
    "x\\": "ends with a single backslash",
    "\u202ex": "invisible character U+202E",
    "\x00x": "invisible character U+0000",
    r"\frac{{1}}{2}": "the gap {{1}} stands in it",
    r"\frac{1}{" * 10_000 + "1" + "}" * 10_000: "it has 100,001 characters; at most 500 are read",
    r"\frac{1}{" * 20 + "1" + "}" * 20: "groups stand 20 deep",
    "{" * 250 + "}" * 250: "groups stand 250 deep",
    "x" * 501: "it has 501 characters",
    " ": "it is empty",
}  # fmt: skip


@pytest.mark.parametrize(("tex", "why"), HOSTILE.items(), ids=range(len(HOSTILE)))
def test_faulty_and_hostile_tex_is_refused_with_what_to_do(tex, why):
    with pytest.raises(ValueError, match=re.escape(why)) as refused:
        formula(tex)
    assert len(str(refused.value)) < 700


def test_all_faults_of_a_text_are_told_at_once():
    with pytest.raises(ValueError, match="the formula") as told:
        with_formulas(r"Is $\foo 5% x^$ like $\href{a}{b}$ or $x$?")
    for part in (
        r"$\foo 5% x^$",
        r"\foo is not known",
        "% has a meaning",
        "nothing stands behind ^",
        r"\href is not known",
    ):
        assert part in "; ".join(told.value.args)
    assert len(told.value.args) == 2


def every(tree):
    yield tree
    for child in tree[2:]:
        if not isinstance(child, str):
            yield from every(child)


# What TeX is made of, in any order: most of it is faulty, and what is not must hold to the lists.
PIECES = [
    *sorted(COMMANDS), *"{}[]()^_&'|<>+-=x1a%#~$\"`", r"\\", r"\href{javascript:a}", r"\style{a}", r"\begin{cases}",
    r"\end{cases}", r"\text{<b>&lt;}", "<img onerror=a>", "&#x3C;b", "מ",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
def test_whatever_the_tex_only_known_elements_and_attributes_come_out(tex):
    try:
        made = formula(tex)
    except ValueError:
        return
    for tag, attributes, *children in every(made.tree):
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES
        assert all(re.fullmatch(r"[a-z0-9.-]+", value) for value in attributes.values())
        assert all(isinstance(child, list) for child in children) or len(children) == 1
    # Escaped markup: a reader of XML finds the same tree again and nothing else.
    read = ElementTree.fromstring(made.markup)
    assert [node.tag for node in read.iter()] == [f"{{{NAMESPACE}}}{tag}" for tag, *_ in every(made.tree)]
    assert made.words == " ".join(made.words.split())
    assert json.loads(json.dumps(made.tree)) == made.tree


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_taken_apart_and_shown(text):
    assert all(content for _, content in pieces(text))
    for shown in (plain(text), html_of(text), markdown_of(text)):
        assert isinstance(shown, str)


def test_the_script_keeps_the_same_lists_and_the_same_rule():
    script = (WIDGETS / "formula.js").read_text(encoding="utf-8")
    elements, attributes = (set(words.split()) for words in re.findall(r'new Set\("([^"]+)"\.split', script))
    assert (elements, attributes) == (set(TAGS), set(ATTRIBUTES))
    assert NAMESPACE in script


def test_a_faulty_formula_is_a_fault_with_file_line_and_id(course):
    items = course / "items" / "L00.yaml"
    text = items.read_text(encoding="utf-8")
    stem = re.search(r"^  stem: .*$", text, re.MULTILINE)
    line = text[: stem.start()].count("\n") + 1
    items.write_text(text.replace(stem[0], r"  stem: 'What is $\foo$ and $\frac{1}$?'", 1), encoding="utf-8")
    lesson = course / "lessons" / "L00.yaml"
    lesson.write_text(
        re.sub(r"(?m)^title: .*$", "title: 'Of $x$'", lesson.read_text(encoding="utf-8")), encoding="utf-8"
    )
    with pytest.raises(ContentError) as told:
        load(course)
    said = [str(fault) for fault in told.value.faults]
    assert len(said) == 3
    assert said[0].startswith("L00.yaml:2: L00: title: the formula $x$ cannot stand here; write signs such as Ca²⁺")
    assert said[1].startswith(f"L00.yaml:{line}: ")
    assert r"stem: the formula $\frac{1}$ cannot be shown: a fraction, root or script has 1" in said[2]
    assert said[2].startswith(f"L00.yaml:{line}: ")
    assert r"stem: the formula $\foo$ cannot be shown: \foo is not known here" in said[1]


def test_a_quiz_without_formulas_never_loads_the_converter():
    """Other lessons have formulas; they were checked when the library was kept."""
    assert any("$E = " in item.stem for item in load().items.values())
    question = "import sys, crampcourse; crampcourse.quiz('L01-check-1'); print('latex2mathml' in sys.modules)"
    for _ in range(2):  # other tests may have pushed the library out of the cache: the first kernel keeps it again
        done = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_widget_carries_its_formulas_and_their_script_only_where_it_has_some():
    from crampcourse.widgets.predict import Predict

    def shown(text, monkeypatch):
        library = trial_library(text, "Name")
        monkeypatch.setattr("crampcourse.widgets.predict.load", lambda: library)
        return Predict(library.prediction("L01-P1"))

    with pytest.MonkeyPatch.context() as patch:
        bare, full = shown("costs 5 $", patch), shown("of $x^2$ and **$x^2$**, $y$", patch)
    assert bare.formulas == {}
    assert "SHOW.formula =" not in bare._esm
    assert full.formulas == {tex: [formula(tex).words, formula(tex).tree] for tex in ("x^2", "y")}
    assert full._esm.count("SHOW.formula =") == 1
    assert len(full._esm) - len(bare._esm) < 1_600


def test_a_paper_shows_formulas_beside_its_gaps(tmp_path):
    from crampcourse.learning.paper import made
    from crampcourse.widgets.assessment import Assessment

    library = trial_library(r"of $x^{2}$", "Name")
    paper = made("trial", "Trial", [library.items["t-cloze"], library.items["t-single"]], library, 1)
    widget = Assessment(paper, tmp_path)
    assert set(widget.formulas) == {"x^{2}"}
    assert "SHOW.formula =" in widget._esm
    assert "Before ______ (1) between of x² ______ (2) after." in widget.description()
    assert "between of $x^{2}$" in widget.markdown()


def test_a_number_that_is_drawn_later_may_stand_in_a_formula():
    text = r"Is $\frac{ {{outside__mmol}} }{2}$ more than ${{key}}$?"
    assert with_formulas(text) == text
    with pytest.raises(ValueError, match=r"the gap \{\{1\}\} stands in it"):
        with_formulas("Is $x = {{1}}$ right?")
