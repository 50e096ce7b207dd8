"""Pitch and vocal tract, of sounds of which both are known."""

from __future__ import annotations

import numpy as np
import pytest

from audio.source import RATE
from generator.measures import NOTHING_MEASURED, Measures, measure
from tests.generator.sounds import flute, vowel, white

ALL = np.ones(2 * RATE // 320, bool)


@pytest.mark.parametrize("hz", [82.0, 120.0, 215.0, 340.0, 460.0])
def test_the_pitch_of_a_steady_voice(hz: float) -> None:
    found = measure(vowel(np.full(2 * RATE, hz), 16.0), ALL)
    assert found.pitch_hz == pytest.approx(hz, rel=0.02)
    assert found.pitch_range < 0.5
    assert found.voiced > 0.95


def test_the_range_of_a_voice_that_moves() -> None:
    t = np.arange(2 * RATE) / RATE
    octave = 200 * 2 ** (0.5 * np.sin(2 * np.pi * t))
    found = measure(vowel(octave, 15.0), ALL)
    assert found.pitch_hz == pytest.approx(200, rel=0.05)
    # A sine that swings by 6 semitones spends four fifths of its time within 0.95 of that.
    assert found.pitch_range == pytest.approx(2 * 0.951 * 6, rel=0.12)


@pytest.mark.parametrize("cm", [11.5, 14.0, 17.5])
def test_the_length_of_a_tube(cm: float) -> None:
    t = np.arange(2 * RATE) / RATE
    assert measure(vowel(110 + 20 * np.sin(9 * t), cm), ALL).tract_cm == pytest.approx(cm, rel=0.06)


def test_notes_are_held_and_glides_are_not() -> None:
    t = np.arange(2 * RATE) / RATE
    assert measure(flute(2.0), ALL).held > 0.6
    assert measure(vowel(150 * 2 ** (0.4 * np.sin(2 * np.pi * 1.5 * t)), 15.0), ALL).held < 0.2


def test_noise_has_no_pitch() -> None:
    assert measure(white(2.0), ALL) == NOTHING_MEASURED


def test_together_weighs_by_speech() -> None:
    low, high = Measures(100, 2, 17, 0.5, 0.1, 8), Measures(400, 6, 13, 0.7, 0.3, 10)
    both = Measures.together([low, high, NOTHING_MEASURED], np.array([1.0, 1.0, 3.0]))
    assert both.pitch_hz == pytest.approx(200)  # the middle in semitones
    assert both.pitch_range == pytest.approx(4)
    assert both.tract_cm == pytest.approx(15)  # what was not measured says nothing
    assert Measures.together([NOTHING_MEASURED], np.zeros(1)) == NOTHING_MEASURED
