"""What a microphone reports of itself, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio.source import Notice


def sentence(notice: Notice) -> str:
    """What to tell the user; the notice's own English words if it is of a kind that is not known here."""
    translate = QCoreApplication.translate
    return {
        "lost": translate("Notices", "The microphone delivers no sound any more; check its plug or its battery."),
        "retrying": translate("Notices", "The microphone is away. It is tried again until it is back."),
        "recovered": translate("Notices", "The microphone is back."),
        "muted": translate("Notices", "The microphone is muted or blocked; check its switch and the system settings."),
        "unmuted": translate("Notices", "The microphone can be heard again."),
        "dropped": translate("Notices", "The computer is too busy to hear everything; close other programs."),
    }.get(notice.kind, notice.message)
