"""Right leg, ankle and heel, posterior view. u = lateral (right), v = superior, mm; origin = talocrural centre.
Landmarks Lxx: landmarks.csv at the ankle and foot, landmarks_leg_profile.csv (knee untwisted, 0.1235 deg per mm) above. '^' = corner."""
import math
from shapely.geometry import Polygon, LineString, box
from shapely.ops import unary_union
from art.atlas_kit import *

VB = (-90, -396, 180, 468)

# ------------------------------------------------------------------ bones
B = {}
B["femur"] = [
    (-22, 430, "^"), (-22.6, 415), (-26, 402), (-34.5, 391.5), (-43.2, 385.4, "adductor tubercle"), (-47.4, 380), (-48.5, 374.1, "L84 medial epicondyle"), (-47.8, 364), (-46.4, 354.5), (-43, 346.4), (-38.4, 342), (-32.9, 340.8, "L86 medial condyle"),
    (-25.6, 342), (-19.2, 345.4), (-14.8, 350.2), (-9.6, 353), (-3, 353.8, "fossa, front edge"), (3.6, 353), (8.8, 350.4), (14.2, 347.8), (20.4, 346.4), (26.8, 346.9, "L88 lateral condyle"), (32.2, 350.4), (35.4, 357), (36.4, 364.5),
    (35.7, 371.2, "L85 lateral epicondyle"), (33.6, 379), (28.6, 388.6), (21.6, 397.6), (16.6, 408), (14.6, 418), (14, 430, "^")]
B["tibia"] = [
    (-19.8, 7.2, "L01 tip of medial malleolus"), (-23.6, 9.0), (-26.6, 13), (-28.4, 18.8, "L02"), (-28, 23), (-26.4, 27.4, "5 %"), (-22.6, 33.6), (-18.6, 40.6, "10 %"), (-14.6, 53), (-11.8, 70), (-10.3, 93, "25 %"), (-10.1, 130), (-10.9, 178, "50 %"), (-11.2, 222),
    (-12.2, 262, "75 %"), (-14.8, 284), (-20.2, 302), (-27.6, 315, "90 %"), (-35.4, 324), (-39, 330.6, "L10 medial condyle"), (-39.2, 334.8), (-37.2, 338.2), (-32, 339.3, "plateau"), (-24, 339.8), (-16.6, 342.2), (-11.8, 346), (-9.1, 347.5, "L12"), (-6, 346.2),
    (-2.4, 346.4), (.6, 348.6), (2.6, 349.4, "L13"), (5.2, 347.6), (9.4, 344.9), (16, 344.2), (26, 344.4, "plateau"), (33.2, 342.8), (37.6, 338.6), (38.5, 333, "L11 lateral condyle"), (36.6, 325.6), (31, 317.6), (25, 307), (19.8, 294), (16.4, 280), (14.4, 262, "75 %"),
    (12, 222), (9.3, 178, "50 %"), (8.9, 130), (9.8, 93, "25 %"), (11.2, 66), (13.2, 48), (15.6, 38, "10 %"), (18.8, 31, "L08/L09 tubercles"), (18.9, 25.6), (17.0, 19.6), (13.4, 15.8), (8, 14.5, "posterior lip"), (0, 14.6, "L06"), (-5.6, 14.9), (-9.4, 14.2), (-12.2, 12.2), (-14, 9.4), (-16.6, 7.6)]
B["fibula"] = [
    (32.2, -3.7, "L16 apex"), (35.2, -1.2), (37.1, 3.8, "L17"), (36.6, 9.4), (35, 13.6, "5 %"), (32.2, 21), (30, 30, "10 %"), (28.7, 45), (28.4, 80, "25 %"), (29.4, 125), (30, 164, "50 %"), (31, 210), (32.2, 248, "75 %"), (33, 272), (34, 292, "90 %"), (36.6, 306), (39.8, 316.6), (39.6, 323.6, "head"),
    (36, 328), (32, 330.8), (28.5, 332.5, "L20 apex of head"), (24.2, 330.4), (21, 325), (20.4, 318), (21.8, 307), (22.4, 296, "90 %"), (21.6, 276), (20.6, 248, "75 %"), (18.6, 210), (17.4, 164, "50 %"), (18, 125), (18.7, 80, "25 %"), (17.2, 52), (15.2, 31, "10 %"), (14.8, 20), (15.5, 12.6, "5 %"), (17.4, 6.6), (20.4, 2.4, "2 %"), (24.6, -.6), (28.4, -2.8)]
B["talus"] = [
    (-11.3, 18.1, "L22"), (-5, 17.8), (3.3, 17.6, "L24"), (8, 18.4), (11.8, 19.1, "L23"), (14, 18.4, "L32"), (15.2, 14), (16, 8), (17.6, 1.2), (20.8, -5.4), (23.3, -10.4, "L29 lateral process"), (21.6, -13), (16, -13.4), (9, -13.4), (2, -15.4), (-4, -17.8),
    (-9.4, -18.3, "head, plantar"), (-15.4, -16.6), (-20.4, -12.4), (-23.2, -6.4, "head, medial"), (-23, -.8), (-20.4, 3.8), (-16.8, 7.4), (-14.5, 9.9, "L33"), (-13.8, 14.6)]
TALUS_BODY = [  # the part that hides the calcaneus: body with posterior process, groove of flexor hallucis longus
    (-12.8, 17), (12, 18), (16, 8), (17.2, 1), (18.6, -5), (17.6, -9.4), (14, -10.8), (10.4, -11.6), (6.8, -12.2, "lateral tubercle"), (3.2, -11), (.8, -8.8), (-1.4, -8.2, "groove"), (-3.4, -9.2), (-6.2, -10.8), (-9.6, -10.4, "medial tubercle"), (-12.6, -7.2), (-14.8, -1.4), (-15, 7)]
B["calcaneus"] = [
    (-17.9, -6.2, "L43 sustentaculum"), (-13, -7.4), (-7, -9.4), (-1, -9.2), (6, -8.7, "posterior facet"), (12, -9.8), (17.2, -12.6), (20.6, -16.6), (22.2, -21.4), (22.7, -25.8, "L40 fibular trochlea"), (21.9, -31), (21.4, -38), (20.9, -45), (19.6, -51), (16.8, -55.4), (14.2, -56.3, "L38 lateral process"), (10.2, -55.4),
    (6, -54.6), (2.2, -55.4, "L37 medial process"), (-3.6, -54.8), (-7.8, -51.2), (-9, -45.6), (-7.8, -39), (-5.8, -33), (-6.2, -28), (-10.4, -24), (-15.8, -21.4), (-20, -18.2), (-21.8, -13.3, "L39"), (-20.9, -8.8)]
B["navicular"] = [(-4.1, 3.2, "L46"), (-12, 1.4), (-19, -3.6), (-23.8, -11), (-26.2, -18.4), (-26.9, -24.2, "L45 tuberosity"), (-24, -28), (-17, -26.6), (-8, -22.6), (1, -19.6), (8.4, -14.4), (11.2, -7.6), (7.6, -.4), (2, 2.6)]
B["cuneiform_medial"] = [(-11.6, -5.8, "L51"), (-16.6, -8.4), (-21.4, -14.6), (-24.4, -22, "L55"), (-23.8, -29.6), (-19.6, -36.4), (-12.3, -39.7, "L54"), (-7.6, -36.6), (-6.4, -28), (-5.4, -18), (-6.4, -9.6)]
B["metatarsal_1"] = [(-11.2, -13.2, "L56"), (-16.6, -16.2), (-19.8, -23.4), (-21.2, -30.4), (-24.2, -34.4), (-26, -39.5, "L60"), (-25.4, -45.6), (-21.6, -50), (-13.1, -51.6, "L58"), (-6, -49.8), (-3, -44), (-3.4, -36.6), (-2.6, -29), (-3.4, -21), (-6.4, -15.4)]
B["cuboid"] = [(15.1, -11.2, "L50"), (21.4, -12.8), (27.4, -18.6), (31.2, -26.6), (32.8, -35.6, "L49"), (29.4, -39.8), (24.6, -42.4), (19.3, -43.2, "L47"), (12.4, -40.6), (6, -35), (2, -28), (1.6, -20), (7, -13.4)]
B["metatarsal_4"] = [(24.2, -22.7, "L67"), (30, -25), (32.2, -31), (33, -38), (34.8, -43.6), (34.8, -49.4), (32, -53.4), (27.7, -54.9, "L69"), (23, -52.2), (21.2, -46.6), (20.6, -39), (17.4, -34), (18.6, -26.4)]
B["metatarsal_5"] = [(32.4, -30.9, "L70"), (37.6, -32.6), (40.8, -38), (43.4, -43.2), (45, -47.4, "L74"), (44.6, -52), (42, -55.4), (38.6, -56.3, "L72"), (34.6, -54), (32.2, -50.2), (27.4, -48.2), (23.4, -43.6), (23, -37), (26.6, -32.4)]

POLY = {k: poly(v) for k, v in B.items()}
body = poly(TALUS_BODY)
VIS = dict(POLY, calcaneus=POLY["calcaneus"].difference(body.buffer(.55)).buffer(-.1).buffer(.1))
BONES = ["metatarsal_1", "cuneiform_medial", "metatarsal_4", "metatarsal_5", "navicular", "cuboid", "talus", "calcaneus", "femur", "tibia", "fibula"]

DETAIL = {
    "femur": [[(-14.8, 350.2), (-12, 357), (-12.6, 365.6), (-17, 373.4), (-25, 378), (-34, 378.6), (-42, 375)], [(8.8, 350.4), (6.2, 357), (6.8, 365.6), (11.2, 373), (18.6, 377), (26.4, 376.4), (32, 372)],
              [(-12.4, 367.6), (-7.6, 370.8), (-2.8, 371.6), (2.4, 370.8), (6.8, 368)], [(-23.4, 402), (-29.6, 392), (-36, 385.8)], [(15, 403), (20.6, 393), (25.4, 386)]],
    "tibia": [[(-34.6, 335.2), (-26, 333.6), (-17, 334.2), (-10.6, 337.2)], [(9, 338.4), (17, 338.2), (25, 338.4), (32.8, 337.2)], [(-10.6, 337.2), (-6.4, 333), (-2, 331.8), (3.6, 333.4), (9, 338.4)],
              [(17.6, 313), (8, 297), (-1, 281), (-7.4, 266), (-10, 252)], [(3.6, 271), (2.2, 250), (1.2, 226)], [(14.6, 60), (13.6, 46), (15.2, 36)], [(-15.4, 32), (-16.2, 24), (-17.4, 16.6), (-19, 10.6)], [(-10.2, 29), (-11, 22), (-11.4, 15.8)]],
    "fibula": [[(24.2, 20), (22.6, 11), (24.2, 4.4), (27.6, .6)], [(31.2, 17), (31.4, 9), (31.4, 2.6)], [(25.2, 300), (24.4, 262), (23.4, 216), (22.6, 172), (23.2, 130)], [(23.6, 323.4), (28, 320.6), (34, 321.4), (37.4, 319.4)]],
    "talus": [[(-10.6, 7.2), (-4, 5.8), (3, 6.2), (10, 7.6), (15.4, 9.4)], [(1.2, -8.4), (1.6, -4.6), (3.6, -1)], [(-3.4, -9), (-4.4, -5), (-3, -1.4)]],
    "calcaneus": [[(-5.4, -28), (-4.8, -23), (-1, -19.6), (6, -18.2), (12.4, -18.8), (17.2, -21.4), (19, -27), (19.6, -34)], [(-7.2, -40.2), (-1, -43), (7, -43.8), (14, -42.6), (20.4, -40)], [(-8, -24.6), (-12, -20.6), (-17.6, -17.6)], [(8.8, -55), (9.6, -51.6)]],
}


class Lev:
    """Muscle or tendon by levels (v, left, right): smooth outline and fibres that follow both edges."""

    def __init__(self, L, top=None, tip=None):
        self.L = L
        p = [(l, v) for v, l, r in L] + ([tip] if tip else []) + [(r, v) for v, l, r in L][::-1] + ([top] if top else [])
        self.poly = poly(p)
        self.ends = ([top] if top else []), ([tip] if tip else [])

    def fibre(self, t, a=0.0, b=1.0):
        c = sample(curve([(l + (r - l) * t, v) for v, l, r in self.L], False), 8)
        n = len(c) - 1
        return c[int(a * n):int(b * n) + 1]


M = dict(
    gastrocnemius_medial_head=Lev([(385, -36.6, -27.6), (377, -39.6, -23.4), (363, -42.6, -17), (345, -45.4, -9.8), (328, -47.6, -3.8), (313, -49.4, -1), (290, -51.6, -.2), (265, -53, -.2), (238, -51.8, -.4), (211, -47.4, -.8), (188, -41, -1.2), (169, -33.6, -2.4), (153.6, -26, -5), (143, -19.2, -8.8)], (-32.4, 388), (-13.6, 138.4)),
    gastrocnemius_lateral_head=Lev([(383, 21.4, 30.4), (375, 18.6, 33.6), (361, 13.8, 37.4), (343, 8.2, 40.4), (326, 3.2, 42.6), (312, 1.2, 44.2), (290, .4, 46.4), (268, .3, 48), (246, .4, 47.8), (222, .8, 45.2), (200, 1.6, 40.2), (183, 3, 33.6), (171, 6.4, 26.2)], (26.2, 386), (15.2, 163.2)),
    tibialis_posterior=Lev([(282, 7, 14), (274, 5, 17), (258, 3, 18.8), (235, 2, 19.2), (200, 1.4, 18.6), (165, .4, 17.6), (135, -2, 15.6), (110, -5, 12.4), (92, -7.6, 8), (80, -9.4, 3)], (10.8, 285.6), (-8, 71)),
    flexor_digitorum_longus=Lev([(258, -10.4, -4), (246, -12.6, .4), (220, -14.6, 4), (190, -15.4, 5.4), (160, -15.6, 4.6), (130, -15.4, 2.6), (105, -14.8, -.8), (85, -15, -4.8), (68, -15.4, -8.6), (56, -15.6, -11.4)], (-8, 263), (-14, 48)),
    flexor_hallucis_longus=Lev([(232, 18, 25), (218, 15, 29), (195, 11.4, 31), (165, 8.6, 31), (135, 7, 29.4), (108, 5.6, 26.8), (82, 3.8, 23.6), (60, 2, 20), (42, .3, 15.8), (28, -1, 11.6), (17, -1.8, 7.4)], (21.6, 237), (1.4, 9)),
    fibularis_longus=Lev([(325, 35.4, 41.4), (315, 34.6, 44.2), (300, 34, 46.2), (275, 33.4, 46.8), (250, 32.8, 45.8), (225, 32, 43.4), (200, 31.2, 40.6), (175, 30.6, 37.8), (155, 30.2, 35.6), (141, 30.2, 33.6)], (38.4, 330), (31.6, 129)),
    fibularis_brevis=Lev([(172, 27, 31.6), (150, 26, 34), (125, 24.8, 35), (100, 23.6, 34.4), (75, 22.6, 32.8), (50, 22, 31), (30, 22.4, 29.8), (18, 23.6, 28.4)], (29.6, 182), (26.2, 10)),
)
SOLEUS = [(28, 322.6), (35, 321), (40.6, 312), (46.4, 293), (50.4, 264), (50, 234), (46.4, 198), (39.6, 158), (31, 118), (23.6, 84), (18.6, 60), (15, 45.4), (11.6, 36), (8.6, 31.8), (4, 30.6), (0, 31.6), (-3, 32.4), (-6, 37.4), (-9, 46), (-12.6, 60), (-20, 88), (-29, 121), (-37.8, 159), (-45, 197), (-48, 229), (-46.6, 250), (-40.4, 265), (-30, 276), (-18, 283.4), (-8, 288),
          (-1, 289), (6, 289.4), (12, 293.6), (17.6, 302), (22, 313)]
ARCH = Band([(-13, 285.4, .6), (-5, 288.4, 2.6), (2, 288, 3), (8.4, 289.6, 3), (14, 295, 3), (19, 304, 2.6), (23.4, 315, .6)])
POPLITEUS = [(33.6, 361), (32.8, 366), (27, 364.6), (17, 356.6), (4, 348.6), (-10, 341), (-22, 332.6), (-25.4, 324), (-22, 307), (-16, 288), (-12.2, 268), (-10, 259), (-6.4, 266), (.6, 281), (9, 297), (17.6, 314), (24.4, 332), (30, 349)]
TC = Lev([(250, -3, 4), (222, -14, 14), (204, -26, 24), (184, -29.6, 27), (162, -27.6, 26), (140, -21.6, 22.4), (120, -15.6, 19), (100, -10.6, 16.2), (80, -6.6, 13.6), (60, -3.8, 11.6), (40, -2.2, 10.4), (20, -1.6, 10.6), (4, -2.2, 12.4), (-10, -3.8, 15.2), (-20, -5, 17.6), (-28, -5.4, 18.6), (-36, -3.4, 17.4)], (.4, 262), (7.2, -41.6))
TSOL = Lev([(258, .7, 2.1), (236, -.2, 3), (208, -1.8, 4.6), (180, -4.6, 7.6), (150, -8, 11.2), (120, -9.4, 13.2), (92, -7.4, 12.8), (62, -3.2, 10.8), (40, -1.4, 9.6), (20, -.8, 9.8), (4, -1.4, 11.6), (-10, -3, 14.4), (-20, -4.2, 16.8), (-28, -4.6, 17.8), (-36, -2.6, 16.6)], (1.4, 274), (7.2, -40.6))
ORIGIN = dict(  # aponeuroses of origin on the backs of the two heads
    gastrocnemius_medial_head=[(-32.4, 387), (-36, 384.6), (-39, 377.6), (-41.9, 364), (-44.7, 346), (-46.4, 333), (-45, 326.6), (-43.4, 336), (-40.6, 348), (-37.4, 362), (-33.4, 376), (-30.8, 384)],
    gastrocnemius_lateral_head=[(26.4, 385), (30, 382.2), (33, 374.8), (36.7, 361), (39.8, 343.4), (41.6, 330), (40.2, 324.6), (38.4, 333), (35.8, 345), (32.4, 359), (28.4, 373), (25.8, 381.6)],
)
PLANT = Band([(27.8, 384, .4), (26.6, 380, 5), (25, 374, 9.4), (20.6, 364, 11.6), (13.4, 351, 9), (8, 342, 4.4), (5.4, 337.4, 1.6)])
T = dict(
    plantaris_tendon=Band([(8, 342.4, .4), (5, 335.6, 2.2), (-.6, 318, 2.3), (-7, 296, 2.3), (-14, 268, 2.3), (-20, 234, 2.3), (-22.8, 200, 2.3), (-22, 165, 2.3), (-18, 132, 2.2), (-12.8, 100, 2.2), (-8.6, 72, 2.2), (-5.4, 44, 2.2), (-3.4, 18, 2.2), (-3.2, 4, 2.2), (-4.8, -10, 2.3), (-6.1, -20, 2.4), (-6.5, -28, 2.6), (-5.6, -34, 2.7), (-4.7, -37.4, 2.8)]),
    tibialis_posterior_tendon=Band([(4, 142, .3), (2, 118, 3), (-2.4, 96, 4.2), (-7.4, 80, 4.6), (-12.6, 66, 4.8), (-17, 53, 4.8), (-19.4, 41, 4.8), (-21.2, 28, 5), (-22.2, 16, 5), (-22.2, 6, 5), (-22.2, -4, 5), (-23.2, -13, 4.8), (-25, -21.4, 4)]),
    flexor_digitorum_longus_tendon=Band([(-6.6, 160, .3), (-7.8, 130, 2.8), (-10, 98, 3.6), (-12.2, 72, 4), (-14, 50, 4.2), (-15.8, 30, 4.4), (-16.8, 15, 4.4), (-17.2, 3, 4.4), (-18.4, -8, 4.4), (-19.2, -16, 4.2), (-18, -24, 3.6)]),
    flexor_hallucis_longus_tendon=Band([(13, 140, .3), (10.2, 106, 2.8), (6.8, 72, 3.8), (3.8, 45, 4.4), (1.2, 22, 4.6), (-.6, 5, 4.6), (-1.4, -4.6, 4.6), (-3.6, -12.4, 4.6), (-8, -18.4, 4.4), (-12.4, -22.4, 3.6)]),
    fibularis_longus_tendon=Band([(38.6, 214, .3), (36, 175, 3), (33.6, 138, 4), (31.6, 100, 4.4), (30.4, 64, 4.6), (30.2, 34, 4.8), (30.6, 13, 4.8), (30.6, -2, 4.8), (29.4, -13, 4.8), (28.6, -23, 4.6), (30, -31, 4.4), (33.4, -37.4, 3.6)]),
    fibularis_brevis_tendon=Band([(29.2, 84, .3), (28, 56, 3), (26.4, 30, 4), (26.2, 12, 4.4), (27.2, -1, 4.4), (29.6, -10.6, 4.4), (32.4, -18.6, 4.4), (35.2, -27, 4.2), (37.2, -34, 3.6)]),
)
L = dict(
    posterior_tibiotalar_part_of_deltoid_ligament=Band([(-17, 11.6, 5), (-14.4, 5, 7), (-10.8, -3.6, 8.4)]),
    tibiocalcaneal_part_of_deltoid_ligament=Band([(-22, 10.6, 4.6), (-21.4, 1.4, 5.4), (-19.6, -9.4, 6.8)]),
    posterior_talocalcaneal_ligament=Band([(7, -9, 4.4), (7.6, -16, 5.6)]),
    inferior_transverse_tibiofibular_ligament=Band([(-6, 16.4, 2.4), (4, 16, 3.2), (13, 14, 3.8), (20.4, 9.4, 3.8)]),
    posterior_tibiofibular_ligament=Band([(12.6, 30.4, 7), (17, 25, 7.6), (22.4, 18, 7.6)]),
    posterior_talofibular_ligament=Band([(22.4, 4, 4.6), (15, -.6, 5), (7.8, -5, 5.2)]),
    calcaneofibular_ligament=Band([(30.6, -1, 4.6), (27, -10.6, 5), (21.2, -22.6, 5.8)]),
)
R = dict(
    flexor_retinaculum=[Band([(-26.2, 14.6, 13), (-20, 2, 14.6), (-14, -12, 15.6), (-10, -26, 15.6)])],
    superior_fibular_retinaculum=[Band([(35.4, 5.6, 9.6), (29.8, -4.4, 10.4), (22.2, -20, 11.6)])],
)
NV = dict(  # deep vessels and nerve
    popliteal_artery=("artery", [(-5.6, 402, 3.6), (-5.4, 372, 3.6), (-4.8, 345, 3.4), (-3.2, 318, 3.3), (-.2, 296, 3.2), (1.2, 280, 3), (.2, 262, 2.7)]),
    anterior_tibial_artery=("artery", [(-.4, 300, 2), (3, 293, 2.2), (8.4, 288.8, 2.1), (14.6, 287.4, 1.8), (20, 286, .5)]),
    fibular_artery=("artery", [(1.2, 272, 2.4), (5.6, 258, 2.3), (11.6, 242, 2.2), (16, 222, 2.2), (18.4, 195, 2.1), (18.6, 160, 2), (17.6, 120, 1.9), (16.8, 85, 1.8), (16.4, 55, 1.7), (17.2, 35, 1.6), (19.4, 18, 1.4), (20.4, 4, 1.2), (20.4, -7, .8), (19.6, -14.6, .3)]),
    posterior_tibial_artery=("artery", [(1.2, 280, 3), (.2, 262, 2.7), (-1.4, 235, 2.6), (-2.2, 205, 2.6), (-2.6, 175, 2.5), (-3.4, 140, 2.5), (-5, 105, 2.4), (-7.4, 75, 2.4), (-9.6, 50, 2.4), (-11.2, 30, 2.4), (-12.2, 15, 2.3), (-12.8, 2, 2.2), (-13.2, -8, 1.9), (-14.6, -18, .3)]),
    posterior_tibial_veins=("vein", [(1.4, 293, 3.5), (-.6, 280, 3), (-2.8, 258, 2.2), (-4.2, 225, 2), (-5, 190, 2), (-5.6, 150, 2), (-7.2, 110, 2), (-9.8, 75, 2), (-12, 50, 2), (-13.4, 30, 1.8), (-14, 15, 1.6), (-14.8, 0, 1.4), (-15.4, -10, .6)]),
    popliteal_vein=("vein", [(.2, 402, 5.2), (.3, 372, 5.2), (.6, 345, 4.8), (1.8, 320, 4.3), (2.2, 304, 3.9), (1.2, 291.5, 3.4)]),
    lateral_plantar_nerve=("nerve", [(-8.2, 11.5, 1.5), (-8, 4.6, 1.75), (-9.1, -8, 1.8), (-10.5, -18, 1.5), (-12, -27, .2)]),
    medial_plantar_nerve=("nerve", [(-9.1, 11.5, 1.5), (-10.2, 4.6, 1.7), (-11.6, -8, 1.6), (-13.4, -18, 1.5), (-16, -25, .2)]),
    medial_calcaneal_branches_of_tibial_nerve=("nerve", [(-7.6, 24, .6), (-6.5, 13, 1.1), (-6.3, 0, 1.1), (-7, -12, 1.1), (-8.3, -23, 1), (-8.3, -33, .9), (-6.6, -42, .7), (-4.2, -48.6, .3)]),
    tibial_nerve=("nerve", [(5.6, 402, 3.8), (5.2, 376, 3.6), (3.6, 350, 3.4), (.2, 326, 3.2), (-3, 308, 3), (-4, 292, 3), (-1.6, 272, 2.9), (2.4, 250, 2.8), (4.6, 215, 2.8), (4, 180, 2.7), (2.4, 140, 2.7), (0, 105, 2.7), (-2.8, 75, 2.7), (-5.4, 50, 2.7), (-7.2, 30, 2.7), (-8.4, 14, 2.7), (-8.65, 10, 2.6), (-8.95, 7.6, 1.7), (-9.1, 5.4, .2)]),
)
NS = dict(  # under the skin
    common_fibular_nerve=("nerve", [(10, 418, 2.4), (14.5, 398, 2.4), (19.6, 376, 2.3), (25, 354, 2.3), (31, 335, 2.2), (37, 321, 2.1), (42, 311.5, 1.8), (45.6, 304, .4)]),
    sural_nerve=("nerve", [(3.4, 352, .8), (1.2, 334, 1.5), (.6, 312, 1.7), (.8, 280, 1.7), (1.2, 245, 1.7), (2.8, 210, 1.7), (5.4, 175, 1.7), (7.6, 157, 1.7), (9.9, 145, 1.7), (12.2, 132, 1.7), (13.6, 112, 1.7), (14.5, 92, 1.7), (16.5, 74, 1.7), (18.8, 58, 1.7), (19.7, 47, 1.7), (20.2, 36, 1.7), (20.6, 20, 1.7), (22.2, 4, 1.6), (24.8, -9, 1.5), (28.4, -20, 1.4), (32.8, -30.4, 1.3), (37, -37.2, 1.1), (40, -40.6, .5)]),
    small_saphenous_vein=("vein", [(-.2, 352, 2), (1.4, 344, 2.4), (3.4, 331, 2.6), (4.6, 312, 2.6), (4.6, 280, 2.6), (5, 245, 2.6), (6.2, 210, 2.6), (8.2, 175, 2.6), (9.1, 157, 2.6), (9.5, 145, 2.6), (9.4, 132, 2.6), (9.4, 112, 2.6), (10.2, 92, 2.6), (12.3, 74, 2.6), (15.6, 60, 2.6), (19.4, 48, 2.6), (22.4, 36, 2.5), (24.6, 20, 2.4), (26.8, 4, 2.3), (29.8, -9, 2.2), (32.8, -18.6, 2), (36.4, -27.6, 1.8), (39.8, -33.6, 1.4), (42.2, -37, .5)]),
)
SHEATHS = dict(  # id: (tendon, from, to) as fractions of the tendon's length
    common_tendinous_sheath_of_fibulares=[("fibularis_longus_tendon", .47, .95), ("fibularis_brevis_tendon", .3, .92)],
    tendinous_sheath_of_tibialis_posterior=[("tibialis_posterior_tendon", .52, .95)],
    tendinous_sheath_of_flexor_digitorum_longus=[("flexor_digitorum_longus_tendon", .52, .95)],
    tendinous_sheath_of_flexor_hallucis_longus=[("flexor_hallucis_longus_tendon", .48, .95)],
)
# ------------------------------------------------------------------ skin
SKIN = [
    (-58.4, 400, "^"), (-57.4, 385), (-56, 368), (-54, 350), (-53.8, 332), (-55.4, 312), (-57.6, 290), (-58.8, 266), (-58, 242), (-55, 216), (-49.8, 188), (-43.4, 158), (-36.8, 126), (-31, 98), (-27.8, 74), (-26.8, 56), (-28.4, 40), (-32, 28), (-33.4, 19), (-31.8, 9), (-27.8, -1), (-23.6, -13), (-21, -27), (-20.4, -42), (-20, -54), (-16.4, -62.4), (-8, -66.8),
    (6.6, -68), (21, -66.8), (29.6, -62.4), (33.4, -54), (34, -42), (33.6, -28), (34.4, -15), (38, -6), (41.6, 2), (41.6, 11), (38.8, 24), (36, 40), (35, 58), (35.8, 78), (38.4, 104), (42.8, 134), (47.6, 166), (51.8, 198), (55, 228), (56, 256), (54.4, 284), (50.8, 308), (47.4, 328), (45.2, 346), (44.4, 362), (45.6, 382), (48, 400, "^")]
FORE = [(-10, 2), (-20, -2), (-28, -11), (-31.8, -22), (-31.6, -32), (-31.8, -42), (-33, -52), (-30.6, -60), (-24, -65), (-12, -66.6), (10, -66), (30, -66.6), (42, -66.4), (49, -62.4), (51.6, -54), (50, -44.6), (45.4, -35.6), (40, -26), (34, -14), (24, -4), (8, 2)]


def detail_path(lines):
    return "".join(d_bez(curve(l, False), False) for l in lines)


def curves_in(g, lines, inset=.5):
    return "".join(lines_in(g, sample(curve(l, False), 8), inset) for l in lines)


def build():
    s = Svg(VB)
    s.open("posterior", "view", view="posterior", side="right")
    skin, fore = poly(SKIN), poly(FORE)
    s.open("skin", "layer")
    s.structure("skin_forefoot", "skin", d_bez(curve(FORE)), "", d_poly(shade(fore, 3.2, -2.6)))
    s.structure("skin_silhouette", "skin", d_bez(curve(SKIN)), "", d_poly(shade(skin, 3.2, -2.6)))
    s.close()

    s.open("bones", "layer")
    s.open("bones_context", "far")  # bones of the foot beyond the heel
    for k in BONES:
        if k == "talus":
            s.close()
        g = VIS[k]
        t = min(2.6, max(.9, 0.045 * math.sqrt(g.area)))
        d = d_bez(curve(B[k])) if k != "calcaneus" else d_poly(g)
        sh = shade(g, t, -t)
        s.structure(k, "bone", d, "c2", d_poly(sh), detail_path(DETAIL.get(k, [])))
    dome = LineString(POLY["talus"].exterior.coords).intersection(POLY["tibia"].union(POLY["fibula"]).buffer(-.7)).intersection(box(-16, 8, 20, 25))
    s.open("talar_dome_hidden", "bone hidden")
    s.path("".join(d_line(list(q.simplify(.05).coords)) for q in getattr(dome, "geoms", [dome]) if q.geom_type == "LineString" and q.length > 2), "detail")
    s.close()
    s.close()

    # --- ligaments
    s.open("ligaments", "layer")
    iom = Polygon([(12, 283)] + [(9, v) for v in range(280, 50, -10)] + [(14, 44), (17, 40), (21, 50)] + [(24, v) for v in range(60, 280, 10)] + [(24, 281)]).difference(POLY["tibia"].buffer(.5)).difference(POLY["fibula"].buffer(.5))
    iom = max(getattr(iom, "geoms", [iom]), key=lambda q: q.area)
    fib = "".join(lines_in(iom, [(6, v), (28, v - 30)], .2) for v in range(306, 40, -7))
    s.structure("interosseous_membrane_of_leg", "ligament", d_poly(iom), "", "", fib)
    for k, b in L.items():
        g = b.capped(.22)
        if "tibiocalcaneal" in k or "tibiotalar" in k:
            pass
        n = max(2, round(max(b.w) / 1.7))
        fib = "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .1 * ((i * 7) % 3), 1 - .1 * ((i * 5) % 3)), 0) for i in range(n))
        s.structure(k, "ligament", d_poly(g), "", "", fib, "", b.sides(g))
    s.close()

    def belly(id, cls, g, fib, casing="c1"):
        s.open(f"{id}_belly", "muscle " + cls)
        s.path(d_poly(g), "casing " + casing); s.path(d_poly(g), "fill")
        s.path(d_poly(shade(g, 2.2, -.6)), "shade"); s.path(fib, "detail"); s.path(d_poly(g), "line")
        s.close()

    def lev_fibres(m, g, step=4.2):
        n = max(2, round(max(r - l for v, l, r in m.L) / step))
        return "".join(lines_in(g, m.fibre((i + .5) / n, .02 + .06 * (i % 2), .97 - .08 * ((i + 1) % 3)), .6) for i in range(n))

    def penn(tend, g, side, vs, drop, reach):
        """Fibres that run from the edge down to a tendon (side -1 left, 1 right)."""
        ls = []
        for v in vs:
            c = tend(v - drop)
            ls.append([(c + side * reach, v), (c + side * reach * .45, v - drop * .42), (c, v - drop)])
        return curves_in(g, ls, .5)

    def tendon(id, b, minus=None, casing="c1", ls=None):
        g = b.poly if minus is None else b.poly.difference(minus)
        if g.geom_type != "Polygon":
            g = max(g.geoms, key=lambda q: q.area)
        for sid, parts in SHEATHS.items():
            if parts[-1][0] == id:
                sh = unary_union([LineString(T[n].rail(0, a, z)).buffer(max(T[n].w[int(a * len(T[n].w)):int(z * len(T[n].w))]) / 2 + 1.1) for n, a, z in parts])
                for o in ("tibialis_posterior_tendon",) if "digitorum" in sid else ():
                    sh = sh.difference(T[o].poly.buffer(.6))
                sh = sh.intersection(skin.buffer(-1.3))
                s.structure(sid, "sheath", d_poly(sh), "c0", line="")
        s.open(id, "tendon")
        s.path(d_poly(g), "casing " + casing); s.path(d_poly(g), "fill")
        if isinstance(b, Lev):
            s.path(d_poly(shade(g, 1.1, -.6)), "shade")
            s.path("".join(lines_in(g, b.fibre(t, .03 + .05 * (i % 2), .96 - .04 * (i % 3)), .3) for i, t in enumerate(ls)), "detail")
            s.path(d_poly(g), "line")
        else:
            ls = () if max(b.w) < 3.4 else (0,) if max(b.w) < 4.45 else (-.33, .33)
            if max(b.w) > 3.9:
                s.path(d_poly(shade(g, .8, -.5)), "shade")
            s.path("".join(lines_in(g, b.rail(t, .06, .97), .25) for t in ls), "detail")
            s.path(b.sides(g) if b.w[-1] > 1.8 and minus is None else d_poly(g), "line")
        s.close()

    PARENT = dict(anterior_tibial_artery="popliteal_artery", fibular_artery="posterior_tibial_artery", posterior_tibial_artery="popliteal_artery")

    FORK = ("tibial_nerve", "medial_plantar_nerve", "lateral_plantar_nerve")

    def vessel(k, c, pts, minus=None):
        b = Band(pts)
        g = b.poly if minus is None else b.poly.difference(minus)
        if k == "small_saphenous_vein":
            g = max(getattr(g, "geoms", [g]), key=lambda q: q.area)
        s.open(k, c)
        if c == "artery":
            s.path(d_poly(g.difference(Band(NV[PARENT[k]][1]).poly.buffer(.4)) if k in PARENT else g), "casing c0")
        s.path(d_poly(g), "fill")
        if c != "artery":  # where nerves divide, and where the vein dives, no line across
            rest = unary_union([Band(NV[j][1]).poly for j in FORK if j != k]) if k in FORK else Polygon()
            s.path("".join(d_line(list(q.simplify(.04).coords)) for r in (1, -1) for x in [LineString(b.rail(r)).difference(rest)] for q in getattr(x, "geoms", [x]) if q.length > .4) if k in FORK else b.sides(None if minus is None else g), "line")
        s.close()

    s.open("vessels_nerves_deepest", "layer", layer="vessels_nerves")
    vessel("fibular_artery_covered", "artery", NV["fibular_artery"][1])
    s.close()

    # --- deep muscles
    s.open("muscles_deep", "layer")
    for k in ("fibularis_brevis", "fibularis_longus"):
        s.open(k); belly(k, "lateral", M[k].poly, lev_fibres(M[k], M[k].poly)); tendon(f"{k}_tendon", T[f"{k}_tendon"]); s.close()
    for k in ("tibialis_posterior", "flexor_digitorum_longus", "flexor_hallucis_longus"):
        s.open(k); belly(k, "posterior deep", M[k].poly, lev_fibres(M[k], M[k].poly)); tendon(f"{k}_tendon", T[f"{k}_tendon"]); s.close()
    s.close()

    s.open("muscles_intermediate_popliteus", "layer", layer="muscles_intermediate")  # under the popliteal vessels
    s.open("popliteus"); g = poly(POPLITEUS)
    ends = [(-24, 326), (-22.4, 315), (-20, 303), (-17, 290), (-14, 277), (-11, 264)]
    belly("popliteus", "posterior deep", g, curves_in(g, [[(30.5 - i * .3, 362 - i * 1.6), (12 - i * 1.2, 346 - i * 5), e] for i, e in enumerate(ends)])); s.close()
    s.close()

    s.open("vessels_nerves_deep", "layer", layer="vessels_nerves")
    for k, (c, pts) in NV.items():
        vessel(k, c, pts, unary_union([M["flexor_hallucis_longus"].poly.buffer(.4)]) if k == "fibular_artery" else None)
    s.close()

    # --- intermediate
    s.open("muscles_intermediate", "layer", layer="muscles_intermediate")
    s.open("soleus"); g = poly(SOLEUS)
    mid = lambda v: 1.6 + max(0, (90 - v)) * .03
    fib = "".join(penn(lambda v, sd=sd: mid(v), g.difference(TSOL.poly.buffer(.3)), sd, range(340, 96, -13), 62, 52) for sd in (-1, 1))
    belly("soleus", "posterior", g, fib)
    s.open("tendinous_arch_of_soleus", "tendon"); a = ARCH.poly
    s.path(d_poly(a), "fill"); s.path(lines_in(a, ARCH.rail(0, .08, .92), .1), "detail"); s.path(d_poly(a), "line"); s.close()
    tendon("soleus_tendon", TSOL, ls=(.2, .4, .6, .8)); s.close()
    s.open("plantaris"); belly("plantaris", "posterior", PLANT.poly, "".join(lines_in(PLANT.poly, PLANT.rail(t, .04, .94), .5) for t in (-.5, 0, .5)))
    tendon("plantaris_tendon", T["plantaris_tendon"]); s.close()
    s.close()

    # --- superficial
    s.open("muscles_superficial", "layer", layer="muscles_superficial")
    tendon("calcaneal_tendon", TC, ls=(.08, .2, .32, .44, .56, .68, .8, .92))
    s.open("gastrocnemius")
    for k in ("gastrocnemius_lateral_head", "gastrocnemius_medial_head"):
        s.open(k); belly(k, "posterior", M[k].poly, lev_fibres(M[k], M[k].poly, 4.6))
        p = ORIGIN[k]; m = -1 if 'medial' in k else 1
        o = poly([(u + m * (2.4 if i < 6 else 0), v) for i, (u, v) in enumerate(p)]).intersection(M[k].poly)
        s.structure(f"{k}_aponeurosis", "tendon", d_poly(o), "", "", curves_in(o, [[((p[i][0] * (1 - t) + p[-i][0] * t), (p[i][1] * (1 - t) + p[-i][1] * t)) for i in range(1, 6)] for t in (.33, .67)], .2)); s.close()
    s.close()
    s.close()

    s.open("retinacula", "layer")
    for k, bs in R.items():
        g = unary_union([b.capped(.14) for b in bs]).intersection(skin.buffer(-1.4)).difference(TC.poly.buffer(.5))
        rim = fibp = ""
        for b in bs:
            rim += b.sides(g)
            n = round(max(b.w) / 3.2)
            fibp += "".join(lines_in(g, b.rail(-1 + 2 * (i + .5) / n, .03, .97), .2) for i in range(n))
        s.structure(k, "retinaculum", d_poly(g), "", "", fibp, "", rim)
    s.close()
    s.open("vessels_nerves", "layer", layer="vessels_nerves", depth="superficial")
    for k, (c, pts) in NS.items():  # the vein ends in the popliteal vein, deep to the tibial nerve
        vessel(k, c, pts, Band(NV["tibial_nerve"][1]).poly.buffer(.4).intersection(box(-9, 322, 9, 380)) if c == "vein" else None)
    s.close()
    s.close()
    return s


def drawings():
    """Name -> drawing."""
    return {"posterior": build()}


def outlines():
    """The whole outline of each bone, hidden parts included, as a ring of points in mm."""
    out = {}
    for k in B:
        g = POLY[k]
        g = g if g.geom_type == "Polygon" else max(g.geoms, key=lambda q: q.area)
        out[k] = [[round(u, 2), round(v, 2)] for u, v in list(g.exterior.coords)[:-1]]
    return {"posterior": out}
