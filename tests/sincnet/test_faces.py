import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sincnet.events import WhoSpeaksError
from sincnet.faces import BACKDROP, normalise_face, whole_picture

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (255, 255, 255)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, format=kind, **options)
    return file.getvalue()


def normalised(picture: Path | bytes) -> Image.Image:
    png = normalise_face(picture)
    face = Image.open(BytesIO(png))
    assert (face.format, face.size, face.mode) == ("PNG", (512, 512), "RGB")
    face.load()
    return face


def corners() -> Image.Image:
    """A square whose quarters are red, green (above), blue and white (below)."""
    image = Image.new("RGB", (100, 100))
    for colour, place in zip((RED, GREEN, BLUE, WHITE), ((0, 0), (50, 0), (0, 50), (50, 50)), strict=True):
        image.paste(colour, (*place, place[0] + 50, place[1] + 50))
    return image


def quarters(face: Image.Image) -> list[tuple[int, ...]]:
    return [pixel(face, x, y) for x, y in ((64, 64), (448, 64), (64, 448), (448, 448))]


def pixel(face: Image.Image, x: int, y: int) -> tuple[int, ...]:
    value = face.getpixel((x, y))
    assert isinstance(value, tuple)
    return tuple(int(part) for part in value)


def close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 30


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "PPM", "TGA", "JPEG2000", "ICO"])
def test_every_format_from_file_or_memory(kind: str, tmp_path: Path) -> None:
    data = encoded(corners(), kind)
    (tmp_path / "face").write_bytes(data)
    face = normalised(tmp_path / "face")
    assert all(close(got, meant) for got, meant in zip(quarters(face), (RED, GREEN, BLUE, WHITE), strict=True))
    assert normalise_face(data) == normalise_face(tmp_path / "face")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "upright"),
    [
        (1, (RED, GREEN, BLUE, WHITE)),
        (2, (GREEN, RED, WHITE, BLUE)),
        (3, (WHITE, BLUE, GREEN, RED)),
        (6, (BLUE, RED, WHITE, GREEN)),
        (8, (GREEN, WHITE, RED, BLUE)),
    ],
)
def test_exif_turns_it_upright(kind: str, orientation: int, upright: tuple[tuple[int, ...], ...]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    face = normalised(encoded(corners(), kind, exif=exif))
    assert all(close(got, meant) for got, meant in zip(quarters(face), upright, strict=True))


@pytest.mark.parametrize(("size", "whole"), [((300, 100), (300, 100)), ((4000, 1000), (1600, 400))])
def test_a_whole_picture_is_not_cut_but_made_smaller(size: tuple[int, int], whole: tuple[int, int]) -> None:
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    picture = Image.open(BytesIO(whole_picture(encoded(image))))
    assert (picture.format, picture.size, picture.mode) == ("PNG", whole, "RGB")
    assert picture.getpixel((2, 2)) == RED and picture.getpixel((whole[0] - 3, 2)) == BLUE


def test_a_landscape_is_cut_at_its_middle() -> None:
    wide = Image.new("RGB", (300, 100), RED)
    wide.paste(GREEN, (100, 0, 200, 100))
    face = normalised(encoded(wide))
    assert all(close(got, GREEN) for got in quarters(face))


def test_a_portrait_is_cut_above_its_middle() -> None:
    tall = Image.new("RGB", (100, 300), RED)
    tall.paste(GREEN, (0, 80, 100, 180))  # 40 % of what does not fit goes from above
    face = normalised(encoded(tall))
    assert all(close(pixel(face, 256, y), GREEN) for y in (4, 508))


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (7, 3), (513, 511)])
def test_any_shape(size: tuple[int, int]) -> None:
    assert close(pixel(normalised(encoded(Image.new("RGB", size, BLUE))), 256, 256), BLUE)


def see_through(mode: str) -> Image.Image:
    image = Image.new("RGBA", (64, 64), (*RED, 0))
    image.paste((*WHITE, 255), (16, 0, 48, 64))
    return image if mode == "RGBA" else image.convert(mode)


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("LA", "PNG"), ("P", "GIF"), ("RGBA", "WEBP")])
def test_transparency_shows_the_backdrop(mode: str, kind: str) -> None:
    face = normalised(encoded(see_through("RGBA" if mode == "P" else mode), kind))
    assert close(pixel(face, 20, 256), BACKDROP)
    assert not close(pixel(face, 256, 256), BACKDROP)


def test_palette_with_a_transparent_entry() -> None:
    image = Image.new("P", (64, 64), 0)
    image.putpalette([*RED, *GREEN])
    image.paste(1, (16, 0, 48, 64))
    face = normalised(encoded(image, transparency=0))
    assert close(pixel(face, 20, 256), BACKDROP) and close(pixel(face, 256, 256), GREEN)


@pytest.mark.parametrize(
    ("dtype", "top", "kind"),
    [(np.uint16, 65535, "PNG"), (np.uint16, 4095, "TIFF"), (np.int32, 10**6, "TIFF"), (np.float32, 1, "TIFF")],
)
def test_deep_greyscale_keeps_its_shades(dtype: type, top: float, kind: str) -> None:
    ramp: np.ndarray = np.tile(np.linspace(0, top, 256), (256, 1)).astype(dtype)
    face = normalised(encoded(Image.fromarray(ramp), kind))
    shades = [pixel(face, x, 256)[0] for x in range(2, 512, 50)]
    assert np.allclose(shades, np.arange(2, 512, 50) / 2, atol=3)


def test_deep_greyscale_of_one_shade_or_none() -> None:
    for value in (0, 7.5, np.nan, np.inf, 3e38):
        normalised(encoded(Image.fromarray(np.full((8, 8), value, np.float32)), "TIFF"))


@pytest.mark.parametrize("mode", ["1", "L", "CMYK", "YCbCr", "LAB"])
def test_other_colour_models(mode: str) -> None:
    image = Image.new("L", (64, 64), 200).convert("RGB")
    image = Image.new("LAB", (64, 64), (200, 128, 128)) if mode == "LAB" else image.convert(mode)
    kind = {"CMYK": "JPEG", "YCbCr": "JPEG"}.get(mode, "TIFF")
    grey = pixel(normalised(encoded(image, kind)), 256, 256)
    assert max(grey) - min(grey) < 12 and min(grey) > 150


def test_of_an_animation_the_first_frame() -> None:
    frames = [Image.new("RGB", (32, 32), colour) for colour in (GREEN, RED, BLUE)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert close(pixel(normalised(data), 256, 256), GREEN)


def test_no_metadata_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home, 12 Main Street"
    data = encoded(corners(), "JPEG", exif=exif, comment=b"secret", icc_profile=b"profile", dpi=(300, 300))
    png = normalise_face(data)
    chunks, position = [], 8
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        chunks.append(png[position + 4 : position + 8])
        position += 12 + length
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}


def test_a_very_large_photograph_is_opened_at_an_eighth() -> None:
    assert close(pixel(normalised(encoded(Image.new("RGB", (12_000, 9_000), BLUE), "JPEG")), 256, 256), BLUE)


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises many pixels in few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(9_000, 9_000), (30_000, 8_000), (30_000, 30_000)])
def test_too_many_pixels_are_refused_unopened(size: tuple[int, int]) -> None:
    with pytest.raises(WhoSpeaksError, match="too many pixels to open safely; make it smaller"):
        normalise_face(png_header(*size))


def text(_: bytes) -> bytes:
    return b"I am no picture at all.\n" * 40


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: b"", "not a picture"),
        (text, "not a picture"),
        (lambda data: data[:30], "damaged|not a picture"),
        (lambda data: data[: len(data) // 2], "damaged"),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_bad_files_get_a_sentence(damage: Callable[[bytes], bytes], why: str, kind: str, tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (80, 80, 3), np.uint8))
    path = tmp_path / "visitor.jpg"
    path.write_bytes(damage(encoded(noise, kind)))
    with pytest.raises(WhoSpeaksError, match=f"^visitor.jpg is ({why}).*choose") as told:
        normalise_face(path)
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "nobody.png", tmp_path):
        with pytest.raises(WhoSpeaksError, match=r"There is no picture .*check"):
            normalise_face(path)


WHOLE = [
    encoded(corners().resize((40, 40)), kind) for kind in ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP", "ICO", "TGA")
]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow remarks on some of the damage
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_whatever_is_damaged_it_is_a_face_or_a_sentence(whole: bytes, flips: list[tuple[int, int]]) -> None:
    data = bytearray(whole)
    for place, value in flips:
        data[min(place % 400, place % len(data))] = value
    try:
        normalised(bytes(data))
    except WhoSpeaksError as told:
        assert str(told).startswith("The picture ")
