"""Times and turns in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from gui import words
from gui.roster import Roster
from sincnet.transcript import Entry
from sincnet.turn_sheet import Who


def moment(time_s: float) -> str:
    """A time in a recording to a tenth of a second, as the language writes it: 0:07.4, 1:02:03,0."""
    minutes, tenths = divmod(round(time_s * 10), 600)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{tenths // 10:02}{QLocale().decimalPoint()}{tenths % 10}"
    return f"{hours}:{minutes:02}:{seconds}" if hours else f"{minutes}:{seconds}"


def turns(number: int) -> str:
    return _tr("1 turn") if number == 1 else _tr("{0} turns").format(number)


def people(number: int) -> str:
    return _tr("1 person") if number == 1 else _tr("{0} people").format(number)


def left(left_s: float | None) -> str:
    """How long work will still take."""
    if left_s is None:
        return ""
    if left_s < 60:
        return _tr("less than a minute left")
    minutes = round(left_s / 60)
    if minutes < 60:
        return _tr("about {0} min left").format(minutes)
    return _tr("about {0} h {1:02d} min left").format(*divmod(minutes, 60))


def name_of(speaker: Who, name: str | None, roster: Roster) -> str:
    """What somebody is called now; `name` is what they were called when they spoke."""
    member = roster.member(speaker.person_id)
    return member.name if member is not None else name or _tr("New voice")


def strangers() -> str:
    """The lane of all whom nobody knows."""
    return _tr("New voices")


def and_strangers() -> str:
    return _tr("new voices")


def sentence(entry: Entry, name: str, *, corrected: bool) -> str:
    """Who it was, and how sure that is."""
    if corrected:
        return _tr("{0}, you said so").format(name)
    if entry.name is None:
        return name if entry.confidence >= words.SURE else _tr("Probably a new voice")
    return _tr("{0}, sure").format(name) if entry.confidence >= words.SURE else _tr("Probably {0}").format(name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)
