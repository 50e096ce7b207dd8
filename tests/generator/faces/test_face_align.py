"""Alignment: the similarity transform against known ones, and crops that show what they should."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from audio.errors import WhoSpeaksError
from generator.faces.align import TEMPLATE, by_box, by_picture, cut, matrix_of, similarity
from sincnet.faces import BACKDROP


def turned(points: np.ndarray, degrees: float, scale: float, shift: tuple[float, float]) -> np.ndarray:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return scale * points @ turn.T + shift


def face(size: tuple[int, int], points: np.ndarray) -> Image.Image:
    """White dots at the landmarks, on black."""
    picture = Image.new("RGB", size)
    for x, y in points:
        ImageDraw.Draw(picture).ellipse((x - 4, y - 4, x + 4, y + 4), fill="white")
    return picture


@pytest.mark.parametrize(("degrees", "scale"), [(0, 1), (30, 2.5), (-100, 0.3), (180, 1)])
def test_a_known_transform_is_found(degrees: float, scale: float) -> None:
    points = np.random.default_rng(0).uniform(0, 100, (5, 2))
    target = turned(points, degrees, scale, (12, -7))
    matrix = similarity(points, target)
    np.testing.assert_allclose(points @ matrix[:, :2].T + matrix[:, 2], target, atol=1e-9)


def test_noise_is_evened_out_and_nothing_is_mirrored() -> None:
    rng = np.random.default_rng(1)
    points = rng.uniform(0, 100, (5, 2))
    noisy = similarity(points, turned(points, 20, 2, (0, 0)) + rng.normal(0, 0.5, (5, 2)))
    assert np.degrees(np.arctan2(noisy[1, 0], noisy[0, 0])) == pytest.approx(20, abs=1.5)
    mirrored = similarity(points, points * (-1, 1))
    assert np.linalg.det(mirrored[:, :2]) > 0
    # The best turn and scale there is: all others are further off.
    best = np.square(points @ mirrored[:, :2].T + mirrored[:, 2] - points * (-1, 1)).sum()
    centred = points - points.mean(0)
    for degrees in range(0, 360, 5):
        for scale in (0.05, 0.2, 0.5, 1.0):
            other = turned(centred, degrees, scale, (0, 0)) - centred * (-1, 1)
            assert np.square(other).sum() >= best - 1e-9


@pytest.mark.parametrize(("degrees", "scale"), [(0, 1), (25, 3), (-40, 0.7)])
def test_eyes_and_mouth_come_to_the_template(degrees: float, scale: float) -> None:
    points = turned((TEMPLATE - 0.5) * 100, degrees, scale, (260, 240))
    crop = cut(face((520, 480), points), similarity(points, TEMPLATE * 128), 128).mean(2)
    for x, y in TEMPLATE * 128:
        assert crop[int(y), int(x)] > 100, (x, y)
    rows, columns = np.nonzero(crop > 100)
    for x, y in zip(columns + 0.5, rows + 0.5, strict=True):  # and nothing else is white
        assert np.hypot(*(TEMPLATE * 128 - (x, y)).T).min() < 8 / scale + 2


def test_a_box_is_in_the_middle_with_room_around_it() -> None:
    matrix = by_box(np.array([100, 50, 200, 150]), 130, margin=1.3)
    np.testing.assert_allclose(matrix @ [150, 100, 1], [65, 65])
    np.testing.assert_allclose(matrix @ [100, 50, 1], [15, 15])
    with pytest.raises(WhoSpeaksError, match="box around the face is empty"):
        by_box(np.array([10, 10, 10, 40]), 64)


def test_a_picture_alone_is_cut_to_its_largest_square_a_little_above_the_middle() -> None:
    matrix = by_picture(100, 200, 50)
    np.testing.assert_allclose(matrix @ [0, 40, 1], [0, 0])
    np.testing.assert_allclose(matrix @ [100, 140, 1], [50, 50])


def test_crops_of_the_same_size_are_the_pixels_themselves() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (64, 64, 3), np.uint8)
    np.testing.assert_array_equal(cut(Image.fromarray(pixels), by_picture(64, 64, 64), 64), pixels)


def test_small_crops_of_large_pictures_are_means_and_not_samples() -> None:
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 255
    crop = cut(Image.fromarray(stripes), by_picture(512, 512, 64), 64)
    assert crop.min() > 120 and crop.max() < 136


def test_what_lies_outside_the_picture_is_grey() -> None:
    crop = cut(Image.new("RGB", (50, 50), "red"), by_box(np.array([-50, 0, 50, 100]), 100, margin=1), 100)
    assert tuple(crop[10, 10]) == BACKDROP and tuple(crop[10, 75]) == (255, 0, 0)


def test_the_centre_of_a_frame_says_where_and_half_the_frame_how_much() -> None:
    matrix = matrix_of("centre", np.array([0.25, 0.5, 3.0, 4.0]), 640, 360, 90)
    np.testing.assert_allclose(matrix @ [160, 180, 1], [45, 45])
    np.testing.assert_allclose(matrix @ [160 - 90, 180 - 90, 1], [0, 0])


def test_landmarks_that_are_no_faces_are_said_to_be_none() -> None:
    with pytest.raises(WhoSpeaksError, match="landmarks lie on one point"):
        matrix_of("landmarks", np.full(10, 30.0), 64, 64, 64)
    with pytest.raises(WhoSpeaksError, match="outside this picture"):
        matrix_of("box", np.array([300.0, 300, 400, 400]), 64, 64, 64)
    unknown = matrix_of("landmarks", np.full(10, np.nan), 64, 80, 32)
    np.testing.assert_allclose(unknown, by_picture(64, 80, 32))
