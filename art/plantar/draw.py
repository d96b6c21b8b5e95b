"""Sole of the right foot, plantar view. u = medial (right; the hallux is on the right), v = towards the toes, mm; origin under the talocrural centre.
Outlines are control points drawn by eye through the measured landmarks (Lxx) and level widths; toes straightened; '^' = corner."""

from shapely.geometry import Polygon, LineString, box
from shapely.ops import unary_union
from art.atlas_kit import *

VB = (-72, -198, 124, 262)          # x, y (down), w, h in mm

# ------------------------------------------------------------------ bones
B = {}
B["talus"] = [
    (-7.2, -29.3, "L30 lateral tubercle of posterior process"), (-1.6, -28.2), (3, -26.6, "groove for flexor hallucis longus"), (7.8, -25, "medial tubercle"), (11.2, -19.4), (13, -10), (14.4, 0), (16.8, 7.6, "neck, medial"),
    (21, 12.6), (23.6, 18.6, "head, medial"), (21.6, 25), (16, 29.4), (7.2, 31.4, "L27 head"), (0, 29.8), (-5.2, 25.8), (-8, 20), (-9.2, 14, "neck, lateral"), (-13, 8.8), (-19, 5.2), (-23.4, 0.4, "L29 lateral process"),
    (-22, -5.4), (-18, -11.4), (-14.8, -18), (-12, -24.8)]
B["calcaneus"] = [
    (-11.2, -47.1, "L34 tuberosity"), (-4.5, -46.7, "L36"), (2.4, -43.8), (6.5, -37.6), (7, -30, "medial process L37"), (5.8, -22.6), (5.6, -16.6, "medial concavity"), (9, -12.4, "sustentaculum, back"), (15, -10.6), (20, -8.2),
    (21.9, -3.5, "L39 sustentaculum, medial edge"), (20.4, 2), (16, 6), (11, 8.8), (7.2, 12.2), (5, 16.6), (3.6, 21), (0.4, 24.5), (-6, 25.9, "L42 cuboid facet"), (-13, 25.2), (-18.6, 21.8), (-22, 18), (-22.7, 14.2, "L40 fibular trochlea"),
    (-21.4, 8.6), (-20.2, 1), (-20.2, -8), (-21, -18, "lateral process L38"), (-22.2, -28), (-21.6, -37), (-17.6, -44.2)]
B["navicular"] = [
    (23.2, 18.2, "tuberosity, back"), (25.9, 22.4), (26.8, 28.5, "L45 tuberosity"), (25.4, 34.2), (21.8, 39.4), (16, 43.6), (9, 46), (1, 45.6), (-5.4, 43.8), (-10.2, 40.4), (-11.4, 36.4), (-9.8, 31.2), (-5, 28.2), (2, 27, "plantar lip"),
    (9, 25.4), (15.2, 23), (19.6, 19.8)]
B["cuboid"] = [
    (-1.9, 20.6), (-4.6, 17, "beak under the calcaneus"), (-9, 18.4), (-14, 22.4), (-19.6, 25.8, "calcaneal facet"), (-25.4, 29.2), (-30.2, 34), (-32.8, 40.4, "L49 lateral notch"), (-31.8, 44.8), (-28, 48, "MT V facet"), (-22.6, 51.8), (-18, 54.1),
    (-14.6, 53.6, "MT IV facet"), (-12, 49.8), (-9, 43.8), (-5.4, 37.8), (-2.2, 32.2), (-1.2, 26.4)]
B["cuneiform_lateral"] = [
    (-3, 36.2), (2.2, 38.2), (4.5, 43), (2.4, 48.6), (-1.6, 54.2), (-4.2, 60), (-8, 63), (-14, 62.9), (-19.8, 60.8), (-20.4, 56), (-17.8, 48.6), (-13.6, 42.2), (-9, 37.4)]
B["cuneiform_intermediate"] = [
    (0, 38.6), (6, 38.1), (10, 41.4), (10.2, 48), (8.6, 55), (6.8, 60), (1.5, 60.5), (-4.4, 58.6), (-5.4, 53), (-4.2, 46), (-2.6, 41)]
B["cuneiform_medial"] = [
    (12.6, 35), (18.8, 35), (23.4, 38.4), (24.6, 43.6, "L55"), (24.3, 50.4), (23.2, 58), (22.2, 65), (19.4, 69.8), (13.4, 71.2), (8, 69.4), (6.2, 63), (5.3, 55), (5, 48), (6.8, 41), (9.4, 36.8)]
B["metatarsal_1"] = [
    (7, 61, "L59 tuberosity"), (11.5, 62.2), (15, 65.2), (20.2, 67.2), (22, 71), (21.2, 77.7), (20.7, 86), (21.1, 94.5, "50 %"), (22.6, 103), (25, 111.2, "25 %"), (26, 115.4, "L60"), (25.2, 121), (23.9, 124.6), (20.4, 126.9), (14, 127.9, "L57 head"), (7.6, 126.8),
    (5, 124.6), (4, 121), (3.6, 116), (4.6, 111), (7, 103), (8.3, 94.5), (6.6, 86), (4.1, 77.7), (1.9, 72), (1.3, 67.6, "90 %"), (2.6, 63)]
B["metatarsal_2"] = [
    (1.2, 56.9), (4.3, 60), (5.7, 65), (5.2, 69), (1.7, 74.5), (-1, 82), (-1.6, 91.4, "50 %"), (-2.2, 100), (-2.7, 108.6, "25 %"), (-1.5, 114), (-.9, 119), (-1.5, 122.6), (-3.4, 125), (-6.7, 125.9, "L62"), (-9.6, 124.8), (-10.9, 122.2), (-11.1, 118.6), (-10.7, 114), (-9.9, 108.6),
    (-9.9, 100), (-9.4, 91.4), (-9, 82), (-9.2, 75), (-11.2, 69.5), (-11.6, 65), (-7.8, 61.4), (-2.6, 58.2)]
B["metatarsal_3"] = [
    (-7, 57.7), (-4.3, 59.4), (-3.8, 64), (-6, 69), (-9.2, 74), (-11.6, 82), (-12.6, 90.8, "50 %"), (-13.6, 99), (-14.1, 107.5), (-13, 113), (-12.6, 117.6), (-13.4, 121), (-15, 123.4), (-17.9, 124.3, "L65"), (-20.8, 123.2), (-22, 121), (-21.9, 117.6), (-21.2, 113), (-20.2, 107.5),
    (-20.1, 99), (-19.9, 90.8), (-19.8, 82), (-20.4, 74), (-22.2, 69), (-22.6, 64), (-20.8, 59.6), (-14, 57.5)]
B["metatarsal_4"] = [
    (-25, 52.4), (-19, 54.2), (-14.4, 58), (-14.6, 62), (-17.7, 68.8), (-20.8, 77), (-22.5, 85.2, "50 %"), (-23.6, 93.5), (-24, 101.6), (-22.9, 107), (-22.7, 111.5), (-24.1, 115), (-26, 117.4), (-28.4, 118.1, "L68"), (-30.6, 117), (-31.9, 114.8), (-32.2, 111.2), (-31.2, 106.5), (-30.2, 101.6),
    (-30.2, 93.5), (-29.9, 85.2), (-29.6, 77), (-29.9, 68.8), (-32.4, 63.6), (-33.6, 59), (-31.4, 54.2)]
B["metatarsal_5"] = [
    (-35.8, 33.6, "L73 tuberosity"), (-32.4, 36), (-30.2, 41), (-27.4, 45.6), (-22.6, 50.8), (-22.8, 54.8), (-26, 60.2), (-29.4, 65.6), (-31.1, 71.1, "50 %"), (-32.6, 80), (-33.7, 89.8), (-33.4, 96), (-33.8, 101), (-34.8, 105), (-36.6, 107.6), (-39.6, 108.6, "L71"), (-42.8, 107.4), (-44.5, 104.8),
    (-45, 101.5, "L74"), (-44, 96), (-42.2, 89.8), (-41.2, 80), (-40.8, 71.1), (-41, 62), (-41.4, 52), (-41.8, 44), (-40.8, 38.4), (-38.6, 34.6)]


def phalanx(u0, v0, u1, v1, wb, wm, wh, tuft=False):
    """Base (concave, flared) at 0, head (rounded, two condyles) at 1; widths at base, middle, head."""
    L, a = math.hypot(u1 - u0, v1 - v0), math.atan2(v1 - v0, u1 - u0)
    p = ([(.03 * L, 0), (0, .34 * wb), (.09 * L, .5 * wb), (.22 * L, .46 * wb), (.5 * L, .5 * wm), (.7 * L, .5 * wm), (.84 * L, .5 * wh), (.95 * L, .46 * wh), (L, .26 * wh)] if not tuft else
         [(.03 * L, 0), (0, .34 * wb), (.08 * L, .49 * wb), (.2 * L, .46 * wb), (.5 * L, .48 * wm), (.7 * L, .5 * wm), (.8 * L, .5 * wh), (.9 * L, .44 * wh), (.97 * L, .26 * wh)])
    p = p + [(L * (.975 if not tuft else 1), 0)] + [(x, -y) for x, y in p[:0:-1]]
    return [(u0 + x * math.cos(a) - y * math.sin(a), v0 + x * math.sin(a) + y * math.cos(a)) for x, y in p]


PH = {1: [(14.4, 130.2, 13.4, 159.5, 19.6, 14.4, 17.4), (13.2, 162, 12.4, 183.6, 19, 12.4, 12.8)],
      2: [(-6.8, 128.4, -7.6, 153.2, 11.4, 5.8, 8.6), (-7.7, 155.6, -8, 166.4, 9.4, 7, 8), (-8.1, 168.4, -8.2, 177.2, 8.6, 6, 6.6)],
      3: [(-18, 126.8, -18.8, 149.2, 11, 6.2, 8.4), (-18.9, 151.5, -18.8, 160.8, 9.2, 7, 7.8), (-18.7, 162.8, -18.4, 171, 8.2, 5.8, 6.4)],
      4: [(-28.6, 120.6, -29.4, 141.8, 10.8, 5.8, 8), (-29.4, 144, -29, 152.2, 8.6, 6.8, 7.6), (-28.8, 154, -28.2, 161.6, 7.8, 5.4, 6)],
      5: [(-39.6, 111, -40, 132.2, 11, 6.4, 8), (-39.8, 134.4, -39, 141.2, 8, 6.8, 7.2), (-38.8, 143, -37.8, 150, 6.8, 4.8, 5.2)]}
NAME = ["prox", "mid", "dist"]
for dgt, ps in PH.items():
    for i, p in enumerate(ps):
        B[f"phalanx_{'dist' if i == len(ps) - 1 else NAME[i]}_{dgt}"] = phalanx(*p, tuft=i == len(ps) - 1)
B["sesamoid_medial"] = [(18.8, 113), (22, 114.4), (23.2, 118.6), (22.4, 123), (19.4, 125.4), (16.2, 123.8), (14.9, 119.2), (15.8, 114.8)]
B["sesamoid_lateral"] = [(8, 112.2), (11.2, 113.8), (12.4, 118), (11.4, 122.4), (8.4, 124.6), (5.2, 122.8), (4, 118.4), (5, 114)]

POLY = {k: poly(v) for k, v in B.items()}
DETAIL = {
    "calcaneus": [[(-12.6, 15.4), (-8.4, 18), (-3.4, 16.2), (-1.4, 12.4)], [(-19.4, 17.4), (-18.8, 13.8), (-19.6, 10)]],
    "navicular": [[(13.6, 38.8), (5, 41.4), (-4, 40.6)]],
    "talus": [[(19.6, 14.6), (16.2, 18.6), (9, 20.6)]],
    "cuneiform_medial": [[(9.6, 44), (9.4, 54), (10.8, 64)], [(17, 40), (17.6, 52), (17.4, 63)]],
    "cuneiform_lateral": [[(-2.6, 41), (-6.4, 50), (-9.2, 58.6)]],
    "metatarsal_1": [[(14.2, 108.6), (13.8, 116), (14, 124.4)], [(7.4, 110.4), (12, 107.4), (18, 107.8), (22.4, 110.6)], [(4.6, 70), (8.4, 67), (12.6, 68)]],
    "metatarsal_2": [[(-9.2, 115.6), (-8.6, 112.6), (-6.2, 111), (-3.8, 112.4), (-3, 115.2)]], "metatarsal_3": [[(-20.2, 114.6), (-19.6, 111.6), (-17.4, 110), (-15, 111.4), (-14.4, 114.2)]],
    "metatarsal_4": [[(-30.4, 108.4), (-29.8, 105.4), (-27.6, 103.8), (-25.4, 105.2), (-24.6, 108)]], "metatarsal_5": [[(-42.4, 98.2), (-41.6, 95), (-39, 93.4), (-36.6, 94.8), (-35.8, 97.8)], [(-38.6, 40), (-37.4, 48), (-34.6, 56)]]}
MARK = {  # id: (bone, region, lines, shaded): parts of a bone that can be named and lit on their own
    "calcaneal_tuberosity": ("calcaneus", [(5.2, -33), (4, -28), (.4, -25.2), (-4, -26), (-7.2, -28.6), (-9.6, -27.2), (-12, -23.8), (-15.4, -22.6), (-18.4, -25.4), (-19.4, -30), (-24, -31, "^"), (-30, -50, "^"), (15, -50, "^"), (9, -34, "^")],
                             [[(5, -33), (4, -28), (.4, -25.2), (-4, -26), (-7.2, -28.6), (-9.6, -27.2), (-12, -23.8), (-15.4, -22.6), (-18.4, -25.4), (-19.2, -30)], [(-17.8, -41.6), (-10.6, -43.6), (-2.6, -41.6)]], False),
    "sustentaculum_tali": ("calcaneus", [(6, -16, "^"), (6.8, -8), (8, -1.4), (10.4, 5), (12, 10, "^"), (30, 10, "^"), (30, -16, "^")], [[(6.2, -14.8), (6.8, -8), (8, -1.4), (10.4, 5)], [(15.6, -8.2), (16.2, -3), (14.6, 3)]], False),
    "tuberosity_of_fifth_metatarsal": ("metatarsal_5", [(-46, 30, "^"), (-28, 30, "^"), (-30, 43, "^"), (-38, 43.6), (-46, 42.6, "^")], [[(-38.6, 40), (-38.2, 43.4)]], False),
    "tuberosity_of_navicular": ("navicular", [(22.8, 15, "^"), (22.4, 22.4), (21.6, 28.4), (22.6, 33.4), (23.4, 38, "^"), (32, 38, "^"), (32, 15, "^")], [[(22.6, 21.6), (21.6, 28.4), (22.8, 33.8)]], False),
    "groove_for_fibularis_longus_tendon": ("cuboid", [(-33, 36, "^"), (-25.4, 37.2), (-19, 38.6), (-12.4, 41.6), (-8, 44.4, "^"), (-11, 49.4, "^"), (-15.4, 47.6), (-20.4, 45.4), (-27, 43.6), (-33, 43.6, "^")], [[(-31, 36.6), (-25.4, 37.2), (-19, 38.6), (-12.4, 41.6), (-9.6, 43.2)]], True)}

# ------------------------------------------------------------------ skin
def toe(d, v0, v1, w0, w1):
    """Toe from web height v0 to tip v1: slight neck w0, round pulp w1; follows the axis of the bones."""
    r = .62 * w1
    pts = [(v0 - 18, w0 + .6), (v0, w0), (v0 + .45 * (v1 - v0), w0), (v1 - r - .1 * w1, w1)] + [(v1 - r + r * math.sin(t), w1 * math.cos(t)) for t in (i * math.pi / 30 for i in range(2, 15))] + [(v1, .3)]
    a, b = PH[d][0], PH[d][-1]
    line = LineString([(a[0] - 3 * (a[2] - a[0]), a[1] - 3 * (a[3] - a[1]))] + [(p[0], p[1]) for p in PH[d]] + [b[2:4], (b[2] + 3 * (b[2] - b[0]), b[3] + 3 * (b[3] - b[1]))])
    return Band([(line.intersection(LineString([(-90, v), (90, v)])).x, v, w) for v, w in pts])


TOE = {1: toe(1, 142, 190.4, 25, 25.8), 2: toe(2, 142, 183.2, 11.6, 12.2), 3: toe(3, 138, 176.6, 10.8, 11.8), 4: toe(4, 131, 167.2, 10.6, 11.4), 5: toe(5, 122, 155.4, 11.6, 11.6)}
BODY = [(-9, -57), (-18, -55.4), (-26.4, -50), (-31.4, -40), (-32.8, -27), (-33.6, -12), (-35.4, 4), (-38.8, 19), (-43, 33), (-46.2, 48), (-48, 68), (-49.8, 87), (-51.2, 101), (-50.8, 112), (-48, 122), (-43, 128.6),
        (-34.6, 131.6), (-24, 138.4), (-13.4, 142), (1, 142), (14, 145), (25, 146), (27.6, 138), (31, 129), (33.4, 119), (33.6, 110), (32.4, 97), (31.6, 82), (32, 64), (33.4, 46), (33.8, 30), (32.6, 12), (29, -6), (24.6, -20), (20.6, -33), (16, -45), (8.6, -53.4)]
CLEFT = Band([(-.25, 147.6, 2.7), (-.3, 152, 2.7)]).capped(.5)
SKIN = unary_union([poly(BODY), *(t.poly for t in TOE.values())])
SKIN = SKIN.union(SKIN.buffer(14).buffer(-14).intersection(unary_union([box(-60, -60, -43, 150), box(20, -60, 50, 165)]))).union(box(-3, 138, 3, 149.6)).difference(CLEFT).buffer(-.3).buffer(.6).buffer(-.3)


def web_line(d, pts):
    """The cleft between toes d and d+1, from the web up to the notch between their pulps."""
    x = LineString(TOE[d].poly.exterior.coords).intersection(LineString(TOE[d + 1].poly.exterior.coords))
    top = max(((p.x, p.y) for p in getattr(x, "geoms", [x]) if p.geom_type == "Point"), key=lambda p: p[1])
    return pts + [top]


WEBS = {2: web_line(2, [(-12.8, 142), (-13.1, 150), (-13.5, 160)]), 3: web_line(3, [(-23.8, 138), (-24.1, 146), (-24, 154)]), 4: web_line(4, [(-34.8, 130), (-34.6, 138), (-34, 145)])}
SKIN = SKIN if SKIN.geom_type == "Polygon" else max(SKIN.geoms, key=lambda q: q.area)
SKIN = Polygon(SKIN.exterior)

# ------------------------------------------------------------------ muscles
def fan(levels, tails, frac, share):
    """A belly that divides: levels (u, v, total width) shared out between tails; each tail [(u, v, w), …]."""
    return [Band([(u + w * fr, v, w * sh) for u, v, w in levels] + tl) for fr, sh, tl in zip(frac, share, tails)]


AXIS = {d: LineString([(p[0], p[1]) for p in ps] + [ps[-1][2:4]]) for d, ps in PH.items()}


def ax(d, v):  # u of the toe's axis at height v
    x = AXIS[d].intersection(LineString([(-80, v), (60, v)]))
    return x.x


M = {}
M["abductor_hallucis"] = [Band([(2.6, -37.4, 4.6), (5.2, -31.6, 7.6), (10, -21, 10.8), (16, -8, 13.6), (21.4, 8, 14.8), (23.6, 26, 14.6), (23.6, 44, 13), (23.7, 60, 10.6), (24.3, 76, 7.4), (25, 90, 3.6), (25.2, 98, 1.2)])]
M["flexor_digitorum_brevis"] = fan([(-3.2, -40, 5.6), (-3.4, -32, 10), (-4, -18, 14.4), (-5.4, 0, 18.4), (-7.4, 20, 21), (-9.8, 38, 23)],
                                   [[(-3.4, 54, 6.4), (-4.3, 68, 4.6), (-5.3, 82, 1.4)], [(-10, 54, 6.4), (-12.2, 69, 4.6), (-14.6, 84, 1.4)], [(-16.4, 53, 6), (-20, 67, 4.3), (-23.4, 81, 1.3)], [(-22, 50, 4.6), (-26.6, 62, 3.2), (-30.4, 73, 1.2)]],
                                   [.365, .115, -.14, -.38], [.3, .3, .29, .25])
M["abductor_digiti_minimi"] = [Band([(-9.4, -38, 4.4), (-13, -31.6, 8), (-18, -20, 11.4), (-23.8, -2, 12.8), (-29.6, 18, 12.8), (-35.2, 36, 11.8), (-39.6, 54, 10), (-43, 72, 7.4), (-44.8, 88, 4), (-45.6, 97, 1.2)])]
M["quadratus_plantae_medial_head"] = [Band([(5.6, -27, 3), (5.4, -18, 7.4), (4.6, -4, 10), (3.2, 12, 11.4), (1.4, 27, 11), (-.4, 39, 10), (-2.4, 48, 7.8), (-3.8, 54, 4), (-4.6, 58, 1.4)])]
M["quadratus_plantae_lateral_head"] = [Band([(-13.2, -7, .8), (-12.6, -2, 2.4), (-11.6, 6, 4.6), (-10, 18, 6), (-8.4, 32, 6), (-7.2, 43, 5), (-6.4, 51, 3.6), (-6, 56, 2), (-6, 60, .8)])]
M["lumbrical_1"] = [Band([(-2.2, 60, .8), (-1.4, 70, 4), (-1.2, 86, 5), (-1.4, 102, 3.8), (-1.3, 112, 1.8)])]
M["lumbrical_2"] = [Band([(-6.4, 66, .8), (-7.8, 76, 3.8), (-10.2, 92, 4.8), (-12, 105, 3.2), (-12.4, 113, 1.6)])]
M["lumbrical_3"] = [Band([(-10.6, 69, .8), (-14, 79, 3.8), (-19.2, 93, 4.4), (-22.4, 104, 2.8), (-23.2, 110, 1.5)])]
M["lumbrical_4"] = [Band([(-14.8, 69.6, .8), (-19.6, 77.4, 3.6), (-26.6, 88.4, 4), (-31.6, 97, 2.6), (-33.3, 103, 1.3)])]
M["flexor_hallucis_brevis_medial_head"] = [Band([(-4.4, 43, 1.4), (1, 50, 4.6), (8, 62, 7), (14.4, 77, 9.6), (18.4, 92, 10), (19.6, 104, 7.4), (19.2, 112, 4.8), (19, 117, 4)])]
M["flexor_hallucis_brevis_lateral_head"] = [Band([(-5.4, 42.6, 1.4), (-.8, 51, 4.4), (4, 64, 6.6), (7.4, 79, 8.8), (8.8, 93, 9), (8.8, 104, 6.6), (8.4, 112, 4.6), (8.2, 117, 4)])]
OBLIQUE = [(-12.8, 68, 16.2), (-9.6, 79, 15.6), (-4.6, 91, 12.4), (.8, 103, 8), (4.2, 112, 5), (6, 118, 3.6)]
M["adductor_hallucis_oblique_head"] = [Band(hd + [(u + w * fr, v, .38 * w) for u, v, w in OBLIQUE]) for fr, hd in ((.32, [(-7.6, 58, 3.6), (-7.6, 62.6, 5.4)]), (0, [(-14, 56, 4), (-13.6, 61.6, 5.6)]), (-.32, [(-20, 59.4, 3.4), (-19.2, 63.6, 5.2)]))]
M["adductor_hallucis_transverse_head"] = [Band([(-37.4, 104.4, 1), (-33, 105, 3.6), (-23, 106.8, 5.4), (-11, 110.2, 5.8), (0, 114.6, 5), (5.6, 117.6, 3)]), Band([(-27.8, 113.4, 1), (-24, 112.8, 3.6), (-14, 113.8, 5), (-3, 116.2, 4.4), (5.4, 118.6, 3)]),
                                          Band([(-17.6, 120.4, 1), (-14, 119.6, 3.4), (-6, 119, 4), (5.2, 119.6, 3)])]
M["flexor_digiti_minimi_brevis"] = [Band([(-28.6, 47.6, 1.6), (-31, 54, 6), (-34.2, 66, 8.8), (-37.8, 80, 9), (-40.6, 92, 6.6), (-41.8, 101, 3.8)])]
for i, pts in enumerate(([(-12.2, 67, 1), (-12.6, 76, 3.6), (-13.4, 88, 4.8), (-13.8, 101, 4.2), (-13.2, 113, 2.2)], [(-21, 64, 1), (-21.8, 73, 3.6), (-23, 85, 4.8), (-24, 97, 4), (-23.6, 108, 2.1)], [(-29.8, 61, 1), (-31.6, 69, 3.6), (-33, 81, 4.8), (-34.2, 91, 3.8), (-34.4, 100, 2.1)]), 1):
    M[f"plantar_interosseous_{i}"] = [Band(pts)]
M["dorsal_interosseous_1"] = [Band([(5.6, 75, 1), (5.4, 83, 4.2), (3.4, 95, 5.2), (.6, 108, 4), (-.6, 118, 2)]), Band([(1.6, 72, 1), (.6, 82, 3.6), (.2, 95, 4.6), (-.4, 108, 3.6), (-.8, 118, 2)])]
for i, pts in enumerate(([(-8.6, 68), (-9.6, 80), (-9.8, 94), (-10.4, 107), (-11.6, 119)], [(-18.6, 67), (-19.4, 78), (-20, 92), (-20.8, 106), (-22, 117)], [(-28.2, 64), (-29.4, 75), (-30, 88), (-30.8, 102), (-32.4, 112)]), 2):
    M[f"dorsal_interosseous_{i}"] = [Band([(*p, w) for p, w in zip(pts, (1.6, 4.6, 5.6, 4, 2))])]

# ------------------------------------------------------------------ tendons
def down_toe(d, *vw):
    return [(ax(d, v), v, w) for v, w in vw]


T = {}
T["quadratus_plantae_lateral_head"] = Band([(-14.5, -21.2, 3.6), (-14.1, -16, 3.2), (-13.4, -8, 3), (-12.4, 0, 2.6), (-11.4, 7, 1.6), (-10.4, 14, .3)])
T["abductor_hallucis"] = Band([(22.6, 56, .3), (23.6, 70, 2.4), (24.7, 86, 3.4), (25.2, 102, 3.6), (25, 116, 3.6), (24, 126, 4), (22.8, 134, 4.6)])
T["abductor_digiti_minimi"] = Band([(-39.8, 46, .3), (-42.6, 64, 1.8), (-44.6, 82, 2.6), (-46, 97, 2.8), (-46.3, 107, 2.8), (-45.7, 114.5, 3.1)])
FDB_T = {2: [(-4.4, 64, .3), (-5, 76, 2.2), (-5.8, 92, 2.4), (-6.5, 110, 2.5)], 3: [(-12, 65, .3), (-14, 78, 2.2), (-16, 94, 2.4), (-17.6, 110, 2.5)], 4: [(-19.6, 63, .3), (-22.8, 77, 2.1), (-25.6, 91, 2.3), (-27.8, 105, 2.4)], 5: [(-26, 58, .3), (-29.8, 70, 1.6), (-34.4, 84, 1.8), (-38.4, 97, 2)]}
SPLIT = {}
for d, pts in FDB_T.items():
    v0 = PH[d][0][1]
    L0, mid = PH[d][0][3] - v0, PH[d][1]
    T[f"fdb{d}"] = Band(pts + down_toe(d, (v0 + .6, 2.9), (v0 + .3 * L0, 3.6)))
    vs, ve = v0 + .24 * L0, mid[1] + .45 * (mid[3] - mid[1])
    for sgn in (1, -1):
        w = .27 * mid[4] if d < 5 else 1.7
        SPLIT[d, sgn] = Band([(ax(d, vs) + .75 * sgn, vs, 1.4), (ax(d, vs + 4) + 1.5 * sgn, vs + 4, 1.5), (ax(d, vs + 9) + w * sgn * 1.05, vs + 9, 1.5), (ax(d, ve - 4) + w * sgn * 1.15, ve - 4, 1.6), (ax(d, ve - 1) + w * sgn * 1.2, ve - 1, 1.5), (ax(d, ve + 1.6) + w * sgn * 1.2, ve + 1.6, .4)])
T["flexor_digitorum_longus"] = Band([(14.4, -29, 3.2), (19, -17, 3.6), (21.4, -5, 3.8), (20.8, 8, 3.9), (17.2, 20, 4.1), (11, 31.6, 4.5), (4, 42, 5.4), (-2, 51, 6.8), (-5, 57, 7.8), (-6.6, 61, 7.4)])
FDL_T = {2: [(-2.4, 50, 2), (-3.8, 62, 2.4), (-5.4, 84, 2.5), (-6.5, 108, 2.6)], 3: [(-4.6, 52, 2), (-8, 65, 2.4), (-13, 87, 2.5), (-17.2, 109, 2.6)], 4: [(-6, 53, 2), (-11.8, 66, 2.4), (-20, 86, 2.5), (-27.2, 104, 2.6)], 5: [(-7, 54, 2), (-15.4, 65.6, 2.2), (-27.2, 81.4, 2.2), (-37.4, 96.4, 2.3)]}
for d, pts in FDL_T.items():
    p, m, t = PH[d]
    T[f"fdl{d}"] = Band(pts + down_toe(d, (p[1] + .6, 2.8), ((p[1] + p[3]) / 2, 2.6), (m[1], 2.8), (m[3], 2.6), (t[1] + 1.8, 3.4), (t[1] + 3.4, 2.6), (t[1] + 4.8, .5)))
T["flexor_hallucis_longus"] = Band([(8.4, -29.6, 4), (10.8, -14, 4.6), (12.6, 2, 4.6), (13.8, 18, 4.5), (14.4, 36, 4.4), (14.4, 56, 4.2), (14.2, 80, 4.2), (13.9, 104, 4.2), (13.7, 122, 4.6), (13.7, 140, 4.4), (13.3, 156, 4.8), (13.1, 164.6, 6), (12.9, 168.4, 4.4), (12.8, 171, .6)])
for i, (d, pts) in enumerate({2: [(-1.3, 108, .3), (-1.3, 116, 1.3), (-1.2, 125, 1.3)], 3: [(-12.2, 108, .3), (-12.5, 116, 1.3), (-12.6, 123.6, 1.3)], 4: [(-22.9, 105.6, .3), (-23.3, 113, 1.3), (-23.4, 118.4, 1.3)], 5: [(-32.9, 99, .3), (-33.8, 105, 1.3), (-34.2, 109, 1.3)]}.items(), 1):
    v0, wb = PH[d][0][1], PH[d][0][4]
    T[f"lumbrical_{i}"] = Band(pts + [(ax(d, v0 + 4) + .5 * wb, v0 + 4, 1.4), (ax(d, v0 + 10) + .36 * wb, v0 + 10, 2), (ax(d, v0 + 13) + .3 * wb, v0 + 13, .5)])
T["flexor_hallucis_brevis_medial_head"] = Band([(19.2, 104, .3), (19.2, 111, 3.4), (19.3, 118, 5.4), (20, 126, 5), (20.6, 133, 5.4)])
T["flexor_hallucis_brevis_lateral_head"] = Band([(8.8, 104, .3), (8.6, 111, 3.4), (8.2, 118, 5.2), (8, 126, 4.8), (7.9, 133, 5.2)])
T["adductor_hallucis"] = Band([(.6, 103, .3), (3.4, 110.4, 2.4), (5.2, 117, 3), (6, 125, 3.2), (6.4, 133, 3.6)])
T["flexor_digiti_minimi_brevis"] = Band([(-40.8, 92, .3), (-42, 101, 2.4), (-42.8, 108, 2.4), (-42.6, 114.5, 3)])
for i, (d, pts) in enumerate({3: [(-13.6, 104, .3), (-13.1, 115, 1.5)], 4: [(-23.8, 100, .3), (-23.5, 110, 1.5)], 5: [(-34.2, 93, .3), (-34.4, 102, 1.5)]}.items(), 1):
    v0, wb = PH[d][0][1], PH[d][0][4]
    T[f"plantar_interosseous_{i}"] = Band(pts + [(ax(d, v0 + 1) + .46 * wb, v0 - .6, 1.5), (ax(d, v0 + 4) + .4 * wb, v0 + 4, 1.5), (ax(d, v0 + 6) + .38 * wb, v0 + 6.4, .4)])
for i, (d, sg, a) in enumerate(((2, 1, (-.6, 112)), (2, -1, (-11, 112)), (3, -1, (-21.4, 110)), (4, -1, (-31.6, 106))), 1):
    v0, wb = PH[d][0][1], PH[d][0][4]
    T[f"dorsal_interosseous_{i}"] = Band([(*a, .3), (ax(d, v0 + 1) + sg * .56 * wb, v0 - 5, 1.6), (ax(d, v0 + 1) + sg * .48 * wb, v0 + 1, 1.6), (ax(d, v0 + 5) + sg * .42 * wb, v0 + 5.4, .4)])
T["fibularis_longus"] = Band([(-30.4, -13, 3.4), (-28.2, 2, 4), (-28.2, 16, 4.2), (-30.4, 27, 4.4), (-31.4, 34.6, 4.6), (-28.6, 39.8, 5), (-22, 42.6, 5), (-13, 46.8, 4.8), (-4, 53.2, 4.6), (3.6, 60, 5), (8.4, 65, 7.4)])
T["flexor_hallucis_longus_slip_to_flexor_digitorum_longus"] = Band([(13.9, 32, 1.4), (13.1, 37.4, 1.9), (11, 42.8, 1.7), (7.4, 48, 1.7), (3.2, 52.4, 1.9), (-.8, 55.6, 2.2), (-4.4, 58, 1.6)])  # at the knot
T["tibialis_posterior"] = Band([(16.6, -26, 4), (21.8, -13, 4.4), (24.8, 0, 4.6), (25.8, 12, 5), (25.2, 21, 6.4), (23.6, 28, 7.6), (21.2, 36, 5.8), (19, 44, 6), (18, 48.6, 7)])
TP_SLIPS = {"intermediate_cuneiform": [(22, 30, 3.6), (15, 39, 3), (7.4, 48.6, 4.4)], "lateral_cuneiform": [(22, 29.6, 3.4), (10.4, 38.6, 2.8), (-3, 47.4, 4.4)], "cuboid": [(21.6, 28.6, 3), (8, 33.2, 2.6), (-6, 36.2, 4.4)],
            "metatarsal_2": [(22.4, 31, 2.6), (12.6, 46, 2.2), (1.4, 63.4, 3.6)], "metatarsal_3": [(22, 30, 2.6), (8, 46.4, 2.1), (-9, 64.4, 3.4)], "metatarsal_4": [(21.8, 29, 2.6), (4, 44, 2.1), (-18.6, 60.4, 3.4)]}

# ------------------------------------------------------------------ ligaments and aponeurosis
LPL = fan([(-8.6, -21, 9), (-8.8, -12, 12), (-10, 4, 12.6), (-12.6, 20, 14), (-14, 33, 16.4)], [[(-7.6, 46, 4.2), (-4.4, 61, 4.4)], [(-13.6, 47, 5), (-12.6, 62, 5)], [(-19.8, 46, 4.8), (-22.4, 57.6, 5)]], [.33, 0, -.33], [.36, .36, .36])
L = dict(
    plantar_calcaneonavicular_ligament=Band([(16.2, 2.6, 10), (15.6, 11, 12), (13.8, 19, 13.4), (11.6, 28, 15.8)]),
    plantar_calcaneocuboid_ligament=Band([(-1.4, 8.6, 9), (-3.2, 18, 10.6), (-5.8, 25, 11.6), (-8.6, 32, 12.6)]),
)
APON = fan([(-3, -40, 9), (-3.2, -33, 13), (-3.6, -18, 16), (-4.6, 2, 19), (-5.8, 24, 23), (-7, 46, 30), (-8, 62, 37.4)],
           [[(6.6, 76, 8), (10.6, 94, 6.4), (12.6, 108, 6), (13, 114, 6)], [(-2.4, 78, 8), (-4.4, 96, 6.2), (-6.2, 110, 5.6), (-6.5, 115, 5.6)], [(-11.2, 77, 7.8), (-14.8, 95, 6), (-17.3, 108, 5.4), (-17.7, 113.6, 5.4)], [(-20, 75, 7.4), (-24.6, 91, 5.8), (-27.6, 103, 5.2), (-28.2, 108, 5.2)], [(-27.4, 70, 6.4), (-33.4, 83.6, 5), (-37.8, 94, 4.6), (-38.8, 98, 4.6)]],
           [.385, .19, -.005, -.2, -.39], [.235, .225, .22, .22, .22])
APON += [Band([(u + s * .9, v - 4, 2.2), (u + s * 1.6, v + 3, 2.5), (u + s * 3.2, v + 11, 2.2)]) for u, v in ((13, 113), (-6.5, 114), (-17.7, 112.6), (-28.2, 107), (-38.8, 97)) for s in (1, -1)]
APON_X = dict(
    transverse_fasciculi_of_plantar_aponeurosis=[Band([(19, 101, 1.6), (6, 103.6, 3), (-7, 103, 3.2), (-19, 99.6, 3.2), (-30, 93.4, 3), (-40, 85.4, 1.6)]), Band([(18.4, 109.6, 1.4), (6, 111.6, 2.6), (-7, 111, 2.8), (-19, 107.6, 2.8), (-30, 101.2, 2.6), (-41, 92.6, 1.4)])],
    superficial_transverse_metatarsal_ligament=[Band([(19, 133, 1.2), (10, 135.4, 2.4), (0, 136, 2.8), (-12.4, 133.4, 2.8), (-23.6, 128, 2.8), (-34.6, 119.8, 2.6), (-44, 110.4, 1.2)])],
    plantar_aponeurosis_lateral_part=[Band([(-9.4, -39, 4), (-14, -29, 8.4), (-20.4, -14, 10), (-26.6, 4, 9.8), (-32, 20, 8.2), (-36, 32, 6.2), (-37.8, 39, 7)])],
)

# ------------------------------------------------------------------ nerves and vessels
N, DEEP = {}, {}
N["medial_plantar_artery"] = ("artery", [Band([(15.4, -30, 2), (20.8, -16, 1.8), (23.6, 0, 1.8), (23.2, 18, 1.7), (21.4, 36, 1.6), (20, 56, 1.5), (19.4, 80, 1.4), (19.8, 104, 1.3), (22.4, 121, 1.2), (22.4, 142, 1.1), (21.2, 160, .9), (18.6, 174, .4)])])
N["lateral_plantar_artery"] = ("artery", [Band([(12.2, -30, 2.2), (10.6, -20, 2.2), (4.8, -7, 2.2), (-6, 7, 2.1), (-16.6, 20.6, 2.1), (-24.6, 34, 2), (-27.6, 45, 2), (-27.8, 53, 1.9)])])
N["medial_plantar_nerve"] = ("nerve", [
    Band([(13.6, -30, 2.6), (18, -16, 2.5), (20.8, 0, 2.4), (20.4, 18, 2.3), (18.6, 34, 2.2), (16.8, 48, 1.9), (12.4, 66, 1.7), (6.2, 94, 1.6), (3, 118, 1.6), (2.2, 132, 1.5)]),
    Band([(18.2, 37, .8), (14.6, 48, 1.5), (4.6, 73, 1.5), (-5.8, 98, 1.5), (-11.4, 116, 1.4), (-12.4, 130, 1.4)]),
    Band([(19.2, 29, .8), (15.6, 39, 1.5), (9.4, 50, 1.6), (-2.6, 70.4, 1.6), (-14.4, 92, 1.5), (-21.8, 109, 1.4), (-23.5, 124, 1.4)]),
    Band([(20, 22, .8), (20.4, 40, 1.3), (21.2, 66, 1.4), (21.8, 92, 1.3), (24, 112, 1.3), (24.2, 132, 1.2), (23.2, 150, 1.1), (21, 166, .9), (18.4, 178, .4)]),
    *(Band([(w[0], w[1] - 1, 1.3), (w[0] + s * 1.6, w[1] + 5, 1.1), *pts]) for w, s, pts in (
        ((2.2, 132), 1, [(4.2, 148, 1), (4.6, 164, .9), (6.2, 177, .4)]), ((2.2, 132), -1, [(-2.6, 147, 1), (-3.2, 162, .8), (-4, 174, .4)]),
        ((-12.4, 130), 1, [(-12.2, 146, 1), (-12.6, 162, .8), (-12, 173, .4)]), ((-12.4, 130), -1, [(-14.3, 143, 1), (-14.6, 157, .8), (-14.6, 168, .4)]),
        ((-23.5, 124), 1, [(-23, 140, 1), (-23.4, 155, .8), (-22.2, 167, .4)]), ((-23.5, 124), -1, [(-25.2, 137, .9), (-25.4, 149, .8), (-24.8, 159, .4)])))])
N["lateral_plantar_nerve"] = ("nerve", [
    Band([(13.2, -30, 2.4), (12.8, -18, 2.4), (7.6, -4, 2.3), (-3, 10, 2.2), (-13.4, 24, 2.2), (-21.4, 37, 2.1), (-25, 50, 1.8), (-28.6, 72, 1.6), (-32, 92, 1.5), (-34, 106, 1.4), (-34.6, 116, 1.4)]),
    Band([(-22.6, 40, 1.2), (-28.4, 52, 1.4), (-34.6, 70, 1.4), (-39, 86, 1.3), (-41.8, 100, 1.2), (-42.4, 111, 1.2), (-43.2, 120, 1.1), (-44.2, 129, 1), (-43.6, 139, .9), (-41.6, 148, .4)]),
    *(Band([(-34.6, 115, 1.3), (-34.6 + s * 1, 120, 1.1), *pts]) for s, pts in ((1, [(-33.4, 134, .9), (-33.6, 148, .8), (-32, 158, .4)]), (-1, [(-36.2, 128, .9), (-35.8, 138, .8), (-35, 147, .4)])))])
DEEP["deep_plantar_arch"] = ("artery", [Band([(-30, 49, 1.9), (-27.6, 57, 2), (-20.6, 65, 2), (-11, 69.4, 2), (-2, 71.8, 2), (4.2, 74.6, 2.2), (5.2, 78, .4)])])
for i, pts in enumerate(([(3.4, 74, 1.3), (2.6, 94, 1.3), (1.8, 116, 1.2), (2.4, 130, 1.1)], [(-8.4, 70.2, 1.3), (-10.6, 92, 1.2), (-12, 114, 1.2), (-12.2, 128, 1)], [(-18.4, 66, 1.3), (-21, 88, 1.2), (-23, 108, 1.2), (-23.4, 122, 1)], [(-25, 60.8, 1.3), (-31, 82, 1.2), (-33.8, 100, 1.1), (-34.4, 113, 1)]), 1):
    DEEP[f"plantar_metatarsal_artery_{i}"] = ("artery", [Band(pts)])
DEEP["deep_branch_of_lateral_plantar_nerve"] = ("nerve", [Band([(-22.4, 38.6, 1.2), (-24.6, 50, 1.5), (-22, 58.6, 1.5), (-15, 64, 1.5), (-6.6, 66.6, 1.4), (2, 69.6, .5)])])


# ------------------------------------------------------------------ assembly
def detail_path(lines):
    return "".join(d_bez(curve(l, False), False) for l in lines)


def build():
    s = Svg(VB)
    s.open("plantar", "view", view="plantar", side="right")
    s.open("skin", "layer")
    s.structure("skin_silhouette", "skin", d_poly(SKIN, .015), "", d_poly(shade(SKIN, 3, -2.6)))
    for d, b in TOE.items():
        va, vb = PH[d][0][3] + (2.4 if d == 1 else .8), (PH[d][0][1] + PH[d][0][3]) / 2 + (1 if d == 1 else 3.4)
        if d in WEBS:
            s.open(f"toe_web_{d}_{d + 1}", "skin")
            s.path(d_bez(curve(WEBS[d], False), False), "line")
            s.close()
        s.open(f"toe_{d}_creases", "skin")
        s.path("".join(lines_in(b.poly.intersection(SKIN), sample(curve([(ax(d, v) - 14, v + 1.6), (ax(d, v), v - .8), (ax(d, v) + 14, v + 1.6)], False)), .9) for v in (va, vb)), "detail")
        s.close()
    s.close()

    # --- bones, far (dorsal) to near (plantar)
    s.open("bones", "layer")
    ph = lambda dg: [k for k in B if k.startswith("phalanx") and k.endswith(f"_{dg}")][::-1]
    order = ["talus", "cuneiform_intermediate", "navicular", "metatarsal_2", "cuneiform_lateral", "metatarsal_3", "metatarsal_4", "cuboid", "metatarsal_5", "calcaneus", "cuneiform_medial", "metatarsal_1", *(k for d in (5, 4, 3, 2, 1) for k in ph(d)), "sesamoid_lateral", "sesamoid_medial"]
    for k in order:
        g = POLY[k]
        t = min(2.6, max(.7, .1 * math.sqrt(g.area)))
        s.structure(k, "bone", d_bez(curve(B[k])), "c2" if k == "calcaneus" else "c1", d_poly(shade(g, t, -t)), detail_path(DETAIL.get(k, [])))
        for m, (bone, region, lines, dark) in MARK.items():
            if bone == k:
                part = g.intersection(poly(region))
                s.open(m, "bone")
                s.path(d_poly(part), "fill"); s.path(d_poly(part.buffer(-.3) if dark else shade(g, t, -t).intersection(part)), "shade")
                s.path(detail_path(lines), "detail"); s.path(lines_in(part.buffer(.03), list(g.exterior.coords)), "line")
                s.close()
    s.close()

    def belly(id, k, cls, per=3.4, rr=.45):
        bs = M[k]
        r = min(1.8, .2 * max(max(b.w) for b in bs))
        if len(bs) > 1:
            r = rr
        g = unary_union([b.poly.buffer(.12) for b in bs]).buffer(-r).buffer(r - .08)
        if g.geom_type != "Polygon":
            g = max(g.geoms, key=lambda q: q.area)
        fib = ""
        for j, b in enumerate(bs):
            n = max(2, round(max(b.w) / per))
            fib += "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .02 + .05 * ((i + j) % 2), .97 - .07 * ((i + j + 1) % 3)), .45) for i in range(n))
        s.open(id, "muscle" + (" " + cls if cls else ""))
        s.path(d_poly(g), "casing c1"); s.path(d_poly(g), "fill")
        q = min(2, max(.7, .22 * max(max(b.w) for b in bs)))
        s.path(d_poly(shade(g, q, -q * .5)), "shade"); s.path(fib, "detail"); s.path(d_poly(g), "line")
        s.close()

    def tendon(id, bands, casing="c1", trunk=None):
        """Open ends bulge a little; a branch of a trunk loses its casing and its lines inside the trunk."""
        bands = bands if isinstance(bands, list) else [bands]
        g = unary_union([b.capped(.14) if len(bands) == 1 else b.poly for b in bands])
        if len(bands) > 1:
            g = g.buffer(.5).buffer(-.8).buffer(.3)
        if trunk is not None:
            g = g.difference(trunk.buffer(-.05))
        w = max(max(b.w) for b in bands)
        ls = () if w < 3 else (0,) if w < 4.3 else (-.33, .33) if w < 6.6 else (-.5, 0, .5)
        s.open(id, "tendon")
        s.path(d_poly(g if trunk is None else g.difference(trunk.buffer(.9))), "casing " + casing); s.path(d_poly(g), "fill")
        if w > 3.9:
            s.path(d_poly(shade(g, .8, -.5)), "shade")
        s.path("".join(lines_in(g, b.rail(t, .06, .97), .25) for b in bands for t in ls if max(b.w) > 2.6), "detail")
        s.path(bands[0].sides(None if trunk is None else g) if len(bands) == 1 else d_poly(g), "line")
        s.close()

    def ligament(id, bands, bulge=.22, per=1.7, minus=None, foot=None):
        g = unary_union([b.capped(bulge) for b in bands] + ([foot.capped(.2)] if foot else [])).buffer(.8).buffer(-.8)
        if minus is not None:
            g = g.difference(minus)
        fib = ""
        for b in bands:
            n = max(2, round(max(b.w) / per))
            fib += "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .1 * ((i * 7) % 3), 1 - .1 * ((i * 5) % 3)), .2) for i in range(n))
        rim = ""
        for b in bands:
            others = unary_union([o.poly.buffer(.35) for o in bands if o is not b] or [Polygon()])
            for t in (1, -1):
                q = LineString(b.rail(t)).difference(others).intersection(g.buffer(.1))
                rim += "".join(d_line(list(x.simplify(.04).coords)) for x in getattr(q, "geoms", [q]) if x.length > 2)
        s.structure(id, "ligament", d_poly(g), "", "", fib, "", rim)

    every = {k: (c, unary_union([b.poly for b in bs]).buffer(.12).buffer(-.12)) for k, (c, bs) in {**N, **DEEP}.items()}

    def cords(keys):
        """Nerves and vessels; no casing where a branch leaves its stem."""
        for k in keys:
            c, g = every[k]
            stem = unary_union([h for o, (cc, h) in every.items() if o != k and cc == c])
            s.open(k, c)
            s.path(d_poly(g.difference(stem.buffer(1.2))), "casing c0"); s.path(d_poly(g), "fill")
            if c == "nerve":
                near = unary_union([every[o][1] for o in (N if k in N else DEEP) if o != k and every[o][0] == c] or [Polygon()])
                q = LineString(g.exterior.coords).difference(near.buffer(.02))
                s.path("".join(d_line(list(x.simplify(.04).coords)) for x in getattr(q, "geoms", [q])), "line")
            s.close()

    # --- fourth layer
    s.open("muscles_layer_4", "layer")
    for i in (1, 2, 3, 4):
        s.open(f"dorsal_interosseous_{i}"); belly(f"dorsal_interosseous_{i}_belly", f"dorsal_interosseous_{i}", "deep", 2.6); tendon(f"dorsal_interosseous_{i}_tendon", T[f"dorsal_interosseous_{i}"], "c0"); s.close()
    for i in (1, 2, 3):
        s.open(f"plantar_interosseous_{i}"); belly(f"plantar_interosseous_{i}_belly", f"plantar_interosseous_{i}", "", 1.9); tendon(f"plantar_interosseous_{i}_tendon", T[f"plantar_interosseous_{i}"], "c0"); s.close()
    s.open("tibialis_posterior")
    tp = [Band(v) for v in TP_SLIPS.values()]
    for k, b in list(zip(TP_SLIPS, tp))[::-1]:
        tendon(f"tibialis_posterior_slip_to_{k}", b, "c0")
    tendon("tibialis_posterior_tendon", T["tibialis_posterior"])
    s.close()
    s.open("fibularis_longus"); tendon("fibularis_longus_tendon", T["fibularis_longus"]); s.close()
    s.close()

    # --- ligaments (the long plantar ligament bridges the fibularis longus tendon)
    s.open("ligaments", "layer")
    ligament("plantar_calcaneonavicular_ligament", [L["plantar_calcaneonavicular_ligament"]], .12)
    ligament("plantar_calcaneocuboid_ligament", [L["plantar_calcaneocuboid_ligament"]], .12)
    ligament("long_plantar_ligament", LPL, .1, 2.1, foot=Band([(-8.6, -21, 9.4), (-8.8, -12, 12.4)]))
    s.close()

    s.open("vessels_nerves_deep", "layer", layer="vessels_nerves"); cords(DEEP); s.close()

    # --- third layer
    s.open("muscles_layer_3", "layer")
    s.open("adductor_hallucis")
    belly("adductor_hallucis_transverse_head", "adductor_hallucis_transverse_head", "anterior", 2, .7)
    belly("adductor_hallucis_oblique_head", "adductor_hallucis_oblique_head", "lateral", 2.6, 1.5)
    tendon("adductor_hallucis_tendon", T["adductor_hallucis"])
    s.close()
    s.open("flexor_hallucis_brevis")
    for h in ("lateral", "medial"):
        belly(f"flexor_hallucis_brevis_{h}_head", f"flexor_hallucis_brevis_{h}_head", "", 2.6)
        tendon(f"flexor_hallucis_brevis_{h}_tendon", T[f"flexor_hallucis_brevis_{h}_head"])
    s.close()
    for h in ("lateral", "medial"):
        k = f"sesamoid_{h}"
        g = POLY[k]
        s.structure(f"{k}_in_tendon", "bone", d_bez(curve(B[k])), "c0", d_poly(shade(g, 1, -1)))
    s.open("flexor_digiti_minimi_brevis"); belly("flexor_digiti_minimi_brevis_belly", "flexor_digiti_minimi_brevis", "anterior", 2.6); tendon("flexor_digiti_minimi_brevis_tendon", T["flexor_digiti_minimi_brevis"]); s.close()
    s.close()

    # --- second layer
    s.open("muscles_layer_2", "layer")
    s.open("quadratus_plantae")
    s.open("quadratus_plantae_lateral_head")
    belly("quadratus_plantae_lateral_head_belly", "quadratus_plantae_lateral_head", "deep", 2.2); tendon("quadratus_plantae_lateral_head_tendon", T["quadratus_plantae_lateral_head"], "c0")
    s.close()
    belly("quadratus_plantae_medial_head", "quadratus_plantae_medial_head", "deep", 2.8)
    s.close()
    s.open("flexor_hallucis_longus"); tendon("flexor_hallucis_longus_tendon", T["flexor_hallucis_longus"]); s.close()
    s.open("flexor_digitorum_longus")
    rays = unary_union([T[f"fdl{d}"].poly for d in FDL_T])
    trunk = T["flexor_digitorum_longus"].poly.union(rays.intersection(box(-60, 30, 40, 67))).buffer(.9).buffer(-.9)
    rim = LineString(trunk.exterior.coords).difference(rays.buffer(-.12)).difference(box(5, -40, 25, -27.6))
    s.structure("flexor_digitorum_longus_tendon", "tendon", d_poly(trunk), "c1", d_poly(shade(trunk, .8, -.5)), "".join(lines_in(trunk, T["flexor_digitorum_longus"].rail(t, .06, .86), .25) for t in (-.5, 0, .5)) + "".join(lines_in(trunk, T[f"fdl{d}"].rail(0, .06, .3), 0) for d in FDL_T), "",
                "".join(d_line(list(x.simplify(.04).coords)) for x in getattr(rim, "geoms", [rim])))
    for d in (5, 4, 3, 2):
        tendon(f"flexor_digitorum_longus_tendon_{d}", T[f"fdl{d}"], trunk=trunk)
    s.close()
    k = "flexor_hallucis_longus_slip_to_flexor_digitorum_longus"
    tendon(k, T[k], "c0", trunk=trunk.union(T["flexor_hallucis_longus"].poly).buffer(-.3))
    for i in (4, 3, 2, 1):
        s.open(f"lumbrical_{i}"); belly(f"lumbrical_{i}_belly", f"lumbrical_{i}", "anterior", 1.7); tendon(f"lumbrical_{i}_tendon", T[f"lumbrical_{i}"], "c0"); s.close()
    s.close()

    s.open("vessels_nerves", "layer", layer="vessels_nerves"); cords(N); s.close()

    # --- first layer
    s.open("muscles_layer_1", "layer")
    s.open("flexor_digitorum_brevis")
    belly("flexor_digitorum_brevis_belly", "flexor_digitorum_brevis", "", 2.3)
    for d in (5, 4, 3, 2):
        tendon(f"flexor_digitorum_brevis_tendon_{d}", [T[f"fdb{d}"], SPLIT[d, 1], SPLIT[d, -1]])
    s.close()
    s.open("abductor_digiti_minimi"); belly("abductor_digiti_minimi_belly", "abductor_digiti_minimi", "lateral", 2.8); tendon("abductor_digiti_minimi_tendon", T["abductor_digiti_minimi"]); s.close()
    s.open("abductor_hallucis"); belly("abductor_hallucis_belly", "abductor_hallucis", "anterior", 2.8); tendon("abductor_hallucis_tendon", T["abductor_hallucis"]); s.close()
    s.close()

    # --- aponeurosis
    s.open("aponeurosis", "layer")
    ligament("plantar_aponeurosis_lateral_part", APON_X["plantar_aponeurosis_lateral_part"], .2, 2)
    s.open("plantar_aponeurosis")
    for k in ("superficial_transverse_metatarsal_ligament", "transverse_fasciculi_of_plantar_aponeurosis"):
        ligament(k, APON_X[k], .2, 1.4)
    ligament("plantar_aponeurosis_central_part", APON, .1, 2.9, foot=Band([(-3, -40, 9.4), (-3.2, -33, 13.4)]))
    s.close()
    s.close()
    s.close()
    return s


def drawings():
    """Name -> drawing."""
    return {"plantar": build()}


def outlines():
    """The whole outline of each bone, hidden parts included, as a ring of points in mm."""
    out = {}
    for k in POLY:
        g = POLY[k]
        g = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
        out[k] = [[round(u, 2), round(v, 2)] for u, v in list(g.exterior.coords)[:-1]]
    return {"plantar": out}
