import type { RunState, Sampling } from '@llamune/contracts';
import { Check, Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { QuestionSet } from './question-set.js';
import { User } from './user.js';

/** 再テスト: one version of a question set asked of one model version. Its answers are rows from the beginning (`RunAnswer`). */
@Entity('runs')
@Index(['pocId', 'id'])
@Index(['setId', 'id'])
@Index(['modelId', 'id'])
@Index('runs_unfinished_idx', ['id'], { where: "state IN ('waiting', 'running')" })
@Check('runs_state_check', "state IN ('waiting', 'running', 'paused', 'cancelled', 'done')")
export class Run {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  pocId!: number;

  @ManyToOne(() => Poc, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'poc_id' })
  poc!: Relation<Poc>;

  @Column({ type: 'int' })
  setId!: number;

  @ManyToOne(() => QuestionSet, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'set_id' })
  set!: Relation<QuestionSet>;

  @Column({ type: 'int' })
  setVersion!: number;

  @Column({ type: 'int' })
  modelId!: number;

  @ManyToOne(() => Model, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'model_id' })
  model!: Relation<Model>;

  @Column({ type: 'text', nullable: true })
  systemPrompt!: string | null;

  /** On the wire's names, the seed always given: repeat n is asked with seed + n - 1. */
  @Column({ type: 'jsonb' })
  sampling!: Sampling & { seed: number };

  @Column({ type: 'int', default: 1 })
  repeats!: number;

  @Column({ type: 'varchar', length: 10, default: 'waiting' })
  state!: RunState;

  /** The server that asks, while it is running (see `ServerLock`). */
  @Column({ type: 'int', nullable: true })
  serverId!: number | null;

  /** Why it was paused, if nobody did. */
  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'int' })
  createdById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
