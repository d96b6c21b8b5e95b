"""The coach's parts and how they hang together: outlines, pivots, ranges, marks, things. Units: cm, x forward, y down.
Every part is drawn about its own pivot at (0, 0), limb hanging down; widgets/coach_figure.css colours it.
Each limb draws the edges of its parts first and their fills after them, so that a joint shows no seam."""
import math

def _seg(p0, p1, p2, p3):
    d1, d2, d3 = (max(math.dist(a, b), 1e-6) for a, b in ((p0, p1), (p1, p2), (p2, p3)))
    r = math.sqrt
    b1 = tuple((d1*p2[i]-d2*p0[i]+(2*d1+3*r(d1)*r(d2)+d2)*p1[i])/(3*r(d1)*(r(d1)+r(d2))) for i in (0, 1))
    b2 = tuple((d3*p1[i]-d2*p3[i]+(2*d3+3*r(d3)*r(d2)+d2)*p2[i])/(3*r(d3)*(r(d3)+r(d2))) for i in (0, 1))
    return b1, b2

def n(x):
    s = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if s in ("-0", "") else s

def smooth(pts, closed=True, take=None):
    """Centripetal Catmull-Rom as path data; take = only the first `take` points' worth (the open edge)."""
    m, out = len(pts), f"M{n(pts[0][0])} {n(pts[0][1])}"
    last = (m if closed else m-1) if take is None else take-1
    for i in range(last):
        P = [pts[(i+k) % m] for k in (-1, 0, 1, 2)] if closed else [pts[max(i-1, 0)], pts[i], pts[i+1], pts[min(i+2, m-1)]]
        if not closed and i == 0: P[0] = (2*P[1][0]-P[2][0], 2*P[1][1]-P[2][1])
        if not closed and i == m-2: P[3] = (2*P[2][0]-P[1][0], 2*P[2][1]-P[1][1])
        b1, b2 = _seg(*P)
        out += "C" + " ".join(f"{n(q[0])} {n(q[1])}" for q in (b1, b2, P[2]))
    return out + ("Z" if closed and take is None else "")

def ell(cx, cy, rx, ry=None):
    ry = ry or rx
    return f"M{n(cx-rx)} {n(cy)}A{n(rx)} {n(ry)} 0 1 1 {n(cx+rx)} {n(cy)}A{n(rx)} {n(ry)} 0 1 1 {n(cx-rx)} {n(cy)}Z"

class Part:
    """outline: points, the edge first; cap: points that close it over the joint (never stroked when open)."""
    def __init__(self, cls, edge, cap=(), over=(), sides=(), open_edge=False):
        self.cls, self.over, self.sides = cls, [o[:2] for o in over], list(sides)
        self.over_edge = [(o[0], "C".join(o[1].split("C")[:o[2]]) if len(o) > 2 else o[1]) for o in over if o[0] in ("shorts", "shirt", "skin thumb", "hair")]
        pts = list(edge)+list(cap)
        self.fill = smooth(pts)
        self.edge = smooth(pts, take=len(edge)) if open_edge else self.fill

# ------------------------------------------------------------------ figure, side view (172 cm, head 23 cm = 7.5 heads)
CAP = lambda r: [(-r*math.sin(a), -r*math.cos(a)) for a in (math.radians(50), 0, math.radians(-50))]
calf = [(-5.7, 3.5), (-7.1, 9), (-7.5, 14), (-6.6, 21), (-4.9, 28), (-3.7, 35)]
thigh = Part("skin", [(9.4, 1), (9.2, 9), (8.5, 18), (7.4, 27), (6.5, 35), (6.4, 40.5), (5.6, 45.5), (1, 48.4), (-4, 46.6), (-6.2, 42), (-6.4, 35), (-7.6, 26), (-9, 16), (-9.8, 7), (-9.6, 0)],
             CAP(3.6), open_edge=True,
             over=[("shorts", smooth([(9.5, 0), (9.9, 9), (9.6, 18), (9.3, 26.5), (8.9, 28.1), (4, 28.9), (-4, 28.5), (-9.2, 27.3), (-9.6, 25.6), (-10, 16), (-10.4, 7), (-9.8, 0), (-7.6, -2.6), (0, -4.6), (7.6, -2.6)]), 12),
                   ("shorts seam", smooth([(9.1, 25.5), (3, 26.6), (-4, 26.3), (-9.4, 25)], False))],
             sides=[smooth([(9.9, 9), (9.6, 18), (9.3, 26.5), (8.9, 28.1), (4, 28.9), (-4, 28.5), (-9.2, 27.3), (-9.6, 25.6), (-10, 16), (-10.4, 7)], False)])
shin = Part("skin", [(5.9, 0), (5.8, 6), (5.1, 14), (4.5, 23), (3.8, 31), (3.5, 37), (3.9, 42.6), (0, 46), (-3.9, 43), (-3.5, 38)] + calf[::-1] + [(-6, 0)], CAP(6),
            over=[("inner", smooth([(-2.2, 12), (-1.9, 18), (-3.2, 24)], False))], sides=[smooth(calf, False)])
MARK = smooth([(-5.4, 4), (-6.6, 9), (-7, 14), (-6.1, 21), (-4.5, 28), (-3.4, 35), (-2.7, 35), (-2.6, 28), (-1.8, 20), (-1.6, 12), (-2.6, 5)])
MARKL = "M-4.9 6L-5 14L-4.4 22M-3.4 5.5L-3.3 14L-3.3 24"
SHINM = smooth([(5.2, 4), (4.7, 14), (4.1, 23), (3.4, 31), (3, 37), (1.6, 36), (1.5, 28), (1.4, 16), (2.2, 6)])
foot = Part("skin", [(3.6, -1.2), (5.2, .6), (8.4, 1.7), (12.4, 2.5), (14.3, 4.6), (12.6, 6.6), (9.6, 6.6), (5.6, 5.6), (2, 5.6), (-1.6, 6.6), (-4.4, 6.7), (-6.2, 5.4), (-6.3, 2.8), (-5, 0), (-3.9, -2.4)], CAP(3.9),
            over=[("inner", smooth([(-1.2, 1.6), (.6, 2.2), (2.1, .9)], False))])
toes = Part("skin", [(.5, -2.2), (3.4, -1.5), (6, -.9), (7.1, .4), (6.4, 1.7), (3.2, 2), (0, 2.1), (-1.8, 1.2), (-1.8, -1.2)], over=[("inner", smooth([(5.3, -.9), (6.3, -.5), (6.8, .1)], False))])
SOLE = smooth([(-5, 6), (-1.6, 5.9), (2, 4.8), (5.6, 4.8), (9.6, 5.8), (13, 6), (12.6, 4.4), (6, 3.4), (2, 3.4), (-2, 4.3), (-5.6, 4.4)])
pelvis = Part("shorts", [(9.3, -13), (10, -7), (9.8, 0), (8.4, 6.5), (3, 10.2), (-4, 10.4), (-10, 8), (-12.6, 2), (-12, -4), (-9.6, -9), (-8.8, -13), (-4, -15), (5, -15)])
torso = Part("shirt", [(10.4, -2), (10.8, 1.2), (10.2, 2.3), (4, 3.2), (-4, 3.2), (-11.2, 2), (-11.8, .6), (-10.6, -3), (-9.4, -7), (-9.2, -12), (-9.8, -18), (-4, -22), (5, -22), (10.6, -18), (10.3, -10), (10, -6)],
             over=[("shirt seam", smooth([(10.6, .3), (4, 1.3), (-4, 1.3), (-11.4, 0)], False))], sides=[smooth([(10.8, 1.2), (10.2, 2.3), (4, 3.2), (-4, 3.2), (-11.2, 2), (-11.8, .6)], False)])
chest = Part("shirt", [(10.6, 2), (11.3, -5), (11.3, -11), (10, -17), (7.2, -22.5), (5.2, -25), (1, -26.6), (-4.4, -28), (-8.2, -25), (-10.6, -20), (-11.4, -13), (-10.8, -6), (-9.4, 1), (-4, 6), (6, 6)],
             over=[("shirt seam", smooth([(7.6, -22.4), (1.4, -24.6), (-6.6, -26.2)], False))], sides=[smooth([(7.2, -22.5), (5.2, -25), (1, -26.6), (-4.4, -28)], False)])
neck = Part("skin", [(6, 3), (5.7, -3), (5.6, -8), (4.6, -12), (-3, -13), (-5.6, -8), (-5.9, -2), (-6.6, 3), (0, 6)])
head = Part("skin", [(8.2, -13.2), (8.2, -10.4), (8.7, -8.4), (9.8, -6.5), (9.5, -5.5), (8.5, -4.9), (8.7, -3.3), (8.4, -1.6), (8.2, .4), (6.8, 2.4), (4, 2.4), (.6, .9), (-2.4, -.8), (-6.2, -1.8), (-8.8, -5.5), (-9.7, -10), (-8.6, -15.2), (-5, -18.9), (0, -20.1), (4.8, -18.9), (7.4, -16.2)],
            over=[("hair", smooth([(7.9, -15.6), (5.2, -14.9), (3.2, -12.2), (2.4, -9.2), (1.2, -7.4), (-.4, -8.9), (-2.2, -7.8), (-2.2, -4.8), (-3.4, -1.6), (-6, .2), (-9.2, -.8), (-10.7, -4.4), (-11, -10), (-9.7, -15.8), (-5.6, -20.1), (0, -21.4), (5.2, -20)])),
                  ("skin ear", smooth([(1.1, -8), (.2, -9), (-1.3, -8.7), (-1.9, -7.2), (-1.3, -5.2), (-.3, -4.3), (.5, -5.2), (.6, -6.6)])),
                  ("inner", "M5.4 -8.6Q6.3 -7.8 7.2 -8.4"), ("inner", "M6.7 -2.2Q7.5 -1.8 8.3 -2.2")],
            sides=[smooth([(6.8, 2.4), (4, 2.4), (.6, .9), (-1.8, -.7)], False)])
upper_arm = Part("skin", [(5.2, 2), (5, 9), (4.6, 18), (4.1, 26), (4, 31), (2.4, 33.9), (-1, 34.2), (-3.6, 32.4), (-4.2, 28), (-4.5, 20), (-4.9, 10), (-5.3, 1)], CAP(5.2), open_edge=True,
                 over=[("shirt", smooth([(5.3, 0), (5.7, 8), (5.9, 15.6), (5.2, 16.9), (0, 17.4), (-5.2, 16.7), (-6, 15.2), (-5.9, 8), (-5.5, 0), (-4, -3.6), (0, -5.3), (4, -3.6)]), 9),
                       ("shirt seam", smooth([(5.6, 14.6), (0, 15.3), (-5.7, 14.4)], False))],
                 sides=[smooth([(5.6, 5), (5.8, 11), (5.9, 15.6), (5.2, 16.9), (0, 17.4), (-5.2, 16.7), (-6, 15.2), (-5.9, 9), (-5.6, 3)], False)])
forearm = Part("skin", [(3.9, 0), (4.2, 5), (3.8, 12), (3, 19), (2.7, 25), (0, 27.6), (-2.7, 25), (-3.1, 19), (-4.1, 11), (-4.3, 5), (-4, 0)], CAP(4))
hand = Part("skin", [(2.6, 0), (2.5, 4), (2.3, 9), (1.7, 14), (.9, 17.4), (-.4, 17.8), (-1.2, 14.6), (-2, 10.4), (-2.5, 5), (-2.6, 0)], CAP(2.7),
            over=[("skin thumb", smooth([(-1.6, 2.6), (-2.7, 4.6), (-3.7, 7.4), (-3.9, 9.6), (-3, 10.2), (-1.9, 8.6), (-.7, 6.8), (-.2, 4), (-1, 2.4)], take=7))])
fist = Part("skin", [(2.7, 0), (3.7, 3), (4.2, 6.4), (3.4, 9.4), (.6, 10.6), (-2.6, 9.8), (-4, 7.4), (-4, 4.2), (-2.9, 0)], CAP(2.7),
            over=[("inner", "M-3.6 5.4Q-1.4 4.8 .3 5.8M-3.6 7.5Q-1.6 7 0 7.7M1.9 3.4Q2.6 5.4 1.2 7.6")])

# ------------------------------------------------------------------ close-up, side (right limb seen from its lateral side, toes to the right)
legS = Part("skin", [(5.6, -46), (5.5, -36), (5.0, -26), (4.5, -16), (4.1, -8), (4.4, -2), (4.6, 1), (0, 3.8), (-4.4, 1.6), (-4.3, -3), (-3.5, -7), (-3.7, -13), (-4.9, -19), (-6.6, -26), (-7.7, -33), (-7.4, -39), (-6.4, -46)], open_edge=True,
            over=[("skin line", smooth([(-1.6, -2.2), (-1.4, .2), (0, 1.5), (1.4, .5), (1.9, -1.8)], False)), ("inner", smooth([(-2.0, -20), (-2.2, -13), (-2.0, -6), (-2.4, -4)], False)), ("inner", smooth([(-1.9, -42), (-1.5, -35), (-2.2, -28), (-4.2, -22)], False))])
MARKS_ = smooth([(-6, -44), (-6.9, -39), (-7.2, -33), (-6.1, -26), (-4.5, -19), (-3.3, -13), (-3.1, -6), (-2.4, -6), (-2.3, -13), (-2.3, -20), (-1.8, -28), (-1.4, -35), (-2, -43)])
MARKSL = "M-5.2 -42L-5.6 -33L-4.3 -24M-3.6 -42L-3.8 -33L-3.3 -25"
SHINS = smooth([(5.1, -44), (5, -36), (4.5, -26), (4, -16), (3.7, -9), (1.9, -9), (1.7, -18), (1.5, -32), (2.4, -44)])
footS = Part("skin", [(4.2, -2.6), (5.6, -.6), (8.2, .9), (11, 2), (13.2, 2.9), (14.6, 4.6), (13.4, 6.4), (10.4, 6.7), (6.8, 6.2), (3.4, 5.9), (0, 6.3), (-3.2, 6.8), (-5.8, 6.4), (-7, 4.6), (-6.9, 2), (-5.6, -.8), (-4.4, -3)], CAP(4.3),
             over=[("inner", smooth([(5.6, 1.4), (8.4, 2.8), (11.4, 3.7)], False)), ("inner", smooth([(-5.6, 1.4), (-4.9, 3.4), (-5.2, 5)], False))])
toesS = Part("skin", [(.2, -2), (2.6, -1.4), (4.8, -.8), (6.4, -.6), (7.3, .5), (6.6, 1.7), (4.4, 1.9), (1.4, 2.1), (-1.6, 1.9), (-2, 0), (-1.4, -1.7)],
             over=[("nail", smooth([(5.2, -.8), (6.5, -.5), (7.0, .1), (6.2, .2), (5.2, -.1)])), ("inner", "M-.4 1.1Q.9 .1 2.6 .5Q3.2 1 2.7 1.9M2.4 .5Q3.7 0 4.7 .5Q5.2 1 4.7 1.8")])
SOLES = smooth([(-6, 6), (-3, 6.2), (0, 5.7), (3.4, 5.3), (6.8, 5.6), (10.4, 6.1), (13.4, 5.8), (13, 4.4), (7, 3.8), (3.4, 3.6), (0, 4), (-4, 4.6), (-6.3, 4.6)])
handS = Part("skin", [(4.2, -64), (4.1, -40), (3.6, -24), (3.1, -10), (3, -2), (3.6, 3), (4, 7), (3.2, 9.6), (.6, 10.6), (-2.4, 9.8), (-3.6, 7), (-3.2, 2), (-2.9, -2), (-3.2, -10), (-3.9, -24), (-4.4, -40), (-4.4, -64)], open_edge=True,
             over=[("inner", "M-3 5.4Q-1 4.8 .8 5.8M-3 7.7Q-1 7.1 .8 7.9M-2.3 9.7Q-.6 8.8 1 9.6"), ("skin thumb", smooth([(2.4, 0), (4.2, 2.4), (5.4, 5.6), (5, 7.8), (3.9, 7.6), (2.6, 5.2), (1.2, 3)]))])
# ------------------------------------------------------------------ close-up, front (right foot seen from the front and 30° above: big toe on the viewer's right)
legF = Part("skin", [(6.6, -40), (6.4, -32), (5.3, -24), (4.1, -15), (3.6, -8), (4.2, -3), (4.3, 0), (3.4, 2.6), (-3.2, 3), (-4.5, 1), (-4.4, -2.4), (-3.6, -8), (-4, -15), (-5.3, -23), (-6.7, -31), (-7, -40)], open_edge=True,
            over=[("inner", smooth([(1.6, -36), (1.2, -26), (1, -14)], False))])
footF = Part("skin", [(4, -2), (4.6, 2), (4.9, 5), (4.6, 8), (2, 8.8), (-2, 8.4), (-5, 7.2), (-5.4, 4.8), (-4.7, 1.6), (-4.1, -2), (-2, -4.4), (2, -4.4)],
             over=[("inner", smooth([(1.2, 0), (1.9, 3), (2.6, 6.4)], False)), ("inner", smooth([(-.2, .6), (-.2, 3.4), (0, 6.2)], False)), ("inner", smooth([(-1.4, .8), (-2.1, 3.4), (-2.4, 5.8)], False))])
def toeF(w, l):
    return Part("skin", [(w, -.6), (w*1.08, l*.45), (w*.92, l*.85), (0, l), (-w*.92, l*.85), (-w*1.08, l*.45), (-w, -.6), (0, -1.6)], over=[("nail", smooth([(w*.62, l*.5), (w*.55, l*.82), (0, l*.9), (-w*.55, l*.82), (-w*.62, l*.5), (0, l*.42)]))])

FIG = {}
def add(view, name, part, parent, at, joint=None, sign=-1, rng=(0, 0), **k):
    FIG.setdefault(view, {})[name] = dict(part=part, parent=parent, at=at, joint=joint, sign=sign, range=list(rng), **k)
add("figure", "pelvis", pelvis, None, [0, 0], "pelvis", 1, (-40, 110))
add("figure", "torso", torso, "pelvis", [0, -9], "spine", 1, (-20, 45))
add("figure", "chest", chest, "torso", [0, -17], "chest", 1, (-15, 35))
add("figure", "neck", neck, "chest", [.6, -25], "neck", 1, (-30, 40), rest=10)
add("figure", "head", head, "neck", [.4, -9.5], "head", 1, (-40, 40), rest=-10)
for s, dx in (("l", 1), ("r", 0)):
    add("figure", "upper_arm_"+s, upper_arm, "chest", [-.5+dx, -21.5], "shoulder_"+s, -1, (-60, 180))
    add("figure", "forearm_"+s, forearm, "upper_arm_"+s, [0, 30], "elbow_"+s, -1, (0, 150))
    add("figure", "hand_"+s, hand, "forearm_"+s, [0, 25], "wrist_"+s, -1, (-80, 90), points={"palm": [-3, 7], "tip": [0, 17]})
    add("figure", "fist_"+s, fist, "forearm_"+s, [0, 25], "wrist_"+s, -1, (-80, 90), points={"grip": [-.8, 6.6]})
    add("figure", "thigh_"+s, thigh, "pelvis", [dx, 0], "hip_"+s, -1, (-25, 140))
    add("figure", "shin_"+s, shin, "thigh_"+s, [0, 42.3], "knee_"+s, 1, (0, 160), points={"knee": [0, 0]})
    add("figure", "foot_"+s, foot, "shin_"+s, [0, 42.4], "ankle_"+s, -1, (-50, 20), points={"sole": [0, 6.7], "heel": [-4, 6.7], "ball": [12, 6.7], "strap": [13.4, 5], "dorsum": [11.6, 2.4], "midfoot": [4, 6.2]})
    add("figure", "toes_"+s, toes, "foot_"+s, [12.6, 4.6], "toes_"+s, -1, (-40, 60), points={"tip": [7, .4], "grip": [4.6, .2]})
add("foot_side", "leg_side", legS, None, [0, 0], "leg", -1, (-90, 90))
add("foot_side", "foot_side", footS, "leg_side", [0, 0], "ankle", -1, (-50, 20), points={"ball": [12.6, 6.7], "sole": [0, 6.7], "top": [11, 2.6]})
add("foot_side", "toes_side", toesS, "foot_side", [13, 4.7], "toes", -1, (-40, 65), points={"tip": [7.2, .6], "grip": [5, 1]})
add("foot_side", "hand_side", handS, None, [0, 0], None, 1, (0, 0), points={"grip": [-.6, 6.4]})
add("foot_front", "leg_front", legF, None, [0, 0], "leg", 1, (-30, 30))
add("foot_front", "foot_front", footF, "leg_front", [0, 0], "swing", -1, (-30, 35), pitch=1)
for i, (x, y, w, l) in enumerate([(3.05, 7.9, 1.75, 4.3), (.2, 8.1, 1.15, 4.0), (-1.75, 7.7, 1.05, 3.5), (-3.35, 7.0, .98, 3.0), (-4.6, 6.0, .95, 2.6)], 1):
    add("foot_front", f"toe{i}_front", toeF(w, l), "foot_front", [x, y], None, 1, (0, 0), pitch=.45, points={"tip": [0, l]})

GROUPS = {"figure": [("arm_l", "far", ["upper_arm_l", "forearm_l", "hand_l", "fist_l"]), ("leg_l", "far", ["toes_l", "foot_l", "shin_l", "thigh_l"]), ("trunk", "", ["neck", "pelvis", "torso", "chest", "head"]),
                     ("@ball",), ("leg_r", "", ["toes_r", "foot_r", "shin_r", "thigh_r"]), ("@links",), ("arm_r", "", ["hand_r", "fist_r", "forearm_r", "upper_arm_r"])],
          "foot_side": [("leg", "", ["toes_side", "foot_side", "leg_side"]), ("@links",), ("hand", "", ["hand_side"])],
          "foot_front": [("leg", "", ["leg_front", "foot_front", "toe5_front", "toe4_front", "toe3_front", "toe2_front", "toe1_front"])]}
MARKS = {"shin_r": [("calf_r", MARK, MARKL), ("shin_r", SHINM, "M4.2 7L3 27M3 8L2.3 26")], "foot_r": [("sole_r", SOLE, "M-3.6 5.1L3.4 4.2L10.6 5")], "leg_side": [("calf", MARKS_, MARKSL), ("shin", SHINS, "M4.2 -40L3.4 -14M3 -40L2.6 -14")], "foot_side": [("sole", SOLES, "M-4.2 5.3L3.4 4.4L11.4 5.1")]}

# ------------------------------------------------------------------ things: floor, wall, chair, bed edge, mat, towel roll, ball, cushion, table
R = lambda x, y, w, h, r=0: f"M{n(x+r)} {n(y)}H{n(x+w-r)}Q{n(x+w)} {n(y)} {n(x+w)} {n(y+r)}V{n(y+h-r)}Q{n(x+w)} {n(y+h)} {n(x+w-r)} {n(y+h)}H{n(x+r)}Q{n(x)} {n(y+h)} {n(x)} {n(y+h-r)}V{n(y+r)}Q{n(x)} {n(y)} {n(x+r)} {n(y)}Z"
THINGS = {
    "floor": [("ground", R(-300, 0, 600, 60)), ("ground-line", "M-300 0H300")],
    "wall": [("plaster", R(0, -240, 60, 240)), ("ground-line", "M0 -240V0")],
    "chair": [("wood dark", R(-17, -44, 3.4, 44, 1)), ("wood dark", R(17, -44, 3.4, 44, 1)), ("wood", R(-22, -88, 3.8, 88, 1.6)), ("wood", R(18.4, -42, 3.8, 42, 1.6)), ("wood", "M-20.8 -86L-18 -86L-18 -60L-20.8 -60Z"), ("pad", R(-22, -46, 45, 4.6, 2))],
    "chair_back": [("wood dark", R(-17, -44, 3.4, 44, 1)), ("wood", R(-22, -44, 3.8, 44, 1.6)), ("wood", R(18.4, -94, 3.8, 94, 1.6)), ("pad", R(-23, -46, 45, 4.6, 2))],
    "mat": [("mat", R(-80, -1.6, 160, 1.8, .8))],
    "bed": [("wood dark", R(-92, 20, 5, 14)), ("wood dark", R(87, 20, 5, 14)), ("wood", R(-97, 14, 194, 6, 1)), ("pad", R(-95, -.6, 190, 15, 4))],
    "cushion": [("cushion", smooth([(-15, -4.5), (-12, -8.6), (0, -9.6), (12, -8.6), (15, -4.5), (12, -.6), (0, 0), (-12, -.6)]))],
    "block": [("cushion", R(-13, -17, 26, 8, 3)), ("cushion", R(-14, -9, 28, 9, 3))],
    "roll": [("cushion", ell(0, -4, 9, 4))],
    "ball": [("ball", ell(0, 0, 3.3)), ("ball-line", "M-2.6 -2Q0 -.6 2.6 -2M-2.6 2Q0 .6 2.6 2")],
    "table": [("wood", R(-28, -74, 92, 4.4, 1)), ("wood dark", R(54, -70, 4, 70, 1))],
    "sheet": [("sheet", R(0, 0, 1, 1))],
}
def drawing():
    """Every part of every view and every thing as SVG text, each at its own origin; a page puts them in place."""
    out = ['<svg xmlns="http://www.w3.org/2000/svg" class="cc-figure" role="img">', '<g class="things">']
    thing = lambda k: f'<g data-thing="{k}" hidden="">' + "".join(f'<path class="{c}" d="{d}"/>' for c, d in THINGS[k]) + "</g>"
    for k in THINGS:
        out.append(thing(k))
    out.append('</g><g data-slot="guide"></g>')
    for view, groups in GROUPS.items():
        out.append(f'<g data-view="{view}">')
        for g in groups:
            if g[0] == "@links": out.append('<g data-slot="links"></g>'); continue
            if g[0] == "@ball": out.append(thing("ball")); continue  # in front of the far foot
            out.append(f'<g class="{g[1]}">' if g[1] else "<g>")
            for nm in g[2]:
                p = FIG[view][nm]["part"]
                over = "".join(f'<path class="{c}" d="{d}"/>' for c, d in p.over_edge)
                out.append(f'<g data-part="{nm}" class="edge"><path class="{p.cls}" d="{p.edge}"/>' + over.replace("skin thumb", "skin").replace('"hair"', '"skin"') + "</g>")
            for nm in g[2]:
                p = FIG[view][nm]["part"]
                out.append(f'<g data-part="{nm}"><path class="{p.cls}" d="{p.fill}"/>')
                for c, d in p.over:
                    if c != "inner": out.append(f'<path class="{c}" d="{d}"/>')
                for m, d, l in MARKS.get(nm, []):
                    out.append(f'<g data-mark="{m}" hidden=""><path class="mark" d="{d}"/>' + (f'<path class="mark-line" d="{l}"/>' if l else "") + "</g>")
                for c, d in p.over:
                    if c == "inner": out.append(f'<path class="{c}" d="{d}"/>')
                side = "shorts" if nm.startswith("thigh") else "shirt" if nm.startswith("upper_arm") else p.cls
                out += [f'<path class="{side} side" d="{d}"/>' for d in p.sides]
                out.append("</g>")
            out.append("</g>")
        out.append("</g>")
    out.append('<g data-slot="front"></g></svg>')
    return "\n".join(out) + "\n"

def rig():
    """The parts of each view with parent, pivot, joint, sign (SVG degrees = sign × anatomical angle) and range, and the limbs that can reach."""
    limbs = (("hand", "upper_arm_", "forearm_", -1), ("fist", "upper_arm_", "forearm_", -1), ("foot", "thigh_", "shin_", 1))
    return {"views": {v: {nm: {k: x for k, x in d.items() if k != "part" and x is not None or k == "parent"} for nm, d in ps.items()} for v, ps in FIG.items()},
            "chains": {f"{e}_{s}": {"upper": u+s, "lower": l+s, "bend": b} for s in "lr" for e, u, l, b in limbs},
            "camera_above_deg": 30}
