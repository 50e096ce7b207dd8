"""The headless commands about people: enrol, people."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from audio.files import find_audio, read_audio
from sincnet.console import LONGEST_RECORDING_S, add_command, named_path, open_recogniser, remark, say
from sincnet.gallery import Gallery, Person
from sincnet.paths import data_home

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparsers."""
    parser = add_command(
        commands, common, "enrol", enrol, "Make somebody known from recordings, or a folder of people with --from."
    )
    parser.add_argument("name", nargs="?", help="what to call them")
    parser.add_argument("files", nargs="*", type=named_path, metavar="FILE", help="recordings or folders of recordings")
    parser.add_argument("--face", type=named_path, metavar="IMG", help="their picture")
    parser.add_argument("--add", action="store_true", help="add to somebody who is enrolled already")
    parser.add_argument(
        "--from",
        dest="folder",
        type=named_path,
        metavar="DIR",
        help="a folder per person, with recordings and optionally a picture called face",
    )

    parser = add_command(commands, common, "people", people_list, "List, show, rename or delete the enrolled people.")
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    for name, run, text, arguments in (
        ("list", people_list, "List everybody (the default).", ()),
        ("show", people_show, "Tell what is kept of somebody.", ("name",)),
        ("rename", people_rename, "Change somebody's name.", ("name", "new_name")),
        ("delete", people_delete, "Delete somebody: recordings, voiceprints, face and name.", ("name",)),
    ):
        action = add_command(actions, common, name, run, text)
        for argument in arguments:
            action.add_argument(argument)


def enrol(arguments: argparse.Namespace) -> int:
    if arguments.folder:
        if arguments.name or arguments.face:
            arguments.usage("--from takes names and faces from the folders; leave out NAME, FILE and --face")
        jobs = _people_in(arguments.folder)
    elif arguments.name and arguments.files:
        jobs = [(arguments.name, arguments.files, arguments.face)]
    else:
        arguments.usage("give a NAME and at least one FILE, or --from DIR")
    failed = False
    with open_recogniser(arguments) as recogniser:
        for name, sounds, face in tqdm(jobs, unit="person", delay=2, leave=False, disable=None):
            try:
                person = _enrol(recogniser, name, sounds, face, add=arguments.add)
                _tell(arguments, person, f"{person.name} is enrolled, with {person.speech_s:.0f} s of speech.")
            except WhoSpeaksError as error:
                failed = True
                remark(f"whospeaks: {name}: {error}" if len(jobs) > 1 else f"whospeaks: {error}")
    return int(failed)


def _people_in(folder: Path) -> list[tuple[str, list[Path], Path | None]]:
    if not folder.is_dir():
        raise WhoSpeaksError(f"{folder} is not a folder; give one that holds a folder per person.")
    jobs = []
    for path in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        pictures = sorted(p for p in path.iterdir() if p.stem.lower() == "face" and p.suffix.lower() in PICTURES)
        jobs.append((path.name, [path], pictures[0] if pictures else None))
    if not jobs:
        raise WhoSpeaksError(f"There is no folder in {folder}; give one that holds a folder per person.")
    return jobs


def _enrol(recogniser: Recogniser, name: str, sounds: list[Path], face: Path | None, *, add: bool) -> Person:
    clips = [read_audio(file, limit_s=LONGEST_RECORDING_S) for file in find_audio(sounds)]
    known = recogniser.gallery.find(name) if add else None
    if known is None:
        return recogniser.enrol(name, clips, face)
    return recogniser.add_speech(known.id, clips, face)


def _tell(arguments: argparse.Namespace, person: Person, sentence: str) -> None:
    record = {
        "id": person.id,
        "name": person.name,
        "utterances": person.utterances,
        "speech_s": round(person.speech_s, 2),
        "created_at": person.created_at,
        "face": str(person.face) if person.face else None,
    }
    say(arguments, record, sentence)


def people_list(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        everybody = gallery.people()
        if not everybody:
            remark("Nobody is enrolled yet; enrol people with: python main.py enrol NAME FILE")
        for person in everybody:
            _tell(arguments, person, f"{person.name}  ({person.utterances} utterances, {person.speech_s:.0f} s)")
    return 0


def people_show(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name)
        picture = person.face or "none"
        _tell(
            arguments,
            person,
            f"{person.name}\n  enrolled   {person.created_at}\n  utterances {person.utterances}, "
            f"{person.speech_s:.1f} s\n  face       {picture}",
        )
    return 0


def people_rename(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name)
        gallery.rename(person.id, arguments.new_name)
        renamed = gallery.get(person.id)
        _tell(arguments, renamed, f"{person.name} is called {renamed.name} now.")
    return 0


def people_delete(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name)
        gallery.delete(person.id)
        _tell(arguments, person, f"{person.name} is deleted: recordings, voiceprints, face and name.")
    return 0


def _gallery(arguments: argparse.Namespace) -> Gallery:
    return Gallery(data_home(arguments.data_dir))


def _known(gallery: Gallery, name: str) -> Person:
    person = gallery.find(name)
    if person is None:
        raise WhoSpeaksError(f"Nobody called {name} is enrolled; see: python main.py people")
    return person
