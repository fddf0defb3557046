import type { ComparisonItem } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { EvaluationMark } from '../../components/evaluation-mark';
import { TextDiff } from '../../components/text-diff';
import { Badge, type Tone } from '../../components/ui/badge';
import { Markdown } from '../../components/ui/markdown';
import { VisibleText } from '../../components/ui/visible-text';
import { useTranslation } from '../../lib/i18n';
import { outcomeLook } from './outcome-look';

const tones: Record<ComparisonItem['outcome'], Tone> = { fixed: 'good', broken: 'bad', same_good: 'plain', same_bad: 'plain', unseen: 'plain' };

/** One question of a result: what is correct, what was answered before, and what is answered now. */
export function Item({ item, showsDiff }: { item: ComparisonItem; showsDiff: boolean }) {
  const { t } = useTranslation();
  const { outcome, group, topic, question, expected_answer: expected, log_id: logId } = item;
  return (
    <li className="flex flex-col gap-2.5 py-4 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink-faint">
        <Badge tone={tones[outcome]}>
          <span aria-hidden>{outcomeLook[outcome].sign}</span>
          {t(`comparison.outcome.${outcome}`)}
        </Badge>
        {group !== 'other' && <Badge>{t(`comparison.group.${group}`)}</Badge>}
        {topic && <span>{topic}</span>}
        {logId !== null && (
          <Link to="/logs/$logId" params={{ logId }} className="text-brand-ink underline underline-offset-4 max-md:py-2">
            {t('comparison.log', { id: logId })}
          </Link>
        )}
      </p>
      <p className="max-w-[44em] font-medium whitespace-pre-wrap">
        <VisibleText text={question} />
      </p>
      {expected && (
        <div className="max-w-[52em] border-l-3 border-line-strong pl-3">
          <p className="text-xs text-ink-faint">{t('comparison.expected')}</p>
          <Markdown text={expected} />
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2">
        <Side name="baseline" item={item} compared={showsDiff ? expected : null} />
        <Side name="candidate" item={item} compared={showsDiff ? expected : null} />
      </div>
    </li>
  );
}

function Side({ name, item, compared }: { name: 'baseline' | 'candidate'; item: ComparisonItem; compared: string | null }) {
  const { t } = useTranslation();
  const { answer, evaluation, carried, repeats, good } = item[name];
  return (
    <section aria-label={t(`comparison.${name}`)} className="min-w-0 rounded-md border bg-ground/60 px-3.5 py-2.5">
      <p className="mb-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink-faint">
        <span className="font-medium text-ink-soft">{t(`comparison.${name}`)}</span>
        <EvaluationMark evaluation={evaluation} withText />
        {carried && <span>{t('comparison.carried')}</span>}
        {repeats > 1 && <span>{t('comparison.repeats', { good, repeats })}</span>}
      </p>
      {answer === '' ? (
        <p className="text-sm text-ink-faint">{t('comparison.noAnswer')}</p>
      ) : compared === null ? (
        <Markdown text={answer} />
      ) : (
        <TextDiff before={compared} after={answer} />
      )}
    </section>
  );
}
