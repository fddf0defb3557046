import { z } from 'zod';
import { Evaluation, Priority } from './codes.js';
import { mutation, query, stream } from './endpoint.js';
import { before, filledText, id, limit, text, timestamp } from './fields.js';
import { LogFilter, Turn } from './logs.js';
import { textLimits } from './text-limits.js';

/** Which part of the training an example serves. The same question always comes into the same one, and so does what nearly says the same. */
export const Split = z.enum(['train', 'valid', 'test']).meta({ id: 'Split' });
export type Split = z.infer<typeof Split>;

/**
 * Why a log cannot be taken, the first that applies:
 * `held_out`: its question is kept for testing / `cut_off`: 良い, but the answer was cut off / `no_correction`: 不十分 or 間違い without a correct answer /
 * `too_long`: prompt and target are longer than the context / `personal_data`: something looks like personal data, and nobody has said that it may stay /
 * `conflict`: the same question has another correction elsewhere / `duplicate`: the same question with the same target is taken from another log /
 * `changed`: it was judged anew while the snapshot was made.
 */
export const ProblemKind = z.enum(['held_out', 'cut_off', 'no_correction', 'too_long', 'personal_data', 'conflict', 'duplicate', 'changed']).meta({ id: 'ProblemKind' });
export type ProblemKind = z.infer<typeof ProblemKind>;

const share = z.int().min(0).max(50);
const chosenLogs = z.array(id).max(1000).default([]);
/** Of which logs, and under which conditions, examples are taken. */
export const SnapshotOptions = LogFilter.pick({ evaluation: true, priority: true, model_id: true, since: true, until: true, search: true }).extend({
  poc_id: id,
  include_trained: z.boolean().default(false).describe('Also what is 訓練済み or 検証済み: to train from the base again'),
  include_negatives: z.boolean().default(false).describe('Also 不十分 and 間違い without a correct answer: as negative examples (KTO), never as a target'),
  valid_percent: share.default(10),
  test_percent: share.default(0),
  max_tokens: z.int().min(64).max(1_048_576).default(2048).describe('Context of the training: longer examples are left out. Estimated from what the model counted'),
  limit: z.int().min(1).max(200_000).default(100_000).describe('Oldest logs first'),
  excluded_log_ids: chosenLogs.describe('Left out this time'),
  accepted_log_ids: chosenLogs.describe('Taken though something in them looks like personal data: a person has read them'),
});
export type SnapshotOptions = z.infer<typeof SnapshotOptions>;

const count = z.int().min(0);
export const SnapshotCounts = z
  .object({
    examples: count,
    train: count,
    valid: count,
    test: count,
    corrections: count.describe('Whose target a person wrote'),
    negatives: count.describe('Without a target'),
    blocked: z.partialRecord(ProblemKind, count).describe('Logs that were not taken, and why'),
  })
  .meta({ id: 'SnapshotCounts' });
export type SnapshotCounts = z.infer<typeof SnapshotCounts>;

/** `claimed`: nobody else may take its logs / `expired`: the claim has run out; its logs may be taken by others / `released`: given back / `trained`: acknowledged. */
export const SnapshotState = z.enum(['claimed', 'expired', 'released', 'trained']).meta({ id: 'SnapshotState' });
export type SnapshotState = z.infer<typeof SnapshotState>;

export const Snapshot = z
  .object({
    id,
    poc_id: id,
    poc_name: z.string(),
    version: z.int().describe('第n版 of this PoC'),
    description: z.string().nullable(),
    created_at: timestamp,
    created_by: z.string(),
    request_key: z.string().nullable(),
    options: SnapshotOptions,
    counts: SnapshotCounts,
    content_sha256: z.string().describe('Over all examples: GET /snapshots/{id}/examples in order of log_id, one line of JSON each'),
    state: SnapshotState,
    claimed_until: timestamp.nullable(),
    acknowledged_at: timestamp.nullable(),
    acknowledged_by: z.string().nullable(),
    model_ids: z.array(id).describe('Models that were trained on it'),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof Snapshot>;

export const SnapshotExample = z
  .object({
    log_id: id,
    split: Split,
    evaluation: Evaluation,
    priority: Priority.nullable(),
    system_prompt: z.string().nullable(),
    turns: z.array(Turn),
    question: z.string(),
    target: z.string().nullable().describe('null: a negative example'),
    rejected: z.string().nullable(),
  })
  .meta({ id: 'SnapshotExample' });
export type SnapshotExample = z.infer<typeof SnapshotExample>;

const Problem = z.object({
  kind: ProblemKind,
  log_id: id,
  question: z.string().describe('Its first 200 characters'),
  target: z.string().nullable().describe('Its first 200 characters'),
  detail: z.string().nullable().describe('What looks like personal data; how many tokens'),
  other_log_id: id.nullable().describe('The log that it conflicts with, or that is taken in its place'),
});
export const Preflight = z
  .object({
    counts: SnapshotCounts,
    problems: z.array(Problem).describe('The first 100 of each kind'),
    claimed_elsewhere: count.describe('Logs that would fit, but a snapshot has them for itself'),
  })
  .meta({ id: 'Preflight' });
export type Preflight = z.infer<typeof Preflight>;

const claimHours = z.number().min(0.01).max(24 * 14).default(24).describe('How long nobody else may take the logs, unless it is prolonged');
export const TakeSnapshot = SnapshotOptions.extend({
  request_key: filledText(200).optional().describe("The taker's own name for this request: asked again with it, the reply is the same snapshot"),
  description: text(textLimits.note).optional(),
  claim_hours: claimHours,
});
export type TakeSnapshot = z.infer<typeof TakeSnapshot>;

/** What happens while a snapshot is taken, in order. Closing the stream before `done` takes nothing. */
export const TakeEvent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('waiting') }),
    z.object({ type: z.literal('reading'), done: count }),
    z.object({ type: z.literal('writing'), done: count, total: count }),
    z.object({ type: z.literal('done'), snapshot: Snapshot }),
  ])
  .meta({ id: 'TakeEvent' });
export type TakeEvent = z.infer<typeof TakeEvent>;

export const exportFormatsOfSnapshot = ['chat', 'dpo', 'kto', 'alpaca', 'sharegpt'] as const;
const jsonl = 'application/jsonl; charset=utf-8';
const json = 'application/json; charset=utf-8';

const formatOfSnapshot = z.enum(exportFormatsOfSnapshot).default('chat');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What the files of an export are: enough to see that nothing is missing, and where it came from. The same snapshot and format give the same manifest. */
export const SnapshotManifest = z
  .object({
    kind: z.literal('llamune_poc/training-data'),
    format_version: z.literal(1),
    snapshot_id: id,
    poc_id: id,
    version: z.int(),
    created_at: timestamp,
    content_sha256: sha256,
    counts: SnapshotCounts,
    log_ids: z.array(id),
    system_prompts: z.array(z.object({ text: z.string().nullable(), examples: count })).describe('Which ones, most used first; at most 100'),
    format: z.enum(exportFormatsOfSnapshot),
    files: z.array(z.object({ name: z.string(), bytes: count, records: count, sha256 })),
    parent: z
      .object({ model_id: id, model_name: z.string(), version: z.int(), base_model: z.string().nullable(), file: z.string().nullable(), adapter: z.string().nullable() })
      .nullable()
      .describe('The model that the training begins with, where it was named'),
  })
  .meta({ id: 'SnapshotManifest' });
export type SnapshotManifest = z.infer<typeof SnapshotManifest>;

/** By which key archives are signed: `openssl pkeyutl -verify` takes it as it is. */
export const SigningKey = z.object({ public_key: z.string().describe('Ed25519, PEM'), fingerprint: z.string().describe('First 32 hexadecimal digits of the SHA-256 over its DER form, in groups of four') }).meta({ id: 'SigningKey' });
export type SigningKey = z.infer<typeof SigningKey>;

const snapshotId = z.object({ snapshot_id: id });
export const Acknowledgement = z
  .object({
    snapshot_id: id,
    trained: count.describe('Logs that are 訓練済み now, or were before'),
    changed: count.describe('Judged anew since the snapshot was taken: they stay 未処理'),
    taken_by_others: count.describe('Taken by another snapshot after this claim had run out'),
  })
  .meta({ id: 'Acknowledgement' });
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const HeldOutQuestion = z.object({ id, poc_id: id, question: z.string(), log_id: id.nullable(), held_by: z.string(), created_at: timestamp }).meta({ id: 'HeldOutQuestion' });
export type HeldOutQuestion = z.infer<typeof HeldOutQuestion>;

export const snapshots = {
  preflight: mutation({ access: 'learner', rest: ['POST', '/snapshots/preflight'], summary: '訓練データを作る前の点検（何も変えない）', refusals: [404], input: SnapshotOptions, output: Preflight }),
  take: stream({ access: 'learner', summary: '訓練データを作る（途中経過つき）', refusals: [404, 409], input: TakeSnapshot, yields: TakeEvent }),
  create: mutation({ access: 'learner', rest: ['POST', '/snapshots'], status: 201, summary: '訓練データを作り、ログを確保する', refusals: [404, 409], input: TakeSnapshot, output: Snapshot }),
  list: query({
    access: 'learner',
    rest: ['GET', '/snapshots'],
    summary: '訓練データ一覧（新しい順。続きは Link ヘッダー）',
    input: z.object({ poc_id: id.optional(), state: SnapshotState.optional(), request_key: filledText(200).optional(), limit, before }),
    output: z.array(Snapshot),
    nextPage: { input: 'before', from: 'id' },
  }),
  get: query({ access: 'learner', rest: ['GET', '/snapshots/{snapshot_id}'], summary: '訓練データの詳細', refusals: [404], input: snapshotId, output: Snapshot }),
  examples: query({
    access: 'learner',
    rest: ['GET', '/snapshots/{snapshot_id}/examples'],
    summary: '訓練データの中身（ログ番号順。続きは after）',
    refusals: [404],
    input: snapshotId.extend({ split: Split.optional(), limit, after: id.optional().describe('Only rows with a greater log_id: the next page') }),
    output: z.array(SnapshotExample),
  }),
  export: stream({
    access: 'learner',
    rest: ['GET', '/snapshots/{snapshot_id}/export'],
    summary: '訓練データのファイル出力（chat は mlx_lm.lora と OpenAI の JSONL）',
    refusals: [404],
    input: snapshotId.extend({ format: formatOfSnapshot, split: Split.default('train') }),
    yields: z.string(),
    file: {
      chat: { type: jsonl, name: '{split}.jsonl' },
      dpo: { type: jsonl, name: '{split}.dpo.jsonl' },
      kto: { type: jsonl, name: '{split}.kto.jsonl' },
      alpaca: { type: json, name: '{split}.alpaca.json' },
      sharegpt: { type: json, name: '{split}.sharegpt.json' },
    },
  }),
  manifest: query({
    access: 'learner',
    rest: ['GET', '/snapshots/{snapshot_id}/manifest'],
    summary: 'ファイル出力の目録（ログ番号、件数、システムプロンプト、ファイルごとのハッシュ）',
    refusals: [404],
    input: snapshotId.extend({ format: formatOfSnapshot }),
    output: SnapshotManifest,
  }),
  archive: stream({
    access: 'learner',
    rest: ['GET', '/snapshots/{snapshot_id}/archive'],
    summary: 'ネットワークにつながっていない機械へ運ぶ、署名つきのアーカイブ（tar）',
    refusals: [404],
    input: snapshotId.extend({ format: formatOfSnapshot, parent_id: id.describe('The model that the training begins with') }),
    yields: z.string(),
    file: Object.fromEntries(exportFormatsOfSnapshot.map((format) => [format, { type: 'application/x-tar', name: 'snapshot-{snapshot_id}.tar' }])),
  }),
  signingKey: query({ access: 'signed_in', rest: ['GET', '/signing-key'], summary: 'アーカイブの署名を確かめるための公開鍵', input: z.object({}), output: SigningKey }),
  renew: mutation({
    access: 'learner',
    rest: ['POST', '/snapshots/{snapshot_id}/renew'],
    summary: '確保を延長する',
    refusals: [403, 404, 409],
    input: snapshotId.extend({ claim_hours: claimHours }),
    output: Snapshot,
  }),
  release: mutation({ access: 'learner', rest: ['POST', '/snapshots/{snapshot_id}/release'], summary: '確保したログを返す', refusals: [403, 404, 409], input: snapshotId, output: Snapshot }),
  acknowledge: mutation({
    access: 'learner',
    rest: ['POST', '/snapshots/{snapshot_id}/acknowledge'],
    summary: '訓練に使ったことを記録し、ログを訓練済みにする（何度行っても同じ）',
    refusals: [403, 404, 409],
    input: snapshotId,
    output: Acknowledgement,
  }),
};

export const heldOut = {
  list: query({ access: 'learner', rest: ['GET', '/held-out-questions'], summary: '再テスト用に取り置いた質問', input: z.object({ poc_id: id, log_id: id.optional().describe('Only the one that keeps the question of this log'), limit, before }), output: z.array(HeldOutQuestion), nextPage: { input: 'before', from: 'id' } }),
  hold: mutation({ access: 'admin', rest: ['POST', '/held-out-questions'], status: 201, summary: 'ログの質問を、再テスト用に取り置く（訓練に使わない）', refusals: [404, 409], input: z.object({ log_id: id }), output: HeldOutQuestion }),
  release: mutation({ access: 'admin', rest: ['DELETE', '/held-out-questions/{held_out_id}'], summary: '取り置きをやめる', refusals: [404], input: z.object({ held_out_id: id }), output: z.object({ held_out_id: id }) }),
};
