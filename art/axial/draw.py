"""Two axial sections of the right leg seen from ABOVE, anterior at the top: u = lateral (page right), v = anterior (page up), mm.
So medial is on the LEFT of the page. Outlines are control points drawn by eye through the measured widths; '^' = corner.
axial_malleoli: y = 13 mm (foot frame, fibula 5 % level). axial_midleg: y = 178 mm (tibia 50 % level), leg frame (landmarks_leg_profile)."""

from shapely.geometry import box, MultiPolygon
from shapely.affinity import translate
from art.axial_kit import *


# captions for what varies (written as data-note on the group)
SURAL = "varies: usually crosses deep to the small saphenous vein at about 145 mm, lateral to it in the lower calf"
NOTE_M = {"sural_nerve": "order with the small saphenous vein varies", "small_saphenous_vein": "order with the sural nerve varies", "saphenous_nerve": "varies; usually behind the great saphenous vein"}
NOTE_L = {"sural_nerve": "level where it pierces the fascia varies (middle to lower third of the leg); side of the vein " + SURAL, "saphenous_nerve": "varies; usually behind the great saphenous vein"}

# ================================================================== 1. through the malleoli
def malleoli():
    s = Plate((-47, -45, 100, 105))
    s.open("axial_malleoli", "view", view="axial_malleoli", side="right", seen_from="above", page_up="anterior", page_left="medial", level_mm="13")
    SKIN = [(-5, 38), (3.4, 37.3), (12, 33.9), (20.8, 27.5), (28, 20.2), (34, 11), (38, 1), (39, -8), (38.3, -16.6), (35.6, -23.8), (31, -30.6), (25.8, -37.2), (20.2, -43.9), (13.8, -50),
            (5.6, -53.1), (-2.6, -51.3), (-8.2, -46.4), (-12.8, -41.2), (-19, -36.6), (-25.4, -30.6), (-29.9, -21.9), (-31.8, -12), (-32.4, -3), (-31.6, 6), (-29.4, 15), (-26.0, 23.4), (-21.0, 30.8), (-13.8, 36.3)]
    skin = poly(SKIN)
    TALUS = [(-13.0, 8.8), (-11.6, 11.0), (-7.6, 12.0), (-2.6, 11.6), (2.0, 11.2), (6.4, 11.8), (10.6, 11.6), (13.0, 9.6), (13.7, 5.4), (13.4, 0), (12.4, -6), (10.6, -11.4), (7.6, -14.8), (3, -15.5), (-2, -15.2), (-6.4, -15.0), (-9.8, -12.6), (-11.5, -7), (-12.6, 0)]
    MM = [(-15.0, 2.0), (-17.2, 4.4), (-21.0, 4.9), (-24.6, 3.0), (-26.8, -1.6), (-27.4, -7.2), (-26.6, -12.2), (-24.8, -16.0), (-20.8, -16.4, "groove"), (-17.4, -17.5), (-14.0, -16.6), (-12.9, -12.8), (-13.6, -7), (-14.8, -2)]
    LM = [(21.6, 11.2), (24.8, 9.2), (29.2, 5.2), (33.2, -.6), (35.1, -6.6), (34.4, -11.4), (31.4, -14.8), (27.4, -14.3, "groove"), (23.4, -15.0), (20.4, -14.0), (19.2, -10.8), (19.5, -7.2, "malleolar fossa"), (17.4, -3.4), (15.9, 1.4), (16.2, 6), (18, 9.6)]
    talus, mm, lm = poly(TALUS), poly(MM), poly(LM)
    bones = unary_union([talus, mm, lm])
    FAT_IN = skin.buffer(-1.5)

    # deep fascia (crural fascia; the retinacula are its thickened parts): outline by eye, fused with the malleoli
    EXT = [(-23.4, 1.6), (-24.7, 6), (-24.5, 11.6), (-22.5, 20.2), (-19.2, 27.0), (-13.2, 32.0), (-5.4, 33.5), (3, 32.3), (11, 29.1), (18.4, 23.8), (23.6, 16.6), (25.2, 10.6), (24.4, 7.4)]
    SFR = [(32.2, -12.4), (34.2, -15.6), (33.8, -19.6), (31.0, -24.2), (28.4, -26.2), (25.6, -27.7)]
    FLX = [(-25.0, -12.6), (-26.6, -15.6), (-26.1, -20.4), (-22.8, -27), (-17.4, -32.4), (-11.4, -37.0), (-7.4, -41.3), (-4.2, -45.6)]
    DEEP = EXT + [(31, 1), (34, -6)] + SFR + [(20.9, -31.4), (16.8, -38.8), (14.2, -45.2), (10.6, -49.6), (5.4, -50.7), (0, -49.4), ] + FLX[::-1] + [(-26.0, -7), (-24.6, -2)]
    deep = poly(DEEP).union(bones)

    # ---- skin and fat
    CAP = [(-16.2, 3.0), (-16.0, 6.4), (-15.2, 10.4), (-12.8, 13.4), (-8, 14.9), (-2.4, 14.5), (2.4, 14.2), (6.8, 14.6), (11, 14.4), (14.6, 12.2), (16.3, 9.2), (17.4, 7.6)]
    cav = Polygon(sample(curve(CAP, False)) + sample(curve([(18.6, 6), (17.6, -2), (18.4, -9), (14.8, -13.2), (9.2, -16.6), (2, -17.2), (-6, -17), (-13, -14), (-14.4, -4), (-17, 3)], False))).buffer(0).intersection(talus.buffer(.95 + 1.75))
    pad = poly([(20.2, -29.4), (13, -33.2), (4, -35.0), (-4, -36.4), (-9.0, -38.0), (-6.6, -40.6), (-2.8, -43.0), (0, -42.2), (5, -41.9), (10, -42.1), (13.2, -43.4), (16.0, -37.6)])
    s.layer("skin")
    s.put("skin_silhouette", "skin dermis", skin, d=d_bez(curve(SKIN)), key=False)
    ring = FAT_IN.difference(deep)
    s.put("subcutaneous_tissue", "fat", ring, detail2=fascicles(ring, 3.4, 0, 1.2, 4, .2, .17), key=False, line="")
    loose = deep.difference(unary_union([bones.buffer(.6), cav, pad, poly([(20.2, -30), (-9, -38.4), (-5, -46), (5, -51), (12, -50)])]))
    s.put("deep_connective_tissue", "fat loose", deep, detail2=fascicles(loose, 3.8, 0, 1.2, 6, .6, .3), key=False, line="")
    s.put("preachilles_fat_pad", "fat", pad, detail2=fascicles(pad, 3.2, 15, 1.3, 9, .2, .17), key=False, line="")
    s.close()

    # ---- joint and bones
    s.layer("ligaments")
    s.put("talocrural_joint_cavity", "space", cav.difference(bones), key=False, line="")
    PTF = [(20.4, -9.6), (15.4, -13.4), (9.4, -16.8), (2, -17.9), (-5.6, -17.5), (-14, -14.6)]
    ptf = sheet(PTF, [4.6, 3.6, 2.9, 2.7, 2.8, 3.4])
    g = ptf.poly.difference(talus.buffer(.95)).difference(mm.union(lm))
    ptf_g = g
    s.put("inferior_transverse_tibiofibular_ligament", "ligament cut", g, detail="".join(lines_in(g, ptf.rail(t, .02, .98), .1) for t in (-.5, 0, .5)))
    cb = sheet(CAP, .9)
    s.put("articular_capsule_of_talocrural_joint", "ligament cut", cb.poly.difference(bones.buffer(.1)), key=False)
    s.close()
    s.layer("bones")
    def cartilage(id, g):
        s.put(id, "cartilage", max(getattr(g, "geoms", [g]), key=lambda z: z.area), key=False)
    cartilage("articular_cartilage_of_trochlea_of_talus", talus.buffer(.95))
    s.bone("talus", TALUS, 1.0, seed=11, ang=90, spongy=2.1, casing="")
    cartilage("articular_cartilage_of_medial_malleolus", sheet([(-15.6, 2.8), (-14.9, -1.6), (-13.7, -7), (-13.0, -12.8)], [.2, 2.0, 2.0, .2]).poly.difference(mm).difference(talus.buffer(1.15)))
    s.open("tibia"); s.bone("medial_malleolus", MM, 1.1, seed=5, ang=80, spongy=2.0, casing=""); s.close()
    cartilage("articular_cartilage_of_lateral_malleolus", sheet([(17.0, 8.0), (16.1, 5.4), (15.9, 1.4), (16.9, -2.8), (18.9, -6.2)], [.2, 1.8, 2.0, 2.2, .2]).poly.difference(lm).difference(talus.buffer(1.15)))
    s.open("fibula"); s.bone("lateral_malleolus", LM, 1.2, seed=7, ang=60, spongy=2.0, casing=""); s.close()
    s.close()

    # ---- tendons and muscle
    T = {  # id: (u, v, a, b, angle)
        "tibialis_anterior_tendon": (-13.3, 27.0, 10.8, 5.2, 27),
        "extensor_hallucis_longus_tendon": (-3.2, 27.9, 6.6, 4.4, 2),
        "fibularis_tertius_tendon": (18.3, 18.7, 4.8, 3.1, -46),
        "tibialis_posterior_tendon": (-20.9, -19.8, 8.0, 4.9, -10),
        "flexor_digitorum_longus_tendon": (-17.4, -26.6, 5.6, 4.2, -40),
        "flexor_hallucis_longus_tendon": (-1.4, -22.3, 6.4, 4.4, 6),
        "fibularis_brevis_tendon": (27.0, -17.2, 8.8, 3.3, 3),
        "fibularis_longus_tendon": (27.5, -22.0, 7.0, 4.5, 12),
    }
    tp = {k: poly(oval(*v, k=.035)) for k, v in T.items()}
    EDL = [(5.9, 26.4, 3.6, 3.8, 0), (9.4, 25.7, 3.5, 4.0, 0), (12.6, 24.2, 3.3, 3.9, -15), (15.5, 22.0, 3.1, 3.6, -30)]
    edl = [poly(oval(*e, k=.04)) for e in EDL]
    s.layer("muscles")
    def sheath(id, gs, w=.75, minus=None):
        h = unary_union([g.buffer(w) for g in gs]).buffer(1.5).buffer(-1.5).difference(bones.buffer(.25))
        s.put(id, "sheath", h if minus is None else h.difference(minus), key=False)
    def ten(group, id, sh=None):
        s.open(group)
        if sh:
            sheath(sh, [tp[id]])
        s.tendon(id, tp[id]); s.close()
    ten("tibialis_anterior", "tibialis_anterior_tendon", "tendinous_sheath_of_tibialis_anterior")
    ten("extensor_hallucis_longus", "extensor_hallucis_longus_tendon", "tendinous_sheath_of_extensor_hallucis_longus")
    s.open("extensor_digitorum_longus")
    sheath("tendinous_sheath_of_extensor_digitorum_longus", edl + [tp["fibularis_tertius_tendon"]])
    for i, g in enumerate(edl):
        s.tendon(f"extensor_digitorum_longus_tendon_{i + 2}", g)
    s.close()
    ten("fibularis_tertius", "fibularis_tertius_tendon")
    ten("tibialis_posterior", "tibialis_posterior_tendon", "tendinous_sheath_of_tibialis_posterior")
    ten("flexor_digitorum_longus", "flexor_digitorum_longus_tendon", "tendinous_sheath_of_flexor_digitorum_longus")
    s.open("flexor_hallucis_longus")
    fhl = poly([(-4.8, -25.4), (-1, -24), (3.0, -21.2), (6.8, -20.1), (11.6, -19.2), (16, -19.6), (18.0, -22.2), (16.4, -25.6), (11.6, -28.4), (5.6, -30.4), (-.2, -30.6), (-3.8, -28.4)])
    s.muscle("flexor_hallucis_longus", fhl.difference(tp["flexor_hallucis_longus_tendon"].buffer(1.1)).buffer(-1.3).buffer(1.3), "posterior deep", 2.7, -8, 1.5, 3, own=False)
    sheath("tendinous_sheath_of_flexor_hallucis_longus", [tp["flexor_hallucis_longus_tendon"]], .7)
    s.tendon("flexor_hallucis_longus_tendon", tp["flexor_hallucis_longus_tendon"]); s.close()
    sheath("common_tendinous_sheath_of_fibulares", [tp["fibularis_brevis_tendon"], tp["fibularis_longus_tendon"]])
    ten("fibularis_brevis", "fibularis_brevis_tendon"); ten("fibularis_longus", "fibularis_longus_tendon")
    CT = [(-2.4, -45.6), (-.6, -43.8), (4.6, -43.5), (9.8, -43.7), (12.6, -45.2), (12.0, -47.5), (9, -49.2), (5, -49.7), (.8, -49.0), (-2, -47.4)]
    s.open("triceps_surae"); s.tendon("calcaneal_tendon", poly(CT), size=1.7, d=d_bez(curve(CT))); s.close()
    s.open("plantaris"); s.tendon("plantaris_tendon", poly(oval(-3.5, -43.7, 2.6, 1.4, -46))); s.close()
    s.close()

    # ---- retinacula and fascia
    s.layer("retinacula")
    SEPT = [(28.6, -26.1), (25.6, -27.5), (20.4, -28.8), (13, -31.8), (4, -33.8), (-4, -35.2), (-10.7, -37.4)]
    specs = {
        "inferior_extensor_retinaculum": band_spec(EXT, [.9, 1.2, 1.4, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.3, 1.0], "retinaculum cut"),
        "flexor_retinaculum": band_spec(FLX, [1.0, 1.3, 1.5, 1.5, 1.5, 1.3, .7, .3], "retinaculum cut"),
        "superior_fibular_retinaculum": band_spec(SFR, [1.0, 1.4, 1.5, 1.5, 1.3, .8], "retinaculum cut"),
        "crural_fascia": ring_spec(deep, .6),
        "deep_lamina_of_crural_fascia": band_spec(SEPT, .7),
        "flexor_retinaculum_septum_1": band_spec([(-16.2, -17.0), (-16.2, -20.8), (-19.2, -23.2), (-25.2, -23.6)], .6, "retinaculum cut"),
        "flexor_retinaculum_septum_2": band_spec([(-13.6, -16.4), (-12.9, -22.0), (-13.8, -27.6), (-17.6, -32.2)], .6, "retinaculum cut"),
        "flexor_retinaculum_septum_3": band_spec([(-7.6, -18.4), (-6.3, -22.4), (-6.0, -28), (-6.6, -35.8)], .6, "retinaculum cut"),
    }
    c, g, r = specs["crural_fascia"]
    specs["crural_fascia"] = (c, g.difference(bones.buffer(.45)), r)
    s.sheets(specs, minus=bones.buffer(.1).union(ptf_g))
    s.close()

    # ---- vessels and nerves
    s.layer("vessels_nerves")
    V = [("great_saphenous_vein", "vein", (-26.7, 13.8, 3.6, 2.5, 70)), ("saphenous_nerve", "nerve", (-28.4, 9.4, 1.6, 1.3, 70)),
         ("anterior_tibial_vein_medial", "vein", (-2.6, 20.2, 2.7, 2.0, 10)), ("anterior_tibial_artery", "artery", (.7, 20.9, 3.3, 3.2, 0)), ("anterior_tibial_vein_lateral", "vein", (3.9, 19.8, 2.5, 2.0, -20)), ("deep_fibular_nerve", "nerve", (6.9, 20.5, 2.5, 2.0, -15)),
         ("posterior_tibial_vein_medial", "vein", (-13.9, -31.2, 3.0, 2.2, -50)), ("posterior_tibial_artery", "artery", (-10.6, -27.2, 3.6, 3.5, 0)), ("posterior_tibial_vein_lateral", "vein", (-10.0, -23.2, 3.0, 2.3, 20)), ("tibial_nerve", "nerve", (-9.7, -32.5, 5.0, 4.0, -50)),
         ("small_saphenous_vein", "vein", (26.3, -30.6, 3.2, 2.3, 55)), ("sural_nerve", "nerve", (22.9, -35.0, 2.2, 1.9, 60)),
         ("medial_dorsal_cutaneous_nerve", "nerve", (3.4, 34.4, 1.7, 1.2, -12)), ("intermediate_dorsal_cutaneous_nerve", "nerve", (17.0, 26.9, 1.6, 1.2, -36))]
    for id, k, o in V:
        s.vessel(id, k, oval(*o, k=.05 if k == "vein" else .02), NOTE_M.get(id))
    s.close()
    s.close()
    return s, dict(skin=skin, deep=deep, talus=talus, medial_malleolus=mm, lateral_malleolus=lm)


# ================================================================== 2. through the middle of the leg
def midleg():
    s = Plate((-58, -42, 120, 132))
    s.open("axial_midleg", "view", view="axial_midleg", side="right", seen_from="above", page_up="anterior", page_left="medial", level_mm="178")
    SKIN = [(.2, 27.0), (7, 30.8), (16, 32.2), (26, 29.4), (35, 22.6), (42.2, 12.8), (47.2, 1), (50.4, -12), (51.4, -25), (50, -38), (46, -50), (39.4, -61), (30.4, -70.4), (19, -77), (6.6, -80.4), (-6.4, -80.3), (-18.8, -76.9), (-29.8, -70.2), (-38.4, -60.4), (-43.6, -48.2), (-45.2, -34.8), (-42.8, -21.8), (-36.8, -10.2), (-28.8, -.6), (-20.8, 7.2), (-13.4, 14.6), (-6.4, 22.0)]
    skin = poly(SKIN)
    TIB = [(.5, 21.3), (2.5, 18.8), (3.9, 13), (4.8, 6.4), (5.8, 1.2), (7.0, -2.4, "interosseous border"), (4.6, -5.6), (0, -7.2), (-5.6, -7.7), (-10.4, -5.8), (-13.2, -1.8, "medial border"), (-13.4, 3), (-10.7, 8.6), (-6.6, 14.2), (-2.6, 19.4)]
    TIBC = [(-1.2, 11.6), (1.0, 8), (1.8, 2.6), (1.4, -1.8), (-2.6, -3.6), (-7.4, -3.0), (-9.3, .2), (-7.4, 4.6), (-4.2, 9.2)]
    FIB = [(18.5, -16.6, "interosseous border"), (21.4, -15.7), (24.5, -14.5), (27.3, -13.9, "anterior border"), (28.1, -16.4), (27.9, -20.3), (28.3, -24.3), (26.8, -26.5, "posterior border"), (23.4, -26.6), (20.3, -25.1), (18.9, -22.3, "medial crest"), (18.5, -19.2)]
    FIBC = [(21.5, -18.8), (24.1, -17.8), (25.6, -18.9), (25.7, -21.8), (24.6, -23.6), (22.3, -22.2)]
    tib, fib = poly(TIB), poly(FIB)
    bones = tib.union(fib)
    FASC = [(1.2, 20.6), (4.4, 25.0), (13, 28.2), (22.8, 26.4), (32, 20), (38.8, 10.6), (43.4, -.6), (46.4, -13), (47.2, -25.4), (45.8, -37.6), (41.8, -49), (35, -59.2), (26.2, -67.2), (15.8, -72.8), (5, -75.2), (-6.4, -74.9), (-17.2, -71.6), (-26.8, -65.2), (-34.2, -55.8), (-38.4, -44.4), (-39.0, -32.6), (-35.8, -21.2), (-29.6, -12.2), (-21.8, -5.8), (-12.4, -1.4)]
    fl = sample(curve(FASC, False))
    inside = Polygon(fl + [(-12, 2), (-6, 11), (-1.5, 18.5)]).buffer(0)
    ANT = [(26.4, -15.6), (33.4, -4.8), (40.9, 6.2)]
    POST = [(26.6, -25.2), (35.4, -32.6), (44.4, -42.0)]
    TRANS = [(-13.0, -2.2), (-17.2, -10), (-15.0, -20.6), (-6.8, -30.0), (4.6, -36.4), (15.6, -39.4), (24.6, -37.2), (27.8, -31.0), (26.4, -25.4)]
    IOM = [(6.9, -2.5), (11.8, -7.8), (19.0, -16.4)]
    septa = {"anterior_intermuscular_septum_of_leg": (ANT, 1.3), "posterior_intermuscular_septum_of_leg": (POST, 1.3), "transverse_intermuscular_septum_of_leg": (TRANS, 1.2)}
    walls = unary_union([line_of(p).buffer(w / 2 + .3) for p, w in septa.values()] + [line_of(IOM).buffer(.9), bones.buffer(.55), LineString(fl).buffer(.85)])

    # vessels first: they lie in beds of fat between the muscles
    V = [("great_saphenous_vein", "vein", (-27.0, -4.0, 4.0, 2.8, 44)), ("saphenous_nerve", "nerve", (-29.5, -8.5, 1.7, 1.4, 44)),
         ("anterior_tibial_vein_medial", "vein", (11.3, -3.9, 2.4, 1.8, -40)), ("anterior_tibial_artery", "artery", (13.7, -5.9, 3.0, 3.0, 0)), ("anterior_tibial_vein_lateral", "vein", (16.1, -8.5, 2.4, 1.8, -50)), ("deep_fibular_nerve", "nerve", (16.4, -3.8, 2.3, 1.9, -30)),
         ("superficial_fibular_nerve", "nerve", (39.9, .2, 2.4, 1.9, -60)),
         ("posterior_tibial_vein_medial", "vein", (-10.5, -22.4, 3.2, 2.2, -45)), ("posterior_tibial_artery", "artery", (-7.5, -24.8, 3.5, 3.4, 0)), ("posterior_tibial_vein_lateral", "vein", (-4.2, -27.5, 3.2, 2.2, -38)), ("tibial_nerve", "nerve", (.8, -30.6, 5.2, 3.7, -26)),
         ("fibular_vein_medial", "vein", (10.8, -27.6, 2.6, 2.0, 40)), ("fibular_artery", "artery", (13.1, -25.4, 2.8, 2.8, 0)), ("fibular_vein_lateral", "vein", (15.4, -22.9, 2.5, 1.9, 50)),
         ("small_saphenous_vein", "vein", (4.2, -77.4, 3.4, 2.3, 4)), ("sural_nerve", "nerve", (4.1, -72.7, 2.1, 1.7, 70))]
    V = [(i, k, oval(*o, k=.05 if k == "vein" else .02)) for i, k, o in V]
    vg = {i: poly(p) for i, k, p in V}
    bed = lambda ids, w=.75: unary_union([vg[i] for i in ids]).buffer(w + 4).buffer(-4)
    beds = unary_union([bed([i for i in vg if i.startswith(p)] + q) for p, q in (("anterior_tibial", ["deep_fibular_nerve"]), ("posterior_tibial", ["tibial_nerve"]), ("fibular_", []))] + [translate(bed([i for i in vg if i.startswith("posterior_tibial")] + ["tibial_nerve"], .3), -.9, -.9), bed([i for i in vg if i.startswith("anterior_tibial")] + ["deep_fibular_nerve"]).union(box(13, -7, 13.4, -6.6)).convex_hull, Polygon([(40.9, 6.4), (36.4, -1.2), (43.8, -2.6)]), poly([(-.2, -76.4), (2.1, -73.4), (3.5, -70.8), (4.7, -68.4), (5.5, -68.4), (5.9, -70.8), (6.5, -73.4), (8.2, -76.4), (4, -77)])])

    C = {  # clefts
        "ta": [(27.6, 25), (25.6, 16), (22.2, 8.6), (18.6, 1.8), (16.2, -2.6), (14.4, -5.6)],
        "ehl": [(22.2, 8.6), (26.2, 3), (28, -4.4), (27.2, -13.6)],
        "fb": [(32.4, -6.6), (37.4, -12), (39.6, -20), (39.4, -28.4), (36.4, -33.8)],
        "fdl": [(2.2, -6), (.4, -12), (-3.4, -18.8), (-7.4, -25)],
        "fhl": [(18.8, -19.6), (15.2, -22.6), (10.8, -27.4), (6.4, -32.2), (4.4, -37)],
        "sol": [(42.2, -47), (34, -52), (24.4, -57.4), (14, -60.4), (3, -61), (-8, -58.6), (-18, -52.4), (-26, -43.6), (-31.8, -32.4), (-34.4, -23.4), (-35.4, -17.0)],
        "gas": [(3.6, -76), (5.0, -70), (5.6, -65), (5.3, -61.3)],
    }
    plant = poly(oval(-21.8, -48.6, 3.4, 1.6, 46))
    C_g = [C[k] for k in C]
    region = inside.difference(walls).difference(beds).difference(plant.buffer(.55))
    seeds = {"tibialis_anterior": (12, 15), "extensor_digitorum_longus": (34, 6), "extensor_hallucis_longus": (23, -3), "fibularis_longus": (42.5, -20), "fibularis_brevis": (34.5, -20), "tibialis_posterior": (6, -16), "flexor_digitorum_longus": (-8, -14),
             "flexor_hallucis_longus": (18, -31), "soleus": (4, -48), "gastrocnemius_lateral_head": (22, -65), "gastrocnemius_medial_head": (-20, -62)}
    P = split(region, C_g, .95, seeds, 1.1)

    # ---- skin and fat
    s.layer("skin")
    s.put("skin_silhouette", "skin dermis", skin, d=d_bez(curve(SKIN)), key=False)
    FAT_IN = skin.buffer(-1.6)
    ring = FAT_IN.difference(inside.union(tib))
    s.put("subcutaneous_tissue", "fat", ring, detail2=fascicles(ring, 3.8, 0, 1.2, 4, .25, .2), key=False, line="")
    s.put("deep_connective_tissue", "fat loose", inside, key=False, line="")
    s.close()
    # ---- bones
    s.layer("bones")
    s.bone("tibia", TIB, cav=TIBC, marrow_id="medullary_cavity_of_tibia", seed=3, ang=60, shade_mm=1.0)
    s.bone("fibula", FIB, cav=FIBC, marrow_id="medullary_cavity_of_fibula", seed=4, ang=30, shade_mm=.8)
    s.close()
    # ---- muscles
    s.layer("muscles")
    def sliver(pts, w):
        return blunt(sheet(pts, [max(.05, x - .25) if x > .5 else .05 for x in w]).poly, .13)
    inner = {
        "tibialis_anterior": [("tibialis_anterior_tendon", lens([(14.6, 21.0), (15.4, 15.4), (14.8, 9.6), (13.0, 4.0)], 1.2))],
        "extensor_digitorum_longus": [("extensor_digitorum_longus_tendon", lens([(28.8, 18.6), (29.4, 13.6), (30.8, 8.0)], 1.4))],
        "extensor_hallucis_longus": [("extensor_hallucis_longus_tendon", lens([(22.6, 4.6), (23.2, .6), (23.0, -4.0)], 1.1))],
        "fibularis_longus": [("fibularis_longus_tendon", lens([(42.4, -10.0), (43.2, -18), (42.6, -27)], 1.5))],
        "fibularis_brevis": [("fibularis_brevis_tendon", lens([(36.8, -14.6), (37.8, -20.4), (37.0, -26.4)], 1.0))],
        "tibialis_posterior": [("tibialis_posterior_tendon", lens([(8.0, -9.6), (6.0, -15.4), (2.8, -21.0), (-1.2, -25.4)], 1.2))],
        "flexor_digitorum_longus": [("flexor_digitorum_longus_tendon", lens([(-11.8, -9.8), (-11.9, -13.4), (-10.0, -17.4)], 1.1))],
        "flexor_hallucis_longus": [("flexor_hallucis_longus_tendon", lens([(9.4, -33.4), (14.8, -32.0), (20.8, -31.0)], 1.3))],
        "soleus": [("soleus_intramuscular_septum", sheet([(4.6, -35.4), (4.2, -42), (2.6, -50)], [1.3, 1.0, .15]).poly)],
    }
    M = [("tibialis_anterior", "anterior", 3.4, 75, 1), ("extensor_hallucis_longus", "anterior", 3.0, 80, 2), ("extensor_digitorum_longus", "anterior", 3.2, -55, 3), ("fibularis_brevis", "lateral", 3.1, 90, 4), ("fibularis_longus", "lateral", 3.2, 90, 5),
         ("tibialis_posterior", "posterior deep", 3.3, -60, 6), ("flexor_digitorum_longus", "posterior deep", 3.1, -70, 7), ("flexor_hallucis_longus", "posterior deep", 3.2, 0, 8), ("soleus", "posterior", 3.9, 8, 9), ("gastrocnemius_medial_head", "posterior", 3.7, -45, 10), ("gastrocnemius_lateral_head", "posterior", 3.7, 32, 11)]
    for k, comp, sz, ang, sd in M:
        if k == "soleus":
            s.open("triceps_surae")
        g = P[k]
        inn = [(i, t.intersection(g.buffer(-.05 if k == 'soleus' else -.3))) for i, t in inner.get(k, [])]
        s.muscle(k, g, comp, sz, ang, 1.5, sd, 1.0, inner=inn)
    # aponeuroses: gastrocnemius on its deep face, soleus on its back
    for id, w, who in (("gastrocnemius_aponeurosis", 1.15, ("gastrocnemius_medial_head", "gastrocnemius_lateral_head")), ("soleus_aponeurosis", 1.05, ("soleus",))):
        body = unary_union([P[k] for k in who]).buffer(.3)
        a = line_of(C["sol"]).buffer(w).difference(line_of(C["sol"]).buffer(.28)).intersection(body).difference(plant.buffer(.5))
        a = MultiPolygon([q for q in getattr(a, "geoms", [a]) if q.area > 2])
        s.tendon(id, a, key=False, dots=False, thin=True)
    s.close()
    s.open("plantaris"); s.tendon("plantaris_tendon", plant); s.close()
    s.close()
    # ---- fascia
    s.layer("fascia")
    specs = {"crural_fascia": band_spec(FASC, 1.15)} | {k: band_spec(p, w) for k, (p, w) in septa.items()}
    s.sheets(specs, minus=bones)
    b = sheet(IOM, [1.5, 1.1, 1.5])
    g = b.poly.difference(bones)
    s.put("interosseous_membrane_of_leg", "ligament cut", g)
    s.close()
    s.layer("vessels_nerves")
    for id, k, p in V:
        s.vessel(id, k, p, NOTE_L.get(id))
    s.close()
    s.close()
    return s, dict(skin=skin, inside=inside, tibia=tib, fibula=fib, **P)


def drawings():
    """Name -> drawing."""
    return {"axial_malleoli": malleoli()[0], "axial_midleg": midleg()[0]}


def outlines():
    """Name -> the area each structure covers, as a ring of points in mm."""
    return {name: {k: [[round(x, 2), round(y, 2)] for x, y in list(max(getattr(g, "geoms", [g]), key=lambda z: z.area).exterior.coords)[:-1]] for k, (_, g) in s.geo.items() if not g.is_empty} for name, s in drawings().items()}
