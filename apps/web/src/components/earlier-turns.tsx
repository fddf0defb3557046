import type { Turn } from '@llamune/contracts';
import { Disclosure } from './ui/disclosure';
import { LongText } from './ui/long-text';
import { VisibleText } from './ui/visible-text';
import { useTranslation } from '../lib/i18n';

/** What the model was told before the question. Nothing where it was asked alone. */
export function EarlierTurns({ turns }: { turns: readonly Turn[] }) {
  const { t } = useTranslation();
  if (turns.length === 0) return null;
  return (
    <Disclosure summary={t('chat.turns', { count: turns.length })}>
      <ol className="mt-2 flex flex-col gap-3 border-l-2 pl-3.5 text-sm">
        {turns.map(({ log_id, question, answer }) => (
          <li key={log_id} className="flex max-w-[44em] flex-col gap-1">
            <p className="font-medium whitespace-pre-wrap">
              <VisibleText text={question} />
            </p>
            <LongText text={answer} className="whitespace-pre-wrap text-ink-soft" />
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
