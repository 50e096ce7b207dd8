"""Speakers, who is held out, and the flat file of samples, made from real files."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.errors import AudioError
from audio.files import read_audio
from audio.source import RATE
from sincnet.config import WindowConfig
from sincnet.corpora.dataset import Shard, Speaker, read_speakers, split
from sincnet.events import WhoSpeaksError
from sincnet.windows import trim

WINDOWS = WindowConfig()


def crowd() -> list[Speaker]:
    """A hundred of one corpus (60 women, 40 men, one in five a child) and fifty of another."""
    first = [
        Speaker(f"a{n}", "a", Path(), "f" if n % 5 < 3 else "m", 10 if n % 25 < 5 else (None if n % 2 else 30))
        for n in range(100)
    ]
    return first + [Speaker(f"b{n}", "b", Path(), "fm"[n % 2], None) for n in range(50)]


# Speakers


def test_a_corpus_is_read_with_its_ages_and_recordings(corpus: Path) -> None:
    speakers = read_speakers(corpus)
    assert [speaker.id for speaker in speakers] == [f"s{n}" for n in range(6)]
    assert [speaker.age for speaker in speakers] == [9, None, None, None, None, None]
    assert [path.name for path in speakers[2].recordings()] == ["0.flac", "1.flac"]


def test_a_folder_that_is_no_corpus_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WhoSpeaksError, match="There is no readable speakers"):
        read_speakers(tmp_path)


def test_the_same_people_are_held_out_whatever_the_order() -> None:
    speakers = crowd()
    training, held_out = split(speakers, {"a": 20, "b": 10})
    assert training + held_out != speakers and {*training, *held_out} == set(speakers)
    assert not {s.id for s in training} & {s.id for s in held_out}
    assert Counter(s.corpus for s in held_out) == {"a": 20, "b": 10}
    shuffled = random.Random(1).sample(speakers, len(speakers))
    assert {s.id for s in split(shuffled, {"b": 10, "a": 20})[1]} == {s.id for s in held_out}
    # They are fixed: a change here would let people of the test into the training.
    assert sorted(s.id for s in split(speakers, {"b": 3})[1]) == ["b10", "b30", "b35"]


def test_sexes_and_children_are_held_out_in_proportion() -> None:
    for wanted in (5, 10, 20, 50):
        _, held_out = split(crowd(), {"a": wanted})
        women = sum(s.sex == "f" for s in held_out)
        children = sum(s.age is not None and s.age < 16 for s in held_out)
        assert women == pytest.approx(0.6 * wanted, abs=1) and children == pytest.approx(0.2 * wanted, abs=1)


def test_holding_out_more_adds_people() -> None:
    few, many = ({s.id for s in split(crowd(), {"a": wanted})[1]} for wanted in (10, 30))
    assert few < many


def test_nobody_and_everybody_can_be_held_out() -> None:
    assert split(crowd(), {})[1] == []
    assert len(split(crowd(), {"a": 1000})[1]) == 100


# The flat file


def test_recordings_come_back_trimmed(corpus: Path, tmp_path: Path) -> None:
    speakers = read_speakers(corpus)
    shard = Shard.build(tmp_path, speakers, WINDOWS)
    assert shard.classes == [f"s{n}" for n in range(6)]
    assert [len(clips) for clips in shard.by_class] == [2] * 6
    for speaker, clips in zip(speakers, shard.by_class, strict=True):
        for path, clip in zip(speaker.recordings(), clips, strict=True):
            whole = read_audio(path)
            start, stop = trim(whole, WINDOWS.trim_db)
            crop = shard.crop(clip, clip.length, np.random.default_rng(0))
            np.testing.assert_allclose(crop, whole[start:stop], atol=1e-4)


def test_another_speed_is_another_class_with_another_pitch(corpus: Path, tmp_path: Path) -> None:
    speeds = (1.0, 0.8, 1.25)
    shard = Shard.build(tmp_path, read_speakers(corpus)[:2], WINDOWS, speeds)
    assert shard.classes == ["s0", "s1", "s0×0.8", "s1×0.8", "s0×1.25", "s1×1.25"]
    for voice, pitch in enumerate((100, 125)):
        lengths, pitches = [], []
        for label in range(voice, 6, 2):
            clip = shard.by_class[label][0]
            lengths.append(clip.length)
            spectrum = np.abs(np.fft.rfft(shard.crop(clip, RATE // 2, np.random.default_rng(0))))
            pitches.append(2 * int(np.argmax(spectrum[: RATE // 4 // 40])))
        assert lengths == pytest.approx([lengths[0] / speed for speed in speeds], rel=0.01)
        ratios = np.array(pitches) / pitches[0]
        assert ratios == pytest.approx(speeds, rel=0.05), (pitch, pitches)


def test_what_was_decoded_once_is_opened_and_not_decoded_again(corpus: Path, tmp_path: Path) -> None:
    speakers = read_speakers(corpus)[:2]
    Shard.build(tmp_path, speakers, WINDOWS)
    gone = [replace(speaker, folder=tmp_path / "gone") for speaker in speakers]
    assert Shard.build(tmp_path, gone, WINDOWS).classes == ["s0", "s1"]


@pytest.mark.parametrize("changed", ["speakers", "trimming", "speeds"])
def test_other_wishes_are_decoded_anew(corpus: Path, tmp_path: Path, changed: str) -> None:
    speakers = read_speakers(corpus)
    before = Shard.build(tmp_path, speakers[:2], WINDOWS)
    after = Shard.build(
        tmp_path,
        speakers[1:3] if changed == "speakers" else speakers[:2],
        replace(WINDOWS, trim_db=10.0) if changed == "trimming" else WINDOWS,
        (1.0, 1.1) if changed == "speeds" else (1.0,),
    )
    assert after.classes != before.classes or after.clips != before.clips


def test_decoding_that_was_interrupted_is_done_again(corpus: Path, tmp_path: Path) -> None:
    speakers = read_speakers(corpus)
    Shard.build(tmp_path / "cache", speakers[:2], WINDOWS)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "0.flac").write_bytes(b"not audio")
    broken = Speaker("broken", "first", tmp_path / "broken", "f", None)
    with pytest.raises(AudioError):
        Shard.build(tmp_path / "cache", [speakers[3], broken], WINDOWS)
    # The samples are other people's by now; the list of the first must not be believed.
    shard = Shard.build(tmp_path / "cache", speakers[:2], WINDOWS)
    expected = Shard.build(tmp_path / "fresh", speakers[:2], WINDOWS)
    np.testing.assert_array_equal(shard.samples, expected.samples)


def test_a_speaker_who_is_never_heard_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "silent").mkdir()
    soundfile.write(tmp_path / "silent" / "0.wav", np.zeros(RATE), RATE)
    silent = Speaker("silent", "first", tmp_path / "silent", "f", None)
    with pytest.raises(WhoSpeaksError, match="no audible recording of silent"):
        Shard.build(tmp_path / "cache", [read_speakers(corpus)[0], silent], WINDOWS)


def test_silent_recordings_are_left_out(corpus: Path, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "0.wav", np.zeros(RATE), RATE)
    (tmp_path / "1.flac").write_bytes((corpus / "s0" / "0.flac").read_bytes())
    shard = Shard.build(tmp_path / "cache", [Speaker("quiet", "first", tmp_path, "f", None)], WINDOWS)
    assert len(shard.clips) == 1


def test_a_crop_stays_inside_its_clip_and_a_short_clip_is_repeated(corpus: Path, tmp_path: Path) -> None:
    shard = Shard.build(tmp_path, read_speakers(corpus)[:3], WINDOWS)
    clip = shard.by_class[1][0]
    whole = shard.crop(clip, clip.length, np.random.default_rng(0))
    crops = [shard.crop(clip, 500, np.random.default_rng(seed)) for seed in range(5)]
    assert len({crop.tobytes() for crop in crops}) == 5
    for crop in crops:
        assert any(np.array_equal(crop, whole[at : at + 500]) for at in range(clip.length - 499))
    repeated = shard.crop(clip, clip.length + 100, np.random.default_rng(0))
    np.testing.assert_array_equal(repeated, np.concatenate([whole, whole[:100]]))
