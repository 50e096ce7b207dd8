"""Under torchrun: trains each configuration for some steps, into a folder named after it.

Arguments: steps, corpus, cache, configurations.
"""

from __future__ import annotations

import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import torch

from generator.training import tasks
from generator.training.course import run
from sincnet.progress import unseen
from sincnet.training.team import joined

if __name__ == "__main__":
    torch.set_num_threads(1)
    steps, *places = sys.argv[1:]
    corpus, cache, *configs = map(Path, places)
    with joined() as team:
        for config in configs:
            begun = tasks.begun(tasks.read(config), corpus, cache, team, unseen)
            with closing(run(*begun, config.with_suffix(""), team)) as going:
                for _ in islice(going, int(steps)):
                    pass
