import type { Evaluation, JudgeRole, PairChoice } from '@llamune/contracts';
import { Check, Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Pair } from './pair.js';
import { User } from './user.js';

/** What a person said of a pair. Said again it is a new row: the newest one of a role counts, and the earlier ones stay. */
@Entity('pair_judgements')
@Index(['pairId', 'role', 'id'])
@Index(['judgedById', 'id'])
@Check('pair_judgements_role_check', "role IN ('first', 'second', 'lead')")
@Check('pair_judgements_choice_check', "choice IN ('left', 'right', 'same', 'both_bad')")
@Check('pair_judgements_evaluation_check', 'baseline_evaluation BETWEEN 1 AND 3 AND candidate_evaluation BETWEEN 1 AND 3')
export class PairJudgement {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  pairId!: number;

  @ManyToOne(() => Pair, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'pair_id' })
  pair!: Relation<Pair>;

  @Column({ type: 'varchar', length: 6 })
  role!: JudgeRole;

  /** As it was shown; the pair says what was left. */
  @Column({ type: 'varchar', length: 8 })
  choice!: PairChoice;

  @Column({ type: 'int' })
  baselineEvaluation!: Evaluation;

  @Column({ type: 'int' })
  candidateEvaluation!: Evaluation;

  @Column({ type: 'int' })
  judgedById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'judged_by_id' })
  judgedBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  judgedAt!: Date;
}
