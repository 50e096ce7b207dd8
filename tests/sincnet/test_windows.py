"""Which windows vote: for every utterance the same, of sound only."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sincnet.config import WindowConfig
from sincnet.windows import FRAME, cut, normalise, plan, trim

CONFIG = WindowConfig(window_ms=200, hop_ms=50, shortest_ms=100, normalise="window")
WINDOW, HOP, SHORTEST = CONFIG.window, CONFIG.hop, CONFIG.shortest


def noise(n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, n).astype(np.float32)


@st.composite
def utterances(draw: st.DrawFn) -> np.ndarray:
    """Noise of changing loudness, digital silence included, between two silences that hiss."""
    parts = [1e-3 * noise(draw(st.integers(0, 4000)), 1)]
    for seed in range(draw(st.integers(0, 5))):
        parts.append(draw(st.sampled_from([0.0, 0.01, 0.1, 1.0])) * noise(draw(st.integers(1, 5000)), seed))
    parts.append(1e-3 * noise(draw(st.integers(0, 4000)), 2))
    return np.concatenate(parts).astype(np.float32)


@given(utterances())
def test_windows_are_whole_and_inside_the_sound(samples: np.ndarray) -> None:
    start, stop = trim(samples, CONFIG.trim_db)
    assert 0 <= start <= stop <= len(samples)
    spans = plan(samples, CONFIG)
    assert (spans == []) == (stop - start < SHORTEST)
    for at, end in spans:
        assert start <= at < end <= stop
        assert end - at == min(WINDOW, stop - start)
    assert spans == sorted(set(spans))


@given(utterances())
def test_all_of_the_sound_but_its_edges_is_in_a_window(samples: np.ndarray) -> None:
    start, stop = trim(samples, CONFIG.trim_db)
    spans = plan(samples, CONFIG)
    if len(spans) < 2:
        return
    assert spans[0][0] < start + HOP and spans[-1][1] > stop - HOP // 2
    assert all(later[0] - sooner[0] <= HOP + HOP // 2 for sooner, later in pairwise(spans))


@given(utterances(), st.sampled_from(["window", "utterance"]))
def test_no_window_holds_padding(samples: np.ndarray, normalised_by: str) -> None:
    config = WindowConfig(200, 50, 100, normalise=normalised_by)  # type: ignore[arg-type]
    spans = plan(samples, config)
    if not spans:
        return
    whole = np.abs(samples).max()
    for window, (at, end) in zip(cut(samples, spans, config), spans, strict=True):
        peak = np.abs(samples[at:end]).max() if normalised_by == "window" else whole
        np.testing.assert_allclose(window * max(peak, 1e-7), samples[at:end], rtol=1e-5, atol=1e-12)


@given(utterances(), st.integers(-3, 6), st.sampled_from(["window", "utterance"]))
def test_loudness_does_not_matter(samples: np.ndarray, power: int, normalised_by: str) -> None:
    config = WindowConfig(200, 50, 100, normalise=normalised_by)  # type: ignore[arg-type]
    louder = samples * np.float32(2.0**power)  # exact, so that the windows are too
    spans = plan(samples, config)
    assert plan(louder, config) == spans
    # Digital silence inside speech divides by a floor instead of by its own peak.
    if spans and min(np.abs(samples[at:end]).max() for at, end in spans) > 1e-4:
        np.testing.assert_array_equal(cut(louder, spans, config), cut(samples, spans, config))


@given(st.integers(0, 40_000), st.integers(0, 40_000))
def test_the_grid_does_not_depend_on_when_samples_arrive(first: int, more: int) -> None:
    samples = noise(first + more)  # as loud all the time: the trimmed span is all of it
    early, late = plan(samples[:first], CONFIG), plan(samples, CONFIG)
    assert set(early[:-1]) <= set(late)  # the last one ends where the sound ended then
    assert all(at % HOP == 0 for at, _ in late[:-1])


@given(utterances(), st.integers(0, 20), st.integers(0, 20))
def test_silence_around_changes_no_window(samples: np.ndarray, frames_before: int, frames_after: int) -> None:
    samples, lead, after = samples[: len(samples) // FRAME * FRAME], frames_before * FRAME, frames_after * FRAME
    expected = [(at + lead, end + lead) for at, end in plan(samples, CONFIG)]
    assert plan(np.pad(samples, (lead, after)), CONFIG) == expected


@pytest.mark.parametrize("hops", [0, 1, 2, 7])
def test_a_length_of_whole_hops_has_no_window_too_many(hops: int) -> None:
    samples = noise(WINDOW + hops * HOP)
    spans = plan(samples, CONFIG)
    assert spans == [(k * HOP, k * HOP + WINDOW) for k in range(hops + 1)]
    assert np.abs(cut(samples, spans, CONFIG)).max(axis=1).tolist() == [1.0] * (hops + 1)


def test_the_end_of_the_sound_has_a_window_of_its_own_unless_the_grid_has_it_nearly() -> None:
    assert plan(noise(WINDOW + HOP + HOP // 2), CONFIG)[-2:] == [
        (HOP, HOP + WINDOW),
        (3 * HOP // 2, 3 * HOP // 2 + WINDOW),
    ]
    assert plan(noise(WINDOW + HOP + HOP // 2 - 1), CONFIG)[-1] == (HOP, HOP + WINDOW)


@pytest.mark.parametrize(("n", "windows"), [(0, 0), (1, 0), (SHORTEST - 1, 0), (SHORTEST, 1), (WINDOW - 1, 1)])
def test_short_utterances(n: int, windows: int) -> None:
    assert plan(noise(n), CONFIG) == [(0, n)] * windows


@pytest.mark.parametrize("n", [0, 100, FRAME, 50_000])
def test_digital_silence_has_no_windows(n: int) -> None:
    assert plan(np.zeros(n, np.float32), CONFIG) == []
    assert trim(np.zeros(n, np.float32), CONFIG.trim_db) == (0, 0)


@pytest.mark.parametrize("background", [0.0, 1e-3])
def test_silence_around_is_trimmed_to_a_frame_and_pauses_inside_are_kept(background: float) -> None:
    samples = background * noise(40_000, 1)
    samples[10_000:14_000] += noise(4_000, 2)
    samples[20_000:24_000] += noise(4_000, 3)
    start, stop = trim(samples.astype(np.float32), 35.0)
    assert 10_000 - FRAME < start <= 10_000 and 24_000 <= stop < 24_000 + FRAME


def test_trimming_is_relative_to_the_loudest_frame() -> None:
    samples = np.concatenate([noise(3200) * np.float32(10 ** (-db / 20)) for db in (40, 30, 0, 30, 40)])
    assert trim(samples, 35.0) == (3200, 4 * 3200)
    assert trim(samples, 20.0) == (2 * 3200, 3 * 3200)
    assert trim(samples, 50.0) == (0, 5 * 3200)


def test_normalised_silence_stays_silence() -> None:
    windows = np.stack([np.zeros(8), np.full(8, -0.25)]).astype(np.float32)
    assert np.abs(normalise(windows)).max(axis=1).tolist() == [0, 1]
    samples, spans = windows.reshape(-1), [(0, 8), (4, 12), (8, 16)]
    for by, expected in (("window", [0, 1, 1]), ("utterance", [0, 1, 1])):
        config = WindowConfig(normalise=by)  # type: ignore[arg-type]
        assert np.abs(cut(samples, spans, config)).max(axis=1).tolist() == expected
    samples = np.concatenate([samples, [1]]).astype(np.float32)
    assert np.abs(cut(samples, spans, WindowConfig(normalise="utterance"))).max(axis=1).tolist() == [0, 0.25, 0.25]
