"""Who spoke when, as files that other programs read: CSV, JSON, RTTM, SRT, and a report in HTML for people."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sincnet.report import ENGLISH, report
from sincnet.report import Words as Words

Kind = Literal["csv", "json", "rttm", "srt", "html"]

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One utterance: `start_s` and `end_s` in seconds since the recording began; without a `name`, a new voice.

    `confidence` in [0, 1] is the probability that the answer is right.
    """

    start_s: float
    end_s: float
    person_id: str | None
    name: str | None
    confidence: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


def export(
    entries: Sequence[Entry], kind: Kind, title: str, began: datetime | None = None, words: Words = ENGLISH
) -> str:
    """`entries`, in any order, as the text of a file of that `kind`; `began` is when the recording did, if known."""
    entries = sorted(entries, key=lambda entry: (entry.start_s, entry.end_s))
    match kind:
        case "csv":
            return _csv(entries, began, words)
        case "json":
            return _json(entries, title, began)
        case "rttm":
            return _rttm(entries, title, words)
        case "srt":
            return _srt(entries, words)
        case "html":
            return report(entries, title, began, words)


def who(entry: Entry, words: Words) -> str:
    return entry.name or words.stranger


def _csv(entries: Sequence[Entry], began: datetime | None, words: Words) -> str:
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\r\n")  # RFC 4180
    table.writerow(["start_s", "end_s", "duration_s", "time", "speaker", "confidence"])
    for entry in entries:
        time = "" if began is None else _at(began, entry.start_s)
        figures = [f"{value:.3f}" for value in (entry.start_s, entry.end_s, entry.duration_s)]
        table.writerow([*figures, time, _harmless(who(entry, words)), f"{entry.confidence:.3f}"])
    return file.getvalue()


def _harmless(text: str) -> str:
    """A spreadsheet takes a cell that begins like this for a formula, and runs it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _json(entries: Sequence[Entry], title: str, began: datetime | None) -> str:
    said = [
        {
            "start_s": round(entry.start_s, 3),
            "end_s": round(entry.end_s, 3),
            "time": None if began is None else _at(began, entry.start_s),
            "person_id": entry.person_id,
            "speaker": entry.name,
            "confidence": round(entry.confidence, 3),
        }
        for entry in entries
    ]
    began_at = None if began is None else _at(began, 0)
    return json.dumps({"title": title, "began": began_at, "utterances": said}, ensure_ascii=False, indent=1) + "\n"


def _at(began: datetime, seconds: float) -> str:
    return (began + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def _rttm(entries: Sequence[Entry], title: str, words: Words) -> str:
    """NIST's RT-09 format: one line an utterance, ten fields without blanks in them."""
    file, labels = _field(title) or "recording", _labels(entries, words)
    lines = (
        f"SPEAKER {file} 1 {entry.start_s:.3f} {entry.duration_s:.3f} <NA> <NA> {labels[_key(entry)]} "
        f"{entry.confidence:.3f} <NA>\n"
        for entry in entries
    )
    return "".join(lines)


def _key(entry: Entry) -> tuple[str | None, str | None]:
    return entry.person_id, entry.name


def _labels(entries: Sequence[Entry], words: Words) -> Mapping[tuple[str | None, str | None], str]:
    """A label for each speaker; people whose names differ only in what a field cannot hold stay different people."""
    labels: dict[tuple[str | None, str | None], str] = {}
    for entry in entries:
        if _key(entry) not in labels:
            label = plain = _field(who(entry, words)) or "speaker"
            number = 1
            while label in labels.values():
                number += 1
                label = f"{plain}_{number}"
            labels[_key(entry)] = label
    return labels


def _field(text: str) -> str:
    """Without blanks or anything else that cannot be seen; a leading semicolon would make a comment."""
    seen = "".join("_" if unicodedata.category(character)[0] in "CZ" else character for character in text)
    return re.sub("_+", "_", seen).strip("_;")


def _srt(entries: Sequence[Entry], words: Words) -> str:
    """Subtitles with the name of whoever speaks; what players take for markup is taken out of it."""
    cues = (
        f"{number}\n{_timecode(entry.start_s)} --> {_timecode(entry.end_s)}\n"
        + re.sub("[<>{}]", "", who(entry, words))
        + "\n"
        for number, entry in enumerate(entries, 1)
    )
    return "\n".join(cues)


def _timecode(seconds: float) -> str:
    whole, ms = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{ms:03}"
