"""What keeps an imagined face honest: when nothing is drawn, the caption burnt into what leaves the program, and
metadata for machines. Free of torch.

A face says more than a voice can. So nothing is drawn from too little speech, from noise or from music; of a child no
sex is inferred and nothing is exported; and no picture leaves without saying what it is.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from audio.errors import WhoSpeaksError
from generator.imagined import Imagined, Traits
from generator.voice import Voice
from sincnet.paths import write_durably

CAPTION = "imagined from the voice – not a likeness, not evidence"

WRITTEN = CAPTION.replace("–", "-")
"""As it is burnt in: Pillow's font has no dash, only a box in its place."""

LEAST_SPEECH_S = 3.0
"""Of net speech. From less, the same person's recordings lead to faces of different people."""

LEAST_SHARE = 0.12
"""So much of the sound is speech, or it is a room with a word in it rather than a recording of somebody."""

TUNE = 4.5
"""Semitones: the share of pitch that holds a note, times the pitch's range. A tune holds notes, and at several heights.
Of speech, a monotonous voice holds its pitch and a lively one ranges widely, but hardly any does both."""

WIDEST_SEMITONES = 20.5
"""Between the lowest and the highest tenth of the pitch. Of 110 recorded speakers none has more than 19, a band has."""

LEAST_MOVING_DB = 5.0
"""So much the balance of high to low sound moves in speech, as vowels and consonants take turns."""

_STRIP = (23, 25, 33)
_INK = (238, 240, 246)
_LEAST_WIDTH = 256
"""A smaller picture is enlarged for the export, or nobody could read the caption."""


def refusal(voice: Voice) -> str:
    """Why no face is drawn of this voice, in one sentence, or "" where one may be."""
    found = voice.measures
    if voice.sound_s < LEAST_SPEECH_S:
        return f"There are only {voice.sound_s:.1f} s of sound; a face takes {LEAST_SPEECH_S:.0f} s of speech."
    if voice.speech_s < LEAST_SHARE * voice.sound_s:
        return "There is hardly any speech in this sound; move closer to the microphone, or somewhere calmer."
    if found.held * found.pitch_range > TUNE or found.pitch_range > WIDEST_SEMITONES:
        return "This sounds like music, not like somebody speaking; nothing is drawn from music or singing."
    if voice.speech_s < LEAST_SPEECH_S:
        return f"There are only {voice.speech_s:.1f} s of speech; a face takes {LEAST_SPEECH_S:.0f} s."
    if not found.pitch_hz or not np.any(voice.embedding):
        return "No voice can be made out in this sound; nothing is drawn from noise or whispering."
    if found.moving < LEAST_MOVING_DB:
        return "This sounds too even to be speech; nothing is drawn from noise or music."
    return ""


def export_refusal(inferred: Traits, drawn: Traits) -> str:
    """Why a picture may not be saved, in one sentence, or "". A slider makes nobody older than they sound: both what
    was inferred and what is drawn have to be adult."""
    if inferred.adult and drawn.adult:
        return ""
    return "This sounds like a child or an adolescent, or is drawn as one; such pictures are not saved."


def captioned(image: np.ndarray) -> np.ndarray:
    """uint8 (h, w, 3) with the caption on a strip below it, so that it covers nothing of the face.

    Small pictures are enlarged to a width at which it can be read: uint8 (h', w', 3).
    """
    picture = Image.fromarray(image)
    if picture.width < _LEAST_WIDTH:
        scale = -(-_LEAST_WIDTH // picture.width)
        picture = picture.resize((picture.width * scale, picture.height * scale), Image.Resampling.BICUBIC)
    font = _font(picture.width)
    left, top, right, bottom = font.getbbox(WRITTEN)
    strip = round((bottom - top) * 2.2)
    whole = Image.new("RGB", (picture.width, picture.height + strip), _STRIP)
    whole.paste(picture, (0, 0))
    place = ((whole.width - (right - left)) / 2 - left, picture.height + (strip - (bottom - top)) / 2 - top)
    ImageDraw.Draw(whole).text(place, WRITTEN, font=font, fill=_INK)
    return np.asarray(whole)


def _font(width: int) -> ImageFont.FreeTypeFont:
    """Pillow's own font, as large as the caption fits into `width`."""
    trial = _sized(100)
    left, _, right, _ = trial.getbbox(WRITTEN)
    return _sized(0.94 * width * 100 / (right - left))


def _sized(size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # it is, wherever Pillow has FreeType, as all its wheels have
    return font


def metadata(imagined: Imagined) -> dict[str, str]:
    """What a machine finds in the file: the keywords of PNG's own, and `whospeaks` with all of it as JSON."""
    made = datetime.now(UTC).replace(microsecond=0).isoformat()
    record = {
        "synthetic": True,
        "generator": "WhoSpeaks",
        "system": imagined.system,
        "model": imagined.model,
        "variation": imagined.variation,
        "corrected": {name: told for name, told in asdict(imagined.corrections).items() if told is not None},
        "weights": imagined.weights_id,
        "speech_s": round(imagined.speech_s, 1),
        "caption": CAPTION,
        "made": made,
    }
    return {
        "Software": "WhoSpeaks",
        "Description": CAPTION,
        "Disclaimer": "A drawing imagined by a computer program from a voice. It shows no real person.",
        "Creation Time": made,
        "whospeaks": json.dumps(record, ensure_ascii=False),
    }


def png(imagined: Imagined) -> bytes:
    """The export as a file's contents. Raises `WhoSpeaksError` for what is not to be exported."""
    if not imagined.exportable:
        raise WhoSpeaksError("This face is not saved. {reason}", reason=imagined.not_exportable)
    info = PngInfo()
    for key, text in metadata(imagined).items():
        info.add_itxt(key, text)
    out = io.BytesIO()
    Image.fromarray(captioned(imagined.image)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def save_png(imagined: Imagined, path: Path) -> None:
    """Writes the picture with its caption burnt in and its metadata, whole or not at all.

    Raises `WhoSpeaksError` for what is not to be exported, and for a place that cannot be written.
    """
    data = png(imagined)
    try:
        write_durably(path, data)
    except OSError as error:
        raise WhoSpeaksError(
            "{path} cannot be written ({reason}); choose another place.", path=path, reason=error.strerror
        ) from error
