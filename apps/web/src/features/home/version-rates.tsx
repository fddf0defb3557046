import type { PocOverview } from '@llamune/contracts';
import { useState } from 'react';
import { ChartTable } from '../../components/chart/chart-table';
import { fewerIsFew } from '../../components/chart/rate-mark';
import { WhiskerChart } from '../../components/chart/whisker-chart';
import { ModelName } from '../../components/model-name';
import { Button } from '../../components/ui/button';
import { Disclosure } from '../../components/ui/disclosure';
import { Panel } from '../../components/ui/page';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { evaluatedOf } from './headline';
import { useVersionMarks } from './use-version-marks';

type Version = PocOverview['versions'][number];
/** More would not be compared, but scrolled through. */
const shownFirst = 8;

/** How good each model version is, as far as the judgements tell. */
export function VersionRates({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const { markOf, nameOf } = useVersionMarks();
  const shown = showsAll ? versions : versions.slice(-shownFirst);
  const hidden = versions.length - shown.length;
  return (
    <Panel id="versions" title={t('home.versions')} className="scroll-mt-4">
      <p className="-mt-2 mb-4 max-w-[52em] text-sm text-ink-soft">{t('home.versionsLead')}</p>
      {hidden > 0 && (
        <Button variant="link" size="text" className="mb-3" onClick={() => setShowsAll(true)}>
          {t('home.earlier', { count: hidden })}
        </Button>
      )}
      <WhiskerChart
        label={t('home.versions')}
        rows={shown.map((version) => ({
          id: version.model_id,
          name: <ModelName name={version.model_name} version={version.model_version} isDemo={version.model_is_demo} />,
          figures: <Figures version={version} />,
          mark: markOf(version),
        }))}
      />
      {versions.some((version) => version.good_rate && evaluatedOf(version) < fewerIsFew) && <p className="mt-3 text-xs text-ink-faint">{t('home.hollow')}</p>}
      <Disclosure summary={t('home.asTable')} className="mt-4">
        <VersionTable versions={versions} nameOf={nameOf} />
      </Disclosure>
    </Panel>
  );
}

function Figures({ version }: { version: Version }) {
  const { t } = useTranslation();
  const { textsOf } = useVersionMarks();
  if (!version.good_rate) return <span className="text-ink-faint">{t('home.notJudged')}</span>;
  const evaluated = evaluatedOf(version);
  const { rate, interval } = textsOf(version.good_rate);
  return (
    <p className="text-right @xl:text-left">
      <span className="font-semibold">{rate}</span>
      <span className="text-xs text-ink-soft">{t('home.intervalBeside', { interval })}</span>
      <span className="ml-1.5 text-xs whitespace-nowrap text-ink-faint">{t(evaluated < fewerIsFew ? 'home.countedFew' : 'home.counted', { count: formatNumber(evaluated) })}</span>
    </p>
  );
}

function VersionTable({ versions, nameOf }: { versions: readonly Version[]; nameOf: (version: Version) => string }) {
  const { t } = useTranslation();
  const { textsOf } = useVersionMarks();
  const columns = (['version', 'rate', 'interval', 'evaluated', 'good', 'fair', 'bad', 'unevaluated'] as const).map((name) => t(`home.column.${name}`));
  const rows = versions.map((version) => {
    const texts = version.good_rate && textsOf(version.good_rate);
    const figures = [evaluatedOf(version), version.good, version.fair, version.bad, version.unevaluated].map(formatNumber);
    return { id: version.model_id, cells: [nameOf(version), texts?.rate ?? '—', texts?.interval ?? '—', ...figures] };
  });
  return <ChartTable caption={t('home.versions')} columns={columns} rows={rows} />;
}
