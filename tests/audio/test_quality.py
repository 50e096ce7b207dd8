"""Speech is called quiet, loud or noisy when it is, and a reason is given while nothing comes of what is heard."""

import numpy as np
import pytest

from audio.level import Activity, Level
from audio.quality import Background, Ear, Fault, Reason, background_dbfs, quality
from audio.source import RATE


def talk(seconds: float, level: float = 0.3) -> np.ndarray:
    """Syllables of noise, four a second, with dips of 20 dB between them."""
    t = np.arange(int(seconds * RATE)) / RATE
    shape = 0.1 + 0.9 * np.abs(np.sin(2 * np.pi * 2 * t))
    noise = np.random.default_rng(0).standard_normal(len(t))
    return (level * shape * noise / 3).astype(np.float32)


def hiss(seconds: float, level: float) -> np.ndarray:
    return (level * np.random.default_rng(1).standard_normal(int(seconds * RATE))).astype(np.float32)


@pytest.mark.parametrize(
    ("gain", "floor_dbfs", "fault"),
    [(1.0, -60.0, None), (0.003, -90.0, "quiet"), (20.0, -60.0, "loud"), (1.0, -30.0, "noisy")],
)
def test_the_worst_is_named(gain: float, floor_dbfs: float, fault: Fault | None) -> None:
    assert quality(np.clip(talk(3.0) * gain, -1, 1), floor_dbfs).fault == fault


def test_one_plosive_at_full_scale_does_no_harm() -> None:
    samples = talk(3.0)
    samples[RATE : RATE + 20] = 1.0
    assert 0 < quality(samples, -60).clipped < 0.02
    assert quality(samples, -60).fault is None


def test_speech_is_counted_without_its_pauses() -> None:
    samples = np.concatenate([talk(2.0), hiss(1.5, 1e-4), talk(1.0), hiss(0.2, 1e-4), talk(1.0)])
    assert quality(samples, -80).speech_s == pytest.approx(4.2, abs=0.1)  # a fifth of a second is no pause
    assert quality(np.zeros(0, np.float32), -80).speech_s == 0
    assert quality(np.zeros(RATE, np.float32), -80).fault == "quiet"


def test_the_background_is_what_is_between_the_words() -> None:
    samples = np.concatenate([talk(4.0), hiss(1.0, 0.01), talk(3.0)]) + hiss(8.0, 0.003)
    assert background_dbfs(samples) == pytest.approx(-39.6, abs=2)  # 0.01 and 0.003 together


def level(activity: Activity, *, clipped: bool = False, floor_dbfs: float = -60.0) -> Level:
    return Level(-30, -24, floor_dbfs, floor_dbfs + 6, clipped, activity)


def listen(ear: Ear, seconds: float, heard: Level) -> None:
    for _ in range(round(seconds / 0.02)):
        ear.push(heard, 0.02)


def reason_of(ear: Ear) -> Reason | None:
    return ear.reason


def heard_by(ear: Ear) -> bool:
    return ear.hears


def test_while_speech_comes_in_there_is_nothing_to_say() -> None:
    ear = Ear()
    assert reason_of(ear) is None
    listen(ear, 0.5, level("calibrating"))
    assert reason_of(ear) == "adjusting"
    assert not heard_by(ear)
    listen(ear, 1, level("speech"))
    listen(ear, 1, level("silence"))
    assert reason_of(ear) is None and heard_by(ear)
    listen(ear, 1, level("silence"))
    assert reason_of(ear) is None and not heard_by(ear)


def test_silence_is_remarked_upon_after_a_while() -> None:
    ear = Ear()
    listen(ear, 3.5, level("silence"))
    assert reason_of(ear) is None
    listen(ear, 1, level("silence"))
    assert reason_of(ear) == "quiet"
    listen(ear, 0.1, level("speech"))
    assert reason_of(ear) is None


def test_the_background_is_not_forgotten_during_a_long_sentence() -> None:
    background = Background()
    for seconds, heard in (
        (0.5, level("calibrating", floor_dbfs=-75)),
        (2, level("silence", floor_dbfs=-52)),
        (6, level("speech", floor_dbfs=-30)),
    ):
        for _ in range(round(seconds / 0.02)):
            background.push(heard, 0.02)
    assert background.dbfs == -52
    for _ in range(round(16 / 0.02)):
        background.push(level("silence", floor_dbfs=-40), 0.02)
    assert background.dbfs == -40


def test_clipping_stays_long_enough_to_be_read() -> None:
    ear = Ear()
    listen(ear, 0.02, level("speech", clipped=True))
    listen(ear, 1, level("speech"))
    assert reason_of(ear) == "loud"
    listen(ear, 1, level("speech"))
    assert reason_of(ear) is None


def test_noise_without_a_voice_and_a_loud_room_are_noisy() -> None:
    ear = Ear()
    listen(ear, 2.5, level("noise"))
    assert reason_of(ear) == "noisy"
    room = Ear()
    listen(room, 2, level("silence", floor_dbfs=-30))
    assert reason_of(room) == "noisy"
