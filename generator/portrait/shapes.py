"""Outlines as points: smooth closed curves, ellipses, brush strokes. Lengths are units of the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Point = tuple[float, float]


def points(*pairs: Point) -> Points:
    """The pairs as float64 (n, 2)."""
    return np.array(pairs, dtype=np.float64)


def mirrored(half: Points) -> Points:
    """A closed outline from its right half, which runs from the axis x = 0 to the axis: float64 (2n - 2, 2)."""
    return np.concatenate([half, half[-2:0:-1] * (-1.0, 1.0)])


@cache
def _hermite(steps: int) -> Points:
    """The four cubic Hermite weights at `steps` places of a segment, (steps, 4)."""
    t = np.arange(steps) / steps
    return np.stack([2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, 3 * t**2 - 2 * t**3, t**3 - t**2], axis=1)


def curve(nodes: Points, soft: Points | None = None, steps: int = 8) -> Points:
    """A closed smooth curve through the nodes (n, 2), as (n * steps, 2): a Catmull-Rom spline.

    `soft` (n,) scales each node's tangent: 1 is smooth, 0 is a corner, and all between is possible.
    """
    following = np.roll(nodes, -1, axis=0)
    tangents = (following - np.roll(nodes, 1, axis=0)) / 2
    if soft is not None:
        tangents = tangents * soft[:, None]
    handles = np.stack([nodes, tangents, following, np.roll(tangents, -1, axis=0)], axis=1)  # (n, 4, 2)
    return np.einsum("sk,nkc->nsc", _hermite(steps), handles).reshape(-1, 2)


def cornered(nodes: Points, corners: Iterable[int], steps: int = 8) -> Points:
    """A closed smooth curve, but for corners at the nodes with these indices."""
    soft = np.ones(len(nodes))
    soft[list(corners)] = 0.0
    return curve(nodes, soft, steps)


@cache
def _bezier(steps: int) -> Points:
    """The three quadratic Bernstein weights at `steps` places, both ends included, (steps, 3)."""
    t = np.linspace(0.0, 1.0, steps)
    return np.stack([(1 - t) ** 2, 2 * t * (1 - t), t**2], axis=1)


@cache
def _swelling(steps: int) -> Points:
    """Widths from 0 up to 1 and back to 0, (steps,)."""
    return np.sin(np.linspace(0.0, np.pi, steps))


@lru_cache(64)
def _round(steps: int, square: float) -> Points:
    """The unit circle, or superellipse, (steps, 2)."""
    angle = np.linspace(0.0, 2 * np.pi, steps, endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.sign(circle) * np.abs(circle) ** (2.0 / square)


def arc(start: Point, bend: Point, end: Point, steps: int = 14) -> Points:
    """An open quadratic Bézier curve pulled towards `bend`, (steps, 2)."""
    return _bezier(steps) @ np.array((start, bend, end), dtype=np.float64)


def ribbon(line: Points, widths: Points | Sequence[float]) -> Points:
    """A band along an open line (n, 2), as wide at each point as `widths` says: a brush stroke, (2n, 2)."""
    along = np.gradient(line, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / (np.linalg.norm(along, axis=1, keepdims=True) + 1e-9)
    half = across * (np.asarray(widths, dtype=np.float64)[:, None] / 2)
    return np.concatenate([line + half, (line - half)[::-1]])


def stroke(start: Point, bend: Point, end: Point, weight: float) -> Points:
    """A brush stroke pointed at both ends and `weight` thick in its middle."""
    line = arc(start, bend, end)
    return ribbon(line, weight * _swelling(len(line)))


def ellipse(x: float, y: float, rx: float, ry: float, steps: int = 40, square: float = 2.0) -> Points:
    """An ellipse, or with `square` above 2 a superellipse, nearer to its box: (steps, 2)."""
    return _round(steps, square) * np.array((rx, ry)) + np.array((x, y))
