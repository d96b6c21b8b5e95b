"""The shell of a page of ours: one file that loads nothing, and runs nothing but the script it names by its hash."""

import base64
import hashlib
import xml.etree.ElementTree as ET

from crampcourse.printing.nodes import h, markup


def document(title: str, css: str, body: ET.Element, *, script: str = "", pictures: bool = False) -> str:
    """The page as HTML. ``script``: what is ours to run. ``pictures``: whether the page holds some within itself."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shows, runs = " img-src data:;" if pictures else "", f" script-src 'sha256-{digest}';" if script else ""
    policy = f"default-src 'none'; style-src 'unsafe-inline';{shows}{runs} base-uri 'none'; form-action 'none'"
    head = h(
        "head",
        {},
        h("meta", {"charset": "utf-8"}),
        h("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        h("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        h("title", {}, title),
        h("style", {}, css),
    )
    if script:
        body.append(h("script", {}, script))
    return f"<!doctype html>\n{markup(h('html', {'lang': 'en-GB'}, head, body))}\n"
