"""Rows as short codes, of which a million are looked through in a few milliseconds.

A code is the signs of a row's projections on random directions; two codes differ in a share of bits that is the angle
between their rows divided by pi, give or take chance (M. Charikar, Similarity estimation techniques from rounding
algorithms, 2002). Directions at right angles to each other, and rows measured from the middle of all voices, make the
give or take smaller. Nothing is learned from the rows, so people come and go without the others' codes changing.
"""

from __future__ import annotations

import numpy as np

BITS = 384
WORDS = BITS // 64
BLOCK = 1 << 15
"""People compared at once: what lies between two steps stays in the processor's cache."""


class Encoder:
    """The directions, the same for everybody; `centre` float32 (d,)."""

    def __init__(self, centre: np.ndarray) -> None:
        rng = np.random.default_rng(0)
        size = len(centre)
        bases = [np.linalg.qr(rng.standard_normal((size, size)))[0] for _ in range(-(-BITS // size))]
        self._directions = np.concatenate(bases, axis=1)[:, :BITS].astype(np.float32)
        self._threshold = centre @ self._directions

    def encode(self, rows: np.ndarray) -> np.ndarray:
        """float32 (n, d) to codes uint64 (WORDS, n): word by word, as `nearest` reads them."""
        signs = rows @ self._directions > self._threshold
        return np.ascontiguousarray(np.packbits(signs, axis=1).view(np.uint64).T)


def distances(codes: np.ndarray, probes: np.ndarray) -> np.ndarray:
    """Bits in which codes (WORDS, n) differ from the nearest of the probes (WORDS, q): uint16 (n,)."""
    n = codes.shape[1]
    found = np.full(n, BITS, np.uint16)
    differing, count = np.empty(min(BLOCK, n), np.uint64), np.empty(min(BLOCK, n), np.uint8)
    for start in range(0, n, BLOCK):
        block = codes[:, start : start + BLOCK]
        width = block.shape[1]
        for probe in probes.T:
            total = np.zeros(width, np.uint16)
            for word, other in zip(block, probe, strict=True):
                np.bitwise_xor(word, other, out=differing[:width])
                total += np.bitwise_count(differing[:width], out=count[:width])
            nearest = found[start : start + BLOCK]
            np.minimum(nearest, total, out=nearest)
    return found


def nearest(codes: np.ndarray, probes: np.ndarray, wanted: int) -> np.ndarray:
    """Where in codes (WORDS, n) the `wanted` nearest to any of the probes (WORDS, q) are, in no order; all of fewer."""
    if codes.shape[1] <= wanted:
        return np.arange(codes.shape[1])
    differing = distances(codes, probes)
    edge = np.partition(differing, wanted - 1)[wanted - 1]
    nearer = np.flatnonzero(differing < edge)
    return np.concatenate([nearer, np.flatnonzero(differing == edge)[: wanted - len(nearer)]])
