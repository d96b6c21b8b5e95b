"""Right ankle and foot, dorsal (superior) view. u = lateral (right), v = anterior (up), mm; origin = talocrural centre.
Outlines are control points drawn by eye through the measured landmarks (Lxx: u = z, v = x) and level widths; '^' = corner.
The leg is cut at the ankle joint: the trochlea is seen from above, the malleoli are dashed."""
import math
from shapely.geometry import Polygon, LineString, Point, MultiPolygon, box
from shapely.ops import unary_union
from art.atlas_kit import *

VB = (-98, -199, 214, 266)          # x, y (down), w, h in mm

# ------------------------------------------------------------------ bones
B = {}
B["calcaneus"] = [
    (11.2, -47.2, "L34 tuberosity"), (4, -46.6), (-2.6, -43.4), (-6, -37.6), (-6.4, -30), (-5, -22), (-6.4, -16.4), (-11.4, -12), (-17.6, -9), (-21.2, -6), (-21.9, -2.6, "L39 sustentaculum tali"), (-20.2, 2), (-15.4, 6.6), (-10, 10.8),
    (-6, 15.6), (-3.6, 20.4), (0, 24.2), (6, 26.1, "L42 cuboid facet"), (11.4, 24.8), (16.4, 21.9), (20.6, 18.8), (22.6, 14.6, "L40 fibular trochlea"), (21.6, 9), (20.2, 2), (19.9, -8), (20.6, -18), (21.6, -28), (21.4, -36), (18.4, -43.2)]
B["talus"] = [
    (8.4, -29.4, "L30 lateral tubercle"), (4.4, -28.2), (1.6, -25.8, "groove of FHL"), (-2, -26.2, "medial tubercle"), (-5.6, -24), (-9.4, -19.4), (-12.6, -13.6), (-14.6, -6.4), (-15.8, 1), (-16.6, 7.2), (-19.2, 11.6, "neck, medial"),
    (-22.2, 15.4), (-23.4, 20, "head, medial"), (-21.8, 25), (-18, 29), (-12.8, 31.2), (-6.9, 31.5, "L27 head"), (-1.2, 29.8), (3.6, 26.2), (6.2, 21.4), (7, 17.2, "neck, lateral"), (9.8, 13), (14.6, 9.6), (19.6, 6.2), (22.8, 2.6), (23.5, -.6, "L29 lateral process"),
    (21.6, -5), (18.8, -9.6), (16.6, -15), (14.6, -21), (12.4, -26.6)]
B["navicular"] = [
    (-27.7, 29, "L45 tuberosity"), (-26.4, 22.4), (-22.6, 18.8), (-17, 19.8), (-10, 22.8), (-2, 25.6), (5, 28), (9.6, 31), (10.9, 34.6), (9, 38.2), (4, 41.6), (-3, 44.4), (-10.6, 46.2), (-17.2, 44.8), (-22.6, 40.8), (-26.2, 35.2)]
B["cuboid"] = [
    (2, 24), (4.8, 18.4, "plantar beak"), (11, 18), (18.6, 20.6), (24.2, 24.6), (27.6, 30.6), (30.2, 36), (32.7, 40.7, "L49"), (31.6, 45.6, "MT V facet"), (27.4, 50.4), (22.2, 53.6, "MT IV facet"), (17.4, 53.9), (14.4, 50), (11.6, 43.6), (8.2, 37.2), (4, 31)]
B["cuneiform_medial"] = [
    (-12, 36.2), (-17.6, 35), (-22.6, 37.4), (-24.6, 43.2, "L55"), (-24.2, 51), (-23.4, 58.5), (-22.6, 65.6), (-20.6, 69.6), (-15, 71.2, "MT I facet"), (-9, 70.8), (-5.6, 68.6), (-5.4, 64), (-7, 58), (-8.6, 51), (-9.8, 44), (-10.4, 39)]
B["cuneiform_intermediate"] = [
    (-9, 41.4), (-4, 38.8), (1.6, 39.6), (4.2, 43.5), (5.2, 50), (6, 57), (5.2, 60.2), (0, 60.9, "MT II facet"), (-5, 60.2), (-6.8, 57), (-8.4, 50), (-9.8, 45.4)]
B["cuneiform_lateral"] = [
    (3, 38.6), (8, 36.2), (12, 36.8), (15.2, 42.4), (18.2, 50), (21, 57.6), (20.4, 61), (15, 62.6, "MT III facet"), (8.8, 62.4), (5, 60), (-.6, 55), (-3, 50), (-2, 44), (.4, 40)]
B["metatarsal_1"] = [
    (-14, 62.4), (-19.8, 64), (-21.8, 68.4), (-21.3, 77.7, "75 %"), (-20.9, 86), (-21.1, 94.5, "50 %"), (-22.2, 102), (-24.4, 109), (-25.9, 115, "L60"), (-25.5, 120), (-23.4, 124.5), (-19, 127.2), (-13.6, 128, "L57"), (-8.8, 126.7), (-5.4, 123.6),
    (-4.2, 119), (-4.6, 113), (-6, 107), (-7.7, 100.5), (-8.4, 94, "50 %"), (-7.3, 86), (-4.8, 78), (-2.4, 71.6), (-1.7, 67.2), (-3.2, 63.2), (-7.6, 61.1)]
B["metatarsal_2"] = [
    (-4.6, 58), (-7.1, 61.4), (-6, 66), (-3.4, 70.4), (-1.6, 74.6), (.2, 82), (1.6, 91, "50 %"), (2.4, 100), (2.6, 108.4), (1.2, 114.4), (.7, 119), (1.8, 123), (4, 125.4), (6.4, 126, "L62"), (9, 124.9), (10.9, 121.8), (11.2, 118), (10.1, 113),
    (9.7, 108), (9.5, 100), (9.3, 91), (9, 82), (9.3, 74), (10.6, 67.6), (10.8, 63.4), (8.4, 60.2), (2.6, 57.4), (-1, 56.9)]
B["metatarsal_3"] = [
    (5, 58.8), (3.8, 63), (5.8, 68), (9, 74), (11, 82), (12.6, 91), (13.8, 100), (14, 107.6), (12.9, 113), (12.4, 117.5), (13.4, 121.3), (16, 123.9), (18.4, 124.2, "L65"), (21, 122.7), (22.2, 119.5), (21.6, 115), (20.4, 108), (20.2, 100), (20, 91), (20, 82),
    (20.6, 74), (22, 68), (22.4, 63.6), (20.6, 59.4), (13, 57.3)]
B["metatarsal_4"] = [
    (18.6, 54.6), (14.6, 57), (13.8, 60.6), (16, 65), (18.2, 69.6), (20.7, 77), (22.6, 85), (23.8, 94), (24, 101.6), (22.8, 107.5), (22.6, 111.4), (23.8, 115.3), (26.4, 117.7), (29.2, 117.8, "L68"), (31.5, 115.2), (32.2, 111.4), (31.2, 107), (30.2, 101), (30, 93), (29.9, 85),
    (29.8, 77), (30.6, 68.8), (32.7, 63), (33.2, 58.6), (31, 54.2), (25.4, 52.5)]
B["metatarsal_5"] = [
    (33.2, 36), (31, 41.4), (27.4, 47), (23, 51.6), (22.8, 54.8), (25.6, 58.8), (28.6, 64), (30.8, 71), (32.3, 80), (33.6, 90), (33.8, 96), (33.7, 101), (35.2, 105.4), (38.4, 108.4, "L71"), (41.4, 108.1), (44, 105.4), (45, 101.4, "L74"), (44, 96.4), (42.3, 90), (41.1, 80), (40.8, 71),
    (41, 62), (41.5, 52), (41.9, 43.6), (41.2, 37.8), (39.4, 34), (37.4, 33.5, "L73 tuberosity"), (35.2, 34.4)]


def place(p, x0, y0, x1, y1):
    a = math.atan2(y1 - y0, x1 - x0)
    return [(x0 + x * math.cos(a) - y * math.sin(a), y0 + x * math.sin(a) + y * math.cos(a)) for x, y in p]


def phalanx(x0, y0, x1, y1, wb, wm, wh, tuft=False):
    """Seen from above: concave flared base at 0, waisted shaft, two condyles (or the tuft) at 1."""
    L = math.hypot(x1 - x0, y1 - y0)
    if tuft:
        h = [(.03 * L, .3 * wb), (.1 * L, .48 * wb), (.24 * L, .44 * wb), (.5 * L, .5 * wm), (.72 * L, .5 * wm), (.84 * L, .5 * wh), (.94 * L, .4 * wh), (L, .14 * wh)]
    else:
        h = [(.0 * L, .34 * wb), (.06 * L, .49 * wb), (.17 * L, .46 * wb), (.34 * L, .25 * (wm + wb)) if L < 1.6 * wb else (.36 * L, .54 * wm), (.52 * L, .5 * wm), (.66 * L, .27 * (wm + wh)), (max(.8 * L, L - .36 * wh), .5 * wh), (max(.92 * L, L - .13 * wh), .43 * wh), (L + .01 * wh, .22 * wh), (L - .03 * wh, 0)]
    p = h + [(x, -y) for x, y in h[::-1] if y] + [(.035 * L, 0)]
    return place(p, x0, y0, x1, y1)


PH = {1: [(-13.6, 130.2, -11.6, 159.5, 19.4, 13, 15.8), (-11.3, 162, -9.6, 183.8, 18.6, 10.4, 11.4)],
      2: [(6.3, 128.4, 7.3, 153.2, 11, 6.4, 8.2), (7.5, 155.6, 8.2, 166.4, 8.8, 6.8, 7.6), (8.3, 168.6, 8.8, 177.4, 7.6, 4.2, 5.2)],
      3: [(18, 126.8, 20, 149.2, 10.6, 6.2, 8), (20.2, 151.5, 21.2, 160.8, 8.6, 6.8, 7.4), (21.4, 163, 22, 171.2, 7.4, 4.2, 5)],
      4: [(28.4, 120.6, 31.6, 141.8, 10.4, 6, 7.8), (31.9, 144, 33, 152.2, 8.4, 6.8, 7.4), (33.2, 154.2, 33.7, 161.8, 7.2, 4, 4.8)],
      5: [(40.1, 111, 44.1, 132.2, 10.4, 6.4, 7.8), (44.4, 134.4, 45.2, 141.2, 8, 7.2, 7.4), (45.4, 143.2, 45.5, 150.2, 6.8, 4, 4.8)]}
NAME = ["prox", "mid", "dist"]
for dgt, ps in PH.items():
    for i, p in enumerate(ps):
        B[f"phalanx_{'dist' if i == len(ps) - 1 else NAME[i]}_{dgt}"] = phalanx(*p, tuft=i == len(ps) - 1)
B["sesamoid_medial"] = [(-24, 119), (-23, 115), (-19.6, 113), (-16.2, 114.6), (-15, 119), (-16, 123.4), (-19.4, 125.6), (-22.8, 123.6)]
B["sesamoid_lateral"] = [(-13.6, 118.2), (-12.6, 114.2), (-9.4, 112.2), (-6.2, 113.8), (-5, 118.2), (-6, 122.6), (-9, 124.8), (-12.6, 122.8)]

POLY = {k: poly(v) for k, v in B.items()}
TROCHLEA = [(-14.7, 12.8, "^L33"), (-13.4, 5), (-11.9, -3), (-10.4, -10.4), (-7.6, -16), (-3.3, -18, "L26"), (2.4, -17.6), (7.2, -14.6), (10.6, -8.6), (12.6, -2, "L23"), (14.1, 3.4, "L32"), (14.2, 8.6, "^"), (9, 12.6), (2.5, 14.6, "L25"), (-6, 14.6)]
MARK = {  # parts of a bone that can be named and lit on their own
    "trochlea_of_talus": ("talus", TROCHLEA),
    "neck_of_talus": ("talus", [(-26, 8, "^"), (-16.6, 8), (-14.6, 13.6), (-6, 15.4), (2.5, 15.2), (9, 13.2), (14, 10.5), (17, 14, "^"), (8, 20.5), (0, 22), (-10, 22.4), (-20, 20.6), (-26, 18, "^")]),
    "head_of_talus": ("talus", [(-27, 18, "^"), (-20, 20.6), (-10, 22.4), (0, 22), (8, 20.5), (14, 22, "^"), (14, 36, "^"), (-27, 36, "^")]),
    "tuberosity_of_fifth_metatarsal": ("metatarsal_5", [(28, 30, "^"), (46, 30, "^"), (46, 42.6, "^"), (38, 43.6), (30, 43, "^")])}
SINUS = [(6, 18), (9.6, 12.4), (14.8, 8.6), (20, 4.4), (21.4, 6), (20.8, 10.4), (17.8, 14.6), (13.6, 18), (9.8, 21.6), (6.4, 22.8)]
TIBIA = [(-28.4, -5.4, "L02"), (-28, 3), (-24.6, 10), (-19.6, 13.6), (-12, 14.8), (-2.9, 15.8, "L05"), (7, 17), (15, 14), (18.2, 8), (16, 0), (15.4, -8), (18, -15), (13, -20.6), (0, -22.6), (-10, -24.4), (-17, -23.6), (-23.4, -19), (-27, -12.6)]
FIBULA = [(37.2, -7.7, "L17"), (36, 0), (31.6, 6.8), (25, 11.2), (21.8, 11.2, "L19"), (18.8, 7), (18, 0), (18.2, -8), (20, -13.4), (24, -15.6, "L18"), (30, -14.8), (35, -12)]

DETAIL = {  # inner bone detail (open lines)
    "calcaneus": [[(-3.8, -38.6), (2.2, -41.6), (9.6, -42.6), (15.6, -39.4), (18, -34.6)], [(-20, -1.8), (-17.4, -6), (-13.6, -8.8)], [(19.4, 4.6), (20.2, 10), (19, 15.2)]],
    "talus": [[(-21.2, 17), (-18.4, 23), (-12.4, 27), (-5.4, 27.2), (.4, 24.6), (3.6, 20.4)], [(14.1, 3.4), (17.6, 2.6), (21.4, 1.6)], [(-13.4, 16.2), (-10.2, 19.4), (-9.2, 22.6)], [(-1.2, -23.4), (1.6, -21.4), (4.8, -24)]],
    "navicular": [[(-25, 32.4), (-22.4, 29.4), (-22, 25.6)], [(-19.6, 40.6), (-10.8, 43.2), (-3, 41.6), (3.4, 39), (7.2, 36.2)]],
    "cuboid": [[(16.6, 48.6), (20.6, 50.2), (25.4, 47.6), (28.6, 43)], [(28, 34.8), (28.4, 38.4), (30.4, 42)]],
    "cuneiform_medial": [[(-21.4, 66.4), (-15.2, 68), (-9, 67.4)], [(-12, 48), (-11.4, 56), (-11, 63)]],
    "cuneiform_intermediate": [[(-4.4, 57.8), (0, 58.2), (4, 57.4)]],
    "cuneiform_lateral": [[(8.2, 59.6), (14, 59.8), (18.2, 58.4)]],
    "metatarsal_1": [[(-23.8, 116.4), (-19.8, 119.6), (-14.8, 120.8), (-9.6, 119.4), (-6.2, 116)], [(-19.4, 74.6), (-14, 76.4), (-8.4, 75)], [(-13.6, 80), (-14.2, 92), (-15, 104)]],
    "metatarsal_2": [[(1.8, 118.6), (4, 120.6), (7.6, 120.6), (10, 118)], [(-3.2, 65.4), (1.6, 67.4), (7.6, 66.6)], [(4.6, 74), (5.6, 90), (6.2, 104)]],
    "metatarsal_3": [[(13.6, 117.2), (15.6, 119.2), (19, 119.2), (21, 117)], [(7, 66.4), (12.6, 68), (19.2, 67)], [(15, 76), (16.2, 90), (17, 104)]],
    "metatarsal_4": [[(23.8, 110.8), (25.8, 112.8), (29, 112.8), (31, 110.6)], [(17.8, 63), (23, 64.8), (29.4, 63.4)], [(24.8, 72), (26.2, 86), (27, 98)]],
    "metatarsal_5": [[(35, 100.6), (37.2, 103), (41, 102.8), (43.6, 100)], [(26.6, 55.6), (31.8, 55), (36.6, 50.4)], [(39.4, 39), (37.6, 44.6), (37.6, 52)], [(35.6, 66), (36.8, 80), (37.8, 92)]]}
for dgt, ps in PH.items():
    for i, (x0, y0, x1, y1, wb, wm, wh) in enumerate(ps):
        L = math.hypot(x1 - x0, y1 - y0)
        k = f"phalanx_{'dist' if i == len(ps) - 1 else NAME[i]}_{dgt}"
        lines = [[(.13 * L, .34 * wb), (.17 * L, 0), (.13 * L, -.34 * wb)]] if wb > 9 else []
        if i < len(ps) - 1:
            lines.append([(L - .3 * wh, .34 * wh), (L - .42 * wh, 0), (L - .3 * wh, -.34 * wh)])
        else:
            lines.append([(.88 * L, .34 * wh), (.8 * L, .1 * wh), (.8 * L, -.1 * wh), (.88 * L, -.34 * wh)])
        DETAIL[k] = [place(l, x0, y0, x1, y1) for l in lines]

# ------------------------------------------------------------------ ligaments
L = dict(
    dorsal_calcaneocuboid_ligament=Band([(17, 18.6, 5), (19.4, 24, 4.6), (21.6, 30, 5.4)]),
    bifurcate_ligament_cuboid=Band([(8.4, 20.6, 3.2), (12.4, 26, 3.2), (15, 32.4, 4.4)]),
    bifurcate_ligament_navicular=Band([(7.4, 20.8, 3.2), (8, 27.4, 3.2), (6.6, 34.2, 4.6)]),
    talonavicular_ligament=Band([(-5.6, 24, 7.4), (-6.4, 30.4, 7.6), (-7, 37, 8.8)]),
    dorsal_cuboideonavicular_ligament=Band([(6, 36.6, 3.4), (10.4, 38.2, 3.2), (15.2, 41, 3.6)]),
    dorsal_cuneonavicular_ligament_1=Band([(-15.4, 41, 4.8), (-15.4, 47, 4.6), (-15, 52.4, 5)]),
    dorsal_cuneonavicular_ligament_2=Band([(-4.4, 40.4, 4), (-3.4, 45.4, 3.8), (-2.6, 50, 4.2)]),
    dorsal_cuneonavicular_ligament_3=Band([(5, 37, 3.6), (7.6, 41.4, 3.4), (9.4, 46, 3.8)]),
    dorsal_intercuneiform_ligament_1=Band([(-11, 54.4, 3.2), (-7.4, 54.4, 3), (-3.8, 54.2, 3.4)]),
    dorsal_intercuneiform_ligament_2=Band([(2.4, 54, 3.2), (6, 54, 3), (9.6, 54, 3.4)]),
    dorsal_cuneocuboid_ligament=Band([(13.4, 52.4, 3.2), (16.8, 51.4, 3), (20.4, 49.8, 3.4)]),
    dorsal_tarsometatarsal_ligament_1=Band([(-14.6, 66.6, 5.4), (-14.6, 72, 5.2), (-14.4, 77.4, 6)]),
    dorsal_tarsometatarsal_ligament_2a=Band([(-8.8, 65.4, 3), (-4.8, 66.6, 2.8), (-.4, 69, 3.4)]),
    dorsal_tarsometatarsal_ligament_2b=Band([(.2, 56.6, 3.8), (.8, 62, 3.6), (1.6, 66.8, 4.2)]),
    dorsal_tarsometatarsal_ligament_2c=Band([(11.8, 58.6, 2.8), (8.4, 61.6, 2.6), (4.8, 65.4, 3.2)]),
    dorsal_tarsometatarsal_ligament_3=Band([(14, 57.6, 4.2), (13.8, 63, 4), (13.8, 68.2, 4.6)]),
    dorsal_tarsometatarsal_ligament_4=Band([(21, 49.4, 4), (22.6, 54, 3.8), (23.6, 60, 4.4)]),
    dorsal_tarsometatarsal_ligament_5=Band([(26, 45.8, 3.8), (29.4, 49.4, 3.6), (32.2, 54, 4.2)]),
    dorsal_metatarsal_ligament_3=Band([(17.6, 64.4, 2.8), (21, 63.4, 2.6), (24.2, 61.4, 3)]),
    dorsal_metatarsal_ligament_4=Band([(26.6, 58.6, 2.8), (30, 58, 2.6), (33.6, 57, 3)]),
)

# ------------------------------------------------------------------ skin
BODY = [(-13, 146), (-25.2, 143), (-28.6, 133), (-31.2, 124), (-31.9, 115.6), (-30.8, 107), (-28.4, 98), (-26.8, 86), (-26.6, 74), (-28, 60), (-30.2, 46), (-32.2, 34), (-32.8, 22), (-33.4, 10), (-33.6, -1), (-31.8, -11), (-28, -21.6), (-24.4, -32), (-20.8, -42), (-13.6, -50.8),
        (-3, -55.9), (8, -57), (18.6, -55.4), (27.6, -49.6), (33.2, -39), (36.4, -27), (39.6, -17.6), (41.8, -9), (41.4, 0), (39, 10), (38, 20), (40.2, 30), (44, 39), (46.4, 49), (47, 61), (48, 76), (49.8, 90), (51.4, 102), (51.6, 112), (50.6, 122), (47, 130), (38, 134), (27, 141), (14, 147), (4, 149)]
CLEFTS = [[(13.3, 145, .7), (14.3, 155, .7), (15.1, 166, .8), (15.6, 178, 1.4)], [(25, 140, .7), (26.6, 149, .7), (27.8, 159, .8), (28.4, 170, 1.4)], [(37.2, 133, .7), (38.8, 141, .7), (39.5, 148, .8), (40.6, 154, 1)]]
TOES = {1: [(-15.2, 112, 30), (-14.6, 128, 27.4), (-13.4, 142, 24.6), (-12.2, 154, 23), (-11.2, 164, 24), (-10.2, 174, 23.2), (-9.6, 180.2, 19)],
        2: [(6.2, 122, 13), (6.8, 138, 12.4), (7.4, 154, 12.6), (8, 164, 11.6), (8.6, 172, 12.4), (8.9, 176.6, 11)],
        3: [(18, 120, 12.4), (19.2, 136, 12), (20.4, 150, 12.4), (21.4, 159, 11.4), (22, 166.4, 12.2), (22.2, 170.6, 10.8)],
        4: [(28.4, 114, 12), (30.6, 130, 11.6), (32.2, 143, 12.2), (33.2, 151, 11.2), (33.8, 157.4, 12), (34, 161.2, 10.6)],
        5: [(40, 104, 13), (42.4, 118, 12.2), (44.5, 132, 12.4), (45.4, 140, 11.4), (45.8, 146, 12), (45.8, 149.6, 10.4)]}


def toe_poly(t):
    b = Band(t, 10)
    return unary_union([Point(p).buffer(w / 2, 32) for p, w in zip(b.c, b.w)] + [b.poly])


NAILS = {}
for d, (u, v, w, l, tilt) in {1: (-9.5, 179.6, 13.4, 14.6, .06), 2: (8.9, 176.4, 8, 8.4, .04), 3: (22.2, 170.4, 7.6, 8, .05), 4: (34, 161, 7.2, 7.4, .03), 5: (45.6, 149.4, 6.4, 6.4, -.02)}.items():
    p = [(-.5, -.34), (-.5, .2), (-.4, .44), (-.2, .52), (0, .55), (.2, .52), (.4, .44), (.5, .2), (.5, -.34), (.4, -.47), (.2, -.52), (0, -.54), (-.2, -.52), (-.4, -.47)]
    NAILS[d] = [(u + x * w * (1 + .0 * y) + math.sin(tilt) * y * l, v + y * l) for x, y in p]

# ------------------------------------------------------------------ muscles and tendons
T = dict(
    tibialis_anterior_tendon=Band([(-13.4, 17.6, 5.4), (-15.4, 27, 5.2), (-17, 34.6, 5.2), (-19.2, 43, 5.4), (-21.8, 54, 5.8), (-23.2, 62, 6), (-23, 69, 4)]),
    extensor_hallucis_longus_tendon=Band([(-6.8, 16.4, 3.8), (-7.4, 26, 3.5), (-7.9, 36, 3.3), (-9, 52, 3.2), (-11.6, 74, 3.1), (-13.8, 96, 3), (-14.6, 114, 3.2), (-14, 126, 3.8), (-13, 140, 4), (-12, 154, 4), (-11.4, 162, 4.6), (-11, 167, 5.4)]),
    extensor_digitorum_longus_tendon=Band([(4.6, 14.6, 8.4), (5.2, 19, 8.6), (5.95, 23.4, 9.3), (6.5, 26.6, 9.8)]),
    edl2=Band([(2, 18, 2.1), (2.8, 26.6, 2.2), (3.8, 38, 2.2), (4.4, 54, 2.2), (5, 76, 2.1), (5.6, 100, 2.1), (6.2, 118, 2.4), (6.5, 127, 3.2), (6.9, 140, 2.8), (7.3, 151, 2.6), (7.5, 158.4, 3.6)]),
    edl3=Band([(4.2, 18, 2.1), (5.2, 26.6, 2.2), (6.8, 38, 2.2), (9.4, 54, 2.2), (13, 76, 2.1), (16, 100, 2.1), (17.7, 116, 2.4), (18.4, 125.4, 3.2), (19.2, 138, 2.8), (20, 147.4, 2.6), (20.4, 154, 3.6)]),
    edl4=Band([(6.4, 18, 2.1), (7.6, 26.6, 2.2), (9.8, 38, 2.2), (14.4, 53, 2.2), (20.2, 72, 2.1), (25, 93, 2.1), (27.8, 109, 2.4), (28.9, 119, 3.2), (30.4, 130.6, 2.8), (31.5, 139.8, 2.6), (32, 146.4, 3.6)]),
    edl5=Band([(8.4, 18, 2.1), (10, 26.6, 2.2), (12.8, 37.4, 2.2), (19.4, 51, 2.2), (27.6, 68, 2.1), (34.6, 86, 2.1), (38.6, 100, 2.4), (40.4, 109.6, 3.2), (42.3, 121, 2.8), (43.9, 130, 2.6), (44.6, 136.4, 3.4)]),
    fibularis_tertius_tendon=Band([(10.8, 13, 3.2), (13, 22.6, 3), (18, 34, 2.9), (24.4, 44.6, 3), (30.2, 52.4, 3.8), (34, 58, 5.4), (35.6, 62, 6.4)]),
    fibularis_brevis_tendon=Band([(23.6, -18.6, 5), (25.2, -10, 4.4), (25.6, 0, 4.2), (25.8, 10, 4), (27.6, 20, 4), (31.2, 29, 4.4), (35, 36, 5.2), (37.2, 41.4, 6)]),
    fibularis_longus_tendon=Band([(25.8, -22.6, 5.2), (26.7, -13, 4.6), (27.1, -3, 4.4), (27.2, 6, 4.2), (27.4, 13, 4.2), (28, 19, 4.4), (28.7, 25, 4.8), (29.7, 31, 5), (30.2, 35.6, 5), (28.6, 40, 5)]),  # plantar to brevis, then under the cuboid
)
EDB = dict(  # belly, tendon
    extensor_hallucis_brevis=(Band([(12.6, 15.2, 2.8), (10.8, 19.4, 5), (7.6, 27, 8), (3.4, 39, 9.6), (-.4, 51, 8.2), (-3, 61, 5), (-4.8, 69, 2.6), (-5.6, 74, .8)]), Band([(-3.4, 60, .3), (-5, 69, 1.9), (-7, 82, 2.1), (-9.6, 102, 2.1), (-11, 120, 2.2), (-11.2, 130, 2.6), (-11.2, 136, 3.4)])),
    extensor_digitorum_brevis_2=(Band([(15, 13.6, 2.8), (14.2, 18, 5), (12.2, 28, 7.2), (10.8, 41, 8), (9.6, 54, 6.6), (8.6, 65, 3.4), (8.2, 73, .8)]), Band([(8.6, 62, .3), (8.2, 71, 1.7), (8.2, 86, 1.7), (8.8, 104, 1.7), (9.2, 118, 1.8), (8.6, 128, 1.8), (7.8, 134, .6)])),
    extensor_digitorum_brevis_3=(Band([(17.4, 12, 2.8), (17.7, 17, 5), (17.8, 28, 7.4), (18, 42, 8), (17.4, 55, 6.4), (17, 66, 3.2), (17.2, 73, .8)]), Band([(17, 63, .3), (17.2, 71, 1.7), (18.4, 88, 1.7), (19.8, 104, 1.7), (20.8, 117, 1.8), (20.6, 126, 1.8), (20, 132, .6)])),
    extensor_digitorum_brevis_4=(Band([(19.6, 10.4, 2.8), (21.2, 16, 5.2), (23, 27, 7), (24.8, 41, 7.4), (25.4, 53, 5.8), (25.4, 63, 3), (25.8, 70, .8)]), Band([(25.4, 59, .3), (25.8, 68, 1.6), (28, 84, 1.6), (29.8, 98, 1.6), (31, 110, 1.7), (31.4, 119, 1.8), (31.4, 125, .6)])),
)
CUT_TENDO = [(-1.4, -46.6), (0.4, -44.4), (7, -43.4), (13.6, -44.4), (15.4, -46.6), (13.4, -49.4), (7, -50.6), (.6, -49.4)]

# ------------------------------------------------------------------ vessels and nerves
DEEP_PLANTAR_GAP = Band([(-3.1, 73, 1.2), (-2.9, 76, 2.6), (-2.75, 79.6, 2.8), (-2.6, 82.6, 1.9), (-2.5, 84.4, .2)])  # between the two heads of the first dorsal interosseous
ART = dict(
    dorsalis_pedis_artery=[Band([(-1.4, 12.4, 2.4), (-2.2, 26, 2.3), (-2.6, 40, 2.2), (-3.2, 54, 2.1), (-3.6, 66, 2), (-3.6, 70, 1.9), (-3.4, 73, 1.8)])],
    deep_plantar_artery=[Band([(-3.5, 71, 1.9), (-3.2, 74.6, 1.8), (-2.9, 78.4, 1.6), (-2.7, 82, 1.5), (-2.6, 86, 1.4)])],
    lateral_tarsal_artery=[Band([(-2.6, 40, 1.4), (.6, 45, 1.4), (8, 49.4, 1.2), (17, 52.4, 1.1), (26, 56, .4)])],
    arcuate_artery=[Band([(-3.2, 57, 1.6), (.6, 64.6, 1.6), (7.6, 70.4, 1.5), (16.4, 72, 1.4), (23.6, 69.8, 1.3), (27.6, 67.6, 1.2), (29.6, 69.4, 1.1), (30.4, 74, 1.1)])],
    dorsal_metatarsal_artery_1=[Band([(-3.6, 71.6, 1.1), (-4.3, 75, 1.1), (-4.75, 79, 1.1), (-4.5, 84, 1.1), (-3.9, 92, 1.1), (-3.3, 104, 1.1), (-2.9, 116, 1), (-2.6, 127, 1)]), Band([(-2.6, 126, .9), (-3.4, 132, .8), (-3.4, 145, .4)]), Band([(-2.6, 126, .9), (-.6, 132, .8), (1.2, 145, .4)])],
    dorsal_metatarsal_artery_2=[Band([(9.8, 71.4, 1.3), (10.6, 79, 1.2), (11, 92, 1.2), (11.8, 108, 1.1), (12.2, 124, 1)]), Band([(12.2, 123, 1), (12, 129, .8), (12.4, 138, .4)]), Band([(12.2, 123, 1), (13, 129, .8), (14, 137, .4)])],
    dorsal_metatarsal_artery_3=[Band([(20, 71.4, 1.3), (21, 79, 1.2), (21.4, 90, 1.2), (22, 104, 1.1), (23, 118, 1)]), Band([(23, 117, 1), (23.4, 124, .8), (24.4, 133, .4)]), Band([(23, 117, 1), (24.2, 123, .8), (25.8, 131, .4)])],
    dorsal_metatarsal_artery_4=[Band([(30.3, 73, 1.1), (30.7, 78, 1.1), (31.8, 88, 1.1), (33, 100, 1), (34.4, 110, .9)]), Band([(34.4, 109, .9), (35.2, 116, .8), (36.4, 126, .4)]), Band([(34.4, 109, .9), (36, 115, .8), (37.8, 123, .4)])],
)
DEEP_N = dict(deep_fibular_nerve=[Band([(.6, 12.4, 1.7), (.5, 28, 1.6), (.4, 42, 1.5), (-.2, 56, 1.5), (-.5, 70, 1.4), (-.4, 82, 1.3), (-.7, 104, 1.3), (-.8, 120, 1.2)]), Band([(-.8, 119, 1.2), (-2.2, 128, 1), (-4.8, 142, .8), (-4.8, 152, .4)]), Band([(-.8, 119, 1.2), (.8, 128, 1), (2.6, 140, .8), (3, 150, .4)]), Band([(.5, 27, 1), (2, 31.6, 1.2), (7, 35, 1.1), (13, 37, .5)])])
SUP_N = dict(
    medial_dorsal_cutaneous_nerve=[Band([(2.2, 12, 1.8), (-4.4, 34, 1.6), (-10.4, 52, 1.5), (-16.4, 74, 1.4), (-20.8, 98, 1.3), (-22.8, 120, 1.2), (-22, 140, 1), (-20.6, 154, .4)]), Band([(-4.6, 34.6, 1.3), (-2.4, 54, 1.3), (2.4, 78, 1.3), (8.6, 100, 1.2), (12, 118, 1.1)]), Band([(12, 117, 1.1), (11.4, 126, .9), (11.6, 140, .4)]), Band([(12, 117, 1.1), (13.6, 126, .9), (15, 138, .4)])],
    intermediate_dorsal_cutaneous_nerve=[Band([(8.6, 12.4, 1.7), (14.4, 34, 1.5), (18.2, 54, 1.4), (20.6, 76, 1.3), (22.6, 98, 1.2), (23.6, 110, 1.1)]), Band([(23.6, 109, 1.1), (24, 120, .9), (25, 134, .4)]), Band([(23.6, 109, 1.1), (25.4, 118, .9), (27.2, 129, .4)]), Band([(18.2, 54, 1.3), (25.4, 72, 1.2), (31.6, 90, 1.1), (35, 104, 1)]), Band([(35, 103, 1), (35.6, 112, .9), (37, 125, .4)]), Band([(35, 103, 1), (37, 110, .9), (39, 119, .4)])],
    lateral_dorsal_cutaneous_nerve=[Band([(28.6, -27.4, 1.6), (33.4, -20, 1.6), (37, -8, 1.5), (37.2, 8, 1.5), (37, 20, 1.4), (40, 34, 1.4), (43.8, 48, 1.3), (44.2, 64, 1.3), (45, 84, 1.2), (46.6, 102, 1.1), (47.2, 116, .9), (47.6, 130, .4)])],
)
VEIN = dict(
    dorsal_venous_arch_of_foot=[Band([(-25.6, 86, 2.3), (-21, 97, 2.3), (-11, 104.4, 2.2), (2, 106, 2.2), (14, 103.6, 2.2), (25, 98, 2.1), (35, 90, 2.1), (41.6, 81, 2.2), (44, 72, 2.2)])],
    great_saphenous_vein=[Band([(-29.4, 12, 3), (-29.9, 22, 2.9), (-28.8, 36, 2.8), (-27.2, 50, 2.7), (-25.4, 66, 2.6), (-25, 77, 2.5), (-25.6, 86, 2.3), (-28, 100, 1.8), (-29, 112, 1.6), (-27.2, 126, 1.3), (-24.6, 140, .4)])],
    small_saphenous_vein=[Band([(25.6, -29.6, 2.8), (31, -22, 2.7), (34.4, -10, 2.6), (34.8, 4, 2.5), (35, 18, 2.4), (38, 32, 2.4), (41.6, 46, 2.3), (42.8, 60, 2.2), (44, 72, 2.2), (46.8, 86, 1.8), (49.3, 99, 1.5), (49.8, 110, 1.1), (49.2, 122, .4)])],
    dorsal_metatarsal_vein_1=[Band([(-6.4, 105.4, 1.6), (-5.4, 114, 1.5), (-5.2, 122, 1.4)]), Band([(-5.2, 121, 1.4), (-6.4, 130, 1.1), (-6.8, 142, .4)]), Band([(-5.2, 121, 1.4), (-2, 130, 1.1), (-.4, 142, .4)])],
    dorsal_metatarsal_vein_2=[Band([(9.4, 105, 1.5), (13.6, 112, 1.4), (14.2, 119, 1.2), (14.4, 128, .4)])],
    dorsal_metatarsal_vein_3=[Band([(21, 100.4, 1.5), (24.8, 106, 1.4), (25.6, 112, 1.2), (26.2, 122, .4)])],
    dorsal_metatarsal_vein_4=[Band([(32, 93, 1.5), (36.4, 98.6, 1.4), (37.6, 105, 1.2), (38.6, 114, .4)])],
)
R = dict(inferior_extensor_retinaculum=[
    Band([(21.8, 12.4, 6.8), (17, 18, 6.8), (11, 23, 7.2), (3.4, 26, 7), (-5, 27, 6.8), (-13.6, 25.4, 7), (-20, 20.4, 7), (-23.4, 13.4, 7), (-24.2, 5.4, 7.4)]),
    Band([(9.4, 25, 5), (3, 29.4, 5.8), (-5.4, 34.4, 6.2), (-14, 39.2, 6.4), (-22.4, 43.8, 6.8), (-30.6, 48.6, 7.6)])])
SHEATHS = dict(  # id: (tendon, from, to) as fractions of the tendon's length
    tendinous_sheath_of_tibialis_anterior=[("tibialis_anterior_tendon", 0, .5)],
    tendinous_sheath_of_extensor_hallucis_longus=[("extensor_hallucis_longus_tendon", 0, .24)],
    tendinous_sheath_of_extensor_digitorum_longus=[("fibularis_tertius_tendon", 0, .4), ("extensor_digitorum_longus_tendon", 0, 1), ("edl2", .06, .2), ("edl3", .06, .2), ("edl4", .06, .2), ("edl5", .06, .2)],
    common_tendinous_sheath_of_fibulares=[("fibularis_longus_tendon", 0, .4), ("fibularis_brevis_tendon", 0, .46)],
)


# ------------------------------------------------------------------ helpers
def detail_path(lines):
    return "".join(d_bez(curve(l, False), False) for l in lines)


def geoms(g):
    return [q for q in getattr(g, "geoms", [g]) if not q.is_empty]


def line_path(g, least=.6):
    return "".join(d_line(list(q.simplify(.04).coords)) for q in geoms(g) if q.geom_type == "LineString" and q.length > least)


def big(g):
    return max(geoms(g), key=lambda q: q.area)


def cut_face(b, flat=.3):
    """Oval cut surface at the start of a band."""
    (x, y), w, (nx, ny) = b.c[0], b.w[0] / 2, b.n[0]
    tx, ty = ny, -nx
    return [(x + nx * w * math.cos(a) + tx * w * 2 * flat * math.sin(a), y + ny * w * math.cos(a) + ty * w * 2 * flat * math.sin(a)) for a in (i * math.pi / 8 for i in range(16))]


def hood(dgt):
    """Extensor expansion: triangular hood over the head of the metatarsal and the proximal phalanx, lateral bands to the distal phalanx."""
    if dgt == 1:
        x0, y0, x1, y1 = PH[1][0][:4]
        b = Band([(x0 - .5, y0 - 7, 4.2), (x0 - .3, y0 - 2, 12), (x0, y0 + 3.4, 14.6), (x0 + .5, y0 + 9, 9.6), (x0 + 1, y0 + 15, 6), (x0 + 1.6, y0 + 22, 4.4)])
        return b.poly.buffer(-.8).buffer(.8), []
    (x0, y0, x1, y1, wb, *_), (a0, b0, a1, b1, *_), (c0, d0, c1, d1, *_) = PH[dgt]
    at = lambda t: (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
    b = Band([(*at(-.24), 2.6), (*at(-.08), 7.4), (*at(.1), wb - 1), (*at(.34), 6.6), (*at(.62), 4.4), (*at(.84), 3.4)])
    bands = []
    for s in (-1, 1):
        bands.append(Band([(at(.5)[0] + s * 1.7, at(.5)[1], 1.2), (at(.8)[0] + s * 2.6, at(.8)[1], 1.3), (a0 + s * 3.1, (y1 + b0) / 2, 1.3), (a0 + (a1 - a0) * .45 + s * 2.3, b0 + (b1 - b0) * .45, 1.3), (a1 + s * .7, b1 - 1, 1.4), ((a1 + c0) / 2 + s * .2, (b1 + d0) / 2 + .2, 1.6)]))
    bands.append(Band([((a1 + a0) / 2 + (a1 - a0) * .3, b0 + (b1 - b0) * .8, 1.2), (a1, b1, 2.4), (c0, d0 + .6, 2.8), (c0, d0 + 2.4, 3.4)]))
    return b.poly.buffer(-.6).buffer(.6), bands


# ------------------------------------------------------------------ assembly
def build():
    s = Svg(VB)
    s.open("dorsal", "view", view="dorsal", side="right")
    toes = {d: toe_poly(t) for d, t in TOES.items()}
    skin = unary_union([poly(BODY)] + list(toes.values()))
    for q in (box(-60, 90, -14, 176), box(43.5, 84, 80, 146)):  # fair the joins of toe and foot
        skin = skin.union(skin.intersection(q).buffer(18).buffer(-18))
    skin = skin.difference(unary_union([unary_union([Point(p).buffer(w / 2) for p, w in zip(b.c, b.w)] + [b.poly]) for b in map(Band, CLEFTS)]))
    for (a, b, c, d), line in (((-3, 146, 3.4, 154), [(.2, 153.2), (.3, 155)]), ((34.6, 128, 41, 137), [(38, 136.2), (38.4, 138.4)])):  # round the two open webs
        skin = skin.union(box(a, b, c, d)).difference(LineString(line).buffer(.85))
    skin = skin.buffer(-.8).buffer(1.2).buffer(-.4)
    skin = Polygon(big(skin).exterior)
    s.open("skin", "layer", layer="skin")
    s.structure("skin_silhouette", "skin", d_poly(skin, .03), "", d_poly(shade(skin, 2.8, -2.8)))
    for d in NAILS:
        s.structure(f"nail_{d}", "skin nail", d_bez(curve(NAILS[d])))
    s.close()

    # --- bones, low to high
    s.open("bones", "layer", layer="bones")
    ph = lambda dg: [k for k in B if k.startswith("phalanx") and k.endswith(f"_{dg}")][::-1]
    order = [*ph(5), *ph(4), *ph(3), *ph(2), *ph(1), "metatarsal_5", "metatarsal_4", "metatarsal_1", "metatarsal_3", "metatarsal_2", "cuboid", "calcaneus", "cuneiform_lateral", "cuneiform_medial", "cuneiform_intermediate", "navicular", "talus"]
    for k in order:
        g = POLY[k]
        t = min(2.6, max(.7, 0.11 * math.sqrt(g.area)))
        d2 = ""
        if k == "talus":
            tr = poly(TROCHLEA)
            d2 = d_poly(shade(tr, 1.6, -1.6)) + d_poly(poly([(1.4, 13.4, "^"), (3.4, 6), (3.4, -4), (.2, -15.4, "^"), (4.6, -6), (5, 4)]))
        dark = shade(g, t, -t)
        s.structure(k, "bone", d_bez(curve(B[k])), "c1" if "phalanx" in k else "c3" if k == "talus" else "c2", d_poly(dark), detail_path(DETAIL.get(k, [])) + (d_bez(curve(TROCHLEA)) if k == "talus" else ""), d2, regions=regions(k, g, dark, MARK))
        if k == "calcaneus":
            s.structure("sinus_tarsi", "cavity", d_poly(poly(SINUS).intersection(g.buffer(-.35))))
    s.joint("talocalcaneonavicular_joint", joint(POLY["talus"], POLY["navicular"], 2.2))
    s.joint("calcaneocuboid_joint", joint(POLY["calcaneus"], POLY["cuboid"], 1.7).difference(unary_union([POLY["navicular"].buffer(1.7), POLY["talus"].buffer(2.2), poly(SINUS)])))
    s.open("malleoli_and_sesamoids_hidden", "bone hidden")
    for id, pts in (("medial_malleolus", TIBIA), ("lateral_malleolus", FIBULA), ("sesamoid_medial", B["sesamoid_medial"]), ("sesamoid_lateral", B["sesamoid_lateral"])):
        s.open(f"{id}_hidden", "bone hidden"); s.path(d_bez(curve(pts)), "detail"); s.close()
    s.close()
    s.close()

    # --- ligaments
    s.open("ligaments", "layer", layer="ligaments")
    for k, b in L.items():
        g = b.capped(.22)
        n = max(2, round(max(b.w) / 1.7))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .1 * ((i * 7) % 3), 1 - .1 * ((i * 5) % 3)), 0) for i in range(n))
        s.structure(k, "ligament", d_poly(g), "", "", fib, "", b.sides(g))
    s.close()

    def belly(id, b, cls="muscle", g=None, per=3.4):
        g = b.capped(.3) if g is None else g
        n = max(2, round(max(b.w) / per))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .03 + .07 * (i % 2), .96 - .09 * ((i + 1) % 3)), .4) for i in range(n))
        s.structure(id, cls, d_poly(g), "c0", d_poly(shade(g, 1.3, -.8)), fib)

    def tendon(k, id, minus=None, casing="c1", cut=False, b=None, open_end=True, square=False, under=False):
        """under: the part in minus lies beneath those bones: neither casing nor end line may cover their outline."""
        b = b or T[k]
        g = b.poly if b.w[-1] <= 1.4 or square else big(b.capped(.22).difference(box(-99, -99, 99, b.c[0][1])) if b.n[0][0] < -.7 else b.capped(.22))
        g = g if minus is None else big(g.difference(minus))
        ls = () if max(b.w) < 3.4 else (0,) if max(b.w) < 4.4 else (-.33, .33) if max(b.w) < 7 else (-.5, 0, .5)
        for sid, parts in SHEATHS.items():
            if parts[0][0] == k:
                sh = unary_union([LineString(T[n].rail(0, a, z)).buffer(max(T[n].w[int(a * len(T[n].w)):int(z * len(T[n].w)) + 1]) / 2 + .9).difference(box(-99, -99, 99, T[n].c[0][1] - .7) if a == 0 else Polygon()) for n, a, z in parts]).buffer(.8).buffer(-1.4).buffer(.6)
                s.structure(sid, "sheath", d_poly(sh), "c0", line="")
        s.open(id, "tendon")
        if under:
            s.path(d_poly(b.poly.buffer(.35).difference(minus.buffer(.3))), "casing c0")
        elif casing:
            s.path(d_poly(g), "casing " + casing)
        s.path(d_poly(g), "fill")
        if max(b.w) > 3.2 and not square:
            s.path(d_poly(shade(g, .8, -.5)), "shade")
        s.path("".join(lines_in(g, b.rail(t, .03, .97), .25) for t in ls), "detail")
        s.path(b.sides(g) if open_end and b.w[-1] > 1.4 else d_poly(g), "line")
        if cut:
            c = d_bez(curve(cut_face(b)))
            s.path(c, "fill"); s.path(c, "shade"); s.path(c, "line")
        s.close()

    # --- dorsal interossei: fill the gaps between the metatarsals
    s.open("muscles_deep", "layer", layer="muscles")
    for i, (axis, tend) in enumerate([
            ([(-2.8, 75, .3), (-2.9, 83, 8), (-3, 93, 11), (-2.6, 103, 9.6), (-1.4, 112, 5.6), (-.2, 120, .4)], [(-.8, 114, .4), (.4, 120, 1.5), (1.2, 127, 1.6), (2.2, 132.4, 1.2)]),
            ([(9.8, 73, .3), (10.4, 81, 6), (11, 92, 6), (11.8, 102, 6), (11.9, 110, 4), (11.8, 118, .4)], [(11.8, 112, .4), (11.7, 119, 1.4), (11.4, 126, 1.5), (10.6, 132, 1.2)]),
            ([(21, 72, .3), (21.2, 80, 6), (21.4, 90, 6), (22, 100, 6), (22.4, 106, 3.6), (22.6, 114, .4)], [(22.4, 108, .4), (22.8, 115, 1.4), (22.8, 123, 1.5), (22.2, 130, 1.2)]),
            ([(30.2, 66, .3), (30.7, 74, 5), (31.2, 84, 6), (32, 94, 6), (32.6, 100, 4), (33, 108, .4)], [(32.8, 102, .4), (33.2, 109, 1.4), (33.2, 117, 1.5), (32.8, 124, 1.2)])]):
        m1, m2 = POLY[f"metatarsal_{i + 1}"], POLY[f"metatarsal_{i + 2}"]
        b = Band(axis)
        g = big(b.poly.difference(m1.buffer(.35)).difference(m2.buffer(.35)))
        if i == 0:  # two heads, the deep plantar artery dives between them
            g = big(g.difference(DEEP_PLANTAR_GAP.poly))
            gap_rim = g
        s.open(f"dorsal_interosseous_{i + 1}")
        tendon("", f"dorsal_interosseous_{i + 1}_tendon", b=Band(tend), minus=unary_union([m1, m2]).buffer(.2), casing="c0")
        fib = ""
        for j in range(4, len(b.c) - 6, 4 if i == 0 else 5):
            (x, y) = b.c[j]
            for sgn in (-1, 1):
                fib += lines_in(g, [(x + sgn * 7, y - 9), (x + sgn * .3, y + 1)], .35)
        s.structure(f"dorsal_interosseous_{i + 1}_belly", "muscle deep", d_poly(g), "", d_poly(shade(g, .9, -.6)), fib)
        s.close()
    s.close()

    # --- deep vessels and nerve, under the short and long extensors
    s.open("vessels_nerves_deep", "layer", layer="vessels_nerves")
    for k, bs in ART.items():
        g = unary_union([b.poly for b in bs] + [Point(b.c[0]).buffer(b.w[0] / 2) for b in bs]).buffer(.3).buffer(-.3)
        if k == "deep_plantar_artery":
            g = g.difference(gap_rim)
        if k == "arcuate_artery":  # inconstant: the caption says so
            s.open(k, "artery", caption="variable"); s.path(d_poly(g), "fill"); s.close()
        else:
            s.structure(k, "artery", d_poly(g), line="")
    for k, bs in DEEP_N.items():
        s.structure(k, "nerve", d_poly(unary_union([b.poly for b in bs] + [Point(bs[0].c[0]).buffer(bs[0].w[0] / 2)])), "c0")
    s.close()

    # --- muscles with their tendons, deep to superficial
    s.open("muscles", "layer", layer="muscles")
    s.open("calcaneal_tendon")
    s.structure("calcaneal_tendon_cut", "tendon", d_bez(curve(CUT_TENDO)), "c1", "", detail_path([[(2, -47), (7, -46), (12, -47)], [(3.4, -48.6), (7, -48), (10.6, -48.6)]]))
    s.close()
    s.open("fibularis_longus"); tendon("fibularis_longus_tendon", "fibularis_longus_tendon", POLY["metatarsal_5"].union(POLY["cuboid"]).buffer(.16), cut=True, under=True); s.close()
    s.open("fibularis_brevis"); tendon("fibularis_brevis_tendon", "fibularis_brevis_tendon", cut=True); s.close()
    for k in ("extensor_digitorum_brevis_4", "extensor_digitorum_brevis_3", "extensor_digitorum_brevis_2", "extensor_hallucis_brevis"):
        b, t = EDB[k]
        s.open(k); belly(f"{k}_belly", b); tendon("", f"{k}_tendon", b=t, casing="c0"); s.close()
    s.open("tibialis_anterior"); tendon("tibialis_anterior_tendon", "tibialis_anterior_tendon", cut=True); s.close()
    s.open("extensor_hallucis_longus")
    h, _ = hood(1)
    s.structure("extensor_hood_1", "tendon", d_poly(h), "c0", d_poly(shade(h, .8, -.5)))
    tendon("extensor_hallucis_longus_tendon", "extensor_hallucis_longus_tendon", cut=True); s.close()
    s.open("fibularis_tertius"); tendon("fibularis_tertius_tendon", "fibularis_tertius_tendon", cut=True); s.close()
    s.open("extensor_digitorum_longus")
    for d in (5, 4, 3, 2):
        h, bands = hood(d)
        s.structure(f"extensor_hood_{d}", "tendon", d_poly(unary_union([h] + [b.poly for b in bands])), "c0", d_poly(shade(h, .7, -.4)))
    for d in (5, 4, 3, 2):
        tendon(f"edl{d}", f"extensor_digitorum_longus_tendon_{d}", box(-50, 0, 60, 21.5), "c0")
    tendon("extensor_digitorum_longus_tendon", "extensor_digitorum_longus_tendon", casing="", cut=True, square=True)
    s.close()
    s.close()

    # --- retinaculum
    s.open("retinacula", "layer", layer="retinacula")
    for k, bs in R.items():
        g = unary_union([b.capped(.14) for b in bs]).buffer(1.2).buffer(-1.2).intersection(skin.buffer(-1.2))
        rim = fib = ""
        for b in bs:
            others = unary_union([o.poly.buffer(.1) for o in bs if o is not b] or [Polygon()])
            for t in (1, -1):
                rim += line_path(LineString(b.rail(t)).difference(others).intersection(skin.buffer(-1.2)), 2)
            n = round(max(b.w) / 2.2)
            fib += "".join(lines_in(g if b is bs[0] else g.difference(bs[0].poly), b.rail(-1 + 2 * (i + .5) / n, .03, .97), .2) for i in range(n))
        s.structure(k, "retinaculum", d_poly(g), "", "", fib, "", rim)
    s.close()

    # --- superficial veins and nerves
    s.open("vessels_nerves", "layer", layer="vessels_nerves")

    def joined(groups, cls):
        P = {k: unary_union([b.poly for b in bs] + [Point(b.c[0]).buffer(b.w[0] / 2) for b in bs[:1]]).buffer(.05) for k, bs in groups.items()}
        U = unary_union(list(P.values())).buffer(.25).buffer(-.25)
        s.open(f"{cls}_casing"); s.path(d_poly(U), "casing c0"); s.close()
        for k, g in P.items():
            s.structure(k, cls, d_poly(g.buffer(.02), .03), line=line_path(U.boundary.intersection(g.buffer(.3))))

    for bs in SUP_N.values():
        for i, b in enumerate(bs):
            b.w = [w * .86 * (1 if i == 0 else min(1, .55 + j / 16)) for j, w in enumerate(b.w)]
    joined(VEIN, "vein")
    joined(SUP_N, "nerve")
    s.close()
    s.close()
    return s


def drawings():
    """Name -> drawing."""
    return {"dorsal": build()}


def outlines():
    """The whole outline of each bone, hidden parts included, as a ring of points in mm."""
    out = {}
    for k in B:
        g = POLY[k]
        g = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
        out[k] = [[round(u, 2), round(v, 2)] for u, v in list(g.exterior.coords)[:-1]]
    return {"superior": out}
