import type { Poc } from '@llamune/contracts';
import { TextDiff } from '../../components/text-diff';
import { Button } from '../../components/ui/button';
import { Disclosure } from '../../components/ui/disclosure';
import { Kbd } from '../../components/ui/kbd';
import { Notice } from '../../components/ui/notice';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { ExampleQuestions } from './example-questions';
import { usePocForm, type PocFormState } from './use-poc-form';

/** Registers a PoC, or changes the given one. */
export function PocForm({ poc, onSaved }: { poc: Poc | undefined; onSaved: (poc: Poc) => void }) {
  const { t } = useTranslation();
  const state = usePocForm(poc, onSaved);
  const { form, edited, saved } = state;
  useShortcuts([{ keys: ['mod+Enter', 'mod+s'], label: t('common.save'), inText: true, run: () => void (state.isDirty && state.save()) }]);
  return (
    <form
      aria-label={poc ? t('pocs.settings') : t('pocs.createTitle')}
      className="rounded-lg border bg-surface"
      onSubmit={(event) => {
        event.preventDefault();
        void state.save();
      }}
    >
      <div className="flex flex-col gap-5 p-4 sm:p-5">
        <DraftNotices state={state} />
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <form.AppField name="name">{(field) => <field.TextField label={t('pocs.name')} placeholder={t('pocs.namePlaceholder')} autoComplete="off" />}</form.AppField>
          <form.AppField name="domain">{(field) => <field.TextField label={t('pocs.domain')} placeholder={t('pocs.domainPlaceholder')} autoComplete="off" />}</form.AppField>
        </div>
        <div className="flex flex-col gap-2">
          <form.AppField name="default_system_prompt">
            {(field) => <field.TextareaField label={t('pocs.systemPrompt')} note={t('common.optional')} rows={6} placeholder={t('pocs.systemPromptPlaceholder')} hint={poc ? t('pocs.editNote') : t('pocs.promptHint')} />}
          </form.AppField>
          {poc && saved.default_system_prompt !== '' && edited.default_system_prompt !== saved.default_system_prompt && (
            <Disclosure summary={t('pocs.liveDiff')}>
              <TextDiff before={saved.default_system_prompt} after={edited.default_system_prompt} className="mt-2 rounded-md bg-sunken/60 px-3.5 py-2.5 text-sm" />
            </Disclosure>
          )}
        </div>
        <form.AppField name="example_questions">{(field) => <ExampleQuestions questions={field.state.value} onChange={field.handleChange} />}</form.AppField>
        <form.AppForm>
          <form.FormError />
        </form.AppForm>
      </div>
      <SaveBar state={state} isNew={!poc} />
    </form>
  );
}

/** Stays in sight while something is unsaved, above the bar of a telephone. */
function SaveBar({ state: { form, isDirty, contested, discard }, isNew }: { state: PocFormState; isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <div {...(isDirty && { 'data-docked': '' })} className={cn('flex flex-wrap items-center justify-end gap-x-3 gap-y-2 rounded-b-lg border-t px-4 py-3 sm:px-5', isDirty && 'sticky bottom-15 bg-surface md:bottom-0')}>
      <output className="mr-auto text-sm text-ink-soft max-sm:sr-only">{isDirty ? t('pocs.unsaved') : ''}</output>
      {isDirty && (
        <Button variant="ghost" className="max-md:h-10" onClick={discard}>
          {isNew ? t('pocs.clear') : t('pocs.discard')}
        </Button>
      )}
      <form.Subscribe selector={(form) => form.isSubmitting}>
        {(isBusy) => (
          <Button type="submit" variant="primary" className="max-md:h-10" disabled={isBusy || contested.length > 0 || (!isNew && !isDirty)}>
            {isBusy ? t('common.saving') : isNew ? t('pocs.create') : t('common.save')}
            <span className="hidden opacity-80 md:inline">
              <Kbd of="mod+Enter" />
            </span>
          </Button>
        )}
      </form.Subscribe>
    </div>
  );
}

/** That these are edits from before, and that somebody else has saved meanwhile. */
function DraftNotices({ state: { isRestored, contested, saved, edited, discard, keepMine } }: { state: PocFormState }) {
  const { t } = useTranslation();
  if (contested.length === 0)
    return isRestored ? (
      <Notice
        action={
          <Button size="sm" className="max-md:h-10" onClick={discard}>
            {t('pocs.draftDrop')}
          </Button>
        }
      >
        {t('pocs.draftRestored')}
      </Notice>
    ) : null;
  return (
    <Notice
      tone="warning"
      action={
        <div className="flex flex-wrap gap-2 max-md:*:h-10">
          <Button size="sm" onClick={discard}>
            {t('pocs.takeTheirs')}
          </Button>
          <Button size="sm" onClick={keepMine}>
            {t('pocs.keepMine')}
          </Button>
        </div>
      }
    >
      <p>{t('pocs.contested', { fields: contested.map((field) => t(`pocs.field.${field}`)).join(t('pocs.and')) })}</p>
      {contested.includes('default_system_prompt') && (
        <Disclosure summary={t('pocs.contestedDiff')} className="mt-1">
          <TextDiff before={saved.default_system_prompt} after={edited.default_system_prompt} className="mt-2 rounded-md bg-surface px-3 py-2 text-sm text-ink" />
        </Disclosure>
      )}
    </Notice>
  );
}
