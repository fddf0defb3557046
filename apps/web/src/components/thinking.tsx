import { formatNumber } from '../lib/format';
import { useTranslation } from '../lib/i18n';
import { Disclosure } from './ui/disclosure';
import { LongText } from './ui/long-text';

interface ThinkingProps {
  text: string | null;
  open: boolean;
  onToggle: (open: boolean) => void;
}

/** What a model thought before it answered, folded and plain: to be looked up, not to be read as an answer. Nothing without it. */
export function Thinking({ text, open, onToggle }: ThinkingProps) {
  const { t } = useTranslation();
  if (!text) return null;
  return (
    <Disclosure
      open={open}
      onToggle={onToggle}
      summary={
        <span>
          {t('chat.thinking')}
          <span className="ml-2 text-xs font-normal text-ink-faint">{t('chat.thinkingLength', { length: formatNumber(text.length) })}</span>
        </span>
      }
    >
      {open && <LongText text={text} className="mt-2 max-w-[48em] border-l-2 pl-3.5 text-sm leading-[1.75] whitespace-pre-wrap text-ink-soft" />}
    </Disclosure>
  );
}
