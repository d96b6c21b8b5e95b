"""Sheets ask and give nothing away, keys say everything, and nothing of content becomes markup."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

import crampcourse
from crampcourse.library import items as i
from crampcourse.library import load
from crampcourse.library.citing import MARKS
from crampcourse.library.inline import plain
from crampcourse.printing import answers, questions
from crampcourse.printing.nodes import h, markup, rich, text_of
from crampcourse.printing.sheet import content, page, printout, style
from tests.trial_quiz import DRAWN, KINDS, trial_library

REPO = Path(__file__).parents[2]
SCOPES = [{}, {"lesson": "L01"}, *({"quiz": quiz.id} for quiz in load().lessons["L01"].quizzes)]
BAD = (
    "</p></style></title></main><script>fired()</script><img src=x onerror=fired()>\"' onmouseover='fired() "
    "[x](javascript:fired()) **<b onclick=fired()>** `<svg onload=fired()>` &lt;script&gt; {{x}} \u202e\x00\x1b"
)


def words(element: ET.Element) -> str:
    return " ".join(text_of(element).split())


def printed(library: Any, *, key: bool, **which: Any) -> str:
    """All words of a paper on one line."""
    return " ".join(words(part) for part in content(printout(library, **which), library, key=key))


def articles(library: Any, *, key: bool, **which: Any) -> list[ET.Element]:
    return [part for part in content(printout(library, **which), library, key=key) if part.tag == "article"]


def said(data: Any, name: str) -> Iterator[str]:
    """Every text that stands under a field of this name, at any depth."""
    if isinstance(data, dict):
        for field, value in data.items():
            if field == name and value:
                yield from value if isinstance(value, list) else [value]
            else:
                yield from said(value, name)
    elif isinstance(data, list):
        for entry in data:
            yield from said(entry, name)


def test_every_kind_of_item_can_be_printed() -> None:
    kinds = {
        kind for model in get_args(get_args(i.Item)[0]) for kind in get_args(model.model_fields["kind"].annotation)
    }
    assert kinds - set(DRAWN) == set(questions.KINDS) == set(answers.KINDS) == set(KINDS)


def test_a_sheet_asks_and_gives_nothing_away() -> None:
    library = trial_library()
    text = printed(library, key=False)
    for wanted in (
        "Stem Text", "Right Text", "Wrong 1 Text", "Step 3 Text", "mm", "calcaneus Text", "Prompt 2 Text",
        "Answer 4 Text", "(1) between Text", "Why Text?", "Unsound Text", "Caption Text", "Time: ms", "Name", "Date",
        "agonist Text",
    ):  # fmt: skip
        assert wanted in text
    for secret in (
        "Because", "Not 0", "Instead", "Hint", "3.5", "Is talus", "gastrocnemius", "soleus", "Pair ", "Spare", "Peak",
        "0.52", "Elsewhere", "idea", "Author", "L01-O1", "✓",
    ):  # fmt: skip
        assert secret not in text
    # What is drawn where must not stand in the page's source either.
    attributes = [value for _, pairs in Elements(page(printout(library), library)).found for value in pairs.values()]
    assert not [value for value in attributes if re.search("talus|calcaneus|tibia", value or "")]


@pytest.mark.parametrize("which", SCOPES, ids=str)
def test_no_sheet_of_the_course_holds_a_reason_a_hint_or_a_wrong_idea(which: dict[str, str]) -> None:
    library = load()
    text = printed(library, key=False, **which)
    items = printout(library, **which).items
    assert items
    for item in items:
        assert plain(item.stem) in text
        data = item.model_dump()
        for secret in [*said(data, "rationale"), *said(data, "hints"), *said(data, "elsewhere")]:
            assert plain(secret) not in text
    assert not [idea.id for idea in library.misconceptions.values() if idea.id in text or plain(idea.right) in text]


@pytest.mark.parametrize("which", SCOPES, ids=str)
def test_a_key_says_everything(which: dict[str, str]) -> None:
    library = load()
    for item, article in zip(printout(library, **which).items, articles(library, key=True, **which), strict=True):
        text = words(article)
        data = item.model_dump()
        wanted = [
            item.id,
            item.objective,
            item.stem,
            *said(data, "rationale"),
            *said(data, "hints"),
            # A key numbers the gaps of a text.
            *(piece.strip() for text in said(data, "text") for piece in questions.GAP.split(text)[::2]),
        ]
        wanted += [*said(data, "elsewhere"), *said(data, "accepted"), *(str(claim) for claim in item.claims)]
        for slug in said(data, "misconception"):
            wanted += [slug, library.misconceptions[slug].wrong, library.misconceptions[slug].right]
        for source in item.sources:
            wanted += [library.references[source].title, f"({MARKS[library.references[source].verification]})"]
        assert not [each for each in wanted if plain(each) not in text]


def test_a_key_of_every_kind_says_everything() -> None:
    library = trial_library()
    text = printed(library, key=True)
    for wanted in (
        "Answer: 3.5 mm. Accepted: 3 to 4 mm. Other units: cm (1 cm = 10 mm).", "30 to 40 mm – Too large Text",
        "Answer: gastrocnemius. Also: Right Text. One slip in spelling is forgiven.", "soleus – Not Text",
        "2. talus Text – Is talus Text", "tibia Text (left over) – Not Text", "Spare Text",
        "Sound Text – Because sound Text",
        "Answer: 0.52 to 0.6 ms", "Right: 2. 0.52 to 0.6 ms – Peak Text", "Any other place – Elsewhere Text",
        "Misconception idea: Text Instead: Instead Text", "(not verified)", "L01-O1: Text", "draw 0",
    ):  # fmt: skip
        assert wanted in text


def answer_line(article: ET.Element) -> str:
    return next(words(line) for line in article.iter("p") if line.get("class") == "answer").removeprefix("Answer: ")


def choices(article: ET.Element) -> dict[str, str]:
    """Letter → text of each choice on a sheet."""
    lines = [line for line in article.iter("li") if line.find("span[@class='text']") is not None]
    return {line.findtext("span[@class='letter']", ""): words(line.find("span[@class='text']")) for line in lines}


@pytest.mark.parametrize("library", [load(), trial_library()], ids=["course", "trial"])
def test_the_letters_of_a_key_are_those_of_its_sheet(library: Any) -> None:
    pairs = zip(articles(library, key=False), articles(library, key=True), printout(library).items, strict=True)
    compared = set()
    for sheet, key, item in pairs:
        answer = answer_line(key)
        if isinstance(item, i.ChoiceItem):
            right = {plain(option.text) for option in item.options if option.key}
            offered = choices(sheet)
            assert {offered[entry.partition(". ")[0]] for entry in re.split(r"; (?=[A-Z]\. )", answer)} == right
        elif isinstance(item, i.OrderItem):
            shown = [words(line).removeprefix("- ") for line in sheet.iter("li")]
            places = [int(place) for place in answer.rpartition(": ")[2].split(", ")]
            assert [shown[places.index(n + 1)] for n in range(len(shown))] == [plain(step.text) for step in item.steps]
        elif isinstance(item, i.MatchItem):
            offered = choices(sheet)
            letters = answer.rpartition(": ")[2].split(", ")
            assert [offered[letter] for letter in letters] == [plain(pair.answer) for pair in item.pairs]
        else:
            continue
        compared.add(item.kind)
    assert compared >= {"single", "multiple", "order"}


def test_a_sheet_shows_no_order_that_is_asked_for() -> None:
    for sheet, item in zip(articles(load(), key=False), printout(load()).items, strict=True):
        if isinstance(item, i.OrderItem):
            shown = [words(line).removeprefix("- ") for line in sheet.iter("li")]
            assert shown != [plain(step.text) for step in item.steps]


def test_a_draw_gives_sheet_and_key_the_same_numbers_and_another_gives_others() -> None:
    library = trial_library()
    stems = [printed(library, key=key, quiz="L01-drawn-1", draw=draw) for draw in range(4) for key in (False, True)]
    hours = [re.search(r"([\d.]+ h at [\d.]+ l/h)", text)[1] for text in stems]
    assert hours[::2] == hours[1::2]
    assert len(set(hours)) > 1
    prints = [re.search(r"questions (\w{8})", text)[1] for text in stems]
    assert prints[::2] == prints[1::2]
    assert len(set(prints)) > 1


class Elements(HTMLParser):
    """What a browser would make of a page: elements with their attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_hostile_text_stays_text_in_every_field(key: bool) -> None:
    library = trial_library(BAD)
    text = page(printout(library), library, key=key)
    plainly = page(printout(trial_library()), trial_library(), key=key)
    hostile, harmless = (Elements(each).found for each in (text, plainly))
    assert {name for _, given in hostile for name in given} == {name for _, given in harmless for name in given}
    # The text's own bold and code are meant; apart from those the page has the elements of a harmless one.
    hostile_tags, harmless_tags = (
        Counter(tag for tag, _ in found if tag not in ("strong", "code")) for found in (hostile, harmless)
    )
    assert hostile_tags == harmless_tags
    assert "\u202e" not in text
    assert "\x00" not in text


@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_a_page_needs_nothing_from_elsewhere(key: bool) -> None:
    text = page(printout(load()), load(), key=key)
    elements = Elements(text).found
    assert dict(elements)["html"] == {"lang": "en-GB"}
    assert not {"script", "link", "img", "iframe", "base"} & {tag for tag, _ in elements}
    assert not [attributes for _, attributes in elements if {"src", "srcset", "id", "onload"} & set(attributes)]
    assert "url(" not in text
    assert "@import" not in text
    links = [attributes["href"] for tag, attributes in elements if tag == "a"]
    assert all(re.match(r"https://(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)/", link) for link in links)
    assert bool(links) == key
    policies = [a["content"] for tag, a in elements if tag == "meta" and "http-equiv" in a]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]


@pytest.mark.parametrize("which", [{}, {"lesson": "L01"}, {"quiz": "L01-exit"}], ids=str)
@pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
def test_headings_nest(which: dict[str, str], key: bool) -> None:
    for level in (1, 3):
        parts = content(printout(load(), **which), load(), key=key, level=level)
        levels = [int(node.tag[1]) for part in parts for node in part.iter() if re.fullmatch(r"h\d", str(node.tag))]
        assert levels[0] == level
        assert levels.count(level) == 1
        assert all(second <= first + 1 for first, second in pairwise(levels))


def test_a_paper_says_its_limits_its_version_and_its_date() -> None:
    for which in SCOPES:
        text = printed(load(), key=False, **which)
        assert load().lessons["L01"].notice in text
        assert f"crampcourse {crampcourse.__version__} of 20 November 2026, questions " in text
    released = re.search(r"^date-released: (\S+)$", (REPO / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert released
    assert released[1] == crampcourse.__date__


def test_an_unknown_quiz_names_those_there_are() -> None:
    with pytest.raises(
        ValueError, match="there is no quiz 'L01-x'; there are: L00-entry, L00-exit, L00-try, L00-where, L01-check-1"
    ):
        printout(load(), "L01-x")


def test_every_rule_of_the_style_is_bound_to_our_own_parts() -> None:
    """The sheets of style also stand in a notebook's output, where a loose rule would reach the host."""
    css = re.sub(r"/\*.*?\*/", "", style(), flags=re.DOTALL)
    selectors = [part for rule in re.findall(r"([^{}]+)\{", css) for part in re.split(r",(?![^(]*\))", rule)]
    loose = [s.strip() for s in selectors if not re.search(r"\.crampcourse|\.cc-paper|\.plate\b", s)]
    assert [rule for rule in loose if not rule.startswith(("@media", "@container"))] == []
    assert len(selectors) > 100


def test_text_and_elements_are_told_apart() -> None:
    element = h("p", {"title": 'a"b'}, "1 < 2 & ", rich("**bold <i>** and `x`"), [None, " end"])
    inside = "1 &lt; 2 &amp; <strong>bold &lt;i&gt;</strong> and <code>x</code> end"
    assert markup(element) == f'<p title="a&quot;b">{inside}</p>'
    assert text_of(h("ul", {}, h("li", {}, "a"), h("li", {}, "b  c"))) == "- a\n- b c"


def test_formulas_become_elements_and_words_and_a_price_stays_a_price() -> None:
    element = h("p", {}, rich(r"**Force** is $F = m a$, and it costs \$5 to $6."))
    text = markup(element)
    assert text.count("<math") == 1
    assert "<mi>F</mi><mo>=</mo>" in text
    # No formula of a notebook's own can begin at a sign that stands alone.
    assert text.count("<span>$</span>") == text.count("$") == 2
    assert text_of(element) == "Force is F = ma, and it costs $5 to $6."
    assert markup(h("p", {}, "5 $")) == "<p>5 <span>$</span></p>"
    assert markup(h("title", {}, "5 $")) == "<title>5 $</title>"
