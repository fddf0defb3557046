import { useState } from 'react';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { Button } from './button';
import { VisibleText } from './visible-text';

/** What a page draws at once without being felt. */
const AT_ONCE = 40_000;

/** A text as it is written, without marks, however long it is and whoever wrote it. */
export function LongText({ text, className }: { text: string; className?: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(AT_ONCE);
  // Not between the halves of a letter.
  const end = /[\udc00-\udfff]/.test(text[shown] ?? '') ? shown + 1 : shown;
  return (
    <>
      <p className={className}>
        <VisibleText text={text.slice(0, end)} />
      </p>
      {text.length > end && (
        <Button size="sm" className="mt-2" onClick={() => setShown(end + AT_ONCE)}>
          {t('common.showRest', { length: formatNumber(text.length - end) })}
        </Button>
      )}
    </>
  );
}
