"""A face from numbers: smooth, deterministic, artistic where it says so, and of a recognisable sex and age."""

from dataclasses import asdict

import numpy as np
import pytest

from audio.errors import WhoSpeaksError
from generator.portrait import ARTISTIC, VARIATION, Face, draw, face_of
from generator.portrait.hairstyles import HAIRSTYLES

CHOSEN_BY_NOBODY = ("skin", "hair_colour", "iris", "cloth", "ground", "curl", "freckles", "glasses", "roll", "vee",
                    "collar", "turn", "tilt")  # fmt: skip


@pytest.fixture
def variations() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(40, VARIATION))


def numbers(face: Face) -> np.ndarray:
    return np.concatenate([np.atleast_1d(value) for value in asdict(face).values()])


def test_the_same_numbers_give_the_same_face(variations):
    for variation in variations[:5]:
        assert face_of(variation, 0.3, 20.0) == face_of(variation.copy(), 0.3, 20.0)


@pytest.mark.parametrize("moved", range(VARIATION))
def test_each_number_changes_the_face_and_changes_it_smoothly(variations, moved):
    steps = np.zeros(VARIATION)
    steps[moved] = 1.0
    seen = False
    for male, variation in enumerate(variations[:2]):
        path = [numbers(face_of(variation + t * steps, male, 30.0)) for t in np.linspace(-2.5, 2.5, 101)]
        whole = np.abs(np.diff(path, axis=0))
        seen |= bool(whole.max() > 0)
        scale = np.where(np.abs(path).max(axis=0) > 2, 255.0, 1.0)
        assert (whole / scale).max() < 0.4, "one step of 0.05 makes no jump"
    assert seen, ARTISTIC[moved]


def test_sex_and_age_change_smoothly(variations):
    for variation in variations[:3]:
        for path in (
            [numbers(face_of(variation, m, 30.0)) for m in np.linspace(0, 1, 201)],
            [numbers(face_of(variation, 0.9, age)) for age in np.linspace(6, 45, 201)],
        ):
            step = np.abs(np.diff(path, axis=0))
            assert (step / np.where(np.abs(path).max(axis=0) > 2, 255.0, 1.0)).max() < 0.25


def test_nothing_that_is_artistic_follows_sex_or_age(variations):
    for variation in variations[:15]:
        faces = [face_of(variation, male, age) for male in (0.0, 0.5, 1.0) for age in (6.0, 15.0, 30.0, 45.0)]
        for name in CHOSEN_BY_NOBODY:
            assert len({getattr(face, name) for face in faces}) == 1, name


def test_skin_tones_cover_their_range_evenly():
    many = np.random.default_rng(1).normal(size=(400, VARIATION))
    light = np.sort([sum(face_of(v, 0.5, 30.0).skin) / 765 for v in many])
    assert light[0] < 0.3 and light[-1] > 0.8
    assert np.diff(light).max() < 0.05, "no gap in it"
    assert 0.4 < np.median(light) < 0.65


def test_no_feature_goes_with_the_skin(variations):
    lengths = [name for name, value in asdict(face_of(variations[0], 0.5, 30.0)).items() if isinstance(value, float)]
    for variation in variations[:10]:
        light, deep = variation.copy(), variation.copy()
        place = ARTISTIC.index("skin tone")
        light[place], deep[place] = -2.0, 2.0
        first, second = face_of(light, 0.5, 30.0), face_of(deep, 0.5, 30.0)
        assert all(getattr(first, name) == getattr(second, name) for name in lengths)
        assert first.hair == second.hair


def test_a_child_shows_no_sex(variations):
    for variation in variations:
        for age in (6.0, 9.0, 11.0):
            assert face_of(variation, 0.0, age) == face_of(variation, 1.0, age)


def test_adults_show_one(variations):
    for variation in variations:
        woman, man = face_of(variation, 0.0, 30.0), face_of(variation, 1.0, 30.0)
        assert man.jaw > woman.jaw and man.neck > woman.neck and man.brow_weight > woman.brow_weight
        assert woman.lashes > man.lashes and woman.beard == 0
        leans = [sum(share * style.lean for share, style in zip(face.hair, HAIRSTYLES, strict=True))
                 for face in (woman, man)]  # fmt: skip
        assert leans[0] < leans[1]


def test_children_have_other_proportions(variations):
    for variation in variations:
        child, adult = face_of(variation, 0.5, 6.0), face_of(variation, 0.5, 30.0)
        assert (child.eyes - child.crown) / (child.chin - child.crown) > (
            (adult.eyes - adult.crown) / (adult.chin - adult.crown)
        )
        assert child.eye_size > adult.eye_size and child.shoulders < adult.shoulders
        assert child.beard == child.lines == child.earrings == 0


def test_beards_only_on_grown_men_and_only_on_some(variations):
    men = [face_of(variation, 1.0, 35.0).beard for variation in variations]
    assert 0.2 < np.mean(np.array(men) > 0.3) < 0.6
    assert all(face_of(variation, 1.0, 16.0).beard == 0 for variation in variations)
    assert all(face_of(variation, 0.3, 35.0).beard == 0 for variation in variations)


def test_most_faces_wear_one_hairstyle_and_all_are_worn():
    many = np.random.default_rng(2).normal(size=(500, VARIATION))
    shares = np.array([face_of(v, i % 2, 12.0 if i % 3 == 0 else 30.0).hair for i, v in enumerate(many)])
    assert np.allclose(shares.sum(axis=1), 1)
    assert np.mean(shares.max(axis=1) > 0.8) > 0.6
    assert set(shares.argmax(axis=1)) == set(range(len(HAIRSTYLES)))


def test_what_lies_beyond_the_range_is_drawn_as_the_nearest_within(variations):
    assert face_of(variations[0], 1.7, 80.0) == face_of(variations[0], 1.0, 45.0)
    assert face_of(variations[0], -3.0, 2.0) == face_of(variations[0], 0.0, 6.0)
    wild = face_of(np.full(VARIATION, 50.0), 1.0, 30.0)
    assert draw(wild, 64).std() > 10


@pytest.mark.parametrize("shape", [(VARIATION - 1,), (1, VARIATION), ()])
def test_a_variation_of_another_shape_is_refused(shape):
    with pytest.raises(WhoSpeaksError, match=f"{VARIATION} numbers"):
        face_of(np.zeros(shape), 0.5, 30.0)


@pytest.mark.parametrize(("bad", "male", "age"), [(np.nan, 0.5, 30.0), (0.0, np.nan, 30.0), (0.0, 0.5, np.inf)])
def test_numbers_that_are_none_are_refused(bad, male, age):
    variation = np.zeros(VARIATION)
    variation[4] = bad
    with pytest.raises(WhoSpeaksError, match="not finite"):
        face_of(variation, male, age)
