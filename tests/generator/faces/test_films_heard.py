"""AVSpeech's films as a corpus of speech: each stretch is heard where the list says, and belongs to its face."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest

import main
from audio.files import read_audio
from audio.source import RATE
from generator.faces.faceset import FaceSet
from sincnet.corpora.dataset import read_speakers

LOW, HIGH = 300.0, 1200.0
LEAD_S, SPOKEN_S = 3.0, 4.0


def write_film(path: Path, lead_s: float, sound: bool = True) -> None:
    """A grey of its own; a low tone for `lead_s`, then a high one."""
    grey = 40 * ("ABCE".index(path.name[0]) + 1)
    at = np.arange(round((lead_s + SPOKEN_S) * RATE)) / RATE
    samples = (0.3 * np.sin(2 * np.pi * np.where(at < lead_s, LOW, HIGH) * at)).astype(np.float32)
    with av.open(str(path), "w") as film:
        picture = film.add_stream("mpeg4", rate=10)
        picture.width, picture.height, picture.pix_fmt = 96, 64, "yuv420p"
        heard = film.add_stream("aac", rate=RATE, layout="mono") if sound else None
        for _ in range(round((lead_s + SPOKEN_S) * 10)):
            frame = av.VideoFrame.from_ndarray(np.full((64, 96, 3), grey, np.uint8), format="rgb24")
            film.mux(picture.encode(frame))
        film.mux(picture.encode(None))
        if heard is not None:
            spoken = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
            spoken.sample_rate = RATE
            film.mux(heard.encode(spoken))
            film.mux(heard.encode(None))


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """A whole film, a stretch cut out, one without sound, one that is a frame only, and one that is none."""
    folder = tmp_path / "av"
    folder.mkdir()
    write_film(folder / "AAAAAAAAAAA.mp4", LEAD_S)
    write_film(folder / "BBBBBBBBBBB_3.0.mp4", 0)
    write_film(folder / "CCCCCCCCCCC_3.0.mp4", 0, sound=False)
    (folder / "EEEEEEEEEEE_3.0.mp4").write_text("not a film")
    names = (letter * 11 for letter in "ABCE")
    (folder / "avspeech_train.csv").write_text("".join(f"{n},{LEAD_S},{LEAD_S + SPOKEN_S},0.5,0.5\n" for n in names))
    return folder


def test_every_stretch_is_heard_where_the_list_says(
    films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, voices = tmp_path / "out", tmp_path / "voices"
    words = ["prepare", "avspeech", str(films), str(out), "--size", "64", "--sound", str(voices), "--json"]
    assert main.main(words) == 3
    about = json.loads(capsys.readouterr().out)
    assert (about["people"], about["people_with_a_voice"]) == (3, 2)
    speakers = read_speakers(voices)
    assert [(one.id, one.corpus, one.split) for one in speakers] == [
        ("AAAAAAAAAAA_3.00", "avspeech", "train"),
        ("BBBBBBBBBBB_3.00", "avspeech", "train"),
    ]
    for speaker in speakers:
        (recording,) = speaker.recordings()
        samples = read_audio(recording.file)
        assert len(samples) == pytest.approx(SPOKEN_S * RATE, abs=0.1 * RATE)
        spectrum = np.abs(np.fft.rfft(samples))
        hz = np.fft.rfftfreq(len(samples), 1 / RATE)
        assert hz[spectrum.argmax()] == pytest.approx(HIGH, abs=2)
        assert spectrum[np.abs(hz - LOW) < 20].max() < 0.05 * spectrum.max()  # nothing of what came before
    assert [one.voice for one in FaceSet.open(out).people] == ["AAAAAAAAAAA_3.00", "BBBBBBBBBBB_3.00", ""]
    told = (out / "problems.csv").read_text(encoding="utf-8")
    assert "CCCCCCCCCCC_3.0.mp4 is a film without sound" in told and "EEEEEEEEEEE_3.0.mp4 is no film" in told
    before = {path: path.stat().st_mtime_ns for path in voices.rglob("*.flac")}
    assert main.main(words) == 3
    assert before == {path: path.stat().st_mtime_ns for path in voices.rglob("*.flac")}  # what is done stays


def test_what_cannot_be_heard_is_one_sentence(films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(kind: str, *words: str) -> str:
        assert main.main(["prepare", kind, str(films), str(tmp_path / "out"), *words]) == 1
        return capsys.readouterr().err.splitlines()[-1]

    sound = ("--sound", str(tmp_path / "voices"))
    assert "--sound is for avspeech alone" in said("faces", *sound)
    assert "leave out --sound or --voices" in said("avspeech", *sound, "--voices", str(tmp_path))
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices/speakers.csv").write_text("speaker,corpus,folder,sex,age\nAna,lab,Ana,f,\n", encoding="utf-8")
    assert "holds another corpus" in said("avspeech", *sound)
    (tmp_path / "voices/speakers.csv").unlink()
    for film in ("AAAAAAAAAAA.mp4", "BBBBBBBBBBB_3.0.mp4"):
        write_film(films / film, 0, sound=False)
    assert "In none of the 4 stretches anybody can be heard, in AAAAAAAAAAA_3.00 for one" in said("avspeech", *sound)
