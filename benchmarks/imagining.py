"""How soon 10 s of speech are a picture, by each system; the portrait, which loads nothing, is the baseline."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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
    """`folder` if it has what the systems need, else one with networks of the same size that learned nothing."""
    if not [system for system in Imaginer.open(networks=folder).systems[1:-1] if not system.available]:
        print(f"Networks in {folder}.")
        yield folder
        return
    print("RANDOM WEIGHTS, since networks are missing here: times are theirs, pictures mean nothing.")
    torch.manual_seed(1)
    made: dict[str, Network] = {
        "voice_embedding": VoiceEmbedding(),
        **{f"gan-{people}": Generator(0.25) for people in MODELS[1:]},
        "mapping": MappingNetwork(),
        "feature_decoder": FeatureDecoder(FEATURES),
        "speech2face": VoiceEncoder(0.1, FEATURES),
        "speech2face_decoder": FaceDecoder(0.125, FEATURES),
    }
    with TemporaryDirectory() as made_here:
        for name, network in made.items():
            save(Path(made_here, f"{name}.safetensors"), network, {}, torch.float16)
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
