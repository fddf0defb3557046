import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Models that another server runs, the thinking of a model apart from its answer, and which of several servers makes an answer. */
export class ModelServersAndThinking1795392000000 implements MigrationInterface {
  name = 'ModelServersAndThinking1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE models
        ADD COLUMN server_url   text,
        ADD COLUMN served_model varchar(200),
        ADD COLUMN api_key_env  varchar(80)`);
    await runner.query('ALTER TABLE conversation_logs ADD COLUMN thinking text, ADD COLUMN server_id int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation_logs DROP COLUMN thinking, DROP COLUMN server_id');
    await runner.query('ALTER TABLE models DROP COLUMN server_url, DROP COLUMN served_model, DROP COLUMN api_key_env');
  }
}
