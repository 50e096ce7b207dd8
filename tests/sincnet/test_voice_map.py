from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sincnet.events import Candidate, Identification
from sincnet.gallery import Gallery
from sincnet.people import Person
from sincnet.voice_map import OUTSIDE, Island, VoiceMap, arrange, fly, voice_map
from sincnet.voiceprints import Voiceprint


def voices(count: int, groups: int = 1, seed: int = 0) -> np.ndarray:
    """Unit rows (count, 48); those of a group are more alike."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(count, 48)) + 1.5 * rng.normal(size=(groups, 48))[np.arange(count) % groups]
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def apart(places: np.ndarray) -> np.ndarray:
    return np.linalg.norm(places[:, None] - places[None], axis=2)[np.triu_indices(len(places), 1)]


@pytest.mark.parametrize("count", [2, 3, 12, 60])
def test_everybody_has_a_place_of_their_own_within_the_map(count: int) -> None:
    places = arrange(voices(count))
    assert places.shape == (count, 2)
    assert np.linalg.norm(places, axis=1).max() == pytest.approx(1.0)
    assert apart(places).min() > 0.01


def test_who_sounds_alike_lies_close_together() -> None:
    rows = voices(18, groups=3)
    places = arrange(rows)
    same = np.equal.outer(np.arange(18) % 3, np.arange(18) % 3)[np.triu_indices(18, 1)]
    assert apart(places)[same].max() < apart(places)[~same].mean()
    assert np.corrcoef(apart(places), apart(rows))[0, 1] > 0.8


def test_the_same_people_make_the_same_map() -> None:
    assert np.array_equal(arrange(voices(9)), arrange(voices(9)))


def test_the_map_stays_put_when_somebody_joins() -> None:
    rows = voices(15, groups=3)
    before = arrange(rows[:14])
    after = arrange(rows, {i: before[i] for i in range(14)})
    moved = np.linalg.norm(after[:14] - before, axis=1)
    assert moved.mean() < 0.1
    anew = arrange(rows)
    assert moved.mean() <= np.linalg.norm(anew[:14] - before, axis=1).mean()


def test_two_enrolments_of_one_voice_are_still_two_islands() -> None:
    rows = voices(6)
    rows[5] = rows[4]
    places = arrange(rows)
    assert 0.02 < np.linalg.norm(places[5] - places[4]) < apart(places).mean()


def test_very_many_people_are_mapped_too() -> None:
    assert np.linalg.norm(arrange(voices(700)), axis=1).max() == pytest.approx(1.0)


CORNERS = {"a": (-1.0, 0.0), "b": (1.0, 0.0), "c": (0.0, 1.0)}
CHART = VoiceMap(
    tuple(Island(Person(i, i, 0, "", 1, 9.0, None), *place, 0.1, ("a", 0.5)) for i, place in CORNERS.items())
)


def said(probabilities: dict[str, float], windows: list[list[float]]) -> Identification:
    candidates = tuple(Candidate(i, i, 0.0, 0.0, p) for i, p in probabilities.items())
    chances = np.array(windows, np.float32)
    votes = tuple(map(int, chances.argmax(axis=1)))
    return Identification("a", "a", 0.9, candidates, votes, np.zeros(2, np.float32), 1.0, len(votes), chances)


def test_who_is_recognised_for_sure_is_landed_on() -> None:
    flight = fly(CHART, said({"a": 1.0, "b": 0.0, "c": 0.0}, [[1, 0, 0], [0.5, 0.5, 0]]))
    assert flight is not None
    assert flight.whole == pytest.approx((-1, 0))
    assert flight.windows == pytest.approx(np.array([(-1, 0), (0, 0)]))


def test_between_two_it_hangs_between_them() -> None:
    flight = fly(CHART, said({"a": 0.5, "c": 0.5, "b": 0.0}, [[0.5, 0.5, 0]]))
    assert flight is not None
    assert flight.whole == pytest.approx((-0.5, 0.5))


def test_the_more_a_stranger_the_farther_out_and_the_tail_comes_along() -> None:
    answers = [said({"c": p, "a": 0.0, "b": 0.0}, [[1.0, 0, 0]]) for p in (1.0, 0.6, 0.2, 0.0)]
    flights = [fly(CHART, answer) for answer in answers]
    out = [float(np.linalg.norm(flight.whole)) for flight in flights if flight is not None]
    tails = [float(np.linalg.norm(flight.windows[0])) for flight in flights if flight is not None]
    assert out == sorted(out) and out[0] == pytest.approx(1.0) and out[-1] == pytest.approx(OUTSIDE)
    assert tails == pytest.approx(out)


def test_where_nobody_on_the_map_is_a_candidate_there_is_no_comet() -> None:
    answer = said({"x": 0.9, "y": 0.1}, [[1.0, 0.0]])
    assert fly(CHART, answer) is None
    assert fly(CHART, replace(answer, candidates=(), window_votes=())) is None


def recogniser(gallery: Gallery) -> Any:
    return cast("Any", SimpleNamespace(gallery=gallery, weights=SimpleNamespace(id="model")))


def test_the_map_of_a_gallery(tmp_path: Path) -> None:
    clip = np.zeros(1600, np.float32)
    rows = voices(4)
    with Gallery(tmp_path) as gallery:
        ids: list[str] = []
        for name, row in zip("abcd", rows, strict=True):
            steady = Voiceprint(10 * row, 10)
            other = rows[(len(ids) + 1) % 4]
            varied = Voiceprint(10 * row + 3 * other, 13)
            prints = [steady, steady] if name == "a" else [steady, varied]
            ids.append(gallery.add(name, [clip, clip], prints, "model").id)
        chart = voice_map(recogniser(gallery))
        assert [island.person.id for island in chart.islands] == ids
        assert chart.islands[0].spread == pytest.approx(0.0, abs=1e-6)
        assert all(0.01 < island.spread < 1 for island in chart.islands[1:])
        nearest, cosine = chart.islands[0].nearest
        assert nearest in ids[1:] and -1 <= cosine < 1
        gallery.delete(ids[3])
        smaller = voice_map(recogniser(gallery), chart)
        assert [island.person.id for island in smaller.islands] == ids[:3]
        for island in smaller.islands:
            assert np.linalg.norm(chart.places[island.person.id] - (island.x, island.y)) < 0.5
        for person_id in ids[:3]:
            gallery.delete(person_id)
        assert voice_map(recogniser(gallery)).islands == ()
