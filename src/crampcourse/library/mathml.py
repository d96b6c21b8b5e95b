"""Trees of MathML: only the elements and attributes below, so that no page and no browser meets another.

A tree is a list ``[tag, {attribute: value}, *children]``; the only child of a leaf is its text.
``widgets/formula.js`` builds nodes from it and keeps the same lists.
"""

import re
import unicodedata
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

Tree = list[Any]

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
LEAVES = frozenset({"mi", "mn", "mo", "mtext", "mspace"})
PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""Elements that have just so many children."""
ROWS = frozenset({"math", "mrow", "msqrt", "mstyle", "mtable", "mtr", "mtd"})
TAGS = LEAVES | PARTS.keys() | ROWS
ATTRIBUTES = frozenset({
    "accent", "columnalign", "displaystyle", "fence", "form", "lspace", "mathvariant", "rspace", "scriptlevel",
    "stretchy", "width",
})  # fmt: skip
SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
FUNCTIONS = frozenset({
    "ln", "log", "lg", "exp", "sin", "cos", "tan", "cot", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "max", "min", "lim",
})  # fmt: skip

_VALUE = re.compile(r"[a-z0-9.-]{1,20}")
_NUMBERED = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
_NUMBER = re.compile(r"[0-9]*[.]?[0-9]+")
_LENGTH = re.compile(r"(-?)([0-9]+(?:\.[0-9]+)?)\s*([a-z]{2})")
_BARS = {"―": "¯", "¯": "¯", "→": "→"}  # they grow with what they stand over
_ACCENTS = {"^", "~", "˙", "¨"}
_GAP = ["mspace", {"width": "0.167em"}]


def tree_of(element: Element) -> Tree:
    """The converter's element as a tree; ValueError where a part is missing or something is not on our lists."""
    return ["math", {}, *_made(element)[2:]]


def markup_of(tree: Tree | str) -> str:
    """The tree as MathML for HTML or XML, every text escaped."""
    if isinstance(tree, str):
        return escape(tree)
    tag, attributes, *children = tree
    named = dict(attributes, xmlns=NAMESPACE) if tag == "math" else attributes
    written = "".join(f' {name}="{escape(value)}"' for name, value in named.items())
    return f"<{tag}{written}>{''.join(map(markup_of, children))}</{tag}>"


def leaf_of(tree: Tree) -> Tree:
    """The leaf at the base of scripts and accents, or the tree itself."""
    while tree[0] in SCRIPTS:
        tree = tree[2]
    return tree


def _made(element: Element) -> Tree:
    tag = element.tag
    if tag not in TAGS:
        raise ValueError(f"it comes out with the element {tag!r}, which is not shown here")
    if tag in LEAVES:
        return _leaf(element)
    attributes = {} if tag == "math" else _attributes(element)
    children = [_made(child) for child in element]
    if tag not in PARTS:
        if len(children) == 1 and children[0][:2] == ["mrow", {}]:
            children = children[0][2:]
        children = _row(children)
        return children[0] if tag == "mrow" and len(children) == 1 and not attributes else [tag, attributes, *children]
    if len(children) != PARTS[tag]:
        raise ValueError(f"a fraction, root or script has {len(children)} of its {PARTS[tag]} parts")
    if tag in SCRIPTS:
        for script in children[1:]:
            _close_up(script)
    over = children[1][2:] if tag == "mover" and children[1][0] == "mo" else []
    if over and (over[0] in _BARS or over[0] in _ACCENTS):
        stretchy = {"stretchy": "true"} if over[0] in _BARS else {}
        return [tag, {"accent": "true"}, children[0], ["mo", stretchy, _BARS.get(over[0], over[0])]]
    return [tag, attributes, *children]


def _attributes(element: Element) -> dict[str, str]:
    found = dict(element.attrib)
    if found.get("width", "").startswith("negative"):
        found["width"] = "-0.167em"
    for name, value in found.items():
        if name not in ATTRIBUTES or not _VALUE.fullmatch(value):
            raise ValueError(f"it comes out with the attribute {name!r}, which is not shown here")
    return found


def _leaf(element: Element) -> Tree:
    """A leaf of the right kind: the converter takes every sign it does not know for the name of a variable."""
    tag, attributes, text = element.tag, _attributes(element), element.text or ""
    if len(element) or "\\" in text or text in ("{", "}"):
        raise ValueError("something is missing before a brace, or a command stands where plain words must")
    if tag == "mspace":
        return [tag, attributes]
    text = _NUMBERED.sub(lambda match: chr(int(match[1], 16)), text)
    if length := _LENGTH.fullmatch(text):
        # To the converter a number before such letters is a length ("3in"); to us it is a product.
        minus = [["mo", {}, "−"]] if length[1] else []
        return ["mrow", {}, *minus, ["mn", {}, length[2]], *(["mi", {}, letter] for letter in length[3])]
    if attributes.pop("mathvariant", "") == "bold":
        text = "".join(map(_bold, text))
    elif tag == "mi" and len(text) == 1 and ("mathvariant" in element.attrib or "Α" <= text <= "Ω"):
        attributes["mathvariant"] = "normal"  # a single letter would lean
    if tag in ("mi", "mo") and len(text) > 1 and text.isascii() and text.isalpha():
        return ["mi", {}, text]
    if tag == "mi" and (_NUMBER.fullmatch(text) or unicodedata.category(text[:1] or " ") in ("No", "Nd")):
        tag = "mn"
    elif tag == "mi" and (text == ":" or unicodedata.category(text[:1] or " ") in ("Sm", "Ps", "Pe", "Pd")):
        tag = "mo"
    return [tag, attributes, text] if text or tag != "mi" else ["mrow", {}]


def _close_up(tree: Tree) -> None:
    """Takes the gaps around signs away, as in 2+: browsers keep them in scripts, where TeX has none."""
    if tree[0] == "mo":
        tree[1].update(lspace="0em", rspace="0em")
    for child in tree[2:]:
        if not isinstance(child, str):
            _close_up(child)


def _bold(letter: str) -> str:
    """The bold sign of its own that browsers show, where there is one."""
    for first, last, bold in (("A", "Z", 0x1D400), ("a", "z", 0x1D41A), ("0", "9", 0x1D7CE)):
        if first <= letter <= last:
            return chr(bold + ord(letter) - ord(first))
    return letter


def _upright(tree: Tree) -> bool:
    return tree[0] == "mi" and (tree[1].get("mathvariant") == "normal" or (len(tree[2]) > 1 and tree[2].isascii()))


def _row(children: list[Tree]) -> list[Tree]:
    """Neighbours in a row: upright letters become one word, a script included; names of functions get their gaps."""
    row: list[Tree] = []
    for child in children:
        if child[0] == "mo" and len(child) == 3 and child[2] == "":
            continue  # a bracket left out on purpose
        base = leaf_of(child)
        before = row[-1] if row else None
        if before is not None and _upright(before) and _upright(base) and not _named(before) and not _named(base):
            base[2] = row.pop()[2] + base[2]
            base[1].pop("mathvariant", None)
        elif before is not None and before[0] != "mspace" and _spaced(before, child):
            row.append(_GAP)
        row.append(child)
    return row


def _named(leaf: Tree) -> bool:
    return leaf[0] == "mi" and leaf[2] in FUNCTIONS


def _spaced(before: Tree, after: Tree) -> bool:
    """Whether the name of a function stands on either side, and no sign or bracket on the other."""
    if _named(leaf_of(after)):
        return leaf_of(before)[0] != "mo" or leaf_of(before)[2] in ")]}|"
    return _named(leaf_of(before)) and after[0] not in ("mo", "mspace")
