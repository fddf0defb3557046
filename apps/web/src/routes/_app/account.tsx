import { createFileRoute } from '@tanstack/react-router';
import { usePersonSettings } from '../../components/person-settings';
import { Button } from '../../components/ui/button';
import { Segments } from '../../components/ui/choice';
import { Facts } from '../../components/ui/facts';
import { Page, Panel } from '../../components/ui/page';
import { KeyList } from '../../features/keys/key-list';
import { keysQuery } from '../../features/keys/key-queries';
import { apiKey } from '../../lib/api-key';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { says } from '../../lib/says';

export const Route = createFileRoute('/_app/account')({
  ...says('keys'),
  loader: ({ context }) => context.queryClient.ensureQueryData(keysQuery(undefined)),
  component: Account,
});

function Account() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const { language, theme } = usePersonSettings();
  return (
    <Page title={t('account.title')} narrow actions={<Button className="max-md:h-10" onClick={() => apiKey.forget('signed_out')}>{t('account.signOut')}</Button>}>
      <div className="flex flex-col gap-5">
        <Panel title={t('account.profile')}>
          <Facts
            facts={[
              { label: t('account.username'), value: me.username },
              { label: t('account.role'), value: t(`role.${me.role}`) },
              { label: t('account.createdAt'), value: formatDate(me.created_at) },
            ]}
          />
        </Panel>
        <Panel title={t('key.title')}>
          <KeyList linkFor={me.username} />
        </Panel>
        <Panel title={t('account.settings')}>
          <Facts
            facts={[
              { label: language.label, value: <Segments {...language} className="mb-1" />, wide: true },
              { label: theme.label, value: <Segments {...theme} />, wide: true },
            ]}
          />
        </Panel>
      </div>
    </Page>
  );
}
