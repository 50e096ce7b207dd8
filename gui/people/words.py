"""What the people's pages say of dates, amounts and recordings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

if TYPE_CHECKING:
    from audio.quality import Quality

Grade = Literal["good", "poor", "unknown"]


def day(moment: str) -> str:
    """The local day of a moment in ISO 8601, as the user's language has it: "21 Nov 2026"."""
    then = _local(moment)
    if then is None:
        return ""
    long = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    brief = long.replace("dddd", "").replace("MMMM", "MMM").strip(" ,")
    return QLocale().toString(QDate(then.year, then.month, then.day), brief)


def day_and_time(moment: str) -> str:
    """ "21 Nov 2026, 14:02" """
    then = _local(moment)
    if then is None:
        return ""
    time = QLocale().toString(QTime(then.hour, then.minute), QLocale.FormatType.ShortFormat)
    return f"{day(moment)}, {time}"


def amount(seconds: float) -> str:
    """How much speech: "26 s", "3 min 5 s"."""
    whole = round(seconds)
    if whole < 60:
        return _tr("{0} s").format(whole)
    minutes, rest = divmod(whole, 60)
    return _tr("{0} min {1} s").format(minutes, rest) if rest else _tr("{0} min").format(minutes)


def grade(quality: Quality | None) -> Grade:
    """Whether a recording is as good as one could wish."""
    if quality is None:
        return "unknown"
    return "poor" if quality.fault else "good"


def recorded(quality: Quality | None) -> str:
    """In a word or two, how it was recorded."""
    if quality is None:
        return _tr("File missing")
    words = {"quiet": _tr("Too quiet"), "loud": _tr("Too loud"), "noisy": _tr("Noisy")}
    return words[quality.fault] if quality.fault else _tr("Clear")


def figures(quality: Quality | None) -> str:
    """The same in numbers."""
    if quality is None:
        return _tr("The recording is missing or damaged")
    return _tr("Level {0} dB, {1} dB above the background, {2} % overloaded").format(
        round(quality.speech_dbfs), round(quality.snr_db), round(100 * quality.clipped)
    )


def _local(moment: str) -> datetime | None:
    try:
        return datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("people", text)
