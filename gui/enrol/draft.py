"""Who is being enrolled, as far as is known: a name, a picture, and when they agreed."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal, Slot
from PySide6.QtGui import QColor, QImage, QImageWriter, QPixmap

from gui import portrait, theme
from gui.notices import problem
from gui.roster import Member, Roster
from sincnet.events import WhoSpeaksError
from sincnet.names import checked_name, name_key

LONGEST_IN_HEADING = 32


def short(name: str) -> str:
    """`name`, cut where it would take more than a line of a heading."""
    return name if len(name) <= LONGEST_IN_HEADING else f"{name[: LONGEST_IN_HEADING - 1].rstrip()}…"


class Draft(QObject):
    """`changed` comes with every change. `member` is the person of that name who is enrolled already, if there is one;
    `face` a square picture; `refusal` why nobody can have that name."""

    changed = Signal()

    def __init__(self, roster: Roster, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._roster = roster
        self.name = ""
        self.refusal: str | None = None
        self.member: Member | None = None
        self.face: QImage | None = None
        self.consent_at: str | None = None
        self.may_imagine = False
        self._next_slot = roster.next_slot()
        roster.changed.connect(self._people_changed)
        self.call(name)
        self._name_at_first = self.name

    @property
    def slot(self) -> int:
        """The number of their colour."""
        return self._next_slot if self.member is None else self.member.slot

    @property
    def begun(self) -> bool:
        """Whether the user has given anything yet; the name that the wizard was opened with is not theirs to lose."""
        return self.name != self._name_at_first or self.face is not None

    @property
    def short_name(self) -> str:
        """Their name, cut where it would take more than a line of a heading."""
        return short(self.name)

    def agree(self, *, may_imagine: bool) -> None:
        """They agree, now, and perhaps also that a face be imagined from their voice."""
        self.may_imagine = may_imagine
        self.consent_at = datetime.now(UTC).isoformat(timespec="seconds")

    def call(self, name: str) -> None:
        """Their name is what `name` says, however it is composed."""
        self.name, self.refusal = name.strip(), None
        if self.name:
            try:
                self.name = checked_name(name)
            except WhoSpeaksError as error:
                self.refusal = problem(error)
        self._find()

    def add_to(self, member: Member) -> None:
        """It is somebody enrolled already."""
        self.name, self.member, self.refusal = member.name, member, None
        self.changed.emit()

    def show_face(self, face: QImage | None) -> None:
        self.face = face
        self.changed.emit()

    @Slot()
    def _people_changed(self) -> None:
        self._next_slot = self._roster.next_slot()
        self._find()

    def _find(self) -> None:
        key = name_key(self.name)
        known = (member for member in self._roster.members if name_key(member.name) == key)
        self.member = next(known, None) if self.name else None
        self.changed.emit()

    def png(self) -> bytes | None:
        """The picture as a file."""
        if self.face is None:
            return None
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(self.face)
        return bytes(buffer.data().data())

    def portrait(self, size_px: int, ratio: float) -> QPixmap:
        """How they will look among the others."""
        face = self.face or (self.member.face if self.member is not None else None)
        if face is None and not self.name:
            return portrait.silhouette(size_px, ratio)
        return portrait.round_face(face, self.name, self.colour, size_px, ratio)

    @property
    def colour(self) -> QColor:
        return theme.person_colour(self.slot)
