"""LibriSpeech (Panayotov et al., 2015): SPEAKERS.TXT and train-clean-100/103/1240/103-1240-0000.flac."""

from __future__ import annotations

import re
from pathlib import Path

from sincnet.corpora.layout import Corpus, Layout, Listed, down, folders, is_audio, lines
from sincnet.corpora.store import Problem, Source

_SUBSET = re.compile(r"(train|dev|test)-(clean|other)(-\d+)?")
_UTTERANCE = re.compile(r"\d+-\d+-\d+")


def find(root: Path) -> Path | None:
    return next((folder for folder in down(root) if _subsets(folder)), None)


def read(root: Path) -> Corpus:
    """Lists the subsets of LibriSpeech in `root`, or `root` itself, a folder that `find` has found."""
    corpus = Corpus()
    sexes = _sexes(next((f / "SPEAKERS.TXT" for f in (root, root.parent) if (f / "SPEAKERS.TXT").is_file()), None))
    if not sexes:
        text = "Without this list nobody's sex is known; it is in every archive of the corpus."
        corpus.problems.append(Problem("missing", "SPEAKERS.TXT", text))
    speakers: dict[str, Listed] = {}
    for subset in _subsets(root):
        split = subset.name.partition("-")[0]
        for folder in (folder for folder in folders(subset) if folder.name.isdigit()):
            speaker = speakers.setdefault(folder.name, Listed(folder.name, sexes.get(folder.name, ""), None, split))
            for chapter in folders(folder):
                speaker.sources.extend(
                    Source(f"{chapter.name}/{path.name}", path, split) for path in _utterances(chapter)
                )
    corpus.speakers = list(speakers.values())
    return corpus


def _subsets(root: Path) -> list[Path]:
    return [folder for folder in [root, *folders(root)] if _SUBSET.fullmatch(folder.name)]


def _utterances(chapter: Path) -> list[Path]:
    """What is there, and what the chapter's text promises."""
    there = {path.stem: path for path in chapter.iterdir() if is_audio(path) and _UTTERANCE.fullmatch(path.stem)}
    for text in chapter.glob("*.trans.txt"):
        for line in lines(text):
            name = line.split()[0]
            there.setdefault(name, chapter / f"{name}.flac")
    return [there[name] for name in sorted(there)]


def _sexes(path: Path | None) -> dict[str, str]:
    """By speaker: "14   | F | train-clean-360  | 25.03 | ..."."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines(path) if not line.startswith(";")]
    return {row[0]: row[1].lower() for row in rows if len(row) > 1 and row[1] in ("F", "M")}


LAYOUT = Layout("LibriSpeech", "SPEAKERS.TXT and folders like train-clean-100/103/1240 with flac files", find, read)
