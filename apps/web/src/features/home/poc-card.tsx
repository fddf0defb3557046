import type { Poc } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/ui/badge';
import { Gauge } from '../../components/ui/gauge';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { evaluatedOf } from './headline';
import { overviewQuery } from './home-queries';
import { useRateTexts } from './rate-texts';

/** A PoC to be chosen, with how far it is. */
export function PocCard({ poc, isLast }: { poc: Poc; isLast: boolean }) {
  const { t } = useTranslation();
  return (
    <li className="relative flex flex-col gap-4 rounded-lg border bg-surface p-5 hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-brand">
      <div>
        <div className="flex items-start justify-between gap-3">
          <Link to="/pocs/$pocId" params={{ pocId: poc.id }} className="text-base font-semibold after:absolute after:inset-0 after:rounded-lg">
            {poc.name}
          </Link>
          {isLast && <Badge tone="brand">{t('home.last')}</Badge>}
        </div>
        {poc.domain && <p className="mt-0.5 text-sm text-ink-soft">{poc.domain}</p>}
      </div>
      <CardFigures pocId={poc.id} />
    </li>
  );
}

function CardFigures({ pocId }: { pocId: number }) {
  const { t } = useTranslation();
  const textsOf = useRateTexts();
  const { data } = useQuery(overviewQuery(pocId));
  // A card without its figures is still a way to the PoC.
  if (!data) return <div className="h-16" />;
  const { counts, attention } = data;
  if (counts.total === 0) return <p className="mt-auto text-sm text-ink-faint">{t('home.noQuestions')}</p>;
  const rate = counts.good_rate && textsOf(counts.good_rate);
  return (
    <div className="mt-auto flex flex-col gap-2.5">
      <p className="flex items-baseline gap-2">
        <span className="text-sm text-ink-soft">{t('home.goodRate')}</span>
        <span className="text-xl font-semibold text-good">{rate?.rate ?? '—'}</span>
        {rate && <span className="text-xs text-ink-faint">{rate.interval}</span>}
      </p>
      <Gauge share={evaluatedOf(counts) / counts.total} />
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-ink-soft">
        <span>{t('home.judgedOf', { total: formatNumber(counts.total), evaluated: formatNumber(evaluatedOf(counts)) })}</span>
        {attention.unevaluated > 0 && <span>{t(attention.unevaluated < counts.total - evaluatedOf(counts) ? 'home.unjudgedMine' : 'home.unjudgedHere', { count: formatNumber(attention.unevaluated) })}</span>}
      </p>
    </div>
  );
}
