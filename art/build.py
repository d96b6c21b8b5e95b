"""Redraws every plate of the atlas into content/plates: `python -m art.build` (drawings and stills) or `--check`.

A drawing leaves here without any style of its own: the page's style sheets (kit.css, plate.css) colour it.
Each group carries `data-structure` (bare name) or `data-layer`, and an id that its view makes unique on a page.
"""

import argparse
import hashlib
import importlib
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLATES = ROOT / "src/crampcourse/content/plates"
WIDGETS = ROOT / "src/crampcourse/widgets"
VIEWS = ("lateral", "medial", "anterior", "posterior", "dorsal", "plantar", "axial")
LONG_SIDE_PX = 900
FRAME = "body{margin:0} .crampcourse{padding:0;border:0;border-radius:0} svg{display:block;width:100%}"
SVG = "{http://www.w3.org/2000/svg}"

# The name a group has in its drawing -> the layer a reader switches. What a drawing says itself comes first.
LAYERS = {
    "vessels_nerves_superficial": "vessels_nerves",
    "vessels_nerves_deep": "vessels_nerves",
    "muscles_layer_4": "muscles_deep",
    "muscles_layer_3": "muscles_deep",
    "muscles_layer_2": "muscles_intermediate",
    "muscles_layer_1": "muscles_superficial",
    "aponeurosis": "retinacula",
    "fascia": "retinacula",
}


def drawings() -> dict[str, str]:
    """Name of each plate -> its SVG as it is committed."""
    plates = {}
    for view in VIEWS:
        for name, drawing in importlib.import_module(f"art.{view}.draw").drawings().items():
            plates[name] = finish(name, drawing.text())
    return plates


def outlines(view: str) -> str:
    """The measured-through outlines of a view's bones as JSON text, for models that need whole shapes."""
    return json.dumps(importlib.import_module(f"art.{view}.draw").outlines())


def finish(name: str, svg: str) -> str:
    """Names the groups for the page: one view's ids never meet another's."""
    ET.register_namespace("", SVG.strip("{}"))
    root = ET.fromstring(svg)
    root.set("class", "plate")
    view = root[0]
    for group in root.iter(f"{SVG}g"):
        bare = group.attrib.pop("id", "")
        if not group.get("class", "").strip():
            group.attrib.pop("class", None)
        if not bare:
            continue
        if group is view:
            group.set("id", name)
        elif "layer" in group.get("class", "").split():
            group.set("id", f"{name}-layer-{bare}")
            group.set("data-layer", group.get("data-layer") or LAYERS.get(bare, bare))
        else:
            group.set("id", f"{name}-{bare}")
            # A casing only keeps what lies under a structure at a distance; it is no structure.
            if any("casing" not in child.get("class", "") for child in group):
                group.set("data-structure", bare)
    return ET.tostring(root, encoding="unicode") + "\n"


def stills_of(plates: dict[str, str]) -> dict[str, str]:
    """The pictures for pages that run nothing: each plate whole, and `NAME_bones`, skin and bones only."""
    pictures = dict(plates)
    for name, svg in plates.items():
        root = ET.fromstring(svg)
        view = root[0]
        layers = [group for group in view if group.get("data-layer")]
        if any(group.get("data-layer") == "bones" for group in layers):
            for group in layers:
                if group.get("data-layer") not in ("skin", "bones"):
                    view.remove(group)
            pictures[f"{name}_bones"] = ET.tostring(root, encoding="unicode")
    return pictures


def page_style() -> str:
    """The style sheets that colour a drawing."""
    return "".join((WIDGETS / f"{sheet}.css").read_text(encoding="utf-8") for sheet in ("kit", "plate"))


def fingerprint(name: str, svg: str) -> str:
    """Changes when anything that a still shows changes: the drawing, the kit's colours, the style of the plates."""
    kit, plate = ((WIDGETS / f"{sheet}.css").read_text(encoding="utf-8") for sheet in ("kit", "plate"))
    css = "".join(re.findall(r"--[\w-]+:[^;]*;", kit)) + plate
    return hashlib.sha256(f"{name}\0{svg}\0{css}".encode()).hexdigest()[:16]


def render(plates: dict[str, str]) -> dict[str, bytes]:
    """Each plate as a light PNG, drawn by Chromium with the page's own style sheets."""
    from playwright.sync_api import sync_playwright

    css = page_style()
    pictures = {}
    with sync_playwright() as playwright:
        chromium = next((path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), None)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(color_scheme="light")
        for name, svg in plates.items():
            _, _, width, height = map(float, ET.fromstring(svg).get("viewBox", "").split())
            scale = LONG_SIDE_PX / max(width, height)
            size = {"width": round(width * scale), "height": round(height * scale)}
            page.set_viewport_size(size)
            page.set_content(f"<style>{css}{FRAME}</style><div class='crampcourse'>{svg}</div>")
            pictures[name] = palette(page.screenshot())
        browser.close()
    return pictures


def palette(png: bytes) -> bytes:
    """The same picture with at most 128 colours: flat drawings lose nothing and weigh a third."""
    from PIL import Image

    picture = (
        Image.open(io.BytesIO(png))
        .convert("RGB")
        .quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    )
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Writes drawings, outlines and stills; with --check it only says which of them are stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a drawing or a still is stale")
    check = parser.parse_args(arguments).check
    plates = drawings()
    stills = PLATES / "stills.json"
    known = json.loads(stills.read_text()) if stills.exists() else {}
    shown = stills_of(plates)
    prints = {name: fingerprint(name, svg) for name, svg in shown.items()}
    if check:
        committed = {name: (PLATES / f"{name}.svg").read_text(encoding="utf-8") for name in plates}
        stale = [f"{name}.svg" for name in plates if committed[name] != plates[name]]
        stale += [f"{name}.png" for name in shown if known.get(name) != prints[name]]
        print("stale: " + ", ".join(stale) if stale else "all plates are fresh")
        return bool(stale)
    PLATES.mkdir(exist_ok=True)
    for name, svg in plates.items():
        (PLATES / f"{name}.svg").write_text(svg, encoding="utf-8")
    for view in VIEWS:
        (Path(__file__).parent / view / "outlines.json").write_text(outlines(view) + "\n")
    todo = {
        name: svg
        for name, svg in shown.items()
        if known.get(name) != prints[name] or not (PLATES / f"{name}.png").exists()
    }
    for name, png in render(todo).items() if todo else ():
        (PLATES / f"{name}.png").write_bytes(png)
        print(f"{name}: {len(shown[name]) // 1024} kB drawing, {len(png) // 1024} kB still")
    stills.write_text(json.dumps(prints, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
