"""Fits what voices tell to the shipped weights, measures it and writes it with its card: one command for all of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch

from generator.portrait import VARIATION
from generator.traits.corpus import Heard, hear_corpus
from generator.traits.figures import figures
from generator.traits.fit import CHILD_HZ, MAN_HZ, WOMAN_HZ, TraitsConfig, fit
from generator.traits.learner import FOLDS, TEN_S, Clips
from generator.traits.teller import TRAITS, Numbers, Teller
from generator.traits.variation import VariationMap, carried
from generator.voice import WEIGHTS
from sincnet.checkpoint import Weights, load
from sincnet.corpora.dataset import read_speakers, split
from sincnet.events import WhoSpeaksError
from sincnet.progress import Progress
from sincnet.training.settings import assignments, build, merge

ATTRIBUTION = {
    "librispeech": "LibriSpeech ASR corpus: V. Panayotov, G. Chen, D. Povey and S. Khudanpur, 2015, CC BY 4.0",
    "speechocean762": "speechocean762: J. Zhang, Z. Zhang, Y. Wang et al., 2021, CC BY 4.0",
}
LIMITS = (
    "Read English from two corpora, half of it by Mandarin speakers; sex is a corpus's binary label, ages are 6 to 43, "
    "with hardly anybody of 13 to 18 or over 35. Not measured on other languages, ill or disguised voices. As many "
    "children as adults were expected before a word was heard. Nothing was learnt from labels that the pitch "
    f"contradicts: a child's below {CHILD_HZ:.0f} Hz, a woman's below {WOMAN_HZ:.0f}, a man's above {MAN_HZ:.0f}. What "
    "is drawn besides age and sex is invented."
)


def read(path: Path, words: Iterable[str] = ()) -> TraitsConfig:
    """From a TOML file, with `key=value` words laid over it.

    Raises `WhoSpeaksError` for what cannot be read, is no setting or is of the wrong type.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WhoSpeaksError(f"{path} is not a readable training configuration ({error}).") from error
    return build(TraitsConfig, merge(data, assignments(words)))


def divided(
    config: TraitsConfig, weights: Weights, corpus: Path, cache: Path, progress: Progress
) -> tuple[list[Heard], list[Heard]]:
    """Those to learn from and those held out, heard. Nobody of whom too little was heard is in either."""
    speakers = read_speakers(corpus)
    held_out = {speaker.id for speaker in split(speakers, config.held_out)[1]}
    everybody = hear_corpus(
        weights, speakers, cache, windows=config.windows, noisy=config.noisy, seed=config.seed, progress=progress
    )
    heard = [one for one in everybody if len(one.clips) > 1]
    return (
        [one for one in heard if one.speaker.id not in held_out],
        [one for one in heard if one.speaker.id in held_out],
    )


def kept_variation(path: Path, weights_id: str) -> VariationMap | None:
    """The artistic variation of what was fitted to the same weights before, if anything was. It stays, for it says
    nothing true that could be told better, and networks have been trained on faces that are drawn by it."""
    try:
        before = Teller.load(path)
        before.check(weights_id)
    except WhoSpeaksError:
        return None
    return before.numbers.variation


def carried_variation(
    config: TraitsConfig, weights: Weights, corpus: Path, cache: Path, progress: Progress
) -> VariationMap:
    """The artistic variation of the weights in `config.before`, as near as `weights` come to it: for the same reason.
    Raises `WhoSpeaksError` where there are none, or they were fitted to other weights or hear other stretches."""
    folder = Path(config.before)
    earlier, teller = load(folder / WEIGHTS.name), Teller.load(folder / TRAITS.name)
    teller.check(earlier.id)
    then, now = (
        Clips.of(divided(config, heard_by, corpus, cache, progress)[0], TEN_S).features[:, :-1]
        for heard_by in (earlier, weights)
    )
    if len(then) != len(now):
        raise WhoSpeaksError(f"The weights in {folder} cut speech into other windows; leave before=… away.")
    return carried(teller.numbers.variation, then, now)


def made(
    config: TraitsConfig,
    weights: Weights,
    corpus: Path,
    cache: Path,
    progress: Progress,
    variation: VariationMap | None = None,
) -> Teller:
    """Everything: heard, fitted, but for a `variation` that is given, and measured. Raises `WhoSpeaksError`."""
    learners, held_out = divided(config, weights, corpus, cache, progress)
    numbers = fit(learners, config, variation)
    corpora = sorted({one.speaker.corpus for one in learners})
    card: dict[str, Any] = {
        "name": "WhoSpeaks traits",
        "made": datetime.now(UTC).date().isoformat(),
        "settings": asdict(config),
        "training": {
            "speakers": {corpus: sum(one.speaker.corpus == corpus for one in learners) for corpus in corpora},
            "attribution": [ATTRIBUTION[corpus] for corpus in corpora if corpus in ATTRIBUTION],
        },
        "protocol": "Held out: speakers that neither the network nor these numbers heard in training. Cross-validated: "
        "the others, each judged by numbers that were fitted without them; but the network knows them. 10 s: one voice "
        "of ten seconds each; 3 s: single clips. Child or adult: below 13 against 18 and more, adolescents left out, "
        "the mean of both shares; labels that the pitch contradicts count as they are, and beside that "
        "the figures are told without them. Intervals: 95 %, Wilson's, by speakers.",
        "figures": {
            **({"held out": measured(numbers, held_out, config)} if held_out else {}),
            "cross-validated": cross_validated(learners, config),
        },
        "limits": LIMITS,
    }
    return Teller(numbers, weights.id, card)


def measured(numbers: Numbers, heard: Sequence[Heard], config: TraitsConfig) -> dict[str, Any]:
    """The figures of numbers that are at hand."""
    return figures(lambda _: numbers, heard, VARIATION, config.ages_from)


def cross_validated(heard: Sequence[Heard], config: TraitsConfig) -> dict[str, Any]:
    """The figures of everybody, each by numbers fitted to four fifths of the speakers, of whom they are none."""
    fold = np.random.default_rng(config.seed).permutation(len(heard)) % FOLDS
    by_fold = [fit([one for one, own in zip(heard, fold, strict=True) if own != number], config)
               for number in range(FOLDS)]  # fmt: skip
    place = {one.speaker.id: int(own) for one, own in zip(heard, fold, strict=True)}
    found = figures(lambda one: by_fold[place[one.speaker.id]], heard, VARIATION, config.ages_from)
    del found["variation"]  # five maps have no axes in common
    return found


def summary(found: dict[str, Any]) -> str:
    """The figures that were aimed at, a line each."""
    lines = []
    for name in ("sex of adults", "child or adult, balanced"):
        for length in ("10 s", "3 s", "10 s, noisy"):
            one = found.get(length, {}).get(name)
            if one:
                between = f"{one['from']:.1%} to {one['to']:.1%}"
                lines.append(f"{name}, {length}: {one['share']:.1%} ({between}, {one['speakers']} speakers)")
    return "\n".join(lines)


def held_out_figures(
    teller: Teller, config: TraitsConfig, weights: Weights, corpus: Path, cache: Path, progress: Progress
) -> dict[str, Any]:
    """The figures of numbers fitted before. Raises `WhoSpeaksError` where nobody of the corpus is held out."""
    held_out = divided(config, weights, corpus, cache, progress)[1]
    if not held_out:
        raise WhoSpeaksError("Nobody of this corpus is held out; give the corpus that the configuration names.")
    return measured(teller.numbers, held_out, config)


def shipped_weights() -> Weights:
    """The network that voices are heard with, on one thread: a window takes milliseconds."""
    torch.set_num_threads(1)
    return load(WEIGHTS)
