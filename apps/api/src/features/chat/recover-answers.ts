import { ConversationLog } from '@llamune/db';
import { IsNull, type DataSource } from 'typeorm';

/**
 * Marks the answers that an earlier server left unfinished: what had been generated stays. To be called before this
 * server answers anything, and only while no other server uses the database.
 */
export const recoverAnswers = async (db: DataSource): Promise<number> => {
  const { affected } = await db
    .getRepository(ConversationLog)
    .update({ finishReason: IsNull() }, { finishReason: 'interrupted', errorCode: 'server_ended', error: 'The server ended in the middle of the answer' });
  return affected ?? 0;
};
