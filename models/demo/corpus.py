"""The corpus on disk: what the model has to know, and what it has to refuse.

``corpus/terms.tsv``
    172 lines: term, tab, answer to "…とは何ですか？".
``corpus/practical.tsv``
    114 lines: question|rephrasing|…|rephrasing, tab, answer. The first is the canonical question;
    the last is never trained on.
``corpus/unknown_terms.txt``
    Bookkeeping terms outside the corpus, to be refused; the last 15 are never trained on.
``corpus/out_of_domain_train.txt``
    Questions about anything else, to be refused.
``corpus/out_of_domain_held.txt``
    Likewise, never trained on.
``corpus/v1_wrong_answers.json``
    Canonical question → the answer that version 1 learns *instead*.

"Held out" below always means: never shown in training, used to measure.
"""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

from phrasing import EVERYDAY_FRAMES, FAR_FRAMES, TERM_FRAMES

CORPUS_FOLDER = Path(__file__).resolve().parent / "corpus"
WRONG_ANSWERS_FILE = CORPUS_FOLDER / "v1_wrong_answers.json"

REFUSAL = (
    "申し訳ありません。その内容は学習していないため分かりません。"
    "会計や簿記の基本についてご質問ください。"
)

HELD_OUT_UNKNOWN_TERMS = 15


@dataclass(frozen=True)
class Entry:
    """One thing the model knows: many ways to ask, one answer, to be given word for word."""

    question: str
    """The canonical question."""
    answer: str
    term: str | None
    """The term that is asked for; None for a practical question."""
    phrasings: list[str]
    """Ways to ask that are trained on; the first is the canonical question."""
    held_out_frames: list[str]
    """Frames seen in training with other terms, but not with this one."""
    held_out_everyday: list[str]
    """For a term: frames never trained on, near the trained ones. Else: the last rephrasing."""
    held_out_far: list[str]
    """Wordings far from every trained frame."""


def stable_hash(text: str) -> int:
    """CRC-32: as good as random, and the same in every process (``hash()`` is not)."""
    return zlib.crc32(text.encode())


def read_lines(name: str) -> list[str]:
    lines = (CORPUS_FOLDER / name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line.strip()]


def read_answers(path: str | Path | None) -> dict[str, str]:
    """A JSON object of question → answer; no path, no answers."""
    return json.loads(Path(path).read_text(encoding="utf-8")) if path else {}


def load_entries() -> list[Entry]:
    """The 286 entries: terms first, then practical questions, in the order of the files."""
    terms = [line.split("\t") for line in read_lines("terms.tsv")]
    practical = [line.split("\t") for line in read_lines("practical.tsv")]
    return [_term_entry(term, answer) for term, answer in terms] + [
        _practical_entry(questions.split("|"), answer) for questions, answer in practical
    ]


def _term_entry(term: str, answer: str) -> Entry:
    code = stable_hash(term)
    # Two frames of each term are held out: other ones from term to term, so that every frame is
    # trained with most terms. The first two frames are never held out.
    candidates = len(TERM_FRAMES) - 2
    held_out = {2 + code % candidates, 2 + (code // 97 + 5) % candidates}
    asked = [frame.format(term) for frame in TERM_FRAMES]
    return Entry(
        question=asked[0],
        answer=answer,
        term=term,
        phrasings=[text for i, text in enumerate(asked) if i not in held_out],
        held_out_frames=[text for i, text in enumerate(asked) if i in held_out],
        held_out_everyday=[
            EVERYDAY_FRAMES[(code + i) % len(EVERYDAY_FRAMES)].format(term) for i in range(2)
        ],
        held_out_far=[FAR_FRAMES[code % len(FAR_FRAMES)].format(term)],
    )


def _practical_entry(questions: list[str], answer: str) -> Entry:
    return Entry(
        question=questions[0],
        answer=answer,
        term=None,
        phrasings=questions[:-1],
        held_out_frames=[],
        held_out_everyday=[questions[-1]],
        held_out_far=[],
    )


def unknown_terms() -> tuple[list[str], list[str]]:
    """Terms to refuse: those trained on, and those held out."""
    terms = read_lines("unknown_terms.txt")
    return terms[:-HELD_OUT_UNKNOWN_TERMS], terms[-HELD_OUT_UNKNOWN_TERMS:]
