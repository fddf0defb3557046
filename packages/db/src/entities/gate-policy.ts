import type { GatePolicy as Policy } from '@llamune/contracts';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, UpdateDateColumn, type Relation } from 'typeorm';
import { Poc } from './poc.js';
import { User } from './user.js';

/** What a version must reach before it becomes the default of a PoC. */
@Entity('gate_policies')
export class GatePolicy {
  @PrimaryColumn({ type: 'int' })
  pocId!: number;

  @ManyToOne(() => Poc, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'poc_id' })
  poc!: Relation<Poc>;

  @Column({ type: 'jsonb' })
  policy!: Policy;

  @Column({ type: 'int' })
  updatedById!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'updated_by_id' })
  updatedBy!: Relation<User>;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
