"""Additions to atlas_kit for cut surfaces: ovals, splitting a compartment by clefts, fascicle / trabecula / lobule texture."""
import math, random
from shapely import voronoi_polygons
from shapely.geometry import Polygon, LineString, MultiPoint, Point
from shapely.affinity import rotate, scale
from shapely.ops import unary_union, linemerge
from shapely.prepared import prep
from art.atlas_kit import *


def n2(x):
    s = f"{x:.2f}".rstrip("0").rstrip(".")
    s = "0" if s in ("-0", "") else s
    return s.replace("-0.", "-.") if s.startswith("-0.") else s[1:] if s.startswith("0.") else s


def join(nums):
    out = ""
    for x in nums:
        t = n2(x)
        out += t if not out or t[0] == "-" or (t[0] == "." and "." in out.split("-")[-1].split(" ")[-1]) else " " + t
    return out


def d_smooth(ring):
    """Closed ring -> rounded cell by quadratic curves through the middles of its edges (relative, short)."""
    p = [(x, -y) for x, y in ring]
    n = len(p)
    m = [((p[i][0] + p[(i + 1) % n][0]) / 2, (p[i][1] + p[(i + 1) % n][1]) / 2) for i in range(n)]
    cur = [round(m[-1][0], 2), round(m[-1][1], 2)]
    s = "M" + join(cur) + "q"
    nums = []
    for i in range(n):
        a, b = p[i], m[i]
        e = (round(b[0] - cur[0], 2), round(b[1] - cur[1], 2))
        nums += [round(a[0] - cur[0], 2), round(a[1] - cur[1], 2), *e]
        cur = [cur[0] + e[0], cur[1] + e[1]]
    return s + join(nums) + "z"


def mosaic(g, size, ang=0.0, stretch=1.4, seed=1, relax=2, jitter=.33):
    """Voronoi cells over polygon g, long axis at ang degrees. -> list of Polygons (unclipped outside g is dropped)."""
    rnd = random.Random(seed)
    c = g.centroid
    h = scale(rotate(g, -ang, origin=c), 1 / stretch, 1, origin=c)
    x0, y0, x1, y1 = h.bounds
    pts, r = [], 0
    y = y0 - 2 * size
    while y < y1 + 2 * size:
        x = x0 - 2 * size + (size / 2 if r % 2 else 0)
        while x < x1 + 2 * size:
            pts.append((x + rnd.uniform(-jitter, jitter) * size, y + rnd.uniform(-jitter, jitter) * size))
            x += size
        y += size * .87
        r += 1
    out = []
    for q in voronoi_polygons(MultiPoint(pts), ordered=True).geoms:
        out.append(rotate(scale(q, stretch, 1, origin=c), ang, origin=c))
    return out


def fascicles(g, size=3.3, ang=0.0, stretch=1.5, seed=1, inset=.42, gap=.16):
    """One path: rounded bundles a little apart, clipped to the muscle."""
    h = g.buffer(-inset)
    if h.is_empty:
        return ""
    P = prep(h)
    d = ""
    for q in mosaic(h, size, ang, stretch, seed):
        if not P.intersects(q):
            continue
        q = q.intersection(h) if not P.contains(q) else q
        for r in getattr(q, "geoms", [q]):
            if r.geom_type != "Polygon":
                continue
            r = r.buffer(-gap, join_style=2).simplify(.14)
            if r.geom_type == "Polygon" and r.area > .09 * size * size and r.area > .035 * r.length ** 2:
                d += d_smooth(list(r.exterior.coords)[:-1])
    return d


def net(g, size=2.0, ang=0.0, stretch=1.2, seed=1, keep=.6, inset=.25, jitter=.4):
    """One path: a broken net of cell walls (trabeculae, fat lobules)."""
    h = g.buffer(-inset)
    rnd = random.Random(seed)
    P = prep(h)
    seen, d = set(), ""
    for q in mosaic(h, size, ang, stretch, seed, jitter=jitter):
        c = list(q.exterior.coords)
        for a, b in zip(c, c[1:]):
            k = tuple(sorted([(round(a[0], 2), round(a[1], 2)), (round(b[0], 2), round(b[1], 2))]))
            if k in seen:
                continue
            seen.add(k)
            if rnd.random() > keep:
                continue
            l = LineString([a, b])
            if not P.intersects(l):
                continue
            l = l if P.contains(l) else l.intersection(h)
            for s in getattr(l, "geoms", [l]):
                if s.geom_type == "LineString" and s.length > .4:
                    (x, y), (X, Y) = s.coords[0], s.coords[-1]
                    d += "M" + join((x, -y)) + "l" + join((X - x, y - Y))
    return d


def oval(u, v, a, b, ang=0, k=.0, n=10, seed=0):
    """Control points of an oval a x b (full widths), turned by ang; k roughens it a little."""
    rnd = random.Random(seed or round(u * 31 + v * 17))
    t = math.radians(ang)
    out = []
    for i in range(n):
        w = 2 * math.pi * i / n
        r = 1 + rnd.uniform(-k, k)
        x, y = a / 2 * math.cos(w) * r, b / 2 * math.sin(w) * r
        out.append((u + x * math.cos(t) - y * math.sin(t), v + x * math.sin(t) + y * math.cos(t)))
    return out


def sheet(pts, w, k=12, ends=True):
    """A thin sheet (fascia, septum, membrane) as a band of width w; w may be a list."""
    ws = w if isinstance(w, (list, tuple)) else [w] * len(pts)
    return Band([(p[0], p[1], x) for p, x in zip(pts, ws)], k)


def line_of(pts, closed=False):
    return LineString(sample(curve(pts, closed)))


def split(region, clefts, gap, seeds, r=1.1):
    """Cut a compartment along clefts; name the pieces by a point inside each."""
    g = region.difference(unary_union([line_of(c).buffer(gap / 2) for c in clefts])) if clefts else region
    out = {}
    for k, p in seeds.items():
        q = [h for h in getattr(g, "geoms", [g]) if h.contains(Point(p))]
        assert q, f"no piece at {k} {p}"
        h = q[0].buffer(-r).buffer(r)
        out[k] = max(getattr(h, "geoms", [h]), key=lambda z: z.area)
    return out


def band_spec(pts, w, cls="fascia"):
    b = sheet(pts, w)
    return cls, b.poly, [b.rail(1), b.rail(-1)]


def ring_spec(g, w, cls="fascia"):
    o, i = g.buffer(w / 2), g.buffer(-w / 2)
    return cls, o.difference(i), [list(o.exterior.coords), list(i.exterior.coords)]


def lens(pts, w):
    """A slim lens along a curve: tendon or aponeurosis cut inside a muscle."""
    l = line_of(pts)
    n = 10
    p = [l.interpolate(i / n, normalized=True) for i in range(n + 1)]
    return sheet([(q.x, q.y) for q in p], [max(.06, w * math.sin(math.pi * i / n) ** .8) for i in range(n + 1)], 4).poly.buffer(.12)


def blunt(g, r=.25):
    """Rounded ends for a sliver."""
    return g.buffer(r).simplify(.02)


def d_fine(g, tol=.04):
    """Smooth closed outline of a clipped polygon."""
    return d_poly(g, tol)


class Plate(Svg):
    """Writers for cut structures; keeps the drawn areas for the checks."""

    def __init__(self, vb):
        super().__init__(vb)
        self.geo = {}

    def layer(self, id):
        self.open(id, "layer")

    def put(self, id, cls, g, casing="", sh=0, detail="", detail2="", line=None, d=None, key=True):
        d = d or d_fine(g)
        if key:
            self.geo[id] = (cls.split()[0], g)
        self.structure(id, cls, d, casing, d_poly(shade(g, sh, -sh)) if sh else "", detail, detail2, line)

    def bone(self, id, pts, cortex=.95, cav=None, marrow_id=None, seed=1, spongy=2.1, ang=0, shade_mm=.7, casing="c1"):
        g = poly(pts)
        inner = poly(cav) if cav else g.buffer(-cortex).buffer(-.6).buffer(.6)
        self.geo[id] = ("bone", g)
        self.open(id, "bone cut")
        d = d_bez(curve(pts))
        if casing:
            self.path(d, "casing " + casing)
        self.path(d, "fill")
        if cav is None:
            self.path(d_poly(inner, .06), "detail2"); self.path(d_poly(shade(g, shade_mm, -shade_mm)), "shade")
            self.path(fascicles(inner, spongy, ang, 1.35, seed, .12, .2), "spaces")
        else:
            self.path(d_poly(shade(g, shade_mm, -shade_mm)), "shade")
            self.open(marrow_id, "marrow cavity"); di = d_bez(curve(cav))
            self.path(di, "fill"); self.path(fascicles(inner, 2.2, ang, 1.2, seed, .5, .3), "spaces"); self.path(di, "line")
            self.close()
        self.path(d, "line")
        self.close()

    def muscle(self, id, g, comp, size=3.3, ang=0, stretch=1.5, seed=1, sh=.9, own=True, inner=()):
        """comp: anterior, lateral, deep, posterior. inner: [(id, geometry)] tendons or aponeuroses inside the belly."""
        if own:
            self.open(id)
        self.open(id + "_belly", f"muscle cut {comp}")
        h = g
        for _, t in inner:
            h = h.difference(t.buffer(.3))
        d = d_fine(g)
        self.path(d, "casing c0"); self.path(d, "fill"); self.path(d_poly(shade(g, sh, -sh)), "shade")
        self.path(fascicles(h, size, ang, stretch, seed), "detail2"); self.path(d, "line")
        self.close()
        self.geo[id] = ("muscle", g)
        for tid, t in inner:
            self.tendon(tid, t, key=False, dots=False, thin=True)
        if own:
            self.close()

    def tendon(self, id, g, key=True, size=1.25, seed=3, dots=True, d=None, thin=False):
        d = d or d_fine(g, .02)
        if key:
            self.geo[id] = ("tendon", g)
        self.open(id, "tendon cut" + (" thin" if thin else ""))
        if not thin:
            self.path(d, "casing c0")
        self.path(d, "fill")
        if not thin:
            self.path(d_poly(shade(g, .5, -.5), .03), "shade")
        if dots and g.area > 4:
            self.path(fascicles(g, size if g.area > 16 else .8 * size, 20, 1.2, seed, .35, .12), "detail2")
        self.path(d, "line")
        self.close()

    def vessel(self, id, kind, pts, note=None):
        g = poly(pts)
        self.geo[id] = (kind, g)
        self.open(id, kind + " cut", **({"note": note} if note else {}))
        d = d_bez(curve(pts))
        self.path(d, "casing c0"); self.path(d, "fill")
        if kind == "artery":
            self.path(d_poly(g.buffer(-.55 if g.area > 5 else -.4), .02), "detail2")
        if kind == "nerve" and g.area > 2.5:
            h = g.buffer(-.28)
            self.path(fascicles(h, 1.35 if g.area > 8 else 1.0, 0, 1, 5, .05, .13), "detail2")
        self.path(d, "line")
        self.close()

    def sheets(self, specs, minus=None):
        """specs: {id: (class, geometry, [edge lines])}; all melt into one another: edges are erased where another sheet joins."""
        gs = {k: (g if minus is None else g.difference(minus)) for k, (c, g, r) in specs.items()}
        done = Polygon()
        for k, (cls, _, rails) in specs.items():
            others = unary_union([g for j, g in gs.items() if j != k] or [Polygon()]).buffer(-.015)
            line = ""
            for r in rails:
                q = LineString(r).difference(others).intersection(gs[k].buffer(.06))
                q = q if minus is None else q.difference(minus.buffer(.05))
                q = linemerge(q) if q.geom_type == "MultiLineString" else q
                line += "".join(d_line(list(x.simplify(.03).coords)) for x in getattr(q, "geoms", [q]) if x.geom_type == "LineString" and x.length > .12)
            self.geo[k] = ("sheet", gs[k].difference(done.buffer(.01)))
            done = done.union(gs[k])
            self.structure(k, cls, d_poly(gs[k], .03), "", "", "", "", line)


def overlaps(plate, ok=()):
    it = list(plate.geo.items())
    bad = []
    for i, (a, (ka, ga)) in enumerate(it):
        for b, (kb, gb) in it[i + 1:]:
            if "free" in (ka, kb) or (a, b) in ok or (b, a) in ok:
                continue
            x = ga.intersection(gb).area
            if x > .15:
                bad.append((a, b, round(x, 2)))
    return bad
