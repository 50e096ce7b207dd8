"""The figures in words: a sentence a host understands, the field's own term for whoever points at it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from gui.words import decimal


def figures() -> list[tuple[str, str, str]]:
    """Key in a card, words and the field's term of every figure, in the order in which they are shown."""
    return [
        (
            "error",
            _tr("Goes to the wrong person"),
            _tr(
                "Identification error rate in a closed set: everybody is enrolled, and the majority of an utterance's "
                "windows votes for somebody else."
            ),
        ),
        (
            "strangers_named",
            _tr("A stranger gets somebody's name"),
            _tr("False positive identification rate in an open set: half of the people are enrolled, the app decides."),
        ),
        (
            "enrolled_left_unknown",
            _tr("Somebody enrolled gets no name"),
            _tr("False negative identification rate in the same open set."),
        ),
        (
            "enrolled_misnamed",
            _tr("Somebody enrolled gets another's name"),
            _tr("Misidentification rate in the same open set."),
        ),
        (
            "eer",
            _tr("A claimed name is judged wrongly"),
            _tr(
                "Equal error rate (EER): at the threshold where as many impostors are let in as people with a right to "
                "the name are refused."
            ),
        ),
        (
            "dir_at_far1",
            _tr("Named rightly, if only 1 in 100 strangers may be named"),
            _tr(
                "Detection and identification rate at 1 % false alarms (DIR@FAR 1 %). Of this figure alone, more is "
                "better."
            ),
        ),
        (
            "calibration_error",
            _tr("How far the stated confidence is off"),
            _tr("Expected calibration error: confidence against the share of answers that are right."),
        ),
    ]


def condition(key: str) -> str:
    return {"clean": _tr("Quiet room"), "noisy": _tr("Noise behind the voice")}.get(key, key)


def length(key: str) -> str:
    """The name of a length of probes in a card."""
    if key == "whole":
        return _tr("Whole utterances")
    number, _, unit = key.partition(" ")
    return _tr("Only {0} seconds").format(number) if unit == "s" and number != "1" else _tr("Only 1 second")


def group(key: str) -> str:
    names = {
        "female": _tr("Female voices"),
        "male": _tr("Male voices"),
        "under 16": _tr("Under 16 years"),
        "16 and over": _tr("16 years and older"),
    }
    return names.get(key, key)


def stage(key: str) -> str:
    names = {
        "listening": _tr("Listening to the recordings"),
        "network": _tr("Teaching the network"),
        "rows": _tr("Learning the voices"),
        "prints": _tr("Hearing everybody with these weights"),
        "trying": _tr("Trying every utterance"),
    }
    return names.get(key, key)


def of_card(text: str) -> str:
    """A text of the card of the weights that come with the program; that of others stays as it is."""
    return QCoreApplication.translate("card", text) if text else ""


def objection(why: str) -> str:
    """Why fine-tuning was not kept, as `sincnet.finetuning.figures.objection` says it."""
    names = {
        "more held-out windows go to somebody else": _tr("more of the held-out speech would go to somebody else"),
        "more held-out utterances go to somebody else": _tr("more held-out utterances would go to somebody else"),
        "more strangers get a name": _tr("more strangers would get a name"),
        "more enrolled people stay without a name": _tr("more people would be left without their name"),
        "held-out speech is not told apart better than before": _tr(
            "held-out speech is told apart no better than before"
        ),
    }
    return names.get(why, why)


def time_left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes > 1:
        return _tr("about {0} minutes left").format(minutes)
    return _tr("about a minute left") if seconds > 30 else _tr("less than half a minute left")


def share(value: float | None) -> str:
    """In per cent with one decimal, or a dash where nothing was measured."""
    return "–" if value is None else f"{decimal(100 * value)}\u00a0%"


def count(number: int) -> str:
    return QLocale().toString(number)


def short(text: str, most: int = 48) -> str:
    """With its middle left out if it is too long for a line: a file's name may be of any length."""
    return text if len(text) <= most else f"{text[: most * 2 // 3]}…{text[-most // 3 + 1 :]}"


def size(parameters: int) -> str:
    if parameters < 1_000_000:
        return _tr("{0} numbers").format(count(parameters))
    return _tr("{0} million numbers").format(decimal(parameters / 1e6))


def day(moment: str) -> str:
    """The day of an ISO 8601 date or time; what is neither stays as it is."""
    date = QDate.fromString(moment[:10], "yyyy-MM-dd")
    return QLocale().toString(date, "d MMM yyyy") if date.isValid() else moment[:40]


def hover(text: str) -> str:
    """A tooltip that is broken into lines; plain text would be one long one."""
    return f"<qt>{escape(text)}</qt>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelTerms", text)
