"""The last page: say anything, and the name appears; or one more sample is learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import theme
from gui.controls import Button, FittedLabel, label
from gui.enrol.draft import Draft
from gui.enrol.ring import ProgressRing
from gui.enrol.step import Primary, Step
from gui.enrol.studio import Studio
from gui.focus import set_enabled
from gui.live.meter import Meter
from gui.roster import Roster
from gui.session import Session, State
from gui.words import headline, measured
from gui.worker import Outcome
from sincnet.events import Heard, Identified, Provisional
from sincnet.samples import prepared

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

RING_PX = 248


class Trying(Step):
    """Shows what the program hears, as everybody will see it. `trouble` is one sentence."""

    trouble = Signal(str)

    way_back = False

    def __init__(
        self, draft: Draft, studio: Studio, session: Session, roster: Roster, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._studio, self._session, self._roster = draft, studio, session, roster
        self._here = False
        self._heard: np.ndarray | None = None
        self.recognised = False
        self.ring = ProgressRing(RING_PX)
        self.name = FittedLabel((theme.DISPLAY, theme.HEADING, theme.TITLE), QFont.Weight.DemiBold)
        self.verdict = label("", "lead")
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verdict.setFixedHeight(24)
        self.meter = Meter()
        self.listen = Button(self.tr("Listen"), "", "record")
        self.more = Button(self.tr("Learn from this too"), "", "enrol")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.listen)
        row.addWidget(self.more)
        row.addStretch()
        self.body.setSpacing(8)
        self.body.addStretch()
        self.body.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(8)
        self.body.addWidget(self.name)
        self.body.addWidget(self.verdict)
        self.body.addSpacing(8)
        self.body.addWidget(self.meter)
        self.body.addLayout(row)
        self.body.addStretch()
        self.listen.clicked.connect(studio.listen)
        self.more.clicked.connect(self._learn)
        session.heard.connect(self._meter)
        session.provisional.connect(self._answered)
        session.identified.connect(self._answered)
        session.state_changed.connect(self._show_state)

    def enter(self) -> None:
        draft = self._draft
        self._here = True
        self._heard = None
        self.recognised = False
        self.ask(self.tr("Say anything, {0}").format(draft.short_name))
        self.ring.show_picture(draft.portrait(self.ring.picture_px, self.devicePixelRatioF()), draft.slot)
        self.ring.setAccessibleName(draft.name)
        self.ring.show_share(0.0)
        self.name.setText("")
        self.verdict.setText(self.tr("You are enrolled. Your name appears when you speak."))
        self._show_state()

    def leave(self) -> None:
        self._here = False

    def primary(self) -> Primary:
        return Primary(self.tr("Done"))

    @Slot()
    def _show_state(self) -> None:
        running = self._session.state in (State.LISTENING, State.STOPPING)
        self.listen.setVisible(not running)
        self.more.setVisible(running)
        self._offer(known=True)
        if not running:
            self.meter.show_level(None)

    @Slot(Heard)
    def _meter(self, event: Heard) -> None:
        if self._here:
            self.meter.show_level(event.level)

    @Slot(object)
    def _answered(self, event: Provisional | Identified) -> None:
        if not self._here or self._draft.member is None:
            return
        answer, person_id = event.identification, self._draft.member.person_id
        final = event.utterance.complete
        known = answer.person_id == person_id
        self.name.setText(headline(answer))
        self.name.set_opacity(1.0 if final else theme.PROVISIONAL_OPACITY)
        if not final:
            return
        self.verdict.setText(measured(answer) if known else self.tr("Not recognised this time. Was it you?"))
        shown = person_id if answer.person_id is None else answer.person_id
        size, ratio = self.ring.picture_px, self.devicePixelRatioF()
        slot = self._roster.member(shown)
        self.ring.show_picture(self._roster.portrait(answer.person_id, size, ratio), 0 if slot is None else slot.slot)
        self.ring.show_share(answer.confidence if answer.person_id is not None else 0.0)
        self.recognised = self.recognised or known
        self._heard = event.utterance.samples
        self._offer(known=known)

    def _offer(self, *, known: bool) -> None:
        """Offer to learn from what was said last."""
        self.more.setText(self.tr("Learn from this too") if known else self.tr("That was me, learn it"))
        self.more.setAccessibleName(self.more.text())
        set_enabled(self.more, self._heard is not None, self)

    @Slot()
    def _learn(self) -> None:
        member, clip, floor_dbfs = self._draft.member, self._heard, self._studio.background.dbfs
        if member is None or clip is None:
            return
        person_id = member.person_id

        def learn(recogniser: Recogniser) -> None:
            sample = recogniser.examine(clip, floor_dbfs)
            if sample is not None:
                recogniser.add_speech(person_id, prepared([sample]))

        self._heard = None
        set_enabled(self.more, False, self)
        self._session.change_people(learn, self._learnt)

    @Slot(Outcome)
    def _learnt(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        else:
            self.verdict.setText(self.tr("Learnt. Say something else."))
