import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ConversationLog } from './conversation-log.js';
import { Snapshot } from './snapshot.js';

/** Which snapshot has a log for itself. The log is the key: two never have the same one. It counts while the snapshot's `claimedUntil` lies ahead. */
@Entity('snapshot_claims')
@Index(['snapshotId'])
export class SnapshotClaim {
  @PrimaryColumn({ type: 'int' })
  logId!: number;

  @ManyToOne(() => ConversationLog, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'log_id' })
  log!: Relation<ConversationLog>;

  @Column({ type: 'int' })
  snapshotId!: number;

  @ManyToOne(() => Snapshot, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'snapshot_id' })
  snapshot!: Relation<Snapshot>;
}
