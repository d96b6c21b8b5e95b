"""The facts on the atlas's cards: complete, honest about their sources, numbers only where a source was seen."""

import re

import pytest

from crampcourse.library import load
from crampcourse.library.drawn import drawn_groups

LIBRARY = load()
STRUCTURES = LIBRARY.structures
MUSCLES = {name: each.muscle for name, each in STRUCTURES.items() if each.tissue == "muscle"}
DRAWN = {part for plate in LIBRARY.plates for part in drawn_groups(LIBRARY.plate_svg(plate))}

# What the atlas was asked to hold, beside the phalanges and what its drawings show besides.
WANTED = """
  tibia fibula medial_malleolus lateral_malleolus talus trochlea_of_talus head_of_talus neck_of_talus calcaneus
  sustentaculum_tali calcaneal_tuberosity fibular_trochlea navicular tuberosity_of_navicular cuboid cuneiform_medial
  cuneiform_intermediate cuneiform_lateral metatarsal_1 metatarsal_2 metatarsal_3 metatarsal_4 metatarsal_5
  tuberosity_of_fifth_metatarsal sinus_tarsi
  talocrural_joint subtalar_joint talocalcaneonavicular_joint calcaneocuboid_joint transverse_tarsal_joint
  distal_tibiofibular_syndesmosis
  deltoid_ligament tibionavicular_part_of_deltoid_ligament tibiocalcaneal_part_of_deltoid_ligament
  anterior_tibiotalar_part_of_deltoid_ligament posterior_tibiotalar_part_of_deltoid_ligament
  anterior_talofibular_ligament calcaneofibular_ligament posterior_talofibular_ligament anterior_tibiofibular_ligament
  posterior_tibiofibular_ligament interosseous_membrane_of_leg plantar_calcaneonavicular_ligament
  interosseous_talocalcaneal_ligament bifurcate_ligament long_plantar_ligament plantar_aponeurosis
  superior_extensor_retinaculum inferior_extensor_retinaculum flexor_retinaculum superior_fibular_retinaculum
  inferior_fibular_retinaculum
  tibial_nerve medial_plantar_nerve lateral_plantar_nerve medial_calcaneal_branches common_fibular_nerve
  deep_fibular_nerve superficial_fibular_nerve sural_nerve saphenous_nerve
  anterior_tibial_artery dorsalis_pedis_artery posterior_tibial_artery medial_plantar_artery lateral_plantar_artery
  fibular_artery great_saphenous_vein small_saphenous_vein
  tibialis_anterior extensor_hallucis_longus extensor_digitorum_longus fibularis_tertius fibularis_longus
  fibularis_brevis gastrocnemius soleus plantaris tibialis_posterior flexor_digitorum_longus flexor_hallucis_longus
  flexor_hallucis_brevis flexor_digitorum_brevis abductor_hallucis quadratus_plantae extensor_digitorum_brevis
"""

# Numbers that were seen in a source; no other may stand on a card.
TA2 = {
    "tibialis_anterior": "2644",
    "extensor_hallucis_longus": "2650",
    "extensor_digitorum_longus": "2645",
    "fibularis_tertius": "2649",
    "soleus": "2660",
    "flexor_hallucis_longus": "2668",
}
FMA = {
    "tibialis_anterior": "22532",
    "extensor_hallucis_longus": "22533",
    "extensor_digitorum_longus": "22534",
    "fibularis_tertius": "22538",
    "gastrocnemius": "22541",
    "soleus": "22542",
    "flexor_hallucis_longus": "22593",
}
JOINTS = (
    "knee",
    "talocrural",
    "subtalar",
    "transverse tarsal",
    "tarsometatarsal",
    "metatarsophalangeal",
    "interphalangeal",
)
ROOT = "(L[1-5]|S[1-5])"
LEG = ("tibialis_anterior", "extensor_hallucis_longus", "extensor_digitorum_longus", "fibularis_tertius", "soleus")
DIFFERING = {
    "tibialis_posterior": ("L4–L5", "L5–S1"),
    "soleus": ("S1–S2", "L5–S2"),
    "extensor_hallucis_longus": ("L4–S1", "L5"),
}
UNDRAWN = {"interosseous_talocalcaneal_ligament"}  # it lies in the canal between the bones, where no plate looks


def test_every_wanted_structure_has_a_card_and_is_drawn() -> None:
    assert [name for name in WANTED.split() if name not in STRUCTURES] == []
    undrawn = {name for name, each in STRUCTURES.items() if not set(each.parts) & DRAWN}
    assert undrawn == UNDRAWN
    assert len(STRUCTURES) - len(undrawn) >= 95


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_card_says_what_it_is_what_it_does_and_how_far_that_was_checked(name: str) -> None:
    each = STRUCTURES[name]
    assert re.match(r"[A-Z][^A-Z]*( [IV]+)?$", each.name), "names stand in sentence case"
    assert len(each.does) >= 40
    assert len({each.name.lower(), *map(str.lower, each.synonyms)}) == 1 + len(each.synonyms)
    assert each.source in LIBRARY.references
    if each.source == "GENERALKNOWLEDGE":
        assert each.mark
        assert each.mark.endswith("from memory, to be checked")


@pytest.mark.parametrize("name", MUSCLES)
def test_a_muscle_has_attachments_action_nerve_roots_and_joints(name: str) -> None:
    muscle = MUSCLES[name]
    assert muscle is not None
    for fact in (muscle.proximal, muscle.distal, muscle.action, muscle.nerve):
        assert fact
        assert fact[0].isupper()
    assert muscle.nerve.endswith("nerve")
    first, last = re.match(rf"{ROOT}(?:–{ROOT})?\b", muscle.roots).groups()
    assert last is not None, "roots stand as a range"
    assert (first[0], int(first[1])) < (last[0], int(last[1]))
    assert muscle.joints
    assert [joint for joint in JOINTS if joint in muscle.joints] == muscle.joints, "from the knee to the toes"


@pytest.mark.parametrize("name", DIFFERING)
def test_roots_say_where_sources_differ(name: str) -> None:
    muscle = MUSCLES[name]
    assert muscle is not None
    assert all(given in muscle.roots for given in DIFFERING[name])


def test_muscles_cross_what_lies_between_their_ends() -> None:
    for name, muscle in MUSCLES.items():
        assert muscle is not None
        assert ("knee" in muscle.joints) == ("emur" in muscle.proximal), name
        if "Distal phalan" in muscle.distal:
            assert "interphalangeal" in muscle.joints, name
        if re.search("halanx|halanges", muscle.distal):
            assert "metatarsophalangeal" in muscle.joints, name
    assert MUSCLES["popliteus"].joints == ["knee"], "popliteus does not cross the ankle"
    for name in LEG:
        assert "talocrural" in MUSCLES[name].joints


def test_numbers_of_terminologies_are_only_those_that_were_seen() -> None:
    assert {name: each.ta2 for name, each in STRUCTURES.items() if each.ta2} == TA2
    assert {name: each.fma for name, each in STRUCTURES.items() if each.fma} == FMA
