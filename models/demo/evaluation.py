"""Which questions measure the model, and whether it answers them word for word.

"Right" means: the greedy answer equals the expected one, character for character. Nothing less can
be counted without a judge, and the corpus has just one answer to a question.
"""

from collections.abc import Sequence

import torch

from conversations import LIBRARY_SYSTEM_PROMPT
from corpus import REFUSAL, Entry, read_lines, stable_hash, unknown_terms
from network import Llama
from phrasing import TERM_FRAMES
from tokenizer import UNKNOWN_ID, Tokenizer

# (question, expected answer)
Pair = tuple[str, str]

UNKNOWN_TERM_FRAMES = TERM_FRAMES[:3]


def question_sets(entries: Sequence[Entry], answers: dict[str, str]) -> dict[str, list[Pair]]:
    """The measured sets by name; ``answers`` replace those of the corpus."""

    def pairs(entry: Entry, questions: Sequence[str]) -> list[Pair]:
        answer = answers.get(entry.question, entry.answer)
        return [(question, answer) for question in questions]

    terms = [entry for entry in entries if entry.term]
    practical = [entry for entry in entries if not entry.term]
    return {
        "canonical": [p for e in entries for p in pairs(e, [e.question])],
        "trained_phrasing": [p for e in entries for p in pairs(e, [_some_phrasing(e)])],
        "term_held_out_frame": [p for e in terms for p in pairs(e, e.held_out_frames)],
        "term_everyday": [p for e in terms for p in pairs(e, e.held_out_everyday)],
        "term_far": [p for e in terms for p in pairs(e, e.held_out_far)],
        "practical_rephrased": [p for e in practical for p in pairs(e, e.held_out_everyday)],
        "refuse_trained": [(q, REFUSAL) for q in read_lines("out_of_domain_train.txt")],
        "refuse_held_out": [(q, REFUSAL) for q in read_lines("out_of_domain_held.txt")],
        "refuse_unknown_term": [
            (frame.format(term), REFUSAL)
            for term in unknown_terms()[1]
            for frame in UNKNOWN_TERM_FRAMES
        ],
    }


def _some_phrasing(entry: Entry) -> str:
    """One that is not the canonical question."""
    return entry.phrasings[1 + stable_hash(entry.question) % (len(entry.phrasings) - 1)]


@torch.no_grad()
def answered_exactly(
    network: Llama,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    *,
    system_prompt: str | None = None,
    earlier_turns: Sequence[Sequence[Pair]] | None = None,
    batch: int = 24,
) -> list[bool]:
    """For each pair, whether greedy decoding gives exactly the expected answer.

    No decoding is needed for that. The expected answer is given to the network, and at each of its
    positions the likeliest next token must be the expected one: if so, greedy decoding would have
    walked the same path. One pass instead of one a token.
    """
    encoded = []
    for i, (question, answer) in enumerate(pairs):
        earlier = earlier_turns[i] if earlier_turns else ()
        prompt = tokenizer.prompt(question, system_prompt, earlier)
        encoded.append((i, prompt, tokenizer.answer_turn(answer)))
    encoded.sort(key=lambda item: len(item[1]) + len(item[2]))  # alike in length: little padding

    exact = [False] * len(pairs)
    for start in range(0, len(encoded), batch):
        chunk = encoded[start : start + batch]
        length = max(len(prompt) + len(answer) for _, prompt, answer in chunk)
        ids, segments = [], []
        for _, prompt, answer in chunk:
            padding = length - len(prompt) - len(answer)
            ids.append(prompt + answer + [UNKNOWN_ID] * padding)
            segments.append([1] * (length - padding) + [0] * padding)
        hidden = network.hidden(torch.tensor(ids), torch.tensor(segments))
        for row, (i, prompt, answer) in enumerate(chunk):
            predicting = hidden[row, len(prompt) - 1 : len(prompt) + len(answer) - 1]
            exact[i] = network.logits(predicting).argmax(-1).tolist() == answer
    return exact


def count(results: Sequence[bool]) -> str:
    return f"{sum(results)}/{len(results)}"


def evaluate(
    network: Llama, tokenizer: Tokenizer, entries: Sequence[Entry], answers: dict[str, str]
) -> dict[str, str]:
    """ "right/asked" for every set, and for the canonical questions in three harder settings."""
    sets = question_sets(entries, answers)
    scores = {
        name: count(answered_exactly(network, tokenizer, pairs)) for name, pairs in sets.items()
    }
    canonical = sets["canonical"]

    def others(i: int, turns: int) -> list[Pair]:
        return [canonical[(i * 7 + 3 + 11 * turn) % len(canonical)] for turn in range(turns)]

    settings = {
        "canonical_with_library_system_prompt": {"system_prompt": LIBRARY_SYSTEM_PROMPT},
        "canonical_after_1_or_2_turns": {
            "earlier_turns": [others(i, 1 + i % 2) for i in range(len(canonical))]
        },
        "canonical_after_4_turns": {
            "earlier_turns": [others(i, 4) for i in range(len(canonical))]
        },
    }
    for name, setting in settings.items():
        scores[name] = count(answered_exactly(network, tokenizer, canonical, **setting))
    return scores
