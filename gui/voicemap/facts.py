"""What there is to tell of somebody on the map."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui import words
from gui.roster import Roster
from sincnet.voice_map import Island


def likeness(island: Island, roster: Roster) -> str:
    """Who sounds most like them."""
    other, cosine = roster.member(island.nearest[0]), island.nearest[1]
    return "" if other is None else _tr("most like {0} ({1})").format(other.name, words.decimal(cosine, 2))


def facts(island: Island, roster: Roster) -> str:
    """Some lines: name, who sounds alike, how varied, on how much speech it rests."""
    person = island.person
    member = roster.member(person.id)
    return "\n".join(
        [
            person.name if member is None else member.name,
            _tr("Voice: {0}").format(likeness(island, roster)),
            _tr("Varies by {0}").format(words.percent(island.spread)),
            _tr("{0} of speech in {1} recordings").format(words.clock(person.speech_s), person.utterances),
        ]
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("VoiceMap", text)
