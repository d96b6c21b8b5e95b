"""Texts go to HTML and back unchanged; foreign HTML becomes words and never markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crampcourse.exchange.inline import fit, from_html, to_html
from tests.exchange.made import TEXT


@settings(deadline=None)
@given(st.one_of(TEXT, st.text()))
def test_a_text_goes_to_html_and_back(text):
    assert from_html(to_html(text)) == (fit(text), [])


@settings(deadline=None)
@given(TEXT)
def test_html_of_ours_holds_three_tags_only(text):
    rest = to_html(text)
    for tag in ("strong", "em", "code"):
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
    ],
)
def test_foreign_html_becomes_words(markup, text, note):
    assert from_html(markup) == (text, [note] if note else [])
