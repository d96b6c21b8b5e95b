"""The colours of the style sheet: enough contrast in light and dark, roles apart for every kind of colour vision."""

import math
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

KIT = Path(__file__).parents[1] / "src" / "crampcourse" / "widgets" / "kit.css"
THEMES = ("light", "dark")
TEXT_CONTRAST, LINE_CONTRAST, ROLE_DISTANCE = 4.5, 3.0, 15.0

# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)


def tokens() -> dict[str, dict[str, str]]:
    """Theme → token → colour as #rrggbb."""
    pairs = re.findall(
        r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", KIT.read_text(encoding="utf-8"), re.IGNORECASE
    )
    assert len(pairs) > 20
    return {theme: {name: colours[number] for name, *colours in pairs} for number, theme in enumerate(THEMES)}


TOKENS = tokens()


def linear(colour: str) -> np.ndarray:
    """Linear RGB from #rrggbb."""
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) from linear RGB."""
    t = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, other) -> float:
    """Colour difference of two L*a*b* colours (CIE 142-2001)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - math.sqrt(mean_c7 / (mean_c7 + 25**7)))
    c1, c2 = math.hypot((1 + g) * a1, b1), math.hypot((1 + g) * a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, (1 + g) * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180 if abs(h2 - h1) != 180 else h2 - h1
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    if c1 * c2 == 0:
        hm = h1 + h2
    elif abs(h1 - h2) <= 180:
        hm = (h1 + h2) / 2
    else:
        hm = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    cosine = lambda scale, shift: math.cos(math.radians(scale * hm + shift))  # noqa: E731 (one line of the formula)
    t = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.20 * cosine(4, -63)
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rotation = (
        -2 * math.sqrt(cm**7 / (cm**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    )
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))


# Sharma, Wu & Dalal 2005 (Color Res Appl 30:21), table 1: one colour, the other, their difference.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
    ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "difference"), PUBLISHED)
def test_our_ciede2000_gives_the_published_differences(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(difference, abs=1e-4)


def test_our_contrast_gives_the_known_extremes():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


GROUNDS = ["cc-page", "cc-panel"]
TEXTS = [
    *(
        (ink, ground)
        for ink in ("cc-ink", "cc-muted", "cc-accent", "cc-right", "cc-wrong", "cc-partly")
        for ground in GROUNDS
    ),
    *(
        (ink, f"cc-{verdict}-fill")
        for verdict in ("right", "wrong", "partly")
        for ink in ("cc-ink", "cc-muted", f"cc-{verdict}")
    ),
    ("cc-on-accent", "cc-accent"),
    ("ink", "page"),
]
LINES = [
    *(
        (line, ground)
        for line in ("cc-line", "cc-focus", "cc-agonist", "cc-antagonist", "cc-synergist", "cc-fixator")
        for ground in GROUNDS
    ),
    *((f"{tissue}-line", "page") for tissue in ("bone", "muscle", "tendon", "ligament", "retinaculum", "vein")),
    ("artery", "page"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read(theme, ink, ground):
    assert contrast(TOKENS[theme][ink], TOKENS[theme][ground]) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_and_controls_can_be_seen(theme, line, ground):
    assert contrast(TOKENS[theme][line], TOKENS[theme][ground]) >= LINE_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_roles_differ_for_every_colour_vision(theme, vision):
    roles = {
        role: lab(VISION[vision] @ linear(TOKENS[theme][f"cc-{role}"]))
        for role in ("agonist", "antagonist", "synergist", "fixator")
    }
    distances = {(a, b): ciede2000(roles[a], roles[b]) for a, b in combinations(roles, 2)}
    assert min(distances.values()) >= ROLE_DISTANCE, distances


# --- The tints of the drawings, as plate.css lets them be

MUSCLES = ("muscle", "muscle-lateral", "muscle-anterior", "muscle-deep")
TINT_DISTANCE = (
    5.0  # of two flat fills side by side; between role colours, which carry meaning alone, it is three times that
)
SOFT_DISTANCE = 4.5  # of skin and page: the ground under everything stays quiet

APART = [
    *(
        (muscle, other)
        for muscle in MUSCLES
        for other in ("page", "skin", "bone", "sheath", "tendon", "ligament", "nerve")
    ),
    *(("sheath", other) for other in ("page", "skin", "bone", "tendon", "ligament", "retinaculum", "nerve", "vein")),
]
EDGES = [
    *(("muscle-line", ground) for ground in (*MUSCLES, "skin", "page", "bone")),
    *(("skin-line", ground) for ground in ("skin", "page")),
    *(("tendon-line", ground) for ground in ("sheath", "skin", "page", "bone")),
    *(("bone-line", ground) for ground in ("bone", "skin", "page")),
    *(("artery", ground) for ground in (*MUSCLES, "bone", "skin", "page")),
]


def drawn_tokens() -> dict[str, dict[str, str]]:
    """Theme → token → colour inside a drawing: the kit's, with what plate.css changes."""
    pairs = re.findall(
        r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", (KIT.parent / "plate.css").read_text()
    )
    assert len(pairs) > 10
    return {theme: TOKENS[theme] | {name: pair[number] for name, *pair in pairs} for number, theme in enumerate(THEMES)}


DRAWN = drawn_tokens()


def least_distance(one: str, other: str) -> float:
    """The difference of two colours to the eyes that see the least of it."""
    return min(ciede2000(lab(vision @ linear(one)), lab(vision @ linear(other))) for vision in VISION.values())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("one", "other"), APART)
def test_muscles_and_sheaths_differ_from_what_lies_beside_them_for_every_colour_vision(theme, one, other):
    assert least_distance(DRAWN[theme][one], DRAWN[theme][other]) >= TINT_DISTANCE


@pytest.mark.parametrize("theme", THEMES)
def test_skin_is_seen_on_the_page(theme):
    assert least_distance(DRAWN[theme]["skin"], DRAWN[theme]["page"]) >= SOFT_DISTANCE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), EDGES)
def test_edges_of_muscle_skin_and_sheath_are_seen_on_their_grounds(theme, line, ground):
    assert contrast(DRAWN[theme][line], DRAWN[theme][ground]) >= LINE_CONTRAST


def grey(colour: str) -> float:
    """Lightness (CIE L*, 0 to 100) of a colour on a printer without colours."""
    return float(lab(np.repeat(linear(colour) @ [0.2126, 0.7152, 0.0722], 3))[0])


def test_paper_without_colours_keeps_muscle_bone_and_artery_apart():
    light = {name: grey(colour) for name, colour in DRAWN["light"].items()}
    for muscle in MUSCLES:
        assert light["bone"] - light[muscle] >= 10
        assert light[muscle] - light["artery"] >= 20
        assert light[muscle] - light["muscle-line"] >= 20
    # Nerve, artery and vein differ by their lines alone where there is no colour: tests/test_plates.py.
    assert light["nerve"] - light["nerve-line"] >= 20
    assert light["vein"] - light["vein-line"] >= 20
