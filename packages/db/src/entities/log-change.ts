import type { Evaluation, LogStatus, Priority } from '@llamune/contracts';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';
import { RunAnswer } from './run-answer.js';
import { User } from './user.js';

export interface Judgement {
  evaluation: Evaluation | null;
  reason: string | null;
  correctAnswer: string | null;
  priority: Priority | null;
  memo: string | null;
  rightPoints: string | null;
  wrongPoints: string | null;
  missingPoints: string | null;
  status: LogStatus;
}

/** One change of a log's judgement: who, when, before and after. Rows are only ever added. */
@Entity('log_changes')
@Index(['logId', 'id'])
export class LogChange {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  logId!: number;

  @ManyToOne(() => ConversationLog, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'log_id' })
  log!: Relation<ConversationLog>;

  @Column({ type: 'int' })
  changedById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'changed_by_id' })
  changedBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  changedAt!: Date;

  @Column({ type: 'jsonb' })
  before!: Judgement;

  @Column({ type: 'jsonb' })
  after!: Judgement;

  /** The answer of a retest that made it 検証済み; null: a person changed it. */
  @Column({ type: 'int', nullable: true })
  proofAnswerId!: number | null;

  @ManyToOne(() => RunAnswer, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'proof_answer_id' })
  proofAnswer!: Relation<RunAnswer> | null;
}
