"""A small valid course of its own, with one item of each kind: what tests of reading content share."""

import json
from pathlib import Path

from crampcourse.library.shelving import CLAIM_COLUMNS

ITEMS = """\
- id: one-bone
  kind: single
  objective: L01-O1
  stem: Which bone?
  options:
    - text: Talus
      key: true
      rationale: Yes.
    - text: Tibia
      rationale: No.
      misconception: wrong-bone
  sources: [GRAY]
  claims: [1]
- id: two-bones
  kind: multiple
  objective: L01-O1
  stem: Which bones?
  options:
    - {text: Talus, key: true, rationale: Yes.}
    - {text: Fibula, key: true, rationale: Yes.}
    - {text: Knee, rationale: No.}
  sources: [GRAY]
- id: how-far
  kind: numeric
  objective: L01-O1
  stem: How far?
  value: 35
  unit: °
  tolerance: 5
  rationale: So far.
  sources: [GRAY]
- id: which-first
  kind: order
  objective: L01-O1
  stem: In which order?
  steps:
    - {text: One, rationale: First.}
    - {text: Two, rationale: Second.}
    - {text: Three, rationale: Third.}
  rationale: As one counts.
  sources: [GRAY]
- id: name-them
  kind: label
  objective: L01-O1
  stem: Name them.
  plate: lateral
  targets:
    - {structure: talus, rationale: Here.}
    - {structure: tibia, rationale: There.}
  sources: [GRAY]
- id: find-it
  kind: find
  objective: L01-O1
  stem: Find it.
  plate: lateral
  structure: talus
  rationale: There.
  distractors:
    - {structure: tibia, rationale: Higher up., misconception: wrong-bone}
  sources: [GRAY]
- id: in-a-word
  kind: short
  objective: L01-O1
  stem: Which muscle?
  accepted: [soleus]
  wrong:
    - {text: gastrocnemius, rationale: It crosses the knee., misconception: wrong-bone}
  rationale: So it is.
  sources: [GRAY]
- id: put-together
  kind: match
  objective: L01-O1
  stem: What belongs together?
  pairs:
    - {prompt: Heel, answer: Calcaneus, rationale: The heel bone.}
    - {prompt: Shin, answer: Tibia, rationale: The shin bone.}
  spare:
    - {text: Patella, rationale: It lies at the knee.}
  sources: [GRAY]
- id: fill-in
  kind: cloze
  objective: L01-O1
  stem: Fill in.
  text: The {{1}} carries the {{2}}.
  gaps:
    - kind: choice
      options:
        - {text: tibia, key: true, rationale: Yes.}
        - {text: knee, rationale: No.}
    - kind: text
      accepted: [body]
      rationale: Yes.
  sources: [GRAY]
- id: and-why
  kind: two-tier
  objective: L01-O1
  stem: Which?
  options:
    - {text: Talus, key: true, rationale: Yes.}
    - {text: Tibia, rationale: No.}
  why: And why?
  reasons:
    - {text: It lies lower., key: true, rationale: Yes.}
    - {text: It is longer., rationale: No.}
  sources: [GRAY]
- id: on-the-curve
  kind: trace
  objective: L01-O1
  stem: Where is the peak?
  trace: twitch
  stretches:
    - {low: 10, high: 20, rationale: It still rises., misconception: wrong-bone}
    - {low: 30, high: 40, key: true, rationale: Yes.}
  elsewhere: No.
  sources: [GRAY]
- id: drawn-number
  kind: drawn-numeric
  objective: L01-O1
  stem: How much at {{ankle_deg}}°?
  formula: muscle_torque
  draw:
    ankle_deg: {low: 0, high: 15, step: 5}
  given: {muscle: soleus, activation: 1}
  unit: N m
  tolerance_percent: 2
  rationale: So much.
  sources: [GRAY]
- id: drawn-choice
  kind: drawn-single
  objective: L01-O1
  stem: What does {{muscle_name}} do?
  formula: muscle_role
  draw:
    muscle: [soleus, tibialis_anterior]
  given: {task: plantarflexion}
  options:
    - {value: agonist, text: It pulls with it., rationale: Yes.}
    - {value: antagonist, text: It pulls against it., rationale: No.}
  sources: [GRAY]
"""
LESSON = """\
id: L01
title: Bones
topic: Bones
notebook: 01_bones.ipynb
minutes: 45
needs: Nothing.
notice: Education.
objectives:
  - {id: L01-O1, text: Name a bone.}
quizzes:
  - {id: L01-check-1, title: Check, items: [one-bone, how-far]}
key_points:
  - {objective: L01-O1, text: Bones have names.}
claims: [1]
"""
SHELF = {
    "items/L01.yaml": ITEMS,
    "lessons/L01.yaml": LESSON,
    "misconceptions.yaml": "- {id: wrong-bone, wrong: It is the tibia., right: It is the talus.}\n",
    "structures.yaml": """\
- {id: talus, name: Talus, tissue: bone, layer: bones, parts: [talus], does: Carries., source: GRAY}
- {id: tibia, name: Tibia, tissue: bone, layer: bones, parts: [tibia], does: Carries., source: GRAY}
- {id: sural-nerve, name: Sural nerve, tissue: nerve, layer: vessels_nerves, parts: [sural], does: Feels., source: GRAY}
- {id: patella, name: Patella, tissue: bone, layer: bones, parts: [patella], does: Glides., source: GRAY}
""",
    "traces.yaml": """\
- id: twitch
  title: A twitch
  caption: Force over time.
  curve: twitch
  x: {name: Time, unit: ms, low: 0, high: 100, ticks: [0, 50, 100]}
  y: {name: Force, unit: N, low: 0, high: 1, ticks: [0, 1]}
  step: 1
  sources: [GRAY]
""",
    "boards.yaml": "- {id: triage, title: Desk, purpose: Judge., notice: No diagnosis., words: {ask: Ask}}\n",
    "flags.yaml": "- {id: too-long, urgency: urgent, name: Too long, sentence: It lasted too long., sources: [GRAY]}\n",
    "questions.yaml": """\
- {id: lasts, way: ask, text: "How long?", short: how long, screens: [too-long]}
- {id: before, way: ask, text: "What before?", short: what before}
- {id: where, way: ask, text: "Where?", short: where}
- {id: look, way: examine, text: Look., short: a look}
- {id: touch, way: examine, text: Touch., short: touch, screens: [too-long]}
""",
    "vignettes/nights.yaml": """\
- id: one-night
  title: One night
  story: A calf hurts.
  topic: cramp
  ask:
    - question: lasts
      answer: An hour.
      raises: [too-long]
      pain: [{doing: rest, minutes: 9, pain: [0, 9]}, {doing: walk, minutes: 1, pain: [9, 0]}]
    - {question: before, answer: Nothing.}
    - {question: where, answer: The calf.}
  examine:
    - {question: look, answer: A knot.}
    - {question: touch, answer: Sore., areas: [sural]}
  decision: urgent
  said:
    self_care: {text: No., misconception: wrong-bone}
    routine: {text: Later is too late.}
    urgent: {text: Yes.}
    emergency: {text: Not that.}
  sources: [GRAY]
""",
    "plates.yaml": "- {id: lateral, title: Outer side, caption: From outside., layers: [bones, vessels_nerves]}\n",
    "references.json": json.dumps(
        [
            {
                "key": "GRAY",
                "authors": "Gray",
                "year": 1858,
                "title": "Anatomy",
                "finding": "Bones.",
                "verification": "partial",
            }
        ]
    ),
    "plates/lateral.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<g data-layer="bones"><g data-structure="talus"><path class="fill" d="M1 1H3V3Z"/></g>
<g data-structure="tibia"><g><path class="fill" d="M4 4H6V6Z"/></g></g>
<g data-structure="fibula"><path class="detail" d="M7 7H8"/></g></g>
<g data-layer="vessels_nerves"><g data-structure="sural"><path class="fill" d="M1 7H2V8Z"/></g></g></svg>
""",
    "claims.csv": ",".join(CLAIM_COLUMNS) + '\n1,bones,"Bones, they cramp",wrong,Muscles cramp.,GRAY,corrected,L01\n',
}


def write_shelf(folder: Path, changed: dict[str, str | bytes] | None = None) -> Path:
    """Writes the course into ``folder``, with some files replaced."""
    for name, text in {**SHELF, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
