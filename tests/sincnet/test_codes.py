"""Codes of rows: what they say about angles, counted by hand, and who is nearest."""

from __future__ import annotations

import numpy as np
import pytest

from sincnet.codes import BITS, BLOCK, WORDS, Encoder, distances, nearest


def unit_rows(count: int, size: int = 64, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, size)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def random_codes(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 2**64, (WORDS, count), np.uint64)


@pytest.mark.parametrize("size", [12, 192, 300])
def test_codes_differ_by_the_share_of_the_angle(size: int) -> None:
    encoder = Encoder(np.zeros(size, np.float32))
    one, other = unit_rows(1, size), unit_rows(200, size, seed=1)
    mixed = other + np.linspace(-3, 3, 200, dtype=np.float32)[:, None] * one  # from far to near
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    angles = np.arccos(np.clip(mixed @ one[0], -1, 1)) / np.pi
    shares = distances(encoder.encode(mixed), encoder.encode(one)) / BITS
    assert angles.min() < 0.15 and angles.max() > 0.85
    assert np.abs(shares - angles).max() < 0.15 and np.abs(shares - angles).mean() < 0.03


def test_angles_are_seen_from_the_centre() -> None:
    centre = unit_rows(1)[0]
    encoder, offset = Encoder(centre), 0.1 * unit_rows(1, seed=1)
    opposite = encoder.encode(np.concatenate([centre + offset, centre - offset]).astype(np.float32))
    assert distances(opposite[:, :1], opposite[:, 1:]).tolist() == [BITS]
    assert distances(opposite, opposite[:, :1]).tolist() == [0, BITS]


def test_the_same_row_has_the_same_code_in_every_program() -> None:
    rows = unit_rows(5)
    assert (Encoder(np.zeros(64, np.float32)).encode(rows) == Encoder(np.zeros(64, np.float32)).encode(rows)).all()
    assert Encoder(np.zeros(64, np.float32)).encode(rows).shape == (WORDS, 5)


def test_distances_are_the_bits_that_differ_from_the_nearest_probe() -> None:
    codes, probes = random_codes(BLOCK + 77), random_codes(3, seed=1)
    found = distances(codes, probes)
    for place in (0, 1, BLOCK - 1, BLOCK, BLOCK + 76):
        by_hand = [
            sum(int(a ^ b).bit_count() for a, b in zip(codes[:, place], probe, strict=True)) for probe in probes.T
        ]
        assert found[place] == min(by_hand)


def test_the_nearest_are_as_many_as_wanted_even_where_all_are_alike() -> None:
    codes, probe = random_codes(5000), random_codes(1, seed=1)
    found = nearest(codes, probe, 300)
    differing = distances(codes, probe)
    assert len(set(found.tolist())) == 300
    assert differing[found].max() <= np.delete(differing, found).min()
    alike = np.repeat(probe, 1000, axis=1)
    assert sorted(nearest(alike, probe, 7).tolist()) == list(range(7))
    assert nearest(codes[:, :5], probe, 7).tolist() == [0, 1, 2, 3, 4]
