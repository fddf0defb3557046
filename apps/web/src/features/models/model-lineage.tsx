import type { Model } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { cn } from '../../lib/cn';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { GenerationFacts } from './generation-facts';
import { childrenOf, originOf } from './lineage';
import { modelLineQuery } from './model-queries';
import { StateBadge } from './state-badge';
import { VersionLink } from './version-link';

/** One version between what it was made of, down from the base, and what was made of it. */
export function ModelLineage({ model, models }: { model: Model; models: readonly Model[] }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(modelLineQuery(model.id));
  const line = data.generations.toReversed();
  const children = childrenOf(model, models);
  const first = models.find(({ id }) => id === line[0]!.model_id) ?? model;
  const origin = originOf(first, models);
  return (
    <div className="flex flex-col gap-4">
      <ol aria-label={t('models.ancestors')} className="-mb-1">
        {origin === 'named' && <Step dashed>{t('models.namedBase', { name: first.base_model })}</Step>}
        {origin === 'unknown' && <Step dashed>{t('models.unknownBase')}</Step>}
        {line.map((generation) => {
          const isHere = generation.model_id === model.id;
          const shown = isHere ? model : models.find(({ id }) => id === generation.model_id);
          return (
            <Step key={generation.model_id} isHere={isHere} isLast={isHere}>
              {isHere ? <ThisOne model={model} /> : shown && <Relative model={shown} />}
              <GenerationFacts generation={generation} />
            </Step>
          );
        })}
      </ol>
      <div className="border-t pt-3.5">
        <h3 className="mb-2 text-sm">{t('models.children')}</h3>
        {children.length === 0 ? (
          <p className="text-sm text-ink-faint">{t('models.noChildren')}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {children.map((child) => (
              <li key={child.id} className="text-sm">
                <Relative model={child} />
                {child.trained_at && <p className="text-xs text-ink-faint">{t('models.trained', { date: formatDate(child.trained_at) })}</p>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function ThisOne({ model }: { model: Model }) {
  const { t } = useTranslation();
  return (
    <>
      <span aria-current="true" className="font-medium">
        <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} />
      </span>{' '}
      <Badge tone="brand" className="ml-1.5">
        {t('models.thisOne')}
      </Badge>
    </>
  );
}

const Relative = ({ model }: { model: Model }) => (
  <span className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
    <VersionLink model={model} className="text-brand-ink underline" />
    <StateBadge model={model} />
  </span>
);

const Step = ({ dashed = false, isHere = false, isLast = false, children }: { dashed?: boolean; isHere?: boolean; isLast?: boolean; children: ReactNode }) => (
  <li className="relative pb-3.5 pl-6 text-sm">
    {!isLast && <span aria-hidden className={cn('absolute top-[13px] bottom-[-9px] left-[5px] border-l border-line-strong/70', dashed && 'border-dashed')} />}
    <span aria-hidden className={cn('absolute top-[6px] left-0 size-[11px] rounded-full', isHere ? 'bg-brand' : dashed ? 'border border-dashed border-line-strong bg-surface' : 'bg-line-strong')} />
    <div className={cn(dashed && 'text-ink-soft')}>{children}</div>
  </li>
);
