import { ErrorNotice } from '../../components/error-notice';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { useSaveFile } from './use-save-file';

/** How far the file is, or why it did not come. */
export function SaveState({ fetching, error }: Pick<ReturnType<typeof useSaveFile>, 'fetching' | 'error'>) {
  const { t } = useTranslation();
  return (
    <>
      {fetching && <output className="text-sm text-ink-soft">{t('training.fetching', { name: fetching.name, size: formatBytes(fetching.bytes) })}</output>}
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
