import type { ComparisonResult, User } from '@llamune/contracts';
import { Panel } from '../../components/ui/page';
import { currentLanguage, useTranslation } from '../../lib/i18n';
import { GroupsTable } from './groups-table';
import { ItemList } from './item-list';
import type { ItemSearch } from './item-search';
import { JudgingState } from './judging-state';
import { OutcomeFlow } from './outcome-flow';
import { OutcomeTiles } from './outcome-tiles';
import { People } from './people';
import { Preferences } from './preferences';
import { RateRows } from './rate-rows';
import { TopicMap } from './topic-map';
import { VersionMatrix } from './version-matrix';

interface ResultPageProps {
  result: ComparisonResult;
  me: User;
  search: ItemSearch;
  onSearch: (search: ItemSearch) => void;
}

/** What became of the questions: first in one sentence and a picture, then in figures, and the questions behind each of them. */
export function ResultPage({ result, me, search, onSearch }: ResultPageProps) {
  const { t } = useTranslation();
  const { comparison, outcomes, sentence } = result;
  return (
    <div className="flex flex-col gap-5">
      <JudgingState comparison={comparison} me={me} />
      <section aria-label={t('comparison.resultTitle')} className="rounded-lg border bg-surface p-4 sm:p-6">
        <p className="max-w-[44em] text-xl leading-relaxed font-semibold text-pretty">{sentence[currentLanguage()]}</p>
        <div className="mt-5 grid items-center gap-x-8 gap-y-5 grid-cols-[minmax(0,1fr)] lg:grid-cols-2">
          <OutcomeFlow outcomes={outcomes} />
          <OutcomeTiles comparisonId={comparison.id} outcomes={outcomes} />
        </div>
      </section>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-2">
        <Panel title={t('comparison.ratesTitle')}>
          <RateRows result={result} />
        </Panel>
        <Panel title={t('comparison.preferencesTitle')}>
          <Preferences result={result} />
        </Panel>
      </div>
      <Panel title={t('comparison.groupsTitle')}>
        <GroupsTable result={result} />
      </Panel>
      <Panel title={t('comparison.topicsTitle')}>
        <TopicMap result={result} />
      </Panel>
      <Panel title={t('comparison.peopleTitle')}>
        <People result={result} me={me} />
      </Panel>
      <Panel title={t('comparison.matrixTitle')}>
        <VersionMatrix comparison={comparison} />
      </Panel>
      <Panel id="questions" title={t('comparison.itemsTitle')} className="scroll-mt-4">
        <ItemList result={result} search={search} onSearch={onSearch} />
      </Panel>
    </div>
  );
}
