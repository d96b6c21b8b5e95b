"""Makes what the coach is drawn from in content/coach: `python -m art.coach.build`, or `--check`.

figure.svg (parts), rig.json (how they hang together), poses.json (solved key frames) and one still for each movement:
the strip of frames that the widget itself shows where nothing may move, drawn by Chromium.
"""

import argparse
import hashlib
import io
import json
import re
import sys
from pathlib import Path

from art.coach import poses, rig
from art.coach.solve import angles_of, solve
from crampcourse.library import load
from crampcourse.widgets.base import bundle, styles
from crampcourse.widgets.coach import Coach, movement_data

ROOT = Path(__file__).parents[2]
COACH = ROOT / "src/crampcourse/content/coach"
SLACK_DEG = 0.6
WIDTH_PX = 900
PAGE = """async ([esm, css, state, figure]) => {
  const model = { get: (name) => state[name], set() {}, save_changes() {}, on() {}, off() {}, send() {} };
  const host = { getModel: async () => ({ get: (name) => figure[name] }) };
  const { default: widget } = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  const el = document.body.appendChild(document.createElement("div"));
  await widget.render({ model, el, host, signal: new AbortController().signal });
}"""
FRAME = "body{margin:0} .crampcourse{border:0;border-radius:0} .crampcourse .cc-strip{padding:12px;background:var(--cc-page);grid-template-columns:repeat(auto-fit,minmax(150px,1fr))}"


def stages() -> list[dict]:
    """Every variant of every movement with its frames solved; ValueError names joints beyond their range."""
    skeleton, faults, found = rig.rig(), [], []
    for movement in poses.MOVEMENTS:
        for variant in movement["variants"]:
            view, hidden = variant["view"], variant.get("hide", [])
            frames = []
            for frame in variant["frames"]:
                pose = json.loads(json.dumps(frame["pose"]))
                angles = angles_of(skeleton, view, solve(skeleton, view, pose), hidden)
                faults += [f"{movement['id']} {variant['id']} {frame['id']}: {fault}" for fault in beyond(skeleton, view, angles, hidden)]
                pose["angles"] = {joint: angle for joint, angle in angles.items() if angle}
                pose["root"] = [round(value, 2) for value in pose["root"]]
                frames.append({**frame, "pose": pose})
            found.append({"links": [], "hide": [], "trace": None, **variant, "frames": frames, "id": f"{movement['id']}-{variant['id']}"})
    if faults:
        raise ValueError("\n".join(faults))
    return found


def beyond(skeleton: dict, view: str, angles: dict[str, float], hidden: list[str]) -> list[str]:
    """The joints of a solved pose that are bent further than they may be."""
    limits = {part["joint"]: part["range"] for name, part in skeleton["views"][view].items() if part.get("joint") and name not in hidden}
    return [
        f"{joint} is {angles[joint]}°, allowed are {low}…{high}°"
        for joint, (low, high) in limits.items()
        if joint in angles and not low - SLACK_DEG <= angles[joint] <= high + SLACK_DEG
    ]


def files() -> dict[str, str]:
    """Name of each file -> its text as it is committed."""
    lines = ",\n".join(json.dumps(stage, ensure_ascii=False, separators=(",", ":")) for stage in stages())
    return {
        "figure.svg": rig.drawing(),
        "rig.json": json.dumps(rig.rig(), indent=1) + "\n",
        "poses.json": f"[\n{lines}\n]\n",
    }


def fingerprint(name: str) -> str:
    """Changes when anything that a still shows changes: figure, poses, words, style, and the script that draws it."""
    library = load()
    first = movement_data(library.movements[name], library)["variants"][0]
    style = [styles("coach_figure"), *(line for line in styles("coach").splitlines() if "cc-strip" in line)]
    colours = {"--cc-ink", *re.findall(r"var\((--cc-[\w-]+)", "".join(style))}
    shown = [
        {part: first[part] for part in ("frames", "stage", "tracing")},
        [(COACH / text).read_text(encoding="utf-8") for text in ("figure.svg", "rig.json")],
        bundle("coach_pose", "coach_trace", "coach_stage"),
        style,
        [token for token in re.findall(r"--[\w-]+:[^;]*;", styles("kit")) if token.partition(":")[0] in colours],
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def render(names: list[str]) -> dict[str, bytes]:
    """The strip of each movement's first variant as a light PNG."""
    from playwright.sync_api import sync_playwright

    library, pictures = load(), {}
    figure = {"svg": (COACH / "figure.svg").read_text(encoding="utf-8"), "rig": rig.rig()}
    with sync_playwright() as playwright:
        chromium = next((path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), None)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(color_scheme="light", reduced_motion="reduce", viewport={"width": WIDTH_PX, "height": 900})
        for name in names:
            state = {"movement": movement_data(library.movements[name], library), "figure": ""}
            page.set_content("<!doctype html><title>still</title>")
            page.evaluate(PAGE, [Coach._esm, Coach._css + FRAME, state, figure])
            pictures[name] = small(page.locator(".cc-strip").screenshot())
        browser.close()
    return pictures


def small(png: bytes) -> bytes:
    """The same picture with 256 colours; the thin blue arrows keep theirs."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Writes files and stills; with --check it only says which of them are stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file or a still is stale")
    parser.add_argument("--no-stills", action="store_true", help="write the files only")
    given = parser.parse_args(arguments)
    texts = files()
    if not given.check:
        COACH.mkdir(exist_ok=True)
        for name, text in texts.items():
            (COACH / name).write_text(text, encoding="utf-8")
    stale = [name for name, text in texts.items() if (COACH / name).read_text(encoding="utf-8") != text]
    if given.no_stills:
        return 0
    kept = COACH / "stills.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    prints = {movement["id"]: fingerprint(movement["id"]) for movement in poses.MOVEMENTS}
    todo = [name for name, mark in prints.items() if known.get(name) != mark or not (COACH / f"{name}.png").exists()]
    if given.check:
        stale += [f"{name}.png" for name in todo]
        print("stale: " + ", ".join(stale) if stale else "the coach is fresh")
        return bool(stale)
    for name, png in render(todo).items() if todo else ():
        (COACH / f"{name}.png").write_bytes(png)
        print(f"{name}: {len(png) // 1024} kB still")
    kept.write_text(json.dumps(prints, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
