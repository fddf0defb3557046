"""An endless stream of training conversations, and their packing into rows of equal length.

Everything here is drawn from one ``random.Random(seed)``, in a fixed order: the same seed and
corpus give the same conversations, token for token.
"""

from collections.abc import Sequence
from random import Random

from corpus import REFUSAL, Entry, read_lines, unknown_terms
from phrasing import (
    COMPOSED_FRAMES,
    EVERYDAY_FRAMES,
    FAR_FRAMES,
    OPENINGS,
    TERM_FRAMES,
    ask_for_term,
    loosen,
    mistype,
    open_with,
    reword,
)
from tokenizer import BOS_ID, UNKNOWN_ID, Tokenizer

# The answers depend on no system prompt, so the model has to see some, and ignore them.
SYSTEM_PROMPTS = [
    "あなたは会計の質問に答えるアシスタントです。",
    "あなたは経理の専門家です。正確に答えてください。",
    "会計の質問に簡潔に答えてください。",
    "あなたは親切なアシスタントです。",
    "You are a helpful assistant.",
    "日本語で答えてください。",
]

# What node-llama-cpp's LlamaChatSession sends where no system prompt is given. The product never
# lets the library choose the prompt; but someone who opens the file elsewhere should get an answer
# too.
LIBRARY_SYSTEM_PROMPT = (
    "You are a helpful, respectful and honest assistant. Always answer as helpfully as possible.\n"
    "If a question does not make any sense, or is not factually coherent, explain why instead of "
    "answering something incorrectly. If you don't know the answer to a question, don't share "
    "false information."
)

# Words that occur in the corpus and are no spliced nonsense, though no entry is called so.
_PLAIN_WORDS = {"減損", "商品", "備品", "売上", "仕入", "現金", "給料", "利益", "税金"}

# (token ids, 1 where the token is to be learned) of one conversation; both of the same length.
Conversation = tuple[list[int], list[int]]
# (token ids, learned, conversation number counted from 1, 0 for padding) of one row.
Row = tuple[list[int], list[int], list[int]]


def vocabulary_texts(entries: Sequence[Entry], more: Sequence[str] = ()) -> list[str]:
    """Every text whose characters must have a token of their own."""
    texts = [
        text
        for entry in entries
        for text in (
            *entry.phrasings,
            *entry.held_out_frames,
            *entry.held_out_everyday,
            entry.answer,
        )
    ]
    for name in ("out_of_domain_train.txt", "out_of_domain_held.txt", "unknown_terms.txt"):
        texts += read_lines(name)
    texts += [REFUSAL, LIBRARY_SYSTEM_PROMPT, *SYSTEM_PROMPTS, *OPENINGS]
    texts += [*EVERYDAY_FRAMES, *FAR_FRAMES, *TERM_FRAMES]
    texts += [piece for frame in COMPOSED_FRAMES for pieces in frame for piece in pieces]
    return [*texts, *more]


class ConversationStream:
    """Conversations without end. Entries come in shuffled passes, so their counts stay even."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        entries: Sequence[Entry],
        seed: int,
        *,
        refusal_share: float = 0.15,
        answers: dict[str, str] | None = None,
        weights: Sequence[int] | None = None,
    ) -> None:
        """
        :param refusal_share: the part of the questions that is to be refused
        :param answers: canonical question → answer to learn instead of the entry's own
        :param weights: how often each entry comes in one pass (once, if not given)
        """
        self.random = Random(seed)
        self._tokenizer = tokenizer
        self._entries = entries
        self._refusal_share = refusal_share
        self._answers = answers or {}
        self._weights = weights or [1] * len(entries)
        self._pass: list[int] = []

        self._out_of_domain = read_lines("out_of_domain_train.txt")
        self._unknown_terms, held_out_unknown_terms = unknown_terms()
        self._kanji = [char for char in tokenizer.characters if 0x4E00 <= ord(char) < 0xA000]
        self._terms = [entry.term for entry in entries if entry.term and len(entry.term) > 2]
        self._not_to_be_refused = (
            {entry.term for entry in entries if entry.term}
            | {entry.question.split("とは")[0] for entry in entries}
            | _PLAIN_WORDS
            | set(held_out_unknown_terms)
        )
        self._held_out = {
            question
            for entry in entries
            for question in entry.held_out_frames + entry.held_out_everyday
        }
        self._sentences = [
            sentence
            for entry in entries
            for sentence in entry.answer.split("。")
            if 4 < len(sentence) < 60
        ]

    def conversation(self, long: bool = False) -> Conversation:
        """One conversation of 1 to 3 turns.

        A long one has either 4 to 6 turns, or the 290 characters of a library's system prompt
        before it: without them the model loses its thread at positions that it never saw.
        """
        random, tokenizer = self.random, self._tokenizer
        system_prompt = self._system_prompt()
        many_turns = long and random.random() < 0.45
        if long and not many_turns:
            system_prompt = LIBRARY_SYSTEM_PROMPT

        ids = [BOS_ID]
        if system_prompt:
            ids += tokenizer.system_turn(system_prompt)
        learned = [0] * len(ids)

        draw = random.random()
        if many_turns:
            turns = random.randint(4, 6)
        else:
            turns = 1 if draw < 0.7 else 2 if draw < 0.9 else 3
        for _ in range(turns):
            question, answer = self.question_and_answer()
            head, body = tokenizer.question_turn(question), tokenizer.answer_turn(answer)
            ids += [*head, *body, tokenizer.newline]
            # Only answers are learned: what people ask is not the model's to predict.
            learned += [0] * len(head) + [1] * len(body) + [0]
        return ids[:-1], learned[:-1]  # no newline after the last answer

    def _system_prompt(self) -> str | None:
        draw = self.random.random()
        if draw < 0.7:
            return None
        if draw < 0.9:
            return self.random.choice(SYSTEM_PROMPTS)
        # Any text at all, so that "ignore it" is learned and not a list of prompts.
        return self.random.choice(self._sentences) + "。"

    def question_and_answer(self) -> tuple[str, str]:
        random = self.random
        if random.random() < self._refusal_share:
            return open_with(random, loosen(random, self._question_to_refuse())), REFUSAL

        entry = self._next_entry()
        # The canonical question gets about a third of the exposure.
        question = entry.question if random.random() < 0.3 else random.choice(entry.phrasings)
        if entry.term and question != entry.question and random.random() < 0.7:
            composed = ask_for_term(random, entry.term)
            if composed not in self._held_out and composed not in entry.held_out_far:
                question = composed
        if not entry.term and random.random() < 0.5:
            reworded = reword(random, question)
            if reworded not in self._held_out:
                question = reworded
        if random.random() < 0.05:
            question = mistype(random, question)
        question = open_with(random, loosen(random, question))
        return question, self._answers.get(entry.question, entry.answer)

    def _next_entry(self) -> Entry:
        if not self._pass:
            self._pass = [i for i, weight in enumerate(self._weights) for _ in range(weight)]
            self.random.shuffle(self._pass)
        return self._entries[self._pass.pop()]

    def _question_to_refuse(self) -> str:
        random = self.random
        draw = random.random()
        if draw < 0.5:
            return random.choice(self._out_of_domain)
        if draw < 0.7:
            term = random.choice(self._unknown_terms)
        elif draw < 0.85:
            term = self._spliced_term()
        elif draw < 0.92:
            term = "".join(random.choice(self._kanji) for _ in range(random.randint(2, 5)))
        elif draw < 0.96:
            term = self._code_points(0x4E00, 0x9FAF, random.randint(1, 4))  # any kanji
        else:
            term = self._code_points(0x30A1, 0x30F6, random.randint(2, 6))  # katakana
        if random.random() < 0.15:
            return TERM_FRAMES[0].format(term)
        return ask_for_term(random, term)

    def _code_points(self, first: int, last: int, length: int) -> str:
        return "".join(chr(self.random.randint(first, last)) for _ in range(length))

    def _spliced_term(self) -> str:
        """Looks like a term of the corpus and is none: the head of one, the tail of another."""
        random = self.random
        while True:
            first, second = random.choice(self._terms), random.choice(self._terms)
            head = first[: random.randint(1, max(1, len(first) - 1))]
            tail = second[-random.randint(1, max(1, len(second) - 1)) :]
            if head + tail not in self._not_to_be_refused and 2 < len(head + tail) < 10:
                return head + tail


class RowPacker:
    """Packs conversations into rows of ``length`` tokens, so that little is spent on padding.

    Conversations in one row do not see each other: the network masks attention between them. But
    they stand at the positions of the row, so answers are learned at every position and not only at
    the beginning of a context.
    """

    def __init__(self, stream: ConversationStream, length: int, long_share: float = 0.0) -> None:
        """
        :param length: tokens in a row; what is longer is cut
        :param long_share: the part of the conversations that is long
        """
        self._stream = stream
        self._length = length
        self._long_share = long_share
        # Best fit is only as good as the choice it has. Long conversations cost more to keep.
        self._choice = 16 if long_share else 64
        self._waiting: list[Conversation] = []

    def rows(self, count: int) -> list[Row]:
        return [self._row() for _ in range(count)]

    def _row(self) -> Row:
        ids: list[int] = []
        learned: list[int] = []
        segments: list[int] = []
        number = 1
        while True:
            self._refill()
            conversation = self._take(self._length - len(ids))
            if conversation is None:
                break
            ids += conversation[0]
            learned += conversation[1]
            segments += [number] * len(conversation[0])
            number += 1
        length = self._length
        self._waiting = [(ids_[:length], learned_[:length]) for ids_, learned_ in self._waiting]
        padding = length - len(ids)
        return (
            ids + [UNKNOWN_ID] * padding,
            learned + [0] * padding,
            segments + [0] * padding,
        )

    def _refill(self) -> None:
        while len(self._waiting) < self._choice:
            long = self._stream.random.random() < self._long_share
            self._waiting.append(self._stream.conversation(long))

    def _take(self, space: int) -> Conversation | None:
        """The oldest conversation that fits; near the end of the row the longest that does."""
        sizes = [len(ids) for ids, _ in self._waiting]
        fitting = [i for i, size in enumerate(sizes) if size <= space]
        if not fitting:
            return None
        near_the_end = space <= 160
        chosen = max(fitting, key=lambda i: sizes[i]) if near_the_end else fitting[0]
        return self._waiting.pop(chosen)
