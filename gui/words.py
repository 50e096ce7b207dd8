"""How sure the program is, in words: "Anna, sure", "Probably Anna", "Anna or Eva?", "New voice", "New voice?"."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QLocale

from sincnet.events import Candidate, Identification

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
    PERHAPS = auto()
    """Not sure enough of anybody to name them, though somebody is more probable than a stranger."""


def certainty(answer: Identification) -> Certainty:
    """How the answer is to be called."""
    if answer.speaker is None:
        return Certainty.PERHAPS if _nearest(answer) is not None else Certainty.STRANGER
    if answer.confidence >= SURE:
        return Certainty.SURE
    if answer.confidence < PROBABLE and _rival(answer) is not None:
        return Certainty.EITHER
    return Certainty.PROBABLE


def _rival(answer: Identification) -> Candidate | None:
    """The other person it may well have been."""
    others = [candidate for candidate in answer.candidates if candidate.person_id != answer.person_id]
    return others[0] if others and others[0].probability >= RIVAL * answer.confidence else None


def shares(answer: Identification) -> tuple[tuple[str | None, float], ...]:
    """Those whom the headline names, by id, and how probable each is; of a stranger (None) it is all."""
    if answer.person_id is None:
        return ((None, 1.0),)
    rival = _rival(answer) if certainty(answer) is Certainty.EITHER else None
    also = () if rival is None else ((rival.person_id, rival.probability),)
    return ((answer.person_id, answer.confidence), *also)


def _nearest(answer: Identification) -> str | None:
    """Whom a voice without a name sounds like more than like a stranger."""
    if answer.candidates and answer.candidates[0].probability > answer.confidence:
        return answer.candidates[0].name
    return None


def headline(answer: Identification) -> str:
    """The largest text on the screen."""
    match certainty(answer):
        case Certainty.STRANGER:
            return _tr("New voice")
        case Certainty.PERHAPS:
            return _tr("New voice?")
        case Certainty.EITHER:
            rival = _rival(answer)
            return _tr("{first} or {second}?").format(first=answer.speaker, second=rival.name if rival else "")
        case _:
            return answer.speaker or ""


def verdict(answer: Identification) -> str:
    """One or two words that go with the headline."""
    return {
        Certainty.SURE: _tr("sure"),
        Certainty.PROBABLE: _tr("probably"),
        Certainty.EITHER: _tr("undecided"),
        Certainty.STRANGER: _tr("not enrolled"),
        Certainty.PERHAPS: _tr("or perhaps {name}").format(name=_nearest(answer)),
    }[certainty(answer)]


def sentence(answer: Identification) -> str:
    """Name and certainty together, for those who read or hear only this."""
    match certainty(answer):
        case Certainty.SURE:
            return _tr("{name}, sure").format(name=answer.speaker)
        case Certainty.PROBABLE:
            return _tr("Probably {name}").format(name=answer.speaker)
        case Certainty.PERHAPS:
            return _tr("New voice, or perhaps {name}").format(name=_nearest(answer))
        case _:
            return headline(answer)


def measured(answer: Identification) -> str:
    """The verdict with its probability, where that says more than the words."""
    if certainty(answer) is Certainty.PERHAPS:
        return verdict(answer)
    return f"{verdict(answer)} · {percent(answer.confidence)}"


def percent(share: float) -> str:
    return f"{round(100 * share)} %"


def decimal(number: float, digits: int = 1) -> str:
    """With a point or a comma, as the language has it."""
    return QLocale().toString(float(number), "f", digits)


def seconds(duration_s: float) -> str:
    return f"{decimal(duration_s)} s"


def clock(duration_s: float) -> str:
    """Minutes and seconds, as 3:07; hours before them where there are any."""
    minutes, left = divmod(round(duration_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)
