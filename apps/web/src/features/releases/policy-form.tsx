import type { GatePolicy } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { toast } from '../../components/ui/toaster';
import { client } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { releasesQuery } from './release-queries';

type Rule = keyof GatePolicy;
const rules: readonly Rule[] = ['min_judged', 'min_good_low', 'max_broken_share', 'max_high_wrong'];
const isShare = (rule: Rule) => rule === 'min_good_low' || rule === 'max_broken_share';

/** Shares are written in percent. */
const textOf = (rule: Rule, value: number | null) => (value === null ? '' : String(isShare(rule) ? Number((value * 100).toFixed(2)) : value));
/** Full-width digits are what an input method types; empty: this is not asked for. */
const valueOf = (rule: Rule, text: string) => {
  const plain = text.normalize('NFKC').replace('%', '').trim();
  return plain === '' ? null : isShare(rule) ? Number(plain) / 100 : Number(plain);
};
const byRule = <T,>(make: (rule: Rule) => T) => Object.fromEntries(rules.map((rule) => [rule, make(rule)])) as Record<Rule, T>;

/** What a version must reach before it becomes the default. */
export function PolicyForm({ pocId, policy }: { pocId: number; policy: GatePolicy }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useAppForm({
    defaultValues: byRule((rule) => textOf(rule, policy[rule])),
    validators: submission({
      schema: ({ GatePolicy: schema }) => schema,
      input: (values: Record<Rule, string>) => byRule((rule) => valueOf(rule, values[rule])),
      send: async (wanted) => {
        queryClient.setQueryData(releasesQuery(pocId).queryKey, await client.releases.setPolicy.mutate({ poc_id: pocId, ...wanted }));
        toast(t('releases.policySaved'));
      },
    }),
  });
  return (
    <form
      aria-label={t('releases.policy')}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <p className="text-sm text-ink-soft">{t('releases.policyLead')}</p>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {rules.map((rule) => (
          <form.AppField key={rule} name={rule}>
            {(field) => <field.TextField label={t(`releases.field.${rule}`)} hint={t(`releases.fieldHint.${rule}`)} inputMode="decimal" autoComplete="off" className="[&_input]:max-w-32" />}
          </form.AppField>
        ))}
      </div>
      <form.AppForm>
        <form.FormError />
        <div>
          <form.SubmitButton secondary label={t('releases.savePolicy')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}
