"""The vocabulary: one token a character.

The same table goes into the GGUF file as an SPM vocabulary (``tokenizer.ggml.model = "llama"``).
llama.cpp tokenises SPM by merging neighbours while the merged piece is itself in the table. No
piece of two or more characters is in this one, so nothing is ever merged and its result is what
:meth:`Tokenizer.encode` gives: a token a character, and UTF-8 byte tokens for the characters that
the table lacks. That is why no tokenizer library is needed on either side.

Token ids, in the order in which they stand in the file:

====================  ==========================================  ===========================
id                    token                                       llama.cpp token type
====================  ==========================================  ===========================
0                     ``<unk>``                                   UNKNOWN (2)
1, 2                  ``<s>``, ``</s>``                           CONTROL (3)
3 … 258               ``<0x00>`` … ``<0xFF>``                     BYTE (6)
259, 260              ``<|im_start|>``, ``<|im_end|>``            CONTROL (3)
261, 262, 263         ``system``, ``user``, ``assistant``         USER_DEFINED (4)
264 …                 the characters, sorted by code point        NORMAL (1)
====================  ==========================================  ===========================
"""

import re
from collections.abc import Iterable, Sequence

UNKNOWN_ID = 0
BOS_ID = 1
FIRST_BYTE_ID = 3

TYPE_NORMAL, TYPE_UNKNOWN, TYPE_CONTROL, TYPE_USER_DEFINED, TYPE_BYTE = 1, 2, 3, 4, 6

CONTROL_TOKENS = ["<|im_start|>", "<|im_end|>"]
# USER_DEFINED tokens are matched before anything else, wherever they occur in a text. With the
# roles as one token each, the ChatML frame around a question and its answer is 10 tokens, not 21.
ROLE_TOKENS = ["system", "user", "assistant"]
FIRST_CHARACTER_ID = FIRST_BYTE_ID + 256 + len(CONTROL_TOKENS) + len(ROLE_TOKENS)

# SPM writes a space as U+2581.
SPM_SPACE = "▁"


def _code_points(first: int, last: int) -> str:
    return "".join(chr(code) for code in range(first, last + 1))


# Characters that people type and that the corpus may happen not to hold.
ALWAYS_INCLUDED = (
    _code_points(0x21, 0x7E)  # ASCII without the space
    + " 　、。・「」『』（）【】？！：；，．％＋－＝／〜～ー…々〇→"
    + _code_points(0x3041, 0x3093)  # hiragana
    + _code_points(0x30A1, 0x30F6)  # katakana
    + _code_points(0xFF10, 0xFF19)  # full-width digits
    + _code_points(0xFF21, 0xFF3A)  # full-width capitals
)


class Tokenizer:
    """Text to token ids and back, and the ChatML frame of a conversation."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = list(characters)
        self.tokens = [
            "<unk>",
            "<s>",
            "</s>",
            *(f"<0x{byte:02X}>" for byte in range(256)),
            *CONTROL_TOKENS,
            *ROLE_TOKENS,
            *self.characters,
        ]
        self.types = [
            TYPE_UNKNOWN,
            TYPE_CONTROL,
            TYPE_CONTROL,
            *[TYPE_BYTE] * 256,
            *[TYPE_CONTROL] * len(CONTROL_TOKENS),
            *[TYPE_USER_DEFINED] * len(ROLE_TOKENS),
            *[TYPE_NORMAL] * len(self.characters),
        ]
        self._ids = {token: token_id for token_id, token in enumerate(self.tokens)}
        self._role_pattern = re.compile("|".join(ROLE_TOKENS))

        self.im_start, self.im_end = (self._ids[token] for token in CONTROL_TOKENS)
        self.system, self.user, self.assistant = (self._ids[token] for token in ROLE_TOKENS)
        self.newline = FIRST_BYTE_ID + ord("\n")

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> "Tokenizer":
        """The vocabulary that covers ``texts``; sorted, so that the ids depend on nothing else."""
        characters = set(ALWAYS_INCLUDED).union(*texts) - {"\n", "\r", "\t"}
        return cls(sorted({SPM_SPACE if char == " " else char for char in characters}))

    @classmethod
    def from_tokens(cls, tokens: Sequence[str]) -> "Tokenizer":
        """The vocabulary of a GGUF file (``tokenizer.ggml.tokens``)."""
        return cls(tokens[FIRST_CHARACTER_ID:])

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        ids: list[int] = []
        position = 0
        for role in self._role_pattern.finditer(text):
            ids += self._encode_characters(text[position : role.start()])
            ids.append(self._ids[role.group()])
            position = role.end()
        return ids + self._encode_characters(text[position:])

    def _encode_characters(self, text: str) -> list[int]:
        ids: list[int] = []
        for char in text:
            token_id = self._ids.get(SPM_SPACE if char == " " else char)
            if token_id is None:
                ids += [FIRST_BYTE_ID + byte for byte in char.encode("utf-8")]
            else:
                ids.append(token_id)
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        """The text of ``ids``; control tokens give nothing, broken UTF-8 gives U+FFFD."""
        text = bytearray()
        for token_id in ids:
            if self.types[token_id] == TYPE_BYTE:
                text.append(token_id - FIRST_BYTE_ID)
            elif self.types[token_id] in (TYPE_NORMAL, TYPE_USER_DEFINED):
                text += self.tokens[token_id].replace(SPM_SPACE, " ").encode()
        return text.decode("utf-8", "replace")

    # ChatML: <|im_start|>role\n…<|im_end|>\n

    def system_turn(self, system_prompt: str) -> list[int]:
        head = [self.im_start, self.system, self.newline]
        return head + self.encode(system_prompt) + [self.im_end, self.newline]

    def question_turn(self, question: str) -> list[int]:
        """A user's turn and the opening of the assistant's, up to where the answer begins."""
        user = [self.im_start, self.user, self.newline, *self.encode(question), self.im_end]
        return user + [self.newline, self.im_start, self.assistant, self.newline]

    def answer_turn(self, answer: str) -> list[int]:
        """The answer and the token that ends it: all that the model has to say."""
        return self.encode(answer) + [self.im_end]

    def prompt(
        self,
        question: str,
        system_prompt: str | None = None,
        earlier_turns: Iterable[tuple[str, str]] = (),
    ) -> list[int]:
        """Everything up to where the answer to ``question`` begins."""
        ids = [BOS_ID]
        if system_prompt:
            ids += self.system_turn(system_prompt)
        for earlier_question, earlier_answer in earlier_turns:
            ids += self.question_turn(earlier_question)
            ids += self.answer_turn(earlier_answer) + [self.newline]
        return ids + self.question_turn(question)
