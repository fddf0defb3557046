import type { QuestionKind } from '@llamune/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';
import { QuestionSet } from './question-set.js';

/**
 * One question of a set. It is in the versions from `addedIn` until before `removedIn`, and never changes: what is written anew is another row, so that
 * a run goes on saying what was asked.
 */
@Entity('set_questions')
@Index(['setId', 'id'])
@Index(['questionKey'])
@Check('set_questions_kind_check', "kind IN ('question', 'paraphrase', 'near_miss')")
@Check('set_questions_removed_check', 'removed_in > added_in')
export class SetQuestion {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  setId!: number;

  @ManyToOne(() => QuestionSet, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'set_id' })
  set!: Relation<QuestionSet>;

  @Column({ type: 'int' })
  addedIn!: number;

  @Column({ type: 'int', nullable: true })
  removedIn!: number | null;

  @Column({ type: 'varchar', length: 10, default: 'question' })
  kind!: QuestionKind;

  /** The question that it paraphrases, or nearly is. */
  @Index()
  @Column({ type: 'int', nullable: true })
  siblingOfId!: number | null;

  @ManyToOne(() => SetQuestion, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'sibling_of_id' })
  siblingOf!: Relation<SetQuestion> | null;

  @Column({ type: 'text' })
  question!: string;

  /** SHA-256 of the question without what does not make it another one (`fold-question.ts`). */
  @Column({ type: 'char', length: 64 })
  questionKey!: string;

  @Column({ type: 'text', nullable: true })
  expectedAnswer!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  topic!: string | null;

  /** The judged log it was taken from. */
  @Index()
  @Column({ type: 'int', nullable: true })
  logId!: number | null;

  @ManyToOne(() => ConversationLog, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'log_id' })
  log!: Relation<ConversationLog> | null;
}
