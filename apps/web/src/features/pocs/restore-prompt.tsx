import type { Poc, PocPrompt } from '@llamune/contracts';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { useRestore } from './use-restore';

interface RestorePromptProps {
  poc: Poc;
  newest: PocPrompt;
  shown: PocPrompt;
  onRestored: (version: number) => void;
}

export function RestorePrompt({ poc, newest, shown, onRestored }: RestorePromptProps) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { restore, undo, undoable, isUndoing } = useRestore(poc, newest, onRestored);
  const isNewest = shown === newest;
  const isSame = shown.text === newest.text;
  return (
    <>
      {isNewest && undoable && (
        <Button size="sm" disabled={isUndoing} onClick={() => void undo(undoable)}>
          {t('pocs.undoRestore', { version: undoable.before.version })}
        </Button>
      )}
      {!isNewest && (
        <Button size="sm" disabled={isSame} title={isSame ? t('pocs.sameAsNow') : undefined} onClick={() => setAsks(true)}>
          <RotateCcw aria-hidden />
          {t('pocs.restore')}
        </Button>
      )}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('pocs.restoreTitle', { version: shown.version })}
        confirmLabel={t('pocs.restoreConfirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => restore(shown)}
        errorSentence={errorSentence}
      >
        <p>{t('pocs.restoreBody', { version: shown.version, next: newest.version + 1 })}</p>
      </ConfirmDialog>
    </>
  );
}
