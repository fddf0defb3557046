import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, notFound } from '@tanstack/react-router';
import { BackLink } from '../../../../components/ui/back-link';
import { Badge } from '../../../../components/ui/badge';
import { Notice } from '../../../../components/ui/notice';
import { Page, Panel } from '../../../../components/ui/page';
import { KeyList } from '../../../../features/keys/key-list';
import { keysQuery } from '../../../../features/keys/key-queries';
import { progressQuery, userQuery } from '../../../../features/users/user-queries';
import { AccessPanel, RolePanel } from '../../../../features/users/user-settings';
import { UserWork } from '../../../../features/users/user-work';
import { useTranslation } from '../../../../lib/i18n';
import { idParam } from '../../../../lib/id-param';
import { says } from '../../../../lib/says';

export const Route = createFileRoute('/_app/admin/users/$userId')({
  ...says('keys'),
  params: idParam('userId'),
  loader: async ({ context: { queryClient }, params: { userId } }) => {
    // The page is of use without it.
    void queryClient.prefetchQuery(progressQuery());
    if (!(await queryClient.ensureQueryData(userQuery(userId)))) throw notFound();
    await queryClient.ensureQueryData(keysQuery(userId));
  },
  component: UserPage,
});

function UserPage() {
  const { t } = useTranslation();
  const { userId } = Route.useParams();
  const { me } = Route.useRouteContext();
  const { data: user } = useSuspenseQuery(userQuery(userId));
  if (!user) return null;
  const isMe = user.id === me.id;
  return (
    <Page
      title={user.username}
      narrow
      above={<BackLink to="/admin/users">{t('users.title')}</BackLink>}
      actions={
        <span className="flex flex-wrap gap-2">
          {isMe && <Badge tone="brand">{t('users.self')}</Badge>}
          <Badge>{t(`role.${user.role}`)}</Badge>
          {user.disabled && <Badge tone="bad">{t('users.disabled')}</Badge>}
        </span>
      }
    >
      <div className="flex flex-col gap-5">
        {user.role !== 'learner' && <UserWork user={user} />}
        <Panel title={t('users.keys', { name: user.username })}>
          {user.disabled && (
            <Notice tone="warning" className="mb-4">
              {t('users.keysOff')}
            </Notice>
          )}
          <KeyList userId={user.id} linkFor={user.username} />
        </Panel>
        <RolePanel key={user.role} user={user} isMe={isMe} />
        <AccessPanel user={user} isMe={isMe} />
      </div>
    </Page>
  );
}
