"""People leave as a file, and come in from one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.page import Desk
from gui.people.change import Change
from gui.people.namesakes import NamesakesDialog
from gui.worker import Outcome
from sincnet.amendments import Arrival
from sincnet.parcel import SUFFIX

if TYPE_CHECKING:
    from sincnet.exchange import Namesakes, Preview
    from sincnet.recogniser import Recogniser


class Carrying(QObject):
    """Asks where and whom, lets it be done behind the window, and tells how it went."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    @Slot(str)
    def ask_to_export(self, person_id: str) -> None:
        """Ask where to, and write that person, or with no id everybody, there."""
        member = self._desk.roster.member(person_id)
        if member is None and person_id:
            return
        name = (
            "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in member.name) if member else ""
        )
        chosen, _ = QFileDialog.getSaveFileName(
            self._page,
            self.tr("Export {0}").format(member.name) if member else self.tr("Export everybody"),
            f"{name.strip() or self.tr('Everybody')}{SUFFIX}",
            self.tr("Exported people (*{0})").format(SUFFIX),
        )
        if chosen:
            path = Path(chosen)
            self.export(path if path.suffix else path.with_name(path.name + SUFFIX), person_id or None)

    def export(self, path: Path, person_id: str | None) -> None:
        """Write that person, or everybody, into the file `path`."""

        def work(recogniser: Recogniser) -> tuple[Path, int]:
            return path, recogniser.gallery.exchange.export(path, person_id)

        self._desk.session.consult(work, self._exported)

    @Slot(Outcome)
    def _exported(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
            return
        path, count = outcome.value
        how_many = self.tr("1 person is") if count == 1 else self.tr("{0} people are").format(count)
        self._desk.bus.news.emit(
            self.tr("{0} in {1} now. Whoever has that file has these voices and faces.").format(how_many, path.name)
        )

    def bring_in(self, path: Path) -> None:
        """Look who is in the file `path`, ask about namesakes if there are any, and enrol them."""
        if not self._desk.session.ready:
            self._desk.bus.trouble.emit(self.tr("The voices are still being loaded; import in a moment."))
            return

        def look(recogniser: Recogniser) -> tuple[Path, Preview]:
            return path, recogniser.gallery.exchange.look(path)

        self._desk.session.consult(look, self._looked)

    @Slot(Outcome)
    def _looked(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
            return
        path, preview = outcome.value
        if not preview.taken:
            self._take_in(path, "number")
            return
        dialog = NamesakesDialog(preview, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(partial(self._take_in, path))
        dialog.open()

    def _take_in(self, path: Path, namesakes: Namesakes) -> None:
        arrival = Arrival(path, namesakes)
        Change(self._desk, arrival, lambda: self._told(arrival.names)).begin()

    def _told(self, names: list[str]) -> str:
        if not names:
            return self.tr("Nobody new was in that file.")
        if len(names) == 1:
            return self.tr("{0} is enrolled now.").format(names[0])
        return self.tr("{0} people are enrolled now.").format(len(names))
