"""The demo material is what the demo needs: five people's clips and faces, and a scene with a stranger in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from PIL import Image

ASSETS = Path(__file__).resolve().parent.parent / "assets"
DEMO = ASSETS / "demo"
PEOPLE = sorted(folder.name for folder in (DEMO / "people").iterdir())
RATE = 16_000
FRAME = RATE // 50  # 20 ms
SPEECH_DBFS, QUIET_DBFS = -50.0, -55.0  # speech is above the one, the empty room below the other


@dataclass(frozen=True)
class Turn:
    start_s: float
    end_s: float
    speaker: str | None
    text: str


def levels_dbfs(samples: np.ndarray) -> np.ndarray:
    """The level of each 20 ms frame, float (frames,)."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    power: np.ndarray = np.mean(frames**2, axis=1)
    return 10 * np.log10(power + 1e-12)


def clips(person: str) -> list[Path]:
    return sorted((DEMO / "people" / person).iterdir())


def between(samples: np.ndarray, start_s: float, end_s: float) -> np.ndarray:
    return samples[round(start_s * RATE) : round(end_s * RATE)]


@pytest.fixture(scope="module")
def conversation() -> np.ndarray:
    samples: np.ndarray = sf.read(DEMO / "conversation.flac")[0]
    return samples


@pytest.fixture(scope="module")
def turns() -> list[Turn]:
    document = json.loads((DEMO / "conversation.json").read_text(encoding="utf-8"))
    return [Turn(**turn) for turn in document["turns"]]


def gaps(turns: list[Turn], duration_s: float) -> list[tuple[float, float]]:
    """Where nobody speaks, before the first turn and after the last included."""
    return list(zip([0.0, *(t.end_s for t in turns)], [*(t.start_s for t in turns), duration_s], strict=True))


def test_five_people_are_to_be_enrolled() -> None:
    assert len(PEOPLE) == 5


@pytest.mark.parametrize("path", sorted(DEMO.rglob("*.flac")), ids=lambda path: str(path.relative_to(DEMO)))
def test_recordings_are_16_khz_mono_and_never_clip(path: Path) -> None:
    info = sf.info(path)
    assert (info.format, info.samplerate, info.channels) == ("FLAC", RATE, 1)
    assert np.abs(sf.read(path)[0]).max() < 0.95


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_has_several_clips_and_twenty_seconds_of_speech(person: str) -> None:
    durations_s = [sf.info(path).duration for path in clips(person)]
    assert len(durations_s) >= 4
    assert all(3.0 <= duration_s <= 6.5 for duration_s in durations_s)
    speech_frames = sum(int((levels_dbfs(sf.read(path)[0]) > SPEECH_DBFS).sum()) for path in clips(person))
    assert 20.0 <= speech_frames * FRAME / RATE <= 25.0


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_has_a_portrait(person: str) -> None:
    with Image.open(ASSETS / "faces" / f"{person.lower()}.png") as face:
        assert (face.format, face.size) == ("PNG", (512, 512))
        assert len(face.convert("RGB").resize((40, 40)).getcolors(1600) or []) > 20  # a picture, not an empty square


def test_portraits_differ() -> None:
    pictures = {(ASSETS / "faces" / f"{person.lower()}.png").read_bytes() for person in PEOPLE}
    assert len(pictures) == len(PEOPLE)


def test_six_speak_and_the_stranger_often_enough(turns: list[Turn]) -> None:
    speakers = [turn.speaker for turn in turns]
    assert {*speakers} == {*PEOPLE, None}
    assert all(speakers.count(speaker) >= 3 for speaker in speakers)


def test_turns_are_in_order_and_each_is_an_utterance(turns: list[Turn], conversation: np.ndarray) -> None:
    duration_s = len(conversation) / RATE
    assert 75.0 <= duration_s <= 92.0
    assert all(1.5 <= turn.end_s - turn.start_s <= 6.0 for turn in turns)
    first, *between_turns, last = [end - start for start, end in gaps(turns, duration_s)]
    assert all(0.5 <= gap_s <= 1.25 for gap_s in between_turns)
    assert first >= 2.0  # to calibrate on
    assert last >= 1.0  # to hear that the last turn is over


def test_speech_is_where_the_turns_are(turns: list[Turn], conversation: np.ndarray) -> None:
    for turn in turns:
        loud = levels_dbfs(between(conversation, turn.start_s, turn.end_s)) > SPEECH_DBFS
        assert loud[:2].any(), turn
        assert loud[-2:].any(), turn
        assert loud.mean() > 0.85, turn


def test_the_room_is_quiet_between_turns_but_not_dead(turns: list[Turn], conversation: np.ndarray) -> None:
    for start_s, end_s in gaps(turns, len(conversation) / RATE):
        room = levels_dbfs(between(conversation, start_s + 0.2, end_s))  # by then the reverberation is gone
        assert room.max() < QUIET_DBFS, (start_s, end_s)
        assert room.min() > -75.0, (start_s, end_s)


def test_the_demo_stays_small() -> None:
    assert sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()) < 4.2e6
    assert all(path.stat().st_size < 100e3 for path in (ASSETS / "faces").glob("*.png"))
