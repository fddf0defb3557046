import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the evaluators' screens need: notes for a correction, questions asked again, prompt versions, saved views, and a search. */
export class Workplace1795420800000 implements MigrationInterface {
  name = 'Workplace1795420800000';

  async up(runner: QueryRunner): Promise<void> {
    // Other servers of the database go on asking and judging meanwhile: what takes minutes with 100,000 logs comes first, and locks nothing of theirs.
    for (const sql of [search, texts]) await runner.query(sql);
    // The rest takes seconds. All that it will need at once: whoever held one of them and waited for the other would stand in its way.
    await runner.query('LOCK TABLE conversation_logs, poc');
    for (const sql of [logs, indexes, keptTexts, pocPrompts, savedViews]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_views, poc_prompts');
    await runner.query('DROP TRIGGER poc_keep_prompt ON poc; DROP FUNCTION keep_poc_prompt(); ALTER TABLE poc DROP COLUMN example_questions');
    await runner.query('DROP INDEX conversation_logs_uncorrected_idx; DROP INDEX conversation_logs_awaiting_idx; DROP INDEX conversation_logs_summary_idx');
    await runner.query('DROP TRIGGER log_keep_correction ON conversation_logs; DROP TRIGGER log_keep_text ON conversation_logs; DROP FUNCTION search_logs(text); DROP TABLE log_texts; DROP FUNCTION keep_log_correction(); DROP FUNCTION keep_log_text()');
    await runner.query('DROP FUNCTION search_keys(text); DROP FUNCTION search_grams(text); DROP FUNCTION search_fold(text)');
    await runner.query('ALTER TABLE conversation_logs DROP COLUMN right_points, DROP COLUMN wrong_points, DROP COLUMN missing_points, DROP COLUMN retry_of_id');
    await runner.query('DROP INDEX conversation_logs_evaluated_by_id_evaluated_at_idx; DROP INDEX conversation_logs_evaluated_at_idx');
  }
}

const logs = `
  ALTER TABLE conversation_logs
    ADD COLUMN right_points   text,
    ADD COLUMN wrong_points   text,
    ADD COLUMN missing_points text,
    ADD COLUMN retry_of_id    int REFERENCES conversation_logs ON DELETE SET NULL;
  CREATE INDEX conversation_logs_retry_of_id_idx ON conversation_logs (retry_of_id)`;

// Letters and pairs of them, as numbers: Japanese has no spaces between words, and the index needs no extension. What a text must have that
// contains another (search_keys) are its pairs, or its only letter.
// Beside the logs, not in them: a judgement rewrites its log's row, and would put every pair into the index again; a correction puts in its own alone.
// What a log says is searched through as it was folded once; folding it again for every look takes ten times as long.
// An answer that is still being made changes twice a second: it comes in when it has ended, its question at once.
// The grams of one log take a fifth of a millisecond: the planner is told, and no ANALYZE computes those of 30,000 logs for its statistics.
// Without statistics it would take every search for a rare one, and join what a common one finds row by row: search_logs says 2,000 instead.
// The functions are parsed here and now (RETURN, no string): PostgreSQL builds indexes with an empty search path.
const search = `
  CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN lower(normalize(value, NFKC));
  CREATE FUNCTION search_grams(folded text) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 1000
    RETURN (SELECT array_agg(letter) || array_agg(letter << 21 | next) FILTER (WHERE next IS NOT NULL)
              FROM (SELECT ascii(a)::bigint AS letter, ascii(b)::bigint AS next FROM unnest(string_to_array(folded, NULL), string_to_array(substr(folded, 2), NULL)) AS pair (a, b)) AS pairs);
  CREATE FUNCTION search_keys(folded text) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN array(SELECT gram FROM unnest(search_grams(folded)) AS gram WHERE gram >= 1 << 21 OR char_length(folded) = 1)`;

// Without its key and its triggers, which would lock the logs.
const texts = `
  SELECT set_config('llamune.texts_from', pg_snapshot_xmin(pg_current_snapshot())::text, true);
  CREATE TABLE log_texts (
    log_id        int     NOT NULL,
    is_correction boolean NOT NULL,
    folded        text    NOT NULL,
    PRIMARY KEY (log_id, is_correction)
  );
  INSERT INTO log_texts (log_id, is_correction, folded)
    SELECT id, false, search_fold(concat_ws(chr(10), question, CASE WHEN finish_reason IS NOT NULL THEN answer END)) FROM conversation_logs
    UNION ALL SELECT id, true, search_fold(correct_answer) FROM conversation_logs WHERE correct_answer IS NOT NULL;
  CREATE INDEX log_texts_grams_idx ON log_texts USING gin (search_grams(folded)) WITH (gin_pending_list_limit = 512);
  ALTER INDEX log_texts_grams_idx ALTER COLUMN 1 SET STATISTICS 0;
  ALTER TABLE log_texts ALTER COLUMN folded SET STATISTICS 0;
  CREATE FUNCTION search_logs(search text) RETURNS SETOF int LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 2000 AS $$
  DECLARE
    part text     := search_fold(search);
    keys bigint[] := search_keys(part);
  BEGIN
    RETURN QUERY SELECT log_id FROM log_texts WHERE search_grams(folded) @> keys AND (cardinality(keys) = 1 OR strpos(folded, part) > 0);
  END $$`;

// Counting 100,000 logs must not read their texts: what a PoC's home, the review queue and its progress count is in these alone. Nor must a list
// by a rare finish reason or a time: with id the first one answers which logs those are.
const indexes = `
  CREATE INDEX conversation_logs_evaluated_at_idx ON conversation_logs (evaluated_at);
  CREATE INDEX conversation_logs_evaluated_by_id_evaluated_at_idx ON conversation_logs (evaluated_by_id, evaluated_at);
  CREATE INDEX conversation_logs_summary_idx ON conversation_logs (poc_id, model_id, timestamp) INCLUDE (id, user_id, evaluated_by_id, evaluation, priority, status, finish_reason);
  CREATE INDEX conversation_logs_awaiting_idx ON conversation_logs (user_id, priority, id) INCLUDE (poc_id, model_id, session_id)
    WHERE evaluation IS NULL AND finish_reason IS NOT NULL AND answer <> '';
  CREATE INDEX conversation_logs_uncorrected_idx ON conversation_logs (user_id, priority, id) INCLUDE (poc_id, model_id, session_id, evaluation)
    WHERE evaluation > 1 AND coalesce(btrim(correct_answer), '') = ''`;

// What others have written since the texts were taken is in rows of transactions that had not ended then.
const keptTexts = `
  CREATE FUNCTION keep_log_text() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' OR NEW.finish_reason IS NOT NULL THEN
      INSERT INTO log_texts (log_id, is_correction, folded)
        VALUES (NEW.id, false, search_fold(concat_ws(chr(10), NEW.question, CASE WHEN NEW.finish_reason IS NOT NULL THEN NEW.answer END)))
        ON CONFLICT (log_id, is_correction) DO UPDATE SET folded = EXCLUDED.folded WHERE log_texts.folded <> EXCLUDED.folded;
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION keep_log_correction() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.correct_answer IS NOT NULL THEN
      INSERT INTO log_texts (log_id, is_correction, folded) VALUES (NEW.id, true, search_fold(NEW.correct_answer))
        ON CONFLICT (log_id, is_correction) DO UPDATE SET folded = EXCLUDED.folded WHERE log_texts.folded <> EXCLUDED.folded;
    ELSIF TG_OP = 'UPDATE' THEN
      DELETE FROM log_texts WHERE log_id = NEW.id AND is_correction;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER log_keep_text AFTER INSERT OR UPDATE OF question, answer, finish_reason ON conversation_logs FOR EACH ROW EXECUTE FUNCTION keep_log_text();
  CREATE TRIGGER log_keep_correction AFTER INSERT OR UPDATE OF correct_answer ON conversation_logs FOR EACH ROW EXECUTE FUNCTION keep_log_correction();
  DELETE FROM log_texts WHERE NOT EXISTS (SELECT FROM conversation_logs log WHERE log.id = log_id AND (NOT is_correction OR log.correct_answer IS NOT NULL));
  WITH late AS (SELECT * FROM conversation_logs log WHERE age(log.xmin) <= age(current_setting('llamune.texts_from')::xid8::xid))
  INSERT INTO log_texts (log_id, is_correction, folded)
    SELECT id, false, search_fold(concat_ws(chr(10), question, CASE WHEN finish_reason IS NOT NULL THEN answer END)) FROM late
    UNION ALL SELECT id, true, search_fold(correct_answer) FROM late WHERE correct_answer IS NOT NULL
    ON CONFLICT (log_id, is_correction) DO UPDATE SET folded = EXCLUDED.folded WHERE log_texts.folded <> EXCLUDED.folded;
  ALTER TABLE log_texts ADD CONSTRAINT log_texts_log_id_fkey FOREIGN KEY (log_id) REFERENCES conversation_logs ON DELETE CASCADE`;

// By trigger: the README changes PoCs with psql too.
const pocPrompts = `
  ALTER TABLE poc ADD COLUMN example_questions text[] NOT NULL DEFAULT '{}';
  CREATE TABLE poc_prompts (
    id            int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    poc_id        int         NOT NULL REFERENCES poc ON DELETE CASCADE,
    version       int         NOT NULL,
    text          text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    created_by_id int REFERENCES users ON DELETE RESTRICT
  );
  CREATE UNIQUE INDEX poc_prompts_poc_id_version_idx ON poc_prompts (poc_id, version);
  INSERT INTO poc_prompts (poc_id, version, text, created_at) SELECT id, 1, default_system_prompt, created_at FROM poc WHERE default_system_prompt <> '';
  CREATE FUNCTION keep_poc_prompt() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO poc_prompts (poc_id, version, text, created_by_id)
      SELECT NEW.id, coalesce(max(version), 0) + 1, coalesce(NEW.default_system_prompt, ''), nullif(current_setting('llamune.user_id', true), '')::int
        FROM poc_prompts WHERE poc_id = NEW.id
      HAVING coalesce(NEW.default_system_prompt, '') IS DISTINCT FROM coalesce((array_agg(text ORDER BY version DESC))[1], '');
    RETURN NULL;
  END $$;
  CREATE TRIGGER poc_keep_prompt AFTER INSERT OR UPDATE OF default_system_prompt ON poc FOR EACH ROW EXECUTE FUNCTION keep_poc_prompt()`;

const savedViews = `
  CREATE TABLE saved_views (
    id         int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    user_id    int          NOT NULL REFERENCES users ON DELETE CASCADE,
    name       varchar(200) NOT NULL,
    search     text         NOT NULL,
    created_at timestamptz  NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX saved_views_user_id_name_idx ON saved_views (user_id, name)`;
