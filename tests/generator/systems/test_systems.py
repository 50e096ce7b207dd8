"""The published systems from speech to picture, on networks that have learned nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from generator.frontends.log_mel import network_input, only_speech
from generator.gan.networks import Generator, VoiceEmbedding
from generator.gan.tone import drawn
from generator.imagined import Draws, Traits
from generator.measures import NOTHING_MEASURED
from generator.systems.gan import GENERATORS, GanSystem, PublishedGan
from generator.systems.mapping import MappingSystem
from generator.systems.shelf import Shelf
from generator.systems.speech2face import Speech2FaceSystem
from generator.voice import Voice
from generator.weights import load
from sincnet.paths import assets
from tests.generator.systems.untrained import fill

torch.set_num_threads(1)
PEOPLE = assets() / "demo" / "people"
MAN = Traits({"child": 0.02, "adolescent": 0.08, "adult": 0.9}, 0.9, 34.0)
WOMAN = Traits({"child": 0.02, "adolescent": 0.08, "adult": 0.9}, 0.1, 34.0)
CHILD = Traits({"child": 0.9, "adolescent": 0.08, "adult": 0.02}, None, 9.0)
SIZES = {"gan": 64, "mapping": 128, "speech2face": 224}


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("networks"))


@pytest.fixture(scope="module")
def systems(networks: Path) -> dict[str, Draws]:
    shelf = Shelf(networks)
    made: tuple[Draws, ...] = (GanSystem(shelf), MappingSystem(shelf), Speech2FaceSystem(shelf))
    return {one.system.key: one for one in made}


def voice(name: str) -> Voice:
    speech = only_speech(read_audio(PEOPLE / name / "1.flac")).astype(np.float32)
    return Voice(np.ones(1, np.float32), "any", 6.0, 7.0, NOTHING_MEASURED, speech)


HANA, CALLUM = voice("Hana"), voice("Callum")


def apart(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("key", SIZES)
def test_a_voice_has_its_face_and_others_near_it(systems: dict[str, Draws], key: str) -> None:
    system = systems[key]
    assert system.system.available and system.system.why_not == "" and system.artistic
    model = system.system.models[0]
    face = system.draw(HANA, WOMAN, model, 0)
    assert face.dtype == np.uint8 and face.shape == (SIZES[key], SIZES[key], 3)
    assert system.system.size == SIZES[key]
    assert np.array_equal(face, system.draw(HANA, WOMAN, model, 0))
    others = [system.draw(HANA, WOMAN, model, number) for number in (1, 2)]
    assert min(apart(face, other) for other in (*others, system.draw(CALLUM, WOMAN, model, 0))) > 0.2
    assert apart(*others) > 0.2
    assert np.array_equal(others[0], system.draw(HANA, WOMAN, model, 1))


def test_the_voice_chooses_the_generator_and_of_children_it_is_the_general_one(
    systems: dict[str, Draws], networks: Path
) -> None:
    gan = systems["gan"]
    by_model = {model: gan.draw(HANA, CHILD, model, 0) for model in GENERATORS}
    assert all(apart(by_model["general"], by_model[model]) > 0.2 for model in ("male", "female"))
    for traits, model in ((MAN, "male"), (WOMAN, "female"), (CHILD, "general")):
        assert np.array_equal(gan.draw(HANA, traits, "voice", 0), by_model[model])


def test_the_gan_draws_what_its_own_pipeline_does(systems: dict[str, Draws], networks: Path) -> None:
    """From a recording through the published front end, and nothing of ours besides."""
    embedding = load(networks / "voice_embedding.safetensors", VoiceEmbedding).network
    generator = load(networks / "gan-male.safetensors", Generator).network
    published = drawn(network_input(read_audio(PEOPLE / "Hana" / "1.flac")), embedding, generator)
    assert apart(systems["gan"].draw(HANA, WOMAN, "male", 0), published) < 0.5


def test_published_weights_draw_where_the_user_has_them(tmp_path: Path) -> None:
    torch.manual_seed(7)
    missing = PublishedGan(tmp_path)
    assert not missing.system.available
    assert "voice_embedding.pth, generator.pth" in missing.system.why_not and str(tmp_path) in missing.system.why_not
    torch.save(VoiceEmbedding().state_dict(), tmp_path / "voice_embedding.pth")
    torch.save({"weight": torch.zeros(3)}, tmp_path / "generator.pth")
    found = PublishedGan(tmp_path)
    assert found.system.available and found.system.models == ("general",)
    with pytest.raises(WhoSpeaksError, match=r"generator.pth is no published generator"):
        found.draw(HANA, WOMAN, "general", 0)
    torch.save(Generator().state_dict(), tmp_path / "generator.pth")
    assert found.draw(HANA, WOMAN, "general", 0).shape == (64, 64, 3)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (GanSystem, "gan-female"),
        (GanSystem, "voice_embedding"),
        (MappingSystem, "feature_decoder"),
        (Speech2FaceSystem, "speech2face"),
    ],
)
def test_a_system_without_its_networks_says_which(make: type[GanSystem], name: str, tmp_path: Path) -> None:
    folder = fill(tmp_path)
    (folder / f"{name}.safetensors").unlink()
    system = make(Shelf(folder)).system
    assert not system.available
    assert system.why_not.startswith(f"Not here: {name}.safetensors. Put that into {folder} ")


def test_a_damaged_network_is_said_when_it_draws(tmp_path: Path) -> None:
    path = fill(tmp_path) / "mapping.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    system = MappingSystem(Shelf(tmp_path))
    assert system.system.available
    with pytest.raises(WhoSpeaksError, match=r"mapping.safetensors is damaged"):
        system.draw(HANA, WOMAN, "voice", 0)


def test_a_voice_that_came_without_its_speech_is_said(systems: dict[str, Draws]) -> None:
    silent = Voice(np.ones(1, np.float32), "any", 6.0, 7.0, NOTHING_MEASURED)
    for system in systems.values():
        with pytest.raises(WhoSpeaksError, match="hear the recording again"):
            system.draw(silent, WOMAN, system.system.models[0], 0)


def test_systems_that_hear_with_the_same_network_share_it(networks: Path) -> None:
    shelf = Shelf(networks)
    embedding = shelf.get("voice_embedding", VoiceEmbedding)
    assert shelf.get("voice_embedding", VoiceEmbedding) is embedding
    GanSystem(shelf).draw(HANA, WOMAN, "general", 0)
    MappingSystem(shelf).draw(HANA, WOMAN, "voice", 0)
    assert set(shelf._loaded) == {"voice_embedding", "gan-general", "mapping", "feature_decoder"}
