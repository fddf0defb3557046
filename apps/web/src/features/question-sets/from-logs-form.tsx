import { textLimits, type Priority, type QuestionSet } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { Select } from '../../components/ui/select';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

type Take = 'both' | 'corrected' | 'good';
const takes: readonly Take[] = ['both', 'corrected', 'good'];
const priorities: readonly Priority[] = [1, 2, 3];
const amounts = [100, 500, 1000, 5000, 10_000];

/** Takes judged logs, whose correct answers are known already. */
export function FromLogsForm({ set }: { set: QuestionSet }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [take, setTake] = useState<Take>('both');
  const [topic, setTopic] = useState('');
  const [priority, setPriority] = useState<Priority>();
  const [most, setMost] = useState(1000);
  const add = useMutation(
    trpc.questionSets.addFromLogs.mutationOptions({
      onSuccess: ({ added, known }) => toast(t('sets.fromLogs', { added: formatNumber(added), known: formatNumber(known) })),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() }),
    }),
  );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ set_id: set.id, take, limit: most, ...(topic.trim() !== '' && { topic }), ...(priority && { priority }) });
      }}
    >
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        <Field label={t('sets.take')} hint={t('sets.takeHint')} className="sm:col-span-2">
          {(wiring) => (
            <Select {...wiring} className="max-w-sm" value={take} onChange={({ target }) => setTake(takes.find((one) => one === target.value) ?? 'both')}>
              {takes.map((one) => (
                <option key={one} value={one}>
                  {t(`sets.taken.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('sets.takePriority')}>
          {(wiring) => (
            <Select {...wiring} value={priority ?? ''} onChange={({ target }) => setPriority(priorities.find((one) => String(one) === target.value))}>
              <option value="">{t('sets.any')}</option>
              {priorities.map((one) => (
                <option key={one} value={one}>
                  {t(`priority.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('sets.most')}>
          {(wiring) => (
            <Select {...wiring} value={most} onChange={({ target }) => setMost(Number(target.value))}>
              {amounts.map((amount) => (
                <option key={amount} value={amount}>
                  {t('sets.count', { count: formatNumber(amount) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('sets.takeTopic')} note={t('common.optional')}>
          {(wiring) => <Input {...wiring} maxLength={textLimits.name} autoComplete="off" value={topic} onChange={({ target }) => setTopic(target.value)} />}
        </Field>
      </div>
      {add.error && <ErrorNotice error={add.error} />}
      <div>
        <Button type="submit" variant="primary" className="max-md:h-10" disabled={add.isPending}>
          {t('sets.takeLogs')}
        </Button>
      </div>
    </form>
  );
}
