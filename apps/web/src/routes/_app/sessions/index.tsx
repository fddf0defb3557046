import { createFileRoute, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Button } from '../../../components/ui/button';
import { Segments } from '../../../components/ui/choice';
import { Page } from '../../../components/ui/page';
import { SessionList } from '../../../features/sessions/session-list';
import { sessionPages, type SessionFilter } from '../../../features/sessions/session-queries';

// What is not in the address is the usual view: one's own sessions that are open.
const Search = z.object({ show: z.enum(['ended', 'all']).optional().catch(undefined), whose: z.literal('everyone').optional().catch(undefined) });
type Search = z.infer<typeof Search>;
const filterOf = ({ show, whose }: Search): SessionFilter => ({ mine: whose === undefined, open: show === 'all' ? undefined : show === undefined });

export const Route = createFileRoute('/_app/sessions/')({
  validateSearch: (search: { show?: unknown; whose?: unknown }): Search => Search.parse(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(sessionPages(filterOf(deps))),
  component: Sessions,
});

function Sessions() {
  const { t } = useTranslation();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const startButton = (
    <Button asChild variant="primary">
      <Link to="/sessions/new">
        <Plus aria-hidden />
        {t('sessions.start')}
      </Link>
    </Button>
  );
  return (
    <Page title={t('sessions.title')} lead={t('sessions.lead')} actions={startButton}>
      <div className="mb-4 flex flex-wrap gap-3">
        <Segments
          label={t('sessions.scope')}
          value={search.show ?? 'open'}
          onChange={(show) => void navigate({ search: { ...search, show: show === 'open' ? undefined : show } })}
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
            onChange={(whose) => void navigate({ search: { ...search, whose: whose === 'mine' ? undefined : whose } })}
            options={[
              { value: 'mine', label: t('sessions.mine') },
              { value: 'everyone', label: t('sessions.everyone') },
            ]}
          />
        )}
      </div>
      <SessionList filter={filterOf(search)} startButton={startButton} />
    </Page>
  );
}
