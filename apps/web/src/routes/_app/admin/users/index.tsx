import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../../components/ui/page';
import { CreateUserButton } from '../../../../features/users/create-user';
import { UserList } from '../../../../features/users/user-list';
import { userPages } from '../../../../features/users/user-queries';

export const Route = createFileRoute('/_app/admin/users/')({
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(userPages),
  component: Users,
});

function Users() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  return (
    <Page title={t('users.title')} lead={t('users.lead')} actions={<CreateUserButton />}>
      <UserList me={me} />
    </Page>
  );
}
