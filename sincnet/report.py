"""A session as one HTML file that needs nothing else: speaking time as bars, who spoke when as lanes, and all of it.

It shows in any browser, dark or light as the reader has it, prints, and may load nothing from anywhere: its content
security policy says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sincnet.transcript import Entry

COLOURS = ("#3D7FD9", "#DD577D", "#8A7C22", "#8A5BE0", "#158A7C", "#B0528A", "#2F93CC", "#669202", "#A64FA6", "#B5713A")
"""Of speakers in the order in which they first spoke; each stands out from white and from black by 3:1, and each
speaker has a line of their own besides, so that the colour says nothing alone."""

GREY = "#7F8798"  # strangers, who are not one person

WIDTH, LABEL, ROW = 960, 220, 32
"""In px: a chart, its column of names, and the height of one speaker's line."""

LONGEST_LABEL = 26

STYLE = """
:root { color-scheme: light dark; --page: #F5F6F9; --card: #FFFFFF; --text: #14171F; --soft: #5A6273; --rail: #E8EBF1 }
@media (prefers-color-scheme: dark) {
  :root { --page: #0F1115; --card: #171A21; --text: #ECEEF4; --soft: #A2A9BA; --rail: #222733 } }
body { background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 0 }
main { max-width: 1024px; margin: 0 auto; padding: 40px 16px }
h1 { font-size: 28px; line-height: 1.2; margin: 0; overflow-wrap: anywhere }
h2 { font-size: 16px; margin: 0 0 12px }
p { color: var(--soft); margin: 4px 0 24px }
section { background: var(--card); border-radius: 12px; padding: 20px; margin: 0 0 16px; overflow-x: auto }
svg { display: block; width: 100%; height: auto; min-width: 560px }
svg text { fill: var(--text); font: 14px system-ui, sans-serif; font-variant-numeric: tabular-nums }
svg text.soft { fill: var(--soft); font-size: 12px }
svg .rail { fill: var(--rail) }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th { text-align: left; font-size: 12px; color: var(--soft); font-weight: 600 }
th, td { padding: 6px 12px 6px 0 }
td.name { overflow-wrap: anywhere }
.number { text-align: right }
i { display: inline-block; width: 10px; height: 10px; border-radius: 5px; margin-right: 8px }
footer { color: var(--soft); font-size: 12px; padding: 8px 0 }
@media print { body { background: none } section { break-inside: avoid-page; padding: 0 } }
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the files say to a reader, so that whoever shows it can say it in the user's language."""

    language: str = "en"
    stranger: str = "Unknown"
    speaking_time: str = "Speaking time"
    timeline: str = "Who spoke when"
    utterances: str = "Everything that was said"
    start: str = "Start"
    duration: str = "Length"
    speaker: str = "Speaker"
    confidence: str = "Confidence"
    nobody: str = "Nobody spoke."
    made_by: str = "Made by WhoSpeaks. Who spoke was told by the sound of the voices alone and may be wrong."


ENGLISH = Words()


def report(entries: Sequence[Entry], title: str, began: datetime | None, words: Words) -> str:
    """The text of the HTML file; `entries` in order of time."""
    speakers = _Speakers(entries, words)
    subtitle = "" if began is None else f"<p>{began:%Y-%m-%d %H:%M}</p>"
    body = (
        f"<section><p>{escape(words.nobody)}</p></section>"
        if not entries
        else _section(words.speaking_time, _speaking_time(speakers))
        + _section(words.timeline, _timeline(entries, speakers))
        + _section(words.utterances, _table(entries, speakers, words))
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n{subtitle}\n{body}\n"
        f"<footer>{escape(words.made_by)}</footer>\n</main>\n</body>\n</html>\n"
    )


class _Speakers:
    """Who spoke, the one who spoke longest first: their names, colours and seconds."""

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        self.seconds: dict[tuple[str | None, str | None], float] = {}
        for entry in entries:
            self.seconds[self.key(entry)] = self.seconds.get(self.key(entry), 0.0) + entry.duration_s
        named = [key for key in self.seconds if key[1] is not None]
        self._colours = {key: COLOURS[number % len(COLOURS)] for number, key in enumerate(named)}
        self._stranger = words.stranger
        self.order = sorted(self.seconds, key=lambda key: -self.seconds[key])

    @staticmethod
    def key(entry: Entry) -> tuple[str | None, str | None]:
        return entry.person_id, entry.name

    def name(self, key: tuple[str | None, str | None]) -> str:
        return key[1] or self._stranger

    def colour(self, key: tuple[str | None, str | None]) -> str:
        return self._colours.get(key, GREY)

    def label(self, key: tuple[str | None, str | None], y: float) -> str:
        name = self.name(key)
        shown = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
        return f'<text x="0" y="{y:g}">{escape(shown)}<title>{escape(name)}</title></text>'


def _section(heading: str, content: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{content}</section>\n"


def _speaking_time(speakers: _Speakers) -> str:
    """A bar each, with minutes and share of all that was said."""
    total = sum(speakers.seconds.values()) or 1.0
    most = max(speakers.seconds.values()) or 1.0
    room = WIDTH - LABEL - 120
    lines = []
    for row, key in enumerate(speakers.order):
        seconds, top = speakers.seconds[key], row * ROW
        share = f"{_clock(seconds)} · {round(100 * seconds / total)} %"
        width = max(4.0, room * seconds / most)
        lines.append(
            speakers.label(key, top + 20)
            + f'<rect class="rail" x="{LABEL}" y="{top + 8}" width="{room}" height="16" rx="8"/>'
            + f'<rect x="{LABEL}" y="{top + 8}" width="{width:.1f}" height="16" rx="{min(8, width / 2):g}" '
            + f'fill="{speakers.colour(key)}"/>'
            + f'<text x="{WIDTH}" y="{top + 20}" text-anchor="end">{share}</text>'
        )
    return _svg(len(lines) * ROW, lines)


def _timeline(entries: Sequence[Entry], speakers: _Speakers) -> str:
    """A lane each, with a mark for every utterance at its place in time."""
    end = max(entry.end_s for entry in entries) or 1.0
    room, lanes = WIDTH - LABEL, {key: row for row, key in enumerate(speakers.order)}
    marks = []
    for key, row in lanes.items():
        marks.append(speakers.label(key, row * ROW + 20))
        marks.append(f'<rect class="rail" x="{LABEL}" y="{row * ROW + 15}" width="{room}" height="2"/>')
    for entry in entries:
        key = speakers.key(entry)
        left, width = LABEL + room * entry.start_s / end, max(1.0, room * entry.duration_s / end)
        tip = f"{speakers.name(key)}, {_clock(entry.start_s)}, {entry.duration_s:.1f} s"
        marks.append(
            f'<rect x="{left:.1f}" y="{lanes[key] * ROW + 8}" width="{width:.1f}" height="16" rx="2" '
            f'fill="{speakers.colour(key)}"><title>{escape(tip)}</title></rect>'
        )
    bottom = len(lanes) * ROW + 20
    for share, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        marks.append(
            f'<text class="soft" x="{LABEL + room * share:g}" y="{bottom}" text-anchor="{anchor}">'
            f"{_clock(end * share)}</text>"
        )
    return _svg(bottom + 8, marks)


def _table(entries: Sequence[Entry], speakers: _Speakers, words: Words) -> str:
    heads = [(words.start, True), (words.duration, True), (words.speaker, False), (words.confidence, True)]
    head = "".join(f'<th{" class=number" if right else ""} scope="col">{escape(text)}</th>' for text, right in heads)
    rows = "".join(
        f'<tr><td class="number">{_clock(entry.start_s)}</td><td class="number">{entry.duration_s:.1f} s</td>'
        f'<td class="name"><i style="background:{speakers.colour(speakers.key(entry))}"></i>'
        f"{escape(speakers.name(speakers.key(entry)))}</td>"
        f'<td class="number">{round(100 * entry.confidence)} %</td></tr>'
        for entry in entries
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _svg(height: int, content: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(content)}</svg>'


def _clock(seconds: float) -> str:
    """0:07, 12:34 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
