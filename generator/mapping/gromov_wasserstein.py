"""The Gromov-Wasserstein distance between two clouds of points that live in different spaces, as a loss.

Each cloud is known only by the distances inside it. With C1 (n, n) and C2 (m, m), and weights p = 1/n and q = 1/m,

    GW = min over plans T of  sum_ijkl (C1[i,k] - C2[j,l])² T[i,j] T[k,l],   T >= 0,  T 1 = p,  Tᵀ 1 = q

(Mémoli 2011; Peyré, Cuturi and Solomon, ICML 2016). With the square loss the sum over four indices falls apart into

    p·C1²·p + q·C2²·q - 2 <C1, T C2 Tᵀ>,

which costs O(n³). The plan is found by proximal point steps in the Kullback-Leibler geometry (Xie et al., ICML 2019):
each is an entropic transport problem, solved by Sinkhorn's iterations on logarithms, so that small entries neither
vanish nor divide by zero. By the envelope theorem the gradient of the minimum is the gradient at a plan that is held
fixed, so the plan is found without gradients, and autograd goes from the closed form through the distances alone.

Why our own code and not Python Optimal Transport, which is well kept: this is 100 lines, and is called in every
training step. POT's solver of this problem runs in NumPy on the processor whatever the tensors lie on: a stop of the
accelerator in every step, and one more requirement of the app. POT is what the tests compare with.

The distance is blind to rotation, reflection and renaming: it never says *which* face belongs to a voice, only that
people who sound alike should look as alike. It goes beside a loss on pairs, never alone.
"""

from __future__ import annotations

from typing import Literal

import torch

Metric = Literal["cosine", "euclidean"]
Plan = Literal["solved", "identity"]

STEP = 0.02
"""How far a proximal step goes: the entropy's weight, in units of the mean squared distance, which is about 1."""
STEPS, SINKHORN_STEPS = 200, 20
SETTLED = 1e-5
"""No entry of n·T moved by more: the plan is found."""


def gromov_wasserstein(
    moving: torch.Tensor,
    still: torch.Tensor,
    metric: Metric = "cosine",
    plan: Plan = "solved",
    paired: bool = True,
) -> torch.Tensor:
    """The distance between `moving` (n, a) and `still` (m, b), a scalar that gradients reach `moving` from.

    Every distance matrix is divided by its own mean, held fixed: the loss cannot be won by shrinking. `paired` says
    that row i of both belongs together, which is where one search starts; another starts from what can be seen without
    that, and the better end counts. `plan="identity"` takes the pairs for the plan: an upper bound, without a search.
    0 for fewer than three points, which always match in some way that teaches nothing.
    """
    if plan == "identity" and len(moving) != len(still):
        raise ValueError(f"pairs need as many points here as there, and there are {len(moving)} and {len(still)}")
    with torch.autocast(moving.device.type, enabled=False):
        if min(len(moving), len(still)) < 3:
            return moving.float().sum() * 0
        first = relative_distances(moving, metric)  # (n, n)
        second = relative_distances(still.detach(), metric)  # (m, m)
        with torch.no_grad():
            if plan == "identity":
                transport = torch.eye(len(first), device=first.device, dtype=first.dtype) / len(first)
            else:
                transport = best_plan(first, second, paired)
        return discrepancy(first, second, transport)


def relative_distances(points: torch.Tensor, metric: Metric) -> torch.Tensor:
    """(n, d) to the distances between them (n, n), divided by their mean, through which no gradient goes.

    "cosine" is 1 - cos, for features that are compared by angle; "euclidean" the length of the difference.
    """
    points = points if points.dtype == torch.float64 else points.float()
    if metric == "cosine":
        unit = torch.nn.functional.normalize(points)
        distances = (1 - unit @ unit.T).clamp_min(0) * (1 - torch.eye(len(points), device=points.device))
    else:  # not through the scalar product, which loses half of the digits of small distances
        distances = torch.cdist(points, points, compute_mode="donot_use_mm_for_euclid_dist")
    return distances / distances.detach().mean().clamp_min(1e-12)


def discrepancy(first: torch.Tensor, second: torch.Tensor, plan: torch.Tensor) -> torch.Tensor:
    """What `plan` (n, m) costs between distances (n, n) and (m, m): the closed form above, a scalar, never below 0."""
    p, q = plan.sum(1), plan.sum(0)  # (n,), (m,)
    own = p @ first.square() @ p + q @ second.square() @ q
    return (own - 2 * (first * (plan @ second @ plan.T)).sum()).clamp_min(0)


@torch.no_grad()
def best_plan(first: torch.Tensor, second: torch.Tensor, paired: bool) -> torch.Tensor:
    """The plan (n, m) that the search finds between distances (n, n) and (m, m). The problem is not convex, so the
    start matters: equal points (the product of the weights) is a poor saddle."""
    n, m = len(first), len(second)
    starts = [_by_profile(first, second)]
    if paired and n == m:
        starts.append(torch.eye(n, device=first.device, dtype=first.dtype) * 0.9 / n + 0.1 / (n * m))
    ends = [_descend(first, second, start) for start in starts]
    return min(ends, key=lambda end: float(discrepancy(first, second, end)))


def _by_profile(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Points go together that see the others at like distances (Mémoli's third lower bound)."""
    levels = torch.linspace(0, 1, max(len(first), len(second)), device=first.device, dtype=first.dtype)
    profiles = [torch.quantile(distances, levels, dim=1).T for distances in (first, second)]  # (n, levels), (m, levels)
    cost = torch.cdist(*profiles).square() / len(levels)
    sharp = cost.mean().clamp_min(1e-12) * STEP
    return _balanced(-cost / sharp).exp()


def _descend(first: torch.Tensor, second: torch.Tensor, start: torch.Tensor) -> torch.Tensor:
    log_plan = start.log()
    plan = start
    for _ in range(STEPS):
        # Half the gradient is p·C1² + q·C2² - 2 C1 T C2; what depends on a row or a column only, Sinkhorn absorbs.
        slope = -2 * first @ plan @ second  # (n, m)
        log_plan = _balanced(log_plan - slope / STEP)
        before, plan = plan, log_plan.exp()
        if float((plan - before).abs().max()) * len(first) < SETTLED:
            break
    return plan


def _balanced(log_kernel: torch.Tensor) -> torch.Tensor:
    """The logarithm of the plan nearest to exp(log_kernel), (n, m), whose rows sum to 1/n and whose columns to 1/m."""
    n, m = log_kernel.shape
    log_p, log_q = -torch.log(torch.tensor([n, m], dtype=log_kernel.dtype, device=log_kernel.device))
    for _ in range(SINKHORN_STEPS):
        log_kernel = log_kernel - log_kernel.logsumexp(1, keepdim=True) + log_p
        log_kernel = log_kernel - log_kernel.logsumexp(0, keepdim=True) + log_q
    return log_kernel
