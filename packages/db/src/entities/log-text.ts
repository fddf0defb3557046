import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';

/** What a search looks through: what was asked and answered, and what would have been right, folded (`search_fold`). Written by triggers of conversation_logs, whoever changes it. */
@Entity('log_texts')
// Its expression cannot be written here: migrations/1795420800000-workplace.ts.
@Index('log_texts_grams_idx', { synchronize: false })
export class LogText {
  @PrimaryColumn({ type: 'int' })
  logId!: number;

  @ManyToOne(() => ConversationLog, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'log_id' })
  log!: Relation<ConversationLog>;

  /** false: question and answer, one after the other; of an answer that is still being made only the question. true: the correct answer. */
  @PrimaryColumn({ type: 'boolean' })
  isCorrection!: boolean;

  @Column({ type: 'text' })
  folded!: string;
}
