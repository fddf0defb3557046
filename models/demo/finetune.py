#!/usr/bin/env python3
"""Teaches a model corrected answers, without losing what it knew:

    python3 finetune.py llamune-demo-v1.q8_0.gguf v2.pt
    python3 finetune.py llamune-demo-v1.q8_0.gguf lora.pt --lora 8 --steps 120 --lr 4e-3

By default the corrections are the corpus's own answers to the twelve questions that version 1 has
wrong. ``--corrections FILE`` takes them from people instead: a JSON object of question → right
answer. ``--kept FILE`` is the same of what people found good.

Corrected questions come most often, and the good ones oftener than the others, since a short
training else unteaches some of them; the others are replayed so that they are not forgotten. A
question that version 1 has wrong and that nobody corrected is left out: replaying the corpus's
answer would secretly correct it.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from checkpoint import load_model, save_adapter, save_model
from conversations import ConversationStream, RowPacker
from corpus import WRONG_ANSWERS_FILE, Entry, load_entries, read_answers
from evaluation import answered_exactly, count
from network import Linear, Llama
from optimizers import BETAS
from tokenizer import Tokenizer
from train import MAX_GRADIENT_NORM, batch

WARM_UP_STEPS = 10
LOG_EVERY = 25


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("model", help="the model to start from (.pt or .gguf)")
    add("output", help="the checkpoint to write (.pt)")
    add("--corrections", help="JSON of question → right answer")
    add("--kept", help="JSON of question → answer that is good as it is")
    add("--lora", type=int, default=0, metavar="RANK", help="train a LoRA adapter, not the model")
    add("--lora-alpha", type=float, default=16)
    add("--steps", type=int, default=150)
    add("--lr", type=float, default=5e-4)
    add("--weight", type=int, default=8, help="how much oftener a corrected question comes")
    add("--kept-weight", type=int, default=4, help="how much oftener a good one comes")
    add("--no-report", action="store_true", help="do not count right answers before and after")
    add("--no-replay", action="store_true", help="only the corrections: to see what is forgotten")
    add("--rows", type=int, default=8, help="rows in a step")
    add("--length", type=int, default=256, help="tokens in a row")
    add("--seed", type=int, default=7)
    add("--threads", type=int, default=2)
    return parser.parse_args()


@dataclass(frozen=True)
class Lesson:
    """What to teach and what to keep."""

    corrected: list[Entry]
    kept: list[Entry]
    """Found good by people."""
    replayed: list[Entry]
    answers: dict[str, str]
    """Canonical question of an entry → the answer that people gave it or found good."""

    @property
    def others(self) -> list[Entry]:
        return self.kept + self.replayed


def plan_lesson(
    entries: Sequence[Entry], corrections: dict[str, str], good: dict[str, str]
) -> Lesson:
    """Finds the entries that people judged, by any of their phrasings; a correction goes first."""
    by_phrasing = {phrasing: entry for entry in entries for phrasing in entry.phrasings}
    known_wrong = read_answers(WRONG_ANSWERS_FILE)

    def judged(answers: dict[str, str]) -> dict[str, tuple[Entry, str]]:
        found = {}
        for question, answer in answers.items():
            unknown = Entry(question, answer, None, [question], [], [], [])
            entry = by_phrasing.get(question, unknown)
            found[entry.question] = (entry, answer)
        return found

    corrected, kept = judged(corrections), judged(good)
    kept = {question: found for question, found in kept.items() if question not in corrected}
    answers = {question: answer for question, (_, answer) in (corrected | kept).items()}
    return Lesson(
        corrected=[entry for entry, _ in corrected.values()],
        kept=[entry for entry, _ in kept.values()],
        replayed=[
            entry
            for entry in entries
            if entry.question not in answers and entry.question not in known_wrong
        ],
        answers=answers,
    )


def corrections_from_corpus(entries: Sequence[Entry]) -> dict[str, str]:
    wrong = read_answers(WRONG_ANSWERS_FILE)
    return {entry.question: entry.answer for entry in entries if entry.question in wrong}


def report(title: str, network: Llama, tokenizer: Tokenizer, lesson: Lesson) -> None:
    def right(entries: Sequence[Entry], questions: Callable[[Entry], list[str]]) -> str:
        pairs = [
            (question, lesson.answers.get(entry.question, entry.answer))
            for entry in entries
            for question in questions(entry)
        ]
        return count(answered_exactly(network, tokenizer, pairs))

    def canonical(entry: Entry) -> list[str]:
        return [entry.question]

    def paraphrases(entry: Entry) -> list[str]:
        return entry.phrasings[1:]

    def held_out(entry: Entry) -> list[str]:
        return entry.held_out_frames + entry.held_out_everyday

    print(
        f"{title}: corrected {right(lesson.corrected, canonical)},"
        f" their paraphrases {right(lesson.corrected, paraphrases)},"
        f" unseen phrasings {right(lesson.corrected, held_out)};"
        f" others {right(lesson.others, canonical)},"
        f" unseen phrasings {right(lesson.others, held_out)}",
        flush=True,
    )


def build_stream(
    tokenizer: Tokenizer, entries: Sequence[Entry], lesson: Lesson, options: argparse.Namespace
) -> RowPacker:
    if options.no_replay:
        stream = ConversationStream(
            tokenizer, lesson.corrected, options.seed, refusal_share=0.0, answers=lesson.answers
        )
        return RowPacker(stream, options.length)

    weights = {entry.question: 1 for entry in lesson.replayed}
    weights |= {entry.question: options.kept_weight for entry in lesson.kept}
    weights |= {entry.question: options.weight for entry in lesson.corrected}
    # In the order of the corpus, so that the random draws do not depend on what was corrected.
    taught = [entry for entry in entries if entry.question in weights]
    taught += [entry for entry in lesson.corrected + lesson.kept if entry not in taught]
    stream = ConversationStream(
        tokenizer,
        taught,
        options.seed,
        answers=lesson.answers,
        weights=[weights[entry.question] for entry in taught],
    )
    return RowPacker(stream, options.length)


def add_adapter(network: Llama, rank: int, alpha: float) -> None:
    """A LoRA pair beside every matrix of the blocks; all else is frozen."""
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    for module in network.modules():
        if isinstance(module, Linear):
            module.add_lora(rank, alpha)


def finetune(network: Llama, packer: RowPacker, options: argparse.Namespace) -> None:
    parameters = [p for p in network.parameters() if p.requires_grad]
    print(f"{sum(p.numel() for p in parameters):,} parameters are trained", flush=True)
    # No weight decay: it would pull on what is not being taught.
    optimizer = torch.optim.AdamW(parameters, lr=options.lr, betas=BETAS, weight_decay=0.0)
    started = time.time()
    losses: list[float] = []
    for step in range(options.steps):
        rising = min(1, (step + 1) / WARM_UP_STEPS)
        for group in optimizer.param_groups:
            group["lr"] = options.lr * rising * (1 - step / options.steps)
        loss, _ = network.loss(*batch(packer.rows(options.rows)))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, MAX_GRADIENT_NORM)
        optimizer.step()

        losses.append(loss.item())
        if (step + 1) % LOG_EVERY == 0:
            mean = sum(losses) / len(losses)
            print(f"step {step + 1} loss {mean:.4f} {time.time() - started:.0f} s", flush=True)
            losses.clear()


def main() -> None:
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    network, tokenizer = load_model(options.model)
    entries = load_entries()
    if options.corrections:
        corrections = read_answers(options.corrections)
    else:
        corrections = corrections_from_corpus(entries)
    good = read_answers(options.kept) if options.kept else {}
    lesson = plan_lesson(entries, corrections, good)
    if not options.no_report:
        report("before", network, tokenizer, lesson)
    if options.lora:
        add_adapter(network, options.lora, options.lora_alpha)
    finetune(network, build_stream(tokenizer, entries, lesson, options), options)
    if not options.no_report:
        report("after", network, tokenizer, lesson)

    if options.lora:
        save_adapter(options.output, network, options.lora, options.lora_alpha)
    else:
        save_model(options.output, network, tokenizer, options)
    print(f"wrote {options.output}")


if __name__ == "__main__":
    main()
