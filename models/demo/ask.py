#!/usr/bin/env python3
"""Asks a model, in PyTorch:

    python3 ask.py llamune-demo-v1.q8_0.gguf 売掛金とは何ですか？
"""

import argparse

from checkpoint import load_model
from generation import answer_greedily


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", help=".pt or .gguf")
    parser.add_argument("questions", nargs="+", metavar="question")
    parser.add_argument("--system", help="a system prompt")
    parser.add_argument("--lora", help="a LoRA checkpoint to put on top (.pt)")
    options = parser.parse_args()

    network, tokenizer = load_model(options.model, adapter=options.lora)
    answers, lowest = answer_greedily(network, tokenizer, options.questions, options.system)
    for answer, probability in zip(answers, lowest):
        print(f"{answer}  ({probability:.2f})")


if __name__ == "__main__":
    main()
