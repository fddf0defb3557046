import type { AnswerErrorCode, Evaluation, FinishReason, LogStatus, Priority, Sampling, Turn } from '@llamune/contracts';
import { Check, Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { Session } from './session.js';
import { User } from './user.js';

/** One question and its answer, with all that produced it, and its judgement. */
@Entity('conversation_logs')
@Index(['sessionId', 'id'])
@Index(['userId', 'id'])
@Index(['pocId', 'id'])
@Index(['modelId', 'id'])
@Index(['evaluation', 'id'])
@Index(['priority', 'id'])
@Index(['status', 'id'])
@Index(['evaluatedAt'])
@Index(['evaluatedById', 'evaluatedAt'])
// What these are made of cannot be written here: migrations/1795420800000-workplace.ts.
@Index('conversation_logs_summary_idx', { synchronize: false })
@Index('conversation_logs_awaiting_idx', { synchronize: false })
@Index('conversation_logs_uncorrected_idx', { synchronize: false })
@Index('conversation_logs_unfinished_idx', ['id'], { where: 'finish_reason IS NULL' })
@Check('conversation_logs_evaluation_check', 'evaluation BETWEEN 1 AND 3')
@Check('conversation_logs_priority_check', 'priority BETWEEN 1 AND 3')
@Check('conversation_logs_status_check', 'status BETWEEN 1 AND 3')
export class ConversationLog {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  sessionId!: number;

  @ManyToOne(() => Session, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'session_id' })
  session!: Relation<Session>;

  @Column({ type: 'text' })
  question!: string;

  /** What there is of it, while `finishReason` is null. */
  @Column({ type: 'text', default: '' })
  answer!: string;

  /** What a model that thinks first has thought; kept apart from the answer, never trained on. */
  @Column({ type: 'text', nullable: true })
  thinking!: string | null;

  /** When the question arrived. */
  @CreateDateColumn({ type: 'timestamptz' })
  timestamp!: Date;

  @Column({ type: 'int', nullable: true, comment: '1 良い / 2 不十分 / 3 間違い / NULL 未評価' })
  evaluation!: Evaluation | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  correctAnswer!: string | null;

  @Column({ type: 'int', nullable: true, comment: '1 高 / 2 中 / 3 低' })
  priority!: Priority | null;

  @Column({ type: 'int', default: 1, comment: '1 未処理 / 2 訓練済み / 3 検証済み' })
  status!: LogStatus;

  @Column({ type: 'text', nullable: true })
  memo!: string | null;

  // What is right, wrong and missing in the answer: notes from which a correct answer is drafted.
  @Column({ type: 'text', nullable: true })
  rightPoints!: string | null;

  @Column({ type: 'text', nullable: true })
  wrongPoints!: string | null;

  @Column({ type: 'text', nullable: true })
  missingPoints!: string | null;

  /** The log whose question was asked again, as it was or edited. */
  @Index()
  @Column({ type: 'int', nullable: true })
  retryOfId!: number | null;

  @ManyToOne(() => ConversationLog, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'retry_of_id' })
  retryOf!: Relation<ConversationLog> | null;

  // The session's owner, PoC and model again: a session never changes them, and every list filters by one of them.
  @Column({ type: 'int' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'user_id' })
  user!: Relation<User>;

  @Column({ type: 'int' })
  pocId!: number;

  @ManyToOne(() => Poc, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'poc_id' })
  poc!: Relation<Poc>;

  @Column({ type: 'int' })
  modelId!: number;

  @ManyToOne(() => Model, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'model_id' })
  model!: Relation<Model>;

  // What made the answer: copies, so that no later change of a PoC or a model reaches it.
  @Column({ type: 'varchar', length: 200 })
  modelName!: string;

  @Column({ type: 'int' })
  modelVersion!: number;

  @Column({ type: 'text', nullable: true })
  adapter!: string | null;

  @Column({ type: 'text', nullable: true })
  systemPrompt!: string | null;

  /** Earlier turns of the session that were part of the prompt. */
  @Column({ type: 'jsonb', default: [] })
  turns!: Turn[];

  /** With the seed that was really used. */
  @Column({ type: 'jsonb', default: {} })
  sampling!: Partial<Sampling>;

  /** Engine, model file and its SHA-256 (or address of the model server), chat template, context size; null until the answer has ended. */
  @Column({ type: 'jsonb', nullable: true })
  engine!: Record<string, unknown> | null;

  @Column({ type: 'int', nullable: true })
  promptTokens!: number | null;

  @Column({ type: 'int', nullable: true })
  cachedTokens!: number | null;

  @Column({ type: 'int', nullable: true })
  completionTokens!: number | null;

  @Column({ type: 'int', nullable: true })
  queueMs!: number | null;

  @Column({ type: 'int', nullable: true })
  timeToFirstTokenMs!: number | null;

  @Column({ type: 'int', nullable: true })
  durationMs!: number | null;

  /** Why the answer ended; null while it is being made. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  finishReason!: FinishReason | null;

  /** Which server makes the answer, while it is being made: the number of its lock (see `server-lock.ts`). */
  @Column({ type: 'int', nullable: true })
  serverId!: number | null;

  /** What went wrong, as a code, for `failed` and `interrupted`. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  errorCode!: AnswerErrorCode | null;

  /** The same as a sentence. */
  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  evaluatedAt!: Date | null;

  @Column({ type: 'int', nullable: true })
  evaluatedById!: number | null;

  @ManyToOne(() => User, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'evaluated_by_id' })
  evaluatedBy!: Relation<User> | null;

  /** When the judgement or the status last changed. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}
