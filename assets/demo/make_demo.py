"""Makes the demo microphone's material: five people to enrol and a conversation of six, all synthetic.

Run from anywhere with the project's Python; needs `flite` and `espeak-ng`. The result is the same on every run: the
synthesisers are deterministic and all noise is seeded. It writes beside itself

    people/<Name>/<n>.flac   what each enrolled person says to be remembered
    conversation.flac        a little scene, with the five and a stranger, in a quiet room
    conversation.json        who says what in it, and when
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile as sf
import soxr

HERE = Path(__file__).resolve().parent
RATE = 16_000
FRAME = RATE // 100  # 10 ms, the step in which speech is told from silence
AUDIBLE_DBFS = -48.0  # quieter than this counts as silence
LONGEST_PAUSE_S = 0.25  # inside a turn, so that no segmenter takes one turn for two utterances
ROOM_TONE_DBFS = -62.0
LEAD_IN_S, LEAD_OUT_S = 2.5, 1.2  # room tone alone: a listener calibrates before, and hears the last turn end after


@dataclass(frozen=True)
class Voice:
    """A synthesiser's command line, the level of the speech in dBFS (people differ), and the words to enrol with.

    `size` is that of the speaker's vocal tract beside the synthesiser's: speech of somebody larger is played slower.
    """

    command: tuple[str, ...]
    level_dbfs: float
    enrolment: tuple[str, ...] = ()
    size: float = 1.0


STRANGER = ""  # whose turns carry no name

VOICES = {
    "Callum": Voice(
        ("flite", "-voice", "awb"),
        -25.0,
        (
            "My name is Callum, and I grew up in a small town beside the sea.",
            "When the weather allows it, I cycle to work along the old canal.",
            "I keep bees on the roof of the library, and they are better neighbours than most.",
            "On Sundays my brother and I cook far too much soup for the whole street.",
            "I have promised myself to learn the fiddle before I turn forty.",
            "So far the neighbours have asked me twice to take up chess instead.",
        ),
    ),
    "Mateo": Voice(
        ("flite", "-voice", "rms"),
        -24.0,
        (
            "I am Mateo, and I repair clocks that nobody else wants to touch.",
            "The oldest one on my bench was built before the railway reached this valley.",
            "Every morning I water eleven tomato plants and give each of them good advice.",
            "My favourite journey is the night train that crosses the mountains in winter.",
            "A good pocket knife and a short pencil have solved most of my problems.",
        ),
    ),
    "Hana": Voice(
        ("flite", "-voice", "slt"),
        -26.0,
        (
            "Hello, I am Hana, and I paint large maps of very small islands.",
            "Yesterday I walked across the whole city to find the right shade of blue.",
            "My grandmother taught me to fold paper cranes while we waited for the bus.",
            "I can whistle three songs at once, but only two of them are any good.",
            "Next summer I would like to sleep under the stars somewhere far from any road.",
            "Until then I practise on the balcony, with a blanket and a flask of tea.",
        ),
    ),
    "Priya": Voice(
        ("espeak-ng", "-v", "en-gb-x-rp+linda", "-p", "40", "-s", "152"),
        -26.0,
        (
            "I am Priya, and I teach mathematics to people who think they dislike it.",
            "There is always one equation on the kitchen wall, usually written in chalk.",
            "On Thursday evenings I play the drums in a band with two dentists.",
            "We know exactly five songs, and we play the last one very loudly.",
            "If you ever visit, bring shoes for the garden and an appetite for lentils.",
        ),
    ),
    "Desmond": Voice(
        ("espeak-ng", "-v", "en-029+Lee", "-p", "42", "-s", "148"),
        -25.0,
        (
            "Desmond is the name, and I have been building radios since I was nine.",
            "The first one could only find a single station, and it was always the news.",
            "My wife says the attic has more valves in it than the opera house.",
            "These days I sit on the porch and listen to ships talking in the fog.",
            "A voice tells you a great deal about a person, if you let it finish.",
        ),
    ),
    # Not of espeak-ng, whose voices all share one vocal tract: a stranger is somebody else than Priya and Desmond. And
    # larger than flite made him, or he would sound much like Mateo.
    STRANGER: Voice(("flite", "-voice", "kal16", "--setf", "duration_stretch=0.9"), -26.0, size=1.2),
}

SCENE = (
    ("Hana", "Good morning everyone, the microphone is on, so please behave yourselves."),
    ("Callum", "I always behave, it is the coffee machine that starts the arguments."),
    ("Mateo", "Last week it listened to that machine for an hour, and called it noise."),
    ("Priya", "Quiet now, please, I think our visitor is at the door."),
    (STRANGER, "Hello, am I too early for the demonstration?"),
    ("Desmond", "Not at all, come in, and watch the screen while we talk."),
    ("Hana", "Each of us has given it about twenty seconds of our voice."),
    (STRANGER, "And what will it say about me, when we have never met?"),
    ("Priya", "It should admit that it does not know you."),
    ("Mateo", "That is harder than it sounds, because most machines would rather guess."),
    ("Desmond", "So would most professors, in my experience."),
    ("Callum", "Careful, Desmond, it knows exactly who said that."),
    (STRANGER, "Could I fool it, if I pretended to have a cold?"),
    ("Priya", "Please try, last winter it knew half of us by our sneezes."),
    ("Mateo", "Look at the picture, it will change before I have finished this sentence."),
    ("Desmond", "In my day, we needed a whole room of computers for this."),
    ("Hana", "In your day, the computers needed a whole room of people."),
    (STRANGER, "I like it here, so how do I get a face of my own?"),
    ("Callum", "You talk for twenty seconds, and I am sure you can manage that."),
    ("Hana", "Then welcome to the gallery, and do mind the coffee machine."),
)


def speak(voice: Voice, text: str) -> np.ndarray:
    """The text as float32 (n,) at 16 kHz: no silence around it, no long pause in it, at the voice's own level."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder, "speech.wav")
        output = ["-t", text, "-o", str(wav)] if voice.command[0] == "flite" else ["-w", str(wav), text]
        subprocess.run([*voice.command, *output], check=True)
        samples, rate = sf.read(wav, dtype="float32")
    samples = soxr.resample(samples, rate / voice.size, RATE)
    samples = samples[: len(samples) // FRAME * FRAME]
    loud = samples[np.repeat(audible(samples / np.abs(samples).max()), FRAME)]
    samples = samples * 10 ** (voice.level_dbfs / 20) / np.sqrt(np.mean(loud**2))
    return shorten_pauses(samples)


def audible(samples: np.ndarray) -> np.ndarray:
    """bool (frames,): which 10 ms frames are louder than silence."""
    power: np.ndarray = np.mean(samples.reshape(-1, FRAME) ** 2, axis=1)
    return power > 10 ** (AUDIBLE_DBFS / 10)


def shorten_pauses(samples: np.ndarray) -> np.ndarray:
    """Drops the silence at both ends, and what makes a pause inside longer than `LONGEST_PAUSE_S`."""
    heard = np.flatnonzero(audible(samples))
    kept = np.zeros(len(samples) // FRAME, dtype=bool)
    for frame, following in zip(heard, [*heard[1:], heard[-1] + 1], strict=True):
        kept[frame : min(following, frame + 1 + round(LONGEST_PAUSE_S * RATE / FRAME))] = True
    shortened: np.ndarray = samples[np.repeat(kept, FRAME)]
    return shortened


def in_room(dry: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The recording a table microphone makes of it: a soft reverberation (60 dB in 0.25 s) and a steady room tone."""
    time_s = np.arange(round(0.25 * RATE)) / RATE
    echo = rng.standard_normal(len(time_s)) * 10 ** (-3 * time_s / 0.25)
    echo[: round(0.004 * RATE)] = 0.0  # nothing comes back before the nearest wall
    echo *= 10 ** (-13 / 20) / np.linalg.norm(echo)
    echo[0] = 1.0
    size = 1 << (len(dry) + len(echo)).bit_length()
    wet: np.ndarray = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(echo, size), size)[: len(dry)]
    hiss = rng.standard_normal(len(dry))
    tone = hiss + np.convolve(hiss, np.full(24, 1 / 12), mode="same")  # rooms rumble more than they hiss
    tone *= 10 ** (ROOM_TONE_DBFS / 20) / np.std(tone)
    return wet + tone


def silence(duration_s: float) -> np.ndarray:
    return np.zeros(round(duration_s * RATE))


def write(path: Path, samples: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    sf.write(path, samples, RATE, subtype="PCM_16")


def make_people(rng: np.random.Generator) -> None:
    for name, voice in VOICES.items():
        for number, text in enumerate(voice.enrolment, start=1):
            clip = np.concatenate([silence(0.3), speak(voice, text), silence(0.4)])
            write(HERE / "people" / name / f"{number}.flac", in_room(clip, rng))


def make_conversation(rng: np.random.Generator) -> None:
    pieces, turns = [silence(LEAD_IN_S)], []
    for speaker, text in SCENE:
        speech = speak(VOICES[speaker], text)
        start = sum(map(len, pieces))
        turns.append(
            {
                "start_s": round(start / RATE, 3),
                "end_s": round((start + len(speech)) / RATE, 3),
                "speaker": speaker or None,
                "text": text,
            }
        )
        pieces += [speech, silence(rng.uniform(0.6, 1.0))]
    pieces[-1] = silence(LEAD_OUT_S)
    write(HERE / "conversation.flac", in_room(np.concatenate(pieces), rng))
    document = json.dumps({"turns": turns}, indent=2, ensure_ascii=False)
    (HERE / "conversation.json").write_text(document + "\n", encoding="utf-8")


if __name__ == "__main__":
    make_people(np.random.default_rng(2026))
    make_conversation(np.random.default_rng(16))
