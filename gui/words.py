"""How sure the program is, in words: "Anna, sure", "Probably Anna", "Anna or Eva?", "New voice"."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from sincnet.events import Identification

SURE = 0.85
"""From this calibrated probability on, an answer is called sure."""

RIVAL = 0.5
"""A runner-up at least this fraction as probable as the answer is named beside it, unless the answer is probable."""

PROBABLE = 0.6


class Certainty(Enum):
    SURE = auto()
    PROBABLE = auto()
    EITHER = auto()
    STRANGER = auto()


def certainty(answer: Identification) -> Certainty:
    """How the answer is to be called."""
    if answer.speaker is None:
        return Certainty.STRANGER
    if answer.confidence >= SURE:
        return Certainty.SURE
    if answer.confidence < PROBABLE and _rival(answer) is not None:
        return Certainty.EITHER
    return Certainty.PROBABLE


def _rival(answer: Identification) -> str | None:
    """The other person it may well have been."""
    others = [candidate for candidate in answer.candidates if candidate.person_id != answer.person_id]
    if others and others[0].probability >= RIVAL * answer.confidence:
        return others[0].name
    return None


def headline(answer: Identification) -> str:
    """The largest text on the screen."""
    match certainty(answer):
        case Certainty.STRANGER:
            return _tr("New voice")
        case Certainty.EITHER:
            return _tr("{first} or {second}?").format(first=answer.speaker, second=_rival(answer))
        case _:
            return answer.speaker or ""


def verdict(answer: Identification) -> str:
    """One or two words that go with the headline."""
    return {
        Certainty.SURE: _tr("sure"),
        Certainty.PROBABLE: _tr("probably"),
        Certainty.EITHER: _tr("undecided"),
        Certainty.STRANGER: _tr("not enrolled"),
    }[certainty(answer)]


def sentence(answer: Identification) -> str:
    """Name and certainty together, for those who read or hear only this."""
    match certainty(answer):
        case Certainty.SURE:
            return _tr("{name}, sure").format(name=answer.speaker)
        case Certainty.PROBABLE:
            return _tr("Probably {name}").format(name=answer.speaker)
        case _:
            return headline(answer)


def percent(share: float) -> str:
    return f"{round(100 * share)} %"


def seconds(duration_s: float) -> str:
    return f"{duration_s:.1f} s"


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)
