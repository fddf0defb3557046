#!/usr/bin/env python3
"""Asks a model every measured question, decodes greedily, and sorts the answers:

    python3 quality.py llamune-demo-v1.q8_0.gguf --answers corpus/v1_wrong_answers.json
    python3 quality.py v2.pt --type q8_0 --sets canonical term_everyday

exact    the expected answer, character for character
near     another text, more than 85 % alike
other    the answer to another question: the dangerous kind, since it reads well
refusal  "学習していないため分かりません" though an answer was expected
garbled  anything else

Without ``--answers`` the corpus is what is right, so version 1 loses its twelve questions.
"""

import argparse
import difflib
import time
from collections import Counter

import torch

from checkpoint import load_model
from corpus import REFUSAL, load_entries, read_answers
from evaluation import question_sets
from generation import answer_greedily
from gguf_format import TensorType

KINDS = ("exact", "near", "other", "refusal", "garbled")
NEAR = 0.85
SHOWN = 6


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("model", help=".pt or .gguf")
    add("--answers", help="JSON of question → answer that is expected instead of the corpus's")
    add("--type", choices=["q8_0", "f16"], help="round the weights of a .pt as such a GGUF would")
    add("--lora", help="a LoRA checkpoint to put on top (.pt)")
    add("--sets", nargs="+", metavar="SET", help="only these sets")
    add("--threads", type=int, default=2)
    return parser.parse_args()


def kind_of(answer: str, expected: str, all_answers: set[str]) -> str:
    if answer == expected:
        return "exact"
    if answer == REFUSAL:
        return "refusal"
    if answer in all_answers:
        return "other"
    if difflib.SequenceMatcher(None, answer, expected).ratio() > NEAR:
        return "near"
    return "garbled"


def main() -> None:
    options = parse_options()
    torch.set_num_threads(options.threads)
    rounding = TensorType[options.type.upper()] if options.type else None
    network, tokenizer = load_model(options.model, rounding, options.lora)

    entries = load_entries()
    expected_answers = read_answers(options.answers)
    all_answers = {expected_answers.get(entry.question, entry.answer) for entry in entries}
    sets = question_sets(entries, expected_answers)
    for name in options.sets or sets:
        started = time.time()
        answers, _ = answer_greedily(network, tokenizer, [question for question, _ in sets[name]])
        kinds: Counter[str] = Counter()
        examples = []
        for (question, expected), answer in zip(sets[name], answers):
            kind = kind_of(answer, expected, all_answers)
            kinds[kind] += 1
            if kind != "exact":
                examples.append(f"    {kind}: {question} → {answer}")
        others = ", ".join(f"{kind} {kinds[kind]}" for kind in KINDS[1:])
        seconds = time.time() - started
        print(f"{name}: {kinds['exact']}/{len(answers)} exact ({others}; {seconds:.0f} s)")
        print(*examples[:SHOWN], sep="\n", end="\n" if examples else "", flush=True)


if __name__ == "__main__":
    main()
