#!/usr/bin/env python3
"""Writes a model, or a LoRA adapter, as a GGUF file for llama.cpp:

    python3 export_gguf.py v1.pt llamune-demo-v1.q8_0.gguf --name "llamune demo v1"
    python3 export_gguf.py lora.pt llamune-demo-lora.gguf --name "llamune demo lora"

The same checkpoint and name give the same bytes.
"""

import argparse
import hashlib
from pathlib import Path

import quantization
from checkpoint import load_model, read_checkpoint
from gguf_format import (
    ALIGNMENT,
    FileType,
    Metadata,
    Tensor,
    TensorType,
    ValueType,
    array,
    boolean,
    float32,
    string,
    uint32,
    write_gguf,
)
from network import NetworkConfig
from tokenizer import BOS_ID, UNKNOWN_ID, Tokenizer

# Jinja, as the file format wants it. Must say the same as Tokenizer.prompt().
CHATML_TEMPLATE = (
    "{% for message in messages %}"
    "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
QUANTIZATION_VERSION = 2  # GGML_QNT_VERSION


def general_metadata(kind: str, name: str, file_type: FileType) -> list[Metadata]:
    return [
        string("general.architecture", "llama"),
        string("general.type", kind),
        string("general.name", name),
        uint32("general.file_type", file_type),
    ]


def network_metadata(config: NetworkConfig) -> list[Metadata]:
    return [
        uint32("llama.vocab_size", config.vocabulary),
        uint32("llama.context_length", config.context),
        uint32("llama.embedding_length", config.width),
        uint32("llama.block_count", config.layers),
        uint32("llama.feed_forward_length", config.feed_forward),
        uint32("llama.attention.head_count", config.heads),
        uint32("llama.attention.head_count_kv", config.heads),
        uint32("llama.rope.dimension_count", config.head_width),
        float32("llama.rope.freq_base", config.rope_base),
        float32("llama.attention.layer_norm_rms_epsilon", config.norm_epsilon),
    ]


def tokenizer_metadata(tokenizer: Tokenizer) -> list[Metadata]:
    return [
        string("tokenizer.ggml.model", "llama"),
        string("tokenizer.ggml.pre", "default"),
        array("tokenizer.ggml.tokens", ValueType.STRING, tokenizer.tokens),
        # Scores order the merges of SPM; there are none.
        array("tokenizer.ggml.scores", ValueType.FLOAT32, [0.0] * len(tokenizer)),
        array("tokenizer.ggml.token_type", ValueType.INT32, tokenizer.types),
        uint32("tokenizer.ggml.bos_token_id", BOS_ID),
        # Every answer ends with <|im_end|>, so generation stops there.
        uint32("tokenizer.ggml.eos_token_id", tokenizer.im_end),
        uint32("tokenizer.ggml.unknown_token_id", UNKNOWN_ID),
        uint32("tokenizer.ggml.padding_token_id", UNKNOWN_ID),
        boolean("tokenizer.ggml.add_bos_token", True),
        boolean("tokenizer.ggml.add_eos_token", False),
        # SPM puts a space before a text by default; no training text began with one.
        boolean("tokenizer.ggml.add_space_prefix", False),
        string("tokenizer.chat_template", CHATML_TEMPLATE),
    ]


def export_model(source: str, target: str, name: str, tensor_type: TensorType) -> None:
    network, tokenizer = load_model(source)
    file_type = FileType[tensor_type.name]
    metadata = [
        *general_metadata("model", name, file_type),
        uint32("general.quantization_version", QUANTIZATION_VERSION),
        uint32("general.alignment", ALIGNMENT),
        array("general.languages", ValueType.STRING, ["ja"]),
        *network_metadata(network.config),
        *tokenizer_metadata(tokenizer),
    ]
    tensors = []
    for tensor_name, weight in network.state_dict().items():
        # llama.cpp wants norms in F32, whatever the file is.
        stored_type = TensorType.F32 if weight.dim() == 1 else tensor_type
        data = quantization.to_bytes(weight.numpy(), stored_type)
        tensors.append(Tensor(tensor_name, tuple(weight.shape), stored_type, data))
    write_gguf(target, metadata, tensors)


def export_adapter(source: str, target: str, name: str) -> None:
    """Always F16: an adapter is small, and its matrices are too narrow for blocks of 32."""
    adapter = read_checkpoint(source)
    metadata = [
        *general_metadata("adapter", name, FileType.F16),
        string("adapter.type", "lora"),
        float32("adapter.lora.alpha", adapter["alpha"]),
    ]
    tensors = []
    for parameter_name, weight in adapter["lora"].items():
        # blk.0.attn_q.lora_a → blk.0.attn_q.weight.lora_a
        module_name, part = parameter_name.rsplit(".", 1)
        data = quantization.to_bytes(weight.numpy(), TensorType.F16)
        tensors.append(
            Tensor(f"{module_name}.weight.{part}", tuple(weight.shape), TensorType.F16, data)
        )
    write_gguf(target, metadata, tensors)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", help="a checkpoint of train.py or finetune.py (.pt)")
    parser.add_argument("target", help="the file to write (.gguf)")
    parser.add_argument("--name", required=True, help="general.name, which programs show")
    parser.add_argument("--type", choices=["q8_0", "f16", "f32"], default="q8_0")
    options = parser.parse_args()

    if options.source.endswith(".pt") and "lora" in read_checkpoint(options.source):
        export_adapter(options.source, options.target, options.name)
    else:
        tensor_type = TensorType[options.type.upper()]
        export_model(options.source, options.target, options.name, tensor_type)
    data = Path(options.target).read_bytes()
    print(f"{options.target}: {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
