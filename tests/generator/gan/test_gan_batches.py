from dataclasses import replace

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from generator.gan.batches import UnpairedBatches
from generator.gan.config import GanConfig
from sincnet.training.team import Team

CONFIG = GanConfig(batch=64, crop_frames=(30, 80))
NAMES = ["ada", "bob", "cy"]


def clips(frames: int = 120) -> tuple[list[np.ndarray], list[str]]:
    """Two clips each, whose numbers tell whose they are and which frame it is."""
    names = [name for name in NAMES for _ in range(2)]
    ramp = np.tile(np.arange(frames, dtype=np.float32), (64, 1))
    return [ramp + 1000 * NAMES.index(name) for name in names], names


def portraits() -> tuple[np.ndarray, list[str]]:
    """Four each, in another order; the colour tells whose, and a bright left half which side is which."""
    names = NAMES[::-1] * 4
    faces = np.array([np.full((64, 64, 3), 50 * NAMES.index(name)) for name in names], np.uint8)
    faces[:, :, :32] += 100
    return faces, names


def made(seed: int = 1, team: Team = Team()) -> UnpairedBatches:  # noqa: B008  # it is frozen
    return UnpairedBatches(*clips(), *portraits(), CONFIG, seed, team)


def test_voices_and_faces_know_whose_they_are_and_nothing_of_each_other():
    batches = made()
    assert batches.identities == ("ada", "bob", "cy")
    together, mirrored, lengths = [], [], set()
    for number in range(20):
        batch = batches.batch(number)
        assert batch.voices.shape[:2] == (64, 64) and batch.faces.shape == (64, 3, 64, 64)
        assert batch.voices.dtype == batch.faces.dtype == torch.float32
        lengths.add(batch.voices.shape[2])
        start = batch.voices[:, 0, 0] % 1000
        torch.testing.assert_close(batch.voices[:, 5, -1] % 1000, start + batch.voices.shape[2] - 1)
        torch.testing.assert_close(batch.voices[:, 0, 0].div(1000).floor().long(), batch.voice_ids)
        levels = (batch.faces.amin((1, 2, 3)) * 127.5 + 127.5) / 50
        torch.testing.assert_close(levels.round().long(), batch.face_ids)
        mirrored += (batch.faces[:, 0, 0, 0] < batch.faces[:, 0, 0, 63]).tolist()
        together += (batch.voice_ids == batch.face_ids).tolist()
    assert min(lengths) >= 30 and max(lengths) <= 80 and len(lengths) > 5
    assert np.mean(together) == pytest.approx(1 / 3, abs=0.06)
    assert np.mean(mirrored) == pytest.approx(1 / 2, abs=0.06)


def test_pixels_run_from_minus_one_to_one():
    faces = np.zeros((3, 64, 64, 3), np.uint8)
    faces[:, 0] = 255
    batch = UnpairedBatches(*clips(), faces, NAMES, CONFIG).batch(0)
    assert batch.faces.min() == -1 and batch.faces.max() == 1


def test_every_place_of_a_clip_is_drawn():
    config = replace(CONFIG, crop_frames=(118, 118))
    batch = UnpairedBatches(*clips(), *portraits(), config).batch(0)
    assert set((batch.voices[:, 0, 0] % 1000).tolist()) == {0.0, 1.0, 2.0}


def test_a_batch_depends_on_seed_and_number_alone_and_is_shared_by_rows():
    whole = made().batch(5)
    for again, same in ((made().batch(5), True), (made(2).batch(5), False), (made().batch(6), False)):
        assert torch.equal(again.face_ids, whole.face_ids) == same
    for rank in range(4):
        share = made(team=Team(rank, 4)).batch(5)
        for mine, all_of_it in zip(share, whole, strict=True):
            assert torch.equal(mine, all_of_it[rank::4])


def test_lists_that_do_not_match_are_refused():
    voices, voice_of = clips()
    faces, face_of = portraits()
    cases = [
        ((voices, voice_of, faces[:1], face_of[:1]), "2 people have a voice but no face, ada for one"),
        ((voices[:4], voice_of[:4], faces, face_of), "1 people have a face but no voice, cy for one"),
        ((voices[:5], voice_of, faces, face_of), "6 names of 5 voices"),
        (([], [], faces[:0], []), "nobody to train on"),
        ((voices, voice_of, faces[:, :32], face_of), r"uint8 \(n, 64, 64, 3\), not uint8 \(12, 32, 64, 3\)"),
        ((voices, voice_of, faces / 255, face_of), "not float64"),
        ((clips(79)[0], voice_of, faces, face_of), r"A clip of ada has the shape \(64, 79\).*leave it out"),
    ]
    for data, complaint in cases:
        with pytest.raises(WhoSpeaksError, match=complaint):
            UnpairedBatches(*data, CONFIG)
    with pytest.raises(WhoSpeaksError, match="64 cannot be shared evenly by 3"):
        made(team=Team(0, 3))
