"""The table's figures against hand-made answers, and the intervals around them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks._figures import halves, interval, measure
from benchmarks._scene import ELSEWHERE, WHOLE, Probe, Scene
from benchmarks._systems import Answers

PEOPLE = ("ann", "bob", "cem", "dee")
SCORES = {  # of each person's two clips with ann, bob, cem, dee
    "ann": [(9, 1, 2, 1), (8, 1, 1, 3)],
    "bob": [(1, 7, 2, 1), (6, 5, 1, 1)],  # the second is taken for ann
    "cem": [(1, 2, 9, 1), (2, 1, 8, 1)],
    "dee": [(1, 1, 2, 7), (1, 1, 2, 4)],
}


class Scripted:
    """Answers from the list above, and names whom it scores above 5."""

    name = "scripted"

    def answer(self, scene: Scene, people: Sequence[str]) -> Answers:
        columns = [PEOPLE.index(person) for person in people]
        scores = np.array([SCORES[t.speaker][int(t.file.stem)] for t in scene.probes], float)[:, columns]
        return Answers(tuple(people), scores, scores.argmax(axis=1), scores.max(axis=1) > 5)


@pytest.fixture
def scene() -> Scene:
    clean = [Probe(Path(f"{n}.flac"), person, WHOLE) for person in PEOPLE for n in (0, 1)]
    spoilt = [Probe(Path("1.flac"), person, ELSEWHERE, "tin" if person < "c" else "horn") for person in PEOPLE]
    return Scene(Path(), PEOPLE, tuple(clean + spoilt))


def test_closed_set(scene):
    found = measure(Scripted(), scene, rounds=1)
    assert found[WHOLE]["clips"] == 8
    assert found[WHOLE]["error"] == 1 / 8
    # Own pairs score 9 8 7 5 9 8 7 4, others 6 and then 3 at most: from 5 to 4 misses fall from 1/8 to 0 past 1/24.
    assert found[WHOLE]["eer"] == pytest.approx(1 / 24)
    assert found[ELSEWHERE]["error"] == 1 / 4
    assert {name: f["error"] for name, f in found[ELSEWHERE]["by_microphone"].items()} == {"tin": 1 / 2, "horn": 0}
    assert "by_microphone" not in found[WHOLE]


def test_open_set_over_both_halves(scene):
    first, second = halves(PEOPLE, rounds=1)
    assert sorted(first + second) == sorted(PEOPLE) and len(first) == len(second) == 2
    expected: dict[str, list[tuple[int, bool]]] = {"known": [], "strangers": []}
    for half in (first, second):
        for person, clips in SCORES.items():
            for clip in clips:
                score, best = max((clip[PEOPLE.index(other)], other) for other in half)
                expected["known" if person in half else "strangers"].append((score, best == person))
    threshold = max(score for score, _ in expected["strangers"])
    found = measure(Scripted(), scene, rounds=1)[WHOLE]
    assert found["dir_at_far1"] == np.mean([right and score > threshold for score, right in expected["known"]])
    assert found["strangers_named"] == np.mean([score > 5 for score, _ in expected["strangers"]])
    assert found["enrolled_left_unknown"] == np.mean([score <= 5 for score, _ in expected["known"]])
    assert found["enrolled_misnamed"] == np.mean([score > 5 and not right for score, right in expected["known"]])


def test_nothing_heard_is_wrong_and_never_passes_a_threshold(scene):
    class Deaf(Scripted):
        def answer(self, scene, people):
            answers = super().answer(scene, people)
            return Answers(answers.people, answers.scores, np.full(len(scene.probes), -1), None)

    found = measure(Deaf(), scene, rounds=1)[WHOLE]
    assert found["error"] == 1 and found["dir_at_far1"] == 0
    assert "strangers_named" not in found


def test_an_interval_is_of_speakers_not_of_clips():
    speakers = np.repeat(np.arange(20), 10)
    by_clip = np.tile(np.arange(10) < 3, 20)  # everybody alike
    by_speaker = np.repeat(np.arange(20) < 6, 10)  # six people always
    assert interval(by_clip, speakers) == (0.3, 0.3)
    low, high = interval(by_speaker, speakers)
    deviation = np.sqrt(0.3 * 0.7 / 20)  # of the mean of 20 draws
    assert low == pytest.approx(0.3 - 1.96 * deviation, abs=0.05)
    assert high == pytest.approx(0.3 + 1.96 * deviation, abs=0.05)
