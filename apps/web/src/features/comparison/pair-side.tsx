import type { Evaluation } from '@llamune/contracts';
import { useId } from 'react';
import { EvaluationMark } from '../../components/evaluation-mark';
import { TextDiff } from '../../components/text-diff';
import { Badge } from '../../components/ui/badge';
import { Markdown } from '../../components/ui/markdown';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { versionAt } from './sides';
import type { JudgedHere } from './use-blind-queue';
import type { SideName } from './verdict';

interface PairSideProps {
  side: SideName | 'both';
  text: string;
  evaluation: Evaluation | null;
  /** The correct answer, where the difference to it is to be seen. */
  compared: string | null;
  isPreferred: boolean;
  revealed: JudgedHere | undefined;
}

/** One of the answers. Nothing in it tells which version gave it, until the judgement is saved. */
export function PairSide({ side, text, evaluation, compared, isPreferred, revealed }: PairSideProps) {
  const { t } = useTranslation();
  const id = useId();
  const version = revealed && side !== 'both' ? versionAt(side, revealed.left_is) : undefined;
  return (
    <section aria-labelledby={id} className={cn('flex min-h-0 min-w-0 flex-col rounded-lg border bg-surface', isPreferred && 'border-brand shadow-[inset_0_0_0_1px_var(--brand)]')}>
      <header className="flex min-h-11 shrink-0 items-center gap-2.5 border-b px-4 py-1.5">
        <h3 id={id} className="flex items-center gap-2 text-base">
          {side === 'both' ? t('comparison.bothAnswers') : <span className="letter-a grid size-7 place-items-center rounded-sm bg-brand-soft font-semibold text-brand-ink">{t(`comparison.side.${side}`)}</span>}
        </h3>
        {evaluation && <EvaluationMark evaluation={evaluation} withText />}
        {version && (
          <Badge tone={version === 'candidate' ? 'brand' : 'plain'} className="ml-auto">
            {t(`comparison.${version}`)}
          </Badge>
        )}
      </header>
      <div className="px-4 py-3 lg:overflow-y-auto">
        {compared === text && <p className="mb-2 text-sm text-ink-faint">{t('comparison.equalsExpected')}</p>}
        {compared === null || compared === text ? <Markdown text={text} /> : <TextDiff before={compared} after={text} />}
      </div>
    </section>
  );
}
