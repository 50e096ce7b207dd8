"""From speech to somebody known: the last words are examined, what is doubtful is asked, and then they are enrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.enrol.checks import Checks
from gui.enrol.draft import Draft
from gui.enrol.resemblance import Resemblance
from gui.enrol.speak import Speak
from gui.enrol.studio import Studio
from gui.enrol.take import LEAST_S
from gui.enrol.trying import Trying
from gui.session import Session
from gui.worker import Outcome
from sincnet.samples import prepared

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


class Finishing(QObject):
    """`wanted` carries the page that comes next, `enrolled` the person's name, `trouble` one sentence; `changed` comes
    when one has to wait, or no longer. `saving` is true while it is too late to leave, `done` once somebody is
    enrolled."""

    wanted = Signal(object)
    enrolled = Signal(str)
    trouble = Signal(str)
    changed = Signal()

    def __init__(
        self,
        draft: Draft,
        studio: Studio,
        session: Session,
        pages: tuple[Speak, Checks, Resemblance, Trying],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._draft, self._studio, self._session = draft, studio, session
        self._speak, self._checks, self._resemblance, self._trying = pages
        self._waiting = self.saving = self.done = False
        self._speak.done.connect(self._spoken)
        studio.full.connect(self._spoken)
        studio.settled.connect(self._settled)
        studio.trouble.connect(self._not_heard)
        self._checks.again_wanted.connect(self._again)
        self._checks.done.connect(self._checked)
        self._resemblance.done.connect(self._checked)

    @property
    def busy(self) -> bool:
        """Whether one has to wait."""
        return self._waiting or self.saving

    @Slot()
    def _spoken(self) -> None:
        """Go on as soon as the last words have been examined."""
        self._studio.stop()
        self._waiting = True
        self._settled()

    @Slot(str)
    def _not_heard(self, sentence: str) -> None:
        self._waiting = False
        self.changed.emit()
        self.trouble.emit(sentence)

    @Slot()
    def _settled(self) -> None:
        if self._waiting and not self._studio.busy:
            self._waiting = False
            self._checked()
        self.changed.emit()

    @Slot()
    def _checked(self) -> None:
        if self._checks.needed:
            self.wanted.emit(self._checks)
        elif self._resemblance.needed(self._studio.comparison.resembles):
            self.wanted.emit(self._resemblance)
        else:
            self._enrol()

    @Slot()
    def _again(self) -> None:
        self.wanted.emit(self._speak)

    def _enrol(self) -> None:
        if self._studio.take.speech_s < LEAST_S or not self._studio.take.samples:
            self.wanted.emit(self._speak)
            self.trouble.emit(self.tr("That is too little to know a voice by. Say a little more."))
            return
        draft, ready = self._draft, prepared(self._studio.take.samples)
        name, member, face, consent_at = draft.name, draft.member, draft.png(), draft.consent_at
        may_imagine = draft.may_imagine

        def enrol(known: Recogniser) -> None:
            if member is None:
                person = known.enrol(name, ready, face, consent_at)
            else:
                person = known.add_speech(member.person_id, ready, face, consent_at)
            if may_imagine:  # should this fail, they are enrolled and have not agreed: the safe way round
                known.gallery.let_imagine(person.id, True)

        self.saving = True
        self.changed.emit()
        self._session.change_people(enrol, self._saved)

    @Slot(Outcome)
    def _saved(self, outcome: Outcome) -> None:
        self.saving = False
        if outcome.error is not None:
            self.changed.emit()
            self.trouble.emit(outcome.error)
            return
        self.done = True
        self._studio.start_over()
        self.enrolled.emit(self._draft.name)
        self.wanted.emit(self._trying)
