import type { NewQuestion, QuestionSet as WireSet, QuestionSetVersion as WireVersion, SetQuestion as WireQuestion } from '@llamune/contracts';
import type { CountedSet, ListedQuestion, Version } from './find-question-sets.js';
import type { GivenQuestion } from './plan-rows.js';

export const questionSetToWire = (set: CountedSet): WireSet => ({
  id: set.id,
  poc_id: set.pocId,
  name: set.name,
  description: set.description,
  version: set.version,
  question_count: set.question + set.paraphrase + set.nearMiss,
  held_out_count: set.heldOut,
  kinds: { question: set.question, paraphrase: set.paraphrase, near_miss: set.nearMiss },
  topics: set.topics,
  created_at: set.createdAt.toISOString(),
  created_by: set.createdBy,
  archived_at: set.archivedAt?.toISOString() ?? null,
});

export const versionToWire = ({ version, createdAt, createdBy, questionCount, added, removed }: Version): WireVersion => ({ version, created_at: createdAt.toISOString(), created_by: createdBy, question_count: questionCount, added, removed });

export const setQuestionToWire = (question: ListedQuestion): WireQuestion => ({
  id: question.id,
  kind: question.kind,
  sibling_of_id: question.siblingOfId,
  question: question.question,
  expected_answer: question.expectedAnswer,
  topic: question.topic,
  log_id: question.logId,
  held_out: question.heldOut,
  added_in: question.addedIn,
  removed_in: question.removedIn,
});

/** An answer of white space only is none. */
export const questionFromWire = ({ question, expected_answer, topic, kind, sibling_of_id }: NewQuestion): GivenQuestion => ({
  kind,
  siblingOfId: sibling_of_id ?? null,
  question,
  expectedAnswer: expected_answer?.trim() ? expected_answer : null,
  topic: topic?.trim() ?? null,
});
