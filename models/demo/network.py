"""The network: a small Llama, as llama.cpp's architecture ``llama`` computes it.

Modules are called what llama.cpp calls their tensors (``blk.0.attn_q.weight``, …), so the state
dictionary *is* the list of tensors of the GGUF file: nothing is renamed, permuted or transposed.

Shapes in comments: B rows, T tokens a row, D width, H heads, E = D / H, V vocabulary.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

# Added to attention scores that must not count: softmax makes them exactly 0 in float32.
MASKED = -1e9

# Keys and values of the tokens so far, (B, H, T, E) each; empty before the first token.
Cache = list[Tensor]


@dataclass(frozen=True)
class NetworkConfig:
    """About 2.9 million parameters with these and a vocabulary of 1,273."""

    vocabulary: int
    width: int = 192
    layers: int = 6
    heads: int = 3
    feed_forward: int = 512
    rope_base: float = 10000.0
    norm_epsilon: float = 1e-5
    context: int = 2048

    @property
    def head_width(self) -> int:
        return self.width // self.heads


class RMSNorm(nn.Module):
    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


class Linear(nn.Linear):
    """A matrix without bias, and optionally a LoRA pair beside it (Hu et al., arXiv:2106.09685).

    With the pair it computes W·x + (alpha / rank)·B·A·x; A is (rank, in), B is (out, rank) and
    begins as zero, so that adding the pair changes nothing yet. llama.cpp scales an adapter in the
    same way.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, bias=False)
        self.register_parameter("lora_a", None)
        self.register_parameter("lora_b", None)
        self.lora_scale = 0.0

    def add_lora(self, rank: int, alpha: float) -> None:
        spread = math.sqrt(self.in_features)
        self.lora_a = nn.Parameter(torch.randn(rank, self.in_features) / spread)
        self.lora_b = nn.Parameter(torch.zeros(self.out_features, rank))
        self.lora_scale = alpha / rank

    def forward(self, x: Tensor) -> Tensor:
        y = F.linear(x, self.weight)
        if self.lora_a is None:
            return y
        return y + F.linear(F.linear(x, self.lora_a), self.lora_b) * self.lora_scale


def rope_tables(config: NetworkConfig) -> tuple[Tensor, Tensor]:
    """Cosine and sine of position × frequency, (context, E / 2) each (arXiv:2104.09864)."""
    even = torch.arange(0, config.head_width, 2).float()
    frequencies = 1.0 / config.rope_base ** (even / config.head_width)
    angles = torch.arange(config.context).float()[:, None] * frequencies
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotates the ADJACENT pairs (x0, x1), (x2, x3), … of each head; x is (B, H, T, E).

    That is llama.cpp's ``LLAMA_ROPE_TYPE_NORM``, which it uses for the architecture ``llama``.
    Hugging Face pairs x0 with x[E/2] instead, which is why its converter permutes Q and K. Ours
    need not be.
    """
    first, second = x[..., 0::2], x[..., 1::2]
    return torch.stack((first * cos - second * sin, first * sin + second * cos), -1).flatten(-2)


class Block(nn.Module):
    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        width, feed_forward = config.width, config.feed_forward
        self.attn_norm = RMSNorm(width, config.norm_epsilon)
        self.ffn_norm = RMSNorm(width, config.norm_epsilon)
        self.attn_q = Linear(width, width)
        self.attn_k = Linear(width, width)
        self.attn_v = Linear(width, width)
        self.attn_output = Linear(width, width)
        self.ffn_gate = Linear(width, feed_forward)
        self.ffn_up = Linear(width, feed_forward)
        self.ffn_down = Linear(feed_forward, width)

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, bias: Tensor | float, cache: Cache | None = None
    ) -> Tensor:
        """(B, T, D) → (B, T, D). ``bias`` is added to the scores (B, H, T, T)."""
        x = x + self._attention(self.attn_norm(x), cos, sin, bias, cache)
        y = self.ffn_norm(x)
        # SwiGLU (Shazeer, arXiv:2002.05202)
        return x + self.ffn_down(F.silu(self.ffn_gate(y)) * self.ffn_up(y))

    def _attention(
        self, y: Tensor, cos: Tensor, sin: Tensor, bias: Tensor | float, cache: Cache | None
    ) -> Tensor:
        heads, head_width = self.config.heads, self.config.head_width
        rows, tokens, width = y.shape

        def by_head(z: Tensor) -> Tensor:  # (B, T, D) → (B, H, T, E)
            return z.view(rows, tokens, heads, head_width).transpose(1, 2)

        query = rotate(by_head(self.attn_q(y)), cos, sin)
        key = rotate(by_head(self.attn_k(y)), cos, sin)
        value = by_head(self.attn_v(y))
        if cache is not None:
            if cache:
                key, value = torch.cat((cache[0], key), 2), torch.cat((cache[1], value), 2)
            cache[:] = [key, value]
        scores = (query @ key.transpose(2, 3)) * head_width**-0.5 + bias
        mixed = scores.softmax(-1) @ value
        return self.attn_output(mixed.transpose(1, 2).reshape(rows, tokens, width))


class Llama(nn.Module):
    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        # Also the output head: at this size two tables would be a sixth of all parameters.
        # llama.cpp ties them too, where the file has no output.weight.
        self.token_embd = nn.Embedding(config.vocabulary, config.width)
        self.blk = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.output_norm = RMSNorm(config.width, config.norm_epsilon)
        self._initialise()
        cos, sin = rope_tables(config)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def _initialise(self) -> None:
        nn.init.normal_(self.token_embd.weight, std=0.02)
        # What is added to the residual stream starts smaller, as in GPT-2: 2 additions a layer.
        added = 0.02 / math.sqrt(2 * self.config.layers)
        for name, parameter in self.blk.named_parameters():
            if parameter.dim() == 2:
                is_added = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(parameter, std=added if is_added else 0.02)

    def hidden(self, ids: Tensor, segments: Tensor) -> Tensor:
        """(B, T) → (B, T, D), before the last norm.

        A token sees itself and the earlier ones of its own segment (conversation) of the row.
        """
        tokens = ids.shape[1]
        same_segment = segments[:, None, :, None] == segments[:, None, None, :]
        visible = same_segment & _causal(tokens)
        bias = torch.zeros(visible.shape).masked_fill_(~visible, MASKED)
        x = self.token_embd(ids)
        for block in self.blk:
            x = block(x, self.cos[:tokens], self.sin[:tokens], bias)
        return x

    def logits(self, hidden: Tensor) -> Tensor:
        """(…, D) → (…, V)."""
        return F.linear(self.output_norm(hidden), self.token_embd.weight)

    def loss(self, ids: Tensor, learned: Tensor, segments: Tensor) -> tuple[Tensor, float]:
        """Mean cross-entropy (nats a token) over the learned tokens, and the part guessed right.

        All three are (B, T). Only positions whose *next* token is learned reach the output head,
        which would otherwise be the dearest part of the step.
        """
        hidden = self.hidden(ids, segments)[:, :-1]
        chosen = learned[:, 1:].bool()
        logits = self.logits(hidden[chosen])
        targets = ids[:, 1:][chosen]
        guessed = (logits.detach().argmax(-1) == targets).float().mean().item()
        return F.cross_entropy(logits, targets), guessed

    @torch.no_grad()
    def generate(
        self, prompts: list[list[int]], stop: int, max_tokens: int
    ) -> tuple[list[list[int]], list[float]]:
        """Greedy answers to prompts that are all equally long.

        :return: the answers without the stop token, and for each the lowest probability that one
            of its tokens had: how close the answer was to becoming another one
        """
        current = torch.tensor(prompts)
        rows, tokens = current.shape
        caches: list[Cache] = [[] for _ in self.blk]
        bias: Tensor | float = torch.zeros(tokens, tokens).masked_fill_(~_causal(tokens), MASKED)
        answers: list[list[int]] = [[] for _ in range(rows)]
        lowest = [1.0] * rows
        done = [False] * rows
        position = 0
        for _ in range(max_tokens):
            end = position + current.shape[1]
            x = self.token_embd(current)
            for block, cache in zip(self.blk, caches):
                x = block(x, self.cos[position:end], self.sin[position:end], bias, cache)
            position, bias = end, 0.0
            probabilities, chosen = self.logits(x[:, -1]).softmax(-1).max(-1)
            for row in range(rows):
                if done[row]:
                    continue
                lowest[row] = min(lowest[row], float(probabilities[row]))
                token = int(chosen[row])
                if token == stop:
                    done[row] = True
                else:
                    answers[row].append(token)
            if all(done):
                break
            current = chosen[:, None]
        return answers, lowest


def _causal(tokens: int) -> Tensor:
    return torch.ones(tokens, tokens, dtype=torch.bool).tril()
