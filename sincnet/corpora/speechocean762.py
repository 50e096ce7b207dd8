"""speechocean762 (Zhang et al., 2021): WAVE/SPEAKER0001/000010011.WAV, and Kaldi's lists in train and test."""

from __future__ import annotations

from pathlib import Path

from sincnet.corpora.layout import Corpus, Layout, Listed, down, lines
from sincnet.corpora.store import Source

SPLITS = ("train", "test")


def find(root: Path) -> Path | None:
    return next((f for f in down(root) if any((f / split / "wav.scp").is_file() for split in SPLITS)), None)


def read(root: Path) -> Corpus:
    """Lists speechocean762 in `root`, a folder that `find` has found."""
    corpus = Corpus()
    for split in SPLITS:
        tables = {name: _table(root / split / name) for name in ("wav.scp", "utt2spk", "spk2gender", "spk2age")}
        speakers: dict[str, Listed] = {}
        for utterance, place in sorted(tables["wav.scp"].items()):
            name = tables["utt2spk"].get(utterance, Path(place).parent.name.removeprefix("SPEAKER"))
            age = tables["spk2age"].get(name, "")
            listed = Listed(name, tables["spk2gender"].get(name, ""), int(age) if age.isdigit() else None, split)
            path = root / place
            speakers.setdefault(name, listed).sources.append(Source(path.name, path, split))
        corpus.speakers.extend(speakers[name] for name in sorted(speakers))
    return corpus


def _table(path: Path) -> dict[str, str]:
    rows = [line.split(maxsplit=1) for line in lines(path)]
    return {row[0]: row[1] for row in rows if len(row) == 2}


LAYOUT = Layout("speechocean762", "folders train and test with wav.scp in them, beside WAVE", find, read)
