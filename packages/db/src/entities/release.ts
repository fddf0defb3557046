import type { GateCheck } from '@llamune/contracts';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Comparison } from './comparison.js';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { User } from './user.js';

/** 既定: from then on the default version of a PoC, and by which right. The newest row counts. */
@Entity('releases')
@Index(['pocId', 'id'])
export class Release {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

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

  @Column({ type: 'int', nullable: true })
  comparisonId!: number | null;

  @ManyToOne(() => Comparison, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'comparison_id' })
  comparison!: Relation<Comparison> | null;

  /** What the policy asked for then, and what there was. */
  @Column({ type: 'jsonb', default: [] })
  checks!: GateCheck[];

  /** It had not passed. */
  @Column({ type: 'text', nullable: true })
  exceptionReason!: string | null;

  /** The release that was taken back by this one. */
  @Column({ type: 'int', nullable: true })
  revertsId!: number | null;

  @ManyToOne(() => Release, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'reverts_id' })
  reverts!: Relation<Release> | null;

  @Column({ type: 'int' })
  decidedById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'decided_by_id' })
  decidedBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  decidedAt!: Date;
}
