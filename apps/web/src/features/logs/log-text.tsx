import type { Log } from '@llamune/contracts';
import { useState } from 'react';
import { EarlierTurns } from '../../components/earlier-turns';
import { FinishNote } from '../../components/finish-note';
import { Thinking } from '../../components/thinking';
import { CopyButton } from '../../components/ui/copy-button';
import { Markdown } from '../../components/ui/markdown';
import { Notice } from '../../components/ui/notice';
import { VisibleText } from '../../components/ui/visible-text';
import { useTranslation } from '../../lib/i18n';

/** What was asked and what was answered, with the turns that the model saw before. */
export function LogText({ log }: { log: Log }) {
  const { t } = useTranslation();
  const [showsThinking, setShowsThinking] = useState(false);
  return (
    <div className="flex flex-col gap-5">
      <EarlierTurns turns={log.turns} />
      <section>
        <h2 className="mb-1.5 text-sm text-ink-faint">{t('logs.question')}</h2>
        <p className="max-w-[44em] text-read font-semibold text-pretty [word-break:auto-phrase] whitespace-pre-wrap">
          <VisibleText text={log.question} />
        </p>
      </section>
      <section>
        <div className="mb-1.5 flex items-center justify-between gap-4">
          <h2 className="text-sm text-ink-faint">{t('logs.answer')}</h2>
          {log.answer !== '' && (
            <CopyButton text={log.answer} label={t('chat.copyAnswer')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} iconOnly variant="ghost" size="icon-sm" />
          )}
        </div>
        {log.thinking && (
          <div className="mb-3">
            <Thinking text={log.thinking} open={showsThinking} onToggle={setShowsThinking} />
          </div>
        )}
        {log.answer === '' ? <p className="text-ink-faint">{t('chat.noAnswer')}</p> : <Markdown text={log.answer} />}
        <div className="mt-3 empty:hidden">{log.finish_reason === null ? <Notice>{t('logs.answerRunning')}</Notice> : <FinishNote log={log} />}</div>
      </section>
    </div>
  );
}
