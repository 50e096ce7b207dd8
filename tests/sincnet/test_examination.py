"""One voice or two, strays, and whom an enrolment resembles: with the shipped network, on the demo's voices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from audio.files import read_audio
from sincnet.gallery import Gallery
from sincnet.paths import assets
from sincnet.recogniser import Recogniser
from sincnet.samples import Prepared, Sample, prepared

Voices = dict[str, list[np.ndarray]]
FLOOR_DBFS = -60.0


@pytest.fixture(scope="module")
def voices() -> Voices:
    """Everybody of the demo, five or six recordings each."""
    folders = sorted(path for path in (assets() / "demo" / "people").iterdir() if path.is_dir())
    return {folder.name: [read_audio(file) for file in sorted(folder.iterdir())] for folder in folders}


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory, voices: Voices) -> Iterator[Recogniser]:
    """It knows Hana, from half of what there is of her."""
    with Recogniser.open(tmp_path_factory.mktemp("home")) as opened:
        opened.enrol("Hana", voices["Hana"][:3])
        yield opened


def examined(recogniser: Recogniser, clips: list[np.ndarray]) -> list[Sample]:
    found = [recogniser.examine(clip, FLOOR_DBFS) for clip in clips]
    samples = [sample for sample in found if sample is not None]
    assert len(samples) == len(clips)
    return samples


def test_too_little_sound_is_no_sample(recogniser: Recogniser) -> None:
    assert recogniser.examine(np.zeros(3200, np.float32), FLOOR_DBFS) is None


def test_one_person_is_one_voice_and_two_are_two(recogniser: Recogniser, voices: Voices) -> None:
    for clips in voices.values():
        assert not any(sample.two_voices for sample in examined(recogniser, clips))
    pairs = list(combinations(voices, 2))
    both = [np.concatenate([voices[one][0][:48_000], voices[other][0][:48_000]]) for one, other in pairs]
    seen = sum(sample.two_voices for sample in examined(recogniser, both))
    assert seen >= 0.7 * len(pairs)


def test_a_sample_of_somebody_else_is_a_stray(recogniser: Recogniser, voices: Voices) -> None:
    samples = examined(recogniser, [*voices["Callum"][:3], voices["Priya"][0]])
    assert recogniser.compare(samples).strays == (3,)
    assert recogniser.compare(samples[:3]).strays == ()
    assert recogniser.compare([]).strays == ()


def test_somebody_enrolled_is_recognised_in_what_a_visitor_says(recogniser: Recogniser, voices: Voices) -> None:
    (hana,) = recogniser.gallery.people()
    again = recogniser.compare(examined(recogniser, voices["Hana"][3:]))
    assert (again.resembles, again.strangers) == (hana.id, False)
    new = recogniser.compare(examined(recogniser, voices["Desmond"]))
    assert (new.resembles, new.strangers) == (None, True)


def test_what_was_examined_is_enrolled_without_being_heard_again(
    recogniser: Recogniser, voices: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = examined(recogniser, voices["Mateo"])
    ready = prepared(samples)
    assert isinstance(ready, Prepared)
    with monkeypatch.context() as patch:
        patch.setattr("sincnet.enrolment.prepare", None)
        person = recogniser.enrol("Mateo", ready, consent_at="2026-11-21T10:00:00+00:00")
    assert person.utterances == len(samples) and person.consent_at == "2026-11-21T10:00:00+00:00"
    assert recogniser.identify(voices["Mateo"][0]).person_id == person.id
    more = recogniser.add_speech(person.id, [voices["Mateo"][1]])
    assert more.utterances > len(samples) and more.consent_at == "2026-11-21T10:00:00+00:00"
    recogniser.delete(person.id)


def test_samples_of_two_networks_are_heard_anew(recogniser: Recogniser, voices: Voices) -> None:
    one, other = examined(recogniser, voices["Callum"][:2])
    again = prepared([one, replace(other, model_id="another")])
    assert isinstance(again, list)
    np.testing.assert_array_equal(again[1], other.clip)


def test_consent_is_kept_when_more_is_added_and_renewed_when_given_anew(tmp_path: Path) -> None:
    with Gallery(tmp_path) as gallery:
        asked = gallery.add("Anna", [], [], "fake", None, "2026-11-20T10:00:00+00:00")
        unasked = gallery.add("Ravi", [], [], "fake")
        assert (asked.consent_at, unasked.consent_at) == ("2026-11-20T10:00:00+00:00", None)
        assert gallery.add_utterances(asked.id, [], [], "fake").consent_at == "2026-11-20T10:00:00+00:00"
        renewed = gallery.add_utterances(asked.id, [], [], "fake", "2026-11-21T10:00:00+00:00")
        assert renewed.consent_at == "2026-11-21T10:00:00+00:00"
