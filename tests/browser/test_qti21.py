"""Our QTI 2.1 in somebody else's hands: Cito's converter reads the package, Cito's player shows and marks the items.

`citolab-qti-convert` (PyPI) makes QTI 3 of QTI 2.1, which `@citolab/qti-components` (npm) plays. Neither knows of us.
"""

import io
import zipfile

import pytest

from crampcourse.exchange import qti21
from crampcourse.exchange.inline import bare
from crampcourse.learning.marking import mark, rule_of
from crampcourse.library.shelf import load
from tests.browser.kernelless import NoNpmError, npm_modules
from tests.browser.payloads import FIRING
from tests.conftest import missing
from tests.exchange.qti21_marking import right_responses
from tests.trial_quiz import trial_items

ADDRESS = "http://127.0.0.1:9/"  # answered by the test itself
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Player</title><link rel="icon" href="data:,">
<script type="module" src="player.js"></script></head><body></body></html>"""
SHOW = """async (file) => {
  document.body.innerHTML = `<qti-item><item-container item-url="${file}"></item-container></qti-item>`;
  await document.querySelector("item-container").updateComplete;
}"""
# The player's own tag for an item, once it has read the declarations.
READY = """() => {
  window.item = document.querySelector("item-container").shadowRoot?.querySelector("qti-assessment-item");
  return item?.variables.some(({ identifier }) => identifier === "MAXSCORE");
}"""
ANSWER = """async (responses) => {
  for (const [name, value] of Object.entries(responses)) item.updateResponseVariable(name, value);
  item.processResponse();
  const told = [...item.querySelectorAll("qti-modal-feedback")];
  await Promise.all(told.map((one) => one.updateComplete));
  return {
    score: Number(item.getOutcome("SCORE").value),
    told: told.filter((one) => one.shadowRoot.querySelector("dialog")?.open).map((one) => one.textContent.trim()),
  };
}"""
THIRDS = 0.0006
"""The player keeps three decimals of a score."""


@pytest.fixture(scope="module")
def player(open_shared_page):
    """Shows the items of a package one by one: ``player(items)`` gives the page and a function that shows an item."""
    from qti_convert import upgrade_package

    try:
        script = npm_modules() / "@citolab" / "qti-components" / "cdn" / "index.js"
    except NoNpmError as error:
        missing(str(error))
    page = open_shared_page(width=900, height=700)
    files = {}

    def serve(route):
        name = route.request.url.removeprefix(ADDRESS)
        if name == "player.js":
            route.fulfill(path=script, content_type="text/javascript")
        elif name in files:
            route.fulfill(body=files[name], content_type="text/xml; charset=utf-8")
        else:
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")

    page.route(f"{ADDRESS}**", serve)
    page.goto(ADDRESS)
    page.wait_for_function(
        "() => !!customElements.get('item-container') && !!customElements.get('qti-assessment-item')"
    )

    def packed(items):
        files.clear()
        files.update(upgrade_package(qti21.export(items, None).content).files)
        return page, lambda item: (page.evaluate(SHOW, f"items/{item.id}.xml"), page.wait_for_function(READY))

    return packed


TRIAL = {item.kind: item for item in trial_items()}
# What a learner gives here, the same for the player, and the first words of what each of them is told.
RESPONSES = {
    "single": [
        (0, {"RESPONSE": "OPTION1"}, ["Right"]),
        (1, {"RESPONSE": "OPTION2"}, ["Wrong 0"]),
    ],
    "multiple": [
        ([0, 3], {"RESPONSE": ["OPTION1", "OPTION4"]}, ["Right", "Also right"]),
        ([0, 1, 3], {"RESPONSE": ["OPTION1", "OPTION2", "OPTION4"]}, ["Right", "Wrong 0", "Also right"]),
        ([1], {"RESPONSE": ["OPTION2"]}, ["Wrong 0"]),
    ],
    "numeric": [
        (3.5, {"RESPONSE": "3.5"}, ["Because"]),
        (4.0, {"RESPONSE": "4"}, ["Because"]),
        (35, {"RESPONSE": "35"}, ["Too large"]),
        (8, {"RESPONSE": "8"}, []),
    ],
    "order": [
        (
            [0, 1, 2, 3],
            {"RESPONSE": ["STEP4", "STEP3", "STEP2", "STEP1"]},
            ["Step 0", "Step 1", "Step 2", "Step 3", "So"],
        ),
        ([1, 0, 2, 3], {"RESPONSE": ["STEP3", "STEP4", "STEP2", "STEP1"]}, ["Step 2", "Step 3", "So"]),
        ([3, 2, 1, 0], {"RESPONSE": ["STEP1", "STEP2", "STEP3", "STEP4"]}, ["So"]),
    ],
    "match": [
        (
            {"0": "0", "1": "1", "2": "2"},
            {"RESPONSE": ["PROMPT1 ANSWER4", "PROMPT2 ANSWER3", "PROMPT3 ANSWER2"]},
            ["Answer 3", "Answer 2", "Answer 1"],
        ),
        ({"0": "0", "1": "3"}, {"RESPONSE": ["PROMPT1 ANSWER4", "PROMPT2 ANSWER1"]}, ["Answer 4", "Answer 1"]),
        ({"0": "3"}, {"RESPONSE": ["PROMPT1 ANSWER1"]}, ["Answer 4"]),
    ],
    "short": [
        ("Gastrocnemius", {"RESPONSE": "Gastrocnemius"}, ["Because"]),
        ("SOLEUS", {"RESPONSE": "SOLEUS"}, ["soleus"]),
        ("neither", {"RESPONSE": "neither"}, []),
    ],
    "cloze": [
        ([0, "gastrocnemius"], {"GAP1": "GAP1-OPTION1", "GAP2": "gastrocnemius"}, ["Right", "Because"]),
        ([0, "soleus"], {"GAP1": "GAP1-OPTION1", "GAP2": "soleus"}, ["Right", "soleus"]),
        ([None, "gastrocnemius"], {"GAP2": "gastrocnemius"}, ["Because"]),
        ([2, "x"], {"GAP1": "GAP1-OPTION3", "GAP2": "x"}, ["Wrong 1"]),
    ],
    "two-tier": [
        ({"answer": 0, "reason": 0}, {"ANSWER": "OPTION1", "REASON": "WHY1"}, ["Right", "Sound"]),
        ({"answer": 0, "reason": 1}, {"ANSWER": "OPTION1", "REASON": "WHY2"}, ["Right", "Unsound"]),
        ({"answer": 1, "reason": 0}, {"ANSWER": "OPTION2", "REASON": "WHY1"}, ["Wrong 0", "Sound"]),
    ],
}


@pytest.mark.parametrize("kind", RESPONSES)
def test_the_player_marks_as_we_do_and_says_what_we_say(player, kind):
    item = TRIAL[kind]
    page, show = player([item])
    for ours, theirs, said in RESPONSES[kind]:
        show(item)
        given = page.evaluate(ANSWER, theirs)
        assert given["score"] == pytest.approx(mark(rule_of(item), ours).score, abs=THIRDS), theirs
        assert len(given["told"]) == len(said), (theirs, given["told"])
        for told, start in zip(given["told"], said, strict=True):
            assert told.startswith(start), (theirs, given["told"])
    show(item)
    assert page.evaluate(ANSWER, {}) == {"score": 0, "told": []}


def as_typed(responses):
    """The responses as this player takes them: a pair is two names with a space between."""

    def typed(value):
        if isinstance(value, list):
            return [typed(each) for each in value]
        return " ".join(value) if isinstance(value, tuple) else value

    return {name: typed(value) for name, value in responses.items()}


COURSE = [item for item in load().items.values() if item.kind in qti21.KINDS]


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(list({item.kind: item for item in COURSE}.values()), id="one-of-each-kind"),
        pytest.param(COURSE, id="all", marks=pytest.mark.slow),
    ],
)
def test_every_item_of_the_course_is_read_and_its_right_answer_earns_all(player, items):
    with zipfile.ZipFile(io.BytesIO(qti21.export(items, None).content)) as archive:
        right = {item.id: as_typed(right_responses(archive.read(f"items/{item.id}.xml"))) for item in items}
    page, show = player(items)
    for item in items:
        show(item)
        assert page.evaluate(ANSWER, right[item.id])["score"] == pytest.approx(1, abs=THIRDS), item.id


def test_a_learner_clicks_and_types(player):
    page, show = player([TRIAL["single"], TRIAL["numeric"]])
    show(TRIAL["single"])
    page.locator("qti-simple-choice").get_by_text("Right Text").click()
    assert page.evaluate(ANSWER, {})["score"] == 1
    show(TRIAL["numeric"])
    page.locator("qti-text-entry-interaction input").press_sequentially("3.6")
    assert page.evaluate(ANSWER, {})["score"] == 1


@pytest.mark.parametrize("payload", FIRING)
def test_a_text_stays_text_in_the_player(player, payload):
    items = [item for item in trial_items(payload) if item.kind in qti21.KINDS]
    page, show = player(items)
    page.evaluate("() => { window.fired = () => { window.ran = true; }; }")
    for item in items:
        show(item)
        assert f"Stem {bare(payload)}" in page.evaluate("item.textContent.replace(/\\s+/g, ' ')")
        assert (
            page.evaluate("item.querySelectorAll('script, img, iframe, svg, a, object, style, details, math').length")
            == 0
        )
    assert not page.evaluate("window.ran ?? false")
