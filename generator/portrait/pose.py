"""Where points of the head and the body lie in the frame: the head is a shallow relief that turns a little.

A point of the head lies at x from its axis and y down the frame; its depth comes from an ellipsoid, so that what is
near the middle of the face moves most when the head turns, and the far half of the face gets narrower.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.portrait.face import Face
from generator.portrait.moment import Moment

Points = NDArray[np.float64]
NAPE = 400.0
"""The height about which a head tilts."""


class Pose:
    """One face in one sitting. `lit` is the side the light comes from: -1 the left (usual), 1 the right."""

    def __init__(self, face: Face, moment: Moment) -> None:
        self.face, self.moment = face, moment
        self.turn, self.nod = np.radians(face.turn + moment.turn), np.radians(moment.nod)
        tilt = np.radians(face.tilt + moment.tilt)
        self.tilting = np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
        self.lit = 1.0 if moment.light < -0.35 else -1.0
        self.depth = 0.85 * face.width

    def on_face(self, shape: Points, forward: float = 0.0) -> Points:
        """Points of the face, (n, 2), in the frame; `forward` is how far they stand out of it."""
        x, y = shape[:, 0], shape[:, 1]
        high = np.clip((self.face.eyes - 50 - y) / (self.face.eyes - 50 - self.face.crown), 0.0, 1.0)
        bulge = np.sqrt(np.clip(1 - (x / (1.12 * self.face.width)) ** 2, 0.0, None)) * (1 - high**2)
        depth = self.depth * bulge + forward
        turned = np.stack([x * np.cos(self.turn) + depth * np.sin(self.turn), y + depth * np.sin(self.nod)], axis=1)
        return self._tilted(turned)

    def behind(self, shape: Points, depth: float = -20.0) -> Points:
        """Points that lie flat behind the face, such as the ears and the hair at the back."""
        return self._tilted(shape + depth * np.array((np.sin(self.turn), np.sin(self.nod))))

    def on_body(self, shape: Points) -> Points:
        """Points of the body, (n, 2), in the frame."""
        zoom = self.face.zoom * self.moment.zoom
        middle = np.array((256.0 + self.moment.right, 300.0 + self.face.down + self.moment.down))
        return (shape - np.array((0.0, 300.0))) * zoom + middle

    def _tilted(self, shape: Points) -> Points:
        nape = np.array((0.0, NAPE))
        return self.on_body((shape - nape) @ self.tilting + nape)
