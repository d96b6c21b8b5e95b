"""Formulas: a part of TeX that we know, checked, then made into a tree of MathML and into words.

What is not on the list of commands below is refused, with all that is wrong at once: no link, colour, style, macro
or file can come out of a text, whatever the converter (latex2mathml) would make of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from crampcourse.library.formula_words import words_of
from crampcourse.library.mathml import FUNCTIONS, Tree, markup_of, tree_of

LONGEST = 500
"""Characters of TeX; what is longer does not belong into a sentence."""
DEEPEST = 12
"""Groups inside groups."""

ENVIRONMENTS = ("bmatrix", "cases", "matrix", "pmatrix", "vmatrix")
_LETTERS = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma varsigma tau
upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar partial nabla infty
"""
_SIGNS = """
cdot times div pm mp ast circ bullet sum prod int propto sim simeq approx equiv neq ne leq le geq ge ll gg lt gt to
mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow rightleftharpoons uparrow downarrow mid
parallel perp angle in notin subset cup cap forall exists neg land lor ldots cdots dots prime vert Vert lvert rvert
langle rangle
"""
_PARTS = """
frac dfrac tfrac sqrt left right text mathrm mathbf bar overline hat vec dot ddot tilde
quad qquad
"""
COMMANDS = frozenset(f"\\{name}" for name in [*f"{_LETTERS} {_SIGNS} {_PARTS}".split(), *FUNCTIONS, *",:;! {}%&#_|$"])
KNOWN = (
    r"known are Greek letters, signs and arrows, names such as \ln, and \frac, \sqrt, \text, \mathrm, \mathbf, \vec, "
    rf"\hat, \bar, \dot, \left … \right, \quad, and \begin with {', '.join(ENVIRONMENTS)}"
)
_LINE_ENDS = ("\u2028", "\u2029")
"""Nobody types these; other formats lose them."""
_ADVICE = {
    r"\ce": r"write ions as \mathrm{Ca^{2+}}",
    r"\boldsymbol": r"write \mathbf",
    r"\bm": r"write \mathbf",
    r"\degree": "write °",
    r"\href": "links stand in sources",
}
_CONVERTERS = {
    "DoubleSuperscriptsError": "two signs ^ follow one another; put what belongs together in braces, such as x^{2^3}",
    "DoubleSubscriptsError": "two signs _ follow one another; put what belongs together in braces, such as x_{a_b}",
    "NoAvailableTokensError": r"nothing stands behind its last command; write what belongs there, such as \sqrt{x}",
}
_DELIMITERS = {*"()[]|/.<>", r"\{", r"\}", r"\|", r"\langle", r"\rangle", r"\vert", r"\Vert", r"\lvert", r"\rvert"}
_UNKNOWN_SIGNS = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "~": r"\ ",
    '"': "it inside \\text{…}",
    "`": "'",
    "@": "it inside \\text{…}",
}
_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
# The converter reads what stands in these braces letter by letter.
_TEXT = re.compile(r"\\text(?![A-Za-z])(?:\s*\{[^{}\\$&#%~^_]*\})?")
_GAP = re.compile(r"\{\{[0-9]+\}\}")


@dataclass(frozen=True)
class Formula:
    """One formula: as it was written, as a tree (see mathml.py), and in words for one line of plain text."""

    tex: str
    tree: Tree
    words: str

    @property
    def markup(self) -> str:
        """MathML, with every sign of its texts escaped."""
        return markup_of(self.tree)


@cache
def formula(tex: str) -> Formula:
    """The formula of this TeX, made once; ValueError says all that is wrong with it. Its tree must not be changed."""
    faults = list(_faults(tex))
    if not faults:
        # Late: the table of its symbols takes a while, and most texts have no formula.
        from latex2mathml.converter import convert_to_element

        try:
            # With the brace beside the command, single letters would lose their upright shape.
            tree = tree_of(convert_to_element(re.sub(r"\\math(rm|bf)\{", r"\\math\1 {", tex)))
        except ValueError as error:
            faults = [str(error)]
        except Exception as error:  # noqa: BLE001 (the converter's errors have no class in common)
            faults = [_CONVERTERS.get(type(error).__name__, f"a part of it is missing ({type(error).__name__})")]
        else:
            return Formula(tex, tree, words_of(tree))
    raise ValueError(f"the formula {quoted(tex)} cannot be shown: {'; '.join(faults)}")


def can_be_shown(tex: str) -> bool:
    """Whether nothing is wrong with this TeX."""
    try:
        formula(tex)
    except ValueError:
        return False
    return True


def quoted(tex: str) -> str:
    """The TeX as it stands in a text, or its beginning."""
    return f"${tex}$" if len(tex) <= 80 else f"${tex[:80]}…"


def _faults(tex: str) -> Iterator[str]:
    """What can be seen without converting."""
    if not tex.strip():
        yield "it is empty"
        return
    if len(tex) > LONGEST:
        yield f"it has {len(tex):,} characters; at most {LONGEST} are read"
        return
    if gap := _GAP.search(tex):
        yield f"the gap {gap[0]} stands in it; end the formula before a gap, and part other double braces ({{ {{)"
    if any(found[0].strip() == r"\text" for found in _TEXT.finditer(tex)):
        yield r"\text takes plain words in braces, such as \text{in}, without commands, braces or ^ _ & # % ~ in them"
    outside = _TEXT.sub(" t ", tex)
    yield from _unknown(outside)
    yield from _unbalanced([token for token in _TOKEN.findall(outside) if not token.isspace()])


def _unseen(sign: str) -> bool:
    """Whether nobody can see or type this sign; a blank is no such sign."""
    return sign in _LINE_ENDS or (not sign.isspace() and unicodedata.category(sign)[0] == "C")


def _unknown(tex: str) -> Iterator[str]:
    strange = []
    for token in dict.fromkeys(_TOKEN.findall(tex)):
        if token.endswith("}") and token.startswith((r"\begin", r"\end")):
            if token.partition("{")[2] not in (f"{name}}}" for name in ENVIRONMENTS):
                strange.append(token)
        elif token == "\\":
            yield "it ends with a single backslash"
        elif token.startswith("\\") and token not in COMMANDS and token != r"\\":
            near = get_close_matches(token, COMMANDS, 1, 0.75)
            if advice := _ADVICE.get(token) or (f"did you mean {near[0]}?" if near else None):
                yield f"{token} is not known here; {advice}"
            else:
                strange.append(token)
        elif token in _UNKNOWN_SIGNS:
            yield f"{token} has a meaning of its own in TeX; write {_UNKNOWN_SIGNS[token]}"
        elif unseen := [sign for sign in token if _unseen(sign)]:
            yield f"it holds the invisible character U+{ord(unseen[0]):04X}; take it out"
    if strange:
        yield f"{', '.join(strange)} {'are' if len(strange) > 1 else 'is'} not known here; {KNOWN}"


def _unbalanced(tokens: list[str]) -> Iterator[str]:
    """Groups that are not closed, not opened or too deep, and what lacks the sign that must follow it."""
    open_groups: list[str] = []
    deepest = 0
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in ("{", r"\left") or token.startswith(r"\begin"):
            open_groups.append(token)
            deepest = max(deepest, len(open_groups))
        if token in ("}", r"\right") or token.startswith(r"\end"):
            opener = {"}": "{", r"\right": r"\left"}.get(token, token.replace(r"\end", r"\begin"))
            if not open_groups or open_groups[-1] != opener:
                inside = f"inside {open_groups[-1]}" if open_groups else "and nothing is open"
                yield f"{token} stands {inside}; open it with {opener}"
                return
            open_groups.pop()
        if token in (r"\left", r"\right") and following not in _DELIMITERS:
            yield f"{token} needs a bracket behind it, or a point for none"
        if token in ("&", r"\\") and not any(group.startswith(r"\begin") for group in open_groups):
            yield rf"{token} stands outside a matrix or cases; for the sign write \&"
        if token in "^_" and (following in ("", "}", "^", "_", "&", r"\\", r"\right") or following.startswith(r"\end")):
            yield f"nothing stands behind {token}; write what belongs there, such as x{token}{{1}}"
    if open_groups:
        yield f"{' and '.join(open_groups)} is not closed"
    if deepest > DEEPEST:
        yield f"groups stand {deepest} deep in one another; at most {DEEPEST} are read"
