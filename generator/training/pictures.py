"""Pictures of pictures, to look at while something is trained."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

ROW = 10


def grid(pictures: np.ndarray) -> Figure:
    """uint8 (n, size, size, 3) in rows of ten."""
    rows = -(-len(pictures) // ROW)
    size = pictures.shape[1]
    canvas = np.full((rows * size, ROW * size, 3), 255, np.uint8)
    for number, picture in enumerate(pictures):
        top, left = number // ROW * size, number % ROW * size
        canvas[top : top + size, left : left + size] = picture
    figure = Figure(figsize=(ROW, rows))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.imshow(canvas)
    axes.axis("off")
    return figure
