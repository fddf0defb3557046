import type { Evaluation, Priority, Split, Turn } from '@llamune/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';
import { Snapshot } from './snapshot.js';

/** One log as a snapshot took it: the exact texts. A trigger refuses every change. */
@Entity('snapshot_examples')
@Index(['logId'])
@Check('snapshot_examples_split_check', "split IN ('train', 'valid', 'test')")
@Check('snapshot_examples_check', 'target IS NOT NULL OR rejected IS NOT NULL')
export class SnapshotExample {
  @PrimaryColumn({ type: 'int' })
  snapshotId!: number;

  @ManyToOne(() => Snapshot, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'snapshot_id' })
  snapshot!: Relation<Snapshot>;

  @PrimaryColumn({ type: 'int' })
  logId!: number;

  @ManyToOne(() => ConversationLog, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'log_id' })
  log!: Relation<ConversationLog>;

  @Column({ type: 'varchar', length: 5 })
  split!: Split;

  @Column({ type: 'int' })
  evaluation!: Evaluation;

  @Column({ type: 'int', nullable: true })
  priority!: Priority | null;

  @Column({ type: 'text', nullable: true })
  systemPrompt!: string | null;

  @Column({ type: 'jsonb', default: [] })
  turns!: Turn[];

  @Column({ type: 'text' })
  question!: string;

  /** What the model should answer: 良い: its own answer; else what a person wrote. Null: a negative example only. */
  @Column({ type: 'text', nullable: true })
  target!: string | null;

  /** What it answered and should not. */
  @Column({ type: 'text', nullable: true })
  rejected!: string | null;
}
