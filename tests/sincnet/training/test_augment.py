"""Another room and microphone: how loud, how long, and always finite."""

from __future__ import annotations

import numpy as np
import pytest

from audio.source import RATE
from sincnet.training.augment import Augmenter, _mu_law, colour, noise, room_response


@pytest.fixture(scope="module")
def augmenter() -> Augmenter:
    return Augmenter(0, rooms=5, noises=3)


def crops(batch: int = 6, n: int = RATE) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 0.1, (batch, n)).astype(np.float32)


@pytest.mark.parametrize("seed", range(5))
def test_a_room_starts_with_the_direct_sound_and_dies(seed: int) -> None:
    response = room_response(np.random.default_rng(seed))
    assert response.shape == (RATE // 2,) and response.dtype == np.float32 and np.isfinite(response).all()
    assert np.square(response).sum() == pytest.approx(1, rel=1e-4)
    early, late = np.square(response).reshape(2, -1).sum(axis=1)
    assert early > 10 * late and abs(response[0]) > 0.3


def test_a_microphone_colours_and_never_silences() -> None:
    frequencies = np.fft.rfftfreq(4000, 1 / RATE)
    gains = np.stack([colour(np.random.default_rng(seed), frequencies) for seed in range(20)])
    assert gains.shape == (20, 2001) and (gains >= 1e-3).all() and (gains <= 10**1.5).all()
    assert np.std(gains, axis=1).min() > 0


@pytest.mark.parametrize("n", [1000, 16_001])
def test_noise_is_as_long_as_asked_for(n: int) -> None:
    for seed in range(10):
        sound = noise(np.random.default_rng(seed), n)
        assert sound.shape == (n,) and np.isfinite(sound).all() and np.std(sound) > 0.1


@pytest.mark.parametrize("snr_db", [-5.0, 0.0, 10.0, 30.0])
@pytest.mark.parametrize("seconds", [0.5, 12.0])
def test_the_background_is_as_loud_as_asked_for(augmenter: Augmenter, snr_db: float, seconds: float) -> None:
    clip = crops(1, int(seconds * RATE))[0]
    added = augmenter.background(clip, snr_db, np.random.default_rng(2)).astype(np.float64) - clip
    assert 10 * np.log10(np.square(clip).mean() / np.square(added).mean()) == pytest.approx(snr_db, abs=0.1)


def voices(count: int, n: int = RATE) -> list[np.ndarray]:
    return list(crops(count, n))


def test_a_crop_keeps_its_shape_and_some_stay_clean(augmenter: Augmenter) -> None:
    rng = np.random.default_rng(3)
    given = crops(40)
    heard = np.stack([augmenter(crop, voices, rng) for crop in given])
    assert heard.shape == given.shape and heard.dtype == np.float32 and np.isfinite(heard).all()
    clean = np.abs(heard - given).max(axis=1) < 1e-5
    assert 0 < clean.sum() < 15
    assert np.square(heard).mean(axis=1).min() > 0


def test_the_same_seed_hears_the_same(augmenter: Augmenter) -> None:
    [crop] = crops(1)
    for seed in range(10):
        first, second = (augmenter(crop, voices, np.random.default_rng(seed)) for _ in range(2))
        np.testing.assert_array_equal(first, second)
    again = Augmenter(0, rooms=5, noises=3)
    np.testing.assert_array_equal(first, again(crop, voices, np.random.default_rng(9)))


def test_babble_is_made_of_other_voices(augmenter: Augmenter) -> None:
    asked: list[int] = []

    def heard(count: int) -> list[np.ndarray]:
        asked.append(count)
        return voices(count, 4000)

    for seed in range(60):
        assert np.isfinite(augmenter(crops(1, 4000)[0], heard, np.random.default_rng(seed))).all()
    assert 5 < len(asked) < 30 and set(asked) <= set(range(3, 8))


def test_silence_stays_finite(augmenter: Augmenter) -> None:
    silence = np.zeros(4000, np.float32)
    for seed in range(20):
        assert np.isfinite(augmenter(silence, lambda k: [silence] * k, np.random.default_rng(seed))).all()


def test_a_telephone_is_coarse_but_close() -> None:
    clip = crops(1)[0]
    coded = _mu_law(clip)
    assert len(np.unique(coded)) <= 255
    assert np.square(coded - clip).mean() < 1e-3 * np.square(clip).mean()
