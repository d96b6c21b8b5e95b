"""Solves a pose of the coach: where each part stands and how it is turned. coach_pose.js says the same in the browser.

pose = {"root": [x, y] cm, "angles": {joint: deg}, "holds": {limb: {"at": [x, y] | "on": "part.point", "point": name, "turn": deg}},
        "things": {name: [x, y, deg]}, "pen": [x, y]}; floor y = 0, y down, dorsiflexion +, plantarflexion −, other flexions +.
"""

import math


def turned(x, y, deg):
    a = math.radians(deg)
    return x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)


def scale_of(part, ankle, rig):
    """Foreshortening seen from the front: how much longer than neutral the foot looks when it points (ankle < 0)."""
    v = rig["camera_above_deg"]
    return 1 + part.get("pitch", 0) * (math.sin(math.radians(v - ankle)) / math.sin(math.radians(v)) - 1)


def solve(rig, view, pose):
    """Forward kinematics, then two-bone reaches for holds: {part: [x, y, turn, scale_y]}."""
    parts, fixed, free = rig["views"][view], {}, {}
    angles = dict(pose.get("angles", {}))

    def place():
        at = {}
        for name, p in parts.items():
            x, y, t, k = at.get(p["parent"]) or [*pose.get("root", [0, 0]), 0, 1]
            dx, dy = turned(p["at"][0], p["at"][1] * k, t)
            t += p.get("rest", 0) + p["sign"] * angles.get(p.get("joint"), 0)
            if name in free:
                x, y, t, dx, dy = *free[name], 0, 0
            at[name] = [x + dx, y + dy, fixed.get(name, t), scale_of(p, angles.get("ankle", 0), rig)]
        return at

    def point(at, ref):
        name, key = ref.split(".")
        x, y, t, k = at[name]
        px, py = parts[name].get("points", {}).get(key, [0, 0])
        dx, dy = turned(px, py * k, t)
        return x + dx, y + dy

    at = place()
    if "pen" in pose:  # the big toe reaches a point: closed form for pitch and swing
        f, toe = parts["foot_front"], parts["toe1_front"]
        bx, y1, y2 = toe["at"][0], toe["at"][1], toe["points"]["tip"][1]
        dx, dy = pose["pen"][0] - at["foot_front"][0], pose["pen"][1] - at["foot_front"][1]
        y = math.sqrt(max(1, dx * dx + dy * dy - bx * bx))
        s = (y - y2 * (1 - toe["pitch"])) / (y1 + y2 * toe["pitch"])
        v = rig["camera_above_deg"]
        angles["ankle"] = v - math.degrees(math.asin(max(-1, min(1, s * math.sin(math.radians(v))))))
        angles["swing"] = f["sign"] * math.degrees(math.atan2(dy, dx) - math.atan2(y, bx))
        at = place()
    for limb, h in pose.get("holds", {}).items():
        tx, ty = h["at"] if "at" in h else point(at, h["on"])
        px, py = parts[limb].get("points", {}).get(h.get("point"), [0, 0])
        c = rig["chains"].get(limb)
        for _ in range(1 if "turn" in h or not c else 8):
            turn = h.get("turn", at[limb][2])
            dx, dy = turned(px, py, turn)
            if not c:
                free[limb] = [tx - dx, ty - dy, turn]
                break
            ux, uy = at[c["upper"]][:2]
            a, b = parts[c["lower"]]["at"][1], parts[limb]["at"][1]
            wx, wy = tx - dx - ux, ty - dy - uy
            d = max(abs(a - b) + 0.01, min(a + b - 0.01, math.hypot(wx, wy)))
            A = math.degrees(math.acos((a * a + d * d - b * b) / (2 * a * d)))
            F = math.degrees(math.acos((d * d - a * a - b * b) / (2 * a * b)))
            fixed[c["upper"]] = math.degrees(math.atan2(-wx, wy)) - c["bend"] * A
            fixed[c["lower"]] = fixed[c["upper"]] + c["bend"] * F
            if "turn" in h:
                fixed[limb] = turn
            at = place()
        at = place()
    return at


def angles_of(rig, view, at, hide=()):
    """The anatomical joint angles of a solved pose (to bake holds into angles and to check ranges)."""
    out = {}
    for name, p in rig["views"][view].items():
        if p.get("joint") and name not in hide:  # hand and fist share the wrist: the shown one counts
            base = at[p["parent"]][2] if p["parent"] else 0
            mid = sum(p["range"]) / 2  # wrap around the middle of the joint's range, so that 181° stays 181°
            out[p["joint"]] = round(
                ((at[name][2] - base - p.get("rest", 0)) * p["sign"] - mid + 180) % 360 - 180 + mid, 1
            )
    return out
