"""When nothing is drawn, and what a picture carries that leaves the program."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFont

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from audio.source import RATE
from generator.honesty import CAPTION, WRITTEN, captioned, export_refusal, png, refusal, save_png
from generator.imagined import Corrections, Imagined, Traits
from generator.voice import WEIGHTS, Voice, hear
from sincnet.checkpoint import Weights, load
from sincnet.paths import assets
from tests.generator.sounds import MUSIC, NOISES, Sound

PEOPLE = sorted((assets() / "demo" / "people").iterdir())
ADULT = Traits({"child": 0.02, "adolescent": 0.08, "adult": 0.9}, 0.2, 30.0)
CHILD = Traits({"child": 0.9, "adolescent": 0.08, "adult": 0.02}, None, 9.0)


@pytest.fixture(scope="module")
def shipped() -> Weights:
    return load(WEIGHTS)


@pytest.fixture(scope="module")
def somebody(shipped: Weights) -> Voice:
    return hear(shipped, read_audio(PEOPLE[0] / "1.flac"))


def face(size: int = 64) -> Imagined:
    image = np.random.default_rng(0).integers(60, 200, (size, size, 3), dtype=np.uint8)
    return Imagined(image, "", ADULT, (), ("hair",), "portrait", "voice", 12.34, "0123abcd", True, "")


@pytest.mark.parametrize("sound", NOISES + MUSIC, ids=lambda sound: sound.__name__)
@pytest.mark.parametrize("seconds", [4.0, 11.0])
def test_nothing_is_drawn_from_noise_or_music(shipped: Weights, sound: Sound, seconds: float) -> None:
    assert refusal(hear(shipped, sound(seconds)))


@pytest.mark.parametrize("folder", PEOPLE, ids=lambda folder: folder.name)
def test_synthetic_people_are_drawn(shipped: Weights, folder: Path) -> None:
    for number in (1, 2, 3):
        samples = read_audio(folder / f"{number}.flac")
        voice = hear(shipped, samples)
        assert (refusal(voice) == "") == (voice.speech_s >= 3.0), (number, voice.measures, refusal(voice))


def test_too_little_speech_is_said_in_seconds(shipped: Weights) -> None:
    samples = read_audio(PEOPLE[0] / "1.flac")
    assert refusal(hear(shipped, samples[: 2 * RATE])) == "There are only 2.0 s of sound; a face takes 3 s of speech."
    background = (1e-4 * np.random.default_rng(0).standard_normal(4 * RATE)).astype(np.float32)
    assert "s of speech; a face takes 3 s" in refusal(hear(shipped, np.concatenate([samples[:40_000], background])))


def test_a_word_in_a_noisy_minute_is_no_recording_of_somebody(shipped: Weights) -> None:
    samples = read_audio(PEOPLE[0] / "1.flac")[: 4 * RATE]
    room = (2e-3 * np.random.default_rng(0).standard_normal(60 * RATE)).astype(np.float32)
    room[: len(samples)] += samples
    assert "hardly any speech" in refusal(hear(shipped, room))


def test_what_is_measured_decides(somebody: Voice) -> None:
    enough = replace(somebody, speech_s=8.0, sound_s=10.0)
    assert refusal(enough) == ""
    assert "music" in refusal(replace(enough, measures=replace(somebody.measures, held=0.8, pitch_range=9.0)))
    assert "too even" in refusal(replace(enough, measures=replace(somebody.measures, moving=1.0)))
    assert "No voice" in refusal(replace(enough, embedding=np.zeros_like(somebody.embedding)))


def test_children_are_not_exported_and_no_slider_helps() -> None:
    assert export_refusal(ADULT, ADULT) == ""
    assert export_refusal(CHILD, CHILD)
    assert export_refusal(CHILD, ADULT)
    assert export_refusal(ADULT, CHILD)


@pytest.mark.parametrize("size", [64, 96, 224, 256, 512])
def test_the_caption_lies_below_the_face_and_can_be_read(size: int) -> None:
    image = face(size).image
    whole = captioned(image)
    picture, strip = whole[: whole.shape[1]], whole[whole.shape[1] :].astype(int)
    assert whole.shape[1] >= 256
    if size >= 256:
        assert np.array_equal(picture, image)
    bright = strip.sum(axis=2) > 450
    columns, rows = np.flatnonzero(bright.any(axis=0)), np.flatnonzero(bright.any(axis=1))
    assert columns[0] > 2 and columns[-1] < whole.shape[1] - 3  # nothing is cut off
    assert columns[-1] - columns[0] > 0.85 * whole.shape[1]
    assert rows[0] > 1 and rows[-1] < len(strip) - 2
    assert rows[-1] - rows[0] >= 7  # pixels from ascender to descender


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    save_png(replace(face(), variation=3, corrections=Corrections(age=25.0)), tmp_path / "face.png")
    with Image.open(tmp_path / "face.png") as picture:
        picture.load()
        told = picture.text  # type: ignore[attr-defined]
        assert picture.mode == "RGB"
    assert told["Software"] == "WhoSpeaks"
    assert told["Description"] == CAPTION
    record = json.loads(told["whospeaks"])
    assert record["synthetic"] is True
    assert record["system"] == "portrait"
    assert record["weights"] == "0123abcd"
    assert record["variation"] == 3 and record["corrected"] == {"age": 25.0}  # by hand, and not from the voice
    assert record["caption"] == CAPTION
    assert record["made"].startswith("20")
    assert CAPTION.encode() in (tmp_path / "face.png").read_bytes()  # plain UTF-8, for whoever reads bytes


def test_what_may_not_leave_does_not(tmp_path: Path) -> None:
    kept = replace(face(), exportable=False, not_exportable="This sounds like a child.")
    with pytest.raises(WhoSpeaksError, match="sounds like a child"):
        save_png(kept, tmp_path / "face.png")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WhoSpeaksError, match="cannot be written"):
        save_png(face(), tmp_path / "file" / "face.png")


def test_a_picture_of_the_export_is_a_png() -> None:
    with Image.open(io.BytesIO(png(face(300)))) as picture:
        assert picture.format == "PNG"
        assert picture.width == 300 < picture.height


def test_the_font_has_every_letter_of_what_is_written() -> None:
    font = ImageFont.load_default(20)
    letters = {letter: bytes(font.getmask(letter)) for letter in {"\uffff", *WRITTEN}}
    assert [letter for letter, drawn in letters.items() if drawn == letters["\uffff"]] == ["\uffff"]
