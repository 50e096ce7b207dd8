"""What the engines below the window have to say, in the language of the window: they themselves speak English."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio.errors import WhoSpeaksError
from audio.source import Notice


def problem(error: WhoSpeaksError) -> str:
    """The sentence of an error; its own English if there is no other. From any thread."""
    template = QCoreApplication.translate("WhoSpeaksError", error.template)
    return template.format(**{key: _phrase(value) for key, value in error.said.items()}) if error.said else template


def _phrase(said: object) -> object:
    """What an error tells is mostly a name or a number, but may be words: why the system refused, for one."""
    translate = QCoreApplication.translate
    if not isinstance(said, str):
        return said
    return {
        "The picture": translate("phrases", "The picture"),
        "Permission denied": translate("phrases", "Permission denied"),
        "Operation not permitted": translate("phrases", "Operation not permitted"),
        "No such file or directory": translate("phrases", "No such file or directory"),
        "Is a directory": translate("phrases", "Is a directory"),
        "Not a directory": translate("phrases", "Not a directory"),
        "File exists": translate("phrases", "File exists"),
        "File name too long": translate("phrases", "File name too long"),
        "No space left on device": translate("phrases", "No space left on device"),
        "Disk quota exceeded": translate("phrases", "Disk quota exceeded"),
        "Read-only file system": translate("phrases", "Read-only file system"),
        "Input/output error": translate("phrases", "Input/output error"),
        "Mapping network": translate("phrases", "Mapping network"),
        "Published GAN": translate("phrases", "Published GAN"),
        "voice embedding network": translate("phrases", "voice embedding network"),
        "generator": translate("phrases", "generator"),
        "face embedding network": translate("phrases", "face embedding network"),
        "mapping network": translate("phrases", "mapping network"),
        "feature decoder": translate("phrases", "feature decoder"),
        "Speech2Face voice encoder": translate("phrases", "Speech2Face voice encoder"),
        "Speech2Face face decoder": translate("phrases", "Speech2Face face decoder"),
    }.get(said, said)


def sentence(notice: Notice) -> str:
    """What a microphone reports of itself; the notice's own English if it is of a kind that is not known here."""
    translate = QCoreApplication.translate
    return {
        "lost": translate("Notices", "The microphone delivers no sound any more; check its plug or its battery."),
        "retrying": translate("Notices", "The microphone is away. It is tried again until it is back."),
        "recovered": translate("Notices", "The microphone is back."),
        "muted": translate("Notices", "The microphone is muted or blocked; check its switch and the system settings."),
        "unmuted": translate("Notices", "The microphone can be heard again."),
        "dropped": translate("Notices", "The computer is too busy to hear everything; close other programs."),
    }.get(notice.kind, notice.message)
