"""A formula in words, for everything that is one line of plain text: "E = RT/(zF) ln([K⁺]_out/[K⁺]_in)".

Screen readers say it where they cannot be given a formula: names of controls, options of lists, messages.
"""

import unicodedata

from crampcourse.library.mathml import FUNCTIONS, Tree, leaf_of

_RAISED = str.maketrans("0123456789+−=()ni∘°′″", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ°°′″")
_LOWERED = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OVER = {"→": "\u20d7", "^": "\u0302", "¯": "\u0304", "˙": "\u0307", "¨": "\u0308", "~": "\u0303"}
_TIGHT = set("/!|‖∂∇√∑∏∫¬∀∃∠∞′″")
_OPENING, _CLOSING = "([{⟨", ")]}⟩"
_BOLD = {chr(code) for code in range(0x1D400, 0x1D800)}
_LARGE = ("∑", "∏", "∫")


def words_of(tree: Tree) -> str:
    """The formula on one line, with signs a person can read and a screen reader can say."""
    return " ".join(_said(tree).replace("\u00a0", " ").split())


def _said(tree: Tree) -> str:
    tag, attributes, *children = tree
    if tag in ("mi", "mn", "mo", "mtext"):
        # Bold letters are signs of their own, which screen readers spell out or pass over.
        return "".join(unicodedata.normalize("NFKC", sign) if sign in _BOLD else sign for sign in children[0])
    if tag == "mspace":
        return "" if attributes.get("width", "0").startswith(("-", "0e")) else " "
    if tag == "mfrac":
        return f"{_grouped(children[0], product=True)}/{_grouped(children[1])}"
    if tag == "mroot":
        index = _said(children[1])
        return f"{_raised(index)}√{_grouped(children[0])}"
    if tag == "msqrt":
        return f"√{_grouped(['mrow', {}, *children])}"
    if tag == "mtable":
        return "; ".join(", ".join(_line(cell[2:]) for cell in row[2:]) for row in children)
    if tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover"):
        return _scripted(tag, attributes, children)
    return _line(children)


def _line(row: list[Tree]) -> str:
    """A row with spaces around relations and operations, and around words."""
    line = ""
    after_word = False
    for place, child in enumerate(row):
        text = _said(child)
        sign = child[2] if child[0] == "mo" else ""
        word = len(text) > 1 and text.isalpha()
        if sign and sign not in _TIGHT and (unicodedata.category(sign[0]) == "Sm" or "←" <= sign <= "⇿"):
            first = not line.strip() or line.rstrip()[-1] in f"{_OPENING},;" or _is_sign(row[place - 1])
            line = f"{line}{text}" if first else f"{line.rstrip()} {text} "
        elif sign in (",", ";"):
            line = f"{line.rstrip()}{text} "
        elif child[0] == "mfrac" and place and _is_name(row, place - 1):
            line = f"{line.rstrip()}({text})"
        else:
            apart = (word or after_word) and line[-1:].isalnum() and text[:1].isalnum()
            line += f" {text}" if apart else text
        after_word = word
    return line.strip(" ")


def _is_sign(tree: Tree) -> bool:
    return tree[0] == "mo" and tree[2] not in (*_CLOSING, "!", "|", "′")


def _is_name(row: list[Tree], place: int) -> bool:
    """Whether the name of a function stands at this place, or before the gap that stands there."""
    leaf = leaf_of(row[place - 1] if row[place][0] == "mspace" and place else row[place])
    return leaf[0] == "mi" and leaf[2] in FUNCTIONS


def _grouped(tree: Tree, *, product: bool = False) -> str:
    """In brackets unless it is one thing, or (``product``) several with no sign between them."""
    text = _said(tree)
    whole = _is_one(tree) or (product and not any(sign in text for sign in " /"))
    return text if whole else f"({text})"


def _is_one(tree: Tree) -> bool:
    tag, _, *children = tree
    if tag in ("mrow", "mstyle", "math") and len(children) == 1:
        return _is_one(children[0])
    if tag in ("mrow", "math") and children:
        first, last = leaf_of(children[0]), leaf_of(children[-1])
        inner = [child[2] for child in children[1:-1] if child[0] == "mo"]
        pair = first[0] == last[0] == "mo" and first[2] in _OPENING and last[2] in _CLOSING
        return pair and not any(sign in _OPENING + _CLOSING for sign in inner)
    return tag not in ("mrow", "mfrac", "mtable", "math", "mstyle")


def _scripted(tag: str, attributes: dict[str, str], children: list[Tree]) -> str:
    base, *scripts = map(_said, children)
    if attributes.get("accent"):
        return "".join(letter + _OVER.get(scripts[0], "") for letter in base)
    if base in _LARGE:
        low, high = (scripts[0], scripts[-1]) if len(scripts) == 2 else (scripts[0], "")
        bounds = f"{low} to {high}" if high else f"over {low}" if tag in ("msub", "munder") else f"to {low}"
        return f"{base} ({bounds}) "
    base = _grouped(children[0]) if base else ""
    if tag in ("msub", "munder"):
        return base + _lowered(scripts[0])
    if tag in ("msup", "mover"):
        return base + _raised(scripts[0])
    return base + _lowered(scripts[0]) + _raised(scripts[1])


def _raised(text: str) -> str:
    return _script(text, _RAISED, "^")


def _lowered(text: str) -> str:
    return _script(text, _LOWERED, "_")


def _script(text: str, table: dict[int, int], mark: str) -> str:
    tight = text.replace(" ", "")
    if all(ord(letter) in table for letter in tight):
        return tight.translate(table)
    return f"{mark}{text}" if tight.isalnum() and tight == text else f"{mark}({text})"
