"""Right ankle and foot, anterior view. u = -z (lateral to the LEFT), v = superior, mm; origin = talocrural centre.
Strict frontal projection of the measured frame. Outlines are control points drawn by eye through the measured
landmarks (Lxx) and level widths; '^' = corner."""
import math
from shapely.geometry import Polygon, LineString, box
from shapely.ops import unary_union
from art.atlas_kit import *

VB = (-76, -236, 150, 310)          # x, y (down), w, h in mm

# ------------------------------------------------------------------ bones
B = {}
TIB_SHAFT_L = [(-18.2, 24.3, "5 % lateral"), (-18.9, 30.9, "L08 Chaput"), (-17.4, 36), (-14.5, 41.4, "10 %"), (-12.2, 52), (-10.7, 68), (-10.0, 92.7, "25 %"), (-8.7, 130), (-6.7, 178, "50 %"),
               (-7.4, 220), (-9.5, 263.8, "75 %"), (-14, 292), (-22.9, 315.2, "90 %"), (-32.6, 329), (-37.2, 335.5), (-36.3, 340.5, "97 %"), (-28, 343.4), (-14, 344.4), (-8, 347.4), (-5.1, 349.4, "L13"),
               (-2, 346.8), (2, 346.4), (5.9, 347.5, "L12"), (9.4, 344.8), (20, 343.4), (30, 342.6), (34.8, 339.6), (36.5, 334), (31.6, 325), (26.4, 315.2, "90 %"), (20.4, 293), (16.1, 263.8, "75 %"),
               (14.7, 220), (13.7, 178, "50 %"), (11.5, 135), (9.9, 92.7, "25 %"), (11.6, 68), (14.5, 52), (18.0, 41.4, "10 %"), (22.6, 32), (26.7, 24.3, "5 % medial"), (28.4, 19.6, "L02"), (27.9, 14), (25.2, 9.6)]
B["tibia"] = [(19.8, 7.2, "L01 tip of medial malleolus"), (14.6, 8.8), (10.6, 11.8), (8.4, 14, "2 %, hidden behind the talus"), (3, 14.9), (-2, 14.7, "L06 posterior lip"), (-8, 15.2), (-13.8, 16.4), (-17.0, 19.4)] + TIB_SHAFT_L
TIBIA_VIS = [(19.8, 7.2, "L01"), (17.2, 8.8), (16.0, 12.4), (15.2, 16), (12.8, 18.0, "axilla of the mortise"), (8.6, 16.6), (2.9, 15.6, "L05 anterior lip"), (-4, 15.5), (-10, 16), (-14.6, 17.2), (-17.2, 20)] + TIB_SHAFT_L
B["fibula"] = [
    (-32.2, -3.7, "L16 apex"), (-35.4, -1.0), (-37.2, 3.8, "L17"), (-36.8, 8.4), (-35.1, 13.1, "5 %"), (-32.2, 20.6), (-30.2, 29.9, "10 %"), (-29.3, 45), (-29.3, 62), (-30, 80.4, "25 %"), (-32.5, 120), (-34.8, 164, "50 %"), (-37.6, 208),
    (-40.0, 248, "75 %"), (-41, 275), (-42.3, 299, "90 %"), (-46.4, 313), (-48.6, 322, "97 %"), (-47, 328.8), (-42.4, 332.5, "L20"), (-36, 330.6), (-30, 326.4), (-28.1, 321), (-28.2, 312), (-29.1, 299), (-29.8, 275),
    (-30.5, 248), (-26.4, 205), (-22.9, 164), (-21.3, 120), (-20.7, 80.4), (-18.5, 58), (-16.4, 41), (-15.3, 29.9), (-15.1, 20), (-15.4, 13.1, "5 %, facet"), (-16.8, 7.8), (-19.4, 3.0, "2 %"), (-23.0, -.6), (-27.8, -3.0)]
B["talus"] = [
    (-14.4, 18.2, "L32 lateral shoulder"), (-11.8, 19.1, "L23"), (-7, 18.2), (-2.6, 17.6, "L24 groove"), (4, 17.9), (11.3, 18.1, "L22 medial shoulder"), (13.3, 15.6), (14.3, 10.4, "L33"), (16.6, 7.4), (20.2, 4.4), (22.8, 0.2, "head, medial"),
    (23.5, -4.6), (22.6, -10), (19.4, -14.6), (14.0, -17.6), (7.6, -18.3, "head, plantar"), (1.4, -16.6), (-4.4, -13.2), (-10, -11.4, "posterior facet"), (-16, -12.2), (-20.8, -12.9), (-23.4, -10.7, "L29 lateral process"), (-22.6, -6.6),
    (-20.0, -1.2), (-17.6, 4.6), (-16.4, 10.4), (-15.6, 15)]
B["calcaneus"] = [
    (-21.8, -13.6, "posterior facet, lateral edge"), (-16, -10.0), (-8, -8.9), (0, -8.8), (7, -9.6), (12.6, -7.6), (17.9, -6.2, "L43"), (21, -8.8), (21.8, -13.3, "L39 sustentaculum"), (19.2, -18.2), (13, -22.2), (8.6, -26.4),
    (6.6, -33), (6.2, -41), (5.8, -48.6), (2.8, -53.4), (-2.4, -54.8, "L37 medial process"), (-8, -54.4), (-14.8, -56.3, "L38 lateral process"), (-19.4, -53.4), (-21.2, -46), (-21.2, -37), (-21.9, -30), (-22.8, -25.8, "L40 fibular trochlea"), (-22.6, -21), (-22.6, -16.6)]
B["navicular"] = [
    (-3.4, 1.8), (4.1, 3.2, "L46 dorsal apex"), (10.4, 1.6), (16, -2.6), (20.4, -8), (23.6, -13.8), (26.4, -19.4), (27.2, -23.6, "L45 tuberosity"), (25.6, -27.2), (21.2, -28.6), (15, -27.2), (8, -24.8), (1.6, -22.6),
    (-4.4, -19), (-8.8, -14.4), (-11, -9, "lateral end"), (-10, -3.8), (-7.4, -.2)]
B["cuboid"] = [
    (-10.2, -12.6), (-15.1, -11.2, "L50 dorsum"), (-19.6, -13.8), (-24.2, -18.8), (-28, -25), (-31.3, -31.4), (-32.8, -36.1, "L49"), (-30.4, -39.6), (-25, -42), (-19.3, -43.2, "L47 tuberosity"), (-13, -41.4), (-7.2, -38.6), (-2.6, -36.4, "beak"),
    (-1.2, -32.4), (-2.6, -26.4), (-4.4, -20.4), (-6.6, -15.2)]
B["cuneiform_lateral"] = [
    (-2.6, -6.6, "dorsal, medial corner"), (-8.3, -4.6, "L53"), (-13.4, -6.6), (-18.2, -9.8), (-21.2, -13.4, "dorsal, lateral corner"), (-20.2, -18), (-16.2, -23.6), (-10.6, -28.4), (-4.4, -31.8), (0.6, -32.6, "plantar edge"), (3.4, -30.2),
    (2.8, -25.4), (0.6, -19.4), (-1.4, -12.4)]
B["cuneiform_intermediate"] = [
    (10.2, -5.4, "dorsal, medial corner"), (3.6, -2.2, "L52"), (-1.6, -3.4), (-5.4, -6.6, "dorsal, lateral corner"), (-4.8, -11.4), (-2.4, -17.4), (.6, -23.4), (3.8, -25.2, "plantar edge"), (6.6, -23.4), (8.4, -18), (9.8, -11.4)]
B["cuneiform_medial"] = [
    (8.6, -7.0), (11.6, -5.8, "L51"), (14.8, -7.8), (18.4, -12.6), (22, -17.8), (24.6, -23.1, "L55"), (24.4, -29), (22, -34.6), (17.6, -38.4), (12.3, -39.7, "L54"), (8, -37.4), (6, -31), (5.1, -23), (5.0, -16), (6.4, -10.4)]
B["metatarsal_1"] = [
    (7.4, -14.4, "base, dorsal"), (11.2, -13.2, "L56"), (15.8, -14.4), (19.6, -18), (21.4, -23.4, "75 %"), (21.6, -27.4), (22.8, -31), (24.6, -34.6), (26.0, -39.5, "L60"), (25.2, -44.6), (22.4, -48.8), (18.4, -51.2), (13.4, -51.5, "L58"), (9.4, -51.4),
    (5.8, -48.8), (4.2, -44.2), (3.0, -41.6), (1.6, -38, "base, plantar-lateral"), (1.3, -33), (2.6, -26.4), (4.2, -19.8)]
B["metatarsal_2"] = [
    (5.4, -8.6, "base, dorsal-medial"), (0.3, -6.8, "L61"), (-5.4, -8.4), (-9.8, -11.6), (-10.6, -16.4), (-10.2, -22.4), (-10.0, -29), (-10.6, -35.2), (-11.6, -39.4), (-11.6, -44.6), (-10.2, -49), (-6.8, -50.3, "L63"), (-2.8, -49.4), (-1.0, -45),
    (-1.0, -39.6), (-1.6, -33.6), (-.8, -29.4), (2.2, -27.8), (5, -24.6), (6.6, -19), (7.0, -13)]
B["metatarsal_3"] = [
    (-6.2, -16.2, "base, dorsal-medial"), (-13.1, -14.4, "L64"), (-19.0, -16.4), (-22.4, -20), (-21.6, -25.6), (-20.4, -31), (-20.6, -36.4), (-21.8, -40), (-22.4, -44.6), (-21, -49.6), (-17.8, -51.5, "L66"), (-14.2, -50.4), (-12.6, -46), (-12.8, -41), (-13.2, -37.4),
    (-11.8, -34.9), (-7.6, -33), (-4.6, -29.2), (-3.8, -24), (-4.4, -19.4)]
B["metatarsal_4"] = [
    (-17.2, -24.4, "base, dorsal-medial"), (-24.2, -22.7, "L67"), (-30, -24.6), (-33.2, -28.6), (-32.2, -33.4), (-30.6, -37.8), (-31.4, -42.6), (-32.6, -47), (-31.8, -52), (-28.2, -54.9, "L69"), (-24.4, -53.4), (-22.8, -48.8), (-23.2, -44.4), (-22.4, -41.8),
    (-18.2, -40), (-14.8, -36.4), (-13.9, -31.4), (-14.8, -27)]
B["metatarsal_5"] = [
    (-25, -32.2, "base, dorsal-medial"), (-31.2, -30.5, "L70"), (-36.6, -32.6), (-40.2, -36.6), (-41.8, -40.6), (-43.6, -44), (-45, -47.6, "L74"), (-44.6, -52.4), (-41.6, -55.8), (-38, -56.1, "L72"), (-34.4, -53.6), (-32.6, -50.4), (-29.2, -49.6), (-25.0, -46.8), (-22.6, -41.8), (-22.6, -36.4)]


def phalanx(base, head, tuft=False):
    """Foreshortened front view: the broad base behind and above, the head (trochlea or tuft) in front and below."""
    u0, v0, wb, hb = base
    u1, v1, wh, hh = head
    if tuft:  # shield: rounded base narrowing to the tuft
        h = [(.28, .5), (.45, .3), (.5, .02), (.44, -.26)]
        t = [(.51, .0), (.45, -.3), (.26, -.48), (0, -.53)]
        r = [(u0 + a * wb, v0 + b * hb) for a, b in h] + [(u1 + a * wh, v1 + b * hh) for a, b in t]
        l = [(u1 - a * wh, v1 + b * hh) for a, b in t[-2::-1]] + [(u0 - a * wb, v0 + b * hb) for a, b in h[::-1]]
        return [(u0, v0 + .46 * hb)] + r + l
    q = ([(.5, .04), (.46, -.3), (.24, -.5), (0, -.52)] if tuft else [(.5, .0), (.46, -.36), (.22, -.52), (0, -.42)])
    r = [(u0 + .02 * wb, v0 + .46 * hb), (u0 + .28 * wb, v0 + .5 * hb), (u0 + .46 * wb, v0 + .26 * hb), (u0 + .49 * wb, v0 - .06 * hb), (.36 * (u0 + .42 * wb) + .64 * (u1 + .5 * wh), .42 * (v0 - .3 * hb) + .58 * (v1 + .42 * hh))]
    l = [(u0 - .28 * wb, v0 + .5 * hb), (u0 - .46 * wb, v0 + .26 * hb), (u0 - .49 * wb, v0 - .06 * hb), (.36 * (u0 - .42 * wb) + .64 * (u1 - .5 * wh), .42 * (v0 - .3 * hb) + .58 * (v1 + .42 * hh))]
    return r + [(u1 + a * wh, v1 + b * hh) for a, b in q] + [(u1 - a * wh, v1 + b * hh) for a, b in q[-2::-1]] + l[::-1]


PH = {1: [((13.2, -43.4, 20.4, 15.5), (11.4, -47.6, 16, 10.8)), ((10.8, -48.4, 19, 11.6), (9.8, -55, 12, 8.4))],
      2: [((-7.0, -43.2, 11.4, 11.2), (-7.8, -45.6, 8.6, 8)), ((-8, -46.8, 9.6, 8.2), (-8.5, -50.4, 7.8, 6.6)), ((-8.6, -52.2, 8.2, 6.8), (-9, -56.6, 6.5, 5.4))],
      3: [((-18.2, -45.2, 11, 11), (-19.2, -47.4, 8.2, 7.8)), ((-19.4, -48.8, 9.2, 8), (-20, -51.8, 7.4, 6.4)), ((-20.1, -53.6, 7.8, 6.6), (-20.6, -57.4, 6.2, 5.4))],
      4: [((-28.6, -48.2, 10.8, 10.8), (-29.7, -49.8, 8, 7.6)), ((-30, -50.8, 8.8, 7.6), (-30.6, -53.4, 7.2, 6.2)), ((-30.7, -54.9, 7.4, 6.2), (-31.2, -58.2, 5.9, 5.2))],
      5: [((-39.4, -50.4, 10.8, 10.4), (-40.2, -52.2, 7.8, 7.4)), ((-40.4, -53.4, 8.4, 7.2), (-40.9, -55.6, 6.8, 5.8)), ((-41, -56.6, 6.8, 5.8), (-41.4, -59.6, 5.5, 5))]}
NAME = ["prox", "mid", "dist"]
for dgt, ps in PH.items():
    for i, p in enumerate(ps):
        B[f"phalanx_{'dist' if i == len(ps) - 1 else NAME[i]}_{dgt}"] = phalanx(*p, tuft=i == len(ps) - 1)
ell = lambda u, v, a, b, t=0: [(u + a * math.cos(w) * math.cos(t) - b * math.sin(w) * math.sin(t), v + a * math.cos(w) * math.sin(t) + b * math.sin(w) * math.cos(t)) for w in (i * math.pi / 5 for i in range(10))]
B["sesamoid_medial"] = ell(17.0, -51.6, 4.7, 4.6, .3)
B["sesamoid_lateral"] = ell(5.6, -51.8, 4.6, 4.5, -.3)

POLY = {k: poly(v) for k, v in B.items()}
# what the eye sees in the mortise: joint spaces of 2-2.5 mm with a line on both sides (whole outlines go to outlines.json)
TALUS_VIS = [(-13.2, 12.2), (-11, 12.9), (-6, 12.8), (-2.4, 12.4), (4, 12.7), (9.2, 13.2), (11.6, 12.6), (12.6, 10.2), (14.8, 7.4), (18.4, 5.0)] + B["talus"][10:-3] + [(-16.4, 4.6), (-15.2, 8.4), (-14.4, 11)]
FIB_VIS = B["fibula"][:-7] + [(-16.2, 30.5), (-16.8, 20), (-17.0, 13.1), (-18.2, 7.8), (-20.4, 3.0), (-23.6, -.6), (-28, -3.0)]
PTS = dict(B, tibia=TIBIA_VIS, talus=TALUS_VIS, fibula=FIB_VIS)
VIS = dict(POLY, **{k: poly(PTS[k]) for k in ("tibia", "talus", "fibula")})

DETAIL = {  # inner bone detail (open lines)
    "tibia": [[(9.6, 252), (8.4, 215), (7.6, 184), (6.2, 150), (4.6, 118)], [(-15.2, 21.4), (-14.6, 27), (-15.6, 33)], [(22.6, 26), (19.6, 20), (19.4, 13.6)], [(-12, 20.2), (-3, 19.6), (6, 20)]],
    "fibula": [[(-21.4, 4), (-20.8, 10), (-21.6, 18), (-24.4, 30), (-25.6, 48)], [(-33.6, 9.6), (-32.8, 3.6), (-31, .6)]],
    "talus": [[(-13.6, 8.6), (-10.6, 6.4), (-4, 6.0), (2, 7.2), (7.4, 6.4), (11.6, 8.0)], [(-16.8, .6), (-13.6, -3.4), (-11.6, -7.4)]],
    "cuboid": [[(-22.4, -18.6), (-23.6, -20.6)]],
    "metatarsal_1": [[(7.0, -17.6), (11.6, -16.6), (16.4, -18.4)], [(6.6, -38.4), (9.4, -34.2), (14.6, -33), (20, -34.6), (22.6, -38.4)]],
    "metatarsal_2": [[(-8.6, -12.6), (-2, -10.4), (4.2, -12)], [(-10.2, -40.8), (-6.4, -38.6), (-2.4, -40.8)]],
    "metatarsal_3": [[(-20, -20.4), (-13, -18), (-6.4, -20)], [(-21, -42), (-17.6, -40), (-14, -42)]],
    "metatarsal_4": [[(-31, -28.6), (-24.4, -26.4), (-17, -28.2)], [(-31.2, -47), (-28, -44.4), (-24.2, -46.4)]],
    "calcaneus": [[(-21.4, -28.4), (-20.6, -25), (-20.8, -21)]],
    "metatarsal_5": [[(-37.6, -37.4), (-32, -34.4), (-25.6, -36)], [(-43.6, -49), (-40.2, -45.8), (-36, -47)]]}

for dgt, ps in PH.items():
    for i, ((u0, v0, wb, hb), _) in enumerate(ps):
        if dgt == 1 or i == 0:
            DETAIL[f"phalanx_{'dist' if i == len(ps) - 1 else NAME[i]}_{dgt}"] = [[(u0 - .36 * wb, v0 + .16 * hb), (u0 - .16 * wb, v0 + .27 * hb), (u0 + .16 * wb, v0 + .27 * hb), (u0 + .36 * wb, v0 + .16 * hb)]]

# ------------------------------------------------------------------ muscles and tendons (v, lateral u, medial u)
M = dict(
    gastrocnemius_medial=spindle([(250, 10, 45.4), (225, 12, 44.2), (205, 14, 41.6), (190, 16, 39), (175, 18, 36), (160, 20, 32.4), (148, 21, 29.2), (138, 22, 26.4)]),
    gastrocnemius_lateral=spindle([(250, -55.6, -36), (230, -54.6, -37), (212, -52.4, -38), (198, -50, -39.5), (186, -47.4, -41), (176, -45, -43)]),
    soleus_medial=spindle([(250, 8, 25.6), (230, 8, 28), (210, 7.6, 30), (190, 7, 31.2), (170, 6, 31), (150, 5, 29), (130, 5, 25.2), (112, 5, 21), (98, 5, 17.6), (86, 6, 14.8), (76, 8, 12.7), (67, 10, 11.4)]),
    soleus_lateral=spindle([(250, -52, -40), (225, -51.6, -40), (205, -50.4, -39), (185, -48.4, -38), (165, -45.6, -37), (148, -43, -36.6), (128, -40, -35.8), (112, -37.4, -35.4), (102, -36, -35.4)]),
    flexor_digitorum_longus=spindle([(120, 6, 12), (105, 6, 14.2), (90, 6, 15.2), (76, 8, 15.8), (62, 9, 16.6), (50, 11, 17.8), (40, 14, 20), (32, 18, 23)]),
    tibialis_anterior=spindle([(250, -14, 8.6), (220, -14, 7.6), (190, -13, 6.6), (160, -11.2, 5.6), (130, -8.4, 4.9), (108, -4.8, 5.2), (92, -1, 6.2), (78, 2.6, 7.8), (70, 4.6, 8.4), (64, 6, 8.3)]),
    extensor_digitorum_longus=spindle([(250, -34, -13), (215, -33, -12.4), (180, -31, -11.4), (145, -28.6, -10.4), (115, -25, -9.4), (90, -20.6, -8.2), (72, -17, -7.6), (58, -14.2, -7.8), (48, -12.4, -8.4), (42, -11.4, -9.4)]),
    extensor_hallucis_longus=spindle([(178, -11.8, -11.2), (160, -12.6, -9.4), (140, -12.4, -6.8), (118, -11.2, -3.6), (95, -9.2, -.2), (74, -6.6, 2.4), (58, -3.2, 3.6), (48, -.2, 4.2), (42, 1.6, 3.8)]),
    fibularis_tertius=spindle([(118, -26, -25.2), (108, -26.6, -21.6), (92, -25.6, -17.4), (74, -22.8, -14.6), (58, -19.8, -13.6), (46, -17.6, -13.8), (36, -16.4, -14.6)]),
    fibularis_longus=spindle([(250, -52, -33), (225, -51.6, -32.8), (200, -49.4, -32), (175, -46.2, -31), (150, -42.4, -30.4), (130, -39.2, -30.8), (112, -36.6, -31.6), (98, -35, -32.4), (88, -34, -33.2)]),
    fibularis_brevis=spindle([(160, -38, -31), (135, -38.4, -29.4), (108, -36.8, -27.8), (82, -35.2, -28), (58, -33.8, -28.8), (42, -32.8, -29.4), (32, -32, -30.2)]),
)
T = dict(
    tibialis_anterior_tendon=Band([(1, 132, .2), (1.6, 116, 3), (3.4, 94, 4.2), (6.2, 70, 4.8), (8.8, 48, 5), (10.8, 28, 5), (12.6, 14, 5), (15, 3, 5.2), (18, -7, 5.3), (21, -16, 5.4), (22.8, -22.6, 5.2), (23.4, -28, 3.6), (23.4, -32, .5)]),
    extensor_hallucis_longus_tendon=Band([(-2.6, 92, .2), (-1.4, 78, 2.2), (1, 56, 2.9), (3, 34, 3.1), (4.4, 18, 3.1), (6.4, 5, 3.1), (9.4, -6, 3), (12, -15.4, 3), (13.6, -24, 2.9), (13.8, -32, 2.9), (12.8, -38.4, 2.8), (11.4, -43.6, 3), (10.6, -47.2, .5)]),
    extensor_digitorum_longus_tendon=Band([(-17.4, 112, .2), (-16.4, 98, 2.8), (-13.8, 74, 4), (-11.8, 50, 5), (-10.9, 28, 5.4), (-10.6, 14, 6.1), (-10.7, 6, 7.2), (-10.8, 2.6, 7.8)]),
    edl2=Band([(-9.4, 14, 1.2), (-8, 5, 1.9), (-6.4, -6, 2), (-5.8, -16, 2), (-5.8, -27, 2), (-6.4, -35, 2.2), (-7.2, -41, 2.8), (-8, -47, 2), (-8.7, -51.6, .6)]),
    edl3=Band([(-9.6, 16, 1.4), (-9.8, 4, 1.9), (-11, -8, 2), (-13.4, -19, 2), (-15.8, -29.6, 2), (-17.4, -37.6, 2.2), (-18.6, -43, 2.8), (-19.6, -49, 2), (-20.2, -53, .6)]),
    edl4=Band([(-10.6, 14, 1.4), (-11.8, 2.4, 1.9), (-15.2, -10, 2), (-19.6, -21, 2), (-24, -31.6, 2), (-27.2, -40.4, 2.2), (-29, -46, 2.8), (-30.2, -51, 2), (-30.9, -54.6, .6)]),
    edl5=Band([(-11.6, 12, 1.4), (-13.8, 1, 1.9), (-19, -10.6, 2), (-25.4, -21.4, 2), (-31.8, -32, 2), (-36.6, -40.4, 2.2), (-39.4, -47.6, 2.8), (-40.5, -53, 2), (-41, -56.4, .6)]),
    fibularis_tertius_tendon=Band([(-18.4, 70, .2), (-17.6, 56, 2), (-16.6, 38, 2.6), (-16.4, 24, 2.7), (-17.2, 11, 2.8), (-20.2, -2, 2.8), (-25.4, -14, 2.8), (-30, -24, 3), (-33, -31, 4), (-34.8, -36, 4.2), (-36.2, -40.4, .8)]),
    fibularis_brevis_tendon=Band([(-32, 70, .2), (-31.4, 52, 3), (-30.8, 30, 4.2), (-30.6, 10, 4.4), (-30, -2, 4.4), (-28, -12, 4.2), (-27.4, -21, 4), (-30, -29, 4.2), (-34.6, -36.4, 4.8), (-38, -41.4, 5)]),
    fibularis_longus_tendon=Band([(-37, 150, .2), (-36.2, 132, 2.8), (-35, 108, 3.8), (-33.6, 80, 4), (-32.4, 54, 4.2), (-31.8, 30, 4.4), (-32, 10, 4.4), (-31.2, -3, 4.4), (-28.6, -15, 4.3), (-27.6, -26, 4.2), (-30.4, -33, 4.2), (-32, -37, 4)]),
)
EDB = Band([(-17.4, -12.2, 4), (-18.2, -16, 9), (-19.2, -21, 12.4), (-20.6, -26, 12), (-22.4, -30.6, 8), (-24, -34, 3.4), (-24.8, -35.8, 1)])
EHB = Band([(-18.2, -15.6, 3), (-13.6, -13.6, 6.4), (-7, -14.6, 7.4), (-.6, -18.4, 5.6), (4, -22.6, 3.2), (6.4, -25.6, 1.8)])
EB = dict(  # tendons of the short extensors
    extensor_hallucis_brevis_tendon=Band([(2, -20.6, .3), (5.4, -24.6, 1.8), (8.6, -30, 1.9), (10, -35, 2.1), (10.4, -39, .8)]),
    extensor_digitorum_brevis_tendon_2=Band([(-14.6, -21, .3), (-12.4, -26, 1.4), (-9.8, -31.6, 1.5), (-8.4, -36.4, 1.5), (-7.9, -40, .5)]),
    extensor_digitorum_brevis_tendon_3=Band([(-19.2, -26.6, .3), (-19.8, -31, 1.4), (-19.6, -36, 1.5), (-19.2, -40, 1.4), (-18.9, -42.6, .5)]),
    extensor_digitorum_brevis_tendon_4=Band([(-23.6, -31, .3), (-26.4, -35.4, 1.4), (-28.8, -40, 1.5), (-29.8, -44.4, 1.3), (-30, -46.6, .5)]),
)

# ------------------------------------------------------------------ ligaments
L = dict(
    anterior_tibiofibular_ligament=Band([(-13.6, 29.4, 11), (-18.6, 23.4, 9), (-23.8, 17.2, 9.4)]),
    anterior_talofibular_ligament=Band([(-23.6, 7.6, 7.6), (-18.4, 5.0, 5.8), (-12.6, 2.0, 7.4)]),
    calcaneofibular_ligament=Band([(-29, -1.6, 5.2), (-24.8, -9.6, 4.2), (-20.6, -18.4, 5.2)]),
    tibiotalar_ligament_anterior=Band([(16.8, 13.4, 5.6), (15.6, 7.6, 4.6), (14.6, 1.8, 6)]),
    tibionavicular_part_of_deltoid_ligament=Band([(20.2, 12.6, 6.6), (20.2, 2.4, 5.8), (19.8, -7.6, 8)]),
    tibiocalcaneal_ligament=Band([(24.6, 12.4, 5.6), (24.2, 1, 4.6), (22.4, -12, 5)]),
)

# ------------------------------------------------------------------ skin
SKIN = [
    (-57.6, 252, "^"), (-56.8, 232), (-54.6, 205), (-51, 178), (-46.9, 150), (-42.6, 120), (-38.8, 93), (-36.2, 68), (-35.4, 50), (-36.2, 34), (-38.4, 21), (-41, 10), (-41.4, 2), (-39.4, -6), (-36.8, -13.6), (-36.2, -20.4), (-37.8, -27),
    (-41.6, -33.6), (-46.2, -39.8), (-49.2, -46), (-50.2, -52.4), (-49.6, -58.6), (-46.6, -63.6), (-41.8, -65.6), (-37.8, -64.6), (-36.4, -64.2), (-34.6, -65.8), (-30.8, -66.8), (-27, -65.8), (-25.8, -65.2), (-24.2, -66.6), (-20.2, -67.6), (-15.8, -66.6), (-14.6, -65.8), (-13, -67.2),
    (-8.6, -68.2), (-3.6, -66.8), (-2, -65.6), (0.6, -67.6), (9.4, -69), (18, -67.4), (23.6, -62.6), (25.4, -56), (27.4, -50), (29.8, -44), (30.2, -38), (29.2, -31), (30, -25), (30.6, -20), (29.6, -12), (28.8, -5), (29.2, 2), (31.2, 9.6), (32.4, 16.4), (31.8, 23),
    (28.6, 32), (24.6, 43), (22.4, 57), (22.2, 74), (24.4, 96), (28.6, 122), (33.6, 150), (39.4, 180), (44.2, 206), (47.4, 232), (48.2, 252, "^")]
TOES = {1: (9.6, -55.4, 14.6, 13.2), 2: (-8.8, -57.4, 7.2, 10.4), 3: (-20.3, -57.6, 6.4, 9.6), 4: (-31, -57.6, 6.2, 8.8), 5: (-42, -56.8, 7.2, 8.6)}
NAILS = {1: (9.2, -55.6, 7.6, 4.6), 2: (-9, -58.2, 4.2, 3.2), 3: (-20.5, -58.8, 3.9, 3), 4: (-31.1, -59.4, 3.7, 2.8), 5: (-41.6, -60.8, 3.5, 2.5)}

# ------------------------------------------------------------------ nerves, vessels, retinacula
N = dict(
    anterior_tibial_vein_medial=Band([(-11.4, 252, 1.5), (-10.8, 200, 1.5), (-10, 150, 1.5), (-7.2, 100, 1.5), (-3.6, 62, 1.5), (-.6, 34, 1.5), (.9, 14, 1.5), (2.6, 0, 1.3), (5, -9, .9), (6, -12.4, .4)]),
    anterior_tibial_vein_lateral=Band([(-15.6, 252, 1.5), (-15, 200, 1.5), (-14.2, 150, 1.5), (-11.4, 100, 1.5), (-7.8, 62, 1.5), (-4.8, 34, 1.5), (-3.2, 14, 1.5), (-1.6, 0, 1.3), (1, -10, .9), (2.4, -13.8, .4)]),
    anterior_tibial_artery=Band([(-13.5, 252, 2.8), (-12.9, 200, 2.8), (-12.1, 150, 2.8), (-9.3, 100, 2.7), (-5.7, 62, 2.6), (-2.7, 34, 2.6), (-1.6, 20, 2.5), (-1.3, 16, 2.5)]),
    dorsalis_pedis_artery=Band([(-1.6, 20, 2.5), (-1.0, 12, 2.5), (.6, 0, 2.4), (2.8, -9, 2.3), (4.2, -15, 2.2), (4.9, -20, 2), (4.9, -23, 1.75)]),
    first_dorsal_metatarsal_artery=Band([(4.95, -21.6, 1.75), (4.1, -27, 1.55), (1.8, -33, 1.3), (1.2, -38.6, 1.1), (.8, -42.4, .4)]),
    deep_fibular_nerve=Band([(-17.2, 252, 1.4), (-16.8, 200, 1.4), (-16, 150, 1.4), (-13.2, 100, 1.4), (-9.6, 62, 1.4), (-6.3, 34, 1.4), (-4.8, 14, 1.4), (-3.4, 1, 1.4), (-.6, -9, 1.3), (1.8, -18, 1.2), (1.2, -27, 1.1), (-.2, -35, 1), (-.6, -41.6, .4)]),
    superficial_fibular_nerve=Band([(-31.4, 136, .4), (-29.8, 118, 1.3), (-26.2, 92, 1.4), (-22.2, 69, 1.4), (-21.1, 61, 1.36)]),
    medial_dorsal_cutaneous_nerve=Band([(-21.7, 66, .3), (-20.6, 60.4, .8), (-18.9, 53.6, 1.2), (-15.9, 40, 1.2), (-11.6, 24, 1.2), (-6.2, 7, 1.2), (.6, -6, 1.1), (9, -17, 1.1), (16.4, -28, 1), (19.6, -38, .9), (20.4, -46, .4)]),
    medial_dorsal_cutaneous_nerve_2=Band([(-3.6, 2, 1), (-5, -10, 1), (-8.2, -22, 1), (-11.2, -33, .9), (-12.8, -43, .4)]),
    intermediate_dorsal_cutaneous_nerve=Band([(-21.15, 61.4, 1.36), (-20.4, 53, 1.2), (-19.8, 42, 1.2), (-19.4, 22, 1.2), (-18.6, 6, 1.2), (-19.6, -8, 1.1), (-21.4, -20, 1.1), (-22.6, -31, 1), (-23.6, -40, .9), (-24.8, -48, .4)]),
    intermediate_dorsal_cutaneous_nerve_2=Band([(-20.6, -15, .9), (-25.6, -25, .9), (-30.8, -36, .9), (-34.6, -46, .8), (-35.8, -52, .4)]),
    saphenous_nerve=Band([(45, 252, 1.5), (41.3, 212, 1.5), (34.1, 166, 1.5), (26.5, 120, 1.4), (21.2, 84, 1.4), (19.8, 62, 1.4), (20.2, 50, 1.2), (21.4, 40, 1.1), (23, 30, 1.1), (24, 20, 1.1), (24.1, 7, 1.1), (24.7, -6, 1), (25.7, -16, 1), (25.5, -25, .9), (24.8, -33, .8), (24.4, -38, .4)]),
    saphenous_nerve_2=Band([(19.9, 68, .4), (20.15, 59, .9), (21.1, 51, 1), (23, 41.6, 1), (25.1, 32, 1), (26.5, 23, 1), (27, 15, .9), (26.8, 8, .8), (26.2, 2, .3)]),
    great_saphenous_vein=Band([(43.4, 252, 2.6), (39.6, 212, 2.6), (32.4, 166, 2.5), (24.9, 120, 2.5), (19.6, 84, 2.5), (18.2, 60, 2.5), (19.8, 42, 2.5), (22, 24, 2.5), (22.4, 9, 2.4), (22.8, -6, 2.3), (23.8, -17, 2.2), (23.2, -25, 2), (22.2, -31, 1.8), (22, -36, 1.4), (22.6, -40.6, .5)]),
    dorsal_venous_arch=Band([(23.4, -24, 1.6), (20.4, -28.4, 1.9), (14.4, -31.4, 1.8), (6, -32.4, 1.7), (-4.4, -32, 1.7), (-15, -35.2, 1.7), (-25, -38.8, 1.7), (-32, -39.2, 1.7), (-36.8, -36.6, 1.7), (-38.8, -33, 1.7)]),
    small_saphenous_vein=Band([(-44.6, -44.8, .4), (-43, -40.6, 1.3), (-40.6, -35.8, 1.7), (-37.4, -31, 1.9), (-34.9, -25.4, 2), (-33.6, -18, 2.1), (-33, -11, 2.2), (-32.4, -4, 2.3), (-31, 3, 2.3)]),
)
R = dict(
    superior_extensor_retinaculum=[Band([(-27.6, 50, 14.6), (-14, 54, 13), (0, 55, 12.4), (14.8, 52.6, 14)])],
    inferior_extensor_retinaculum=[Band([(-21.8, -16.4, 6), (-18.6, -8, 6.6), (-12, -.4, 7.4), (-3, 4.2, 7.6), (7.4, 9.6, 7), (19.4, 16.6, 8)]), Band([(-5.6, 2.4, 5), (2.4, 1.4, 6), (11.4, -3.4, 6.4), (20, -10.8, 6.4), (27.2, -19.4, 7)])],
)
SHEATHS = dict(  # id: (tendon, from, to) as fractions of the tendon's length
    tendinous_sheath_of_tibialis_anterior=[("tibialis_anterior_tendon", .36, .72)],
    tendinous_sheath_of_extensor_hallucis_longus=[("extensor_hallucis_longus_tendon", .2, .62)],
    tendinous_sheath_of_extensor_digitorum_longus=[("extensor_digitorum_longus_tendon", .52, .97)],
)
IOM = [(-17.4, 46), (-14.4, 48), (-11.2, 60), (-9.6, 92.7), (-8.2, 130), (-6, 178), (-7, 220), (-9, 264), (-30.2, 264), (-27.6, 220), (-23.6, 172), (-21.6, 120), (-21, 80), (-19, 58)]


# ------------------------------------------------------------------ assembly
def detail_path(lines):
    return "".join(d_bez(curve(l, False), False) for l in lines)


def big(g):
    return g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)


def open_line(g, hide):
    e = g.boundary.difference(hide)
    return "".join(d_line(list(q.simplify(.04).coords)) for q in getattr(e, "geoms", [e]) if q.length > .4)


def superell(u, v, a, b, n=2.6, lo=0, hi=360, k=48):
    out = []
    for i in range(k + 1):
        t = math.radians(lo + (hi - lo) * i / k)
        c, s = math.cos(t), math.sin(t)
        out.append((u + a * math.copysign(abs(c) ** (2 / n), c), v + b * math.copysign(abs(s) ** (2 / n), s)))
    return out


def sheath(b, a, z, r=.95):
    n = len(b.c)
    j = range(int(a * (n - 1)), int(z * (n - 1)) + 1)
    return unary_union([LineString([b.c[i], b.c[i + 1]]).buffer((b.w[i] + b.w[i + 1]) / 4 + r) for i in j[:-1]])


def build():
    s = Svg(VB)
    s.open("anterior", "view", view="anterior", side="right", frame="viewed along the foot")
    skin = poly(SKIN)
    # --- skin, toes from far to near
    s.open("skin", "layer")
    s.structure("skin_silhouette", "skin", d_bez(curve(SKIN)), "", d_poly(shade(skin, 3.2, -2.6)))
    for dgt in (5, 4, 3, 2, 1):
        u, v, a, b = TOES[dgt]
        g = Polygon(superell(u, v, a, b)).intersection(skin.buffer(-.2))
        u_line = LineString(superell(u, v, a, b, 2.6, 262 if dgt == 5 else 140, 264)).intersection(skin.buffer(-.9))
        s.open(f"toe_{dgt}", "skin")
        s.path(d_poly(g), "fill"); s.path(d_poly(shade(g, 1.4, -1.6)), "shade")
        s.path("".join(d_line(list(q.simplify(.05).coords)) for q in getattr(u_line, "geoms", [u_line]) if q.geom_type == "LineString" and q.length > 2), "detail")
        s.close()
        u, v, a, b = NAILS[dgt]
        nail = Polygon(superell(u, v + .2 * b, a, 1.15 * b, 2.4, 0, 180) + superell(u, v - .1 * b, a * 1.0, .9 * b, 3.2, 180, 360)).buffer(0)
        s.structure(f"nail_{dgt}", "skin nail", d_poly(nail))
    s.close()

    # --- bones, far to near
    s.open("bones", "layer")
    ph = lambda dg: [k for k in ("phalanx_prox_", "phalanx_mid_", "phalanx_dist_") if k + str(dg) in B]
    order = ["calcaneus", "talus", "fibula", "tibia", "navicular", "cuboid", "cuneiform_lateral", "cuneiform_intermediate", "cuneiform_medial"]
    for dg in (5, 4, 3):
        order += [f"metatarsal_{dg}"] + [k + str(dg) for k in ph(dg)]
    order += ["metatarsal_2", "sesamoid_lateral", "sesamoid_medial", "metatarsal_1"] + [k + "2" for k in ph(2)] + [k + "1" for k in ph(1)]
    cas = {"tibia": "c3", "fibula": "c1", "talus": "c1", "cuboid": "c1", "cuneiform_lateral": "c1", "metatarsal_3": "c1", "metatarsal_4": "c1"}
    for k in order:
        g = VIS[k]
        t = min(2.6, max(.7, 0.11 * math.sqrt(g.area)))
        small = "phalanx" in k or "sesam" in k
        s.structure(k, "bone", d_bez(curve(PTS[k])), cas.get(k, "c1" if small else "c2"), d_poly(shade(g, 1.8, -1) if "metatarsal" in k else shade(g, t, -t)), detail_path(DETAIL.get(k, [])))
    s.joint("talocrural_joint", joint(VIS["tibia"], VIS["talus"], 2.2))
    s.joint("distal_tibiofibular_syndesmosis", joint(VIS["tibia"], VIS["fibula"], 2.2).intersection(box(-40, 15, 0, 44)))
    hid = LineString(VIS["fibula"].exterior.coords).intersection(box(-18.4, 8, -10, 44)).intersection(VIS["tibia"].buffer(-.6))
    s.open("fibula_hidden", "bone hidden")
    s.path("".join(d_line(list(q.simplify(.05).coords)) for q in getattr(hid, "geoms", [hid]) if q.geom_type == "LineString" and q.length > 2), "detail")
    s.close()
    s.close()

    # --- ligaments
    s.open("ligaments", "layer")
    iom = poly(IOM).difference(VIS["tibia"].buffer(.3)).difference(VIS["fibula"].buffer(.3)).buffer(0)
    iom = big(iom)
    fib = "".join(lines_in(iom, [(-2, y), (-34, y - 26)], .3) for y in range(52, 296, 6))
    s.structure("interosseous_membrane_of_leg", "ligament", d_poly(iom), "", "", fib, "", "")
    for k, b in L.items():
        g = b.capped(.22)
        if k == "calcaneofibular_ligament":
            g = g.difference(unary_union([VIS[n] for n in ("fibula", "cuboid", "cuneiform_lateral")]).buffer(.5))
        if k == "tibiocalcaneal_ligament":
            g = g.difference(L["tibionavicular_part_of_deltoid_ligament"].poly.buffer(.4)).difference(VIS["navicular"].buffer(.4))
        if g.is_empty:
            continue
        g = big(g)
        n = max(2, round(max(b.w) / 1.7))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .1 * ((i * 7) % 3), 1 - .1 * ((i * 5) % 3)), 0) for i in range(n))
        s.structure(k, "ligament", d_poly(g), "", "", fib, "", b.sides(g))
    s.close()

    # --- deep vessels and nerve: under the muscles and tendons
    def vessel(k, c):
        s.structure(k, c, d_poly(N[k].poly), "c0" if c != "nerve" else "")

    def joined(cls, parts, casing="", hide=Polygon()):
        """Trunk and branches: casing first, outlines only where no other part lies, so that junctions melt."""
        G = {i: unary_union([N[k].poly for k in ks]) for i, ks in parts}
        if not hide.is_empty:  # the small saphenous vein passes behind the malleolus
            G["small_saphenous_vein"] = max(getattr((q := G["small_saphenous_vein"].difference(hide)), "geoms", [q]), key=lambda q: q.area)
        if casing:
            s.path(d_poly(unary_union(list(G.values()))), "casing " + casing)
        for i, g in G.items():
            rest = unary_union([q for j, q in G.items() if j != i] or [Polygon()]).buffer(.02)
            e = g.boundary.difference(rest)
            s.structure(i, cls, d_poly(g.difference(unary_union([q for j, q in list(G.items())[:list(G).index(i)]] or [Polygon()])).buffer(.04 if cls != "artery" else .3).intersection(g)), line="".join(d_line(list(q.simplify(.04).coords)) for q in getattr(e, "geoms", [e]) if q.length > .4))
    s.open("vessels_nerves", "layer", depth="deep")
    for k in ("anterior_tibial_vein_medial", "anterior_tibial_vein_lateral"):
        vessel(k, "vein")
    joined("artery", [("first_dorsal_metatarsal_artery", ["first_dorsal_metatarsal_artery"]), ("anterior_tibial_artery", ["anterior_tibial_artery"]), ("dorsalis_pedis_artery", ["dorsalis_pedis_artery"])], "c0")
    vessel("deep_fibular_nerve", "nerve")
    s.close()

    # --- muscles with their tendons, deep to superficial
    s.open("muscles", "layer")

    def belly(key, g=None, id=None, cls="anterior"):
        b = M[key] if isinstance(key, str) else key
        g = b.poly if g is None else g
        n = max(2, round(max(b.w) / 4.2))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .02 + .07 * (i % 2), .97 - .1 * ((i + 1) % 3)), .5) for i in range(n))
        s.open(id or f"{key}_belly", "muscle " + cls)
        s.path(d_poly(g), "casing c1"); s.path(d_poly(g), "fill")
        s.path(d_poly(shade(g, 2.2, -.6)), "shade"); s.path(fib, "detail"); s.path(d_poly(g), "line")
        s.close()

    def tendon(k, id=None, minus=None, casing="c0", b=None):
        b = b or T[k]
        g = b.poly if minus is None else big(b.poly.difference(minus)) if k in T else b.poly
        multi = b.poly if minus is None else b.poly.difference(minus)
        if minus is not None and multi.geom_type == "MultiPolygon":
            g = unary_union([q for q in multi.geoms if q.area > 4])
        ls = () if max(b.w) < 3.4 else (0,) if max(b.w) < 4.4 else (-.33, .33) if max(b.w) < 7 else (-.5, 0, .5)
        for sid, parts in SHEATHS.items():
            if parts[-1][0] == k:
                sh = unary_union([sheath(T[n], a, z) for n, a, z in parts])
                s.structure(sid, "sheath", d_poly(sh), "c0", line="")
        s.open(id or k, "tendon")
        s.path(d_poly(g if k[:3] != "edl" else b.poly.difference(T["extensor_digitorum_longus_tendon"].poly.buffer(.4))), "casing " + casing); s.path(d_poly(g), "fill")
        if max(b.w) > 3.9:
            s.path(d_poly(shade(g, .8, 0 if k.endswith("longus_tendon") else -.5)), "shade")
        s.path("".join(lines_in(g, b.rail(t, .06, .97), .25) for t in ls), "detail"); s.path(open_line(g, T["extensor_digitorum_longus_tendon"].poly.buffer(.2)) if k[:3] == "edl" else b.sides(g) if b.w[-1] > 1.4 and minus is None else d_poly(g), "line")
        s.close()

    tib, fibu = VIS["tibia"].buffer(.5), VIS["fibula"].buffer(.5)
    s.open("flexor_digitorum_longus"); belly("flexor_digitorum_longus", big(M["flexor_digitorum_longus"].poly.difference(tib)), cls="posterior deep"); s.close()
    s.open("triceps_surae")
    s.open("gastrocnemius")
    belly("gastrocnemius_medial", big(M["gastrocnemius_medial"].poly.difference(tib)), "gastrocnemius_medial_head", "posterior")
    belly("gastrocnemius_lateral", None, "gastrocnemius_lateral_head", "posterior")
    s.close()
    s.open("soleus")
    belly("soleus_medial", big(M["soleus_medial"].poly.difference(tib)), "soleus_belly_medial_edge", "posterior")
    belly("soleus_lateral", None, "soleus_belly_lateral_edge", "posterior")
    s.close()
    s.close()
    lowfront = unary_union([VIS[k] for k in ("fibula", "cuboid", "metatarsal_5", "metatarsal_4")]).buffer(.3)
    s.open("fibularis_brevis"); belly("fibularis_brevis", cls="lateral"); tendon("fibularis_brevis_tendon", minus=unary_union([VIS["fibula"], VIS["metatarsal_5"]]).buffer(.3)); s.close()
    s.open("fibularis_longus"); belly("fibularis_longus", cls="lateral"); tendon("fibularis_longus_tendon", minus=unary_union([lowfront, T["fibularis_brevis_tendon"].poly.intersection(box(-60, -60, 0, 4)).buffer(.3)])); s.close()
    s.open("extensor_hallucis_brevis"); belly(EHB, EHB.poly, "extensor_hallucis_brevis_belly", ""); tendon("extensor_hallucis_brevis_tendon", b=EB["extensor_hallucis_brevis_tendon"], casing="c0"); s.close()
    s.open("extensor_digitorum_brevis"); belly(EDB, EDB.poly, "extensor_digitorum_brevis_belly", "")
    for d in (2, 3, 4):
        k = f"extensor_digitorum_brevis_tendon_{d}"
        tendon(k, b=EB[k], casing="c0")
    s.close()
    s.open("extensor_hallucis_longus"); belly("extensor_hallucis_longus", cls="anterior deep"); tendon("extensor_hallucis_longus_tendon"); s.close()
    s.open("fibularis_tertius"); belly("fibularis_tertius"); tendon("fibularis_tertius_tendon"); s.close()
    s.open("extensor_digitorum_longus")
    belly("extensor_digitorum_longus"); tendon("extensor_digitorum_longus_tendon")
    for dgt in (5, 4, 3, 2):
        tendon(f"edl{dgt}", f"extensor_digitorum_longus_tendon_{dgt}", T["extensor_digitorum_longus_tendon"].poly.buffer(-.05), "c0")
    s.close()
    s.open("tibialis_anterior"); belly("tibialis_anterior"); tendon("tibialis_anterior_tendon"); s.close()
    s.close()

    # --- retinacula (under the superficial nerves and vein)
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
    s.open("vessels_nerves_superficial", "layer", depth="superficial")
    joined("nerve", [("saphenous_nerve", ["saphenous_nerve", "saphenous_nerve_2"])])  # behind and medial to the vein
    joined("vein", [("great_saphenous_vein", ["great_saphenous_vein"]), ("dorsal_venous_arch_of_foot", ["dorsal_venous_arch"]), ("small_saphenous_vein", ["small_saphenous_vein"])], hide=unary_union([VIS["fibula"], T["fibularis_longus_tendon"].poly, T["fibularis_brevis_tendon"].poly]).buffer(.3))
    s.open("superficial_fibular_nerve")
    joined("nerve", [("superficial_fibular_nerve_trunk", ["superficial_fibular_nerve"]), ("medial_dorsal_cutaneous_nerve", ["medial_dorsal_cutaneous_nerve", "medial_dorsal_cutaneous_nerve_2"]), ("intermediate_dorsal_cutaneous_nerve", ["intermediate_dorsal_cutaneous_nerve", "intermediate_dorsal_cutaneous_nerve_2"])])
    s.close()
    s.close()
    s.close()
    return s


def drawings():
    """Name -> drawing."""
    return {"anterior": build()}


def outlines():
    """The whole outline of each bone, hidden parts included, as a ring of points in mm."""
    out = {}
    for k in B:
        g = POLY[k]
        g = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
        out[k] = [[round(u, 2), round(v, 2)] for u, v in list(g.exterior.coords)[:-1]]
    return {"anterior": out}
