"""Against the published arithmetic done one sample, one frame, one bin at a time."""

import math
import time
from collections import deque

import numpy as np
import pytest

from audio.errors import AudioError
from audio.files import read_audio
from audio.vad import voiced_frames
from generator.frontends.log_mel import NoSpeechError, log_mel, network_input, normalised, only_speech, repeated
from sincnet.paths import assets


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    """4 s of somebody of the demo, float32 at 16 kHz."""
    path = sorted((assets() / "demo" / "people").rglob("*.flac"))[0]
    return read_audio(path)[: 4 * 16_000]


def literal_log_mel(sound: np.ndarray) -> list[list[float]]:
    """Rows of 64: section 1.1 of the notes, word for word."""
    sound = sound.astype(np.float64) * 32768
    window = [0.54 - 0.46 * math.cos(2 * math.pi * n / 399) for n in range(400)]

    def mel(hz: float) -> float:
        return 2595 * math.log10(1 + hz / 700)

    step = (mel(7200) - mel(20)) / 65
    edges = [round(700 * (10 ** ((mel(20) + i * step) / 2595) - 1) / 15.625) for i in range(66)]
    rows, prior = [], 0.0
    for i in range(int(len(sound) / 160 + 1)):
        frame = np.resize(sound[round(160 * i) : round(160 * i) + 400], 400)
        emphasised = []
        for n in range(400):
            emphasised.append(frame[n] - 0.97 * (frame[n - 1] if n else prior))
        prior = frame[-1]
        power = np.abs(np.fft.rfft(np.array(emphasised) * window, 1024)) ** 2
        row = []
        for left, centre, right in zip(edges, edges[1:], edges[2:], strict=False):
            energy = 0.0
            for k in range(left, right + 1):
                slope = (k - left) / (centre - left) if k <= centre else (right - k) / (right - centre)
                energy += power[k] * slope * 2 / ((right - left) * 15.625)
            row.append(math.log(max(energy, 1e-5)))
        rows.append(row)
    return rows


@pytest.mark.parametrize("length", [400, 401, 4000, 8_000, 8_159])
def test_it_is_the_published_arithmetic(speech: np.ndarray, length: int) -> None:
    sound = speech[3000 : 3000 + length]
    expected = np.array(literal_log_mel(sound)).T
    assert expected.shape == (64, length // 160 + 1)
    np.testing.assert_allclose(log_mel(sound), expected, rtol=0, atol=1e-9)


def test_what_was_heard_before_does_not_matter(speech: np.ndarray) -> None:
    first = log_mel(speech[:8000])
    log_mel(speech[8000:])
    np.testing.assert_array_equal(log_mel(speech[:8000]), first)


def test_silence_lies_on_the_floor() -> None:
    np.testing.assert_array_equal(log_mel(np.zeros(16_000)), np.log(1e-5))


def test_each_band_is_normalised_over_the_utterance_before_it_is_repeated(speech: np.ndarray) -> None:
    features = normalised(log_mel(speech))
    np.testing.assert_allclose(features.mean(1), 0, atol=1e-5)
    np.testing.assert_allclose(features.std(1), 1, atol=1e-4)
    long = repeated(features)
    assert long.shape == (64, 1000) and long.dtype == np.float32
    frames = features.shape[1]
    for at in range(1000):
        np.testing.assert_array_equal(long[:, at], features[:, at % frames])


def test_a_band_that_never_changes_is_nothing_rather_than_huge() -> None:
    np.testing.assert_allclose(normalised(np.full((64, 300), -11.512925)), 0, atol=1e-6)


def test_a_long_clip_is_used_whole(speech: np.ndarray) -> None:
    assert repeated(normalised(log_mel(np.tile(speech, 3)))).shape == (64, 1201)


def literal_vad(sound: np.ndarray) -> np.ndarray:
    """The published collector: a ring of two frames, one state."""
    pcm = np.round(sound.astype(np.float64) * 32768).clip(-32768, 32767).astype(np.int16)
    frames, at = [], 0
    while at + 320 < len(pcm):
        frames.append(sound[at : at + 320])
        at += 320
    says = voiced_frames(pcm)
    ring: deque[tuple[np.ndarray, bool]] = deque(maxlen=2)
    inside, segments, segment = False, [], []
    for frame, voiced in zip(frames, says, strict=False):
        ring.append((frame, voiced))
        if inside:
            segment.append(frame)
            if sum(not v for _, v in ring) > 0.9 * 2:
                segments.append(segment)
                inside, segment = False, []
                ring.clear()
        elif sum(v for _, v in ring) > 0.9 * 2:
            segment = [f for f, _ in ring]
            inside = True
            ring.clear()
    if segment:
        segments.append(segment)
    return np.concatenate([np.concatenate(s) for s in segments])


@pytest.mark.parametrize("length", [64_000, 63_999, 40_321])
@pytest.mark.parametrize("gain", [1.0, 0.2])
def test_only_speech_is_what_the_published_loop_lets_through(speech: np.ndarray, length: int, gain: float) -> None:
    # Gaps of every length from one frame on, so that all ways in and out of a stretch are taken.
    sound = (speech[:length] * np.float32(gain)).copy()
    for gap, at in enumerate(range(3000, length - 8000, 7000), 1):
        sound[at : at + 320 * gap] = 0
    kept = only_speech(sound)
    np.testing.assert_array_equal(kept, literal_vad(sound))
    assert 0 < len(kept) < length


@pytest.mark.parametrize("sound", [np.zeros(32_000), np.random.default_rng(0).normal(0, 1e-4, 32_000), np.zeros(400)])
def test_no_speech_is_said_so(sound: np.ndarray) -> None:
    with pytest.raises(NoSpeechError, match="no speech in this sound"):
        network_input(sound)


@pytest.mark.parametrize(
    ("samples", "rate", "complaint"),
    [
        (np.zeros(44_100), 44_100, "44100 samples a second; resample it to 16000"),
        (np.zeros((2, 16_000)), 16_000, r"the shape \(2, 16000\).*one channel"),
        (np.zeros(16_000, np.int16), 16_000, "int16.*divide 16-bit samples by 32768"),
        (np.full(16_000, np.nan), 16_000, "not numbers"),
        (np.zeros(399), 16_000, "399 samples of sound are too short"),
    ],
)
def test_what_is_no_sound_is_refused(samples: np.ndarray, rate: int, complaint: str) -> None:
    for door in (network_input, log_mel, only_speech):
        with pytest.raises(AudioError, match=complaint):
            door(samples, rate)


def test_ten_seconds_take_a_moment(speech: np.ndarray) -> None:
    sound = np.resize(speech, 160_000)
    log_mel(sound)
    began = time.process_time()
    for _ in range(5):
        repeated(normalised(log_mel(sound)))
    assert (time.process_time() - began) / 5 < 0.1
