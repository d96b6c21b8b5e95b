"""The coach's key frames: where pelvis, hands and feet are, and which marks and arrows show. No words, no seconds.

Frames are authored with contacts (a hand or foot held at a place) and a few joint angles; `build.py` solves them, checks
every joint against its range and stores the angles. What the frames say and how long they take stands in
content/movements. Lengths in cm, x forward, y down, floor at 0; dorsiflexion +, plantarflexion −.
"""

import math

FISTS, HANDS = (["fist_l", "fist_r"], ["hand_l", "hand_r"])
FLOOR = {"floor": [0, 0, 0]}
UP = lambda part="foot_r", r=1.0: {
    "part": part,
    "from": [23 * r, 5 * r],
    "via": [24 * r, -4 * r],
    "to": [18.5 * r, -10 * r],
}
DOWN = lambda part="foot_r", r=1.0: {
    "part": part,
    "from": [18.5 * r, -9 * r],
    "via": [24 * r, -3 * r],
    "to": [22.5 * r, 7 * r],
}
W = lambda x1, y1, x2, y2, x3, y3: {"from": [x1, y1], "via": [x2, y2], "to": [x3, y3]}


def fr(id, pose, marks=(), arrows=(), slack=0):
    return dict(id=id, pose=pose, marks=list(marks), arrows=list(arrows), slack=slack)


def P(root=(0, 0), things=None, holds=None, **angles):
    return {"root": list(root), "angles": angles, "holds": holds or {}, "things": things or {}}


def H(at, turn=None, point=None, on=None):
    h = {"on": on} if on else {"at": list(at)}
    if turn is not None:
        h["turn"] = turn
    if point:
        h["point"] = point
    return h


def both(d, limb, h):
    d[limb + "_r"] = h
    d[limb + "_l"] = dict(h)


SIT = {"chair": [-3, 0, 0], **FLOOR}
LAP = {"hand_r": H([27, -62], -80, "palm"), "hand_l": H([31, -62.6], -80, "palm")}
FLAT_L = {"foot_l": H([40, 0], 0, "sole")}


def bed(torso, ankle, fist, **k):
    h = {"foot_l": H([58, -0.2], 0, "sole")}
    both(h, "fist", H(fist, -82 if fist[0] < 45 else -70, "grip"))
    return P(
        (0, -10.4),
        {"bed": [38, 0, 0], "floor": [0, 34, 0]},
        h,
        pelvis=torso * 0.6,
        spine=torso * 0.4,
        hip_r=87.4 + torso * 0.6,
        knee_r=0,
        ankle_r=ankle,
        **k,
    )


TOWEL = [{"class": "towel", "from": "fist_r.grip", "to": "foot_r.strap"}]


def chairtowel(torso, ankle, hip, fist):
    h = dict(FLAT_L)
    both(h, "fist", H(fist, -40, "grip"))
    return P((0, -54), SIT, h, pelvis=torso, hip_r=hip + torso, knee_r=0, ankle_r=ankle)


def reach(ankle, curl):
    return P(
        (0, -10.4),
        {"bed": [38, 0, 0], "floor": [0, 34, 0]},
        {
            "foot_l": H([68, -0.2], 0, "sole"),
            "fist_r": H(None, -72, "grip", "toes_r.grip"),
            "fist_l": H(None, -74, "grip", "toes_r.grip"),
        },
        pelvis=13 + curl,
        spine=27,
        chest=22,
        neck=-10,
        head=-8,
        hip_r=100.4 + curl,
        knee_r=0,
        ankle_r=ankle,
    )


closeleg = lambda ankle, toes: {
    "root": [10, 4],
    "angles": {"leg": 88, "ankle": ankle, "toes": toes},
    "holds": {"hand_side": H(None, -62, None, "toes_side.grip")},
    "things": {},
}
for_hand = lambda p: (p["holds"]["hand_side"].update(point="grip"), p)[1]
m1 = dict(
    id="calf_cramp",
    variants=[
        dict(
            id="bed_towel",
            view="figure",
            box=[-40, -102, 156, 130],
            hide=HANDS,
            links=TOWEL,
            frames=[
                fr("ready", bed(8, -18, [48, -31]), slack=7),
                fr("draw", bed(-6, 12, [40.5, -33]), ["calf_r"], arrows=[UP(), W(62, -44, 50, -46, 40, -46)]),
                fr("hold", bed(-8, 15, [40, -33]), ["calf_r"]),
                fr("release", bed(6, -8, [46.5, -31.5]), slack=4),
            ],
        ),
        dict(
            id="bed_hand",
            view="figure",
            box=[-40, -102, 156, 130],
            hide=HANDS,
            frames=[
                fr("ready", reach(-3, 2)),
                fr("draw", reach(12, -3), ["calf_r"], arrows=[UP()]),
                fr("hold", reach(14, -4), ["calf_r"]),
                fr("release", reach(0, 1)),
            ],
        ),
        dict(
            id="chair_towel",
            view="figure",
            box=[-42, -146, 150, 154],
            hide=HANDS,
            links=TOWEL,
            frames=[
                fr("ready", chairtowel(6, -18, 57.4, [34, -60]), slack=6),
                fr("draw", chairtowel(-4, 12, 56.3, [24, -66]), ["calf_r"], arrows=[UP()]),
                fr("hold", chairtowel(-6, 15, 56.2, [23, -67]), ["calf_r"]),
                fr("release", chairtowel(4, -8, 57, [31, -62]), slack=4),
            ],
        ),
        dict(
            id="close_side",
            view="foot_side",
            box=[-42, -34, 72, 54],
            frames=[
                fr("ready", for_hand(closeleg(-25, -5)), ["calf"]),
                fr("draw", for_hand(closeleg(10, 12)), ["calf"], arrows=[UP("foot_side", 0.96)]),
                fr("hold", for_hand(closeleg(15, 15)), ["calf"]),
                fr("release", for_hand(closeleg(-10, 0))),
            ],
        ),
    ],
)


def wall(root, rear, front, torso, wx, hy=-136, rturn=0, support="wall", **k):
    h = {"foot_r": H([rear[0], rear[1]], rturn, "sole"), "foot_l": H([front, 0], 0, "sole")}
    if support == "wall":
        h["hand_r"] = H([wx, hy], -172, "palm")
        h["hand_l"] = H([wx, hy - 3], -172, "palm")
        th = {"wall": [wx, 0, 0], **FLOOR}
    else:
        both(h, "fist", H([wx, -87], -60, "grip"))
        th = {"chair": [wx + 20, 0, 0], **FLOOR}
    return P(root, th, h, pelvis=torso * 0.7, spine=torso * 0.3, **k)


STRAIGHT = lambda x, deg: (x + 84.68 * math.sin(math.radians(deg)), -6.7 - 84.68 * math.cos(math.radians(deg)))


def wallset(wx, rearx, frontx, lean, torso, support="wall", knee=""):
    return [
        fr("stand", wall((frontx - 1, -91), (frontx - 3, 0), frontx, 4, wx, support=support)),
        fr("lift", wall((frontx - 8, -90.2), ((rearx + frontx) / 2, -7), frontx, 5, wx, rturn=14, support=support)),
        fr(
            "step",
            wall(lean[0], (rearx, 0), frontx, 6, wx, support=support),
            arrows=[W(rearx + 36, -16, rearx + 24, -26, rearx + 11, -17)],
        ),
        fr(
            "lean",
            wall(lean[1], (rearx, 0), frontx, torso, wx, support=support),
            ["calf_r"],
            arrows=[W(lean[1][0] - 30, -112, lean[1][0] - 24, -112, lean[1][0] - 15, -112)]
            if not knee
            else [W(lean[1][0] - 24, -112, lean[1][0] - 23, -102, lean[1][0] - 21, -94)],
        ),
        fr("hold", wall(lean[1], (rearx, 0), frontx, torso + 1, wx, support=support), ["calf_r"]),
        fr("return", wall(lean[0], (rearx, 0), frontx, 6, wx, support=support)),
    ]


BOXW = [-98, -178, 160, 186]
under = lambda x, k=0: P((0, -54), SIT, {**FLAT_L, **LAP, "foot_r": H([x, 0], 0, "sole")}, pelvis=k)
m2 = dict(
    id="calf_wall",
    variants=[
        dict(
            id="knee_straight",
            view="figure",
            box=BOXW,
            hide=FISTS,
            frames=wallset(36.5, -45, -4.5, [STRAIGHT(-45, 14), STRAIGHT(-45, 18.7)], 12),
        ),
        dict(
            id="knee_bent",
            view="figure",
            box=BOXW,
            hide=FISTS,
            frames=wallset(26, -30, -13, [(-25, -90), (-36.6, -83.4)], 14, knee="bent"),
        ),
        dict(
            id="chair_back",
            view="figure",
            box=[-98, -178, 186, 186],
            hide=HANDS,
            frames=wallset(18, -45, -4.5, [STRAIGHT(-45, 14), STRAIGHT(-45, 18.7)], 10, "chair"),
        ),
        dict(
            id="seated",
            view="figure",
            box=[-70, -146, 150, 154],
            hide=FISTS,
            frames=[
                fr("ready", under(41)),
                fr("slide", under(27.5, 6), ["calf_r"], arrows=[W(62, -16, 52, -18, 42, -16)]),
                fr("hold", under(27, 8), ["calf_r"]),
                fr("return", under(38)),
            ],
        ),
    ],
)


def stand(ankle, toes=0, lift=(46, 60)):
    return P(
        (0, -91.2),
        {"wall": [50, 0, 0], **FLOOR},
        {"foot_l": H([1, 0], 0, "sole"), "hand_r": H([50, -122], -172, "palm"), "hand_l": H([50, -125], -172, "palm")},
        pelvis=1,
        hip_r=lift[0],
        knee_r=lift[1],
        ankle_r=ankle,
        toes_r=toes,
    )


def seat(ankle, toes=0, hip=84, knee=42):
    return P((0, -54), SIT, {**FLAT_L, **LAP}, hip_r=hip, knee_r=knee, ankle_r=ankle, toes_r=toes)


CIRCLE = "M50 0C77.6 0 100 22.4 100 50C100 77.6 77.6 100 50 100C22.4 100 0 77.6 0 50C0 22.4 22.4 0 50 0"
# Where the tip of the big toe draws, seen from the front, and the picture around it.
ROUND, LETTER, FRONT = [-3, 7.4, 12, 12], [-1.6, 7.6, 9.6, 11.6], [-20, -19, 46, 43]
STILL = {"root": [0, 0], "angles": {}, "holds": {}, "things": {}}
STAND_BOX, SEAT_BOX = [-70, -178, 150, 186], [-60, -146, 168, 154]
STAND_INSET, SEAT_INSET = [-62, -168, 42], [58, -138, 42]


def traces(box, path, arrows=()):
    """Three variants in which the toe follows a path: the figure from the side shows it small beside it."""
    trace = dict(box=box, path=path, arrows=dict(arrows))
    return [
        dict(
            id="standing",
            view="figure",
            box=STAND_BOX,
            hide=FISTS,
            frames=[fr("lift", stand(0))],
            trace={**trace, "inset": STAND_INSET, "arrows": {}},
        ),
        dict(
            id="seated",
            view="figure",
            box=SEAT_BOX,
            hide=FISTS,
            frames=[fr("lift", seat(0))],
            trace={**trace, "inset": SEAT_INSET, "arrows": {}},
        ),
        dict(id="close_front", view="foot_front", box=FRONT, frames=[fr("lift", dict(STILL))], trace=trace),
    ]


m3 = dict(
    id="ankle_circles",
    variants=traces(
        ROUND,
        CIRCLE,
        {
            "top": [W(10, 3.6, 15.5, 6.6, 15, 12.4)],
            "right": [W(15, 15, 14.4, 21, 8, 23)],
            "bottom": [W(-3, 23, -9, 20, -9.4, 14)],
            "left": [W(-13.5, 14, -14, 5, -8, 1.5)],
        },
    ),
)


def points(f, part="foot_r", r=1.0, marks=("calf_r", "shin_r")):
    return [
        fr("start", f(0)),
        fr("up", f(18, 12), [marks[0]], arrows=[UP(part, r)]),
        fr("down", f(-35, -8), [marks[1]], arrows=[DOWN(part, r)]),
        fr("level", f(0)),
    ]


closeup = lambda ankle, toes=0: {
    "root": [0, 0],
    "angles": {"leg": 0, "ankle": ankle, "toes": toes},
    "holds": {},
    "things": {},
}
m4 = dict(
    id="toe_points",
    variants=[
        dict(id="seated", view="figure", box=[-60, -146, 168, 154], hide=FISTS, frames=points(seat)),
        dict(id="standing", view="figure", box=[-70, -178, 150, 186], hide=FISTS, frames=points(stand)),
        dict(
            id="close_side",
            view="foot_side",
            box=[-32, -34, 64, 58],
            hide=["hand_side"],
            frames=points(closeup, "foot_side", 0.96, ("calf", "shin")),
        ),
    ],
)


m5 = dict(id="toe_writing", variants=traces(LETTER, ""))


def kneel(root, pelvis, spine, chest, neck, head, arms, things=None, foot=139, ankle=(-42.4, -6.2)):
    h = {}
    h["foot_r"], h["foot_l"] = (H(list(ankle), foot), H([ankle[0] + 1, ankle[1]], foot))
    for s in "rl":
        h["hand_" + s] = dict(arms)
    return P(
        root,
        {"mat": [-4, 0, 0], **FLOOR, **(things or {})},
        h,
        pelvis=pelvis,
        spine=spine,
        chest=chest,
        neck=neck,
        head=head,
        toes_r=-38,
        toes_l=-38,
    )


SIDE, FWD = (H([-40, -3.2], 91), H([57, -4.2], -86))
tall = kneel((1, -48.6), 0, 0, 0, 0, 0, H([5, -42.6], -8, "palm"))
heels = kneel((-38.8, -23.1), 6, 3, 0, 0, 0, H([-9, -18.6], -64, "palm"))
half = lambda a: kneel((-38.8, -23.1), 40, 18, 8, 0, 0, a)
BOXC = [-74, -137, 150, 143]
KN = lambda a: (-42.3 * math.sin(math.radians(a)), -6.2 - 42.3 * math.cos(math.radians(a)))
PASS = [
    fr("pass1", kneel(KN(22), 6, 2, 0, 0, 0, H([3, -36], -24, "palm"))),
    fr("pass2", kneel(KN(46), 8, 4, 0, 0, 0, H([-1, -29.5], -46, "palm"))),
    fr("pass3", kneel(KN(57), 6, 3, 0, 0, 0, H([-6, -23.5], -56, "palm"))),
]


def child(arms, mid, sweep=()):
    """Folds forward; `sweep`: where the hands pass on their way beside the body, so that no finger dips into the mat."""
    fold = kneel((-38.8, -23.1), 68, 24, 15, 10, -8, arms)
    passed = [fr(f"sweep{i}", kneel((-38.8, -23.1), 58, 22, 13, 8, -4, at)) for i, at in enumerate(sweep, 1)]
    return [
        fr("kneel", tall),
        *PASS,
        fr("sit", heels, arrows=[W(-46, -96, -60, -88, -64, -70)]),
        fr("fold", half(mid), arrows=[W(14, -90, 36, -84, 46, -66)]),
        *passed,
        fr("rest", fold, ["shin_r"]),
        *[dict(each, id=each["id"] + "b") for each in passed[::-1]],
        fr("rise", heels),
    ]


CUSH = {"cushion": [-38, -11.5, 0], "block": [30, 0, 0]}
sup = lambda: kneel(KN(56), 60, 24, 14, 10, -4, H([36, -19], -86), CUSH, foot=136)
table = lambda p, a, w=56: P(
    (0, -54),
    {"chair": [-3, 0, 0], "table": [66, 0, 0], **FLOOR},
    {**FLAT_L, "foot_r": H([38, 0], 0, "sole"), "hand_r": H([w, -76.6], -88), "hand_l": H([w + 1.5, -76.6], -88)},
    pelvis=p,
    spine=p * 0.5,
    chest=p * 0.3,
    neck=a,
    head=a * 0.5,
)
m6 = dict(
    id="child_pose",
    variants=[
        dict(
            id="arms_beside",
            view="figure",
            box=BOXC,
            hide=FISTS,
            frames=child(SIDE, H([10, -16], -60), [H([-12, -21], 0), H([-27, -15], 50)]),
        ),
        dict(
            id="arms_forward",
            view="figure",
            box=BOXC,
            hide=FISTS,
            frames=child(FWD, H([34, -7], -78)),
        ),
        dict(
            id="cushions",
            view="figure",
            box=BOXC,
            hide=FISTS,
            frames=[
                fr("sit", kneel(KN(56), 4, 2, 0, 0, 0, H([-10, -22.6], -56, "palm"), CUSH, foot=136)),
                fr("rest", sup()),
                fr("rise", kneel(KN(56), 4, 2, 0, 0, 0, H([-10, -22.6], -56, "palm"), CUSH, foot=136)),
            ],
        ),
        dict(
            id="seated",
            view="figure",
            box=[-60, -146, 200, 154],
            hide=FISTS,
            frames=[fr("sit", table(6, 4)), fr("rest", table(35, 15, 90)), fr("rise", table(6, 4))],
        ),
    ],
)


def pull(toes, ankle, turn):
    return P(
        (0, -10.4),
        {"bed": [38, 0, 0], "floor": [0, 34, 0]},
        {
            "foot_r": H([61, -0.4], turn, "heel"),
            "foot_l": H([76, -0.4], -40, "heel"),
            "fist_r": H(None, -60, "grip", "toes_r.grip"),
            "hand_l": H([40, -30], -60),
        },
        pelvis=6,
        spine=26,
        chest=22,
        neck=-6,
        head=-6,
        toes_r=toes,
    )


def rollseat(sx, bx, deg):
    return P((0, -54), {**SIT, "ball": [bx, -3.3, deg]}, {**FLAT_L, **LAP, "foot_r": H([sx, -6.6], 0, "sole")})


def rollstand(sx, bx, deg):
    return P(
        (0, -90.6),
        {"wall": [47, 0, 0], "ball": [bx, -3.3, deg], **FLOOR},
        {
            "foot_l": H([-4, 0], 0, "sole"),
            "foot_r": H([sx, -6.6], 0, "sole"),
            "hand_r": H([47, -120], -172, "palm"),
            "hand_l": H([47, -123], -172, "palm"),
        },
        pelvis=2,
    )


def rollclose(ax, bx, deg):
    return {
        "root": [ax, -13.5],
        "angles": {"leg": 0, "ankle": 0, "toes": 10},
        "holds": {},
        "things": {"ball": [bx, -3.3, deg], **FLOOR},
    }


toeclose = lambda toes, ankle: for_hand(
    {
        "root": [0, 4],
        "angles": {"leg": 40, "ankle": ankle, "toes": toes},
        "holds": {"hand_side": H(None, -70 - toes * 0.5, None, "toes_side.grip")},
        "things": {},
    }
)
shinclose = lambda ankle, toes: for_hand(
    {
        "root": [0, 0],
        "angles": {"leg": 30, "ankle": ankle, "toes": toes},
        "holds": {"hand_side": H(None, -22, None, "foot_side.top")},
        "things": {},
    }
)


def tuck(x, y, turn, toes, hold):
    return P(
        (6, -54),
        {"chair": [-3, 0, 0], **FLOOR},
        {
            "foot_l": H([48, 0], 0, "sole"),
            "hand_r": H([33, -62], -80, "palm"),
            "hand_l": H([37, -62.6], -80, "palm"),
            "foot_r": H([x, y], turn),
        },
        toes_r=toes,
        pelvis=hold,
    )


m7 = dict(
    id="sole_shin_release",
    variants=[
        dict(
            id="sole_toes_bed",
            view="figure",
            box=[-40, -102, 156, 130],
            hide=["hand_r", "fist_l"],
            frames=[
                fr("ready", pull(0, 0, -30)),
                fr("pull", pull(42, 8, -36), ["sole_r"], arrows=[UP()]),
                fr("hold", pull(45, 8, -37), ["sole_r"]),
                fr("release", pull(5, 0, -31)),
            ],
        ),
        dict(
            id="sole_toes_close",
            view="foot_side",
            box=[-34, -36, 72, 56],
            frames=[
                fr("ready", toeclose(0, 0)),
                fr("pull", toeclose(50, 8), ["sole"], arrows=[UP("foot_side", 1.05)]),
                fr("hold", toeclose(55, 10), ["sole"]),
                fr("release", toeclose(8, 0)),
            ],
        ),
        dict(
            id="ball_seated",
            view="figure",
            box=[-60, -146, 168, 154],
            hide=FISTS,
            frames=[
                fr("front", rollseat(31.5, 42.5, 0), ["sole_r"]),
                fr("back", rollseat(49.5, 51.5, 156), ["sole_r"], arrows=[W(44, -24, 54, -27, 64, -24)]),
                fr("again", rollseat(31.5, 42.5, 0), ["sole_r"], arrows=[W(64, -24, 54, -27, 44, -24)]),
            ],
        ),
        dict(
            id="ball_standing",
            view="figure",
            box=[-70, -178, 150, 186],
            hide=FISTS,
            frames=[
                fr("front", rollstand(4.5, 15.5, 0), ["sole_r"]),
                fr("back", rollstand(22.5, 24.5, 156), ["sole_r"], arrows=[W(10, -28, 20, -31, 30, -28)]),
                fr("again", rollstand(4.5, 15.5, 0), ["sole_r"], arrows=[W(30, -28, 20, -31, 10, -28)]),
            ],
        ),
        dict(
            id="ball_close",
            view="foot_side",
            box=[-34, -48, 72, 56],
            hide=["hand_side"],
            frames=[
                fr("front", rollclose(-10, 1.5, 0), ["sole"]),
                fr("back", rollclose(8, 10.5, 156), ["sole"], arrows=[W(12, -26, 20, -28, 28, -25)]),
                fr("again", rollclose(-10, 1.5, 0), ["sole"], arrows=[W(28, -26, 20, -28, 12, -25)]),
            ],
        ),
        dict(
            id="shin_kneeling",
            view="figure",
            box=BOXC,
            hide=FISTS,
            frames=[
                fr("kneel", tall),
                *PASS,
                fr(
                    "sit",
                    kneel(KN(56), 4, 2, 0, 0, 0, H([-10, -22.6], -56, "palm")),
                    ["shin_r"],
                    arrows=[W(-46, -104, -58, -96, -62, -78)],
                ),
                fr("hold", kneel((-38.8, -23.1), -3, -2, 0, 0, 0, H([-14, -20.8], -64, "palm")), ["shin_r"]),
                *[dict(f, id=f["id"] + "b") for f in PASS[::-1]],
                fr("rise", tall),
            ],
        ),
        dict(
            id="shin_seated",
            view="figure",
            box=[-60, -146, 168, 154],
            hide=FISTS,
            frames=[
                fr("ready", tuck(42, -6.7, 0, 0, 2)),
                fr("lift", tuck(31, -19, 50, 0, 3)),
                fr("tuck", tuck(18, -18.6, 82, -30, 4), ["shin_r"], arrows=[W(46, -24, 40, -36, 30, -33)]),
                fr("hold", tuck(17, -18, 86, -36, 5), ["shin_r"]),
                fr("lift2", tuck(31, -19, 50, 0, 3)),
                fr("release", tuck(42, -6.7, 0, 0, 2)),
            ],
        ),
        dict(
            id="shin_close",
            view="foot_side",
            box=[-36, -38, 72, 60],
            frames=[
                fr("ready", shinclose(15, 10), ["shin"]),
                fr("point", shinclose(-35, -5), ["shin"], arrows=[DOWN("foot_side", 1.02)]),
                fr("hold", shinclose(-40, -8), ["shin"]),
                fr("release", shinclose(-5, 0)),
            ],
        ),
    ],
)
MOVEMENTS = (m1, m2, m3, m4, m5, m6, m7)
