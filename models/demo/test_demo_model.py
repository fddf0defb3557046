#!/usr/bin/env python3
"""Checks the files that are shipped. Standard library only, well under a second:

    python3 test_demo_model.py
"""

import hashlib
import json
import re
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from conversations import ConversationStream, RowPacker, vocabulary_texts
from corpus import WRONG_ANSWERS_FILE, load_entries, read_answers, read_lines, unknown_terms
from gguf_format import TensorType, read_gguf, string, uint32, write_gguf
from tokenizer import Tokenizer

HERE = Path(__file__).resolve().parent
MODEL_FILE = HERE / "llamune-demo-v1.q8_0.gguf"


def duplicates(items: list[str]) -> list[str]:
    return [item for item, times in Counter(items).items() if times > 1]


class CorpusTest(unittest.TestCase):
    def test_every_line_is_a_question_a_tab_and_an_answer(self) -> None:
        for name, lines in (("terms.tsv", 172), ("practical.tsv", 114)):
            with self.subTest(name):
                self.assertEqual(len(read_lines(name)), lines)
                for line in read_lines(name):
                    self.assertEqual(line.count("\t"), 1, line)
                    for part in line.split("\t"):
                        self.assertTrue(part == part.strip() != "", line)
                    self.assertTrue(line.endswith("。"), line)

    def test_practical_questions_have_one_to_train_on_and_one_to_hold_out(self) -> None:
        for line in read_lines("practical.tsv"):
            questions = line.split("\t")[0].split("|")
            # canonical, at least one rephrasing, and the held-out one
            self.assertGreaterEqual(len(questions), 3, line)
            self.assertNotIn("", questions)

    def test_no_question_occurs_twice(self) -> None:
        entries = load_entries()
        self.assertEqual(duplicates([q for entry in entries for q in entry.phrasings]), [])
        self.assertEqual(duplicates([entry.answer for entry in entries]), [])

    def test_lists_have_no_duplicates_and_no_tabs(self) -> None:
        for name in ("out_of_domain_train.txt", "out_of_domain_held.txt", "unknown_terms.txt"):
            with self.subTest(name):
                self.assertEqual(duplicates(read_lines(name)), [])
                self.assertFalse([line for line in read_lines(name) if "\t" in line])

    def test_what_is_to_be_refused_is_not_in_the_corpus(self) -> None:
        entries = load_entries()
        trained, held_out = unknown_terms()
        self.assertFalse({entry.term for entry in entries} & {*trained, *held_out})
        questions = {q for entry in entries for q in entry.phrasings + entry.held_out_everyday}
        outside = {*read_lines("out_of_domain_train.txt"), *read_lines("out_of_domain_held.txt")}
        self.assertFalse(questions & outside)

    def test_what_is_held_out_is_never_trained_on(self) -> None:
        entries = load_entries()
        trained = {q for entry in entries for q in entry.phrasings}
        for entry in entries:
            held_out = entry.held_out_frames + entry.held_out_everyday + entry.held_out_far
            self.assertFalse(trained & set(held_out), entry.question)
        self.assertFalse(
            {*read_lines("out_of_domain_train.txt")} & {*read_lines("out_of_domain_held.txt")}
        )

    def test_version_1_is_wrong_on_twelve_canonical_questions(self) -> None:
        right = {entry.question: entry.answer for entry in load_entries()}
        pairs = json.loads(
            WRONG_ANSWERS_FILE.read_text(encoding="utf-8"), object_pairs_hook=lambda found: found
        )
        self.assertEqual(len(pairs), 12)
        self.assertEqual(duplicates([question for question, _ in pairs]), [])
        for question, answer in pairs:
            self.assertIn(question, right)
            self.assertNotEqual(answer, right[question])

    def test_the_stream_never_asks_a_held_out_question(self) -> None:
        entries = load_entries()
        tokenizer = Tokenizer.from_texts(vocabulary_texts(entries))
        held_out = {q for entry in entries for q in entry.held_out_frames + entry.held_out_everyday}
        stream = ConversationStream(tokenizer, entries, seed=1)
        asked = {stream.question_and_answer()[0] for _ in range(5000)}
        self.assertEqual(asked & held_out, set())

    def test_the_same_seed_gives_the_same_rows(self) -> None:
        entries = load_entries()
        tokenizer = Tokenizer.from_texts(vocabulary_texts(entries))
        first, second = (
            RowPacker(ConversationStream(tokenizer, entries, seed=1), 256).rows(4) for _ in range(2)
        )
        self.assertEqual(first, second)
        for ids, learned, segments in first:
            self.assertEqual([len(ids), len(learned), len(segments)], [256] * 3)


class ModelFileTest(unittest.TestCase):
    def test_it_is_the_file_that_the_readme_names(self) -> None:
        digest = hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest()
        readme = (HERE / "README.md").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"\b[0-9a-f]{64}\b", readme)), {digest})

    def test_its_vocabulary_is_that_of_the_corpus(self) -> None:
        metadata, tensors = read_gguf(MODEL_FILE)
        wrong = list(read_answers(WRONG_ANSWERS_FILE).values())
        tokenizer = Tokenizer.from_texts(vocabulary_texts(load_entries(), wrong))
        self.assertEqual(metadata["tokenizer.ggml.tokens"], tokenizer.tokens)
        self.assertEqual(metadata["tokenizer.ggml.token_type"], tokenizer.types)
        self.assertEqual(metadata["tokenizer.ggml.eos_token_id"], tokenizer.im_end)
        self.assertIs(metadata["tokenizer.ggml.add_space_prefix"], False)
        self.assertEqual(tensors[0].shape, (len(tokenizer), 192))
        self.assertEqual({t.type for t in tensors if len(t.shape) == 2}, {TensorType.Q8_0})

    def test_written_again_it_is_the_same(self) -> None:
        metadata, tensors = read_gguf(MODEL_FILE)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "small.gguf"
            write_gguf(path, [string("general.name", "デモ"), uint32("n", 7)], tensors)
            self.assertEqual(read_gguf(path), ({"general.name": "デモ", "n": 7}, tensors))
        self.assertEqual(metadata["general.name"], "llamune demo v1")


class TokenizerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.tokenizer = Tokenizer.from_texts(["売掛金とは"])

    def test_a_token_a_character_bytes_for_the_rest_roles_as_one(self) -> None:
        self.assertEqual(len(self.tokenizer.encode("売掛金")), 3)
        self.assertEqual(len(self.tokenizer.encode("龘")), 3)  # three bytes of UTF-8
        self.assertEqual(self.tokenizer.encode("user"), [self.tokenizer.user])

    def test_decoding_gives_the_text_back(self) -> None:
        for text in ("売掛金とは", "a b\tc\n龘 😀", "user のassistant"):
            self.assertEqual(self.tokenizer.decode(self.tokenizer.encode(text)), text)


if __name__ == "__main__":
    unittest.main()
