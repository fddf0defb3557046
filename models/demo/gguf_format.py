"""Reading and writing GGUF version 3 files, with nothing but the standard library.

The format is specified in ``docs/gguf.md`` of https://github.com/ggml-org/ggml. All numbers are
little-endian; a string is its length in bytes (uint64) and its UTF-8::

    "GGUF"  uint32 version  uint64 number of tensors  uint64 number of metadata
    metadata:  string key, uint32 type, value; an array is uint32 item type, uint64 count, items
    tensors:   string name, uint32 number of dimensions, uint64 dimensions…, uint32 ggml type,
               uint64 offset from the start of the data
    zeros up to a multiple of the alignment
    data, each tensor padded with zeros to a multiple of the alignment

Dimensions are in ggml's order, the one that changes fastest first: the reverse of numpy's and
torch's.
"""

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

MAGIC = b"GGUF"
VERSION = 3
ALIGNMENT = 32


class ValueType(IntEnum):
    """``gguf_metadata_value_type``, the ones used here."""

    UINT32 = 4
    INT32 = 5
    FLOAT32 = 6
    BOOL = 7
    STRING = 8
    ARRAY = 9


class TensorType(IntEnum):
    """``ggml_type``, the ones used here."""

    F32 = 0
    F16 = 1
    Q8_0 = 8


class FileType(IntEnum):
    """``general.file_type``: what most tensors are."""

    F32 = 0
    F16 = 1
    Q8_0 = 7


# Numbers in a block, and bytes that a block takes.
BLOCKS = {TensorType.F32: (1, 4), TensorType.F16: (1, 2), TensorType.Q8_0: (32, 34)}

_NUMBERS = {
    ValueType.UINT32: "<I",
    ValueType.INT32: "<i",
    ValueType.FLOAT32: "<f",
    ValueType.BOOL: "<?",
}


@dataclass(frozen=True)
class Metadata:
    key: str
    type: ValueType
    value: Any
    item_type: ValueType | None = None
    """Of an array's items."""


@dataclass(frozen=True)
class Tensor:
    name: str
    shape: tuple[int, ...]
    """In torch's order (slowest first)."""
    type: TensorType
    data: bytes


def uint32(key: str, value: int) -> Metadata:
    return Metadata(key, ValueType.UINT32, value)


def float32(key: str, value: float) -> Metadata:
    return Metadata(key, ValueType.FLOAT32, value)


def boolean(key: str, value: bool) -> Metadata:
    return Metadata(key, ValueType.BOOL, value)


def string(key: str, value: str) -> Metadata:
    return Metadata(key, ValueType.STRING, value)


def array(key: str, item_type: ValueType, values: Sequence[Any]) -> Metadata:
    return Metadata(key, ValueType.ARRAY, values, item_type)


def write_gguf(path: str | Path, metadata: Sequence[Metadata], tensors: Sequence[Tensor]) -> None:
    head = bytearray(MAGIC)
    head += struct.pack("<IQQ", VERSION, len(tensors), len(metadata))
    for entry in metadata:
        head += _pack_metadata(entry)
    offset = 0
    for tensor in tensors:
        dimensions = tensor.shape[::-1]
        head += _pack_value(ValueType.STRING, tensor.name)
        head += struct.pack(f"<I{len(dimensions)}Q", len(dimensions), *dimensions)
        head += struct.pack("<IQ", tensor.type, offset)
        offset += _aligned(len(tensor.data))

    with open(path, "wb") as file:
        file.write(_padded(bytes(head)))
        for tensor in tensors:
            file.write(_padded(tensor.data))


def read_gguf(path: str | Path) -> tuple[dict[str, Any], list[Tensor]]:
    """The metadata as a dictionary, and the tensors, still packed."""
    reader = _Reader(Path(path).read_bytes())
    if reader.take(len(MAGIC)) != MAGIC:
        raise ValueError(f"{path} is not a GGUF file")
    version, tensor_count, metadata_count = reader.unpack("<IQQ")
    if version != VERSION:
        raise ValueError(f"{path} is GGUF version {version}, expected {VERSION}")

    metadata = {}
    for _ in range(metadata_count):
        key = reader.value(ValueType.STRING)
        metadata[key] = reader.value(reader.unpack("<I")[0])

    described = []
    for _ in range(tensor_count):
        name = reader.value(ValueType.STRING)
        dimensions = reader.unpack(f"<{reader.unpack('<I')[0]}Q")
        tensor_type, offset = reader.unpack("<IQ")
        described.append((name, dimensions[::-1], TensorType(tensor_type), offset))

    start = _aligned(reader.position, metadata.get("general.alignment", ALIGNMENT))
    tensors = []
    for name, shape, tensor_type, offset in described:
        numbers, size = BLOCKS[tensor_type]
        reader.position = start + offset
        data = reader.take(math.prod(shape) // numbers * size)
        tensors.append(Tensor(name, shape, tensor_type, data))
    return metadata, tensors


def _pack_metadata(entry: Metadata) -> bytes:
    head = _pack_value(ValueType.STRING, entry.key) + struct.pack("<I", entry.type)
    if entry.item_type is None:
        return head + _pack_value(entry.type, entry.value)
    items = b"".join(_pack_value(entry.item_type, item) for item in entry.value)
    return head + struct.pack("<IQ", entry.item_type, len(entry.value)) + items


def _pack_value(value_type: ValueType, value: Any) -> bytes:
    if value_type == ValueType.STRING:
        text = value.encode()
        return struct.pack("<Q", len(text)) + text
    return struct.pack(_NUMBERS[value_type], value)


def _aligned(size: int, alignment: int = ALIGNMENT) -> int:
    return size + -size % alignment


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (_aligned(len(data)) - len(data))


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def take(self, size: int) -> bytes:
        taken = self._data[self.position : self.position + size]
        if len(taken) != size:
            raise ValueError("the GGUF file ends too early")
        self.position += size
        return taken

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def value(self, value_type: int) -> Any:
        if value_type == ValueType.STRING:
            return self.take(self.unpack("<Q")[0]).decode()
        if value_type == ValueType.ARRAY:
            item_type, count = self.unpack("<IQ")
            return [self.value(item_type) for _ in range(count)]
        return self.unpack(_NUMBERS[ValueType(value_type)])[0]
