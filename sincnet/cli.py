"""The headless commands: enrol, identify, listen, people. Sentences for people, JSON lines for machines.

With `--json` nothing but one object a line goes to stdout. Progress and remarks go to stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from audio.files import FileSource, find_audio, promised_s, read_audio
from audio.microphone import Microphone, list_devices
from audio.segmenter import Utterance
from audio.source import RATE, AudioSource, Notice
from sincnet.events import Heard, Identification, Identified, Provisional

if TYPE_CHECKING:
    from sincnet.gallery import Person
    from sincnet.recogniser import Recogniser

LONGEST_WHOLE_S = 600.0
"""More than this is a conversation, not an utterance; and it bounds what is held in memory."""

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparsers; each sets `run`, a function of the parsed arguments that returns the exit status."""

    def add(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, parents=[common])
        parser.set_defaults(run=run)
        return parser

    add("devices", devices, "List the microphones.")

    parser = add("listen", listen, "Say who speaks, as they speak, without a window.")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--device", metavar="NAME", help="microphone, as listed by devices (default: the system's)")
    source.add_argument("--file", type=named_path, metavar="F", help="listen to a recording instead")
    parser.add_argument("--fast", action="store_true", help="with --file: as fast as it goes, not in real time")
    parser.add_argument("--seconds", type=_seconds, metavar="N", help="stop after so much sound")
    parser.add_argument("--provisional", action="store_true", help="also the guesses while somebody still speaks")

    parser = add("enrol", enrol, "Make somebody known from recordings, or a folder of people with --from.")
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

    parser = add("identify", identify, "Say who speaks in recordings.")
    parser.add_argument("paths", nargs="+", type=named_path, metavar="PATH", help="recordings, or folders to search")
    parser.add_argument("--whole", action="store_true", help="take each file as one utterance of one person")

    parser = add("people", people_list, "List, show, rename or delete the enrolled people.")
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    for name, run, text, arguments in (
        ("list", people_list, "List everybody (the default).", ()),
        ("show", people_show, "Tell what is kept of somebody.", ("name",)),
        ("rename", people_rename, "Change somebody's name.", ("name", "new_name")),
        ("delete", people_delete, "Delete somebody: recordings, voiceprints, face and name.", ("name",)),
    ):
        action = actions.add_parser(name, help=text, description=text, parents=[common])
        action.set_defaults(run=run)
        for argument in arguments:
            action.add_argument(argument)


def named_path(text: str) -> Path:
    """A path from the command line. An empty one would be the current folder, which nobody meant by `"$UNSET"`."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not value > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number more than 0")
    return value


@contextmanager
def _recogniser(arguments: argparse.Namespace) -> Iterator[Recogniser]:
    from sincnet.recogniser import Recogniser  # brings torch, which `--help` can do without

    with Recogniser.open(arguments.data_dir) as recogniser:
        yield recogniser


def _remark(text: str) -> None:
    tqdm.write(text, file=sys.stderr)


def _say(arguments: argparse.Namespace, record: dict[str, Any], sentence: str) -> None:
    try:
        with tqdm.external_write_mode(sys.stdout):
            print(json.dumps(record, ensure_ascii=False) if arguments.json else sentence, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more when it ends
        raise WhoSpeaksError(f"The answers cannot be written ({error.strerror}); send them elsewhere.") from error


def devices(arguments: argparse.Namespace) -> int:
    found = list_devices()
    if not found:
        _remark("There is no microphone; plug one in.")
    for device in found:
        record = {
            "index": device.index,
            "name": device.name,
            "host_api": device.host_api,
            "rate": device.rate,
            "channels": device.channels,
            "default": device.is_default,
        }
        mark = "*" if device.is_default else " "
        _say(arguments, record, f"{mark} {device.name}  ({device.host_api}, {device.rate} Hz, {device.channels} ch)")
    return 0


def _answer(
    arguments: argparse.Namespace, file: Path | None, start: int, end: int, found: Identification, **more: Any
) -> None:
    """One utterance's object or line; `start` and `end` in samples."""
    record = {
        "file": str(file) if file else None,
        "start_s": round(start / RATE, 3),
        "end_s": round(end / RATE, 3),
        "speaker": found.speaker,
        "confidence": round(found.confidence, 4),
        "votes": {c.name: round(c.votes, 4) for c in found.candidates},
        "scores": {c.name: round(c.score, 4) for c in found.candidates},
        "windows": found.windows,
        "compute_ms": round(found.compute_ms, 2),
        **more,
    }
    where = f"{file}  " if file else ""
    mark = " …" if more.get("provisional") else ""
    who = f"{found.speaker or 'Unknown'}{mark}  {found.confidence:.0%}" if found.windows else "too little sound to tell"
    _say(arguments, record, f"{where}{_clock(start)} to {_clock(end)}  {who}")


def _clock(samples: int) -> str:
    minutes, seconds = divmod(samples / RATE, 60)
    return f"{int(minutes):d}:{seconds:04.1f}"


def listen(arguments: argparse.Namespace) -> int:
    file: Path | None = arguments.file
    if arguments.fast and not file:
        arguments.usage("--fast needs a recording to be fast with; add --file F")
    source: AudioSource = FileSource(file, realtime=not arguments.fast) if file else Microphone(arguments.device)
    with _recogniser(arguments) as recogniser:
        _remark_if_alone(recogniser)
        with _interrupt_closes(source):
            _listen(arguments, recogniser, source)
    return 0


def _remark_if_alone(recogniser: Recogniser) -> None:
    if not recogniser.gallery.people():
        _remark("Nobody is enrolled yet, so all are Unknown; enrol people with: python main.py enrol NAME FILE")


@contextmanager
def _interrupt_closes(source: AudioSource) -> Iterator[None]:
    """Ctrl+C ends the listening, so that who is speaking then is still named; a second one ends the program."""

    def close(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        # In a thread of its own: this one may be inside the very lock that closing takes.
        threading.Thread(target=source.close).start()

    before = signal.signal(signal.SIGINT, close)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _listen(arguments: argparse.Namespace, recogniser: Recogniser, source: AudioSource) -> None:
    for event in recogniser.live(source):
        if isinstance(event, Notice):
            _remark(event.message)
        elif isinstance(event, Heard):
            if arguments.seconds and event.block.end >= arguments.seconds * RATE:
                source.close()
        elif isinstance(event, Identified) or (isinstance(event, Provisional) and arguments.provisional):
            utterance: Utterance = event.utterance
            provisional = isinstance(event, Provisional)
            _answer(
                arguments, arguments.file, utterance.start, utterance.end, event.identification, provisional=provisional
            )


def identify(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a file could not be used; the others are answered all the same."""
    files = find_audio(arguments.paths)
    failed = False
    with _recogniser(arguments) as recogniser, _progress(files) as bar:
        _remark_if_alone(recogniser)
        for file in files:
            try:
                if arguments.whole:
                    samples = read_audio(file, limit_s=LONGEST_WHOLE_S)
                    _answer(arguments, file, 0, len(samples), recogniser.identify(samples))
                    bar.update(len(samples) / RATE)
                else:
                    _identify_utterances(arguments, recogniser, file, bar)
            except WhoSpeaksError as error:
                failed = True
                _remark(f"whospeaks: {error}")
    return int(failed)


def _identify_utterances(arguments: argparse.Namespace, recogniser: Recogniser, file: Path, bar: tqdm) -> None:
    answered = False
    for event in recogniser.live(FileSource(file, realtime=False)):
        if isinstance(event, Heard):
            bar.update(len(event.block.samples) / RATE)
        elif isinstance(event, Identified):
            _answer(arguments, file, event.utterance.start, event.utterance.end, event.identification)
            answered = True
    if not answered:
        _remark(f"No speech was found in {file}.")


def _progress(files: list[Path]) -> tqdm:
    """Seconds of sound done, of all there are; seen only where it takes more than two seconds."""
    total = sum(map(promised_s, files))
    pattern = "{percentage:3.0f} %|{bar}| {n:.0f} of {total:.0f} s of sound, {remaining} left"
    return tqdm(total=total, bar_format=pattern, delay=2, leave=False, disable=None)


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
    with _recogniser(arguments) as recogniser:
        for name, sounds, face in tqdm(jobs, unit="person", delay=2, leave=False, disable=None):
            try:
                person = _enrol(recogniser, name, sounds, face, add=arguments.add)
                _tell(arguments, person, f"{person.name} is enrolled, with {person.speech_s:.0f} s of speech.")
            except WhoSpeaksError as error:
                failed = True
                _remark(f"whospeaks: {name}: {error}" if len(jobs) > 1 else f"whospeaks: {error}")
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
    clips = [read_audio(file, limit_s=LONGEST_WHOLE_S) for file in find_audio(sounds)]
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
    _say(arguments, record, sentence)


def people_list(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        everybody = gallery.people()
        if not everybody:
            _remark("Nobody is enrolled yet; enrol people with: python main.py enrol NAME FILE")
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


def _gallery(arguments: argparse.Namespace) -> Any:
    from sincnet.gallery import Gallery
    from sincnet.paths import data_home

    return Gallery(data_home(arguments.data_dir))


def _known(gallery: Any, name: str) -> Person:
    person = gallery.find(name)
    if person is None:
        raise WhoSpeaksError(f"Nobody called {name} is enrolled; see: python main.py people")
    found: Person = person
    return found
