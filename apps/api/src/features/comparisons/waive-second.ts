import type { DataSource } from 'typeorm';
import { requireComparison } from './find-comparisons.js';

/** No second judge is waited for any more: where there has been none, the first one's word stays. What a second one has said counts on. */
export const waiveSecond = async (db: DataSource, comparisonId: number): Promise<void> => {
  await requireComparison(db, comparisonId);
  await db.query(
    `UPDATE pairs SET wants_second = false
      WHERE comparison_id = $1 AND wants_second AND NOT EXISTS (SELECT 1 FROM pair_judgements judgement WHERE judgement.pair_id = pairs.id AND judgement.role = 'second')`,
    [comparisonId],
  );
};
