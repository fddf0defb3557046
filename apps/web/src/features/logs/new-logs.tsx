import type { LogFilter, LogPages } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { ArrowUp } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { isManyNew, newerQuery } from './row-queries';

/** Says that there is more than when the list was asked for, and leaves it to the reader when to see it. */
export function NewLogs({ filter, outline, onShow }: { filter: LogFilter; outline: LogPages; onShow: () => void }) {
  const { t } = useTranslation();
  const { data: count } = useQuery(newerQuery(filter, outline.page_starts[0] ?? 0));
  return (
    <output className="contents">
      {count > 0 && (
        <Button size="sm" onClick={onShow} className="rounded-full border-brand/60 text-brand-ink max-md:h-10">
          <ArrowUp aria-hidden />
          {isManyNew(count) ? t('logs.manyNew', { n: count - 1 }) : t('logs.someNew', { n: count })}
        </Button>
      )}
    </output>
  );
}
