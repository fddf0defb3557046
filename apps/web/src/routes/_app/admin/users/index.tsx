import { createFileRoute } from '@tanstack/react-router';
import { Page } from '../../../../components/ui/page';
import { CreateUserButton } from '../../../../features/users/create-user';
import { UserList } from '../../../../features/users/user-list';
import { userPages } from '../../../../features/users/user-queries';
import { parseUserSearch } from '../../../../features/users/user-search';
import { useTranslation } from '../../../../lib/i18n';
import { says } from '../../../../lib/says';

export const Route = createFileRoute('/_app/admin/users/')({
  ...says('keys'),
  validateSearch: parseUserSearch,
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(userPages),
  component: Users,
});

function Users() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const { q = '' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Page title={t('users.title')} lead={t('users.lead')} actions={<CreateUserButton />}>
      <UserList me={me} q={q} onSearch={(next) => void navigate({ search: { q: next || undefined }, replace: true, resetScroll: false })} />
    </Page>
  );
}
