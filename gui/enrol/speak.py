"""The page on which one speaks: three sentences to read, or whatever comes to mind, and a ring that fills with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from audio.quality import Reason
from gui.controls import Button, label
from gui.enrol.draft import Draft
from gui.enrol.ring import ProgressRing
from gui.enrol.step import Primary, Step
from gui.enrol.studio import Studio
from gui.enrol.take import LEAST_S, Trouble
from gui.live.meter import Meter
from gui.session import Session
from sincnet.events import Heard

RING_PX = 232
SENTENCE_S = 4.5
"""So much speech since it came up, and a pause: the sentence has been read."""

PROMPT_PX = 116
"""Three lines of it."""

LONGEST_READ = 20
"""Letters of a name that leave the first sentence its three lines; a longer one is not read."""


class Speak(Step):
    """`done` when there is enough, or the user says so."""

    def __init__(self, draft: Draft, studio: Studio, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._studio, self._session = draft, studio, session
        self._free = False
        self._sentence = 0
        self._began_at_s = 0.0
        self._pieces = 0
        self.ring = ProgressRing(RING_PX)
        self.reason = label("", "lead")
        self.reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.reason.setFixedHeight(24)
        self.prompt = label("", "reading")
        self.prompt.setWordWrap(True)
        self.prompt.setFixedHeight(PROMPT_PX)
        self.prompt.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.meter = Meter()
        self.other = Button(self.tr("Another sentence"), "flat")
        self.freely = Button(self.tr("Talk freely instead"), "flat")
        self.files = Button(self.tr("Use recordings…"), "flat", "open")
        self.start_over = Button(self.tr("Start over"), "flat")
        self.enough = Button(self.tr("Go on with this"), "flat")
        self._lay_out()
        self.other.clicked.connect(self._next_sentence)
        self.freely.clicked.connect(self._change_manner)
        self.files.clicked.connect(self._choose_files)
        self.start_over.clicked.connect(self._start_over)
        self.enough.clicked.connect(self.done)
        session.heard.connect(self._heard)
        studio.changed.connect(self._show)
        draft.changed.connect(self._show)

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch()
        for button in (self.other, self.freely, self.files, self.start_over, self.enough):
            ways.addWidget(button)
        ways.addStretch()
        self.body.setSpacing(8)
        self.body.addStretch()
        self.body.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.prompt)
        self.body.addWidget(self.meter)
        self.body.addLayout(ways)
        self.body.addStretch()

    def enter(self) -> None:
        self._show()

    def leave(self) -> None:
        self._studio.stop()
        self.meter.show_level(None)

    def primary(self) -> Primary:
        take, ready = self._studio.take, self._session.ready
        if self._studio.recording:
            return Primary(self.tr("That is enough"), take.heard_s >= LEAST_S)
        if take.share >= 1.0:
            return Primary(self.tr("Next"), ready)
        return Primary(self.tr("Go on speaking") if take.heard_s else self.tr("Start speaking"), ready)

    def press(self) -> None:
        if self._studio.recording or self._studio.take.share >= 1.0:
            self.done.emit()
        else:
            self._studio.record()

    def take(self, pictures: Sequence[Path], recordings: Sequence[Path]) -> bool:
        if recordings:
            self._studio.add_recordings(list(recordings))
        return bool(recordings)

    @Slot(Heard)
    def _heard(self, event: Heard) -> None:
        if self._studio.recording and self.isVisible():
            self.meter.show_level(event.level)
            self._show_reason()

    @Slot()
    def _show(self) -> None:
        draft, take = self._draft, self._studio.take
        if draft.member is not None:
            self.ask(self.tr("Let us hear more of {0}").format(draft.short_name))
        else:
            self.ask(self.tr("Let us hear you, {0}").format(draft.short_name))
        self.ring.show_picture(draft.portrait(self.ring.picture_px, self.devicePixelRatioF()), draft.slot)
        self.ring.show_share(take.share)
        # Whole seconds only: it says 20 when the ring is full, and not before.
        heard = self.tr("{0} of {1} s").format(int(min(take.speech_s, take.wanted_s)), f"{take.wanted_s:.0f}")
        self.ring.show_words(heard)
        self.ring.setAccessibleName(self.tr("{0} of speech").format(heard))
        recording = self._studio.recording
        if len(take.pieces) != self._pieces:
            self._pieces = len(take.pieces)
            if recording and take.heard_s - self._began_at_s >= SENTENCE_S:
                self._next_sentence()
        self.prompt.setText(self._words())
        if not recording:
            self.meter.show_level(None)
        self.freely.setText(self.tr("Read sentences instead") if self._free else self.tr("Talk freely instead"))
        self.freely.setAccessibleName(self.freely.text())
        self.other.setVisible(recording and not self._free)
        self.freely.setVisible(take.share < 1.0)
        self.files.setVisible(not recording)
        self.start_over.setVisible(not recording and take.heard_s > 0)
        self.enough.setVisible(not recording and take.heard_s >= LEAST_S and take.share < 1.0)
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        self.reason.setText(self._reason())

    def _reason(self) -> str:
        """Why the ring does not fill, if it does not."""
        studio = self._studio
        if studio.busy and not studio.recording:
            return self.tr("One moment…")
        if not studio.recording:
            return self._counted()
        take = studio.take
        reason: Trouble | Reason | None = take.growing_fault or studio.ear.reason
        if reason is None and take.pieces and not take.pieces[-1].counts:
            reason = take.pieces[-1].trouble
        if reason is None:
            return self._invitation()
        return {
            "adjusting": self.tr("One moment, listening to the room"),
            "quiet": self.tr("I can hardly hear you. Speak up, or come nearer."),
            "loud": self.tr("Too loud. Move back a little, or turn the microphone down."),
            "noisy": self.tr("There is much noise. Come nearer, or find a quieter place."),
            "two voices": self.tr("I heard two voices. Only one person should speak."),
            "stray": self.tr("That sounded like somebody else. Only one person should speak."),
            "nothing": self.tr("That was too short. Speak in whole sentences."),
        }[reason]

    def _counted(self) -> str:
        """What the ring begins with, where somebody was heard before."""
        take = self._studio.take
        before_s = sum(piece.quality.speech_s for piece in take.counting if piece.before)
        if not before_s or take.given_s:
            return ""
        return self.tr("{0} s of what you said before count already").format(f"{before_s:.0f}")

    def _invitation(self) -> str:
        if self._studio.ear.hears:
            return self.tr("I hear you")
        return self.tr("Speak as you always do") if self._free else self.tr("Read this aloud, as you always speak")

    def _words(self) -> str:
        if not self._session.ready:
            return self.tr("The voices are still being loaded. In a moment you can speak.")
        if self._studio.take.share >= 1.0:
            return self.tr("That is enough to know this voice.")
        if self._free:
            return self.tr("Tell us what you had for breakfast, how you came here, and what you look forward to.")
        sentences = self._sentences()
        return sentences[self._sentence % len(sentences)]

    def _sentences(self) -> list[str]:
        """Of about seven seconds each, with most sounds of the language among them."""
        name = self._draft.name
        first = (
            self.tr("“Hello, my name is {0}. This is how I speak when nobody hurries me, and I hope you will know me.”")
            .format(name)
            if len(name) <= LONGEST_READ
            else self.tr("“Hello. This is how I speak when nobody hurries me, and I hope you will know me again.”")
        )  # fmt: skip
        return [
            first,
            self.tr("“This morning I had bread with honey and a large cup of tea, and then I walked here in the sun.”"),
            self.tr("“On Thursday we should go to the zoo, watch the young giraffes, and share some ice cream there.”"),
            self.tr("And now in your own words: what do you see around you?"),
        ]

    @Slot()
    def _next_sentence(self) -> None:
        self._sentence += 1
        self._began_at_s = self._studio.take.heard_s
        self.prompt.setText(self._words())

    @Slot()
    def _change_manner(self) -> None:
        self._free = not self._free
        self._show()

    @Slot()
    def _start_over(self) -> None:
        self._sentence, self._began_at_s = 0, 0.0
        self._studio.start_over()

    @Slot()
    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose recordings of one person"))
        if paths:
            self._studio.add_recordings([Path(path) for path in paths])
