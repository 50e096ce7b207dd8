"""Why this name: how the windows voted, who else it might have been, and what the first layer saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui import words
from gui.controls import Button, label
from gui.history import telling
from gui.history.picture import MARKED, Picture
from gui.live.candidates import CandidateRow
from gui.live.ribbon import VoteRibbon
from gui.roster import Roster
from sincnet.diary import KeptUtterance
from sincnet.events import Candidate, Identification

if TYPE_CHECKING:
    from sincnet.insight import Insight

WIDTH_PX, EDGE_PX = 360, 16
BEST = 3


class Why(QFrame):
    """A card at the side; `close_wanted` when its button is pressed."""

    close_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH_PX)
        self._roster = roster
        self._utterance: KeptUtterance | None = None
        self._insight: Insight | None = None
        self.heading = label("", "title")
        self.heading.setWordWrap(True)
        self.sentence = label("", "caption")
        self.sentence.setWordWrap(True)
        close = Button(self.tr("Close"), "icon", "close")
        close.clicked.connect(self.close_wanted)
        self.ribbon = VoteRibbon(roster)
        self.ribbon.setFixedWidth(WIDTH_PX - 2 * EDGE_PX)
        self.counted = label("", "caption")
        self.counted.setWordWrap(True)
        self.rows = [CandidateRow(roster) for _ in range(BEST)]
        self.picture = Picture()
        self.driven = label("", "caption")
        self.driven.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE_PX, 12, EDGE_PX, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.sentence)
        column.addSpacing(8)
        column.addWidget(label(self.tr("How its windows voted"), "section"))
        column.addWidget(self.ribbon)
        column.addWidget(self.counted)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Most probable"), "section"))
        for row in self.rows:
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(label(self.tr("What the first layer heard"), "section"))
        column.addWidget(self.picture, 100)
        column.addWidget(self.driven)
        column.addStretch(1)
        roster.changed.connect(self._refresh)

    @property
    def utterance_id(self) -> str | None:
        return None if self._utterance is None else self._utterance.id

    def show_utterance(self, utterance: KeptUtterance) -> None:
        """All but the picture; that comes with `show_insight`, or with a hint why it does not."""
        if utterance.id != self.utterance_id:
            self._insight = None
            if not utterance.audible:
                self.picture.show_hint(self.tr("The sound of this was not kept, so there is nothing to look at."))
            else:
                self.picture.show_hint(self.tr("Looking…"))
            self.driven.setText("")
        self._utterance = utterance
        self._refresh()

    @Slot(str, object)
    def show_insight(self, utterance_id: str, insight: Insight) -> None:
        if self._utterance is not None and utterance_id == self._utterance.id:
            self._insight = insight
            self.picture.show_insight(insight, self._roster.colour(self._utterance.person_id))
            self.driven.setText(
                self.tr("The dots mark the {0} sinc filters that this voice drives most.").format(MARKED)
                if insight.filters
                else self.tr("The weights in use have no sinc filters.")
            )

    @Slot(str, str)
    def show_blind(self, utterance_id: str, why_not: str) -> None:
        if utterance_id == self.utterance_id:
            self.picture.show_hint(why_not)

    @Slot()
    def _refresh(self) -> None:
        utterance = self._utterance
        if utterance is None:
            return
        answer = telling.answer_now(utterance, self._roster)
        self.heading.setText(self._question(utterance, answer))
        self.sentence.setText(self._told(utterance, answer))
        self.ribbon.show_votes(answer)
        self.counted.setText(self._votes(answer))
        best: list[Candidate | None] = list(answer.candidates[:BEST])
        for row, candidate in zip(self.rows, [*best, *[None] * (BEST - len(best))], strict=True):
            row.show_candidate(candidate)
        if self._insight is not None:
            self.picture.show_insight(self._insight, self._roster.colour(utterance.person_id))

    def _question(self, utterance: KeptUtterance, answer: Identification) -> str:
        if utterance.forgotten and not utterance.corrected:
            return telling.somebody()
        if answer.speaker is None:
            return self.tr("Why a new voice?")
        return self.tr("Why {0}?").format(answer.speaker)

    def _told(self, utterance: KeptUtterance, answer: Identification) -> str:
        if utterance.forgotten and not utterance.corrected:
            return self.tr("Whoever said this was deleted, and with them their name and the sound.")
        heard = self.tr("Heard as: {0} ({1}).").format(words.sentence(answer), words.percent(answer.confidence))
        if utterance.corrected:
            return f"{heard} {self.tr('You said: {0}.').format(telling.name_of(utterance, self._roster))}"
        return heard

    def _votes(self, answer: Identification) -> str:
        votes = answer.window_votes
        if not votes:
            return self.tr("There was nobody to vote for.")
        first = max(set(votes), key=votes.count)
        return self.tr("{0} of {1} windows voted for {2}.").format(
            votes.count(first), len(votes), answer.candidates[first].name
        )
