"""Contrast (WCAG 2.1) and colour vision (OKLab distances; colour blindness after Machado et al. 2009), measured."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.theme import DARK, LIGHT, Theme, Tokens, ink_on, tokens

BLINDNESS = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: str) -> np.ndarray:
    value = np.array(QColor(colour).getRgbF()[:3])  # type: ignore[index]
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def seen(colour: str, blindness: str) -> np.ndarray:
    """The colour in OKLab as somebody with that colour vision sees it."""
    visible: np.ndarray = LAB @ np.cbrt(LMS @ np.clip(BLINDNESS[blindness] @ linear(colour), 0, 1))
    return visible


@pytest.mark.parametrize("scheme", [DARK, LIGHT], ids=["dark", "light"])
def test_text_and_marks_stand_out(scheme: Tokens) -> None:
    for ground in (scheme.page, scheme.card, scheme.raised):
        for text in (scheme.text, scheme.secondary, scheme.trouble):
            assert contrast(text, ground) >= 4.5
        for mark in (*scheme.people, scheme.speech, scheme.noise, scheme.trouble):
            assert contrast(mark, ground) >= 3.0
    for ground in (scheme.accent, scheme.accent_hover):
        assert contrast(scheme.on_accent, ground) >= 4.5
    assert contrast(scheme.on_accent, scheme.trouble) >= 4.5


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("scheme", [DARK, LIGHT], ids=["dark", "light"])
def test_ten_people_can_be_told_apart(scheme: Tokens, blindness: str) -> None:
    colours = [seen(colour, blindness) for colour in scheme.people]
    assert len(colours) == 10
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(colours, 2)) >= 0.085


@pytest.mark.parametrize("scheme", [DARK, LIGHT], ids=["dark", "light"])
def test_an_initial_reads_on_every_persons_colour(scheme: Tokens) -> None:
    assert min(contrast(ink_on(QColor(colour)).name(), colour) for colour in scheme.people) >= 4.5


def test_the_scheme_changes_while_the_window_is_open(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    label = QLabel("Anna")
    qtbot.addWidget(label)
    label.show()
    hints = qapp.styleHints()
    for scheme, expected in ((Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK)):
        hints.colorSchemeChanged.emit(scheme)  # what the system's switch does
        assert label.palette().window().color().name().upper() == expected.page
        assert QColor(expected.text).name() in qapp.styleSheet().lower()


def test_without_a_scheme_of_the_systems_it_is_dark(theme: Theme) -> None:
    theme.show_scheme(Qt.ColorScheme.Light)
    theme.show_scheme(Qt.ColorScheme.Unknown)
    assert tokens() is DARK
