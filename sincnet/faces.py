"""Any picture of a face to the one form the gallery keeps: a 512 px square PNG without metadata."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from sincnet.events import WhoSpeaksError

FACE_PX = 512
PICTURE_PX = 1600
BACKDROP = (0x80, 0x86, 0x94)
"""What shows through transparent pictures: a neutral that stands off from the dark page and the light one."""

DECODED_PIXELS = 64_000_000
"""The most that is ever unpacked into memory: a quarter of a gigabyte, and as much again for its alpha channel."""

# A JPEG can be decoded at an eighth of its size, so its header may promise more than DECODED_PIXELS. Pillow itself
# refuses what lies above its own limit; that limit and making it an error are process-wide settings, set once here
# because this module is the one door for pictures.
Image.MAX_IMAGE_PIXELS = 200_000_000
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# What Pillow's decoders raise on damaged files, besides OSError.
_DAMAGED = (
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
)


def normalise_face(source: Path | bytes) -> bytes:
    """The picture at `source` (a file, or its contents) as a 512x512 RGB PNG.

    Turned upright as its EXIF says, cut to a square (a little above the centre of a portrait, where faces are),
    transparency flattened, metadata dropped; of an animation the first frame. Raises WhoSpeaksError.
    """
    square = ImageOps.fit(open_picture(source), (FACE_PX, FACE_PX), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    return _png(square)


def whole_picture(source: Path | bytes) -> bytes:
    """As `normalise_face`, but not cut, and no larger than `PICTURE_PX`: for whoever cuts out the face by hand."""
    picture = open_picture(source)
    picture.thumbnail((PICTURE_PX, PICTURE_PX), Image.Resampling.LANCZOS)
    return _png(picture)


def open_picture(source: Path | bytes, *, reduced: bool = True) -> Image.Image:
    """The picture, upright, as RGBA; a large JPEG `reduced` to no less than 1024 px, or else as it is.

    Raises `WhoSpeaksError`.
    """
    name = "The picture" if isinstance(source, bytes) else source.name
    if isinstance(source, Path) and not source.is_file():
        raise WhoSpeaksError("There is no picture {path}; check its name and place.", path=source)
    try:
        with Image.open(BytesIO(source) if isinstance(source, bytes) else source) as image:
            if reduced:
                image.draft(None, (2 * FACE_PX, 2 * FACE_PX))
            if image.width * image.height > DECODED_PIXELS:
                raise _too_large(name)
            ImageOps.exif_transpose(image, in_place=True)
            return _with_alpha(image)
    except UnidentifiedImageError as error:
        raise WhoSpeaksError(
            "{name} is not a picture that can be read; choose a JPEG, PNG, WebP, GIF, BMP or TIFF file.", name=name
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except (OSError, *_DAMAGED) as error:
        raise WhoSpeaksError("{name} is damaged or cannot be read; choose another picture.", name=name) from error


def flattened(picture: Image.Image) -> Image.Image:
    """RGBA to RGB, on the backdrop."""
    return Image.alpha_composite(Image.new("RGBA", picture.size, BACKDROP), picture).convert("RGB")


def _png(picture: Image.Image) -> bytes:
    png = BytesIO()
    flattened(picture).save(png, format="PNG")
    return png.getvalue()


def _too_large(name: str) -> WhoSpeaksError:
    return WhoSpeaksError(
        "{name} has too many pixels to open safely; make it smaller, {pixels} across are enough.",
        name=name,
        pixels=FACE_PX,
    )


def _with_alpha(image: Image.Image) -> Image.Image:
    """`image` as RGBA. Deep greyscale is stretched to its range: its white is not known, and Pillow would clip it."""
    if image.mode[0] not in "IF":
        return image.convert("RGBA")
    grey = np.nan_to_num(np.asarray(image, dtype=np.float64), posinf=0, neginf=0)  # (h, w)
    low, high = grey.min(), grey.max()
    return Image.fromarray(((grey - low) * (255 / max(high - low, 1))).astype(np.uint8)).convert("RGBA")
