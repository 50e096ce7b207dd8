"""People found in a folder, and enrolled all or, taken back, none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.gallery import Gallery
from sincnet.newcomers import Newcomer, enrol, find, survey
from sincnet.recogniser import Recogniser

Voices = dict[str, list[np.ndarray]]


@pytest.fixture
def folk(tmp_path: Path, voices: Voices) -> Path:
    folder = tmp_path / "folk"
    for name in ("Hana", "Callum"):
        (folder / name).mkdir(parents=True)
        for number, clip in enumerate(voices[name]):
            soundfile.write(folder / name / f"{number}.flac", clip, RATE)
    soundfile.write(folder / "Mateo.wav", np.concatenate(voices["Mateo"]), RATE)
    return folder


@pytest.fixture
def recogniser(weights: Weights, tmp_path: Path) -> Iterator[Recogniser]:
    with Recogniser(weights, Gallery(tmp_path / "home")) as opened:
        yield opened


def test_folders_and_single_recordings_are_people(folk: Path) -> None:
    (folk / "Hana" / "FACE.JPG").write_bytes(b"")
    (folk / "Mateo.png").write_bytes(b"")
    (folk / "notes.txt").write_text("no person")
    (folk / ".hidden").mkdir()
    soundfile.write(folk / "hana.wav", np.zeros(10), RATE)  # the same name to a reader
    assert find(folk) == [
        Newcomer("Callum", (folk / "Callum",)),
        Newcomer("Hana", (folk / "Hana", folk / "hana.wav"), folk / "Hana" / "FACE.JPG"),
        Newcomer("Mateo", (folk / "Mateo.wav",), folk / "Mateo.png"),
    ]


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_of_nobody_is_refused(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "empty"
    if there:
        folder.mkdir()
    with pytest.raises(WhoSpeaksError, match="Nobody is in" if there else "is not a folder"):
        find(folder)


def test_what_stands_in_the_way_is_told_beforehand(folk: Path, recogniser: Recogniser, voices: Voices) -> None:
    recogniser.gallery.add("HANA", [], [], "fake")
    (folk / "Empty").mkdir()
    (folk / ("x" * 81)).mkdir()
    found = {newcomer.name: newcomer for newcomer in survey(folk, recogniser.gallery)}
    assert str(found["Hana"].problem) == "HANA is enrolled already and is left as they are."
    assert str(found["Empty"].problem) == "There is no recording in the folder."
    assert "longer than 80" in str(found["x" * 81].problem)
    assert found["Callum"].problem is None
    assert found["Callum"].speech_s == pytest.approx(sum(map(len, voices["Callum"])) / RATE, abs=0.1)


def test_all_are_enrolled_with_their_consent(folk: Path, recogniser: Recogniser) -> None:
    (folk / "Silent").mkdir()
    soundfile.write(folk / "Silent" / "a.wav", np.zeros(4 * RATE), RATE)
    steps = list(enrol(recogniser, survey(folk, recogniser.gallery), "2026-11-21T10:00:00+00:00"))
    assert [(step.place, bool(step.problem)) for step in steps] == [(0, False), (1, False), (2, False), (3, True)]
    assert "No speech" in str(steps[3].problem)
    assert [person.name for person in recogniser.gallery.people()] == ["Callum", "Hana", "Mateo"]
    assert {person.consent_at for person in recogniser.gallery.people()} == {"2026-11-21T10:00:00+00:00"}


def test_closed_half_way_everybody_is_taken_back(folk: Path, recogniser: Recogniser) -> None:
    recogniser.gallery.add("Ravi", [], [], "fake")
    steps = enrol(recogniser, find(folk))
    next(steps)
    next(steps)
    assert len(recogniser.gallery.people()) == 3
    steps.close()
    assert [person.name for person in recogniser.gallery.people()] == ["Ravi"]
