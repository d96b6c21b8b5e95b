"""Small drawing kit for the flat atlas: smooth curves, bands, spindles, flat shading, SVG layers.
Page frame: (u right, v up) in mm; the writer negates v. No text, no gradients, no inline styles."""
import math
from shapely.geometry import Polygon, LineString, MultiPolygon, GeometryCollection
from shapely.affinity import translate
from shapely.ops import unary_union


def _seg(p0, p1, p2, p3, c1, c2):
    """Bezier handles of the centripetal Catmull-Rom piece p1->p2; c1/c2: p1/p2 is a corner or an end."""
    d1, d2, d3 = (max(math.dist(a, b), 1e-6) for a, b in ((p0, p1), (p1, p2), (p2, p3)))
    r = lambda d: math.sqrt(d)
    if c1:
        b1 = tuple(p1[i] + (p2[i] - p1[i]) / 3 for i in (0, 1))
    else:
        b1 = tuple((d1 * p2[i] - d2 * p0[i] + (2 * d1 + 3 * r(d1) * r(d2) + d2) * p1[i]) / (3 * r(d1) * (r(d1) + r(d2))) for i in (0, 1))
    if c2:
        b2 = tuple(p2[i] - (p2[i] - p1[i]) / 3 for i in (0, 1))
    else:
        b2 = tuple((d3 * p1[i] - d2 * p3[i] + (2 * d3 + 3 * r(d3) * r(d2) + d2) * p2[i]) / (3 * r(d3) * (r(d3) + r(d2))) for i in (0, 1))
    return p1[:2], b1, b2, p2[:2]


def curve(pts, closed=True):
    """pts: (u, v[, note]); a note that begins with '^' marks a corner. -> list of cubic Beziers."""
    P = [(p[0], p[1]) for p in pts]
    C = [len(p) > 2 and str(p[2]).startswith("^") for p in pts]
    n = len(P)
    if closed:
        return [_seg(P[i - 1], P[i], P[(i + 1) % n], P[(i + 2) % n], C[i], C[(i + 1) % n]) for i in range(n)]
    return [_seg(P[max(i - 1, 0)], P[i], P[i + 1], P[min(i + 2, n - 1)], i == 0 or C[i], i + 2 == n or C[i + 1]) for i in range(n - 1)]


def sample(bez, k=10):
    out = []
    for a, b, c, d in bez:
        for j in range(k):
            t = j / k
            s = 1 - t
            out.append(tuple(s**3 * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t**3 * d[i] for i in (0, 1)))
    return out + [bez[-1][3]]


def f(x):
    s = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if s == "-0" else s


def d_bez(bez, closed=True):
    s = f"M{f(bez[0][0][0])} {f(-bez[0][0][1])}"
    for _, b, c, d in bez:
        s += "C" + " ".join(f"{f(p[0])} {f(-p[1])}" for p in (b, c, d))
    return s + ("Z" if closed else "")


def d_line(pts):
    return "M" + "L".join(f"{f(u)} {f(-v)}" for u, v in pts)


def d_poly(g, tol=0.05):
    if g.is_empty:
        return ""
    out = ""
    for p in getattr(g, "geoms", [g]):
        if p.geom_type != "Polygon" or p.area < 0.3:
            continue
        p = p.simplify(tol)
        for ring in [p.exterior, *p.interiors]:
            out += d_line(list(ring.coords)[:-1]) + "Z"
    return out


def poly(pts, k=10):
    return Polygon(sample(curve(pts), k)).buffer(0)


def shade(g, dx=2.2, dv=-2.2, keep=None):
    """Flat crescent on the side away from the light (light from upper left)."""
    s = g.difference(translate(g, -dx, -dv)).buffer(-0.18).buffer(0.18)
    return s if keep is None else s.intersection(keep)


def _interp(xs, ys, x, _c={}):
    """Monotone cubic (Fritsch-Carlson): widths neither overshoot nor scallop."""
    key = (tuple(xs), tuple(ys))
    if key not in _c:
        n = len(xs)
        dl = [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(n - 1)]
        m = [dl[0]] + [0 if dl[i - 1] * dl[i] <= 0 else 2 * dl[i - 1] * dl[i] / (dl[i - 1] + dl[i]) for i in range(1, n - 1)] + [dl[-1]]
        _c[key] = m
    m = _c[key]
    for i in range(len(xs) - 1):
        if x <= xs[i + 1] or i == len(xs) - 2:
            h = xs[i + 1] - xs[i]
            t = min(1, (x - xs[i]) / h)
            return ((2 * t**3 - 3 * t * t + 1) * ys[i] + (t**3 - 2 * t * t + t) * h * m[i] + (3 * t * t - 2 * t**3) * ys[i + 1] + (t**3 - t * t) * h * m[i + 1])


class Band:
    """Centre line with a width profile: tendons, nerves, ligaments, muscles (a muscle is a fat band)."""

    def __init__(self, pts, k=12):  # pts: (u, v, width)
        self.c = sample(curve([p[:2] for p in pts], False), k)
        n = len(self.c)
        s = [0]
        for j in range(1, n):
            s.append(s[-1] + math.dist(self.c[j - 1], self.c[j]))
        self.w = [max(.05, _interp([s[i * k] for i in range(len(pts))], [p[2] for p in pts], s[j])) for j in range(n)]
        self.n = []
        for j in range(n):
            a, b = self.c[max(j - 1, 0)], self.c[min(j + 1, n - 1)]
            L = math.dist(a, b) or 1
            self.n.append((-(b[1] - a[1]) / L, (b[0] - a[0]) / L))

    def rail(self, t, a=0.0, b=1.0):  # t in -1..1 across, a..b along
        n = len(self.c)
        lo, hi = int(a * (n - 1)), int(b * (n - 1))
        return [(self.c[j][0] + self.n[j][0] * self.w[j] / 2 * t, self.c[j][1] + self.n[j][1] * self.w[j] / 2 * t) for j in range(lo, hi + 1)]

    def sides(self, g=None):
        """Only the two long edges: open ends let a ligament or tendon melt into bone."""
        r = [self.rail(1), self.rail(-1)]
        return "".join(d_line(list(LineString(x).simplify(.04).coords)) for x in r) if g is None else "".join(lines_in(g.buffer(.02), x) for x in r)

    def capped(self, bulge=.3):
        """Ends bulge like the foot of a ligament on bone instead of a straight cut."""
        def cap(j, s):
            c, w, (nx, nv) = self.c[j], self.w[j] / 2, self.n[j]
            tx, tv = nv * s, -nx * s
            return [(c[0] + nx * w * math.cos(a) + tx * w * 2 * bulge * math.sin(a), c[1] + nv * w * math.cos(a) + tv * w * 2 * bulge * math.sin(a)) for a in (i * math.pi / 12 for i in range(1, 12))]
        return Polygon(self.rail(1) + cap(-1, 1) + self.rail(-1)[::-1] + cap(0, -1)[::-1]).buffer(0)

    def rounded(self, r):
        return self.poly.buffer(-r).buffer(r)

    @property
    def poly(self):
        g = Polygon(self.rail(1) + self.rail(-1)[::-1]).buffer(0)
        return max(g.geoms, key=lambda q: q.area) if g.geom_type == "MultiPolygon" else g


def spindle(levels):
    """levels: (v, back, front) from top to bottom -> Band (centre line and width profile)."""
    return Band([((b + a) / 2, v, a - b) for v, b, a in levels])


def lines_in(g, line, inset=0.0):
    """The part of a polyline that lies inside polygon g, as path data."""
    x = LineString(line).intersection(g.buffer(-inset))
    out = ""
    for s in getattr(x, "geoms", [x]):
        if s.geom_type == "LineString" and s.length > 1.5:
            out += d_line(list(s.simplify(0.04).coords))
    return out


def regions(bone, g, dark, marks):
    """The named parts of one bone for Svg.structure. marks: id -> (bone, control points round the part)."""
    return [(id, d_poly(g.intersection(poly(pts))), d_poly(dark.intersection(poly(pts)))) for id, (own, pts) in marks.items() if own == bone]


def joint(near, far, gap):
    """The joint space that shows where one bone ends before another: the nearer one's casing over the other."""
    return near.buffer(gap).difference(near.buffer(.1)).intersection(far.buffer(gap))


class Svg:
    def __init__(self, vb):
        self.vb, self.parts, self.depth = vb, [], 0

    def open(self, id, cls="", **data):
        extra = "".join(f' data-{k.replace("_", "-")}="{v}"' for k, v in data.items())
        self.parts.append(f'<g id="{id}"' + (f' class="{cls}"' if cls else "") + extra + ">")

    def close(self):
        self.parts.append("</g>")

    def path(self, d, cls):
        if d:
            self.parts.append(f'<path class="{cls}" d="{d}"/>')

    def structure(self, id, cls, d, casing="", shade_d="", detail="", detail2="", line=None, regions=()):
        """regions: (id, fill, shade) of parts that can be named and lit on their own; the lines of the whole lie over them."""
        self.open(id, cls)
        if casing:
            self.path(d, "casing " + casing)
        self.path(d, "fill")
        self.path(shade_d, "shade")
        for part, fill, dark in regions:
            self.open(part, cls)
            self.path(fill, "fill")
            self.path(dark, "shade")
            self.close()
        self.path(detail2, "detail2")
        self.path(detail, "detail")
        self.path(d if line is None else line, "line")
        self.close()

    def joint(self, id, g):
        """A joint space as a place of its own; the page draws it only when it is chosen."""
        self.open(id, "joint")
        self.path(d_poly(g), "fill")
        self.close()

    def text(self):
        x, y, w, h = self.vb
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{f(x)} {f(y)} {f(w)} {f(h)}">\n' + "\n".join(self.parts) + "\n</svg>\n"
