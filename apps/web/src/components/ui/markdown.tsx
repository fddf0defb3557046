import { useMemo, useRef, useState } from 'react';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { blocksWithLines } from '../../lib/markdown/blocks';
import { partsOf } from '../../lib/markdown/parts';
import { Button } from './button';
import { TopBlock } from './markdown-blocks';

/**
 * A text that a model wrote. Nothing in it runs, loads or leads astray, and none takes the page's time: what is more than can be drawn in a
 * moment comes part by part.
 */
export function Markdown({ text }: { text: string }) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(1);
  const { parts, rest } = useMemo(() => partsOf(text.replaceAll(/\r\n?/g, '\n'), shown), [text, shown]);
  const showMore = () => {
    setShown(shown + 1);
    // The button may go: whoever pressed it reads on from here.
    ref.current?.focus({ preventScroll: true });
  };
  return (
    <div ref={ref} tabIndex={-1} className="prose outline-none">
      {parts.map((part, index) => (
        <Part key={index} text={part} />
      ))}
      {rest > 0 && (
        <Button size="sm" className="mt-3" onClick={showMore}>
          {t('common.showRest', { length: formatNumber(rest) })}
        </Button>
      )}
    </div>
  );
}

function Part({ text }: { text: string }) {
  const blocks = useMemo(() => {
    const lines = text.split('\n');
    return blocksWithLines(lines).map(({ block, from, until }) => ({ block, source: lines.slice(from, until).join('\n') }));
  }, [text]);
  return blocks.map(({ block, source }, index) => <TopBlock key={index} block={block} source={source} />);
}
