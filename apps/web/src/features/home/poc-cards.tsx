import type { Poc } from '@llamune/contracts';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { PocCard } from './poc-card';

/** Each card asks for its own figures. */
const shownFirst = 12;

export function PocCards({ pocs, lastId }: { pocs: readonly Poc[]; lastId: number | null }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(shownFirst);
  // The one that somebody works in comes first.
  const sorted = pocs.toSorted((a, b) => Number(b.id === lastId) - Number(a.id === lastId));
  return (
    <>
      <ul aria-label={t('home.choose')} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {sorted.slice(0, shown).map((poc) => (
          <PocCard key={poc.id} poc={poc} isLast={poc.id === lastId} />
        ))}
      </ul>
      {shown < pocs.length && (
        <Button className="mx-auto mt-5 flex" onClick={() => setShown(shown + shownFirst)}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
