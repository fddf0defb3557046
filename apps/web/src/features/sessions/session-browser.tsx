import type { User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Segments } from '../../components/ui/choice';
import { SearchInput } from '../../components/ui/search-input';
import { useTranslation } from '../../lib/i18n';
import { SessionList } from './session-list';
import { sessionFilter, type SessionSearch } from './session-search';

interface SessionBrowserProps {
  me: User;
  search: SessionSearch;
  onSearch: (search: SessionSearch) => void;
  /** Whether the list is the page and not a column beside one. */
  isPage: boolean;
}

/** All of one's sessions: to be looked through, searched and opened. */
export function SessionBrowser({ me, search, onSearch, isPage }: SessionBrowserProps) {
  const { t } = useTranslation();
  const Heading = isPage ? 'h1' : 'h2';
  const change = (part: SessionSearch) => onSearch({ ...search, ...part });
  return (
    <>
      <header className="flex flex-col gap-3 px-4 pt-5 pb-3 min-[1100px]:px-3">
        <div className="flex items-center justify-between gap-3 min-[1100px]:pl-2.5">
          <Heading className="text-lg">{t('sessions.title')}</Heading>
          <StartButton />
        </div>
        <SearchInput label={t('sessions.search')} placeholder={t('sessions.searchPlaceholder')} text={search.find ?? ''} onSearch={(find) => change({ find: find || undefined })} />
        <div className="flex flex-wrap gap-2">
          <Segments
            label={t('sessions.scope')}
            value={search.show ?? 'open'}
            onChange={(show) => change({ show: show === 'open' ? undefined : show })}
            options={[
              { value: 'open', label: t('sessions.open') },
              { value: 'ended', label: t('sessions.ended') },
              { value: 'all', label: t('sessions.all') },
            ]}
          />
          {me.role === 'admin' && (
            <Segments
              label={t('sessions.whose')}
              value={search.whose ?? 'mine'}
              onChange={(whose) => change({ whose: whose === 'mine' ? undefined : whose })}
                options={[
                { value: 'mine', label: t('sessions.mine') },
                { value: 'everyone', label: t('sessions.everyone') },
              ]}
            />
          )}
        </div>
      </header>
      <nav aria-label={t('sessions.listLabel')} className="flex-1 px-4 pb-4 min-[1100px]:overflow-y-auto min-[1100px]:px-3">
        <SessionList filter={sessionFilter(search)} startButton={<StartButton />} onClearSearch={() => change({ find: undefined })} />
      </nav>
    </>
  );
}

function StartButton() {
  const { t } = useTranslation();
  return (
    <Button asChild variant="primary" className="max-md:h-10">
      <Link to="/sessions/new">
        <Plus aria-hidden />
        {t('sessions.start')}
      </Link>
    </Button>
  );
}
