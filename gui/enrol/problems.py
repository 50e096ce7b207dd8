"""What may be wrong with a take before somebody is enrolled from it, as sentences."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.enrol.draft import short
from gui.enrol.take import Piece, Take, Trouble
from gui.roster import Member
from sincnet.samples import Comparison

SHORT_S = 10.0
"""From less than this a voice is known, but not well."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """`key` says which one it is, `sentence` what is wrong; `pieces` are what recording again does away with."""

    key: str
    sentence: str
    pieces: tuple[Piece, ...]


def problems(take: Take, comparison: Comparison, member: Member | None) -> list[Problem]:
    """All that is wrong, worst first; `member` is who the speech is to be added to, if anybody."""
    found = []
    for trouble in ("two voices", "stray", "loud", "noisy", "quiet"):
        pieces = tuple(piece for piece in take.set_aside if piece.trouble == trouble)
        if pieces:
            found.append(Problem(trouble, _sentence(trouble, len(pieces)), pieces))
    counting = tuple(take.counting)
    if member is not None and counting and comparison.strangers:
        found.append(Problem("unlike", _tr("This does not sound like {0}.").format(short(member.name)), counting))
    if take.counting and take.speech_s < SHORT_S:
        words = _tr("Only {0} s of speech. {1} s make the voice easier to know.")
        found.append(Problem("short", words.format(f"{take.speech_s:.0f}", f"{take.wanted_s:.0f}"), ()))
    return found


def _sentence(trouble: Trouble, count: int) -> str:
    one, more = {
        "two voices": (_tr("Two people are heard in one sentence."), _tr("Two people are heard in {0} sentences.")),
        "stray": (
            _tr("One sentence sounds like somebody else than the others."),
            _tr("{0} sentences sound like somebody else than the others."),
        ),
        "loud": (
            _tr("One sentence was too loud for the microphone and is distorted."),
            _tr("{0} sentences were too loud for the microphone and are distorted."),
        ),
        "noisy": (
            _tr("There is much noise behind one sentence."),
            _tr("There is much noise behind {0} sentences."),
        ),
        "quiet": (_tr("One sentence is very quiet."), _tr("{0} sentences are very quiet.")),
    }[trouble]
    return one if count == 1 else more.format(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Problems", text)
