"""Changes that can be taken back, on a real recogniser: what it knows follows each of them, there and back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.source import RATE
from sincnet.amendments import Arrival, LessSpeech, MoreSpeech, NewFace, Union, recordings
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery
from sincnet.paths import assets
from sincnet.recogniser import Recogniser

Voices = dict[str, list[np.ndarray]]


@pytest.fixture
def recogniser(weights: Weights, voices: Voices, tmp_path: Path) -> Iterator[Recogniser]:
    with Recogniser(weights, Gallery(tmp_path / "home")) as opened:
        for name, clips in voices.items():
            opened.enrol(name, clips)
        yield opened


def known(recogniser: Recogniser, sound: np.ndarray) -> dict[str, float]:
    """Everybody's score for a sound, as whoever listens has it."""
    return {candidate.name: candidate.score for candidate in recogniser._identifier.identify(sound).candidates}


def id_of(recogniser: Recogniser, name: str) -> str:
    person = recogniser.gallery.find(name)
    assert person is not None
    return person.id


def test_an_utterance_less_and_back(recogniser: Recogniser, voices: Voices) -> None:
    sound = voices["Hana"][0]
    before = known(recogniser, sound)
    clip = recogniser.gallery.clips.of(id_of(recogniser, "Hana"))[0]
    amendment = LessSpeech(clip.id)
    amendment.do(recogniser)
    assert not clip.path.exists()
    assert known(recogniser, sound)["Hana"] != pytest.approx(before["Hana"], abs=1e-4)
    amendment.undo(recogniser)
    assert known(recogniser, sound) == pytest.approx(before, abs=1e-3)


def test_recordings_more_and_back(recogniser: Recogniser, voices: Voices, tmp_path: Path) -> None:
    sound, hana = voices["Hana"][0], id_of(recogniser, "Hana")
    before, clips = known(recogniser, sound), recogniser.gallery.clips.of(hana)
    soundfile.write(tmp_path / "more.wav", np.concatenate(voices["Callum"]), RATE)
    amendment = MoreSpeech(hana, partial(recordings, [tmp_path / "more.wav"]))
    amendment.do(recogniser)
    assert amendment.added_s > 3
    assert known(recogniser, sound)["Hana"] != pytest.approx(before["Hana"], abs=1e-4)
    recogniser.gallery.clips.remove(recogniser.gallery.clips.of(hana)[-1].id)  # one of them went by itself
    amendment.undo(recogniser)
    assert recogniser.gallery.clips.of(hana) == clips
    assert known(recogniser, sound) == pytest.approx(before, abs=1e-3)


def test_two_people_made_one_and_parted(recogniser: Recogniser, voices: Voices) -> None:
    sound = voices["Hana"][0]
    before = known(recogniser, sound)
    amendment = Union(id_of(recogniser, "Mateo"), id_of(recogniser, "Hana"))
    amendment.do(recogniser)
    assert set(known(recogniser, sound)) == {"Callum", "Hana"}
    amendment.undo(recogniser)
    assert known(recogniser, sound) == pytest.approx(before, abs=1e-3)


def test_whoever_arrives_is_known_at_once_and_may_leave_again(
    recogniser: Recogniser, voices: Voices, tmp_path: Path
) -> None:
    sound = voices["Hana"][0]
    before = known(recogniser, sound)
    recogniser.gallery.exchange.export(tmp_path / "hana.whospeaks", id_of(recogniser, "Hana"))
    amendment = Arrival(tmp_path / "hana.whospeaks", "number")
    amendment.do(recogniser)
    assert amendment.names == ["Hana (2)"]
    after = known(recogniser, sound)
    assert after["Hana (2)"] == pytest.approx(after["Hana"], abs=1e-3)  # the same voice, heard again
    amendment.undo(recogniser)
    assert known(recogniser, sound) == pytest.approx(before, abs=1e-3)
    assert len(recogniser.gallery.people()) == 3


def test_another_face_and_back(recogniser: Recogniser, tmp_path: Path) -> None:
    hana = id_of(recogniser, "Hana")
    first = NewFace(hana, assets() / "faces" / "hana.png")
    first.do(recogniser)
    shown = recogniser.gallery.get(hana).face
    assert shown is not None
    picture = shown.read_bytes()
    second = NewFace(hana, None)
    second.do(recogniser)
    assert recogniser.gallery.get(hana).face is None
    second.undo(recogniser)
    back = recogniser.gallery.get(hana).face
    assert back is not None and back.read_bytes() == picture
    with pytest.raises(WhoSpeaksError, match="not a picture"):
        NewFace(hana, b"no picture").do(recogniser)
    assert recogniser.gallery.get(hana).face == back
