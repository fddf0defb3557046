import { Column, CreateDateColumn, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { QuestionSet } from './question-set.js';
import { User } from './user.js';

/** Who made which version of a question set, and when. */
@Entity('question_set_versions')
export class QuestionSetVersion {
  @PrimaryColumn({ type: 'int' })
  setId!: number;

  @ManyToOne(() => QuestionSet, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'set_id' })
  set!: Relation<QuestionSet>;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'int' })
  createdById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy!: Relation<User>;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
