import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';
import { Poc } from './poc.js';
import { User } from './user.js';

/** A question that is kept for testing: no snapshot takes it, nor what nearly says the same. */
@Entity('held_out_questions')
@Index(['pocId', 'questionKey'], { unique: true })
@Index(['logId'])
export class HeldOutQuestion {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  pocId!: number;

  @ManyToOne(() => Poc, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'poc_id' })
  poc!: Relation<Poc>;

  @Column({ type: 'text' })
  question!: string;

  /** SHA-256 of the question without what does not make it another one (`fold-question.ts`). */
  @Column({ type: 'char', length: 64 })
  questionKey!: string;

  /** The log it was taken from. */
  @Column({ type: 'int', nullable: true })
  logId!: number | null;

  @ManyToOne(() => ConversationLog, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'log_id' })
  log!: Relation<ConversationLog> | null;

  @Column({ type: 'int' })
  heldById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'held_by_id' })
  heldBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
