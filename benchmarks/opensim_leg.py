"""The course's leg rebuilt in OpenSim, and OpenSim's own loop over a grid: the rival of our muscle model.

OpenSim is no dependency. Where the package is installed, the same points, knee and muscle parameters go into its
joints, paths and De Groote–Fregly muscles, so that both give the same answers.
"""

import math
from types import ModuleType
from typing import Any

import numpy as np

from crampcourse.library.models import model_text
from crampcourse.models.gait2392 import CODES, parameters

_COORDINATES = ("ankle_angle_r", "subtalar_angle_r", "knee_angle_r")
_BODIES = ("femur_r", "tibia_r", "talus_r", "calcn_r", "toes_r")


class OpenSimLeg:
    """Femur, tibia, talus, calcaneus, toes, and twelve muscles with elastic tendons; angles in degrees as in ours."""

    def __init__(self, opensim: ModuleType) -> None:
        opensim.Logger.setLevelString("off")
        self._sim, self._kept = opensim, []
        self._model = opensim.Model()
        self._bodies = {name: opensim.Body(name, 1, self._at(0, 0, 0), opensim.Inertia(1, 1, 1)) for name in _BODIES}
        for body in self._bodies.values():
            self._model.addBody(body)
        self._model.addJoint(opensim.WeldJoint("floor", self._model.getGround(), self._bodies["femur_r"]))
        knee = self._joints()
        muscles = [self._muscle(code, knee) for code in CODES.values()]
        self._model.finalizeConnections()
        self._state = self._model.initSystem()
        self._muscles = muscles
        self._angles = [self._model.getCoordinateSet().get(name) for name in _COORDINATES]

    def _at(self, *place: float) -> Any:
        return self._sim.Vec3(*place)

    def _given_away(self, part: Any) -> Any:
        """A part that OpenSim owns from now on; Python must neither free it nor lose it."""
        self._kept.append(part)
        part.this.disown()
        return part

    def _turning(self, coordinate: str, axes: Any) -> Any:
        """A joint's motion: a turn by ``coordinate`` about the first of three axes."""
        motion = self._sim.SpatialTransform()
        turn = motion.updTransformAxis(0)
        turn.setCoordinateNames(self._sim.ArrayStr(coordinate, 1))
        turn.setFunction(self._given_away(self._sim.LinearFunction(1, 0)))
        for index, axis in enumerate(axes):
            motion.updTransformAxis(index).setAxis(self._at(*axis))
        return motion

    def _joints(self) -> Any:
        text = model_text("ankle")
        motion = self._turning("knee_angle_r", np.eye(3)[[2, 1, 0]])
        for index, way in ((3, "x"), (4, "y")):
            spline = self._given_away(self._sim.SimmSpline())
            for knot, place in zip(text.numbers(f"knee_{way}_knots"), text.numbers(f"knee_{way}_places"), strict=True):
                spline.addPoint(float(knot), float(place))
            slide = motion.updTransformAxis(index)
            slide.setCoordinateNames(self._sim.ArrayStr("knee_angle_r", 1))
            slide.setFunction(spline)
        none = self._at(0, 0, 0)
        bodies = self._bodies
        knee = self._sim.CustomJoint("knee_r", bodies["femur_r"], none, none, bodies["tibia_r"], none, none, motion)
        self._model.addJoint(knee)
        for joint, upper, lower in (
            ("ankle_r", "tibia_r", "talus_r"),
            ("subtalar_r", "talus_r", "calcn_r"),
            ("mtp_r", "calcn_r", "toes_r"),
        ):
            data = parameters()["joints"][joint]
            axis = np.array(data["axis"]) / np.linalg.norm(data["axis"])
            side = np.cross(axis, [0.0, 1.0, 0.0]) / np.linalg.norm(np.cross(axis, [0.0, 1.0, 0.0]))
            motion = self._turning(joint.replace("_r", "_angle_r"), (axis, side, np.cross(axis, side)))
            place = self._at(*data["parent_offset"])
            hinge = (bodies[upper], place, none, bodies[lower], none, none, motion)
            self._model.addJoint(self._sim.CustomJoint(joint, *hinge))
        return knee.updCoordinate(0)

    def _muscle(self, code: str, knee: Any) -> Any:
        data = parameters()["muscles"][code]
        muscle = self._sim.DeGrooteFregly2016Muscle()
        muscle.setName(code)
        muscle.set_ignore_activation_dynamics(True)
        muscle.set_ignore_tendon_compliance(False)
        muscle.set_passive_fiber_strain_at_one_norm_force(model_text("muscle").number("passive_strain"))
        muscle.setMaxIsometricForce(data["F0_N"])
        muscle.setOptimalFiberLength(data["lopt_m"])
        muscle.setTendonSlackLength(data["lts_m"])
        muscle.setPennationAngleAtOptimalFiberLength(data["penn_rad"])
        self._model.addForce(muscle)
        for index, point in enumerate(data["points"]):
            body, place = self._bodies[point["body"]], self._at(*point["loc"])
            if point["type"] == "PathPoint":
                muscle.addNewPathPoint(f"{code}{index}", body, place)
                continue
            bend = self._given_away(self._sim.ConditionalPathPoint())
            bend.setName(f"{code}{index}")
            bend.setParentFrame(body)
            bend.set_location(place)
            for end, angle in enumerate(point["range"]):
                bend.set_range(end, angle)
            bend.setCoordinate(knee)
            muscle.updGeometryPath().updPathPointSet().adoptAndAppend(bend)
        return muscle

    def _pose(self, ankle_deg: float) -> None:
        for angle, degrees in zip(self._angles, (ankle_deg, 0.0, 0.0), strict=True):
            angle.setValue(self._state, math.radians(degrees), False)
        self._model.realizeVelocity(self._state)

    def geometry(self, ankle_deg: Any) -> Any:
        """Length and both moment arms, metres, (3, 12, n), knee and subtalar joint at 0."""
        found = np.empty((3, len(self._muscles), len(ankle_deg)))
        for column, angle in enumerate(ankle_deg):
            self._pose(angle)
            for row, muscle in enumerate(self._muscles):
                arms = (muscle.computeMomentArm(self._state, joint) for joint in self._angles[:2])
                found[:, row, column] = (muscle.getLength(self._state), *arms)
        return found

    def forces(self, ankle_deg: Any, activation: Any) -> Any:
        """Tendon force in equilibrium, newtons, (12, n, m), knee and subtalar joint at 0."""
        found = np.empty((len(self._muscles), len(ankle_deg), len(activation)))
        for column, angle in enumerate(ankle_deg):
            self._pose(angle)
            for depth, active in enumerate(activation):
                self._model.realizeVelocity(self._state)
                for muscle in self._muscles:
                    muscle.setActivation(self._state, float(active))
                self._model.equilibrateMuscles(self._state)
                self._model.realizeDynamics(self._state)
                for row, muscle in enumerate(self._muscles):
                    found[row, column, depth] = muscle.getTendonForce(self._state)
        return found
