import type { SnapshotCounts, SnapshotOptions } from '@llamune/contracts';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Poc } from './poc.js';
import { User } from './user.js';

/** 訓練データ 第n版: examples taken for one training. What it holds never changes; what becomes of it does. */
@Entity('snapshots')
@Index(['pocId', 'version'], { unique: true })
@Index(['createdById', 'requestKey'], { unique: true })
export class Snapshot {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  pocId!: number;

  @ManyToOne(() => Poc, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'poc_id' })
  poc!: Relation<Poc>;

  /** Counts within the PoC, from 1. */
  @Column({ type: 'int' })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @Column({ type: 'int' })
  createdById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy!: Relation<User>;

  /** The taker's own name for the request: asked again with it, the taker gets this snapshot and no second one. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  requestKey!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** What was asked for, on the wire's names. */
  @Column({ type: 'jsonb' })
  options!: SnapshotOptions;

  @Column({ type: 'jsonb' })
  counts!: SnapshotCounts;

  /** SHA-256 over the examples in order, one line of JSON each (`example-lines.ts`). */
  @Column({ type: 'char', length: 64 })
  contentSha256!: string;

  /** Until then nobody else may take its logs; null: given back, or trained. */
  @Column({ type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;

  /** When somebody acknowledged that a model was trained on it. */
  @Column({ type: 'timestamptz', nullable: true })
  acknowledgedAt!: Date | null;

  @Column({ type: 'int', nullable: true })
  acknowledgedById!: number | null;

  @ManyToOne(() => User, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'acknowledged_by_id' })
  acknowledgedBy!: Relation<User> | null;
}
