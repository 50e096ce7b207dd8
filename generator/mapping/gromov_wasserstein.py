"""The Gromov-Wasserstein distance between two clouds of points that live in different spaces, as a loss.

Each cloud is known only by the distances inside it. With C1 (n, n) and C2 (m, m), and weights p = 1/n and q = 1/m,

    GW = min over plans T of  sum_ijkl (C1[i,k] - C2[j,l])² T[i,j] T[k,l],   T >= 0,  T 1 = p,  Tᵀ 1 = q

(Mémoli 2011; Peyré, Cuturi and Solomon, ICML 2016). With the square loss the sum over four indices falls apart into

    p·C1²·p + q·C2²·q - 2 <C1, T C2 Tᵀ>,

which costs O(n³).

The plan is found by proximal point steps in the Kullback-Leibler geometry (Xie et al., ICML 2019): each is an entropic
transport problem, solved by Sinkhorn's iterations on logarithms, so that small entries neither vanish nor divide by
zero. With these distances the problem is concave, so the best plan is a corner (of as many points here as there: an
assignment), and exact transport along the gradient, which ends the search, never makes a plan worse. By the envelope
theorem the gradient of the minimum is the gradient at a plan that is held fixed, so the plan is found without
gradients, and autograd goes from the closed form through the distances alone.

Why our own code and not Python Optimal Transport, which is well kept: this is 100 lines, and is called in every
training step. POT's solver runs in NumPy on the processor from its first step to its last and knows one start; here two
starts go side by side on the device of the features, and SciPy, which is required anyway, has the transport. POT is
what the tests compare with.

The distance is blind to rotation, reflection and renaming: it never says *which* face belongs to a voice, only that
people who sound alike should look as alike. It goes beside a loss on pairs, never alone.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import torch
from scipy import sparse
from scipy.optimize import linear_sum_assignment, linprog

Metric = Literal["cosine", "euclidean"]
Plan = Literal["solved", "identity"]

STEP = 0.3
"""How far a proximal step goes: the entropy's weight, in units of the mean squared distance, which is about 1."""
STEPS, SINKHORN_STEPS, PROFILE_SINKHORN_STEPS = 40, 20, 50
ASSIGNMENTS = 20


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
    if n > m:  # Sinkhorn's last step is for the columns: so it is the same search whichever side comes first
        return best_plan(second, first, paired).T
    starts = [_by_profile(first, second)]
    if paired and n == m:
        starts.append(torch.log(torch.eye(n, device=first.device, dtype=first.dtype) * 0.9 / n + 0.1 / (n * m)))
    ends = [_assigned(first, second, end) for end in _whole(_descend(first, second, torch.stack(starts)))]
    return min(ends, key=lambda end: float(discrepancy(first, second, end)))


def _by_profile(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Points go together that see the others at like distances (Mémoli's third lower bound): a plan's logarithm."""
    levels = torch.linspace(0, 1, max(len(first), len(second)), device=first.device, dtype=first.dtype)
    one, other = (torch.quantile(distances, levels, dim=1).T for distances in (first, second))  # (n or m, levels)
    cost = torch.cdist(one, other).square()  # (n, m)
    return _balanced(-cost / (STEP * cost.mean().clamp_min(1e-12)), PROFILE_SINKHORN_STEPS)


def _descend(first: torch.Tensor, second: torch.Tensor, log_plans: torch.Tensor) -> torch.Tensor:
    """Plans (starts, n, m) at the end of the proximal steps from logarithms of the same shape."""
    for _ in range(STEPS):
        # Half the gradient is p·C1² + q·C2² - 2 C1 T C2; what depends on a row or a column only, Sinkhorn absorbs.
        slopes = -2 * first @ log_plans.exp() @ second
        log_plans = _balanced(log_plans - slopes / STEP, SINKHORN_STEPS)
    return log_plans.exp()


def _balanced(log_kernels: torch.Tensor, steps: int) -> torch.Tensor:
    """Logarithms of the plans nearest to exp(log_kernels), (..., n, m), with rows of 1/n and columns of 1/m."""
    n, m = log_kernels.shape[-2:]
    for _ in range(steps):
        log_kernels = log_kernels - log_kernels.logsumexp(-1, keepdim=True) - math.log(n)
        log_kernels = log_kernels - log_kernels.logsumexp(-2, keepdim=True) - math.log(m)
    return log_kernels


def _whole(plans: torch.Tensor) -> torch.Tensor:
    """Plans (..., n, m) whose rows and columns are exactly right, near ones that Sinkhorn has left almost so
    (Altschuler, Weed and Rigollet, NIPS 2017): what is too much is cut, what is missing spread."""
    n, m = plans.shape[-2:]
    plans = plans * (1 / (n * plans.sum(-1, keepdim=True))).clamp_max(1)
    plans = plans * (1 / (m * plans.sum(-2, keepdim=True))).clamp_max(1)
    rows, columns = 1 / n - plans.sum(-1, keepdim=True), 1 / m - plans.sum(-2, keepdim=True)  # (..., n, 1), (..., 1, m)
    return plans + rows * columns / rows.sum(-2, keepdim=True).clamp_min(1e-30)


def _assigned(first: torch.Tensor, second: torch.Tensor, plan: torch.Tensor) -> torch.Tensor:
    """The corner of all plans, (n, m), that `plan` leads to by exact transport along the gradient, again and again."""
    cost = discrepancy(first, second, plan)
    for _ in range(ASSIGNMENTS):
        gain = (first @ plan @ second).double().cpu().numpy()
        other = torch.from_numpy(_transported(gain)).to(plan)
        if (new := discrepancy(first, second, other)) >= cost:
            break
        plan, cost = other, new
    return plan


def _transported(gain: np.ndarray) -> np.ndarray:
    """The plan (n, m) that gains most: an assignment if n is m, else the solution of a linear programme.

    Raises FloatingPointError where a gain is no number.
    """
    if not np.isfinite(gain).all():
        raise FloatingPointError("the features are not numbers")
    n, m = gain.shape
    if n == m:
        plan = np.zeros((n, m))
        plan[linear_sum_assignment(gain, maximize=True)] = 1 / n
        return plan
    sums = sparse.vstack([sparse.kron(sparse.eye(n), np.ones((1, m))), sparse.kron(np.ones((1, n)), sparse.eye(m))])
    amounts = np.concatenate([np.full(n, 1 / n), np.full(m, 1 / m)])
    return linprog(-gain.ravel(), A_eq=sums.tocsr(), b_eq=amounts).x.reshape(n, m)
