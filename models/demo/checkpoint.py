"""Models on disk: PyTorch checkpoints (``.pt``, full precision) and GGUF files.

Every command takes either. So version 2 can be trained from the GGUF file of version 1, and the
repository need not hold the checkpoint, which is four times as large.
"""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

import quantization
from gguf_format import TensorType, read_gguf
from network import Linear, Llama, NetworkConfig
from tokenizer import Tokenizer


def save_model(path: str | Path, network: Llama, tokenizer: Tokenizer, options: Namespace) -> None:
    """``options`` are kept only so that one can later see how the model was made."""
    checkpoint = {
        "model": network.state_dict(),
        "config": asdict(network.config),
        "characters": tokenizer.characters,
        "options": vars(options),
    }
    torch.save(checkpoint, path)


def save_adapter(path: str | Path, network: Llama, rank: int, alpha: float) -> None:
    weights = {
        name: parameter.detach()
        for name, parameter in network.named_parameters()
        if name.endswith((".lora_a", ".lora_b"))
    }
    torch.save({"lora": weights, "rank": rank, "alpha": alpha}, path)


def read_checkpoint(path: str | Path) -> dict[str, Any]:
    return torch.load(path, map_location="cpu")


def load_model(
    path: str | Path, rounding: TensorType | None = None, adapter: str | Path | None = None
) -> tuple[Llama, Tokenizer]:
    """
    :param rounding: round the matrices as a GGUF file of that type would
    :param adapter: a LoRA checkpoint to put on top
    """
    if Path(path).suffix == ".gguf":
        config, weights, tokenizer = _from_gguf(path)
    else:
        checkpoint = read_checkpoint(path)
        config = NetworkConfig(**checkpoint["config"])
        weights = checkpoint["model"]
        tokenizer = Tokenizer(checkpoint["characters"])

    if rounding is not None:
        weights = {name: _rounded(weight, rounding) for name, weight in weights.items()}
    network = Llama(config)
    network.load_state_dict(weights)
    if adapter is not None:
        _put_on(network, read_checkpoint(adapter))
    return network, tokenizer


def _from_gguf(path: str | Path) -> tuple[NetworkConfig, dict[str, Tensor], Tokenizer]:
    metadata, tensors = read_gguf(path)
    config = NetworkConfig(
        vocabulary=metadata["llama.vocab_size"],
        width=metadata["llama.embedding_length"],
        layers=metadata["llama.block_count"],
        heads=metadata["llama.attention.head_count"],
        feed_forward=metadata["llama.feed_forward_length"],
        rope_base=metadata["llama.rope.freq_base"],
        norm_epsilon=metadata["llama.attention.layer_norm_rms_epsilon"],
        context=metadata["llama.context_length"],
    )
    weights = {
        tensor.name: torch.tensor(quantization.from_bytes(tensor.data, tensor.type, tensor.shape))
        for tensor in tensors
    }
    return config, weights, Tokenizer.from_tokens(metadata["tokenizer.ggml.tokens"])


def _rounded(weight: Tensor, rounding: TensorType) -> Tensor:
    if weight.dim() == 1:  # norms stay F32 in every file
        return weight
    return torch.tensor(quantization.rounded(weight.numpy(), rounding))


def _put_on(network: Llama, adapter: dict[str, Any]) -> None:
    for name, weight in adapter["lora"].items():
        module_name, part = name.rsplit(".", 1)
        module = network.get_submodule(module_name)
        assert isinstance(module, Linear)
        # The GGUF adapter is F16, so measure what it will give.
        setattr(module, part, torch.nn.Parameter(weight.half().float()))
        module.lora_scale = adapter["alpha"] / adapter["rank"]
