"""Transcripts are read back by other programs: each kind is parsed again here, with names that try to break it."""

import csv
import io
import json
import re
from datetime import datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from sincnet.report import COLOURS, GREY
from sincnet.transcript import KINDS, Entry, Kind, Words, export

BEGAN = datetime(2026, 3, 4, 10, 30).astimezone()
ANNA = Entry(1.25, 4.5, "a", "Anna", 0.97)
RAVI = Entry(5.0, 6.5, "r", "Ravi Ñandú", 0.61)
STRANGER = Entry(3700.0, 3702.0, None, None, 0.9)
ALL = [STRANGER, ANNA, RAVI]  # not in order of time


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_in_order_of_time_with_the_time_of_day() -> None:
    first, second, third = rows(export(ALL, "csv", "Monday", BEGAN))
    assert (first["speaker"], first["start_s"], first["end_s"], first["duration_s"]) == (
        "Anna", "1.250", "4.500", "3.250",
    )  # fmt: skip
    assert datetime.fromisoformat(first["time"]) == BEGAN + timedelta(seconds=1.25)
    assert (second["speaker"], second["confidence"]) == ("Ravi Ñandú", "0.610")
    assert third["speaker"] == "Unknown"


@pytest.mark.parametrize("name", ["=1+2", "+1", "-1", "@sum"])
def test_no_name_is_a_formula_in_a_spreadsheet(name: str) -> None:
    (row,) = rows(export([Entry(0, 1, "x", name, 1.0)], "csv", "t"))
    assert row["speaker"] == f"'{name}"


@pytest.mark.parametrize("name", ['Anna "the, voice"', "two\nlines", "Jürgen; Müller"])
def test_csv_keeps_any_other_name(name: str) -> None:
    assert rows(export([Entry(0, 1, "x", name, 1.0)], "csv", "t"))[0]["speaker"] == name


def test_json_says_everything() -> None:
    said = json.loads(export(ALL, "json", 'The "first"', BEGAN))
    assert said["title"] == 'The "first"'
    assert datetime.fromisoformat(said["began"]) == BEGAN
    assert [one["speaker"] for one in said["utterances"]] == ["Anna", "Ravi Ñandú", None]
    assert said["utterances"][0] | {"time": ""} == {
        "start_s": 1.25, "end_s": 4.5, "time": "", "person_id": "a", "speaker": "Anna", "confidence": 0.97,
    }  # fmt: skip
    assert json.loads(export(ALL, "json", "t"))["began"] is None


def test_rttm_has_ten_fields_and_a_label_for_each_person() -> None:
    twins = [Entry(0, 1, "1", "Anna B", 0.5), Entry(1, 2, "2", "Anna_B", 0.5), Entry(2, 3, "1", "Anna B", 0.5)]
    lines = [line.split() for line in export(twins, "rttm", "my talk \t of today").splitlines()]
    assert all(len(line) == 10 and line[:3] == ["SPEAKER", "my_talk_of_today", "1"] for line in lines)
    labels = [line[7] for line in lines]
    assert labels[0] == labels[2] == "Anna_B" and labels[1] != labels[0]
    assert [(float(line[3]), float(line[4])) for line in lines] == [(0, 1), (1, 1), (2, 1)]
    assert " Unknown " in export([STRANGER], "rttm", "t")


def test_srt_numbers_times_and_no_markup() -> None:
    cues = export([*ALL, Entry(4000, 4001, "x", "<b>{Bo}", 1)], "srt", "t").split("\n\n")
    assert cues[0] == "1\n00:00:01,250 --> 00:00:04,500\nAnna"
    assert cues[2].startswith("3\n01:01:40,000 --> 01:01:42,000\nUnknown")
    assert cues[3].splitlines()[2] == "bBo"


class Strict(HTMLParser):
    """Fails where a tag is closed that is not open; collects text and whatever would be loaded."""

    VOID = ("meta", "link", "img", "br", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.loads: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def test_the_report_is_whole_and_loads_nothing() -> None:
    html = export(ALL, "html", "Monday", BEGAN)
    found = read(html)
    assert found.loads == [] and "url(" not in html and "http" not in html.replace("http-equiv", "")
    assert found.seen & {"script", "iframe", "img", "object"} == set()
    assert "Monday" in found.text and f"{BEGAN:%Y-%m-%d %H:%M}" in found.text
    assert "0:03 · 48 %" in found.text  # Anna's 3.25 s of 6.75 s
    assert html.index("0:03 · 48 %") < html.index("0:02 · 30 %") < html.index("0:02 · 22 %")


def test_a_name_cannot_break_out_of_the_report() -> None:
    html = export([Entry(0, 1, "x", "</title><script>alert(1)</script>", 1)], "html", "<b>&\"'")
    found = read(html)
    assert "script" not in found.seen and "b" not in found.seen
    assert "<b>&\"'" in found.text and "alert(1)" in found.text


def test_a_report_of_silence_says_so() -> None:
    assert "Nobody spoke." in read(export([], "html", "Empty")).text


def test_the_words_are_the_readers() -> None:
    words = Words(language="de", stranger="Unbekannt", speaker="Wer")
    html = export([STRANGER], "html", "t", words=words)
    assert 'lang="de"' in html and "Unbekannt" in html and "Wer" in html and "Unknown" not in html
    assert "Unbekannt" in export([STRANGER], "srt", "t", words=words)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_session_is_a_file_of_each_kind(kind: Kind) -> None:
    assert isinstance(export([], kind, "Empty"), str)


def test_marks_stand_out_from_any_page() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in (*COLOURS, GREY):
        for page in ("#FFFFFF", "#171A21"):
            low, high = sorted((luminance(colour), luminance(page)))
            assert (high + 0.05) / (low + 0.05) >= 3, (colour, page)


def test_lanes_follow_time() -> None:
    html = export([ANNA, RAVI], "html", "t")
    lefts = [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*><title>', html)]
    assert all(one < other for one, other in pairwise(lefts)) and len(lefts) == 2
