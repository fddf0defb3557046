import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from './user.js';

/** A filter of the log table that one user keeps under a name. */
@Entity('saved_views')
@Index(['userId', 'name'], { unique: true })
export class SavedView {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'int' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user!: Relation<User>;

  @Column({ type: 'varchar', length: 200 })
  name!: string;

  /** The query of the address, without its question mark. */
  @Column({ type: 'text' })
  search!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
