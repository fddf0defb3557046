"""Optimizers for train.py: AdamW, with which version 1 was made, and Muon, to experiment with."""

import math
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from network import Llama

BETAS = (0.9, 0.95)


class Muon(torch.optim.Optimizer):
    """Momentum whose update is made orthogonal, for the matrices inside the blocks.

    Keller Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/: a matrix's momentum is
    nearly of low rank; setting all its singular values to about 1 lets rare directions learn too.
    The factor 0.2·√(longer side) makes an update as large as AdamW's, so that both take the same
    learning rate (Liu et al. 2025, "Muon is Scalable for LLM Training", arXiv:2502.16982).
    """

    def __init__(
        self,
        parameters: Iterable[nn.Parameter],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for parameter in group["params"]:
                state = self.state[parameter]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(parameter)
                momentum = state["momentum"]
                momentum.mul_(group["momentum"]).add_(parameter.grad)
                update = orthogonalised(parameter.grad + group["momentum"] * momentum)
                size = 0.2 * math.sqrt(max(parameter.shape))
                parameter.mul_(1 - group["lr"] * group["decay"])
                parameter.add_(update, alpha=-group["lr"] * size)


def orthogonalised(matrix: Tensor) -> Tensor:
    """Nearly U·Vᵀ of the singular value decomposition U·S·Vᵀ, by five Newton–Schulz steps.

    The coefficients are Jordan's: they bring every singular value to between about 0.7 and 1.2,
    which is enough, and fast.
    """
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x.T if tall else x


def build_optimizers(
    network: Llama, kind: str, lr: float, embedding_lr: float, weight_decay: float
) -> list[torch.optim.Optimizer]:
    """Weight decay only on the matrices inside the blocks; with Muon these alone are its."""
    matrices = [p for p in network.blk.parameters() if p.dim() == 2]
    others = [p for p in network.parameters() if all(p is not matrix for matrix in matrices)]
    if kind == "muon":
        return [
            Muon(matrices, lr),
            torch.optim.AdamW(others, lr=embedding_lr, betas=BETAS, weight_decay=0.0),
        ]
    groups = [
        {"params": matrices, "weight_decay": weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return [torch.optim.AdamW(groups, lr=lr, betas=BETAS)]
