"""Every text of the window has a finished German translation in what the program ships."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from audio.errors import AudioError, WhoSpeaksError
from audio.files import read_audio
from gui.notices import problem
from gui.translate import Translation, understood
from gui.worker import Worker
from sincnet.names import checked_name
from tests.gui.texts import CATALOGUE, ROOT, Text, all_texts, errors_of, met_by_the_window, texts_of

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


def test_the_words_of_an_error_are_known_before_it_happens() -> None:
    """What differs is given by name, `WhoSpeaksError("… {name} …", name=name)`: or how could it be translated?"""
    unknown = [path for path in met_by_the_window() for text in errors_of(path.read_text("utf-8")) if text is None]
    assert [str(path.relative_to(ROOT)) for path in unknown] == []
    assert list(errors_of('raise WhoSpeaksError(f"No {x}")')) == [None]
    assert list(errors_of('AudioError("No {x}", x=1)')) == [Text("WhoSpeaksError", "No {x}")]


def test_an_error_is_told_in_german_with_what_the_system_says(translation: Translation, tmp_path: Path) -> None:
    translation.speak("de")
    with pytest.raises(WhoSpeaksError) as caught:
        read_audio(tmp_path / "{odd}.wav")
    assert problem(caught.value) == f"Die Datei {tmp_path / '{odd}.wav'} gibt es nicht; prüfen Sie den Namen."
    refused = AudioError("{name} cannot be read ({reason}); check its permissions.", name="a", reason="Is a directory")
    assert problem(refused) == "a lässt sich nicht lesen (ist ein Ordner); prüfen Sie die Zugriffsrechte."
    assert str(refused) == "a cannot be read (Is a directory); check its permissions."
    assert problem(WhoSpeaksError("Said elsewhere, {0}.")) == "Said elsewhere, {0}."


def test_work_that_fails_says_so_in_german(translation: Translation, qtbot: QtBot) -> None:
    translation.speak("de")
    worker = Worker(partial(checked_name, " "), "job")
    with qtbot.waitSignal(worker.ended) as ended:
        worker.start()
    assert ended.args is not None and ended.args[0].error == "Der Name ist leer; geben Sie einen ein."


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
