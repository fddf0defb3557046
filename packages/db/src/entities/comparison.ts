import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Run } from './run.js';
import { User } from './user.js';

/** Two runs of the same version of a question set, to be told apart by people who do not know which is which. */
@Entity('comparisons')
@Index(['baselineRunId', 'candidateRunId'], { unique: true })
@Index(['candidateRunId'])
export class Comparison {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  baselineRunId!: number;

  @ManyToOne(() => Run, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'baseline_run_id' })
  baselineRun!: Relation<Run>;

  @Column({ type: 'int' })
  candidateRunId!: number;

  @ManyToOne(() => Run, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'candidate_run_id' })
  candidateRun!: Relation<Run>;

  /** Share of the pairs, 0…100, that a second person judges too. */
  @Column({ type: 'int', default: 0 })
  secondPercent!: number;

  @Column({ type: 'int' })
  createdById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
