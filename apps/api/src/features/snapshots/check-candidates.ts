import { createHash } from 'node:crypto';
import type { ProblemKind, SnapshotCounts, SnapshotOptions, Split } from '@llamune/contracts';
import { foldQuestion, subjectOf } from '../../fold-question.js';
import type { Candidate } from './candidates.js';
import { estimatedTokens } from './estimated-tokens.js';
import { groupNearDuplicates } from './near-duplicates.js';
import { personalDataIn } from './personal-data.js';
import { splitOf } from './split.js';

export interface Problem {
  kind: ProblemKind;
  logId: number;
  /** What looks like personal data; how many tokens; why the answer ended. */
  detail: string | null;
  /** The log that it conflicts with, or that is taken in its place. */
  otherLogId: number | null;
}
/** One log that can be taken. */
export interface Chosen {
  logId: number;
  /** Milliseconds since 1970. */
  updatedAt: number;
  split: Split;
}
export interface Checked {
  chosen: Chosen[];
  counts: SnapshotCounts;
  problems: Problem[];
}

/** What is kept in memory of a candidate: no texts but the folded question. */
interface Kept {
  logId: number;
  updatedAt: number;
  evaluatedAt: number;
  subject: string;
  /** Of system prompt, earlier turns and question. */
  promptHash: string;
  targetHash: string | null;
  isCorrection: boolean;
}

const shownOfEach = 100;

/** Looks at candidates as they are read, then decides about all of them together. */
export class CandidateCheck {
  private readonly kept: Kept[] = [];
  private readonly problems: Problem[] = [];
  private readonly blocked: Partial<Record<ProblemKind, number>> = {};
  private readonly accepted: Set<number>;

  constructor(
    private readonly options: SnapshotOptions,
    /** The questions that are kept for testing. */
    private readonly heldOut: string[],
  ) {
    this.accepted = new Set(options.accepted_log_ids);
  }

  add(candidates: Candidate[]): void {
    for (const candidate of candidates) {
      const target = targetOf(candidate);
      const fault = this.faultOf(candidate, target);
      if (fault) this.block(fault.kind, candidate.id, fault.detail);
      else this.kept.push(keep(candidate, target));
    }
  }

  finish(): Checked {
    const free = this.withoutHeldOut();
    const agreeing = this.withoutConflicts(free.rows);
    const single = this.withoutDuplicates(agreeing).slice(0, this.options.limit);
    const firstOf = new Map<number, string>();
    // The group's first question by its letters, not by who asked first: the same group always has the same one.
    for (const row of single) {
      const group = free.groupOf.get(row.logId)!;
      const first = firstOf.get(group);
      if (first === undefined || row.subject < first) firstOf.set(group, row.subject);
    }
    const shares = { validPercent: this.options.valid_percent, testPercent: this.options.test_percent };
    const chosen = single.map((row) => ({ logId: row.logId, updatedAt: row.updatedAt, split: splitOf(firstOf.get(free.groupOf.get(row.logId)!)!, shares) }));
    const counts = countsOf(single, chosen, this.blocked);
    return { chosen, counts, problems: this.problems };
  }

  /** What is wrong with one log alone. */
  private faultOf(candidate: Candidate, target: string | null): { kind: ProblemKind; detail: string | null } | null {
    if (candidate.evaluation === 1 && candidate.finishReason !== 'stop') return { kind: 'cut_off', detail: candidate.finishReason };
    if (target === null && !this.options.include_negatives) return { kind: 'no_correction', detail: null };
    // Nothing to learn from: no target, and no answer to learn against.
    if (target === null && candidate.answer.trim() === '') return { kind: 'no_correction', detail: null };
    const tokens = estimatedTokens(candidate, target ?? candidate.answer);
    if (tokens > this.options.max_tokens) return { kind: 'too_long', detail: String(tokens) };
    if (this.accepted.has(candidate.id)) return null;
    const found = personalDataIn([candidate.question, target ?? candidate.answer, ...candidate.turns.flatMap((turn) => [turn.question, turn.answer])].join('\n'));
    return found ? { kind: 'personal_data', detail: found } : null;
  }

  /** Near-duplicates are found among all questions at once, those for testing among them: what is tested is not trained in other words either. */
  private withoutHeldOut() {
    const groups = groupNearDuplicates([...this.heldOut.map((question) => subjectOf(foldQuestion(question))), ...this.kept.map(({ subject }) => subject)]);
    const tested = new Set(groups.slice(0, this.heldOut.length));
    const groupOf = new Map(this.kept.map(({ logId }, place) => [logId, groups[this.heldOut.length + place]!]));
    const rows = this.kept.filter((row) => {
      const isFree = !tested.has(groupOf.get(row.logId)!);
      if (!isFree) this.block('held_out', row.logId);
      return isFree;
    });
    return { rows, groupOf };
  }

  /** The same prompt with two corrections that differ: nobody here can know which of them is right. */
  private withoutConflicts(rows: Kept[]): Kept[] {
    const first = new Map<string, Kept>();
    const disputed = new Map<string, Kept>();
    for (const row of rows) {
      if (!row.isCorrection) continue;
      const other = first.get(row.promptHash);
      if (!other) first.set(row.promptHash, row);
      else if (other.targetHash !== row.targetHash && !disputed.has(row.promptHash)) disputed.set(row.promptHash, row);
    }
    return rows.filter((row) => {
      const isDisputed = row.isCorrection && disputed.has(row.promptHash);
      if (!isDisputed) return true;
      const [one, two] = [first.get(row.promptHash)!, disputed.get(row.promptHash)!];
      this.block('conflict', row.logId, null, row.targetHash === one.targetHash ? two.logId : one.logId);
      return false;
    });
  }

  /** The same prompt with the same target: the one that was judged last is taken. */
  private withoutDuplicates(rows: Kept[]): Kept[] {
    const newest = new Map<string, Kept>();
    const keyOf = (row: Kept) => `${row.promptHash} ${row.targetHash ?? `negative ${row.logId}`}`;
    for (const row of rows) {
      const other = newest.get(keyOf(row));
      if (!other || row.evaluatedAt >= other.evaluatedAt) newest.set(keyOf(row), row);
    }
    return rows.filter((row) => {
      const taken = newest.get(keyOf(row))!;
      if (taken === row) return true;
      this.block('duplicate', row.logId, null, taken.logId);
      return false;
    });
  }

  private block(kind: ProblemKind, logId: number, detail: string | null = null, otherLogId: number | null = null): void {
    const count = (this.blocked[kind] = (this.blocked[kind] ?? 0) + 1);
    if (count <= shownOfEach) this.problems.push({ kind, logId, detail, otherLogId });
  }
}

/** 良い trains on the answer; 不十分 and 間違い only on what a person wrote instead. */
export const targetOf = ({ evaluation, answer, correctAnswer }: Pick<Candidate, 'evaluation' | 'answer' | 'correctAnswer'>): string | null => {
  const target = evaluation === 1 ? answer : correctAnswer;
  return target === null || target.trim() === '' ? null : target;
};

const keep = (candidate: Candidate, target: string | null): Kept => {
  const folded = foldQuestion(candidate.question);
  return {
    logId: candidate.id,
    updatedAt: candidate.updatedAt.getTime(),
    evaluatedAt: candidate.evaluatedAt?.getTime() ?? 0,
    subject: subjectOf(folded),
    promptHash: hashOf(JSON.stringify([candidate.systemPrompt, candidate.turns.map(({ question, answer }) => [question, answer]), folded])),
    targetHash: target === null ? null : hashOf(target.normalize('NFKC').replace(/\s+/g, ' ').trim()),
    isCorrection: candidate.evaluation !== 1 && target !== null,
  };
};

// 128 bits, a byte each letter: there are two of them for each of a hundred thousand logs.
const hashOf = (text: string) => createHash('sha256').update(text).digest().toString('latin1', 0, 16);

const countsOf = (rows: Kept[], chosen: Chosen[], blocked: SnapshotCounts['blocked']): SnapshotCounts => {
  const inSplit = (split: Split) => chosen.filter((row) => row.split === split).length;
  return {
    examples: chosen.length,
    train: inSplit('train'),
    valid: inSplit('valid'),
    test: inSplit('test'),
    corrections: rows.filter(({ isCorrection }) => isCorrection).length,
    negatives: rows.filter(({ targetHash }) => targetHash === null).length,
    blocked,
  };
};
