"""How soon 10 s of speech are a picture, by each system; the portrait, which loads nothing, is the baseline."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import numpy as np
import torch
from tqdm import tqdm

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from audio.source import RATE
from audio.vad import FRAME
from benchmarks._common import add_common_options, announce, print_table
from generator.faces.network import FEATURES
from generator.gan.networks import Generator, VoiceEmbedding
from generator.imagine import NETWORKS, Imaginer
from generator.imagined import DEFAULT_SYSTEM, MODELS
from generator.mapping.feature_decoder import FeatureDecoder
from generator.mapping.network import MappingNetwork
from generator.speech2face.decoder import FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.voice import speech_frames
from generator.weights import Network, save
from sincnet.paths import assets

SPEECH_S = 10
GOALS = {"gan": "300, drawing 80"}
"""Median ms; of the others 300."""


@contextmanager
def networks(folder: Path) -> Iterator[Path]:
    """A folder with what the systems need: what there is in `folder`, and where something is missing a network of the
    size that its configuration trains, which learned nothing."""
    needed: dict[str, Callable[[], Network]] = {
        "voice_embedding": VoiceEmbedding,
        **dict.fromkeys((f"gan-{people}" for people in MODELS[1:]), lambda: Generator(0.22, True, True)),
        "mapping": MappingNetwork,
        "feature_decoder": FeatureDecoder,
        "speech2face": lambda: VoiceEncoder(0.08, FEATURES),
        "speech2face_decoder": lambda: FaceDecoder(0.1875, FEATURES),
    }
    torch.manual_seed(1)
    with TemporaryDirectory() as made_here:
        for name, make in needed.items():
            place = Path(made_here, f"{name}.safetensors")
            if (folder / place.name).is_file():
                for suffix in (".safetensors", ".json"):
                    copyfile(folder / f"{name}{suffix}", Path(made_here, f"{name}{suffix}"))
            else:
                print(f"RANDOM NUMBERS for {name}, which is missing here: times are its own, pictures mean nothing.")
                save(place, make(), {}, torch.float16)
        yield Path(made_here)


def recordings() -> list[np.ndarray]:
    """Of each of the demo's people as much as holds 10 s of speech, float32 (n,)."""
    found = []
    for folder in sorted((assets() / "demo" / "people").iterdir()):
        samples = np.concatenate([read_audio(path) for path in sorted(folder.glob("*.flac"))])
        enough = int(np.searchsorted(np.cumsum(speech_frames(samples)), SPEECH_S * RATE // FRAME)) + 1
        found.append(samples[: enough * FRAME])
    return found


def measure(folder: Path, repetitions: int) -> list[list[str]]:
    """The rows of the table: systems take turns on the same recordings."""
    began = time.perf_counter()
    imaginer = Imaginer.open(networks=folder)
    print(f"Opening takes {(time.perf_counter() - began) * 1000:.0f} ms, before anything is drawn.")
    spoken = recordings()
    keys = [system.key for system in imaginer.systems if system.available]
    voice = imaginer.hear(spoken[0])  # the recogniser's first answer is slower, too
    first: dict[str, float] = {}
    for key in keys:
        began = time.perf_counter()
        imaginer.imagine(voice, key)
        first[key] = (time.perf_counter() - began) * 1000
    hearing: dict[str, list[float]] = {key: [] for key in keys}
    drawing: dict[str, list[float]] = {key: [] for key in keys}
    for number in tqdm(range(repetitions), unit="round", delay=2, disable=None):
        samples = spoken[number % len(spoken)]
        for key in keys:
            began = time.perf_counter()
            voice = imaginer.hear(samples)
            heard = time.perf_counter()
            found = imaginer.imagine(voice, key)
            drawn = time.perf_counter()
            assert not found.refused, found.refused
            hearing[key].append((heard - began) * 1000)
            drawing[key].append((drawn - heard) * 1000)
    whole = {key: np.add(hearing[key], drawing[key]) for key in keys}
    baseline = float(np.median(whole[DEFAULT_SYSTEM]))
    titles = {system.key: f"{system.title}, {system.size} px" for system in imaginer.systems}
    titles[DEFAULT_SYSTEM] += " (baseline)"
    return [
        [
            titles[key],
            f"{np.median(whole[key]):.0f}",
            f"{np.percentile(whole[key], 95):.0f}",
            f"{np.median(hearing[key]):.0f}",
            f"{np.median(drawing[key]):.0f}",
            f"{np.median(whole[key]) / baseline:.2f}",
            f"{max(0.0, first[key] - float(np.median(drawing[key]))):.0f}",
            str(len(whole[key])),
            GOALS.get(key, "300"),
        ]
        for key in keys
    ]


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.imagining", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=20, metavar="N", help="of every system (default: 20)")
    parser.add_argument("--networks", type=Path, default=NETWORKS, metavar="DIR", help="default: those of the program")
    add_common_options(parser)
    arguments = parser.parse_args()
    announce(arguments.threads)
    try:
        with networks(arguments.networks) as folder:
            rows = measure(folder, arguments.repetitions)
    except WhoSpeaksError as error:
        sys.exit(str(error))
    print_table(
        [
            f"{SPEECH_S} s of speech to a picture, ms",
            "median",
            "p95",
            "hearing",
            "drawing",
            "of the baseline",
            "loading, once",
            "n",
            "goal",
        ],
        rows,
    )


if __name__ == "__main__":
    main()
