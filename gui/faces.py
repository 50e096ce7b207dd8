"""The round face of whoever speaks in a recording."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from gui import portrait, theme
from gui.roster import Roster
from sincnet.turn_sheet import Who


def face_of(speaker: Who, roster: Roster, size_px: int, ratio: float) -> QPixmap:
    """Somebody enrolled as everywhere; with only a name, its initial on grey; a stranger's silhouette."""
    if speaker.name is not None:
        return portrait.round_face(None, speaker.name, theme.person_colour(None), size_px, ratio)
    return roster.portrait(speaker.person_id, size_px, ratio)
