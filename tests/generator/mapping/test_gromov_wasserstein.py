"""Gromov-Wasserstein against the sum it stands for, finite differences, its invariants and Python Optimal Transport."""

from __future__ import annotations

import pytest
import torch

from generator.mapping.gromov_wasserstein import (
    best_plan,
    discrepancy,
    gromov_wasserstein,
    relative_distances,
)


def cloud(n: int, size: int, seed: int) -> torch.Tensor:
    return torch.randn(n, size, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def distances(n: int, size: int, seed: int) -> torch.Tensor:
    return relative_distances(cloud(n, size, seed), "euclidean")


def moved(points: torch.Tensor, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    """`points` (n, d), turned and in another order, which is the second tensor."""
    order = torch.randperm(len(points), generator=torch.Generator().manual_seed(seed))
    turn, _ = torch.linalg.qr(cloud(points.shape[1], points.shape[1], seed))
    return (points @ turn)[order], order


def test_the_closed_form_is_the_sum_over_four_indices() -> None:
    first, second = distances(5, 3, 1), distances(7, 4, 2)
    plan = torch.rand(5, 7, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    plan /= plan.sum()
    differences = first[:, None, :, None] - second[None, :, None, :]  # (i, j, k, l)
    whole = torch.einsum("ijkl,ij,kl->", differences.square(), plan, plan)
    torch.testing.assert_close(discrepancy(first, second, plan), whole)


@pytest.mark.parametrize("shape", [(6, 6), (5, 9)])
def test_a_plan_moves_all_and_no_more(shape: tuple[int, int]) -> None:
    plan = best_plan(distances(shape[0], 3, 4), distances(shape[1], 3, 5), paired=True)
    assert plan.min() >= 0
    rows, columns = (torch.full((count,), 1 / count, dtype=torch.float64) for count in shape)
    torch.testing.assert_close(plan.sum(1), rows, atol=1e-9, rtol=0)
    torch.testing.assert_close(plan.sum(0), columns, atol=1e-9, rtol=0)


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_turning_and_renaming_cost_nothing_and_the_names_are_found(metric: str) -> None:
    points = cloud(16, 4, 6)
    others, order = moved(points, 7)
    assert gromov_wasserstein(points, others, metric, paired=False) < 1e-9  # type: ignore[arg-type]
    plan = best_plan(
        relative_distances(points, metric),  # type: ignore[arg-type]
        relative_distances(others, metric),  # type: ignore[arg-type]
        paired=False,
    )
    assert torch.equal(plan.argmax(0), order)
    # Other shapes do cost: this is not 0 for everything.
    assert gromov_wasserstein(points, cloud(16, 4, 8), metric, paired=False) > 0.02  # type: ignore[arg-type]


def test_neither_side_matters_nor_does_size() -> None:
    a, b = cloud(10, 3, 9), cloud(12, 5, 10)
    there = gromov_wasserstein(a, b, "euclidean", paired=False)
    torch.testing.assert_close(there, gromov_wasserstein(b, a, "euclidean", paired=False))
    torch.testing.assert_close(there, gromov_wasserstein(100 * a, b / 100, "euclidean", paired=False))


def test_known_pairs_are_an_upper_bound_and_one_start() -> None:
    a, b = cloud(12, 3, 11), cloud(12, 3, 11) + 0.2 * cloud(12, 3, 12)
    pairs = gromov_wasserstein(a, b, "euclidean", plan="identity")
    first, second = relative_distances(a, "euclidean"), relative_distances(b, "euclidean")
    torch.testing.assert_close(pairs, (first - second).square().mean())
    assert gromov_wasserstein(a, b, "euclidean") <= pairs + 1e-6
    with pytest.raises(ValueError, match="12 and 10"):
        gromov_wasserstein(a, b[:10], plan="identity")


def test_the_gradient_is_that_of_the_minimum() -> None:
    """The envelope theorem: the plan is found anew on both sides of every difference, and may be held fixed."""
    first, second = distances(6, 3, 13), distances(6, 3, 14)
    free = first.clone().requires_grad_()
    plan = best_plan(first, second, paired=True)
    discrepancy(free, second, plan).backward()
    assert free.grad is not None
    for i, k in [(0, 1), (2, 5), (3, 4)]:
        step = torch.zeros_like(first)
        step[i, k] = step[k, i] = 1e-4
        ends = [
            discrepancy(changed, second, best_plan(changed, second, paired=True))
            for changed in (first + step, first - step)
        ]
        slope = (ends[0] - ends[1]) / 2e-4
        torch.testing.assert_close(free.grad[i, k] + free.grad[k, i], slope, atol=2e-4, rtol=1e-2)


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_the_gradient_reaches_the_features_and_only_the_moving_ones(metric: str) -> None:
    a, b = cloud(5, 4, 15).requires_grad_(), cloud(5, 3, 16).requires_grad_()
    gromov_wasserstein(a, b, metric, plan="identity").backward()  # type: ignore[arg-type]
    assert b.grad is None and a.grad is not None

    def raw(points: torch.Tensor) -> torch.Tensor:
        if metric == "euclidean":
            return (points[:, None] - points[None]).square().sum(2).sqrt()
        unit = points / points.norm(dim=1, keepdim=True)
        return 1 - unit @ unit.T

    with torch.no_grad():
        scale = raw(a).mean()  # which is held fixed
        second = raw(b) / raw(b).mean()
        for at in [(0, 0), (2, 3), (4, 1)]:
            step = torch.zeros_like(a)
            step[at] = 1e-6
            ends = [(raw(changed) / scale - second).square().mean() for changed in (a + step, a - step)]
            torch.testing.assert_close(a.grad[at], (ends[0] - ends[1]) / 2e-6, atol=1e-7, rtol=1e-4)


def test_points_that_are_all_one_and_too_few_teach_nothing() -> None:
    same = torch.ones(4, 3, requires_grad=True)
    loss = gromov_wasserstein(same, cloud(4, 3, 17).float())
    loss.backward()
    assert torch.isfinite(loss) and same.grad is not None and torch.isfinite(same.grad).all()
    two = torch.randn(2, 3, requires_grad=True)
    gromov_wasserstein(two, torch.randn(2, 3)).backward()
    assert two.grad is not None and not two.grad.any()


def test_descending_it_makes_one_cloud_like_the_other() -> None:
    points = cloud(12, 8, 18).float().requires_grad_()
    target = cloud(12, 3, 19).float()
    optimiser = torch.optim.Adam([points], 0.05)
    values = []
    for _ in range(40):
        loss = gromov_wasserstein(points, target, "euclidean", plan="identity")
        values.append(float(loss.detach()))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert values[-1] < values[0] / 10
    assert gromov_wasserstein(points, target, "euclidean") < 0.02


@pytest.mark.filterwarnings("ignore")  # of what POT imports
@pytest.mark.parametrize("others", [14, 11])
def test_python_optimal_transport_finds_nothing_better(others: int) -> None:
    import ot

    ours, theirs, bettered = [], [], []
    for seed in range(4):
        first, second = distances(14, 3, 20 + seed), distances(others, 5, 30 + seed)
        matrices = first.numpy(), second.numpy(), ot.unif(14), ot.unif(others)
        found, log = ot.gromov.gromov_wasserstein(*matrices, "square_loss", log=True)
        # Of POT's own plan both say the same.
        cost = float(discrepancy(first, second, torch.from_numpy(found)))
        assert cost == pytest.approx(float(log["gw_dist"]))
        plan = best_plan(first, second, paired=False)
        value = float(discrepancy(first, second, plan))
        ours.append(value)
        theirs.append(cost)
        bettered.append(value - float(ot.gromov.gromov_wasserstein2(*matrices, "square_loss", G0=plan.numpy())))
    assert sum(ours) < sum(theirs)
    assert max(bettered) < 1e-6  # from a corner there is no way down
