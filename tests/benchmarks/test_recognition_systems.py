"""The program in a process of its own and a peer answer the same files; what a peer has heard is remembered."""

from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from audio.source import RATE
from benchmarks._peers import Memory, Peer
from benchmarks._scene import ELSEWHERE, KITCHEN, ONE, TWO, WHOLE, Scene, stage
from benchmarks._spoil import MICROPHONES
from benchmarks._systems import Cosines, Program
from sincnet.corpora.dataset import Speaker
from sincnet.paths import assets

CAST = ("Callum", "Hana", "Priya")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    speakers = [Speaker(name, "demo", assets() / "demo" / "people" / name, "", None) for name in CAST]
    return stage(tmp_path_factory.mktemp("scene"), speakers, most_probes=1, enrolment_s=12)


def spectrum(samples: np.ndarray) -> np.ndarray:
    """A peer of sorts: the long-term spectrum in 64 bands, as a unit vector."""
    power = np.square(np.abs(np.fft.rfft(samples, RATE)))[1:8001].reshape(64, -1).sum(axis=1)
    return np.asarray(power**0.25 / np.linalg.norm(power**0.25), np.float32)


def test_a_scene_has_every_test_under_every_condition(scene):
    assert scene.speakers == CAST
    by_condition = {c: [t for t in scene.probes if t.condition == c] for c in (WHOLE, TWO, ONE, KITCHEN, ELSEWHERE)}
    assert {len(probes) for probes in by_condition.values()} == {3}
    assert [t.microphone for t in by_condition[ELSEWHERE]] == list(MICROPHONES)[:3]
    assert all(probe.file.is_file() for probe in scene.probes)


def test_the_program_and_a_peer_answer_the_same_tests(scene, tmp_path):
    program = Program().answer(scene, CAST[:2])
    peer = Cosines(Peer("spectrum 1", spectrum), tmp_path).answer(scene, CAST[:2])
    for answers in (program, peer):
        assert answers.people == CAST[:2]
        assert answers.scores.shape == (len(scene.probes), 2)
        whole = [answers.first[i] for i, t in enumerate(scene.probes) if t.condition == WHOLE]
        assert whole[:2] == [0, 1]
    assert peer.named is None
    assert program.named is not None
    named = [bool(program.named[i]) for i, t in enumerate(scene.probes) if t.condition == WHOLE]
    assert named == [True, True, False]  # Priya is a stranger


def test_a_peer_is_asked_once_for_each_clip(tmp_path):
    asked: list[int] = []

    def embed(samples: np.ndarray) -> np.ndarray:
        asked.append(len(samples))
        return np.array([1.0, len(samples)], np.float32)

    memory = Memory(Peer("counting 1", embed), tmp_path)
    clips = [np.zeros(n, np.float32) for n in (3, 4, 3)]
    first = [memory.embed(clip) for clip in clips]
    memory.save()
    assert asked == [3, 4]
    again = Memory(Peer("counting 1", embed), tmp_path)
    assert all(np.array_equal(again.embed(clip), vector) for clip, vector in zip(clips, first, strict=True))
    assert asked == [3, 4]
    Memory(Peer("counting 2", embed), tmp_path).embed(clips[0])
    assert asked == [3, 4, 3]


def test_too_little_speech_is_left_out(tmp_path):
    def once(name: str, seconds: float) -> Speaker:
        (tmp_path / name).mkdir()
        noise = 0.1 * np.random.default_rng(len(name)).standard_normal(int(seconds * RATE))
        sf.write(tmp_path / name / "1.flac", noise, RATE)
        return Speaker(name, "single", tmp_path / name, "", None)

    scene = stage(tmp_path / "scene", [once("short", 9.5), once("longer", 13.5)])
    assert scene.speakers == ("longer",)
    whole = [probe.file for probe in scene.probes if probe.condition == WHOLE]
    assert [round(_seconds(file), 1) for file in whole] == [3.0, 2.5]
    assert [round(_seconds(file), 1) for file in scene.enrolment("longer")] == [8.0]


def _seconds(file: Path) -> float:
    return float(sf.info(file).duration)
