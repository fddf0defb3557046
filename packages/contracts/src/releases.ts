import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { filledText, id, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

const share = z.number().min(0).max(1);
/** What a version must reach before it becomes the default (既定) of a PoC. null: this is not asked for. */
export const GatePolicy = z
  .object({
    max_high_wrong: z.int().min(0).max(10_000).nullable().describe('Questions from logs of high priority whose answer is 間違い'),
    min_good_low: share.nullable().describe('Lower end of the 95 % interval of the share of 良い'),
    max_broken_share: share.nullable().describe('Broken, of the questions judged in both versions'),
    min_judged: z.int().min(0).max(10_000).nullable().describe('Questions judged'),
  })
  .meta({ id: 'GatePolicy' });
export type GatePolicy = z.infer<typeof GatePolicy>;

export const GateCheck = z
  .object({ rule: z.enum(['max_high_wrong', 'min_good_low', 'max_broken_share', 'min_judged', 'complete']).describe('complete: so many pairs still want a judgement'), limit: z.number(), value: z.number().nullable().describe('null: cannot be told yet'), passed: z.boolean() })
  .meta({ id: 'GateCheck' });
export type GateCheck = z.infer<typeof GateCheck>;

/** By which right a version became the default. */
export const Release = z
  .object({
    id,
    poc_id: id,
    model_id: id,
    model_name: z.string(),
    model_version: z.int(),
    comparison_id: id.nullable(),
    checks: z.array(GateCheck),
    exception_reason: z.string().nullable().describe('It had not passed: why it became the default nevertheless'),
    reverts_id: id.nullable().describe('The release that was taken back by this one'),
    decided_at: timestamp,
    decided_by: z.string(),
  })
  .meta({ id: 'Release' });
export type Release = z.infer<typeof Release>;

export const ReleaseState = z.object({ poc_id: id, policy: GatePolicy, current: Release.nullable(), history: z.array(Release).describe('Newest first, at most 100') }).meta({ id: 'ReleaseState' });
export type ReleaseState = z.infer<typeof ReleaseState>;

const pocId = z.object({ poc_id: id });
const seenRelease = { seen_release_id: id.nullish().describe('The current release as it was looked at, null: there was none. 409 when somebody has decided since. Omitted: no check') };
export const releases = {
  state: query({ access: 'signed_in', rest: ['GET', '/pocs/{poc_id}/releases'], summary: '既定の版、その条件、これまでの経過', refusals: [404], input: pocId, output: ReleaseState }),
  setPolicy: mutation({ access: 'admin', rest: ['PUT', '/pocs/{poc_id}/gate'], summary: '既定にする条件を決める', refusals: [404], input: pocId.extend(GatePolicy.shape), output: ReleaseState }),
  check: query({
    access: 'signed_in',
    rest: ['GET', '/comparisons/{comparison_id}/gate'],
    summary: '比較の新しい版が、条件を満たすか',
    refusals: [404],
    input: z.object({ comparison_id: id }),
    output: z.object({ passed: z.boolean(), checks: z.array(GateCheck) }).meta({ id: 'GateResult' }),
  }),
  release: mutation({
    access: 'admin',
    rest: ['POST', '/pocs/{poc_id}/releases'],
    status: 201,
    summary: '版を既定にする（条件を満たすか、理由を記した例外として）',
    refusals: [400, 404, 409],
    input: pocId.extend({ model_id: id, comparison_id: id.optional(), exception_reason: filledText(textLimits.note).optional(), ...seenRelease }),
    output: ReleaseState,
  }),
  revert: mutation({ access: 'admin', rest: ['POST', '/pocs/{poc_id}/releases/revert'], summary: '1つ前の既定に戻す', refusals: [404, 409], input: pocId.extend(seenRelease), output: ReleaseState }),
};
