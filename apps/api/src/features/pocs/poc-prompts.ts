import { PocPrompt } from '@llamune/db';
import { LessThan, type DataSource } from 'typeorm';
import { findPoc } from './pocs.js';

export interface PromptWithCount {
  prompt: PocPrompt;
  /** Logs of the PoC that were asked with exactly this text. */
  logs: number;
}

/** Newest first. */
export const findPrompts = async (db: DataSource, pocId: number, { limit, before }: { limit: number; before?: number | undefined }): Promise<PromptWithCount[]> => {
  await findPoc(db, pocId);
  const prompts = await db.getRepository(PocPrompt).find({
    where: { pocId, ...(before !== undefined && { id: LessThan(before) }) },
    relations: { createdBy: true },
    order: { id: 'DESC' },
    take: limit,
  });
  const counts = await countLogs(db, pocId, prompts);
  return prompts.map((prompt) => ({ prompt, logs: counts.get(prompt.text) ?? 0 }));
};

/** A session keeps its prompt, and each of its logs carries the copy: comparing the few sessions spares reading a long text for each log. */
const countLogs = async (db: DataSource, pocId: number, prompts: PocPrompt[]): Promise<Map<string, number>> => {
  const rows: { text: string; logs: number }[] = await db.query(
    `SELECT coalesce(session.system_prompt, '') AS text, sum(counts.logs)::int AS logs
       FROM sessions session JOIN (SELECT session_id, count(*) AS logs FROM conversation_logs GROUP BY session_id) counts ON counts.session_id = session.id
      WHERE session.poc_id = $1 AND coalesce(session.system_prompt, '') = ANY ($2) GROUP BY 1`,
    [pocId, prompts.map(({ text }) => text)],
  );
  return new Map(rows.map(({ text, logs }) => [text, logs]));
};
