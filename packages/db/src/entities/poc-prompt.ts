import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Poc } from './poc.js';
import { User } from './user.js';

/** One version of a PoC's default system prompt. Written by a trigger of the table `poc`, whoever changes it. */
@Entity('poc_prompts')
@Index(['pocId', 'version'], { unique: true })
export class PocPrompt {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  pocId!: number;

  @ManyToOne(() => Poc, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'poc_id' })
  poc!: Relation<Poc>;

  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'text' })
  text!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  /** Null: changed in the database itself. The application names the user in the transaction's setting `llamune.user_id`. */
  @Column({ type: 'int', nullable: true })
  createdById!: number | null;

  @ManyToOne(() => User, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy!: Relation<User> | null;
}
