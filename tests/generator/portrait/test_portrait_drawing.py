"""The pictures: their sizes, that they repeat, that they change with the person and little with the sitting."""

from dataclasses import fields

import numpy as np
import pytest

from audio.errors import WhoSpeaksError
from generator.portrait import STILL, VARIATION, Moment, draw, face_of, sheet, silhouette


def difference(first: np.ndarray, second: np.ndarray) -> float:
    """Mean absolute difference, 0 to 255."""
    return float(np.abs(first.astype(float) - second).mean())


@pytest.fixture
def variations() -> np.ndarray:
    return np.random.default_rng(4).normal(size=(16, VARIATION))


@pytest.mark.parametrize("size", [16, 40, 256])
def test_a_picture_has_the_size_that_was_asked_for(variations, size):
    picture = draw(face_of(variations[0], 0.2, 30.0), size)
    assert picture.shape == (size, size, 3) and picture.dtype == np.uint8
    assert silhouette(size).shape == (size, size, 3)


@pytest.mark.parametrize("size", [0, 15, 2049])
def test_sizes_that_cannot_be_drawn_are_refused(variations, size):
    with pytest.raises(WhoSpeaksError, match="pixels"):
        draw(face_of(variations[0], 0.2, 30.0), size)
    with pytest.raises(WhoSpeaksError, match="pixels"):
        silhouette(size)


def test_a_picture_repeats_to_the_bit(variations):
    moment = Moment.drawn(np.random.default_rng(9))
    assert moment == Moment.drawn(np.random.default_rng(9))
    for variation in variations[:4]:
        face = face_of(variation, 0.8, 25.0)
        assert np.array_equal(draw(face, 96, moment), draw(face, 96, moment))
    assert np.array_equal(draw(face, 96), draw(face, 96, STILL))


def test_sizes_show_the_same_picture(variations):
    for variation in variations[:4]:
        face = face_of(variation, 0.1, 25.0)
        large = draw(face, 256).reshape(64, 4, 64, 4, 3).mean(axis=(1, 3))
        assert difference(large, draw(face, 64)) < 2.5


def test_a_little_change_changes_the_picture_little(variations):
    people = ((0.0, 30.0), (1.0, 40.0), (0.5, 8.0)) * 2
    for variation, other, (male, age) in zip(variations[:6], variations[6:12], people, strict=True):
        before = draw(face_of(variation, male, age), 48)
        nearby = draw(face_of(variation + 0.02 * (other - variation), male, age), 48)
        far = draw(face_of(other, male, age), 48)
        assert 0 < difference(before, nearby) < 0.25 * difference(before, far)


def test_sex_and_age_are_seen(variations):
    for variation in variations[:5]:
        woman, man = (draw(face_of(variation, male, 30.0), 64) for male in (0.0, 1.0))
        child = draw(face_of(variation, 0.0, 7.0), 64)
        assert difference(woman, man) > 4
        assert difference(woman, child) > 8


def test_people_differ_more_than_sittings(variations):
    chance = np.random.default_rng(0)
    faces = [face_of(variation, i % 2, 30.0) for i, variation in enumerate(variations)]
    first, second = ([draw(face, 48, Moment.drawn(chance)) for face in faces] for _ in range(2))
    far = np.array([[difference(a, b) for b in second] for a in first])
    own = np.diag(far)
    others = far[~np.eye(len(faces), dtype=bool)]
    assert own.mean() < 0.6 * others.mean()
    assert (own > 1).all(), "sittings are not copies"
    assert np.mean(far.argmin(axis=1) == np.arange(len(faces))) > 0.8


@pytest.mark.parametrize("name", [field.name for field in fields(Moment)])
def test_everything_about_a_sitting_is_seen(variations, name):
    face = face_of(variations[1], 0.0, 30.0)
    value = {"zoom": 1.05, "turn": 6.0, "nod": 4.0, "tilt": 4.0, "right": 8.0, "down": 8.0}.get(name, 0.8)
    assert difference(draw(face, 96), draw(face, 96, Moment(**{name: value}))) > 0.01


def test_sittings_stay_within_bounds():
    chance = np.random.default_rng(5)
    for moment in (Moment.drawn(chance) for _ in range(300)):
        assert abs(moment.turn) <= 11 and abs(moment.tilt) <= 6 and abs(moment.nod) <= 5
        assert 0.9 < moment.zoom < 1.1
        signed = (moment.smile, moment.brows, moment.lids, moment.gaze, moment.light, moment.warmth, moment.brightness)
        assert max(map(abs, signed)) <= 1


def test_the_light_can_come_from_the_right(variations):
    face = face_of(variations[2], 1.0, 30.0)
    left, right = draw(face, 96), draw(face, 96, Moment(light=-0.9))
    shoulders = slice(88, 96)

    def lit(picture: np.ndarray) -> float:
        return picture[shoulders, 8:40].mean() - picture[shoulders, 56:88].mean()

    assert lit(left) > 0 > lit(right)


def test_the_silhouette_is_nobodys_and_symmetric_in_its_head():
    head = silhouette(128)[24:80, 40:88].astype(float).mean(axis=2)
    inside = head > 110
    assert np.abs(inside.astype(int) - inside[:, ::-1]).mean() < 0.05
    assert inside.mean() > 0.6


def test_a_sheet_has_room_for_every_picture_and_caption():
    pictures = [(silhouette(32), f"picture {i} with a caption that is far too long") for i in range(7)]
    page = sheet(pictures, columns=3, size=48, title="Seven")
    assert page.dtype == np.uint8 and page.shape[1] == 8 + 3 * 56
    bare = sheet([(picture, "") for picture, _ in pictures], columns=3, size=48)
    assert bare.shape[0] < page.shape[0] and bare.shape[0] == 8 + 3 * 56
    assert np.array_equal(bare[8:56, 8:56], sheet([(silhouette(32), "")], size=48)[8:56, 8:56])


def test_a_sheet_of_nothing_is_refused():
    with pytest.raises(WhoSpeaksError, match="at least one"):
        sheet([])
