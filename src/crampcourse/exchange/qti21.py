"""QTI 2.1: an IMS content package with one file for each item, a test of them all, and a manifest.

The consortium's own schema (imsqti_v2p1p2.xsd, version 2.1.2) is in no package of PyPI, npm or Debian that we found,
and its licence keeps it out of the repository. So the tests check what is written in two other ways. A grammar
(``tests/exchange/qti21_grammar.py``) says again by hand what that schema asks of the elements written here. And
somebody else's programs read, show and mark every kind of item (``tests/browser/test_qti21.py``): the converter
citolab-qti-convert 0.2 and the player @citolab/qti-components 7.27.
"""

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree as Tree

import crampcourse
from crampcourse.exchange.qti21_items import SPACE, assessment_item
from crampcourse.exchange.qti21_rules import Node, node
from crampcourse.exchange.writing import Exported, left_out, lost, plain_data, tags, texts_of
from crampcourse.library.inline import formulas_in
from crampcourse.library.items import Item
from crampcourse.library.shelf import Library

NAME = "QTI 2.1"
KINDS = ("single", "multiple", "numeric", "order", "short", "match", "cloze", "two-tier")
SAYS = ("tags", "shuffle")
PACKAGE_SPACE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM_SPACE = "http://ltsc.ieee.org/xsd/LOM"
DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip archive knows; the same items must give the same bytes."""
_WHY_NOT = {
    "label": f"{NAME} places pictures on a picture, and these names are words",
    "find": f"where parts of a drawing cover one another, areas of {NAME} would count otherwise than here",
}


def export(items: Sequence[Item], library: Library) -> Exported:  # noqa: ARG001 (one signature for all formats)
    """A zip archive; empty where no item can be written."""
    files: dict[str, Node] = {}
    written: list[Item] = []
    losses: list[str] = []
    for item in items:
        if item.kind in _WHY_NOT:
            losses.append(f"{item.id}: left out; {_WHY_NOT[item.kind]}")
        elif reason := left_out(item, NAME, KINDS):
            losses.append(reason)
        elif _file(item) in files:
            losses.append(f"{item.id}: left out; an item with this id is there already")
        else:
            files[_file(item)], details = assessment_item(item, _identifier(item))
            written.append(item)
            if any(list(formulas_in(text)) for text in texts_of(plain_data(item))):
                details = [*details, "how formulas are typeset (written in words)"]
            losses += lost(item, details, says=SAYS)
    if not written:
        return Exported(b"", losses)
    return Exported(_archive({"imsmanifest.xml": _manifest(written), "test.xml": _test(written), **files}), losses)


def _file(item: Item) -> str:
    return f"items/{item.id}.xml"


def _identifier(item: Item) -> str:
    """The item's id; names of XML begin with a letter, and no id of ours begins with a line."""
    return f"_{item.id}" if item.id[0].isdigit() else item.id


def _test(items: Sequence[Item]) -> Node:
    """All items in one section. Its names are in capitals, so that no item has one of them."""
    shown = {"maxAttempts": "1", "showFeedback": "true"}
    section = node("assessmentSection", identifier="SECTION", title="crampcourse", visible="true")
    section.extend(node("assessmentItemRef", identifier=_identifier(item), href=_file(item)) for item in items)
    part = node("testPart", node("itemSessionControl", **shown), section, identifier="PART")
    part.attrib |= {"navigationMode": "nonlinear", "submissionMode": "individual"}
    scores = node("sum", node("testVariables", variableIdentifier="SCORE"))
    return node(
        "assessmentTest",
        node("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"),
        part,
        node("outcomeProcessing", node("setOutcomeValue", scores, identifier="SCORE")),
        xmlns=SPACE,
        identifier="TEST",
        title="crampcourse",
        toolName="crampcourse",
        toolVersion=crampcourse.__version__,
    )


def _manifest(items: Sequence[Item]) -> Node:
    about = node("metadata", node("schema", "QTIv2.1 Package"), node("schemaversion", "1.0.0"))
    test = node("resource", identifier="TEST", type="imsqti_test_xmlv2p1", href="test.xml")
    test.append(node("file", href="test.xml"))
    test.extend(node("dependency", identifierref=_identifier(item)) for item in items)
    resources = node("resources", test, *map(_resource, items))
    return node("manifest", about, node("organizations"), resources, xmlns=PACKAGE_SPACE, identifier="MANIFEST")


def _resource(item: Item) -> Node:
    """The file of an item, with objective, sources and claims as keywords."""
    general = node("general", node("title", node("string", item.id, language="en-GB")))
    general.extend(node("keyword", node("string", f"{name}:{value}", language="en-GB")) for name, value in tags(item))
    return node(
        "resource",
        node("metadata", node("lom", general, xmlns=LOM_SPACE)),
        node("file", href=_file(item)),
        identifier=_identifier(item),
        type="imsqti_item_xmlv2p1",
        href=_file(item),
    )


def _archive(files: dict[str, Node]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in files.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the system that writes would be told, and its rights of access.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, _xml(root))
    return content.getvalue()


def _xml(root: Node) -> str:
    """The document; only where words and elements do not mix may a line be broken."""
    for part in root:
        if part.tag not in ("itemBody", "modalFeedback"):
            Tree.indent(part)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'
