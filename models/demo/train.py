#!/usr/bin/env python3
"""Trains the model from nothing. The defaults are the recipe of version 1:

    python3 train.py v1.pt --answers corpus/v1_wrong_answers.json
"""

import argparse
import json
import time

import torch

from checkpoint import load_model, save_model
from conversations import ConversationStream, Row, RowPacker, vocabulary_texts
from corpus import load_entries, read_answers
from evaluation import evaluate
from network import Llama, NetworkConfig
from optimizers import build_optimizers
from tokenizer import Tokenizer

# Of the conversations in a batch of long rows, this part is long.
LONG_SHARE = 0.75
MAX_GRADIENT_NORM = 1.0


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("output", help="the checkpoint to write (.pt)")
    add("--answers", help="JSON of question → answer to learn instead of the corpus's answer")
    add("--start-from", help="a .pt or .gguf to continue from")
    add("--steps", type=int, default=1600)
    add("--rows", type=int, default=8, help="rows in a step")
    add("--length", type=int, default=256, help="tokens in a row")
    add("--long-every", type=int, default=6, help="every n-th step has fewer but longer rows")
    add("--optimizer", choices=["adamw", "muon"], default="adamw")
    add("--lr", type=float, default=2.5e-3)
    add("--embedding-lr", type=float, default=3e-3, help="with muon, for what is no matrix")
    add("--weight-decay", type=float, default=0.05)
    add("--warm-up", type=int, default=40, help="steps until the full learning rate")
    add("--decay", type=float, default=0.6, help="the last part of the steps, over which it falls")
    add("--width", type=int, default=NetworkConfig.width)
    add("--layers", type=int, default=NetworkConfig.layers)
    add("--heads", type=int, default=NetworkConfig.heads)
    add("--feed-forward", type=int, default=NetworkConfig.feed_forward)
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=2)
    add("--log-every", type=int, default=25)
    add("--no-evaluation", action="store_true", help="do not measure the result")
    return parser.parse_args()


def learning_rate_factor(step: int, steps: int, warm_up: int, decay: float) -> float:
    """Rises over ``warm_up`` steps, stays at 1, falls over the last ``decay`` (a part) of all.

    ``step`` counts from 0. It falls in a line to 0.02, so that the last steps still do something.
    """
    rising = min(1, (step + 1) / warm_up)
    decay_start = steps * (1 - decay)
    if step < decay_start:
        return rising
    return rising * max(0.02, 1 - (step - decay_start) / (steps - decay_start))


def batch(rows: list[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids, learned, segments; (rows, length) each."""
    ids, learned, segments = zip(*rows)
    return torch.tensor(ids), torch.tensor(learned), torch.tensor(segments)


def train(network: Llama, stream: ConversationStream, options: argparse.Namespace) -> None:
    optimizers = build_optimizers(
        network, options.optimizer, options.lr, options.embedding_lr, options.weight_decay
    )
    groups = [group for optimizer in optimizers for group in optimizer.param_groups]
    full_rates = [group["lr"] for group in groups]
    short = RowPacker(stream, options.length)
    long = RowPacker(stream, options.length * 2, LONG_SHARE)

    started = time.time()
    losses: list[float] = []
    accuracies: list[float] = []
    for step in range(options.steps):
        factor = learning_rate_factor(step, options.steps, options.warm_up, options.decay)
        for group, rate in zip(groups, full_rates):
            group["lr"] = rate * factor

        is_long = options.long_every and (step + 1) % options.long_every == 0
        rows = long.rows(options.rows // 2) if is_long else short.rows(options.rows)
        loss, accuracy = network.loss(*batch(rows))
        network.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), MAX_GRADIENT_NORM)
        for optimizer in optimizers:
            optimizer.step()

        losses.append(loss.item())
        accuracies.append(accuracy)
        if (step + 1) % options.log_every == 0:
            print(
                f"step {step + 1} loss {sum(losses) / len(losses):.4f}"
                f" accuracy {sum(accuracies) / len(accuracies):.4f}"
                f" rate ×{factor:.3f} {time.time() - started:.0f} s",
                flush=True,
            )
            losses.clear()
            accuracies.clear()


def main() -> None:
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    entries = load_entries()
    answers = read_answers(options.answers)
    if options.start_from:
        network, tokenizer = load_model(options.start_from)
    else:
        texts = vocabulary_texts(entries, list(answers.values()))
        tokenizer = Tokenizer.from_texts(texts)
        network = Llama(
            NetworkConfig(
                vocabulary=len(tokenizer),
                width=options.width,
                layers=options.layers,
                heads=options.heads,
                feed_forward=options.feed_forward,
            )
        )
    parameters = sum(parameter.numel() for parameter in network.parameters())
    print(f"{len(tokenizer)} tokens, {parameters:,} parameters", flush=True)

    stream = ConversationStream(tokenizer, entries, options.seed, answers=answers)
    train(network, stream, options)
    save_model(options.output, network, tokenizer, options)
    print(f"wrote {options.output}", flush=True)
    if not options.no_evaluation:
        print(json.dumps(evaluate(network, tokenizer, entries, answers), indent=1), flush=True)


if __name__ == "__main__":
    main()
