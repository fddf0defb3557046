import type { Poc, PocPrompt } from '@llamune/contracts';
import { TextDiff } from '../../components/text-diff';
import { CopyButton } from '../../components/ui/copy-button';
import { Select } from '../../components/ui/select';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { PromptSearch } from './prompt-search';
import { RestorePrompt } from './restore-prompt';

interface PromptVersionProps {
  poc: Poc;
  /** Newest first. */
  prompts: readonly PocPrompt[];
  newest: PocPrompt;
  shown: PocPrompt;
  search: PromptSearch;
  onSearch: (search: PromptSearch) => void;
}

/** One version: what differs from another, by default the one before, or the text alone. */
export function PromptVersion({ poc, prompts, newest, shown, search, onSearch }: PromptVersionProps) {
  const { t } = useTranslation();
  const others = prompts.filter((prompt) => prompt !== shown);
  const before = others.find(({ version }) => version < shown.version);
  const other = search.with === undefined ? before : others.find(({ version }) => version === search.with);
  const [old, young] = other && other.version > shown.version ? [shown, other] : [other, shown];
  const name = (prompt: PocPrompt) => t('model.version', { version: prompt.version });
  return (
    <div className="flex min-w-0 flex-col gap-4 p-4 sm:p-5">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h3 className="text-base">{name(shown)}</h3>
          <p className="text-xs text-ink-faint">
            {formatDateTime(shown.created_at)} ・ {shown.created_by ?? t('pocs.byDatabase')} ・ {t('pocs.usedBy', { number: shown.log_count })}
          </p>
        </div>
        <div className="flex flex-wrap gap-2 max-md:*:h-10">
          <CopyButton size="sm" text={shown.text} label={t('pocs.copyPrompt')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} />
          <RestorePrompt poc={poc} newest={newest} shown={shown} onRestored={(version) => onSearch({ version, with: undefined })} />
        </div>
      </header>
      {others.length > 0 && (
        <label className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          <span className="text-ink-soft">{t('pocs.compareWith')}</span>
          <Select value={other?.version ?? 0} onChange={(event) => onSearch({ version: shown.version, with: Number(event.target.value) })} className="w-auto max-md:*:h-10">
            <option value={0}>{t('pocs.compareNone')}</option>
            {others.map((prompt) => (
              <option key={prompt.id} value={prompt.version}>
                {prompt === before ? t('pocs.versionBefore', { version: prompt.version }) : prompt === newest ? t('pocs.versionNow', { version: prompt.version }) : name(prompt)}
              </option>
            ))}
          </Select>
        </label>
      )}
      {old && young ? (
        <section aria-label={t('pocs.difference', { old: old.version, young: young.version })} className="rounded-md bg-sunken/60 px-3.5 py-3">
          <p className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
            <span>{t('pocs.difference', { old: old.version, young: young.version })}</span>
            <del className="rounded-sm bg-bad-soft px-1 text-bad">{t('pocs.removed')}</del>
            <ins className="rounded-sm bg-good-soft px-1 text-good">{t('pocs.added')}</ins>
          </p>
          <TextDiff before={old.text} after={young.text} />
        </section>
      ) : (
        <p className="rounded-md bg-sunken/60 px-3.5 py-3 text-read leading-[1.85] break-words whitespace-pre-wrap">{shown.text || t('pocs.emptyPrompt')}</p>
      )}
    </div>
  );
}
