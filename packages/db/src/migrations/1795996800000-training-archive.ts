import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Training data that goes to a machine without a network, and back: the key that signs it, and what the training said. */
export class TrainingArchive1795996800000 implements MigrationInterface {
  name = 'TrainingArchive1795996800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_key (
        id          int PRIMARY KEY,
        created_at  timestamptz NOT NULL DEFAULT now(),
        private_key text NOT NULL,
        CONSTRAINT signing_key_check CHECK (id = 1)
      )`);
    await runner.query('ALTER TABLE models ADD COLUMN training_log text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE models DROP COLUMN training_log');
    await runner.query('DROP TABLE signing_key');
  }
}
