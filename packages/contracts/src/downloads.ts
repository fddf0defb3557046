import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { filledText, timestamp } from './fields.js';
import { ModelFacts } from './models.js';

/**
 * `running` without a speed: it waits for its turn (two are received at a time), or for its next try. `paused`: stopped by an admin or by the end of the server; what was received stays and is continued by `resume`.
 * `checking`: all is there, its checksum and header are being looked at. `failed`: `error` says why; `resume` tries again.
 */
export const DownloadState = z.enum(['running', 'paused', 'checking', 'done', 'failed']).meta({ id: 'DownloadState' });
export type DownloadState = z.infer<typeof DownloadState>;

const downloadId = z.object({ download_id: z.string().min(1).max(64) });
export const ModelDownload = z
  .object({
    download_id: z.string(),
    address: z.string().describe('As it was given: hf:owner/repository/file.gguf or https://…'),
    file: z.string().describe('Where it will be, relative to the models folder'),
    state: DownloadState,
    received_bytes: z.int(),
    total_bytes: z.int().nullable(),
    bytes_per_second: z.number().nullable().describe('While it is running'),
    sha256: z.string().nullable().describe('Expected: given by the admin, or by Hugging Face'),
    error: z.string().nullable(),
    started_at: timestamp,
  })
  .meta({ id: 'ModelDownload' });
export type ModelDownload = z.infer<typeof ModelDownload>;

const address = filledText(2000).describe('hf:owner/repository/file.gguf (also a split file, by its first part) or https://…/file.gguf');

/** A model that is known to be good at Japanese, by the memory of the machine. */
export const RecommendedModel = z
  .object({
    memory_gb: z.int().describe('Memory of the machine it is meant for'),
    name: z.string(),
    address: z.string(),
    bytes: z.int().describe('Size of the download'),
    license: z.string(),
    note: z.string().describe('For what it is good, in Japanese'),
    note_en: z.string().describe('The same in English'),
    fits: z.boolean().describe('On this machine'),
  })
  .meta({ id: 'RecommendedModel' });
export type RecommendedModel = z.infer<typeof RecommendedModel>;

/** The only requests that ever leave the machine, and only when an admin asks for them. */
export const downloads = {
  list: query({ access: 'admin', rest: ['GET', '/model-downloads'], summary: 'モデルのダウンロード一覧', input: z.object({}), output: z.array(ModelDownload) }),
  recommended: query({ access: 'admin', rest: ['GET', '/recommended-models'], summary: 'メモリ別のおすすめモデル', input: z.object({}), output: z.array(RecommendedModel) }),
  preview: query({
    access: 'admin',
    rest: ['GET', '/model-downloads/preview'],
    summary: 'ダウンロードする前に、大きさ・種類・このマシンで動くかを調べる（外部に通信する）',
    refusals: [400, 502],
    input: z.object({ address }),
    output: ModelFacts.extend({ exists: z.boolean().describe('The file is in the models folder already') }).meta({ id: 'DownloadPreview' }),
  }),
  start: mutation({
    access: 'admin',
    rest: ['POST', '/model-downloads'],
    status: 201,
    summary: 'モデルのダウンロードを始める（外部に通信する）',
    refusals: [400, 409, 502],
    input: z.object({ address, sha256: z.string().regex(/^[0-9a-fA-F]{64}$/).optional() }),
    output: ModelDownload,
  }),
  pause: mutation({ access: 'admin', rest: ['PUT', '/model-downloads/{download_id}/pause'], summary: '一時停止', input: downloadId, output: ModelDownload }),
  resume: mutation({ access: 'admin', rest: ['PUT', '/model-downloads/{download_id}/resume'], summary: '続きから再開', refusals: [409], input: downloadId, output: ModelDownload }),
  remove: mutation({ access: 'admin', rest: ['DELETE', '/model-downloads/{download_id}'], summary: '取り消す（途中のファイルも消す。終わったものは一覧から消すだけ）', input: downloadId, output: downloadId }),
};
