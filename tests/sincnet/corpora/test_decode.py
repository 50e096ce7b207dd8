"""NIST SPHERE as on TIMIT's disc, the AAC of VoxCeleb 2, other rates, and files that are not whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio.errors import AudioError
from audio.source import RATE
from sincnet.corpora.decode import can_decode, decode

SAMPLES = (3000 * np.sin(np.arange(16000) * 0.05)).astype("<i2")


def sphere(byte_format: str = "01", coding: str = "pcm") -> bytes:
    """A header like those of the disc."""
    fields = [
        *("database_id -s5 TIMIT", "database_version -s3 1.0", "utterance_id -s8 cjf0_sx1", "channel_count -i 1"),
        *(f"sample_count -i {len(SAMPLES)}", f"sample_rate -i {RATE}", "sample_n_bytes -i 2"),
        *(f"sample_byte_format -s2 {byte_format}", "sample_sig_bits -i 16", f"sample_coding -s{len(coding)} {coding}"),
    ]
    return "\n".join(["NIST_1A", "   1024", *fields, "end_head\n"]).encode().ljust(1024)


@pytest.mark.parametrize("byte_format", ["01", "10"])
def test_sphere_of_either_byte_order_is_read_sample_for_sample(tmp_path: Path, byte_format: str) -> None:
    data = SAMPLES if byte_format == "01" else SAMPLES.byteswap()
    (tmp_path / "SX1.WAV").write_bytes(sphere(byte_format) + data.tobytes())
    samples, rate = decode(tmp_path / "SX1.WAV")
    assert rate == RATE
    np.testing.assert_array_equal(samples * 32768, SAMPLES)


def test_what_is_called_wav_and_is_riff_is_read_too(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "SX1.WAV", SAMPLES, RATE, format="WAV")
    np.testing.assert_array_equal(decode(tmp_path / "SX1.WAV")[0] * 32768, SAMPLES)


def test_sphere_that_is_cut_short_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "SX1.WAV").write_bytes(sphere() + SAMPLES.tobytes()[:9000])
    with pytest.raises(AudioError, match="cut short: it holds 4500 of 16000 samples"):
        decode(tmp_path / "SX1.WAV")


def test_sphere_in_shorten_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "SX1.WAV").write_bytes(sphere(coding="pcm,embedded-shorten-v2.00") + SAMPLES.tobytes())
    with pytest.raises(AudioError, match="sph2pipe"):
        decode(tmp_path / "SX1.WAV")


@pytest.mark.parametrize("rate", [8000, 44100])
def test_other_rates_are_resampled_and_remembered(tmp_path: Path, write_sound: Any, rate: int) -> None:
    written = write_sound(tmp_path / "a.flac", rate=rate)
    samples, was = decode(tmp_path / "a.flac")
    assert was == rate and len(samples) == pytest.approx(len(written) / rate * RATE, abs=1)


@pytest.mark.parametrize("rate", [16000, 44100])
def test_aac_is_decoded(tmp_path: Path, write_sound: Any, rate: int) -> None:
    write_sound(tmp_path / "a.flac", rate=rate, like=tmp_path / "a")
    write_sound(tmp_path / "a.m4a", rate=rate, like=tmp_path / "a")
    expected, _ = decode(tmp_path / "a.flac")
    samples, was = decode(tmp_path / "a.m4a")
    assert was == rate and len(samples) >= len(expected) - 100
    lags = range(0, 3000, 8)  # encoders begin with a little silence of their own
    likeness = max(np.corrcoef(expected[: RATE // 2], samples[lag : lag + RATE // 2])[0, 1] for lag in lags)
    assert likeness > 0.95


@pytest.mark.parametrize("kept", [0.01, 0.3, 0.9])
def test_aac_that_is_cut_short_is_damaged(tmp_path: Path, write_sound: Any, kept: float) -> None:
    write_sound(tmp_path / "a.m4a")
    whole = (tmp_path / "a.m4a").read_bytes()
    (tmp_path / "a.m4a").write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(AudioError, match=r"^a\.m4a "):
        decode(tmp_path / "a.m4a")


def test_without_the_package_aac_cannot_be_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_decode(Path("a.m4a"))
    monkeypatch.setattr("sincnet.corpora.decode.AAC_PACKAGE", "no_such_package")
    assert not can_decode(Path("a.m4a")) and can_decode(Path("a.wav"))
