"""Texts go to HTML and back unchanged; foreign HTML becomes words and never markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.exchange.inline import fit, from_html, to_html
from crampcourse.library.inline import with_formulas
from tests.exchange.made import TEXT, fits, spelt


@settings(deadline=None)
@given(st.one_of(TEXT, st.text().filter(lambda text: fits(with_formulas, text))))
def test_a_text_goes_to_html_and_back(text):
    back, notes = from_html(to_html(text))
    assert (spelt(back), notes) == (spelt(fit(text)), [])


@settings(deadline=None)
@given(TEXT)
def test_html_of_ours_holds_four_tags_only(text):
    rest = to_html(text)
    for tag in ("strong", "em", "code", "span"):
        rest = rest.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest


@pytest.mark.parametrize(
    ("markup", "text", "note"),
    [
        ("<p>Is <b>this</b><br>one&nbsp;<i>it</i>?</p>", "Is **this** one\u00a0*it*?", None),
        ("a <code>b</code>", "a `b`", None),
        ("x<script>steal()</script>y", "xy", "<script> and what stands in it is left out"),
        ("<svg onload=alert(1)><p>in</p></svg>out", "out", "<svg> and what stands in it is left out"),
        (
            '<img src="x.png" onerror="alert(1)" alt="A foot">',
            "A foot",
            "a picture is left out; its alternative text stands in its place",
        ),
        ('<a href="javascript:alert(1)">here</a>', "here", "<a> becomes plain text"),
        ("2 * 3 * 4", "2 * 3 * 4", "stars or backticks in the text are read as Markdown here"),
        ("H<sub>2</sub>O", "H2O", "<sub> becomes plain text"),
        ("&lt;script&gt;", "<script>", None),
        ("5 < 6 & 7", "5 < 6 & 7", None),
        (r"<p>\( \frac{a}{b} &lt; c \)</p>", r"$\frac{a}{b} < c$", None),
        (r"2\(x\)3\(y\)", "2 $x$ 3 $y$", "a blank is put"),
        ("$x$ costs $5", r"\$x\$ costs \$5", None),
        ("from $5 to $6", "from $5 to $6", None),
        (r"\$x$", r"\\$x\$", None),
        (r"<code>\(x\) $x$</code>", r"`\(x\) $x$`", None),
        (r"<b>\(x^2\)</b>", "**$x^2$**", None),
        (r"\(\href{javascript:alert(1)}{x}\)", r"\(\href{javascript:alert(1)}{x}\)", "stays plain text: the formula"),
    ],
)
def test_foreign_html_becomes_words(markup, text, note):
    back, notes = from_html(markup)
    assert back == text
    assert all(said.startswith(note or "-") for said in notes)
    assert bool(notes) == bool(note)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (r"Is $\frac{a}{b} < c$?", r"Is \(\frac{a}{b} &lt; c\)?"),
        ("**No $x$**", r"<strong>No \(x\)</strong>"),
        ("5 $ and `$x$`", "5 $ and <code>$x$</code>"),
        (r"\$x$", "$x$"),
        (r"\(x\) and $$x$$", r"\<span>(</span>x\) and $<span>$</span>x$<span>$</span>"),
    ],
)
def test_formulas_are_written_for_mathjax_and_nothing_else_is_one(text, markup):
    assert to_html(text) == markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Is $ x^2 $ or &#36;5 and \\$6?", "Is $x^2$ or $5 and $6?"),
        ("$\\foo$", "\\$\\foo\\$"),
        ("$a$$b$", "$a$ $b$"),
    ],
)
def test_dollar_signs_of_other_programs_are_formulas_where_they_say_so(markup, text):
    assert from_html(markup, dollars=True)[0] == text
