"""The headless commands that listen: devices, listen, identify."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from audio.files import FileSource, find_audio, promised_s, read_audio
from audio.microphone import Microphone
from audio.portaudio import list_devices
from audio.segmenter import Utterance
from audio.source import RATE, AudioSource, Notice
from sincnet.console import LONGEST_RECORDING_S, add_command, named_path, open_recogniser, remark, say
from sincnet.events import Heard, Identification, Identified, Provisional

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the subparsers."""

    add_command(commands, common, "devices", devices, "List the microphones.")

    parser = add_command(commands, common, "listen", listen, "Say who speaks, as they speak, without a window.")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--device", metavar="NAME", help="microphone, as listed by devices (default: the system's)")
    source.add_argument("--file", type=named_path, metavar="F", help="listen to a recording instead")
    parser.add_argument("--fast", action="store_true", help="with --file: as fast as it goes, not in real time")
    parser.add_argument("--seconds", type=_seconds, metavar="N", help="stop after so much sound")
    parser.add_argument("--provisional", action="store_true", help="also the guesses while somebody still speaks")

    parser = add_command(commands, common, "identify", identify, "Say who speaks in recordings.")
    parser.add_argument("paths", nargs="+", type=named_path, metavar="PATH", help="recordings, or folders to search")
    parser.add_argument("--whole", action="store_true", help="take each file as one utterance of one person")


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not value > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number more than 0")
    return value


def devices(arguments: argparse.Namespace) -> int:
    found = list_devices()
    if not found:
        remark("There is no microphone; plug one in.")
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
        say(arguments, record, f"{mark} {device.name}  ({device.host_api}, {device.rate} Hz, {device.channels} ch)")
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
    say(arguments, record, f"{where}{_clock(start)} to {_clock(end)}  {who}")


def _clock(samples: int) -> str:
    minutes, seconds = divmod(samples / RATE, 60)
    return f"{int(minutes):d}:{seconds:04.1f}"


def listen(arguments: argparse.Namespace) -> int:
    file: Path | None = arguments.file
    if arguments.fast and not file:
        arguments.usage("--fast needs a recording to be fast with; add --file F")
    source: AudioSource = FileSource(file, realtime=not arguments.fast) if file else Microphone(arguments.device)
    with open_recogniser(arguments) as recogniser:
        _remark_if_alone(recogniser)
        with _interrupt_closes(source):
            _listen(arguments, recogniser, source)
    return 0


def _remark_if_alone(recogniser: Recogniser) -> None:
    if not recogniser.gallery.anybody():
        remark("Nobody is enrolled yet, so all are Unknown; enrol people with: python main.py enrol NAME FILE")


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
            remark(event.message)
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
    with open_recogniser(arguments) as recogniser, _progress(files) as bar:
        _remark_if_alone(recogniser)
        for file in files:
            try:
                if arguments.whole:
                    samples = read_audio(file, limit_s=LONGEST_RECORDING_S)
                    _answer(arguments, file, 0, len(samples), recogniser.identify(samples))
                    bar.update(len(samples) / RATE)
                else:
                    _identify_utterances(arguments, recogniser, file, bar)
            except WhoSpeaksError as error:
                failed = True
                remark(f"whospeaks: {error}")
    return int(failed)


def _identify_utterances(arguments: argparse.Namespace, recogniser: Recogniser, file: Path, bar: tqdm) -> None:
    answered = False
    for event in recogniser.live(FileSource(file, realtime=False), guesses=False):
        if isinstance(event, Heard):
            bar.update(len(event.block.samples) / RATE)
        elif isinstance(event, Identified):
            _answer(arguments, file, event.utterance.start, event.utterance.end, event.identification)
            answered = True
    if not answered:
        remark(f"No speech was found in {file}.")


def _progress(files: list[Path]) -> tqdm:
    """Seconds of sound done, of all there are; seen only where it takes more than two seconds."""
    total = sum(map(promised_s, files))
    pattern = "{percentage:3.0f} %|{bar}| {n:.0f} of {total:.0f} s of sound, {remaining} left"
    return tqdm(total=total, bar_format=pattern, delay=2, leave=False, disable=None)
