"""Every text of the window has a finished German translation in what the program ships."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui.translate import Translation, understood
from tests.gui.texts import CATALOGUE, Text, all_texts, texts_of

PLACES = re.compile(r"{[^}]*}")


@pytest.fixture
def german(qapp: QApplication) -> QTranslator:
    translator = QTranslator(qapp)
    assert translator.load(str(CATALOGUE.with_suffix(".qm")))
    return translator


@pytest.fixture
def translation(qapp: QApplication) -> Iterator[Translation]:
    translation = Translation(qapp)
    yield translation
    translation.speak("en")
    QLocale.setDefault(QLocale.system())


def test_every_text_is_translated(german: QTranslator) -> None:
    """Run `make translations` and fill in what is unfinished in the catalogue."""
    texts = all_texts()
    assert len(texts) > 500
    assert [text for text in texts if not german.translate(text.context, text.text)] == []


def test_a_translation_has_the_same_places_to_fill_in(german: QTranslator) -> None:
    for text in all_texts():
        there = german.translate(text.context, text.text) or ""
        assert set(PLACES.findall(there)) == set(PLACES.findall(text.text)), (text, there)


def test_texts_are_found_wherever_they_stand() -> None:
    source = """
class View:
    def show(self):
        self.tr("one " "sentence")
        def inner(): return self.tr("two").format(1)
def words():
    return QCoreApplication.translate("Words", "three"), _tr("four")
def _tr(text):
    return QCoreApplication.translate("help", text)
"""
    found = {Text("View", "one sentence"), Text("View", "two"), Text("Words", "three"), Text("help", "four")}
    assert set(texts_of(source)) == found


def test_what_qt_says_itself_is_german_too(qapp: QApplication, translation: Translation) -> None:
    translation.speak("de")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    translation.speak("en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_system_is_followed_as_far_as_its_language_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = ((["de-AT", "en"], "de"), (["fr-FR", "de"], "de"), (["fr-FR"], "en"), (["en-GB", "de"], "en"))
    for tags, language in cases:
        system = SimpleNamespace(uiLanguages=lambda tags=tags: tags)
        monkeypatch.setattr("gui.translate.QLocale", SimpleNamespace(system=lambda system=system: system))
        assert understood("system") == language
    assert (understood("en"), understood("de")) == ("en", "de")
