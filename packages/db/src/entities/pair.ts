import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Comparison } from './comparison.js';
import { RunAnswer } from './run-answer.js';

/** Two answers to one question that a person has to look at, in an order that was drawn once for all. */
@Entity('pairs')
@Index(['comparisonId', 'position'])
@Index(['baselineAnswerId'])
@Index(['candidateAnswerId'])
export class Pair {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  comparisonId!: number;

  @ManyToOne(() => Comparison, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'comparison_id' })
  comparison!: Relation<Comparison>;

  @Column({ type: 'int' })
  baselineAnswerId!: number;

  @ManyToOne(() => RunAnswer, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'baseline_answer_id' })
  baselineAnswer!: Relation<RunAnswer>;

  @Column({ type: 'int' })
  candidateAnswerId!: number;

  @ManyToOne(() => RunAnswer, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'candidate_answer_id' })
  candidateAnswer!: Relation<RunAnswer>;

  /** What is looked at first: was wrong and trained, then was good and changed, then the others. */
  @Column({ type: 'int' })
  position!: number;

  @Column({ type: 'boolean' })
  baselineIsLeft!: boolean;

  /** Drawn: a second person judges it too. */
  @Column({ type: 'boolean', default: false })
  wantsSecond!: boolean;
}
