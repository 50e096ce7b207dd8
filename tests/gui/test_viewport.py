"""The part of a recording that is seen."""

import pytest

from gui.files.viewport import CLOSEST_S, Viewport


@pytest.fixture
def view() -> Viewport:
    view = Viewport()
    view.extend(100.0)
    return view


def test_all_of_it_is_seen_while_it_grows(view: Viewport) -> None:
    assert (view.start_s, view.length_s) == (0, 100)
    view.extend(250.0)
    assert view.whole and view.length_s == 250


def test_a_closer_look_stays_when_it_grows(view: Viewport) -> None:
    view.zoom(4, 50)
    view.extend(200.0)
    assert (view.start_s, view.length_s) == (37.5, 25)


def test_zooming_leaves_the_time_under_the_mouse_where_it_is(view: Viewport) -> None:
    for factor in (1.5, 3, 0.7):
        before = (30 - view.start_s) / view.length_s
        view.zoom(factor, 30)
        assert (30 - view.start_s) / view.length_s == pytest.approx(before)


def test_there_is_a_closest_look_and_a_farthest(view: Viewport) -> None:
    view.zoom(1e6, 99)
    assert view.length_s == CLOSEST_S and view.end_s <= 100
    view.zoom(1e-6, 10)
    assert (view.start_s, view.length_s) == (0, 100)


def test_panning_ends_at_the_ends(view: Viewport) -> None:
    view.zoom(10, 50)
    view.pan(-1000)
    assert view.start_s == 0
    view.pan(1000)
    assert view.end_s == 100
    view.centre(50)
    assert (view.start_s, view.end_s) == (45, 55)


def test_what_is_revealed_is_seen_and_no_more_moves_than_needed(view: Viewport) -> None:
    view.zoom(10, 50)
    view.reveal(47, 48)
    assert view.start_s == 45, "it was seen already"
    view.reveal(60, 62)
    assert view.start_s <= 60 and view.end_s >= 62
    view.reveal(20, 45)
    assert view.start_s == 20, "longer than the view: its beginning"
    view.reveal(0, 1)
    assert view.start_s == 0
