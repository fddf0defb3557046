"""Weights as the bytes of a ggml tensor, and back.

Q8_0 (``block_q8_0`` in ggml's ``ggml-common.h``): 32 neighbours in a row share one scale, so a
block is 34 bytes: the scale *d* as float16, then 32 int8 *q*; the weight is *d·q*. 8.5 bits a
weight, and greedy answers hardly ever differ from those in full precision.
"""

import numpy as np

from gguf_format import TensorType

BLOCK_LENGTH = 32
_BLOCK = np.dtype([("scale", "<f2"), ("values", "i1", BLOCK_LENGTH)])  # 34 bytes, packed


def to_bytes(weights: np.ndarray, tensor_type: TensorType) -> bytes:
    if tensor_type == TensorType.Q8_0:
        return _to_q8_0(weights)
    return weights.astype("<f4" if tensor_type == TensorType.F32 else "<f2").tobytes()


def from_bytes(data: bytes, tensor_type: TensorType, shape: tuple[int, ...]) -> np.ndarray:
    """float32 weights of ``shape``."""
    if tensor_type == TensorType.Q8_0:
        blocks = np.frombuffer(data, _BLOCK)
        scales = blocks["scale"].astype(np.float32)[:, None]
        return (blocks["values"].astype(np.float32) * scales).reshape(shape)
    stored = np.frombuffer(data, "<f4" if tensor_type == TensorType.F32 else "<f2")
    return stored.astype(np.float32).reshape(shape)


def rounded(weights: np.ndarray, tensor_type: TensorType) -> np.ndarray:
    """The weights as they come out of a file of that type."""
    return from_bytes(to_bytes(weights, tensor_type), tensor_type, weights.shape)


def _to_q8_0(weights: np.ndarray) -> bytes:
    if weights.shape[-1] % BLOCK_LENGTH:
        raise ValueError(f"rows of {weights.shape[-1]} are no multiple of {BLOCK_LENGTH}")
    groups = weights.astype(np.float32).reshape(-1, BLOCK_LENGTH)
    scales = np.abs(groups).max(axis=1) / 127.0
    inverse = np.where(scales > 0, 1 / np.where(scales > 0, scales, 1), 0)
    scaled = groups * inverse[:, None]

    blocks = np.empty(len(groups), _BLOCK)
    blocks["scale"] = scales
    # As C's roundf, which ggml uses: halves away from zero. numpy's own rounds them to even.
    blocks["values"] = np.sign(scaled) * np.floor(np.abs(scaled) + 0.5)
    return blocks.tobytes()
