"""Everyone enrolled, as the window needs them: names, colours, and portraits ready to paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPixmap

from gui import portrait, theme

if TYPE_CHECKING:
    from sincnet.gallery import Gallery


MANY = 200
"""From so many people on, their faces are kept in memory small: a thousand large ones would be a gigabyte."""

SMALL_PX = 224


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """An enrolled person; `slot` numbers their colour, `face` is decoded already, None for one without a picture, and
    of many people smaller than it is in its `file`. `created_at` in UTC, ISO 8601; `speech_s` seconds are kept;
    `may_imagine` once they agreed that a face be imagined from their voice."""

    person_id: str
    name: str
    slot: int
    face: QImage | None
    file: Path | None = None
    created_at: str = ""
    speech_s: float = 0.0
    may_imagine: bool = False


def members_of(gallery: Gallery, known: Sequence[Member] = ()) -> list[Member]:
    """Everyone in the gallery in order of enrolment; reads and decodes their pictures, so not for the GUI thread.

    Pictures of those `known` from before are taken from there: a file never changes, another face has another name.
    """
    people = gallery.people()
    side = SMALL_PX if len(people) >= MANY else 0
    before = {member.file: member.face for member in known if member.face is not None}
    members = []
    for person in people:
        file = person.face
        face = None if file is None else before.get(file) or _decoded(file, side)
        members.append(
            Member(
                person.id,
                person.name,
                person.colour,
                face,
                file,
                person.created_at,
                person.speech_s,
                person.imagine_at is not None,
            )
        )
    return members


def _decoded(file: Path, side: int = 0) -> QImage | None:
    face = QImage(str(file))
    if face.isNull():
        return None
    if side and max(face.width(), face.height()) > side:
        smooth = Qt.TransformationMode.SmoothTransformation
        return face.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, smooth)
    return face


class Roster(QObject):
    """Knows each person's colour and paints each portrait once per size.

    `changed` comes after people were enrolled, renamed or deleted.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.members: list[Member] = []
        self._by_id: dict[str, Member] = {}
        self._portraits: dict[tuple[object, ...], QPixmap] = {}

    @Slot(list)
    def update(self, members: list[Member]) -> None:
        self.members = members
        self._by_id = {member.person_id: member for member in members}
        self._portraits.clear()
        self.changed.emit()

    def member(self, person_id: str | None) -> Member | None:
        """The person, or None for a stranger or somebody deleted."""
        return None if person_id is None else self._by_id.get(person_id)

    def next_slot(self) -> int:
        """The number of the colour that the next person to enrol will get."""
        used = [member.slot for member in self.members]
        return min(range(len(theme.tokens().people)), key=used.count)

    def colour(self, person_id: str | None) -> QColor:
        """The person's colour; neutral for a stranger or somebody deleted."""
        member = self.member(person_id)
        return theme.person_colour(None if member is None else member.slot)

    def portrait(self, person_id: str | None, size_px: int, ratio: float) -> QPixmap:
        """The person's round face; a silhouette for a stranger or somebody deleted."""
        key = (person_id, size_px, ratio, theme.tokens().dark)
        if key not in self._portraits:
            member = self.member(person_id)
            self._portraits[key] = (
                portrait.silhouette(size_px, ratio)
                if member is None
                else portrait.round_face(
                    _sharp(member, size_px * ratio), member.name, self.colour(person_id), size_px, ratio
                )
            )
        return self._portraits[key]


def _sharp(member: Member, pixels: float) -> QImage | None:
    """Their face, read once more where it is kept smaller than it is to be shown."""
    if member.face is not None and member.file is not None and member.face.width() <= SMALL_PX < pixels:
        return _decoded(member.file) or member.face
    return member.face
