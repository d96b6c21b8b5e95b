"""The parts of an assessmentItem of QTI 2.1 while it is written."""

from dataclasses import dataclass, field

from crampcourse.exchange.inline import bare, put
from crampcourse.exchange.qti21_rules import Node, node, outcome

RESPONSE = "RESPONSE"
FEEDBACK = "FEEDBACK"
HITS = "HITS"


@dataclass
class Sheet:
    """Declarations, what is shown, rules and feedback, each in the order in which it was added."""

    responses: list[Node] = field(default_factory=list)
    outcomes: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    rules: list[Node] = field(default_factory=list)
    feedback: list[Node] = field(default_factory=list)

    def told(self, outcome_name: str, name: str, rationale: str, about: str = "", *, several: bool = False) -> None:
        """Feedback that is shown while an outcome has this name (``several``: among others), below its answer."""
        if all(declared.get("identifier") != outcome_name for declared in self.outcomes):
            self.outcomes.append(outcome(outcome_name, "identifier", cardinality="multiple" if several else "single"))
        shown = node("modalFeedback", outcomeIdentifier=outcome_name, identifier=name, showHide="show")
        if bare(about):
            shown.append(node("p", node("strong", bare(about))))
        shown.append(text("p", rationale))
        self.feedback.append(shown)


def text(tag: str, words: str, **attributes: str) -> Node:
    """An element with inline Markdown in it."""
    element = node(tag, **attributes)
    put(element, words)
    return element


def choice(tag: str, words: str, **attributes: str) -> Node:
    """A choice. Its words stand in one span: players lay choices out in pieces, and spaces at bold words got lost."""
    return node(tag, text("span", words), **attributes)
