"""The stage: one lit face, the name, and how sure the program is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import Button, FittedLabel, label
from gui.live.face_card import FaceCard
from gui.live.ribbon import WIDTH_PX, ConfidenceBar, VoteRibbon
from gui.live.spotlight import Shown
from gui.roster import Roster


class Stage(QWidget):
    """Shows a `Shown`, or a calm sentence while there is none; its buttons ask for an enrolment or the demo."""

    enrol_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = FaceCard(roster)
        self.name = FittedLabel((theme.STAGE, theme.DISPLAY), QFont.Weight.Bold)
        self.name.setAccessibleName(self.tr("Who is speaking"))
        self.verdict = FittedLabel((theme.TITLE, theme.LEAD), QFont.Weight.Normal)
        self.bar = ConfidenceBar(roster)
        self.bar.setFixedWidth(WIDTH_PX)
        self.ribbon = VoteRibbon(roster)
        self.latency = label("", "caption")
        self.latency.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.latency.setToolTip(self.tr("From the last sample of the utterance to the name"))

        self.enrol_button = Button(self.tr("Enrol the first person"), "primary", "enrol")
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.demo_button = Button(self.tr("Play the demo"), "", "play")
        self.demo_button.clicked.connect(self.demo_wanted)
        self._invitation = QWidget()
        buttons = QHBoxLayout(self._invitation)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.enrol_button)
        buttons.addWidget(self.demo_button)
        buttons.addStretch()

        # Either the measures of an answer or the invitation fill one place of fixed height, so that nothing jumps.
        self._measures = QWidget()
        measures = QVBoxLayout(self._measures)
        measures.setContentsMargins(0, 0, 0, 0)
        measures.setSpacing(8)
        measures.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        measures.addWidget(self.ribbon, 0, Qt.AlignmentFlag.AlignHCenter)
        measures.addWidget(self.latency)
        foot = QWidget()
        foot.setFixedHeight(56)
        foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        places = QVBoxLayout(foot)
        places.setContentsMargins(0, 0, 0, 0)
        places.addWidget(self._measures)
        places.addWidget(self._invitation)

        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(0)
        column.addWidget(self.face, 1)
        column.addSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.verdict)
        column.addSpacing(12)
        column.addWidget(foot)
        self.show_calm("", "")

    def show_calm(self, headline: str, hint: str, *, inviting: bool = False) -> None:
        """Nobody in the light: a headline and a hint, with the two first steps to take if `inviting`."""
        self.face.show_person(None, lit=False, opacity=0.75)
        self.name.set_scale((theme.DISPLAY, theme.HEADING))
        self.name.setText(headline)
        self.name.set_opacity(0.85)
        self.verdict.setText(hint)
        self.verdict.set_opacity(0.7)
        self._measures.setVisible(False)
        self._invitation.setVisible(inviting)
        self.setAccessibleDescription(f"{headline}. {hint}")

    def show_answer(self, shown: Shown) -> None:
        answer = shown.answer
        opacity = theme.PROVISIONAL_OPACITY if shown.provisional else 1.0
        face_opacity = theme.PROVISIONAL_FACE_OPACITY if shown.provisional else 1.0
        self.face.show_person(answer.person_id, lit=True, opacity=face_opacity)
        self.name.set_scale((theme.STAGE, theme.DISPLAY))
        self.name.setText(words.headline(answer))
        self.name.set_opacity(opacity)
        self.verdict.setText(words.measured(answer))
        self.verdict.set_opacity(0.8 * opacity)
        self.bar.show_share(answer.confidence, answer.person_id, firm=not shown.provisional)
        self.ribbon.show_votes(answer)
        self.latency.setText("" if shown.provisional else self.tr("named in {0} ms").format(round(answer.compute_ms)))
        self._invitation.setVisible(False)
        self._measures.setVisible(True)
        self.setAccessibleDescription(words.sentence(answer))
