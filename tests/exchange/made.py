"""Items made at random and by hand, for the round trips through other formats."""

import json

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import TypeAdapter

from crampcourse.exchange.inline import fit
from crampcourse.exchange.reading import Assumed
from crampcourse.library.inline import pieces, with_formulas, without_formulas
from crampcourse.library.items import Item

ASSUMED = Assumed("L01-O1", file="questions")
ITEM = TypeAdapter(Item)


def fits(check, text):
    try:
        check(text)
    except ValueError:
        return False
    return True


def spelt(data):
    """The data with every dollar sign that is one written \\$: 5 $ and 5 \\$ say the same."""
    if isinstance(data, dict):
        return {name: spelt(value) for name, value in data.items()}
    if isinstance(data, list):
        return [spelt(value) for value in data]
    return "".join(map(_spelt_piece, pieces(data))) if isinstance(data, str) else data


def _spelt_piece(piece):
    kind, content = piece
    if kind == "text":
        return content.replace("$", r"\$")
    sign = {"formula": "$", "strong": "**", "em": "*", "code": "`"}[kind]
    return f"{sign}{spelt(content) if kind in ('strong', 'em') else content}{sign}"


# Pieces that some format gives a meaning: Markdown, GIFT, XML, HTML, text2qti, Unicode.
PIECES = [
    "**bold**", "*em*", "`code`", "*", "**", "`", "~", "=", "#", "{", "}", ":", "::", "\\", "\\n", "\\\\", "->", "//",
    "]]>", "<![CDATA[", "<script>alert(1)</script>", "<b>", "&amp;", "&", "\"", "'", "%50%", "[html]", "$x$", "\\(x\\)",
    r"$\frac{a}{b}<c$", r"\$", "5 $", "$5", "$$x$$",
    "![a](b)", "[^1]", "```", "1. ", "a) ", "... ", "END_GROUP", "COMMENT", "Ångström", "日本", "עברית", "\U0001f9b6",
    "(answer in °)", "−", " ", "\u00a0", "\u2028", "…", "&#36;", "$CATEGORY:", "TRUE", "____", "| a | b |", "    ",
]  # fmt: skip
TEXT = (
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=6)
    .map(lambda parts: fit("".join(parts)).strip())
    .filter(lambda text: text and fits(with_formulas, text))
)
# A unit that itself says "(answer in …)" could not be told from the words around it; nor \\$ from an escaped $.
UNIT = TEXT.filter(lambda text: "(answer in" not in text and r"\$" not in text and fits(without_formulas, text))
NUMBER = st.integers(-99_999, 99_999).map(lambda thousandths: thousandths / 1000)
ID = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
BASE = {
    "id": ID,
    "objective": st.sampled_from(["L01-O1", "L02-O3"]),
    "stem": TEXT,
    "sources": st.lists(st.sampled_from(["GENERALKNOWLEDGE", "DELP1990"]), min_size=1, max_size=2, unique=True),
    "claims": st.lists(st.integers(1, 200), max_size=2, unique=True),
    "hints": st.lists(TEXT, max_size=2),
}


@st.composite
def choices(draw):
    texts = draw(st.lists(TEXT, min_size=2, max_size=8, unique=True))
    kind = draw(st.sampled_from(["single", "multiple"]))
    if kind == "single":
        keys = [draw(st.integers(0, len(texts) - 1))]
    else:
        keys = draw(st.lists(st.integers(0, len(texts) - 1), min_size=1, unique=True))
    options = [{"text": text, "key": place in keys, "rationale": draw(TEXT)} for place, text in enumerate(texts)]
    return ITEM.validate_python(
        {**draw(st.fixed_dictionaries(BASE)), "kind": kind, "options": options, "shuffle": draw(st.booleans())}
    )


@st.composite
def numbers(draw):
    wrong = []
    for _ in range(draw(st.integers(0, 2))):
        low, high = sorted((draw(NUMBER), draw(NUMBER)))
        bounds = {"low": low, "high": high}
        for end in draw(st.sampled_from([(), ("low",), ("high",)])):
            del bounds[end]
        wrong.append({**bounds, "rationale": draw(TEXT)})
    tolerance = draw(st.sampled_from([{"tolerance": 0.5}, {"tolerance": 0}, {"tolerance_percent": 10}]))
    data = {**draw(st.fixed_dictionaries(BASE)), "kind": "numeric", "value": draw(NUMBER), "unit": draw(UNIT)}
    units = draw(st.dictionaries(TEXT, st.sampled_from([1.0, 10.0, 0.001, 57.29577951]), max_size=2))
    return ITEM.validate_python({**data, **tolerance, "rationale": draw(TEXT), "wrong": wrong, "units": units})


@st.composite
def orders(draw):
    texts = draw(st.lists(TEXT, min_size=3, max_size=9, unique=True))
    steps = [{"text": text, "rationale": draw(TEXT)} for text in texts]
    return ITEM.validate_python(
        {**draw(st.fixed_dictionaries(BASE)), "kind": "order", "steps": steps, "rationale": draw(TEXT)}
    )


# A letter before each keeps answers apart that would count as the same.
WORDS = st.lists(
    # A sign stands before each below, and no formula may stand in an answer in words.
    TEXT.map(lambda text: fit(text[:60])).filter(lambda text: text and fits(without_formulas, f"a{text}")),
    min_size=1,
    max_size=3,
)
# Braces of the text itself would open or close a gap.
BRACELESS = TEXT.map(lambda text: text.replace("{", "(").replace("}", ")")).filter(
    lambda text: fits(with_formulas, text)
)
OPTIONS = st.lists(st.tuples(TEXT, TEXT), min_size=2, max_size=6, unique_by=lambda option: option[0])


@st.composite
def wordings(draw):
    """What is accepted in words and what is wrong, for short answers and gaps."""
    accepted = [f"{sign}{text}" for sign, text in zip("abc", draw(WORDS), strict=False)]
    wrong = [{"text": f"{sign}{text}", "rationale": draw(TEXT)} for sign, text in zip("xyz", draw(WORDS), strict=False)]
    return {
        "accepted": accepted, "wrong": wrong[: draw(st.integers(0, 3))], "rationale": draw(TEXT),
        "typos": draw(st.booleans()), "accents": draw(st.booleans()),
    }  # fmt: skip


@st.composite
def one_of(draw):
    """Options of which exactly one is the key."""
    options = draw(OPTIONS)
    key = draw(st.integers(0, len(options) - 1))
    return [{"text": text, "rationale": why, "key": place == key} for place, (text, why) in enumerate(options)]


@st.composite
def shorts(draw):
    return ITEM.validate_python({**draw(st.fixed_dictionaries(BASE)), "kind": "short", **draw(wordings())})


@st.composite
def matches(draw):
    texts = draw(st.lists(TEXT, min_size=2, max_size=8, unique=True))
    spare = draw(st.integers(0, len(texts) - 2))
    prompts = draw(st.lists(TEXT, min_size=len(texts) - spare, max_size=len(texts) - spare, unique=True))
    answers = iter(texts)
    pairs = [{"prompt": prompt, "answer": next(answers), "rationale": draw(TEXT)} for prompt in prompts]
    others = [{"text": text, "rationale": draw(TEXT)} for text in answers]
    data = {**draw(st.fixed_dictionaries(BASE)), "kind": "match", "pairs": pairs, "spare": others}
    return ITEM.validate_python(data)


@st.composite
def clozes(draw):
    gaps, text = [], "So"
    for number in range(1, draw(st.integers(1, 4)) + 1):
        words = {"kind": "text", **draw(wordings())}
        gaps.append(
            draw(st.one_of(st.just(words), one_of().map(lambda options: {"kind": "choice", "options": options})))
        )
        text += f"{draw(BRACELESS)} {{{{{number}}}}} "
    # Two dollar signs may make a formula with a gap in it.
    assume(fits(with_formulas, text))
    return ITEM.validate_python({**draw(st.fixed_dictionaries(BASE)), "kind": "cloze", "text": text, "gaps": gaps})


@st.composite
def two_tiers(draw):
    data = {"options": draw(one_of()), "why": draw(TEXT), "reasons": draw(one_of()), "shuffle": draw(st.booleans())}
    return ITEM.validate_python({**draw(st.fixed_dictionaries(BASE)), "kind": "two-tier", **data})


def plain(item):
    """An item, or the plain data of one, as data with every default filled in, and one spelling of dollar signs."""
    return spelt((ITEM.validate_python(item) if isinstance(item, dict) else item).model_dump())


def without(item, *fields):
    return {name: value for name, value in plain(item).items() if name not in fields}


def back(module, item):
    """The one item read from what was written of it."""
    exported = module.export([item], None)
    read = module.read(exported.content, ASSUMED)
    assert not read.faults, (read.faults, exported.content)
    assert len(read.items) == 1
    return read.items[0]


def as_json(value):
    return json.dumps(value, ensure_ascii=False)
