"""Right ankle and foot, medial view. Written in x (anterior +), v (superior +), mm; origin = talocrural centre;
F() turns x into the page's u = -x (anterior to the LEFT) before anything is built, so light stays upper left.
Outlines are control points drawn by eye through the measured landmarks (Lxx) and level widths; '^' = corner."""
import math
from shapely.geometry import Polygon, LineString, box
from shapely.ops import unary_union
from art.atlas_kit import *

VB = (-196, -236, 292, 310)          # x, y (down), w, h in mm


def F(p):
    return [(-q[0], *q[1:]) for q in p]


def MB(p, k=12):
    return Band(F(p), k)


def sp(levels):  # (v, back x, front x)
    return MB([((b + a) / 2, v, a - b) for v, b, a in levels])


# ------------------------------------------------------------------ bones
B = {}
B["tibia"] = [
    (-2.8, 7.2, "L01 tip of medial malleolus"), (0.4, 9.0, "anterior colliculus"), (1.9, 12.2), (4.6, 14.7), (9, 15.5, "L05 anterior lip"), (13.2, 17.2), (16.2, 21.4), (16.6, 26.5, "5 % front"),
    (14.6, 33), (12.2, 39.5, "10 %"), (11.2, 48), (10.3, 70), (10.4, 95, "25 %"), (12.4, 122), (16.2, 150), (20.2, 178, "50 %"), (23.0, 215), (26.2, 255, "75 %"), (28.6, 285), (29.8, 305.7, "L14"),
    (33, 315.5, "90 %"), (36.4, 328), (31.8, 339, "97 %"), (20, 343), (6, 344), (.8, 346.4), (-1.6, 349.4, "L13"), (-4.6, 347.2), (-7, 347.5, "L12"), (-11.4, 343.8), (-21, 342), (-29.2, 339),
    (-33.2, 329.5), (-27, 317), (-17.6, 298), (-11.6, 272), (-8.8, 230), (-8.9, 190), (-10.6, 150), (-13.2, 108), (-15.6, 78), (-18.4, 54), (-20.2, 41.4, "10 % back"), (-23.4, 31.5),
    (-24.9, 24.5, "5 % back, L04"), (-24, 18.4), (-21.2, 14.5, "2 % back, L06"), (-17, 14), (-12.4, 12.4, "posterior colliculus"), (-8.4, 9.6), (-5.4, 7.8)]
B["fibula"] = [
    (-4.8, -3.7, "L16 apex"), (-.4, -3), (3.6, -.4), (6.6, 3.2, "2 %"), (9.6, 8), (11.2, 12.6, "L19"), (9, 18), (5.2, 24), (2.4, 30, "10 %"), (.6, 42), (-.6, 60), (-1.2, 80, "25 %"), (-2.2, 118), (-2.6, 164, "50 %"), (-2, 208),
    (-1.1, 248, "75 %"), (1.6, 278), (5.2, 299, "90 %"), (12, 312), (15.9, 322, "97 %"), (11, 327), (3, 329.8), (-5.1, 332.5, "L20"), (-9.2, 328.5), (-9.8, 320), (-7.4, 300), (-10.4, 276), (-13.3, 248), (-15.4, 208),
    (-16.1, 164), (-15.4, 118), (-14.6, 80), (-13.8, 54), (-13.6, 34), (-14.8, 22), (-15.4, 14, "L18"), (-14, 6.8), (-11.8, 2.6), (-8.6, -2.2)]
B["talus"] = [
    (-29.3, -6.4, "L30"), (-28.6, -3.6), (-25.8, -.4), (-22, 3.8), (-18.4, 8.6, "L26"), (-14, 14), (-8, 17.9), (-1.9, 19.1, "L23"), (3.6, 18.2, "L22"), (9.2, 15.4), (13.8, 11.2, "L25"), (16.8, 8.7), (20, 8.2, "neck"),
    (23.4, 9.0, "L31"), (27, 7.6), (30, 4.2), (31.4, -.6, "L27 head"), (30.8, -5.6), (28.2, -11), (24, -15.4), (18.6, -18), (13.2, -18), (8.8, -15.8), (4.2, -14), (0, -12.4), (-4, -9.6), (-9, -7.2), (-15, -6.8), (-20.5, -9), (-25.2, -11.3), (-28.4, -10.4)]
B["calcaneus"] = [
    (-45.4, -20.3, "L35"), (-42, -17.7), (-35.4, -16.8), (-28.4, -15.6), (-22, -13), (-17.2, -10.4), (-12.6, -8.4), (-7, -6.7), (-1.4, -6.2, "L43 sustentaculum"), (3.6, -8), (8.2, -12), (12.8, -16), (18.5, -15.8), (23.6, -15.2, "L41"),
    (25.8, -18, "L42"), (25.4, -23.4), (23, -29.6), (19.2, -35.4), (14.4, -39.2), (8, -42.2), (1, -44), (-5.6, -46.4), (-12, -50.6), (-17, -54.6), (-22.7, -56.3, "L38"), (-28, -55.6), (-33.8, -54.8, "L37 medial process"), (-40.4, -52.6),
    (-45.6, -48.8, "L36"), (-46.8, -41), (-47, -29.5, "L34"), (-46.8, -24)]
SUST = [(-22, -13), (-17.2, -10.4), (-12.6, -8.4), (-7, -6.7), (-1.4, -6.2, "L43"), (3.6, -8), (8.2, -12), (12.8, -16), (10.8, -18.6), (5.4, -20), (-1, -19.2), (-7, -16.8), (-13, -14.6), (-19, -14.2)]
B["navicular"] = [
    (30.4, 1.4), (33.3, 3.2, "L46"), (36.6, 2.0), (41, -1.6), (44.6, -5.8), (46, -10.2), (44.4, -15.6), (41, -21), (36.6, -26), (31.2, -28.5), (25.2, -27.4, "L45 tuberosity"), (20, -24), (18.1, -19.4), (20.2, -13.6), (23.8, -7.8), (27.4, -2.4)]
B["cuboid"] = [
    (28.4, -13), (31.1, -11.2, "L50"), (37, -13.2), (44, -16.6), (51, -20.4), (54, -24), (53.4, -29.4), (50.2, -34.6), (42.6, -37.2, "L48"), (36.4, -41.4), (31.1, -43.2, "L47"), (26, -41.8), (20.4, -39.4), (17.2, -37.4), (22.6, -33), (25.6, -28), (27.4, -22), (27.6, -17)]
B["cuneiform_intermediate"] = [
    (39.2, -5.6), (42.6, -3), (47.8, -2.2, "L52"), (53, -3), (58.8, -5.6), (60.6, -9.6), (59.2, -16), (56.4, -22.2), (51.6, -25.2), (46, -23.4), (41.6, -18), (38.4, -11.4)]
B["cuneiform_medial"] = [
    (36.4, -13), (41, -9.2), (48, -6.8), (57.3, -5.8, "L51"), (64, -7.8), (69.4, -11), (71.2, -15), (69.6, -22), (66.6, -29.4), (63.4, -36), (60.6, -39), (57.4, -39.7, "L54"), (50.4, -38), (43, -33.6), (37.6, -28), (34.4, -22.4), (34.8, -17)]
B["metatarsal_1"] = [
    (71.8, -14.4), (74.8, -13.2, "L56"), (79, -14.6), (86, -18.6), (94.5, -23.5, "50 %"), (103, -27.4), (111.2, -30.9, "25 %"), (116.6, -32.2), (121.2, -33.4), (124.8, -35.2), (127.2, -38.6), (127.9, -41.6, "L57"), (127.2, -45), (124.6, -48.4),
    (121.2, -50.6), (116.6, -51.6, "L58"), (111.4, -50.9), (106.6, -47), (101, -42), (94.5, -38.7, "50 %"), (87, -37.3), (77.7, -38.4, "75 %"), (71.6, -40.8), (66.8, -41.7, "L59"), (62.8, -41), (61, -37.6), (63.2, -32.4), (66.4, -26), (69.6, -19)]
B["metatarsal_2"] = [
    (60.8, -9), (63.7, -7.1), (66.1, -6.8, "L61"), (70, -9.8), (74, -13, "75 %"), (82, -16.8), (91.4, -21.7, "50 %"), (100, -26.6), (108.6, -31.3, "25 %"), (114, -34.8), (119, -36.6), (122.4, -37.6), (125, -40.2), (125.9, -42.9, "L62"), (124.6, -46.4),
    (122.2, -48.6), (119, -50.2), (116.2, -50.3, "L63"), (113, -46.4), (108.6, -41.5), (100, -36), (91.4, -31.7), (82, -28.6), (74, -27.4), (68, -29), (63, -29.3), (58.4, -27.6), (56.8, -24), (58.8, -20), (60.4, -14)]


def phalanx(x0, y0, x1, y1, hb, hm, hh, tuft=False):
    L, a = math.hypot(x1 - x0, y1 - y0), math.atan2(y1 - y0, x1 - x0)
    p = [(.02 * L, .38 * hb), (.07 * L, .49 * hb), (.2 * L, .45 * hb), (.48 * L, .52 * hm), (.7 * L, .5 * hm), (L - .36 * hh, .5 * hh), (L - .1 * hh, .36 * hh), (L, 0), (L - .1 * hh, -.38 * hh), (L - .4 * hh, -.52 * hh), (.68 * L, -.46 * hm),
         (.45 * L, -.45 * hm), (.22 * L, -.47 * hb), (.08 * L, -.53 * hb), (.02 * L, -.4 * hb), (.035 * L, 0)]
    if tuft:
        p = [(.02 * L, .36 * hb), (.08 * L, .48 * hb), (.25 * L, .42 * hb), (.55 * L, .46 * hm), (.82 * L, .48 * hh), (.95 * L, .36 * hh), (L, -.05 * hh), (.95 * L, -.42 * hh), (.82 * L, -.5 * hh), (.55 * L, -.4 * hm), (.25 * L, -.46 * hb), (.08 * L, -.52 * hb), (.02 * L, -.38 * hb), (.045 * L, 0)]
    return [(x0 + x * math.cos(a) - y * math.sin(a), y0 + x * math.sin(a) + y * math.cos(a)) for x, y in p]


B["phalanx_prox_1"] = phalanx(130.4, -44.0, 159.0, -46.2, 16, 10.4, 10.6)
B["phalanx_dist_1"] = phalanx(161.4, -47.8, 182.2, -51.2, 12.8, 8.4, 7.2, True)
B["sesamoid_medial"] = [(116.6, -52), (118.6, -48.4), (123, -46.8), (127.4, -48.4), (128.9, -51.4), (127, -54.8), (122.4, -56.1), (118, -54.8)]
B["sesamoid_lateral"] = [(112.8, -52.2), (115, -48.6), (119.6, -47.1), (123.6, -48.6), (125.3, -51.8), (123.2, -55.2), (118.6, -56.4), (114.4, -55)]

B = {k: F(v) for k, v in B.items()}
SUST = F(SUST)
POLY = {k: poly(v) for k, v in B.items()}
sust = poly(SUST)
VIS = dict(POLY)


def trim(far, gap, *near, r=1.2):
    """What is seen of a far bone behind nearer ones: the joint space is cut out of it."""
    g = POLY[far] if far not in TRIM else VIS[far]
    g = g.difference(unary_union([sust if n == "SUST" else POLY[n] for n in near]).buffer(gap)).buffer(-r).buffer(r)
    VIS[far] = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
    TRIM.add(far)


TRIM = set()
trim("talus", 2.3, "SUST", "tibia", "navicular", r=1.8)
trim("navicular", 2.2, "cuneiform_medial")
trim("cuneiform_medial", 2.2, "metatarsal_1")
trim("cuboid", 2.2, "calcaneus", "navicular", "cuneiform_medial")
trim("cuneiform_intermediate", 1.1, "cuneiform_medial", r=.3)
trim("cuneiform_intermediate", 2, "navicular", r=.3)
# of metatarsal 2 only the dorsal edge of its base shows above the first tarsometatarsal joint
POLY["first_ray"] = Polygon(F([(48, -6.8), (57.3, -5.8), (62, -6.9), (66, -9), (69.6, -11.8), (73, -13.5), (79, -14.6), (94.5, -23.5), (111, -30.9), (121, -33.4), (130, -40), (130, -60), (40, -60)]))
trim("metatarsal_2", .55, "first_ray", r=.12)
del POLY["first_ray"]
trim("sesamoid_lateral", .7, "metatarsal_1", "sesamoid_medial", r=.3)
POLY["talus_seen"] = VIS["talus"]
trim("calcaneus", 2.2, "talus_seen", "navicular", r=.6)
del POLY["talus_seen"]
trim("metatarsal_1", 1.2, "sesamoid_medial")

DETAIL = {  # inner bone detail (open lines), in x
    "tibia": [[(-4.2, 10.6), (-6.4, 14.8), (-7.2, 20)], [(9.6, 18.2), (7.4, 24.6), (6.2, 34), (6.6, 48)], [(-19.6, 17.6), (-20.4, 25), (-17.8, 34), (-15.4, 46), (-12.6, 66)], [(6.4, 60), (7, 92), (9.8, 128), (14, 165), (17.4, 205), (20, 245)]],
    "talus": [[(19.4, 6.6), (20.8, .6), (19.8, -7.2), (16.4, -14.2)], [(-25.4, -3.2), (-23, -5.4), (-23.4, -8.8)]],
    "calcaneus": [[(-41.8, -22), (-40.6, -31), (-41.2, -40), (-40, -47)], [(-20, -52.6), (-27, -49.6), (-35, -49.2)], [(-24.6, -17.6), (-19, -22.8), (-9, -27), (3, -30.8), (12, -33.6)]],
    "navicular": [[(22.2, -16.6), (25, -19.6), (28.6, -21.6), (32, -21.4)], [(32, .4), (34.6, -.6), (37, -2.8)]],
    "cuneiform_medial": [[(64.8, -20), (61.6, -22.6), (59.6, -27.6), (60.4, -33)], [(38.6, -16), (38, -21), (40.2, -26)]],
    "cuboid": [[(29, -39.4), (33, -37.4), (37, -35.6)]],
    "metatarsal_1": [[(119.8, -36.4), (117.4, -40.6), (117.6, -45)], [(73.6, -18), (70.4, -25.6), (66.8, -34)]]}
DETAIL = {k: [F(l) for l in v] for k, v in DETAIL.items()}
GROOVE = F([(-12.6, -15.4), (-7, -17.4), (-1, -20.4), (5.4, -21.4), (10.6, -20.2), (12.4, -21.4), (6, -24.2), (-2, -23.4), (-9, -20.4)])   # groove for FHL under the sustentaculum

# ------------------------------------------------------------------ muscles and tendons
M = dict(
    gastrocnemius_medial_head=sp([(250, -85, -26), (225, -83.8, -29), (205, -81, -34.6), (190, -77.6, -40.4), (174, -73.4, -47.2), (160, -69.9, -53.4), (149, -67, -58.8), (142, -65.4, -62.2), (138, -64.5, -63.6)]),
    soleus=sp([(250, -62, -9.4), (215, -68, -9), (180, -69, -9.6), (150, -64.4, -13), (122, -58.4, -19), (96, -53.3, -27), (74, -49.4, -34), (56, -47, -38.6), (44, -45.8, -41.9), (37, -45.3, -43.6), (32.5, -45, -44.5)]),
    tibialis_posterior=sp([(250, -22, -4), (200, -22, -5), (150, -22, -7), (115, -21.6, -9.6), (90, -20.8, -12.4), (72, -20.4, -15.4), (60, -20.4, -17.8), (52, -20.8, -19.6)]),
    flexor_digitorum_longus=sp([(250, -12, -7), (215, -15, -6.4), (180, -18.6, -6.8), (150, -21.4, -8.6), (122, -23.6, -11), (98, -25.4, -13.4), (78, -27, -16.4), (62, -28, -20.4), (50, -28.6, -24.4), (42, -28.7, -27)]),
    flexor_hallucis_longus=sp([(190, -24, -12), (150, -30, -13), (110, -35, -15), (80, -38.6, -18), (55, -40.8, -21), (38, -41.4, -24.6), (25, -41, -29.4), (13, -39.4, -33.4), (3, -36, -34)]),
    tibialis_anterior=sp([(250, 7, 32.6), (212, 8.6, 33), (176, 10.6, 30.8), (146, 12.8, 28), (118, 15.4, 25.8), (98, 18, 24.6), (82, 20.4, 24), (70, 22, 23.2)]),
    extensor_hallucis_longus=sp([(160, 10, 18), (125, 12.8, 20.6), (98, 15.2, 21.6), (76, 17.2, 21.6), (60, 18.6, 21.2), (48, 19.6, 21)]),
)
T = dict(
    calcaneal_tendon=MB([(-68, 170, 5), (-64.6, 146, 6.8), (-59, 118, 6.3), (-53.6, 90, 6), (-49.8, 62, 6.3), (-47.9, 36, 6.7), (-47.5, 14, 7.4), (-47.9, -6, 7.8), (-48.7, -21, 6.6), (-48.4, -30, 6), (-45.6, -37.4, 5)]),
    plantaris_tendon=MB([(-45, 252, 1.5), (-55.4, 205, 1.5), (-59.4, 172, 1.5), (-58.2, 142, 1.5), (-53.4, 112, 1.5), (-48.6, 84, 1.5), (-45.2, 56, 1.5), (-43.4, 28, 1.5), (-42.8, 4, 1.6), (-43.2, -12, 2), (-44.8, -22.4, 1.2)]),
    tibialis_posterior_tendon=MB([(-16.4, 104, .2), (-16.8, 86, 2.8), (-18, 68, 4), (-20.4, 50, 4.4), (-23, 35, 4.6), (-24.3, 24.4, 4.6), (-21.6, 14.2, 4.6), (-15.2, 7, 4.6), (-7, 1.2, 4.6), (2.4, -5, 4.8), (12, -11.6, 5), (20, -17.4, 5.8), (26, -22, 7.6), (29.4, -24.6, 8.6)]),
    flexor_digitorum_longus_tendon=MB([(-26, 102, .2), (-26.2, 86, 2.2), (-26.8, 64, 3), (-27.8, 44, 3.5), (-28.7, 26, 3.6), (-26.9, 13.4, 3.6), (-21, 3.4, 3.6), (-12.6, -4.6, 3.6), (-3.6, -10.8, 3.6), (6, -16.8, 3.6), (15, -23, 3.6), (25, -30.4, 3.6), (36, -37.6, 3.4), (48, -42, 2.4), (58, -44.8, 1.2), (65, -46.2, .2)]),
    flexor_hallucis_longus_tendon=MB([(-36.4, 46, .2), (-38, 34, 2.6), (-38.8, 23, 3.8), (-37.8, 12, 4.2), (-34, 1.4, 4.4), (-27.4, -8, 4.4), (-18.4, -15.4, 4.4), (-8, -20.6, 4.3), (4, -24.8, 4.2), (17, -28.8, 4), (32, -33.6, 4), (50, -39.4, 4), (70, -45.4, 3.8), (92, -50.8, 3.6), (110, -53.6, 3.6), (122, -54.6, 3.6), (132, -53.8, 3.4), (143, -52.2, 3.2), (154, -52.8, 3.2), (163, -54.2, 3), (167.6, -54.2, .4)]),
    tibialis_anterior_tendon=MB([(22, 128, .2), (22.2, 114, 2.8), (22.6, 96, 4), (22.8, 70, 4.6), (23, 46, 4.8), (24.2, 29, 4.8), (25.9, 19, 4.8), (28.6, 13, 4.8), (34, 7, 4.9), (41.4, .6, 5), (49.6, -6.6, 5.2), (56, -15.4, 5.6), (60.8, -23.4, 6.4), (63.6, -28.6, 7)]),
    extensor_hallucis_longus_tendon=MB([(19.4, 88, .2), (19.4, 74, 2.2), (19.8, 54, 2.8), (20.8, 36, 2.9), (22.8, 22.4, 3), (27, 14, 3), (34, 7.4, 3), (43.6, 2.4, 2.9), (56, -2.6, 2.9), (69, -7.2, 2.8), (85, -14.8, 2.8), (102, -24, 2.7), (118, -31, 2.6), (133, -35.3, 2.6), (148, -38.7, 2.5), (159, -40.7, 2.3), (165, -41.8, 1.6), (168.6, -43.4, .3)]),
    abductor_hallucis_tendon=MB([(56, -46.2, .2), (68, -46.4, 2.4), (82, -46, 3.8), (96, -45.6, 3.8), (108, -46.4, 3.8), (118, -47.4, 4), (127, -48, 4), (135, -48.4, 4.4)]),
)
AH = MB([(-34.6, -52.6, 3), (-28, -50.8, 7.8), (-16, -47.6, 14.4), (-2, -44.2, 18.6), (14, -42.4, 19.4), (30, -42.8, 17), (46, -44.4, 12.6), (60, -45.8, 8.6), (72, -46.4, 5), (84, -46.2, 2)])
FHB = MB([(44, -39.6, 1), (56, -44.2, 6), (74, -46.6, 10.4), (92, -47.4, 12), (104, -50.6, 9.4), (113, -53.4, 5.6), (119, -54.6, 3)])

# ------------------------------------------------------------------ ligaments, deep to superficial
L = dict(
    long_plantar_ligament=MB([(-16, -53.8, 2), (-8, -50.6, 3.8), (4, -47.2, 4.8), (18, -44.9, 4.6), (29, -44.4, 3.6), (37, -43.4, 2.2)]),
    posterior_tibiotalar_part_of_deltoid_ligament=MB([(-9.2, 12.4, 8), (-14.6, 5, 10), (-20.4, -2.4, 13)]),
    anterior_tibiotalar_part_of_deltoid_ligament=MB([(3, 12.2, 5), (9.6, 8.6, 6.6), (16.8, 4.8, 9)]),
    tibiocalcaneal_part_of_deltoid_ligament=MB([(-4.6, 10, 7), (-4.4, .6, 9.6), (-3.8, -8.8, 12.6)]),
    tibiospring_part_of_deltoid_ligament=MB([(-.8, 9.8, 5.4), (6, -2.4, 9), (12.2, -14.4, 13)]),
    plantar_calcaneonavicular_ligament=MB([(10.4, -17.4, 8), (16, -18.8, 7.8), (23.4, -21.4, 9)]),
    tibionavicular_part_of_deltoid_ligament=MB([(1, 10.4, 5.6), (13, 1.4, 9), (28.6, -9.8, 13)]),
)
PLANTAR_APON = MB([(-35, -55, 1.4), (-28, -58.8, 2.4), (-10, -59.8, 2.6), (14, -57.4, 2.4), (42, -56.2, 2.2), (72, -57.8, 2.1), (98, -60.2, 1.8), (116, -61.4, 1.2)])

# ------------------------------------------------------------------ skin
SKIN = F([
    (-87, 252, "^"), (-86, 220), (-82.6, 196), (-76.8, 172), (-69.8, 146), (-63.2, 118), (-57.4, 90), (-53.7, 62), (-52, 34), (-52.7, 10), (-54.4, -10), (-55.9, -28), (-55.9, -42), (-53.4, -54), (-48, -62), (-40, -66.4), (-28, -68), (-10, -67.4), (8, -65.5), (26, -64.5),
    (46, -65), (66, -66.4), (88, -67.8), (105, -67.9), (118, -66.8), (131, -65.3), (148, -65.4), (166, -66.2), (179, -65.6), (187, -62.2), (190.2, -56.4), (188.4, -49.6), (182.6, -44.6), (172, -40.6), (159, -37.2), (145, -34.4), (131, -30.4), (117, -24.9), (102, -17.8), (86, -9.9), (71, -2.8), (58, 3), (48, 7.4),
    (42, 10.2), (38, 13), (35.1, 16.9), (32.6, 22.6), (30.8, 30), (29.4, 38.4), (28.2, 50), (28, 76), (29.4, 108), (31.8, 140), (34.4, 172), (36.2, 204), (37.2, 236), (37.5, 252, "^")])
ARCH = [(-22, -67.9), (-8, -64.4), (10, -61), (30, -59.4), (50, -59.6), (70, -61.6), (88, -64.8), (100, -68)]   # medial border of the sole
NAIL = F([(174.6, -41.9), (180.4, -44), (185.2, -47), (187.9, -50.6), (184, -51.2), (178.2, -47.9)])

# ------------------------------------------------------------------ nerves, vessels
def offset(pts, d, w0, w1):
    """A vein beside an artery, d mm off its course, narrowing from w0 to w1."""
    r = Band([(*q[:2], 2) for q in F(pts)]).rail(d)
    r = r[::6] + ([r[-1]] if (len(r) - 1) % 6 else [])
    return Band([(u, v, w0 + (w1 - w0) * (i / (len(r) - 1)) ** 2) for i, (u, v) in enumerate(r)])


PTA = [(-22, 252, 2.4), (-22.6, 200, 2.4), (-23.6, 150, 2.4), (-26.2, 112, 2.4), (-28.6, 88, 2.3), (-30.6, 66, 2.3), (-32.4, 44, 2.3), (-33, 26, 2.3), (-31.4, 12.6, 2.2), (-28.2, 2.6, 2.2), (-25, -5, 2.2), (-22.2, -10.6, 2.2), (-20.6, -14, 2)]
MPA = [(-21.8, -11.4, .9), (-19.8, -15, 1.6), (-16.2, -18.8, 1.6), (-10, -23, 1.5), (-1, -27.8, 1.4), (14, -33.2, 1.3), (34, -38.4, 1.1), (50, -41.6, .8), (64, -44.2, .3)]
LPA = [(-21.8, -11.4, .9), (-20.7, -14.6, 1.9), (-20.9, -18.6, 1.9), (-21.1, -22.6, 1.9), (-19.4, -27.6, 1.9), (-14.4, -33.8, 1.8), (-7, -39.4, 1.7), (3, -44, 1.5), (16, -47.4, 1.2), (30, -48.6, .9), (42, -48.4, .3)]
TN = [(-27, 252, 3), (-27.8, 200, 3), (-28.6, 150, 3), (-31, 112, 3), (-33.4, 88, 3), (-35.2, 66, 2.9), (-36.8, 44, 2.8), (-37.4, 26, 2.8), (-36.6, 14, 2.8), (-35.5, 9, 3), (-34.8, 6.4, 2)]
N = dict(
    posterior_tibial_veins=[offset(PTA + LPA[2:], 1.95, 1.7, .9), offset(PTA + MPA[2:], -1.95, 1.7, .8)],
    posterior_tibial_artery=[MB(PTA)], medial_plantar_artery=[MB(MPA)], lateral_plantar_artery=[MB(LPA)],
    medial_calcaneal_branches_of_tibial_nerve=[MB([(-37.2, 23, .8), (-38.8, 15, 1.3), (-39.8, 5, 1.4), (-40, -7, 1.3), (-41.2, -21, 1.1), (-43, -34, .9), (-42.8, -46, .4)]), MB([(-39.8, -2, .8), (-38.8, -13, 1.1), (-36, -25, 1.1), (-32.4, -36, .9), (-31.2, -46, .4)])],
    tibial_nerve=[MB(TN)],
    lateral_plantar_nerve=[MB([(-36.6, 11, 1), (-36.4, 7.4, 1.9), (-35.6, 2.6, 1.9), (-33.4, -3.6, 1.9), (-29.2, -11, 1.9), (-23.2, -18.8, 1.9), (-16.2, -26.4, 1.8), (-8.6, -33.2, 1.7), (2, -39.8, 1.6), (16, -44.4, 1.3), (30, -46, .9), (42, -46, .3)])],
    medial_plantar_nerve=[MB([(-35.4, 11, 1), (-34, 6.8, 2), (-31.6, 2, 2.1), (-28.4, -3.6, 2.1), (-24.8, -9.2, 2.1), (-20.6, -14.8, 2), (-12.8, -22.2, 1.9), (-2, -29.6, 1.8), (13, -35.8, 1.6), (32, -40.4, 1.3), (48, -43.8, .9), (62, -46.4, .3)])],
)
NS = dict(
    great_saphenous_vein=[MB([(120, -38.6, .3), (110, -35.2, 1.5), (97, -30.1, 1.9), (82, -23.6, 2.1), (66, -15.8, 2.2), (51, -7.4, 2.3), (38, .8, 2.4), (27, 8.4, 2.4), (19, 16, 2.5), (14, 26, 2.6), (11, 40, 2.6), (8.2, 62, 2.6), (4.4, 94, 2.7), (-.6, 130, 2.8), (-7, 170, 2.8), (-13.4, 208, 2.9), (-18.6, 238, 2.9), (-21, 254, 2.9)])],
    saphenous_nerve=[MB([(-25.6, 254, 1.3), (-22.6, 236, 1.3), (-17, 206, 1.3), (-10.4, 168, 1.3), (-3.9, 130, 1.3), (1.2, 94, 1.3), (5, 62, 1.3), (7.8, 40, 1.3), (10.4, 26, 1.3), (15, 14.4, 1.2), (23.6, 4.8, 1.2), (34.6, -3.6, 1.2), (47.6, -11.8, 1.1), (62.4, -20.6, 1), (78, -28.4, .9), (92, -34, .3)]),
                     MB([(4.2, 68, .7), (4.6, 60, 1.1), (3.6, 50, 1.1), (1, 39, 1), (-1.8, 29, .9), (-3.6, 20, .7), (-4.2, 13, .2)])],   # posterior branch: ends near the malleolus (variable)
)
R = dict(
    flexor_retinaculum=[MB([(-10.4, 12.4, 15), (-17.4, 1, 19), (-25, -13, 24), (-31, -29, 29)])],
    superior_extensor_retinaculum=[MB([(5.4, 57.4, 13.4), (13, 56.8, 12), (26.4, 55, 13.2)])],
    inferior_extensor_retinaculum=[MB([(3.4, 17, 6.6), (10, 18.8, 6.4), (19, 21.4, 6.6), (33, 26, 8)]), MB([(37.4, -33.4, 8), (40.4, -23, 7), (43, -11, 6.6), (45.6, 0, 6.6), (48.4, 9, 7.4)])],
)
SHEATHS = dict(
    tendinous_sheath_of_tibialis_posterior=[("tibialis_posterior_tendon", .36, .93)],
    tendinous_sheath_of_flexor_digitorum_longus=[("flexor_digitorum_longus_tendon", .22, .58)],
    tendinous_sheath_of_flexor_hallucis_longus=[("flexor_hallucis_longus_tendon", .10, .44)],
    tendinous_sheath_of_tibialis_anterior=[("tibialis_anterior_tendon", .38, .76)],
    tendinous_sheath_of_extensor_hallucis_longus=[("extensor_hallucis_longus_tendon", .18, .62)],
)


def detail_path(lines):
    return "".join(d_bez(curve(l, False), False) for l in lines)


def build():
    s = Svg(VB)
    s.open("medial", "view", view="medial", side="right")
    skin = poly(SKIN)
    arch = Polygon([*sample(curve(F(ARCH), False), 10), *F([(100, -80), (-22, -80)])]).buffer(0).intersection(skin)
    s.open("skin", "layer", layer="skin")
    s.structure("skin_silhouette", "skin", d_bez(curve(SKIN)), "", d_poly(unary_union([shade(skin, 3.2, -2.6), arch])), lines_in(skin, sample(curve(F(ARCH), False), 10), .4))
    s.structure("nail_1", "skin nail", d_bez(curve(NAIL)))
    s.close()

    # --- bones, far to near
    s.open("bones", "layer", layer="bones")
    order = ["fibula", "cuboid", "metatarsal_2", "cuneiform_intermediate", "sesamoid_lateral", "phalanx_dist_1", "phalanx_prox_1", "calcaneus", "talus", "tibia", "navicular", "cuneiform_medial", "metatarsal_1", "sesamoid_medial"]
    cas = {"talus": "c2", "tibia": "c2", "metatarsal_1": "c0", "metatarsal_2": "c0", "cuneiform_intermediate": "c0", "navicular": "c0", "cuneiform_medial": "c0", "cuboid": "c0"}
    for k in order:
        g = VIS[k]
        t = min(2.6, max(.7, 0.11 * math.sqrt(g.area)))
        small = "phalanx" in k or "sesam" in k
        d = d_poly(g, .03) if k in TRIM else d_bez(curve(B[k]))
        sh = shade(g, t, -t)
        s.structure(k, "bone", d, cas.get(k, "c0"), d_poly(sh), detail_path(DETAIL.get(k, [])), d_bez(curve(GROOVE)) if k == "calcaneus" else "")
        if k == "talus":   # near part of the calcaneus: the shelf that carries the talus
            low = sample(curve(F([(-10.4, -15.2), (-6, -17), (-1, -19), (5.4, -20), (10.4, -18.8), (12.6, -16.4)]), False), 10)
            s.open("sustentaculum_tali", "bone")
            s.path(d_poly(sust.intersection(VIS["calcaneus"]).buffer(-.5)), "fill"); s.path(d_line(low), "detail")
            s.close()
    lm = LineString(POLY["fibula"].exterior.coords).intersection(box(-30, -8, 30, 27)).intersection(VIS["talus"].union(POLY["tibia"]).buffer(-.8))
    s.open("lateral_malleolus_hidden", "bone hidden")
    s.path("".join(d_line(list(q.simplify(.05).coords)) for q in getattr(lm, "geoms", [lm]) if q.geom_type == "LineString" and q.length > 2), "detail")
    s.close()
    s.close()

    # --- ligaments
    s.open("ligaments", "layer", layer="ligaments")
    near = unary_union([POLY["cuneiform_medial"].buffer(.8)])
    for k, b in [*L.items(), ("plantar_aponeurosis", PLANTAR_APON)]:
        g = (b.capped(.22) if "aponeurosis" not in k else b.poly)
        if k == "long_plantar_ligament":
            g = g.difference(POLY["calcaneus"].buffer(.3))
        n = max(2, round(max(b.w) / 1.7))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .1 * ((i * 7) % 3), 1 - .1 * ((i * 5) % 3)), 0) for i in range(n))
        s.structure(k, "ligament", d_poly(g), "", "", fib, "", b.sides(g))
    s.close()

    def belly(k, g=None, cls="posterior"):
        b = M[k]
        g = b.poly if g is None else g
        n = max(2, round(max(b.w) / 4.2))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .02 + .07 * (i % 2), .97 - .1 * ((i + 1) % 3)), .5) for i in range(n))
        s.open(f"{k}_belly", "muscle " + cls)
        s.path(d_poly(g), "casing c1"); s.path(d_poly(g), "fill")
        s.path(d_poly(shade(g, 2.2, -.6)), "shade"); s.path(fib, "detail"); s.path(d_poly(g), "line")
        s.close()

    def tendon(id, minus=None, casing="c1"):
        b = T[id]
        g = b.capped(.16) if b.w[-1] > 1.4 else b.poly
        if id == "calcaneal_tendon":
            g = g.difference(POLY["calcaneus"].buffer(-1.3))
        g = g if minus is None else unary_union([q for q in getattr(g.difference(minus), "geoms", [g.difference(minus)]) if q.area > 4])
        ls = () if max(b.w) < 3.4 else (0,) if max(b.w) < 4.4 else (-.33, .33) if max(b.w) < 7 else (-.5, 0, .5)
        for sid, parts in SHEATHS.items():
            if parts[-1][0] == id:
                sh = unary_union([LineString(T[n].rail(0, a, z)).buffer(max(T[n].w[int(a * len(T[n].w)):int(z * len(T[n].w))]) / 2 + .95) for n, a, z in parts])
                s.structure(sid, "sheath", d_poly(sh if minus is None else sh.difference(minus)), "c0", line="")
        s.open(id, "tendon")
        s.path(d_poly(g), "casing " + casing); s.path(d_poly(g), "fill")
        if max(b.w) > 3.9:
            s.path(d_poly(shade(g, .8, -.5)), "shade")
        s.path("".join(lines_in(g, b.rail(t, .06, .97), .25) for t in ls), "detail"); s.path(b.sides(g) if b.w[-1] > 1.4 else d_poly(g), "line")
        s.close()

    tib = POLY["tibia"].buffer(.3)
    # --- deep muscles
    s.open("muscles", "layer", layer="muscles")
    s.open("flexor_hallucis_longus"); belly("flexor_hallucis_longus", M["flexor_hallucis_longus"].poly.difference(tib.union(POLY["talus"].buffer(.4))), "posterior deep"); tendon("flexor_hallucis_longus_tendon", POLY["sesamoid_medial"].union(POLY["sesamoid_lateral"].buffer(1.6)).buffer(.7)); s.close()
    s.open("tibialis_posterior"); belly("tibialis_posterior", M["tibialis_posterior"].poly.difference(tib), "posterior deep"); tendon("tibialis_posterior_tendon"); s.close()
    s.open("flexor_digitorum_longus"); belly("flexor_digitorum_longus", M["flexor_digitorum_longus"].poly.difference(tib), "posterior deep"); tendon("flexor_digitorum_longus_tendon"); s.close()
    s.open("extensor_hallucis_longus"); belly("extensor_hallucis_longus", M["extensor_hallucis_longus"].poly.difference(tib), "anterior"); tendon("extensor_hallucis_longus_tendon"); s.close()
    s.open("tibialis_anterior"); belly("tibialis_anterior", M["tibialis_anterior"].poly.difference(tib), "anterior"); tendon("tibialis_anterior_tendon"); s.close()
    s.close()

    def vessels(d):
        G = {k: unary_union([b.poly for b in bs]) for k, bs in d.items()}
        tree = [k for k in G if "tibial_nerve" in k or "plantar_nerve" in k]
        U = unary_union([G[k] for k in tree] or [Polygon()]).buffer(-.1).buffer(.1).buffer(.25).buffer(-.25)
        for k, g in G.items():
            c = "vein" if "vein" in k else "artery" if "artery" in k else "nerve"
            line = None
            if k in tree:   # branches leave the trunk without a seam
                g = U.intersection(g.buffer(.3))
                q = unary_union([LineString(r.coords) for p in getattr(U, "geoms", [U]) for r in (p.exterior, *p.interiors)]).intersection(g.buffer(.02))
                line = "".join(d_line(list(x.simplify(.03).coords)) for x in getattr(q, "geoms", [q]) if x.geom_type == "LineString" and x.length > .2)
            s.structure(k, c, d_poly(g), line=line)

    s.open("vessels_nerves", "layer", layer="vessels_nerves")
    vessels(N)
    s.close()

    # --- superficial muscles
    s.open("muscles_superficial", "layer", layer="muscles")
    s.open("flexor_hallucis_brevis"); g = FHB.poly.difference(unary_union([POLY["sesamoid_medial"].buffer(.7), VIS["sesamoid_lateral"].buffer(.7), POLY["metatarsal_1"].buffer(-1)]))
    g = max(getattr(g, "geoms", [g]), key=lambda q: q.area).buffer(-.9).buffer(.9)
    s.structure("flexor_hallucis_brevis_belly", "muscle deep", d_poly(g), "c1", d_poly(shade(g, 1, -1.6)), "".join(lines_in(g, FHB.rail(t, .03, .96), .5) for t in (-.4, .2))); s.close()
    s.open("abductor_hallucis"); g = AH.capped(.55)
    s.structure("abductor_hallucis_belly", "muscle", d_poly(g), "c1", d_poly(shade(g, 1.4, -1.8)), "".join(lines_in(g, AH.rail(t, .03, .96), .5) for t in (-.72, -.36, 0, .36, .72)))
    tendon("abductor_hallucis_tendon"); s.close()
    s.open("triceps_surae")
    s.open("soleus"); belly("soleus"); s.close()
    tendon("plantaris_tendon", casing="c0")
    tendon("calcaneal_tendon", casing="c0")
    s.open("gastrocnemius_medial_head"); belly("gastrocnemius_medial_head"); s.close()
    s.close()
    s.close()

    # --- retinacula
    s.open("retinacula", "layer", layer="retinacula")
    for k, bs in R.items():
        g = unary_union([b.capped(.14) for b in bs]).buffer(1.2).buffer(-1.2).intersection(skin.buffer(-1.4))
        rim = fib = ""
        for b in bs:
            others = unary_union([o.poly.buffer(.1) for o in bs if o is not b] or [Polygon()])
            for t in (1, -1):
                q = LineString(b.rail(t)).difference(others).intersection(skin.buffer(-1.4))
                rim += "".join(d_line(list(x.simplify(.04).coords)) for x in getattr(q, "geoms", [q]) if x.length > 2)
            n = round(max(b.w) / 2.6)
            fib += "".join(lines_in(g if b is bs[0] else g.difference(bs[0].poly), b.rail(-1 + 2 * (i + .5) / n, .03, .97), .2) for i in range(n))
        s.structure(k, "retinaculum", d_poly(g), "", "", fib, "", rim)
    s.close()
    s.open("vessels_nerves_superficial", "layer", layer="vessels_nerves")
    vessels(NS)
    s.close()
    s.close()
    return s


def drawings():
    """Name -> drawing."""
    return {"medial": build()}


def outlines():
    """The whole outline of each bone, hidden parts included, as a ring of points in mm."""
    out = {}
    for k in B:
        g = POLY[k]
        g = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
        out[k] = [[round(u, 2), round(v, 2)] for u, v in list(g.exterior.coords)[:-1]]
    return {"medial": out}
