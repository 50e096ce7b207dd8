"""What learns: network, last layer and the loss over both, as the one module that `DistributedDataParallel` takes."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from sincnet.model import CosineClassifier, SincNet, additive_angular_margin_loss
from sincnet.published import LogSoftmaxClassifier
from sincnet.training.batches import Batch
from sincnet.training.config import TrainConfig
from sincnet.training.teacher import TEACHERS
from sincnet.trunk import Res2Net


class Learner(nn.Module):
    """The `model` of a run and its last layer, `classifier`, over so many `classes`.

    With a teacher, `pupil` says from the same statistics as the d-vector what the teacher would say: a second task on
    which the trunk learns of voices that are in no corpus here (Hinton, Vinyals and Dean, 2015).
    """

    def __init__(self, config: TrainConfig, classes: int) -> None:
        super().__init__()
        self.config = config
        self.model = SincNet(config.model)
        size = self.model.embedding_size
        self.classifier: nn.Module = (
            CosineClassifier(classes, size) if config.loss == "aam" else LogSoftmaxClassifier(size, classes)
        )
        self.pupil: nn.Linear | None = None
        if config.teacher:
            self.pupil = nn.Linear(self._trunk().pooled_size, TEACHERS[config.teacher].size)
        if config.sinc_lr == 0:
            for edges in self.sinc_edges():
                edges.requires_grad_(False)  # which also saves the way back through the filters

    def _trunk(self) -> Res2Net:
        """The trunk of a run with a teacher."""
        assert isinstance(self.model.trunk, Res2Net)
        return self.model.trunk

    def sinc_edges(self) -> list[nn.Parameter]:
        """The learned band edges in Hz."""
        return [p for name, p in self.model.named_parameters() if name.endswith(("low_hz_", "band_hz_"))]

    def forward(self, batch: Batch, margin: float) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scalars: the loss, the share of crops classified rightly, the mean cosine to the teacher (0 without one)."""
        device = batch.crops.device.type
        with torch.autocast(device, torch.bfloat16, enabled=self.config.bf16 and computes_in_bf16(device)):
            if self.pupil is None:
                d_vectors, said = self.model(batch.crops).float(), None
            else:
                statistics = self._trunk().pooled(batch.crops)
                d_vectors, said = self._trunk().embed(statistics).float(), self.pupil(statistics).float()
        scores = self.classifier(d_vectors)
        if self.config.loss == "aam":
            loss = additive_angular_margin_loss(scores, batch.labels, margin, self.config.scale)
        else:
            loss = F.nll_loss(scores, batch.labels)
        right = (scores.argmax(1) == batch.labels).float().mean()
        if said is None:
            return loss, right, torch.zeros_like(right)
        likeness = F.cosine_similarity(said, batch.targets).mean()
        return loss + self.config.distil * (1 - likeness), right, likeness.detach()


def computes_in_bf16(device: str) -> bool:
    """Whether bfloat16 is faster there than float32; where it is only imitated, it is many times slower."""
    if device == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    return torch.ops.mkldnn._is_mkldnn_bf16_supported()
