"""What is in use: how well it does, and on the right what it is, of what it was made, and what it is not fit for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import words
from gui.controls import card, label
from gui.model import terms
from gui.model.figures import FigureTable, Row, Series, first_colour, second_colour

if TYPE_CHECKING:
    from sincnet.about import About
    from sincnet.card import Card, Measured

FACTS_PX = 360


class InUse(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label("", "lead")
        self.summary.setWordWrap(True)
        self.note = label("", "caption")
        self.note.setWordWrap(True)
        self.by_length = FigureTable()
        self.groups_title = label(self.tr("Whom it hears better"), "title")
        self.by_group = FigureTable(title_px=200)
        self.facts = QVBoxLayout()
        self.facts.setSpacing(4)
        figures = card()
        column = QVBoxLayout(figures)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("How well it tells voices apart"), "title"))
        column.addWidget(self.summary)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(self.by_length)
        column.addSpacing(16)
        column.addWidget(self.groups_title)
        column.addWidget(self.by_group)
        column.addStretch()
        facts = card()
        facts.setFixedWidth(FACTS_PX)
        rows = QVBoxLayout(facts)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(8)
        rows.addWidget(label(self.tr("What it is"), "title"))
        rows.addLayout(self.facts)
        rows.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(figures, 1)
        row.addWidget(facts, 0, Qt.AlignmentFlag.AlignTop)

    def show_about(self, about: About) -> None:
        measured = about.measured
        self._show_summary(about)
        conditions = list(measured.by_length)[:2]
        series = [
            Series(terms.condition(one), colour)
            for one, colour in zip(conditions, (first_colour, second_colour), strict=False)
        ]
        self._show_lengths(measured, conditions, series)
        self._show_groups(measured, conditions, series)
        self._show_facts(about)

    def _show_summary(self, about: About) -> None:
        whole = _measured(about.measured, "clean", "whole")
        if whole is None or not {"error", "strangers_named"} <= whole.values.keys():
            self.summary.setText(
                self.tr("These weights came without figures. Try them on the people enrolled to see how they do.")
            )
        else:
            right, named = (
                round(100 * share) for share in (1 - whole.values["error"], whole.values["strangers_named"])
            )
            self.summary.setText(
                self.tr(
                    "Of 100 utterances by people it knows, about {0} go to the right person. Of 100 by strangers, "
                    "about {1} get somebody's name."
                ).format(right, named)
            )
        learned = self.tr("Measured before it learned from the people enrolled.")
        self.note.setText(learned if about.tunings else "")
        self.note.setVisible(bool(self.note.text()))

    def _show_lengths(self, measured: Card, conditions: list[str], series: list[Series]) -> None:
        lengths = list(dict.fromkeys(name for one in conditions for name in measured.by_length[one]))
        columns = []
        for name in lengths:
            counted = next(measured.by_length[one][name] for one in conditions if name in measured.by_length[one])
            columns.append((terms.length(name), self._counts(counted)))
        rows = [
            Row(
                title,
                term,
                [[_value(measured.by_length[one].get(name), key) for one in conditions] for name in lengths],
            )
            for key, title, term in terms.figures()
        ]
        rows = [row for row in rows if any(value is not None for cell in row.cells for value in cell)]
        self.by_length.show_figures(self.tr("Figures by length of the utterance"), columns, series, rows)
        self.by_length.setVisible(bool(rows))

    def _show_groups(self, measured: Card, conditions: list[str], series: list[Series]) -> None:
        groups = list(dict.fromkeys(name for one in conditions for name in measured.by_group.get(one, {})))
        (key, title, term), columns, cells = terms.figures()[0], [], []
        for name in groups:
            found = [measured.by_group.get(one, {}).get(name) for one in conditions]
            columns.append((terms.group(name), self._counts(next(one for one in found if one is not None))))
            cells.append([_value(one, key) for one in found])
        rows = [Row(title, term, cells)] if cells else []
        self.by_group.show_figures(self.tr("Figures by group of people"), columns, series, rows)
        for widget in (self.groups_title, self.by_group):
            widget.setVisible(bool(rows))

    def _counts(self, measured: Measured) -> str:
        return self.tr("{0} people, {1} utterances").format(
            terms.count(measured.speakers), terms.count(measured.probes)
        )

    def _show_facts(self, about: About) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        shown, base = about.card, about.measured
        speakers = ", ".join(f"{name} ({terms.count(number)})" for name, number in base.speakers.items())
        facts = [
            (self.tr("Made"), terms.day(shown.made), self.tr("Id {0}").format(about.weights_id)),
            (
                self.tr("Size"),
                self.tr("{0}; a voice is {1} of its own").format(terms.size(about.parameters), about.embedding),
                self.tr("Parameters of the network, and the length of a d-vector (embedding)."),
            ),
            (
                self.tr("How it listens"),
                self.tr("In windows of {0} s, one every {1} s; each window votes").format(
                    words.decimal(about.window_s), words.decimal(about.hop_s, 2)
                ),
                self.tr("Raw waveform, sinc filters, a majority vote of the windows' classes."),
            ),
            (
                self.tr("Learned from"),
                self.tr("{0} people: {1}").format(terms.count(sum(base.speakers.values())), speakers)
                if speakers
                else "",
                self.tr("Speakers of the training, by corpus. Scores are normalised with {0} of them.").format(
                    about.cohort
                ),
            ),
            (
                self.tr("Whose work it rests on"),
                "\n".join(base.credits),
                self.tr("Attribution of the training data, and of the network that it was taught by, if any."),
            ),
            (self.tr("Its limits"), terms.of_card(shown.limits or base.limits), ""),
            (
                self.tr("How it was measured"),
                terms.of_card(base.protocol),
                self.tr("The protocol of the figures at the left."),
            ),
        ]
        for title, text, hint in facts:
            if text:
                self._add_fact(title, text, hint)

    def _add_fact(self, title: str, text: str, hint: str) -> None:
        heading, body = label(title, "section"), QLabel(text)
        body.setTextFormat(Qt.TextFormat.PlainText)
        body.setWordWrap(True)
        body.setContentsMargins(0, 0, 0, 8)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (heading, body):
            part.setToolTip(terms.hover(hint) if hint else "")
            self.facts.addWidget(part)


def _measured(card: Card, condition: str, length: str) -> Measured | None:
    return card.by_length.get(condition, {}).get(length)


def _value(measured: Measured | None, key: str) -> float | None:
    return None if measured is None else measured.values.get(key)
