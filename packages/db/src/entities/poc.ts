import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('poc')
export class Poc {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'varchar', length: 200 })
  name!: string;

  @Column({ type: 'varchar', length: 200, nullable: true })
  domain!: string | null;

  @Column({ type: 'text', nullable: true })
  defaultSystemPrompt!: string | null;

  /** Offered to whoever starts a session. */
  @Column({ type: 'text', array: true, default: [] })
  exampleQuestions!: string[];

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
