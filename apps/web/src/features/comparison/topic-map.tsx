import type { ComparisonResult, ItemTrait } from '@llamune/contracts';
import { Figures, HeatMap, type HeatCell } from '../../components/chart/heat-map';
import { useTranslation } from '../../lib/i18n';
import { ItemsLink } from './items-link';
import { OutcomeLinks } from './outcome-links';
import { useShareCell, type Share } from './share-cell';

/** How good both versions are at each topic, with what was mended and broken there. */
export function TopicMap({ result: { comparison, topics } }: { result: ComparisonResult }) {
  const { t } = useTranslation();
  const cellOf = useShareCell();
  const linked = (topic: string | null, share: Share, trait: ItemTrait): HeatCell => {
    const cell = cellOf(share);
    if (share.good === 0) return cell;
    const figures = (
      <ItemsLink comparisonId={comparison.id} search={{ topic: topic ?? '', trait }}>
        <Figures cell={cell} />
      </ItemsLink>
    );
    return { ...cell, linked: figures };
  };
  return (
    <HeatMap
      caption={t('comparison.topicsTitle')}
      columns={[
        { id: 'topic', name: t('comparison.topic') },
        { id: 'baseline', name: t('comparison.baseline') },
        { id: 'candidate', name: t('comparison.candidate') },
      ]}
      moreName={t('comparison.changes')}
      rows={topics.map(({ topic, baseline, candidate, ...outcomes }) => ({
        id: topic ?? '',
        name: (
          <ItemsLink comparisonId={comparison.id} search={{ topic: topic ?? '' }}>
            {topic ?? t('comparison.noTopic')}
          </ItemsLink>
        ),
        cells: [linked(topic, baseline, 'good_baseline'), linked(topic, candidate, 'good_candidate')],
        more: <OutcomeLinks comparisonId={comparison.id} outcomes={outcomes} search={{ topic: topic ?? '' }} />,
      }))}
    />
  );
}
