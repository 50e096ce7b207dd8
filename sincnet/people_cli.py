"""The headless commands about people: enrol, people."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from audio.errors import WhoSpeaksError
from audio.files import find_audio, read_audio
from sincnet.console import LONGEST_RECORDING_S, add_command, named_path, open_recogniser, remark, say
from sincnet.paths import data_home

if TYPE_CHECKING:
    from sincnet.gallery import Gallery, Person
    from sincnet.recogniser import Recogniser


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
        help="a folder per person, with recordings and optionally a picture called face; or a recording per person",
    )

    parser = add_command(
        commands, common, "people", people_list, "List, show, rename, delete or carry the enrolled people."
    )
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    for name, run, text, arguments in (
        ("list", people_list, "List everybody (the default).", ()),
        ("show", people_show, "Tell what is kept of somebody.", ("name",)),
        ("rename", people_rename, "Change somebody's name.", ("name", "new_name")),
        ("agree", people_agree, "Somebody agrees that a face is imagined from their voice.", ("name",)),
        ("disagree", people_agree, "Somebody does not agree to that, or no longer.", ("name",)),
        ("delete", people_delete, "Delete somebody: recordings, voiceprints, face and name.", ("name",)),
    ):
        action = add_command(actions, common, name, run, text)
        action.set_defaults(action=name)
        for argument in arguments:
            action.add_argument(argument)

    action = add_command(
        actions,
        common,
        "export",
        people_export,
        "Write everybody, or one person, into a file to be imported elsewhere.",
    )
    action.add_argument("file", type=named_path, metavar="FILE", help="to be made, usually called *.whospeaks")
    action.add_argument("name", nargs="?", help="of whom; everybody without it")
    action = add_command(actions, common, "import", people_import, "Enrol whoever is in an exported file.")
    action.add_argument("file", type=named_path, metavar="FILE")
    action.add_argument(
        "--leave-out",
        action="store_true",
        help="leave out people whose name is taken; without it they get a number after their name",
    )


def enrol(arguments: argparse.Namespace) -> int:
    if arguments.folder:
        if arguments.name or arguments.face:
            arguments.usage("--from takes names and faces from the folders; leave out NAME, FILE and --face")
        from sincnet.newcomers import find

        jobs = [(found.name, list(found.recordings), found.face) for found in find(arguments.folder)]
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
        "imagine_at": person.imagine_at,
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
        imagined = f"agreed {person.imagine_at}" if person.imagine_at else "not agreed"
        _tell(
            arguments,
            person,
            f"{person.name}\n  enrolled   {person.created_at}\n  utterances {person.utterances}, "
            f"{person.speech_s:.1f} s\n  face       {picture}\n  imagined   {imagined}",
        )
    return 0


def people_rename(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name)
        gallery.rename(person.id, arguments.new_name)
        renamed = gallery.get(person.id)
        _tell(arguments, renamed, f"{person.name} is called {renamed.name} now.")
    return 0


def people_agree(arguments: argparse.Namespace) -> int:
    """What they agree to is a question of its own: being enrolled says nothing of it."""
    agrees = arguments.action == "agree"
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name)
        gallery.let_imagine(person.id, agrees)
        verb = "agrees" if agrees else "does not agree"
        _tell(arguments, gallery.get(person.id), f"{person.name} {verb} that a face is imagined from their voice.")
    return 0


def people_delete(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name)
        gallery.delete(person.id)
        _tell(arguments, person, f"{person.name} is deleted: recordings, voiceprints, face and name.")
    return 0


def people_export(arguments: argparse.Namespace) -> int:
    if arguments.file.exists():
        raise WhoSpeaksError(f"There is already a file {arguments.file}; choose another name, or remove it first.")
    with _gallery(arguments) as gallery:
        person = _known(gallery, arguments.name) if arguments.name else None
        if person is None and not gallery.anybody():
            raise WhoSpeaksError("Nobody is enrolled yet, so there is nobody to export.")
        count = gallery.exchange.export(arguments.file, person.id if person else None)
    whom = person.name if person else f"{count} {'person' if count == 1 else 'people'}"
    say(arguments, {"file": str(arguments.file), "people": count}, f"{whom} exported to {arguments.file}.")
    return 0


def people_import(arguments: argparse.Namespace) -> int:
    with _gallery(arguments) as gallery:
        arrived = gallery.exchange.take_in(arguments.file, "leave out" if arguments.leave_out else "number")
    for person in arrived:
        _tell(arguments, person, f"{person.name} is enrolled, with {person.speech_s:.0f} s of speech.")
    if not arrived:
        remark("Nobody new is in that file.")
    return 0


def _gallery(arguments: argparse.Namespace) -> Gallery:
    from sincnet.gallery import Gallery  # brings Pillow, which the window does not wait for

    return Gallery(data_home(arguments.data_dir))


def _known(gallery: Gallery, name: str) -> Person:
    person = gallery.find(name)
    if person is None:
        raise WhoSpeaksError(f"Nobody called {name} is enrolled; see: python main.py people")
    return person
