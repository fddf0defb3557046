import type { AnswerErrorCode, Evaluation, FinishReason } from '@llamune/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';
import { Run } from './run.js';
import { SetQuestion } from './set-question.js';
import { User } from './user.js';

/** What a run's model answers to one question, one of its repeats. The row is there before it is asked: none can be missing, and none be twice. */
@Entity('run_answers')
@Index(['runId', 'questionId', 'repeat'], { unique: true })
@Index('run_answers_question_id_idx', ['questionId', 'answerKey'])
@Index('run_answers_open_idx', ['runId', 'id'], { where: 'finish_reason IS NULL' })
@Check('run_answers_evaluation_check', 'evaluation BETWEEN 1 AND 3')
@Check('run_answers_carried_from_check', "carried_from IN ('run', 'log', 'expected')")
export class RunAnswer {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  runId!: number;

  @ManyToOne(() => Run, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'run_id' })
  run!: Relation<Run>;

  @Column({ type: 'int' })
  questionId!: number;

  @ManyToOne(() => SetQuestion, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'question_id' })
  question!: Relation<SetQuestion>;

  /** 1…repeats of the run. */
  @Column({ type: 'int', default: 1 })
  repeat!: number;

  @Column({ type: 'text', default: '' })
  answer!: string;

  /** SHA-256 of the answer after NFKC, white space folded. Null: there is no whole text that could be equal to another. */
  @Column({ type: 'char', length: 64, nullable: true })
  answerKey!: string | null;

  /** Null: not asked yet, or being asked. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  finishReason!: FinishReason | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  errorCode!: AnswerErrorCode | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'int', nullable: true })
  promptTokens!: number | null;

  @Column({ type: 'int', nullable: true })
  completionTokens!: number | null;

  @Column({ type: 'int', nullable: true })
  timeToFirstTokenMs!: number | null;

  @Column({ type: 'int', nullable: true })
  durationMs!: number | null;

  /** What made it: engine, file and its hash, adapter (as in a log). */
  @Column({ type: 'jsonb', nullable: true })
  engine!: Record<string, unknown> | null;

  @Column({ type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;

  /** What a person has decided, or what an equal answer carries over. */
  @Column({ type: 'int', nullable: true })
  evaluation!: Evaluation | null;

  /** 引継: where the evaluation comes from; null: a person judged this very answer. */
  @Column({ type: 'varchar', length: 8, nullable: true })
  carriedFrom!: 'run' | 'log' | 'expected' | null;

  @Column({ type: 'int', nullable: true })
  carriedFromAnswerId!: number | null;

  @ManyToOne(() => RunAnswer, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'carried_from_answer_id' })
  carriedFromAnswer!: Relation<RunAnswer> | null;

  @Column({ type: 'int', nullable: true })
  carriedFromLogId!: number | null;

  @ManyToOne(() => ConversationLog, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'carried_from_log_id' })
  carriedFromLog!: Relation<ConversationLog> | null;

  @Column({ type: 'int', nullable: true })
  judgedById!: number | null;

  @ManyToOne(() => User, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'judged_by_id' })
  judgedBy!: Relation<User> | null;

  @Column({ type: 'timestamptz', nullable: true })
  judgedAt!: Date | null;
}
