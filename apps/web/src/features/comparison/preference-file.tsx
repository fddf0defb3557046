import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { fetchFile } from '../../lib/fetch-file';
import { useTranslation } from '../../lib/i18n';
import { saveFile } from '../../lib/save-file';

/** What people preferred, as a file that a trainer reads. */
export function PreferenceFile({ comparisonId }: { comparisonId: number }) {
  const { t } = useTranslation();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const saving = useMutation({
    mutationFn: async () => {
      const stop = new AbortController();
      running.current = stop;
      saveFile(await fetchFile(`/comparisons/${comparisonId}/preferences`, { signal: stop.signal, onProgress: () => undefined }), `preferences-${comparisonId}.dpo.jsonl`);
    },
  });
  return (
    <div className="flex flex-col items-start gap-2">
      <Button aria-disabled={saving.isPending} onClick={() => saving.isPending || saving.mutate()} className="max-md:h-10">
        <Download aria-hidden />
        {t('comparison.savePreferences')}
      </Button>
      <p className="text-xs text-ink-faint">{t('comparison.savePreferencesHint')}</p>
      {saving.error && <ErrorNotice error={saving.error} />}
    </div>
  );
}
