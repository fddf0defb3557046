import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Snapshot } from './snapshot.js';

/** One version of one model. Rows also come by psql, with nothing but the first four columns filled. */
@Entity('models')
@Index(['modelName', 'version'], { unique: true })
export class Model {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'varchar', length: 200 })
  modelName!: string;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'varchar', length: 200, nullable: true })
  baseModel!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  trainedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  /** GGUF file, relative to the models folder. */
  @Column({ type: 'text', nullable: true })
  file!: string | null;

  /** LoRA adapter: a GGUF file relative to the models folder, or what the model server calls it. */
  @Column({ type: 'text', nullable: true })
  adapter!: string | null;

  /** OpenAI-compatible server that runs the model; null with `file` null: the server of LLM_SERVER_URL, if there is one. */
  @Column({ type: 'text', nullable: true })
  serverUrl!: string | null;

  /** What that server calls the model; null: `modelName`. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  servedModel!: string | null;

  /** Environment variable that holds the key for that server; the key itself is never stored. */
  @Column({ type: 'varchar', length: 80, nullable: true })
  apiKeyEnv!: string | null;

  @Index()
  @Column({ type: 'int', nullable: true })
  parentId!: number | null;

  @ManyToOne(() => Model, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'parent_id' })
  parent!: Relation<Model> | null;

  /** What it was trained on, beginning at the parent. */
  @Index()
  @Column({ type: 'int', nullable: true })
  snapshotId!: number | null;

  @ManyToOne(() => Snapshot, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'snapshot_id' })
  snapshot!: Relation<Snapshot> | null;

  /** What the trainer measured: names and numbers. */
  @Column({ type: 'jsonb', nullable: true })
  metrics!: Record<string, number> | null;

  /** What the trainer said. Long: read only where it is asked for. */
  @Column({ type: 'text', nullable: true, select: false })
  trainingLog!: string | null;

  @Column({ type: 'boolean', default: false })
  isDemo!: boolean;
}
