"""Photographs in place of drawn faces: linked to the voices, learned from by every kind that sees faces."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from audio.errors import WhoSpeaksError
from generator.faces.faceset import FaceSet
from generator.gan.networks import Generator, VoiceEmbedding
from generator.mapping.network import MappingNetwork
from generator.speech2face.encoder import VoiceEncoder
from generator.training.crowd import LEARNED, UNSEEN, Crowd
from generator.training.material import Material
from generator.weights import load
from main import main
from sincnet.progress import unseen
from tests.generator.training.conftest import VOICES, Trained

STRANGER = "Zoe"


@pytest.fixture(scope="session")
def photographs(hamlet: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared folder of everybody in the hamlet but Priya, and of somebody else: three pictures of one colour each,
    lighter from one to the next."""
    folder = tmp_path_factory.mktemp("photographs")
    for person, name in enumerate([*(name for name, *_ in VOICES if name != "Priya"), STRANGER]):
        (folder / "people" / name).mkdir(parents=True)
        for number in range(3):
            colour = (50 * person, 40 * number, 100)
            Image.new("RGB", (90, 90), colour).save(folder / "people" / name / f"{number}.png")
    words = ["prepare", "faces", str(folder / "people"), str(folder / "out"), "--size", "64", "--voices", str(hamlet)]
    assert main(words) == 0
    return folder / "out"


def read(hamlet: Path, held_out: int, cache: Path, photographs: Path) -> Material:
    return Material.read(hamlet, {"hamlet": held_out}, cache, unseen, str(photographs))


def test_everybody_has_their_own_face(hamlet: Path, photographs: Path, tmp_path: Path) -> None:
    material = read(hamlet, 0, tmp_path, photographs)
    assert [speaker.id for speaker in material.training] == ["Callum", "Hana", "Mateo"]
    faces = material.faces(material.training, (1.0,), moments=5, size=32)
    assert faces.shape == (3, 5, 32, 32, 3)
    assert faces[:, :, 16, 16, 0].tolist() == [[0] * 5, [50] * 5, [100] * 5]
    assert faces[0, :, 16, 16, 1].tolist() == [0, 0, 40, 80, 80]  # all three, the first and the last again
    with pytest.raises(WhoSpeaksError, match=r"add speeds=\[1.0\]"):
        material.faces(material.training, (1.0, 0.9), moments=5, size=32)


def test_who_is_held_out_is_not_learned_from(hamlet: Path, photographs: Path, tmp_path: Path) -> None:
    material = read(hamlet, 2, tmp_path, photographs)
    unheard = {speaker.id for speaker in material.held_out}
    assert unheard and len(unheard) + len(material.training) == 3
    reds = [person.id for person in FaceSet.open(photographs).people]
    for seed, expected in ((LEARNED, set(reds) - unheard), (UNSEEN, unheard)):
        crowd = Crowd.of(material, 99, 2, 64, seed)
        colours = ["Callum", "Hana", "Mateo", STRANGER]
        assert {colours[red // 50] for red in np.unique(crowd.pictures[:, 0, 32, 32, 0])} == expected


def test_every_kind_learns_from_them(trained: Trained, photographs: Path, voice_weights: Path) -> None:
    shown = (f"photographs={photographs}", "moments=2")
    words = (f"voice={voice_weights}", "speeds=[1.0]")
    _, faces = trained("face_embedding", *shown, "size=64", "least=32", "batch=4")
    _, path = trained("mapping", *shown, *words, f"faces={faces}", "crops=2", "size=64", "batch=4")
    assert load(path, MappingNetwork).card["faces"] == load_id(faces)
    trained("decoder", *shown, f"faces={faces}", "size=64", "batch=2")
    small = ("gan.width=0.05", "gan.batch=4", "gan.crop_frames=[100, 200]")
    trained("gan", *shown, *words, *small)


def test_speech2face_learns_from_them(trained: Trained, photographs: Path, face_weights: Path) -> None:
    shown = (f"photographs={photographs}", "moments=1", f"faces={face_weights}")
    decoder = trained("decoder", *shown, "decoder=speech2face", "width=0.05", "batch=2")[1]
    words = ("speeds=[1.0]", f"decoder={decoder}", "size=64", "width=0.03", "encoder.batch=2")
    assert load(trained("speech2face", *shown, *words)[1], VoiceEncoder).card["faces"] == load_id(face_weights)


def test_a_network_is_trained_to_the_published_voices(
    trained: Trained, photographs: Path, voice_weights: Path, tmp_path: Path
) -> None:
    torch.save(VoiceEmbedding().state_dict(), tmp_path / "voice_embedding.pth")
    words = (f"photographs={photographs}", f"voice={tmp_path / 'voice_embedding.pth'}", "speeds=[1.0]", "moments=1")
    _, path = trained("gan", *words, "gan.width=0.05", "gan.batch=4", "gan.crop_frames=[100, 200]")
    digest = hashlib.sha256((tmp_path / "voice_embedding.pth").read_bytes()).hexdigest()
    assert load(path, Generator).card["voice"] == digest[:16]


def load_id(path: Path) -> str:
    from generator.faces.network import FaceEmbedding

    return load(path, FaceEmbedding).id


def test_faces_without_voices_are_refused(hamlet: Path, photographs: Path, tmp_path: Path) -> None:
    people = (photographs / "people.csv").read_text(encoding="utf-8").splitlines()
    for path in photographs.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = [people[0], *(",".join([row.split(",")[0], "", *row.split(",")[2:]]) for row in people[1:])]
    (tmp_path / "people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(WhoSpeaksError, match=r"prepare it with --voices CORPUS"):
        read(hamlet, 0, tmp_path, tmp_path)
