import type { Log, ReviewQueue, User } from '@llamune/contracts';
import { EvaluationMark } from '../../components/evaluation-mark';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

interface JudgedMeanwhileProps {
  log: Log;
  /** As it was when the queue was made. */
  known: ReviewQueue['items'][number] | undefined;
  isDoneHere: boolean;
  me: User;
  onNext: () => void;
}

/** Somebody else was faster: nothing is left to do here, unless one disagrees. */
export function JudgedMeanwhile({ log, known, isDoneHere, me, onNext }: JudgedMeanwhileProps) {
  const { t } = useTranslation();
  if (!known || known.evaluation !== null || log.evaluation === null || isDoneHere || log.evaluated_at === null) return null;
  const isOneself = log.evaluated_by === me.username;
  return (
    <Notice
      action={
        <Button size="sm" onClick={onNext} className="max-md:h-10">
          {t('review.next')}
        </Button>
      }
    >
      <span className="flex flex-wrap items-center gap-x-2">
        {isOneself ? t('review.judgedElsewhere', { time: formatTime(log.evaluated_at) }) : t('review.judgedMeanwhile', { name: log.evaluated_by ?? t('common.unknown'), time: formatTime(log.evaluated_at) })}
        <EvaluationMark evaluation={log.evaluation} withText />
      </span>
    </Notice>
  );
}
