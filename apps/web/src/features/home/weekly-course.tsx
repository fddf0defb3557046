import type { PocOverview } from '@llamune/contracts';
import { useState } from 'react';
import { ChartTable } from '../../components/chart/chart-table';
import { CourseChart } from '../../components/chart/course-chart';
import { fewerIsFew } from '../../components/chart/rate-mark';
import { Disclosure } from '../../components/ui/disclosure';
import { Panel } from '../../components/ui/page';
import { Select } from '../../components/ui/select';
import { formatDay, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useVersionMarks } from './use-version-marks';
import { weeksBetween } from './weeks-between';

type Props = Pick<PocOverview, 'versions' | 'weeks'>;

/** How the share of good answers went, week by week: one version told, the others behind it. */
export function WeeklyCourse({ versions, weeks }: Props) {
  const { t } = useTranslation();
  const steps = weeksBetween(weeks.map(({ week }) => week));
  return (
    <Panel title={t('home.weeks')}>
      {steps.length < 2 ? <p className="text-sm text-ink-soft">{t('home.weeksTooFew')}</p> : <Told versions={versions.filter(({ model_id: id }) => weeks.some(({ model_id: of }) => of === id))} weeks={weeks} steps={steps} />}
    </Panel>
  );
}

function Told({ versions, weeks, steps }: Props & { steps: readonly string[] }) {
  const { t } = useTranslation();
  const { weekMark, nameOf } = useVersionMarks();
  const [chosen, setChosen] = useState<number>();
  const hasOneName = new Set(versions.map(({ model_name: name }) => name)).size === 1;
  const courses = versions.map((version) => ({
    id: version.model_id,
    name: nameOf(version),
    shortName: hasOneName ? t('model.version', { version: version.model_version }) : nameOf(version),
    points: weeks.filter(({ model_id: id }) => id === version.model_id).map((week) => ({ ...weekMark(week), step: steps.indexOf(week.week) })),
  }));
  // The newest one, unless another was asked for.
  const course = courses.find(({ id }) => id === chosen) ?? courses.at(-1);
  if (!course) return null;
  return (
    <>
      <p className="-mt-2 mb-3 text-sm text-ink-soft">{t('home.weeksLead')}</p>
      {courses.length > 1 ? (
        <Select aria-label={t('home.version')} value={course.id} onChange={(event) => setChosen(Number(event.target.value))} className="mb-2 max-w-72">
          {courses.toReversed().map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : (
        <p className="mb-2 text-sm font-medium">{course.name}</p>
      )}
      <CourseChart label={`${t('home.weeks')} ${course.name}`} steps={steps.map(formatDay)} course={course} others={courses.filter((other) => other !== course)} />
      {course.points.some(({ count }) => count < fewerIsFew) && <p className="mt-2 text-xs text-ink-faint">{t('home.hollow')}</p>}
      <Disclosure summary={t('home.asTable')} className="mt-4">
        <WeekTable weeks={weeks.filter(({ model_id: id }) => id === course.id)} caption={`${t('home.weeks')} ${course.name}`} />
      </Disclosure>
    </>
  );
}

function WeekTable({ weeks, caption }: { weeks: PocOverview['weeks']; caption: string }) {
  const { t } = useTranslation();
  const { textsOf } = useVersionMarks();
  const columns = (['week', 'rate', 'interval', 'evaluated', 'good'] as const).map((name) => t(`home.column.${name}`));
  const rows = weeks.map(({ week, good_rate: rate, evaluated, good }) => ({ id: week, cells: [formatDay(week), textsOf(rate).rate, textsOf(rate).interval, formatNumber(evaluated), formatNumber(good)] }));
  return <ChartTable caption={caption} columns={columns} rows={rows} />;
}
