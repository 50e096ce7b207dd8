"""Everyone enrolled, as the window needs them: names, colours, and portraits ready to paint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPixmap

from gui import portrait, theme

if TYPE_CHECKING:
    from sincnet.gallery import Gallery


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """An enrolled person; `slot` numbers their colour, `face` is decoded already, None for one without a picture."""

    person_id: str
    name: str
    slot: int
    face: QImage | None


def members_of(gallery: Gallery) -> list[Member]:
    """Everyone in the gallery in order of enrolment; reads and decodes their pictures, so not for the GUI thread."""
    members = []
    for person in gallery.people():
        face = QImage() if person.face is None else QImage(str(person.face))
        members.append(Member(person.id, person.name, person.colour, None if face.isNull() else face))
    return members


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
                else portrait.round_face(member.face, member.name, self.colour(person_id), size_px, ratio)
            )
        return self._portraits[key]
