"""One picture, or one frame of a film, to its aligned crop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from audio.errors import WhoSpeaksError
from generator.faces.align import cut, matrix_of
from generator.faces.layout import FILMS, Hint
from sincnet.faces import flattened, open_picture


def crop_of(path: Path, hint: Hint, place: np.ndarray, size: int) -> np.ndarray:
    """uint8 (size, size, 3); `hint` and `place` as in `Person`. Raises `WhoSpeaksError` for what is no picture."""
    if path.suffix.lower() in FILMS:
        picture = _frame(path, float(place[2]))
    else:  # as it is: a reduced one would need reduced landmarks
        picture = flattened(open_picture(path, reduced=False))
    return cut(picture, matrix_of(hint, place, picture.width, picture.height, size), size)


def _frame(path: Path, second: float) -> Image.Image:
    """The first frame of a film at or after `second`."""
    import av  # large, and of use for films only

    try:
        with av.open(str(path)) as film:
            stream = next(iter(film.streams.video), None)
            if stream is None:
                raise WhoSpeaksError("{name} holds no picture that can be decoded; fetch it again.", name=path.name)
            if second > 0:
                film.seek(int(second * 1_000_000))  # to the key frame before it; the unit is a microsecond
            for frame in film.decode(stream):
                if frame.time is None or frame.time >= second - 1e-3:
                    return frame.to_image()  # type: ignore[no-untyped-call]
    except (av.FFmpegError, OSError) as error:
        raise WhoSpeaksError("{name} is no film that can be read, or it is damaged.", name=path.name) from error
    raise WhoSpeaksError("{name} ends before {second:g} s; fetch it again.", name=path.name, second=second)
