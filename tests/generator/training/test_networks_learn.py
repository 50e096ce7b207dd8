"""Every kind of training, for two steps on a tiny corpus of synthetic voices: all its parts fit each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from generator.faces.network import FaceEmbedding
from generator.frontends.log_mel import FRAMES
from generator.gan.networks import Generator, VoiceEmbedding
from generator.mapping.feature_decoder import FeatureDecoder
from generator.mapping.network import MappingNetwork
from generator.speech2face.decoder import FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.training import tasks
from generator.training.gan import GanTask
from generator.training.material import Material
from generator.weights import load
from sincnet.progress import unseen
from tests.generator.training.conftest import Trained


def test_voices_are_joined_to_long_utterances_and_kept(hamlet: Path, cache: Path) -> None:
    material = Material.read(hamlet, {"hamlet": 2}, cache, unseen)
    assert len(material.training) == len(material.held_out) == 2
    voices = material.voices(material.training)
    assert {len(voices.of_speaker(0)), len(voices.of_speaker(1))} <= {2, 3}  # of at least ten seconds each
    assert voices.lengths.min() >= FRAMES
    whole = voices.whole(1)
    np.testing.assert_allclose(whole.mean(1), 0, atol=0.01)
    np.testing.assert_allclose(whole.std(1), 1, atol=0.01)
    crop = voices.crop(1, 50, np.random.default_rng(0))
    starts = [start for start in range(whole.shape[1] - 49) if np.array_equal(whole[:, start : start + 50], crop)]
    assert crop.shape == (64, 50) and len(starts) == 1
    assert voices.crop(1, 3 * FRAMES, np.random.default_rng(0)).shape == (64, 3 * FRAMES)
    before = {path: path.stat().st_mtime_ns for path in cache.glob("log-mel-*")}
    material.voices(material.training)
    assert before and before == {path: path.stat().st_mtime_ns for path in cache.glob("log-mel-*")}


def test_the_voice_embedding_network(voice_weights: Path) -> None:
    stored = load(voice_weights, VoiceEmbedding)
    assert stored.card["steps"] == 2 and 0 <= stored.card["figures"]["eer"] <= 1
    assert stored.network(torch.zeros(1, 64, 100)).shape == (1, 64)


def test_the_face_network_and_the_decoders_behind_it(trained: Trained, face_weights: Path) -> None:
    assert load(face_weights, FaceEmbedding).card["figures"].keys() == {"eer"}
    words = (f"faces={face_weights}", "people=6", "moments=2", "batch=2")
    task, path = trained("decoder", *words, "size=64")
    assert load(path, FeatureDecoder).network.draw(torch.randn(1, 512)).shape == (1, 64, 64, 3)
    assert task.show() is not None
    _, path = trained("decoder", *words, "decoder=speech2face", "width=0.05")
    assert load(path, FaceDecoder).network(torch.randn(1, 512)).shape == (1, 3, 224, 224)


def test_mapping_gan_and_speech2face(trained: Trained, voice_weights: Path, face_weights: Path) -> None:
    voice, faces = f"voice={voice_weights}", f"faces={face_weights}"
    _, path = trained("mapping", voice, faces, "crops=2", "moments=2", "size=64", "batch=4")
    assert load(path, MappingNetwork).network(torch.randn(2, 64)).shape == (2, 512)
    task, path = trained("gan", voice, "moments=2", "gan.width=0.05", "gan.batch=4", "gan.crop_frames=[100, 200]")
    assert load(path, Generator).network(torch.randn(2, 64)).shape == (2, 3, 64, 64)
    assert task.show() is not None
    decoder = trained("decoder", faces, "people=6", "moments=2", "batch=2", "decoder=speech2face", "width=0.05")[1]
    words = (faces, f"decoder={decoder}", "moments=2", "size=64", "width=0.03", "encoder.batch=2")
    _, path = trained("speech2face", *words)
    assert load(path, VoiceEncoder).card["decoder"] == load(decoder, FaceDecoder).id


def test_of_a_gan_the_running_average_is_released(trained: Trained, voice_weights: Path) -> None:
    words = (f"voice={voice_weights}", "moments=2", "gan.width=0.05", "gan.batch=4", "gan.crop_frames=[100, 200]")
    task, path = trained("gan", *words, "gan.batch_norm_g=true", "ema=0.5")
    assert isinstance(task, GanTask)
    released, last = load(path, Generator).network.state_dict(), task.gan.generator.state_dict()
    average = task.average.module.state_dict()
    for name, number in released.items():
        assert torch.allclose(number.float(), average[name].float(), atol=1e-3)
    assert any(not torch.allclose(number.float(), last[name].float(), atol=1e-3) for name, number in released.items())


def test_wrong_settings_are_one_sentence(tmp_path: Path, trained: Trained, voice_weights: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('kind = "painting"', encoding="utf-8")
    with pytest.raises(WhoSpeaksError, match="has to say kind = one of voice_embedding, gan"):
        tasks.read(path)
    path.write_text('kind = "gan"\ncolour = 3', encoding="utf-8")
    with pytest.raises(WhoSpeaksError, match="no setting called colour"):
        tasks.read(path)
    with pytest.raises(WhoSpeaksError, match="no adult of whom the corpus says"):
        trained("gan", f"voice={voice_weights}", "people=male", "moments=1", "held_out.hamlet=3")
