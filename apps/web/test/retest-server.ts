import type { Comparison, PastedQuestions, QuestionSet, Run, RunDetail, SetQuestion } from '@llamune/contracts';
import { adminHandlers } from './admin-builders';
import type { Handlers } from './fake-server';

const now = '2026-01-31T09:00:00.000Z';

export const aSet = (set: Partial<QuestionSet> = {}): QuestionSet => ({ id: 3, poc_id: 1, name: '経理の基本', description: null, version: 4, question_count: 1, held_out_count: 0, kinds: { question: 1, paraphrase: 0, near_miss: 0 }, topics: [], created_at: now, created_by: 'admin', archived_at: null, ...set });
export const aQuestion = (question: Partial<SetQuestion> = {}): SetQuestion => ({ id: 31, kind: 'question', sibling_of_id: null, question: '売掛金とは何ですか？', expected_answer: '未回収の代金です。', topic: null, log_id: null, held_out: false, added_in: 1, removed_in: null, ...question });
export const aRun = (run: Partial<Run> = {}): Run => ({
  id: 7,
  poc_id: 1,
  set_id: 3,
  set_name: '経理の基本',
  set_version: 4,
  model_id: 1,
  model_name: 'keiri',
  model_version: 2,
  model_is_demo: false,
  system_prompt: null,
  sampling: { temperature: 0, top_p: 1, top_k: 40, min_p: 0, repeat_penalty: 1, max_tokens: 1024, seed: 0 },
  repeats: 1,
  state: 'running',
  created_at: now,
  created_by: 'admin',
  started_at: now,
  finished_at: null,
  progress: { total: 10, answered: 4, failed: 0, judged: 0, carried: 0 },
  remaining_seconds: 90,
  error: null,
  ...run,
});
export const aRunDetail = (run: Partial<RunDetail> = {}): RunDetail => ({ ...aRun(run), made_by: [], ...run });
const aVersion = (run_id: number, model_version: number) => ({ run_id, model_id: model_version, model_name: 'keiri', model_version, model_is_demo: false });
export const aComparison = (comparison: Partial<Comparison> = {}): Comparison => ({
  id: 9,
  poc_id: 1,
  set_id: 3,
  set_name: '経理の基本',
  set_version: 4,
  baseline: aVersion(6, 1),
  candidate: aVersion(7, 2),
  second_percent: 0,
  created_at: now,
  created_by: 'admin',
  progress: { pairs: 10, judged: 4, second_wanted: 0, second_judged: 0, disagreed: 0, decided: 0, carried: 2 },
  ...comparison,
});
export const pasted: PastedQuestions = {
  questions: [
    { line: 2, question: '買掛金とは？', expected_answer: '未払いの代金です。', topic: '負債', kind: 'question' },
    { line: 4, question: '資本とは？', expected_answer: null, topic: null, kind: 'paraphrase' },
  ],
  problems: [{ line: 3, problem: 'no_question' }],
  columns: ['topic', 'question', 'expected_answer', 'kind', 'ignored'],
};

/** What the pages of the retest ask for, with nothing there. */
export const retestHandlers = (more: Handlers = {}): Handlers =>
  adminHandlers({
    'pocs.list': () => [{ id: 1, name: '会計', domain: '会計', default_system_prompt: 'あなたは会計の専門家です。', example_questions: [], created_at: now }],
    'comparisons.list': () => [],
    'questionSets.list': () => [],
    'questionSets.get': () => aSet(),
    'questionSets.versions': () => [],
    'questionSets.questions': () => [aQuestion()],
    'questionSets.parse': () => pasted,
    'runs.list': () => [],
    'runs.answers': () => [],
    ...more,
  });
