"""The people enrolled tried on their own recordings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sincnet.calibration import Calibration
from sincnet.checkpoint import Weights
from sincnet.events import WhoSpeaksError
from sincnet.finetune import Progress
from sincnet.gallery import Gallery
from sincnet.recogniser import DEFAULT_MODEL, Recogniser
from sincnet.self_test import MOST, Result, self_test

Voices = dict[str, list[np.ndarray]]


@pytest.fixture
def recogniser(weights: Weights, tmp_path: Path) -> Iterator[Recogniser]:
    with Recogniser(weights, Gallery(tmp_path)) as opened:
        yield opened


def run(recogniser: Recogniser) -> tuple[Result, list[Progress]]:
    *progress, result = self_test(recogniser)
    assert isinstance(result, Result)
    return result, [step for step in progress if isinstance(step, Progress)]


def test_voices_that_differ_are_told_apart_with_the_shipped_weights(tmp_path: Path, voices: Voices) -> None:
    with Recogniser.open(tmp_path, DEFAULT_MODEL) as recogniser:
        for name, clips in voices.items():
            recogniser.enrol(name, clips)
        before = recogniser.gallery.revision
        result, progress = run(recogniser)
        assert recogniser.gallery.revision == before  # nothing changed
        assert [person.name for person in result.people] == list(voices) and result.not_tried == ()
        assert np.bincount(result.truths).tolist() == [person.utterances for person in result.people]
        assert (result.choices == result.truths).all() and result.halved == 0 and not result.tuned
        assert {step.stage for step in progress} == {"listening", "trying"}
        assert all(step.done <= step.total for step in progress)


def test_an_utterance_is_not_compared_with_itself(recogniser: Recogniser, voices: Voices) -> None:
    """Hana's second recording is Mateo's: with itself left out it must go to him, whatever the network."""
    recogniser.enrol("Hana", [voices["Hana"][0], voices["Mateo"][1]])
    recogniser.enrol("Mateo", voices["Mateo"])
    result, _ = run(recogniser)
    utterances = recogniser.gallery.people()[0].utterances
    taken = result.choices[result.truths == 0]
    assert len(taken) == utterances and taken[-1] == 1


def test_a_stranger_is_compared_with_the_others_only(weights: Weights, tmp_path: Path, voices: Voices) -> None:
    """A calibration that names everybody, and one that names nobody."""
    for stranger, named in ((-50.0, True), (50.0, False)):
        calibration = Calibration(1.0, 0.0, 0.0, 0.0, stranger, 0.5)
        with Recogniser(replace(weights, calibration=calibration), Gallery(tmp_path / str(named))) as recogniser:
            for name in ("Hana", "Mateo"):
                recogniser.enrol(name, voices[name])
            result, _ = run(recogniser)
        assert (result.named == named).all() and (result.named_as_stranger == named).all()


def test_an_only_recording_is_cut_in_halves_and_most_are_bounded(recogniser: Recogniser, voices: Voices) -> None:
    halves = np.concatenate(voices["Hana"])
    recogniser.enrol("Hana", [halves])
    person = recogniser.gallery.people()[0]
    recogniser.enrol("Mateo", voices["Mateo"] * (MOST // 2 + 2))
    result, _ = run(recogniser)
    counts = np.bincount(result.truths)
    if person.utterances == 1:
        assert counts[0] == 2 and result.halved == 1
    assert counts[1] == MOST


def test_it_says_when_fine_tuning_has_heard_it_all(recogniser: Recogniser, voices: Voices) -> None:
    for name in ("Hana", "Mateo"):
        recogniser.enrol(name, voices[name])
    hana = recogniser.gallery.people()[0]
    far = np.full(recogniser.weights.model.embedding_size, -100, np.float32)
    plain, _ = run(recogniser)
    recogniser.gallery.tunings.add(recogniser.base.id, recogniser.weights.id, {}, {hana.id: far})
    recogniser.refresh()
    tuned, _ = run(recogniser)
    assert tuned.tuned and not plain.tuned
    assert not (tuned.choices == 0).any()  # her row points away from everybody now


def test_too_few_people_are_told_what_to_do(recogniser: Recogniser, voices: Voices) -> None:
    with pytest.raises(WhoSpeaksError, match="Nobody is enrolled; enrol two"):
        run(recogniser)
    recogniser.enrol("Hana", voices["Hana"])
    with pytest.raises(WhoSpeaksError, match="Only Hana is enrolled"):
        run(recogniser)
    recogniser.gallery.add("Silent", [], [], recogniser.weights.id)
    with pytest.raises(WhoSpeaksError, match="record more of Silent"):
        run(recogniser)
    recogniser.enrol("Mateo", voices["Mateo"])
    assert run(recogniser)[0].not_tried == ("Silent",)
