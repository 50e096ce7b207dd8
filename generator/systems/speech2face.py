"""Speech2Face (Oh et al., CVPR 2019), narrower than published, and the face decoder of the Ain Shams report."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from generator.frontends.spectrogram import notebook, spectrogram
from generator.imagined import System, Traits
from generator.speech2face.decoder import SIZE, FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.systems.hearing import ALL_OF_IT, near, speech_of
from generator.systems.shelf import Shelf
from generator.voice import Voice

SPEECH2FACE = System(
    "speech2face",
    "Speech2Face",
    ("voice",),
    SIZE,
    correctable=False,
    about="An encoder that learned to tell a face's features from the spectrogram of a voice, and a decoder that draws "
    "them (Oh et al. and the Ain Shams report). The slowest.",
)


class Speech2FaceSystem:
    """See `SPEECH2FACE`."""

    artistic = ALL_OF_IT

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.system = shelf.list(SPEECH2FACE, "speech2face", "speech2face_decoder")

    @torch.inference_mode()
    def draw(self, voice: Voice, traits: Traits, model: str, variation: int) -> NDArray[np.uint8]:
        """uint8 (224, 224, 3). Raises `WhoSpeaksError` where a network cannot be loaded."""
        encoder = self._shelf.get("speech2face", VoiceEncoder)
        heard = (notebook if encoder.settings["notebook"] else spectrogram)(speech_of(voice))
        feature = near(encoder(torch.from_numpy(heard)[None]), variation)
        faces = self._shelf.get("speech2face_decoder", FaceDecoder)(feature)
        drawn: NDArray[np.uint8] = (faces[0] * 255).round().byte().permute(1, 2, 0).numpy()
        return drawn
