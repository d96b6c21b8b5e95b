"""What QTI 2.1 asks of the elements that our export writes: said again by hand after the schema 2.1.2, not from it.

The schema itself is in no package that this project can install, and its licence keeps it out of the repository.
Any element, attribute or value that is not named here is a fault, so whatever the export begins to write must be
looked up first. ``faults`` also holds to what a schema cannot say: names that point at nothing, and types that differ.
"""

import re
from collections import Counter

from defusedxml.ElementTree import fromstring

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

NAME = r"[A-Za-z_][\w.-]*"
PAIR = rf"{NAME} {NAME}"
NUMBER = r"-?(\d+(\.\d*)?([eE][+-]?\d+)?|INF)|NaN"
WHOLE = r"\d+"
BOOLEAN = "true|false"
ANY = r"(?s).*"
FILE = r"[a-z0-9_/-]+\.xml"
BASE_TYPES = {"identifier": NAME, "float": NUMBER, "integer": r"-?\d+", "string": ANY, "directedPair": PAIR}
BASE_TYPE = "|".join(BASE_TYPES)

INLINE = "(strong |em |code |span |textEntryInteraction |inlineChoiceInteraction )*"
WORDS = "(strong |em |code |span )*"
RULE = "(responseCondition |setOutcomeValue )"
TEST = "(and |or |not |match |gt |gte |lt |member |lte |isNull |stringMatch )"
SINGLE = "(variable |correct |baseValue |index |mapResponse |sum |divide )"
VALUE = f"({TEST}|{SINGLE})"

# element: the children in their order, each followed by a space; the attributes, «?» where they may be missing
ITEM = {
    "assessmentItem": (
        "(responseDeclaration )*(outcomeDeclaration )*(itemBody )?(responseProcessing )?(modalFeedback )*",
        {"identifier": NAME, "title": ANY, "adaptive": BOOLEAN, "timeDependent": BOOLEAN, f"{LANGUAGE}?": "[a-zA-Z-]+"},
    ),
    "responseDeclaration": (
        "(correctResponse )?(mapping )?",
        {"identifier": NAME, "cardinality": "single|multiple|ordered", "baseType": BASE_TYPE},
    ),
    "outcomeDeclaration": (
        "(defaultValue )?",
        {"identifier": NAME, "cardinality": "single|multiple|ordered", "baseType": BASE_TYPE},
    ),
    "correctResponse": ("(value )+", {}),
    "defaultValue": ("(value )+", {}),
    "value": (None, {}),
    "mapping": ("(mapEntry )+", {"lowerBound?": NUMBER, "upperBound?": NUMBER, "defaultValue?": NUMBER}),
    "mapEntry": ("", {"mapKey": ANY, "mappedValue": NUMBER, "caseSensitive?": BOOLEAN}),
    "itemBody": ("(p |choiceInteraction |orderInteraction |matchInteraction )*", {}),
    "p": (f"~{INLINE}", {}),
    "strong": (f"~{WORDS}", {}),
    "em": (f"~{WORDS}", {}),
    "code": ("~", {}),
    "span": (f"~{WORDS}", {}),
    "prompt": (f"~{WORDS}", {}),
    "choiceInteraction": (
        "(prompt )?(simpleChoice )+",
        {"responseIdentifier": NAME, "shuffle": BOOLEAN, "maxChoices": WHOLE},
    ),
    "orderInteraction": ("(prompt )?(simpleChoice )+", {"responseIdentifier": NAME, "shuffle": BOOLEAN}),
    "simpleChoice": (f"~{WORDS}", {"identifier": NAME}),
    "matchInteraction": (
        "(prompt )?(simpleMatchSet ){2}",
        {"responseIdentifier": NAME, "shuffle": BOOLEAN, "maxAssociations": WHOLE},
    ),
    "simpleMatchSet": ("(simpleAssociableChoice )*", {}),
    "simpleAssociableChoice": (f"~{WORDS}", {"identifier": NAME, "matchMax": WHOLE}),
    "textEntryInteraction": ("", {"responseIdentifier": NAME, "expectedLength?": WHOLE}),
    "inlineChoiceInteraction": ("(inlineChoice )+", {"responseIdentifier": NAME, "shuffle": BOOLEAN}),
    "inlineChoice": (None, {"identifier": NAME}),
    "modalFeedback": ("~(p )*", {"outcomeIdentifier": NAME, "identifier": NAME, "showHide": "show|hide"}),
    "responseProcessing": (f"{RULE}*", {}),
    "responseCondition": ("responseIf (responseElseIf )*", {}),
    "responseIf": (f"{VALUE}{RULE}*", {}),
    "responseElseIf": (f"{VALUE}{RULE}*", {}),
    "setOutcomeValue": (VALUE, {"identifier": NAME}),
    "variable": ("", {"identifier": NAME}),
    "correct": ("", {"identifier": NAME}),
    "mapResponse": ("", {"identifier": NAME}),
    "baseValue": (None, {"baseType": BASE_TYPE}),
    "index": ("variable ", {"n": r"[1-9]\d*"}),
    "and": (f"{TEST}+", {}),
    "or": (f"{TEST}+", {}),
    "not": (TEST, {}),
    "isNull": (VALUE, {}),
    "sum": (f"{SINGLE}+", {}),
    **{name: (SINGLE * 2, {}) for name in ("match", "gt", "gte", "lt", "lte", "member", "divide")},
    "stringMatch": (SINGLE * 2, {"caseSensitive": BOOLEAN, "substring?": BOOLEAN}),
}
TEST_FILE = {
    "assessmentTest": (
        "(outcomeDeclaration )*(testPart )+(outcomeProcessing )?",
        {"identifier": NAME, "title": ANY, "toolName?": ANY, "toolVersion?": ANY},
    ),
    "outcomeDeclaration": ITEM["outcomeDeclaration"],
    "testPart": (
        "(itemSessionControl )?(assessmentSection )+",
        {"identifier": NAME, "navigationMode": "linear|nonlinear", "submissionMode": "individual|simultaneous"},
    ),
    "itemSessionControl": ("", {"maxAttempts?": WHOLE, "showFeedback?": BOOLEAN}),
    "assessmentSection": ("(assessmentItemRef )*", {"identifier": NAME, "title": ANY, "visible": BOOLEAN}),
    "assessmentItemRef": ("", {"identifier": NAME, "href": FILE}),
    "outcomeProcessing": ("(setOutcomeValue )*", {}),
    "setOutcomeValue": ("sum ", {"identifier": NAME}),
    "sum": ("testVariables ", {}),
    "testVariables": ("", {"variableIdentifier": NAME}),
}
MANIFEST = {
    "manifest": ("(metadata )?organizations resources ", {"identifier": NAME}),
    "metadata": ("(schema )?(schemaversion )?(lom )*", {}),
    "schema": (None, {}),
    "schemaversion": (None, {}),
    "organizations": ("", {}),
    "resources": ("(resource )*", {}),
    "resource": ("(metadata )?(file )*(dependency )*", {"identifier": NAME, "type": ANY, "href?": FILE}),
    "file": ("", {"href": FILE}),
    "dependency": ("", {"identifierref": NAME}),
    "lom": ("general ", {}),
    "general": ("(title )?(keyword )*", {}),
    "title": ("string ", {}),
    "keyword": ("string ", {}),
    "string": (None, {"language": "[a-zA-Z-]+"}),
}
_LOM = ("lom", "general", "title", "keyword", "string")
_BOUND_TO = {
    "choiceInteraction": {("single", "identifier"), ("multiple", "identifier")},
    "orderInteraction": {("ordered", "identifier")},
    "matchInteraction": {("multiple", "directedPair")},
    "inlineChoiceInteraction": {("single", "identifier")},
    "textEntryInteraction": {("single", "string"), ("single", "float")},
}


def faults(document):
    """Everything that is wrong with one file, given as bytes."""
    root = fromstring(document.decode("utf-8"), forbid_dtd=True)
    kind = root.tag.rpartition("}")[2]
    if kind == "assessmentItem":
        return _shape(root, ITEM) or [*_names(root), *_values(root)]
    if kind == "assessmentTest":
        return [
            *_shape(root, TEST_FILE),
            *_twice([one.get("identifier") for one in root.iter() if "href" in one.attrib]),
        ]
    return [
        *_shape(root, MANIFEST),
        *_twice([one.get("identifier") for one in root.iter() if "identifier" in one.attrib]),
    ]


def bare(tag):
    return tag.rpartition("}")[2]


def _shape(element, grammar):
    name = bare(element.tag)
    space = LOM if name in _LOM else PACKAGE if grammar is MANIFEST else QTI
    if element.tag != f"{{{space}}}{name}" or name not in grammar:
        return [f"{element.tag} is not known"]
    children, attributes = grammar[name]
    found = []
    mixed = children is None or children.startswith("~")
    if not mixed and (element.text or "").strip() + "".join((child.tail or "").strip() for child in element):
        found.append(f"{name} holds text")
    inside = "".join(f"{bare(child.tag)} " for child in element)
    if not re.fullmatch((children or "").lstrip("~"), inside):
        found.append(f"{name} holds {inside or 'nothing'}")
    known = {one.rstrip("?"): (pattern, one.endswith("?")) for one, pattern in attributes.items()}
    for attribute, value in element.attrib.items():
        if attribute not in known or not re.fullmatch(known[attribute][0], value):
            found.append(f"{name} has {attribute}={value!r}")
    found += [
        f"{name} has no {one}" for one, (_, optional) in known.items() if not optional and one not in element.attrib
    ]
    return [*found, *(fault for child in element for fault in _shape(child, grammar))]


def _names(root):
    """Names inside an item that stand twice or point at nothing."""
    responses, outcomes = _named(root, "responseDeclaration"), _named(root, "outcomeDeclaration")
    found = _twice([*responses, *outcomes]) + _twice(_choices(root))
    found += _twice([(one.get("outcomeIdentifier"), one.get("identifier")) for one in _all(root, "modalFeedback")])
    shown = Counter(one.get("responseIdentifier") for one in root.iter() if "responseIdentifier" in one.attrib)
    if shown != Counter(list(responses)):
        found.append(f"interactions {dict(shown)} for responses {list(responses)}")
    known = {
        "variable": ("identifier", {*responses, *outcomes}),
        "correct": ("identifier", set(responses)),
        "mapResponse": ("identifier", set(responses)),
        "setOutcomeValue": ("identifier", set(outcomes)),
        "modalFeedback": ("outcomeIdentifier", set(outcomes)),
    }
    for one in root.iter():
        attribute, names = known.get(bare(one.tag), ("", {None}))
        if one.get(attribute) not in names:
            found.append(f"{bare(one.tag)} names {one.get(attribute)}")
    return found


def _values(root):
    """Values inside an item that are not of the type they should be, or name no choice."""
    found = []
    responses = {one.get("identifier"): one for one in _all(root, "responseDeclaration")}
    for one in root.iter():
        declared = responses.get(one.get("responseIdentifier"))
        if (
            declared is not None
            and (declared.get("cardinality"), declared.get("baseType")) not in _BOUND_TO[bare(one.tag)]
        ):
            found.append(f"{bare(one.tag)} is bound to {declared.attrib}")
    found += [
        f"baseValue {one.text!r} is no {one.get('baseType')}"
        for one in _all(root, "baseValue")
        if not re.fullmatch(BASE_TYPES[one.get("baseType")], one.text or "")
    ]
    choices = set(_choices(root))
    for declared in [*responses.values(), *_all(root, "outcomeDeclaration")]:
        base_type = declared.get("baseType")
        keys = [one.get("mapKey") for one in _all(declared, "mapEntry")]
        found += _twice([key.lower() for key in keys])
        for value in [*(one.text or "" for one in _all(declared, "value")), *keys]:
            if not re.fullmatch(BASE_TYPES[base_type], value):
                found.append(f"{declared.get('identifier')}: {value!r} is no {base_type}")
            elif base_type in ("identifier", "directedPair") and set(value.split()) - choices:
                found.append(f"{declared.get('identifier')}: there is no choice {value}")
    return found


def _choices(root):
    tags = ("simpleChoice", "simpleAssociableChoice", "inlineChoice")
    return [one.get("identifier") for tag in tags for one in _all(root, tag)]


def _all(element, name):
    return element.iter(f"{{{QTI}}}{name}")


def _named(root, name):
    return [one.get("identifier") for one in _all(root, name)]


def _twice(names):
    return [f"{name} is there {times} times" for name, times in Counter(names).items() if times > 1]
