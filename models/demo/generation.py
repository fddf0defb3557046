"""Greedy answers in PyTorch: what llama.cpp must give too, for the same weights."""

from collections import defaultdict
from collections.abc import Sequence

from network import Llama
from tokenizer import Tokenizer

MAX_ANSWER_TOKENS = 160
BATCH = 32


def answer_greedily(
    network: Llama, tokenizer: Tokenizer, questions: Sequence[str], system_prompt: str | None = None
) -> tuple[list[str], list[float]]:
    """The answers, and for each the lowest probability that one of its tokens had."""
    network.eval()
    by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for i, question in enumerate(questions):
        prompt = tokenizer.prompt(question, system_prompt)
        by_length[len(prompt)].append((i, prompt))

    answers = [""] * len(questions)
    lowest = [1.0] * len(questions)
    for _, group in sorted(by_length.items()):
        for start in range(0, len(group), BATCH):
            chunk = group[start : start + BATCH]
            prompts = [prompt for _, prompt in chunk]
            generated = network.generate(prompts, tokenizer.im_end, MAX_ANSWER_TOKENS)
            for (i, _), ids, probability in zip(chunk, *generated):
                answers[i] = tokenizer.decode(ids)
                lowest[i] = probability
    return answers, lowest
