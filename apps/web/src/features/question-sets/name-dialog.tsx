import { textLimits, type QuestionSet } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { Dialog } from '../../components/ui/dialog';
import { toast } from '../../components/ui/toaster';
import { client, trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';

interface NameDialogProps {
  set: QuestionSet;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NameDialog({ set, open, onOpenChange }: NameDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('sets.rename')} closeLabel={t('common.close')}>
      <NameForm set={set} onSaved={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NameForm({ set, onSaved }: { set: QuestionSet; onSaved: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useAppForm({
    defaultValues: { name: set.name, description: set.description ?? '' },
    validators: submission({
      schema: ({ contract }) => contract.questionSets.update.input,
      input: ({ name, description }: { name: string; description: string }) => ({ set_id: set.id, name, description: description.trim() === '' ? null : description }),
      send: async (change) => {
        await client.questionSets.update.mutate(change);
        void queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() });
        toast(t('sets.renamed'));
        onSaved();
      },
    }),
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <form.AppField name="name">{(field) => <field.TextField label={t('sets.name')} maxLength={textLimits.name} autoComplete="off" />}</form.AppField>
      <form.AppField name="description">{(field) => <field.TextareaField label={t('sets.description')} note={t('common.optional')} rows={3} />}</form.AppField>
      <form.AppForm>
        <form.FormError />
        <div>
          <form.SubmitButton label={t('common.save')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}
