import type { Sampling } from '@llamune/contracts';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { User } from './user.js';

@Entity('sessions')
@Index(['userId', 'id'])
@Index(['pocId', 'id'])
@Index(['modelId', 'id'])
export class Session {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

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

  /** A snapshot: later changes of the PoC's default do not reach it. */
  @Column({ type: 'text', nullable: true })
  systemPrompt!: string | null;

  @Column({ type: 'boolean', default: false })
  multiTurn!: boolean;

  @Column({ type: 'jsonb', default: {} })
  sampling!: Partial<Sampling>;

  @CreateDateColumn({ type: 'timestamptz' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
