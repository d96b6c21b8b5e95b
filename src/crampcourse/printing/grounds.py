"""What a key says about every item, whatever its kind: objective, sources with their marks, hints, claims."""

from crampcourse.learning.drawn import is_drawn
from crampcourse.library import Library
from crampcourse.library import items as i
from crampcourse.library.citing import cite
from crampcourse.library.types import Reference
from crampcourse.printing.nodes import Child, h, rich


def grounds(item: i.Item, library: Library, draw: int) -> Child:
    """Where an item comes from: objective, sources with how far they were verified, hints, claims, draw, id."""
    (objective,) = (o for o in library.lesson_of(item.objective).objectives if o.id == item.objective)
    entries: list[tuple[str, list[Child]]] = [
        ("Objective", [f"{objective.id}: ", rich(objective.text)]),
        ("Hints", [h("ol", {}, (h("li", {}, rich(hint)) for hint in item.hints))] if item.hints else []),
        ("Sources", [h("ul", {}, (_source(library.references[key]) for key in item.sources))]),
        ("Claims", [", ".join(map(str, item.claims))] if item.claims else []),
        ("Numbers", [f"draw {draw}; each learner gets others"] if is_drawn(library.items[item.id]) else []),
        ("Item", [h("code", {}, item.id)]),
    ]
    return h("dl", {}, ([h("dt", {}, name), h("dd", {}, said)] for name, said in entries if said))


def _source(reference: Reference) -> Child:
    cited = cite(reference)
    address = cited["address"]
    link: Child = [" ", h("a", {"href": address}, address.removeprefix("https://"))] if address else None
    return h("li", {}, cited["text"], link, " ", h("em", {}, f"({cited['mark']})"))
