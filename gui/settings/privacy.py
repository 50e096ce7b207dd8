"""What is kept, for how long, and how it goes."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QStyledItemDelegate

from gui.controls import Button
from gui.page import Desk
from gui.preferences import Choices
from gui.settings.asking import DeleteEverythingDialog, ForgetTodayDialog
from gui.settings.section import Row, Section
from gui.settings.switch import Switch
from gui.worker import Outcome

if TYPE_CHECKING:
    from sincnet.diary import Diary
    from sincnet.recogniser import Recogniser

RETENTIONS = 1, 7, 30, 90, 365, 0
"""Days, 0 for ever."""


class Privacy(Section):
    def __init__(self, title: str, desk: Desk) -> None:
        super().__init__(title)
        self._desk = desk
        self.sessions = Switch(self.tr("Keep sessions"))
        self.audio = Switch(self.tr("Keep what was said, too"))
        self.strangers = Switch(self.tr("Keep what strangers said, too"))
        self.retention = QComboBox()
        self.retention.setProperty("role", "field")
        self.retention.setAccessibleName(self.tr("How long sessions are kept"))
        self.retention.setItemDelegate(QStyledItemDelegate(self.retention))
        self.retention.view().setAccessibleName(self.retention.accessibleName())
        self.retention.setMinimumWidth(176)
        self.imagine = Switch(self.tr("Imagine faces"))
        self.imagine_strangers = Switch(self.tr("Of strangers, too"))
        self.forget_today = Button(self.tr("Forget today…"), "")
        self.delete_all = Button(self.tr("Delete everything…"), "danger")
        self.add_card(
            Row(
                self.tr("Keep sessions"),
                self.tr("Who spoke when, to look up in History. Off, it is forgotten when the program closes."),
                self.sessions,
            ),
            Row(
                self.tr("Keep what was said, too"),
                self.tr("The sound of each utterance by people who are enrolled, to play it again."),
                self.audio,
            ),
            Row(
                self.tr("Keep what strangers said, too"),
                self.tr(
                    "They were not asked. Off, it is kept that somebody spoke, and when; their sound is in memory "
                    "only, and goes when the next session begins."
                ),
                self.strangers,
            ),
            Row(self.tr("Delete sessions after"), self.tr("Older ones go when the program starts."), self.retention),
        )
        self.add_card(
            Row(
                self.tr("Imagine faces"),
                self.tr(
                    "A drawing of what a voice might look like: not a likeness, not evidence. Only of people who "
                    "agreed to it, when they were enrolled or on their page."
                ),
                self.imagine,
            ),
            Row(
                self.tr("Of strangers, too"),
                self.tr(
                    "While somebody unknown speaks. Nobody asked them: switch it on only where everybody in the room "
                    "knows of it. Their face is not kept."
                ),
                self.imagine_strangers,
            ),
        )
        self.add_card(
            Row(
                self.tr("Forget today"),
                self.tr("After a day of visitors: everybody enrolled today, and today's sessions."),
                self.forget_today,
            ),
            Row(
                self.tr("Delete everything"),
                self.tr("All people, all sessions, and what was learned from them. Settings stay."),
                self.delete_all,
            ),
        )
        self.end()
        self.sessions.clicked.connect(self._choose)
        self.audio.clicked.connect(self._choose)
        self.strangers.clicked.connect(self._choose)
        self.retention.activated.connect(self._choose)
        self.imagine.clicked.connect(self._choose)
        self.imagine_strangers.clicked.connect(self._choose)
        self.forget_today.clicked.connect(self._look_up_today)
        self.delete_all.clicked.connect(self._ask_about_everything)
        desk.session.state_changed.connect(self._enable)
        desk.preferences.changed.connect(self._obey)
        self._obey(desk.preferences.now)
        self._enable()

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        self.sessions.setChecked(choices.keep_sessions)
        self.audio.setChecked(choices.keep_audio)
        self.audio.setEnabled(choices.keep_sessions)
        self.strangers.setChecked(choices.keep_strangers)
        self.strangers.setEnabled(choices.keep_sessions and choices.keep_audio)
        self.retention.setEnabled(choices.keep_sessions)
        self.imagine.setChecked(choices.imagine_faces)
        self.imagine_strangers.setChecked(choices.imagine_strangers)
        self.imagine_strangers.setEnabled(choices.imagine_faces)
        if self.retention.currentData() != choices.retention_days or not self.retention.count():
            self._show_retentions(choices.retention_days)

    def _show_retentions(self, chosen: int) -> None:
        """Those offered, and what a settings file asks for besides."""
        self.retention.clear()
        for days in sorted({*RETENTIONS, chosen}, key=lambda days: days or 1e9):
            self.retention.addItem(self._in_words(days), days)
        self.retention.setCurrentIndex(self.retention.findData(chosen))

    def _in_words(self, days: int) -> str:
        if days == 0:
            return self.tr("Never")
        if days == 365:
            return self.tr("A year")
        return self.tr("A day") if days == 1 else self.tr("{0} days").format(days)

    @Slot()
    def _choose(self) -> None:
        self._desk.preferences.change(
            keep_sessions=self.sessions.isChecked(),
            keep_audio=self.audio.isChecked(),
            keep_strangers=self.strangers.isChecked(),
            retention_days=self.retention.currentData(),
            imagine_faces=self.imagine.isChecked(),
            imagine_strangers=self.imagine_strangers.isChecked(),
        )

    @Slot()
    def _enable(self) -> None:
        for button in (self.forget_today, self.delete_all):
            button.setEnabled(self._desk.session.ready)

    @Slot()
    def _look_up_today(self) -> None:
        self._midnight = datetime.combine(datetime.now().date(), time()).astimezone()
        self.forget_today.setEnabled(False)
        midnight, diary = self._midnight, self._desk.session.diary
        self._desk.session.consult(lambda recogniser: _since(recogniser, diary, midnight), self._ask_about_today)

    @Slot(Outcome)
    def _ask_about_today(self, outcome: Outcome) -> None:
        self._enable()
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
            return
        names, sessions = outcome.value
        if names or sessions:
            self._open(ForgetTodayDialog(names, self._midnight, self._desk.session, self.window()))
        else:
            self._desk.bus.news.emit(self.tr("Nobody was enrolled today, and no session was kept."))

    @Slot()
    def _ask_about_everything(self) -> None:
        self._open(DeleteEverythingDialog(self._desk.session, self.window()))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._done)
        dialog.open()

    @Slot()
    def _done(self) -> None:
        self._desk.bus.news.emit(self.tr("Done: nothing of it is left in the data folder."))


def _since(recogniser: Recogniser, diary: Diary | None, moment: datetime) -> tuple[list[str], int]:
    """Who was enrolled, and how many sessions there were."""
    from sincnet.forgetting import enrolled_since

    names = [person.name for person in enrolled_since(recogniser.gallery, moment)]
    return names, 0 if diary is None else len(diary.sessions_since(moment))
