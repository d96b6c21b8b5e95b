"""Right ankle and foot, lateral view. u = anterior (right), v = superior, mm; origin = talocrural centre.
Outlines are control points drawn by eye through the measured landmarks (Lxx) and level widths; '^' = corner."""
import math
from shapely.geometry import Polygon, LineString, box
from shapely.ops import unary_union
from art.atlas_kit import *

VB = (-96, -236, 292, 310)          # x, y (down), w, h in mm
CROP = box(-96, -74, 196, 240)

# ------------------------------------------------------------------ bones
B = {}
B["tibia"] = [
    (-2.8, 7.2, "L01 tip of medial malleolus"), (2.6, 11.8, "anterior colliculus"), (6.5, 14.6, "to anterior lip"),
    (10.5, 15.8, "L05 anterior lip of plafond"), (14.6, 19.0, "anterior margin"), (16.5, 24.0, "5 % level front"), (15.6, 30.5), (12.9, 37.5),
    (11.4, 46, "10 % front"), (10.3, 65), (10.4, 93, "25 % front"), (13.2, 125), (17.4, 155), (20.5, 180, "50 %, anterior border L15"),
    (23.5, 222), (27.1, 264, "75 % front"), (29.6, 292), (30.2, 305.7, "L14 tuberosity"), (32.5, 316, "90 % front"), (36.8, 327.5), (32.4, 338, "97 % front"),
    (22, 342.6), (8, 343.2), (1.6, 345.2), (-1.6, 349.4, "L13 lateral tubercle"), (-4.4, 347), (-7, 347.5, "L12 medial tubercle"), (-11, 343.5),
    (-22, 341.6), (-29.6, 338.6, "97 % back"), (-33, 329), (-25.2, 315, "90 % back"), (-16.5, 295), (-10.7, 264, "75 % back"), (-8.6, 222), (-9, 178, "50 % back"),
    (-11.6, 135), (-14.2, 93, "25 % back"), (-16.8, 65), (-19.6, 44, "10 % back"), (-22.8, 33), (-24.8, 25, "5 % back, L04"), (-23.6, 17.5),
    (-20.2, 13.8, "L06 posterior lip"), (-15.5, 14.2), (-11, 11.6, "posterior colliculus"), (-6.6, 8.4)]
B["fibula"] = [
    (-4.8, -3.7, "L16 apex of lateral malleolus"), (0.6, -2.6), (5.2, 1.2, "2 % front"), (8.6, 6.0), (11.1, 12.1, "L19 anterior border"), (9.4, 17.2), (5.4, 22.6),
    (2.8, 29, "10 % front"), (0.8, 40), (-0.4, 58), (-1.1, 80, "25 % front"), (-2.2, 120), (-2.6, 164, "50 % front"), (-2.0, 210), (-1.1, 248, "75 % front"), (1.2, 277), (5, 299, "90 % front"),
    (11.6, 311), (15.8, 320, "head front"), (12.6, 326.5), (4.5, 329.2), (-1.8, 331.4), (-5.1, 332.5, "L20 apex of head"), (-8.9, 329.5), (-9.9, 321, "97 % back"), (-8.8, 311),
    (-7, 299, "90 % back"), (-10.2, 277), (-13.3, 248, "75 % back"), (-15.4, 210), (-16.1, 164, "50 % back"), (-15.4, 120), (-14.6, 80, "25 % back"), (-13.9, 55), (-13.6, 36, "10 % back"),
    (-14.6, 23), (-15.4, 14, "L18 malleolar groove"), (-14.4, 7.4), (-12, 2.4), (-8.9, -2.4)]
B["talus"] = [
    (-29.3, -6.2, "L30 lateral tubercle of posterior process"), (-28.3, -3.0), (-25.4, 0.6, "behind the trochlea"), (-21.8, 4.4), (-18.7, 8.6, "L26 trochlea, back end"),
    (-15, 13.7), (-9, 17.7), (-1.9, 19.1, "L23 dome apex"), (4.6, 18.1, "L22"), (10.2, 14.8), (14.6, 10.4, "L25 trochlea, front end"), (17.6, 8.5, "neck"), (20.8, 8.3),
    (24.4, 8.9, "L31 dorsum of neck and head"), (28.2, 7.0), (30.7, 3.4), (31.4, -0.6, "L27 head"), (30.4, -6.8), (27.2, -12.4), (22.4, -16.4), (16.8, -18.2, "head, plantar"),
    (11.4, -17.2), (7.4, -14.6, "sulcus tali"), (4.6, -13.6), (1.2, -13.4, "L29 lateral process"), (-2.4, -11.4), (-6.6, -8.2, "posterior calcaneal facet"), (-12.2, -6.4), (-17.6, -7.4),
    (-22.6, -10.2), (-26.6, -11.4), (-29.2, -9.6)]
CALC_LAT = [  # visible lateral face, with sinus tarsi notch
    (-45.4, -20.6, "L35 posterosuperior angle"), (-42.2, -17.6), (-36, -16.6), (-29, -15.9), (-23, -13.8), (-18, -10.4, "posterior facet, back"), (-13.2, -8.8, "posterior facet, apex"),
    (-8.2, -10.4), (-3.4, -14.2), (1.2, -17.9, "^L44 crucial angle (Gissane)"), (5.4, -18.9, "floor of sinus tarsi"), (11.5, -18.2), (17.5, -16.4), (22.2, -14.8, "L41 anterior process"),
    (24.8, -15.8), (25.9, -19.3, "L42 cuboid facet"), (24.9, -24.6), (22.2, -31), (18.2, -36.8), (13.4, -40.2), (7.4, -42.8, "anterior tubercle"), (0.4, -44.2), (-6.4, -46.8),
    (-12.6, -51.0), (-17.6, -55.0), (-22.7, -56.3, "L38 lateral process of tuberosity"), (-28, -55.2), (-33.8, -54.8, "L37 medial process"), (-40, -53.4), (-44.6, -51.0, "L36"), (-46.5, -46),
    (-46.4, -38), (-47, -29.5, "L34 tuberosity, most posterior"), (-46.8, -24.4)]
SUST = [(-13, -9), (-7.5, -6.9), (-1.4, -6.2, "L43 sustentaculum, highest"), (4.2, -9.0), (9.2, -13.2), (12.5, -17.4), (9, -21), (2, -22.4), (-6, -21.6), (-11.5, -16)]
B["calcaneus"] = None
B["navicular"] = [
    (30.2, 1.9, "dorsal lip"), (33.3, 3.2, "L46 dorsal apex"), (37.6, 1.6), (42.4, -2.2, "dorsal, front"), (46.0, -7.6, "cuneiform facet"), (44.6, -13.4), (41.4, -20.0), (37.2, -25.4), (31.6, -28.4, "plantar"),
    (25.6, -27.6, "L45 tuberosity"), (20.2, -23.8), (18.2, -18.6), (20.8, -12.4), (24.4, -6.4), (27.4, -1.6)]
B["cuboid"] = [
    (28.2, -13.2, "upper back corner"), (31.2, -11.2, "L50 dorsum"), (36.5, -12.8), (43.5, -16.2), (50.6, -19.8, "upper front corner"), (54.0, -23.6, "MT IV facet"), (53.6, -29), (50.8, -34.2),
    (46.8, -36.4), (42.8, -37.0, "L48 groove"), (38.6, -39.8), (35, -42.4), (31.1, -43.2, "L47 tuberosity"), (26.2, -41.6), (20.2, -38.9, "plantar beak"), (17.0, -37.2),
    (22.4, -33.4, "calcaneal facet"), (25.4, -28.4), (27.4, -22.6), (27.6, -17)]
B["cuneiform_lateral"] = [
    (38.2, -6.6, "upper back"), (42, -4.9), (46.4, -4.6, "L53 dorsal apex"), (53, -7.2), (59.6, -10.6), (62.8, -13.4, "upper front"), (62.4, -19.6), (60.0, -26.2, "MT III facet"), (56.4, -31.4), (51.6, -32.6, "plantar edge"),
    (46, -29.6), (41.2, -23.6), (37.0, -16.2), (36.1, -10.6, "navicular facet")]
B["cuneiform_intermediate"] = [
    (40, -4.4), (43.4, -2.6), (47.8, -2.2, "L52 dorsal apex"), (54, -3.6), (59.6, -6.4, "upper front"), (60.6, -10.2), (58.9, -17, "MT II facet"), (55.2, -23.4), (50.4, -25.2, "plantar edge"), (45, -22.4), (41, -16.6), (38.2, -9.6, "navicular facet")]
B["cuneiform_medial"] = [
    (38.4, -12.2, "navicular facet, top"), (44, -8.4), (50.4, -6.2), (57.3, -5.8, "L51 dorsal apex"), (64.4, -8.2), (70.2, -11.4, "upper front"), (71.1, -15.6), (68.8, -24, "MT I facet"), (65.2, -32), (61.8, -38.2),
    (57.4, -39.7, "L54 plantar base"), (49.6, -37.6), (42, -32.8), (36.8, -27.2), (34.2, -21.8), (35.2, -16.2)]
B["metatarsal_1"] = [
    (72.6, -13.6, "base, dorsal"), (76, -13.2, "L56"), (82.5, -16.8), (94.5, -23.6, "50 % top"), (104, -28), (111.2, -30.9, "25 % top"), (117, -32.4), (122.4, -33.8), (126, -36.6), (127.9, -41.4, "L57 head"), (126.8, -46.4),
    (123.4, -49.6), (118, -51.5, "L58 plantar"), (112, -51.2), (107.6, -47.6, "behind the head"), (102.5, -43), (94.5, -38.9, "50 % bottom"), (86, -37.4), (77.7, -38.6), (71.4, -41.0), (66.8, -41.7, "L59"), (62.4, -40.6), (61.1, -37.2), (64.4, -31), (67.6, -24.4), (70.4, -17.2)]
B["metatarsal_2"] = [
    (61.6, -8.2, "base, dorsal"), (66.1, -6.8, "L61"), (70, -9.4), (74.1, -12.6), (82, -16.4), (91.4, -21.7, "50 % top"), (100, -26.4), (108.6, -31.2), (115, -35), (120.4, -36.8), (124.2, -38.8), (125.9, -42.9, "L62 head"), (124.2, -47.2), (121, -49.6),
    (116.6, -50.3, "L63"), (113, -46.8), (108.6, -41.4, "25 % bottom"), (100, -36), (91.4, -31.9), (82, -28.9), (74.1, -27.8), (67, -29.6), (61.2, -29.2), (57.2, -26.8), (56.9, -23.4), (59.4, -18), (61.0, -12.4)]
B["metatarsal_3"] = [
    (61.8, -15.4, "base, dorsal"), (65.1, -14.4, "L64"), (69.5, -16.6), (74, -19.3), (82, -23), (90.8, -26.8, "50 % top"), (99, -30.6), (107.5, -34.3), (113.6, -37.2), (119, -38.4), (122.8, -40.6), (124.3, -45.2, "L65 head"), (122.4, -49.2), (119.4, -51.0),
    (115.8, -51.5, "L66"), (112, -48.4), (107.5, -44.5, "25 % bottom"), (99, -40), (90.8, -37.0), (82, -35.4), (74, -34.9), (67, -35.4), (61.6, -34.4), (57.8, -31.4), (57.5, -27), (59.2, -20.6)]
B["metatarsal_4"] = [
    (56.8, -23.6, "base, dorsal"), (61, -22.7, "L67"), (66, -23.6), (71.5, -26.4), (78, -29.8), (85.2, -32.6, "50 % top"), (93.5, -35.8), (101.6, -38.7), (107.2, -40.8), (112.6, -41.7), (116.4, -43.9), (118.1, -48.2, "L68 head"), (116.5, -52.4), (114, -54.3),
    (111, -54.9, "L69"), (107, -51.8), (101.6, -48.1, "25 % bottom"), (93.5, -44.6), (85.2, -42.6), (77, -42.0), (68.8, -41.7), (61, -39.8), (56, -38.2), (52.8, -35), (52.4, -30.6), (53.8, -26.2)]
B["metatarsal_5"] = [
    (33.4, -44.4, "L73 styloid"), (35.8, -40.9), (40.6, -37.9, "90 % top"), (45.2, -34.0), (49.4, -30.9, "L70 base, dorsal"), (54, -30.9), (59.4, -33.6), (65, -35.9), (71.1, -37.1, "50 % top"), (80, -39.4), (89.8, -41.4, "25 % top"), (95.6, -43.0), (101.1, -43.8), (105.6, -45.4), (108.5, -50.4, "L71 head"),
    (107, -54), (104, -55.9), (100.4, -56.3, "L72"), (96.2, -54.2), (89.8, -51.4, "25 % bottom"), (80, -49.3), (71.1, -48.4), (62, -48.9), (52.3, -49.6, "75 % bottom"), (45, -50.3), (39.6, -49.6), (35.4, -47.6)]


def phalanx(x0, y0, x1, y1, hb, hm, hh, tuft=False):
    """Base (concave, flared) at 0, head (rounded) at 1; heights at base, middle, head."""
    L, a = math.hypot(x1 - x0, y1 - y0), math.atan2(y1 - y0, x1 - x0)
    p = [(.02 * L, .38 * hb), (.07 * L, .49 * hb), (.2 * L, .45 * hb), (.48 * L, .52 * hm), (.7 * L, .5 * hm), (L - .36 * hh, .5 * hh), (L - .1 * hh, .36 * hh), (L, 0), (L - .1 * hh, -.38 * hh), (L - .4 * hh, -.52 * hh), (.68 * L, -.46 * hm),
         (.45 * L, -.45 * hm), (.22 * L, -.47 * hb), (.08 * L, -.53 * hb), (.02 * L, -.4 * hb), (.035 * L, 0)]
    if tuft:
        p = [(.02 * L, .36 * hb), (.08 * L, .48 * hb), (.25 * L, .42 * hb), (.55 * L, .46 * hm), (.82 * L, .48 * hh), (.95 * L, .36 * hh), (L, -.05 * hh), (.95 * L, -.42 * hh), (.82 * L, -.5 * hh), (.55 * L, -.4 * hm), (.25 * L, -.46 * hb), (.08 * L, -.52 * hb), (.02 * L, -.38 * hb), (.045 * L, 0)]
    return [(x0 + x * math.cos(a) - y * math.sin(a), y0 + x * math.sin(a) + y * math.cos(a)) for x, y in p]


PH = {1: [(130.2, -43.4, 159.5, -47.2, 15.5, 10.6, 10.4), (162, -48.6, 183.6, -52.6, 12, 8, 7)],
      2: [(128.4, -43.4, 153.2, -45.2, 11.2, 7.2, 7.6), (155.6, -46.4, 166.4, -50.2, 8.2, 6, 6.2), (168.4, -51.6, 177.2, -56, 6.8, 5, 5)],
      3: [(126.8, -45.6, 149.2, -47.2, 11, 7.2, 7.4), (151.5, -48.4, 160.8, -51.6, 8, 6, 6), (162.8, -53, 171, -57, 6.6, 5, 5)],
      4: [(120.6, -48.4, 141.8, -49.4, 10.8, 7, 7.2), (144, -50.4, 152.2, -53.2, 7.6, 5.8, 5.8), (154, -54.4, 161.6, -58, 6.2, 4.8, 4.8)],
      5: [(111, -50.8, 132.2, -52.2, 10.4, 7, 7), (134.4, -53.2, 141.2, -55.4, 7.2, 5.8, 5.6), (143, -56.4, 150, -59.4, 5.8, 4.6, 4.6)]}
NAME = ["prox", "mid", "dist"]
for dgt, ps in PH.items():
    for i, p in enumerate(ps):
        B[f"phalanx_{'dist' if i == len(ps) - 1 else NAME[i]}_{dgt}"] = phalanx(*p, tuft=i == len(ps) - 1)
B["sesamoid_medial"] = [(116.4, -51.2), (119, -47.8), (124, -46.9), (128, -48.8), (128.8, -52), (126, -55.4), (120.6, -56), (117, -54)]
B["sesamoid_lateral"] = [(112.9, -51.4), (115.4, -48.2), (120.4, -47.2), (124.6, -49), (125.4, -52.2), (122.6, -55.6), (117, -56.3), (113.6, -54.4)]

POLY = {k: poly(v) for k, v in B.items() if v}
calc_lat, sust = poly(CALC_LAT), poly(SUST)
POLY["calcaneus"] = max([calc_lat.union(sust)], key=lambda g: g.area)
VIS = dict(POLY, calcaneus=calc_lat)

DETAIL = {  # inner bone detail (open lines)
    "tibia": [[(13.4, 31), (8.6, 27.4), (6.8, 22)], [(8.2, 52), (9, 90), (13.5, 140), (17, 180), (21, 240)]],
    "fibula": [[(-9.6, 1.5), (-10.6, 9), (-8.2, 19), (-5.4, 30), (-4.4, 46)], [(-0.5, 3.2), (4.0, 9), (4.6, 15), (1, 23)]],
    "talus": [[(14.4, 10.2), (13.2, 5.2), (9.0, 0.6), (4, -4.4), (1.6, -9.4)], [(26.6, 8.0), (28.0, 1.5), (26.4, -7.2), (22.6, -14.2)], [(17.0, 3), (19.4, -3.5), (17.2, -9.5), (12, -13.4)]],
    "calcaneus": [[(-17.6, -12.6), (-13, -11.4), (-8, -13), (-3.6, -16.6), (1.2, -20.4)], [(-42.6, -22), (-41, -30), (-41.4, -40), (-40.8, -48)], [(-15, -52.6), (-22, -50.4), (-30, -49.8)], [(5.4, -21.4), (12, -20.8), (18.4, -19)]],
    "cuboid": [[(29.8, -18), (31, -24), (29, -31), (24.4, -36.4)], [(50, -33.4), (44.5, -34.6), (38.6, -37.4), (33, -40.6)]],
    "navicular": [[(33.4, 0.4), (36.6, -1.4), (40.6, -5.4)]],
    "metatarsal_5": [[(41, -41.4), (46.6, -40.6), (53, -37), (56.4, -34.6)], [(101.6, -46), (99.8, -50), (101, -54)]],
    "metatarsal_4": [[(111.4, -44), (109.8, -48), (110.8, -52.4)]],
    "metatarsal_3": [[(67, -18), (66, -24), (67.4, -31)]],
    "metatarsal_1": [[(119.2, -35.4), (117, -41), (118.6, -47)]]}
TROCHLEA_FIB = [(11, -25), (12.4, -23.9), (14.8, -24.2, "L40 fibular trochlea"), (18.2, -25.9), (20.8, -28.2), (20.4, -30), (17.2, -29.6), (13.8, -28.2), (11.4, -26.7)]

MARK = {  # parts of a bone that can be named and lit on their own
    "neck_of_talus": ("talus", [(15.2, 14, "^"), (22.6, 14, "^"), (23, 6), (21, -4), (18.4, -14), (17.4, -22, "^"), (9, -22, "^"), (10.6, -12), (13.6, 0), (15, 9)]),
    "head_of_talus": ("talus", [(22.6, 14, "^"), (36, 14, "^"), (36, -22, "^"), (17.4, -22, "^"), (18.4, -14), (21, -4), (23, 6)]),
    "tuberosity_of_fifth_metatarsal": ("metatarsal_5", [(28, -32, "^"), (42.6, -32, "^"), (43.6, -38), (45.4, -45), (45, -54, "^"), (28, -54, "^")])}

# ------------------------------------------------------------------ muscles and tendons
M = dict(
    gastrocnemius=spindle([(250, -84.5, -33), (225, -83.6, -35.5), (205, -80.8, -41.5), (190, -77.4, -49), (178, -74.2, -56.5), (170, -72, -62.4), (165, -70.4, -66.8), (162.6, -69.2, -68.6)]),
    soleus=spindle([(250, -60, -14), (215, -67, -14.5), (180, -69.5, -16), (150, -64.8, -18), (122, -58.8, -20.5), (96, -53, -25.4), (74, -48.8, -32), (58, -46.2, -37), (46, -45.2, -40.8), (38, -44.9, -43.2), (33, -44.7, -44.3)]),
    flexor_hallucis_longus=spindle([(150, -24, -12), (110, -28, -13), (80, -32, -14), (52, -33, -15.5), (34, -31, -18), (20, -28.6, -21.4), (10, -27.2, -23.6), (0, -27.4, -24.4)]),
    tibialis_anterior=spindle([(250, 9, 32), (220, 10, 33), (190, 11.5, 31.8), (160, 13.4, 29.4), (130, 16, 26.4), (108, 18.6, 24.8), (92, 20.4, 24.4), (78, 21.8, 23.8), (70, 22.6, 23.2)]),
    extensor_digitorum_longus=spindle([(250, -3, 14), (215, -3, 15), (180, -1.5, 17), (145, -0.6, 18), (115, 1.4, 18.4), (90, 5.4, 18.4), (72, 10.2, 18.2), (58, 14.4, 17.8), (48, 16.2, 16.8)]),
    extensor_hallucis_longus=spindle([(150, 11, 17), (120, 13, 20.4), (95, 15.4, 22), (72, 17.4, 22.4), (56, 19.2, 21.6), (46, 20.2, 20.8)]),
    fibularis_tertius=spindle([(118, 1.2, 1.8), (110, -0.6, 4.8), (92, 0, 8.6), (74, 2.6, 11.6), (58, 6.4, 13.2), (44, 10.4, 13.6), (34, 12.6, 13.4)]),
    fibularis_longus=spindle([(250, -17, 4), (215, -18.5, 4), (185, -19.4, 2.4), (158, -19.6, -1.4), (135, -19.4, -6.4), (116, -19.4, -11.4), (102, -19.4, -14.8), (90, -19.2, -17.4)]),
    fibularis_brevis=spindle([(166, -14, -6), (135, -19, -1.8), (108, -22, -3.0), (82, -22.4, -6.4), (58, -21.2, -10.6), (42, -20, -13.6), (30, -18.8, -15.2), (22, -17.6, -16.4)]),
)
T = dict(
    calcaneal_tendon=Band([(-69.2, 178, 3), (-67.4, 162, 7), (-61.4, 130, 6.6), (-55.6, 100, 6), (-50.9, 72, 6.2), (-48.2, 46, 6.6), (-47.3, 22, 7), (-47.5, 2, 7.8), (-48, -14, 7.6), (-48.7, -21, 6.6), (-48.4, -30, 6), (-45.6, -37.4, 5)]),
    tibialis_anterior_tendon=Band([(22, 126, .2), (22, 112, 2.8), (22.4, 96, 4), (22.6, 70, 4.6), (22.8, 46, 4.8), (23.8, 28, 4.8), (25.6, 18.6, 4.8), (28, 13, 4.8), (33, 7.8, 5), (41.4, 3.8, 5.2), (51, -.8, 5.4), (59, -9, 6)]),
    extensor_hallucis_longus_tendon=Band([(20, 82, .2), (20, 70, 2.2), (20.4, 50, 2.8), (21.4, 30, 3), (25.2, 16.5, 3), (31, 9, 3), (39, 4.2, 3), (50, -.6, 2.9), (62, -4.4, 2.9), (76, -9.6, 2.8), (94, -19.4, 2.7), (112, -27.8, 2.6), (126, -33.2, 2.6), (142, -38.4, 2.6), (156, -41, 2.4), (164, -42.8, 2.2), (169.6, -45, .3)]),
    extensor_digitorum_longus_tendon=Band([(15.6, 103, .2), (15.6, 88, 2.8), (16.2, 66, 4), (16.6, 44, 5), (18, 27, 5.4), (21.4, 15, 5.8), (25, 8.4, 6.6), (27.4, 5.4, 7.4)]),
    edl2=Band([(20.4, 20, 1.4), (25.4, 10.6, 1.8), (34, 2.6, 1.9), (46, -3, 2), (60, -7.6, 2), (75, -13.6, 1.9), (92, -21.6, 1.9), (109, -30.6, 1.9), (121, -36.4, 2.2), (134, -38.8, 2.8), (152, -41.6, 2), (166, -46.8, 1.8), (173, -50.6, .5)]),
    edl3=Band([(20, 18, 1.4), (25.2, 8.6, 1.8), (33.5, .6, 1.9), (45, -6, 2), (60, -12.6, 2), (75, -19.4, 1.9), (91, -26.4, 1.9), (108, -33.8, 1.9), (119, -37.6, 2.2), (131, -40.8, 2.8), (149, -43.8, 2), (161, -48.4, 1.8), (167.6, -52, .5)]),
    edl4=Band([(19.4, 17, 1.4), (24.6, 6.8, 1.8), (32.4, -1.2, 1.9), (43, -9.4, 2), (57, -18, 2), (70, -24.8, 1.9), (86, -32.2, 1.9), (102, -38.2, 1.9), (113, -41, 2.2), (124, -43.6, 2.8), (141, -46.2, 2), (152.5, -50.2, 1.8), (158.6, -53.6, .5)]),
    edl5=Band([(18.4, 17, 1.4), (23.4, 6.2, 1.8), (31, -3, 1.9), (41, -13, 2), (54, -22.8, 2), (68, -30.6, 1.9), (84, -37.4, 1.9), (98, -42, 1.9), (108, -44.6, 2.2), (116, -46.6, 2.8), (132, -49.2, 2), (141.6, -52.6, 1.8), (147.4, -55.6, .5)]),
    edb2=Band([(45, -16.2, .2), (50, -16.7, 1.1), (57, -17, 1.5), (67, -18, 1.4), (80, -20.7, 1.3), (95, -25.6, 1.2), (107, -30.9, 1.1), (114, -34.2, .2)]),
    edb3=Band([(49, -19.6, .2), (54, -20.4, 1.1), (62, -21.6, 1.5), (75, -24, 1.4), (90, -28.6, 1.3), (103, -33.4, 1.1), (111, -36.4, .2)]),
    edb4=Band([(53, -23.2, .2), (58, -24.5, 1.1), (66, -26.6, 1.5), (80, -31.6, 1.4), (93, -36.2, 1.2), (103, -39.8, .2)]),
    fibularis_tertius_tendon=Band([(11.2, 68, .2), (11.8, 56, 1.8), (13, 38, 2.4), (14.4, 24, 2.6), (18, 12, 2.6), (23.6, 1.4, 2.6), (30.4, -9.4, 2.6), (38.6, -20, 2.8), (46.4, -27.6, 3.8), (54.6, -32.8, 4.2), (64, -36, .6)]),
    fibularis_brevis_tendon=Band([(-14.2, 85, .2), (-14.8, 70, 2.8), (-16.4, 44, 4), (-17, 26, 4.4), (-16.9, 12, 4.6), (-14.8, 1.4, 4.4), (-9.6, -8.2, 4.2), (-1.2, -15, 4), (8, -19, 3.9), (17.5, -22.8, 3.9), (27, -29.8, 4), (34.6, -36.8, 4.8), (41, -40.8, 4.4), (48.6, -43, .6)]),
    fibularis_longus_tendon=Band([(-15.4, 146, .2), (-16, 132, 2.8), (-17, 116, 3.8), (-18.8, 86, 4), (-19.9, 56, 4.2), (-20.4, 30, 4.4), (-20.3, 12, 4.6), (-18.4, -1.4, 4.6), (-13.2, -12.8, 4.5), (-4.8, -21, 4.3), (4.6, -27.1, 4.2), (11.6, -30.7, 4.2), (18, -33.6, 4.2), (23, -36.6, 4.2), (26, -40.6, 4), (27, -46.4, 3.8)]),
)
EDB = Band([(13.8, -18.6, 1.5), (16, -18.0, 5), (21, -17, 8), (30, -17.2, 11), (42, -19, 11), (52, -21.8, 8.4), (60, -24.8, 4.6), (67, -27.4, .6)])
ADM = Band([(-35, -53.6, .6), (-28, -55.6, 4.8), (-18, -57.4, 7.5), (0, -55.4, 9), (20, -52.2, 9.4), (40, -53.4, 8.8), (62, -54.2, 8), (82, -55.4, 6), (98, -57.2, 3.4), (110, -56, 2.2)])

# ------------------------------------------------------------------ ligaments
L = dict(
    anterior_tibiofibular_ligament=Band([(11.4, 33.4, 8.6), (6.6, 26.6, 6.8), (2.2, 19.4, 8)]),
    posterior_tibiofibular_ligament=Band([(-21.6, 29, 8), (-17.4, 21.8, 6.4), (-13, 14.4, 7)]),
    posterior_talofibular_ligament=Band([(-9, 4.8, 6), (-17.6, 1.0, 5), (-28, -4.8, 6)]),
    anterior_talofibular_ligament=Band([(5.4, 7, 9), (11.4, 4.6, 6.8), (18.6, 1.2, 9)]),
    calcaneofibular_ligament=Band([(-2.8, .2, 6.6), (-8.6, -10, 4.8), (-15, -22, 8)]),
    cervical_ligament=Band([(14.4, -6.6, 5.2), (10.8, -12.6, 4.2), (7.4, -19.8, 6.4)]),   # calcaneus -> up, forward, medially to the neck of the talus
    bifurcate_ligament_navicular=Band([(20.4, -16.8, 3.2), (26.8, -11, 3.2), (34.6, -5.8, 5)]),
    bifurcate_ligament_cuboid=Band([(20.8, -17.8, 3.2), (26.6, -16.6, 3.4), (33.4, -16.8, 5)]),
    long_plantar_ligament=Band([(-21, -56, 2.4), (-6, -49.8, 4.4), (10, -45.4, 4.8), (24, -43.8, 4.4), (36, -44, 2.4)]),
)
PLANTAR_APON = Band([(-36, -57.8, 1.6), (-26, -60.6, 2.4), (-8, -60.6, 2.6), (16, -58.6, 2.4), (45, -58.8, 2.2), (80, -59.8, 2), (108, -61, 1.4)])

# ------------------------------------------------------------------ skin
SKIN = [
    (-86.8, 252, "^"), (-86.6, 232), (-84.4, 208), (-79.4, 184), (-72.6, 158), (-65.6, 130), (-59.4, 102), (-54.6, 74), (-51.8, 48), (-51.4, 22), (-52.8, 0), (-54.8, -18), (-56, -34), (-55.2, -48), (-51.4, -58.6), (-44, -65),
    (-32, -67.8), (-16, -68), (0, -66.4), (18, -64.4), (36, -64.4), (56, -65.6), (78, -67.2), (98, -68), (112, -67.6), (124, -66), (138, -65.4), (156, -66), (174, -66.2), (184, -64.6), (189.6, -59.4), (190, -52.6),
    (186, -46.4), (178, -42.6), (166, -38.6), (152, -36.6), (138, -33.6), (124, -28.2), (110, -22), (94, -14), (78, -6), (64, 0.2), (52, 5.2), (45.6, 8.2), (41.4, 10.4), (38, 13), (35.1, 16.9), (32.6, 22.6), (30.8, 30), (29, 40), (28, 62), (28.6, 92), (30.6, 124), (33.4, 156), (35.8, 190), (37, 222), (37.4, 252, "^")]

NAIL = [(176.6, -43.4), (181.4, -45.0), (185.6, -47.4), (188, -50.4), (184.6, -50.0), (179.6, -47.0)]

# ------------------------------------------------------------------ nerves, vessels, retinacula
N = dict(
    sural_nerve=Band([(-83, 252, 1.3), (-74.8, 200, 1.3), (-68, 172, 1.3), (-62.2, 155, 1.3), (-58, 144, 1.3), (-53, 131, 1.3), (-45.4, 106, 1.3), (-39, 82, 1.3), (-36, 64, 1.3), (-35.4, 48, 1.3), (-34.9, 32, 1.3), (-33.4, 20, 1.3), (-31, 8, 1.3), (-27, -4, 1.3), (-19, -12, 1.3), (-5, -19.2, 1.3), (8, -26.2, 1.3), (18, -32, 1.2), (26, -36.2, 1.2), (35, -38.8, 1.2), (55, -40, 1.1), (74, -42, 1), (98, -47.5, .9), (120, -50, .8), (134, -53, .3)]),
    small_saphenous_vein=Band([(-80, 252, 2.1), (-71.6, 200, 2.1), (-60, 150, 2.1), (-48.6, 105, 2.1), (-39, 66, 2.1), (-32.4, 34, 2.1), (-27.4, 9, 2), (-23.4, -.6, 2), (-16.2, -7.8, 2), (-2.8, -14.6, 1.9), (10.4, -21.3, 1.8), (20.4, -27.4, 1.8), (28, -31.4, 1.7), (36.4, -34, 1.7), (54, -35.2, 1.6), (68, -35.4, 1.4), (78, -34.2, 1.1), (84, -32.8, .6), (88, -31.4, .1)]),
    superficial_fibular_nerve=Band([(1.6, 136, .2), (3, 118, 1.2), (6.6, 82, 1.3), (8.4, 64, 1.3), (9, 58, 1)]),
    intermediate_dorsal_cutaneous_nerve=Band([(8.3, 65, .8), (9.1, 57, 1.2), (10.5, 44, 1.2), (13, 26, 1.2), (20.6, 9.6, 1.2), (33, -1.4, 1.1), (50, -9.8, 1.1), (70, -18.4, 1), (92, -28.8, .9), (110, -36.4, .3)]),
    medial_dorsal_cutaneous_nerve=Band([(8.3, 65, .8), (9.8, 59, 1.2), (12.6, 49, 1.2), (16.4, 37, 1.2), (21.8, 23.6, 1.2), (29.6, 14.2, 1.2), (38.4, 9, 1.1), (47, 5.7, 1.1), (55, 2.9, 1), (62, .8, .9), (67, -.6, .8)]),
)
R = dict(
    superior_extensor_retinaculum=[Band([(-3.6, 60, 15), (4, 58, 13), (13, 56, 12.4), (24.6, 53.6, 13.6)])],
    inferior_extensor_retinaculum=[Band([(11.6, -19.4, 6.4), (15, -9, 6.8), (19.4, 3, 7.4), (23.2, 14, 7.2), (25.6, 23.6, 7), (27.6, 33, 8)]), Band([(14.6, -10, 5), (19.4, -1, 6), (26.6, 4.6, 6.4), (34, 6.8, 6.2), (42, 5.6, 7)])],
    superior_fibular_retinaculum=[Band([(-8.2, 4.6, 11), (-15.6, -2, 10.4), (-22.6, -11.6, 10.8), (-29, -24, 12.4)])],
    inferior_fibular_retinaculum=[Band([(16.4, -17.4, 7.6), (13, -26, 6.6), (6.6, -38.6, 8.6)])],
)
SHEATHS = dict(  # id: (tendon, from, to) as fractions of the tendon's length
    common_tendinous_sheath_of_fibulares=[("fibularis_longus_tendon", .52, .69), ("fibularis_brevis_tendon", .36, .61)],
    tendinous_sheath_of_tibialis_anterior=[("tibialis_anterior_tendon", .38, .80)],
    tendinous_sheath_of_extensor_hallucis_longus=[("extensor_hallucis_longus_tendon", .16, .46)],
    tendinous_sheath_of_extensor_digitorum_longus=[("extensor_digitorum_longus_tendon", .44, .93)],
)

# ------------------------------------------------------------------ assembly
def detail_path(lines, g=None):
    return "".join(d_bez(curve(l, False), False) for l in lines)


def build():
    s = Svg(VB)
    s.open("lateral", "view", view="lateral", side="right")
    skin = poly(SKIN)
    # --- skin, with the toes from far to near
    s.open("skin", "layer")
    s.structure("skin_silhouette", "skin", d_bez(curve(SKIN)), "", d_poly(shade(skin, 3.2, -2.6)))
    s.structure("nail_1", "skin nail", d_bez(curve(NAIL)))
    toe = {}
    for dgt in (2, 3, 4, 5):
        ax = [(p[0], p[1] - 1.2) for p in PH[dgt]] + [PH[dgt][-1][2:4]]
        toe[dgt] = LineString(sample(curve(ax, False), 8)).buffer(8).buffer(-.9).intersection(box(0, -66.4, 300, 0)).buffer(-2.5).buffer(2.5)
    for dgt in (2, 3, 4, 5):
        near = unary_union([toe[j] for j in toe if j > dgt] or [Polygon()])
        edge = LineString(toe[dgt].exterior.coords).difference(near).intersection(box(PH[dgt][-1][2] - 9, -70, 200, -50)).intersection(skin.buffer(-.8))
        s.open(f"toe_{dgt}", "skin")
        s.path("".join(d_line(list(q.simplify(.05).coords)) for q in getattr(edge, "geoms", [edge]) if q.geom_type == "LineString" and q.length > 3), "detail")
        s.close()
    s.close()

    # --- bones, far to near
    s.open("bones", "layer")
    ph = lambda dg: [k for k in B if k.startswith("phalanx") and k.endswith(f"_{dg}")][::-1]
    order = ([*ph(1), "sesamoid_medial", "sesamoid_lateral", "metatarsal_1", "cuneiform_medial", "navicular", *ph(2), "metatarsal_2", "cuneiform_intermediate", *ph(3), "metatarsal_3", "cuneiform_lateral",
              "SUST", "tibia", "talus", "cuboid", "calcaneus", *ph(4), "metatarsal_4", *ph(5), "metatarsal_5", "fibula"])
    cas = {"talus": "c3", "fibula": "c2", "calcaneus": "c2", "tibia": "c2"}
    for k in order:
        if k == "SUST":
            s.structure("sustentaculum_tali", "bone", d_bez(curve(SUST)), "c2", d_poly(sust.buffer(-.2)))
            continue
        pts = CALC_LAT if k == "calcaneus" else B[k]
        g = VIS[k]
        t = min(2.6, max(.7, 0.11 * math.sqrt(g.area)))
        small = "phalanx" in k or "sesam" in k
        dark = shade(g, t, -t)
        s.structure(k, "bone", d_bez(curve(pts)), cas.get(k, "c1" if small else "c2"), d_poly(dark), detail_path(DETAIL.get(k, [])), "", regions=regions(k, g, dark, MARK))
        if k == "calcaneus":
            tf = poly(TROCHLEA_FIB)
            s.structure("fibular_trochlea", "bone", d_bez(curve(TROCHLEA_FIB)), "", d_poly(shade(tf, .7, -1.3)))
        if k == "talus":
            s.structure("sinus_tarsi", "cavity", d_bez(curve([(1.8, -14.2), (4.4, -10.6), (8.2, -8.2), (12.6, -8.4), (17.4, -11.2), (22.6, -14.8), (20, -18.6), (10, -21), (2, -20)])))
    s.joint("talocrural_joint", joint(POLY["talus"], POLY["tibia"], 2.2).difference(POLY["fibula"].buffer(1.7)).union(joint(POLY["fibula"], POLY["talus"], 1.7)))
    s.joint("subtalar_joint", joint(calc_lat, POLY["talus"], 1.7).intersection(box(-32, -20, 2, 0)))
    s.joint("talocalcaneonavicular_joint", joint(POLY["talus"], POLY["navicular"], 2.2).difference(POLY["cuboid"].union(calc_lat).buffer(1.7)))
    s.joint("calcaneocuboid_joint", joint(calc_lat, POLY["cuboid"], 1.7))
    mm = LineString(POLY["tibia"].exterior.coords).intersection(box(-30, 5, 20, 27)).intersection(POLY["talus"].union(POLY["fibula"]).buffer(-.8))
    s.open("medial_malleolus_hidden", "bone hidden")
    s.path("".join(d_line(list(q.simplify(.05).coords)) for q in getattr(mm, "geoms", [mm]) if q.geom_type == "LineString" and q.length > 2), "detail")
    s.close()
    s.close()

    # --- ligaments
    s.open("ligaments", "layer")
    for k, b in [*L.items(), ("plantar_aponeurosis", PLANTAR_APON)]:
        g = b.capped(.22) if "aponeurosis" not in k else b.poly
        if k == "cervical_ligament":
            g = g.difference(calc_lat.buffer(.4))
        if k in ("posterior_tibiofibular_ligament", "posterior_talofibular_ligament"):
            g = g.difference(POLY["fibula"].buffer(.5))
        n = max(2, round(max(b.w) / 1.7))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .1 * ((i * 7) % 3), 1 - .1 * ((i * 5) % 3)), 0) for i in range(n))
        s.structure(k, "ligament", d_poly(g), "", "", fib, "", b.sides(g))
    s.close()

    # --- muscles with their tendons, deep to superficial
    s.open("muscles", "layer")

    def belly(k, extra=None):
        b = M[k]
        g = b.poly if extra is None else extra
        n = max(2, round(max(b.w) / 4.2))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .02 + .07 * (i % 2), .97 - .1 * ((i + 1) % 3)), .5) for i in range(n))
        s.open(f"{k}_belly", "muscle " + {"g": "posterior", "s": "posterior", "t": "anterior", "e": "anterior"}.get(k[0], "posterior deep" if k[:2] == "fl" else "anterior" if k == "fibularis_tertius" else "lateral"))
        s.path(d_poly(g), "casing c1"); s.path(d_poly(g), "fill")
        s.path(d_poly(shade(g, 2.2, -.6)), "shade"); s.path(fib, "detail"); s.path(d_poly(g), "line")
        s.close()

    def tendon(k, id, minus=None, casing="c1"):
        b = T[k]
        g = b.capped(.15).difference(calc_lat.buffer(-1.3)) if k == "calcaneal_tendon" else b.poly if minus is None else b.poly.difference(minus)
        if g.geom_type != "Polygon":
            g = max(g.geoms, key=lambda q: q.area)
        ls = () if max(b.w) < 3.4 else (0,) if max(b.w) < 4.4 else (-.33, .33) if max(b.w) < 7 else (-.5, 0, .5)
        for sid, parts in SHEATHS.items():
            if parts[-1][0] == k:
                sh = unary_union([LineString(T[n].rail(0, a, z)).buffer(max(T[n].w[int(a * len(T[n].w)):int(z * len(T[n].w))]) / 2 + 1.25) for n, a, z in parts])
                if minus is not None:
                    sh = sh.difference(minus)
                s.structure(sid, "sheath", d_poly(sh), "c1", line="")
        s.open(id, "tendon")
        s.path(d_poly(g), "casing " + casing); s.path(d_poly(g), "fill")
        turn = k == "fibularis_longus_tendon"
        if max(b.w) > 3.9:
            s.path(d_poly(unary_union([shade(g, .8, -.5)] + ([g.intersection(minus.buffer(1.5))] if turn else []))), "shade")
        s.path("".join(lines_in(g, b.rail(t, .06, .97), .25) for t in ls), "detail"); s.path(b.sides(g) if (b.w[-1] > 1.4 and (minus is None or turn)) or k[:3] == "edl" else d_poly(g), "line")
        s.close()
        if turn:   # the bone's edge runs over the end of the tendon
            s.parts.append('<g class="bone">'); s.path(lines_in(g.buffer(.7), LineString(POLY["cuboid"].exterior.coords).intersection(under.buffer(.3)).coords), "line"); s.parts.append("</g>")

    front = unary_union([POLY[k] for k in ("cuneiform_intermediate", "navicular", "talus", "cuneiform_medial", "metatarsal_2")]).buffer(.7)
    s.open("abductor_digiti_minimi"); g = ADM.poly
    s.structure("abductor_digiti_minimi_belly", "muscle", d_poly(g), "c1", d_poly(shade(g, 1, -1.6)), "".join(lines_in(g, ADM.rail(t, .03, .96), .5) for t in (-.5, 0, .5))); s.close()
    s.open("flexor_hallucis_longus"); belly("flexor_hallucis_longus", M["flexor_hallucis_longus"].poly.difference(POLY["talus"].buffer(.6))); s.close()
    s.open("triceps_surae")
    s.open("soleus"); belly("soleus"); s.close()
    tendon("calcaneal_tendon", "calcaneal_tendon", casing="c0")
    s.open("gastrocnemius_lateral_head"); belly("gastrocnemius"); s.close()
    s.close()
    s.open("tibialis_anterior"); belly("tibialis_anterior"); tendon("tibialis_anterior_tendon", "tibialis_anterior_tendon", front); s.close()
    s.open("extensor_hallucis_longus"); belly("extensor_hallucis_longus"); tendon("extensor_hallucis_longus_tendon", "extensor_hallucis_longus_tendon"); s.close()
    s.open("extensor_digitorum_brevis"); g = EDB.poly
    s.structure("extensor_digitorum_brevis_belly", "muscle", d_poly(g), "c1", d_poly(shade(g, 1.4, -1.6)), "".join(lines_in(g, EDB.rail(t, .03, .95), .5) for t in (-.6, -.2, .2, .6)))
    for dgt in (4, 3, 2):   # under the long extensor slips, to their lateral side
        tendon(f"edb{dgt}", f"extensor_digitorum_brevis_tendon_{dgt}", casing="c0")
    s.close()
    s.open("fibularis_tertius"); belly("fibularis_tertius"); tendon("fibularis_tertius_tendon", "fibularis_tertius_tendon"); s.close()
    s.open("extensor_digitorum_longus")
    belly("extensor_digitorum_longus"); tendon("extensor_digitorum_longus_tendon", "extensor_digitorum_longus_tendon")
    for dgt in (2, 3, 4, 5):
        tendon(f"edl{dgt}", f"extensor_digitorum_longus_tendon_{dgt}", T["extensor_digitorum_longus_tendon"].poly.buffer(-.05), "c0")
    s.close()
    s.open("fibularis_brevis"); belly("fibularis_brevis"); tendon("fibularis_brevis_tendon", "fibularis_brevis_tendon"); s.close()
    s.open("fibularis_longus"); belly("fibularis_longus"); 
    under = box(17.5, -60, 40, -37).difference(POLY["cuboid"].union(calc_lat))   # below the plantar edge of the cuboid: the tendon turns under the bone
    tendon("fibularis_longus_tendon", "fibularis_longus_tendon", under)
    s.close()
    s.close()

    # --- retinacula (under the superficial nerve and vein)
    s.open("retinacula", "layer")
    for k, bs in R.items():
        g = unary_union([b.capped(.14) for b in bs]).buffer(1.2).buffer(-1.2).intersection(skin.buffer(-1.4))
        rim = ""
        for b in bs:
            others = unary_union([o.poly.buffer(.1) for o in bs if o is not b] or [Polygon()])
            for t in (1, -1):
                q = LineString(b.rail(t)).difference(others).intersection(skin.buffer(-1.4))
                rim += "".join(d_line(list(x.simplify(.04).coords)) for x in getattr(q, "geoms", [q]) if x.length > 2)
        fib = ""
        for b in bs:
            n = round(max(b.w) / 2.6)
            fib += "".join(lines_in(g if b is bs[0] else g.difference(bs[0].poly), b.rail(-1 + 2 * (i + .5) / n, .03, .97), .2) for i in range(n))
        s.structure(k, "retinaculum", d_poly(g), "", "", fib, "", rim)
    s.close()
    s.open("vessels_nerves", "layer")
    for k, c in (("sural_nerve", "nerve"), ("small_saphenous_vein", "vein")):
        s.structure(k, c, d_poly(N[k].poly))
    tree = ("superficial_fibular_nerve", "intermediate_dorsal_cutaneous_nerve", "medial_dorsal_cutaneous_nerve")
    U = unary_union([N[k].poly for k in tree]).intersection(skin.buffer(-.5)).buffer(.25).buffer(-.25)
    rest = U
    for k in tree:   # branches leave the trunk without a seam
        g = rest.intersection(N[k].poly.buffer(.3))
        rest = rest.difference(g.buffer(.001))
        q = U.exterior.intersection(g.buffer(.02))
        s.structure(k, "nerve", d_poly(g.buffer(.04).intersection(U), .02), line="".join(d_line(list(x.simplify(.03).coords)) for x in getattr(q, "geoms", [q]) if x.geom_type == "LineString" and x.length > .2))
    s.close()
    s.close()
    return s


def drawings():
    """Name -> drawing."""
    return {"lateral": build()}


def outlines():
    """The whole outline of each bone, hidden parts included, as a ring of points in mm."""
    out = {}
    for k in B:
        g = POLY[k]
        g = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
        out[k] = [[round(u, 2), round(v, 2)] for u, v in list(g.exterior.coords)[:-1]]
    return {"lateral": out}
