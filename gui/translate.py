"""The language of the window, and with it how numbers are written.

Texts are in English where they stand; `gui/translations` holds what they are in others.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.preferences import Language

FOLDER = Path(__file__).parent / "translations"
SPOKEN = "en", "de"
COUNTRIES = {"en": "GB", "de": "DE"}
"""Whose way of writing numbers and dates is used where the system's is another language's."""


def understood(language: Language) -> str:
    """One of those spoken: the one asked for, or what fits the system best."""
    if language != "system":
        return language
    wanted = [tag.split("-")[0] for tag in QLocale.system().uiLanguages()]
    return next((tag for tag in wanted if tag in SPOKEN), "en")


class Translation:
    """What the application's texts are looked up in; Qt's own texts are put into the same language."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.language = "en"

    def speak(self, language: Language) -> None:
        """Whatever is made from now on speaks this language; what is there already keeps its texts."""
        self.language = understood(language)
        system = QLocale.system()
        fits = language == "system" or system.name().startswith(self.language)
        QLocale.setDefault(system if fits else QLocale(f"{self.language}_{COUNTRIES[self.language]}"))
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []
        if self.language == "en":
            return
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for file in (qt / f"qtbase_{self.language}.qm", FOLDER / f"whospeaks_{self.language}.qm"):
            translator = QTranslator(self._app)
            if translator.load(str(file)):
                self._app.installTranslator(translator)
                self._installed.append(translator)
