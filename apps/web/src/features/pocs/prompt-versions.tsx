import type { Poc, PocPrompt } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { Panel } from '../../components/ui/page';
import { cn } from '../../lib/cn';
import { formatAgo, formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { promptPages } from './poc-queries';
import type { PromptSearch } from './prompt-search';
import { PromptVersion } from './prompt-version';

interface PromptVersionsProps {
  poc: Poc;
  search: PromptSearch;
  onSearch: (search: PromptSearch) => void;
}

/** What the system prompt was, version by version; the chosen one is shown beside the list. */
export function PromptVersions({ poc, search, onSearch }: PromptVersionsProps) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(promptPages(poc.id));
  const prompts = data.pages.flat();
  const [newest] = prompts;
  const shown = prompts.find(({ version }) => version === search.version) ?? newest;
  if (!newest || !shown)
    return (
      <Panel title={t('pocs.versions')}>
        <p className="text-sm text-ink-faint">{t('pocs.noVersions')}</p>
      </Panel>
    );
  return (
    <section aria-label={t('pocs.versions')} className="overflow-hidden rounded-lg border bg-surface">
      <header className="border-b px-4 py-3.5 sm:px-5">
        <h2 className="text-base">{t('pocs.versions')}</h2>
        <p className="text-sm text-ink-soft">{t('pocs.versionsLead')}</p>
      </header>
      <div className="lg:grid lg:grid-cols-[300px_minmax(0,1fr)]">
        <div className="border-b lg:border-r lg:border-b-0">
          <ol aria-label={t('pocs.versions')} className="max-h-64 divide-y overflow-y-auto lg:max-h-[34rem]">
            {prompts.map((prompt) => (
              <Row key={prompt.id} prompt={prompt} isNewest={prompt === newest} isShown={prompt === shown} onShow={() => onSearch({ version: prompt.version, with: undefined })} />
            ))}
          </ol>
          {hasNextPage && (
            <Button size="sm" variant="ghost" className="w-full max-md:h-10" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('common.more')}
            </Button>
          )}
        </div>
        <PromptVersion poc={poc} prompts={prompts} newest={newest} shown={shown} search={search} onSearch={onSearch} />
      </div>
    </section>
  );
}

interface RowProps {
  prompt: PocPrompt;
  isNewest: boolean;
  isShown: boolean;
  onShow: () => void;
}

function Row({ prompt, isNewest, isShown, onShow }: RowProps) {
  const { t } = useTranslation();
  return (
    <li>
      <button
        type="button"
        aria-current={isShown || undefined}
        onClick={onShow}
        className={cn('flex w-full flex-col gap-0.5 px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken/60 sm:px-5', isShown && 'bg-brand-soft/50 shadow-[inset_3px_0_0_var(--brand)] hover:bg-brand-soft/50')}
      >
        <span className="flex w-full items-center gap-2">
          <span className="font-medium">{t('model.version', { version: prompt.version })}</span>
          {isNewest && <Badge tone="brand">{t('pocs.current')}</Badge>}
          <span className={cn('ml-auto text-xs', isShown ? 'text-ink-soft' : 'text-ink-faint')}>{t('pocs.usedBy', { number: formatNumber(prompt.log_count) })}</span>
        </span>
        <span className={cn('text-xs', isShown ? 'text-ink-soft' : 'text-ink-faint')}>
          <time dateTime={prompt.created_at} title={formatDateTime(prompt.created_at)}>
            {formatAgo(prompt.created_at)}
          </time>
          {' ・ '}
          {prompt.created_by ?? t('pocs.byDatabase')}
        </span>
        <span className="prose-spacing line-clamp-1 text-sm text-ink-soft">{prompt.text || t('pocs.emptyPrompt')}</span>
      </button>
    </li>
  );
}
