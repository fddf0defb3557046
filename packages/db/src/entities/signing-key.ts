import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The one key that archives are signed with, the same for all servers of a database. It cannot be hashed: it must sign again. */
@Entity('signing_key')
@Check('signing_key_check', 'id = 1')
export class SigningKey {
  @PrimaryColumn({ type: 'int' })
  id!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  /** Ed25519, PKCS #8, PEM. */
  @Column({ type: 'text' })
  privateKey!: string;
}
