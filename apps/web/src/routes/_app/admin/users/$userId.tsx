import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, notFound } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../../../../components/ui/back-link';
import { Page, Panel } from '../../../../components/ui/page';
import { KeyList } from '../../../../features/keys/key-list';
import { keysQuery } from '../../../../features/keys/key-queries';
import { userQuery } from '../../../../features/users/user-queries';
import { AccessPanel, RolePanel } from '../../../../features/users/user-settings';
import { idParam } from '../../../../lib/id-param';

export const Route = createFileRoute('/_app/admin/users/$userId')({
  params: idParam('userId'),
  loader: async ({ context: { queryClient }, params: { userId } }) => {
    if (!(await queryClient.ensureQueryData(userQuery(userId)))) throw notFound();
    await queryClient.ensureQueryData(keysQuery(userId));
  },
  component: UserPage,
});

function UserPage() {
  const { t } = useTranslation();
  const { userId } = Route.useParams();
  const { data: user } = useSuspenseQuery(userQuery(userId));
  if (!user) return null;
  return (
    <Page
      title={user.username}
      narrow
      above={
        <BackLink to="/admin/users">{t('users.title')}</BackLink>
      }
    >
      <div className="flex flex-col gap-5">
        <Panel title={t('users.keys', { name: user.username })}>
          <KeyList userId={user.id} linkFor={user.username} />
        </Panel>
        <RolePanel key={user.role} user={user} />
        <AccessPanel user={user} />
      </div>
    </Page>
  );
}
