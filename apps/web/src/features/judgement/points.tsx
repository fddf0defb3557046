import { textLimits } from '@llamune/contracts';
import { Sparkles, Square } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Textarea } from '../../components/ui/textarea';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation, type Translate } from '../../lib/i18n';
import { pointNames } from './fields';
import { isDrafting, type CorrectionDraft, type DraftPhase } from './use-correction-draft';
import type { Judgement } from './use-judgement';
import { focusForm } from './use-leaving';

/** What is right, wrong and missing, in a few words each, from which the model can write the correct answer down. */
export function Points({ judgement: { log, fields, change }, draft }: { judgement: Judgement; draft: CorrectionDraft }) {
  const { t } = useTranslation();
  const hasPoints = pointNames.some((name) => fields[name]?.trim());
  return (
    <div className="flex flex-col gap-3">
      {pointNames.map((name) => (
        <Field key={name} label={t(`judgement.${name}`)}>
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={1}
              maxLength={textLimits.points}
              placeholder={t(`judgement.${name}Placeholder`)}
              value={fields[name] ?? ''}
              onChange={(event) => change({ [name]: event.target.value })}
              className="min-h-10 py-1.5 max-lg:text-[16px]"
            />
          )}
        </Field>
      ))}
      {/* Asked to, the demo model writes: sentences without sense, from the few facts it has been made of. */}
      {log.model_is_demo ? <p className="text-sm text-ink-soft">{t('judgement.draftDemo')}</p> : <DraftLine draft={draft} canStart={hasPoints} />}
    </div>
  );
}

function DraftLine({ draft: { phase, start, stop, discard }, canStart }: { draft: CorrectionDraft; canStart: boolean }) {
  const { t } = useTranslation();
  const runs = isDrafting(phase);
  const isThere = phase.kind === 'done' || phase.kind === 'stopped' || phase.kind === 'cut_short';
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {runs ? (
        <Button onClick={stop} className="max-md:h-10">
          <Square aria-hidden className="fill-current" />
          {t('judgement.draftStop')}
        </Button>
      ) : (
        <Button onClick={() => void start()} disabled={!canStart} className="max-md:h-10">
          <Sparkles aria-hidden />
          {t(isThere ? 'judgement.draftAgain' : 'judgement.draftStart')}
        </Button>
      )}
      <output className="min-w-0 flex-1 basis-48 text-sm text-ink-soft">{canStart || runs ? phaseText(phase, t) : t('judgement.draftNeedsPoints')}</output>
      {(runs || isThere) && (
        <Button
          variant="link"
          size="text"
          onClick={({ currentTarget }) => {
            focusForm(currentTarget);
            discard();
          }}
          className="max-md:h-10"
        >
          {t('judgement.draftDiscard')}
        </Button>
      )}
    </div>
  );
}

const phaseText = (phase: DraftPhase, t: Translate): string => {
  if (phase.kind === 'none') return '';
  if (phase.kind === 'queued') return t('judgement.draft.queued', { position: phase.position });
  if (phase.kind !== 'failed') return t(`judgement.draft.${phase.kind}`);
  if (phase.code) return t(`finish.code.${phase.code}`);
  return phase.error === undefined ? t('judgement.draft.failed') : errorSentence(phase.error);
};
