import { useTranslation } from '../../lib/i18n';
import { stationNames } from './stations';

/** What happens at each station, for those who see the circle for the first time. */
export function CircleSteps() {
  const { t } = useTranslation();
  return (
    <ol className="flex flex-col gap-3 text-sm">
      {stationNames.map((name, index) => (
        <li key={name} className="flex gap-3">
          <span aria-hidden className="grid size-6.5 shrink-0 place-items-center rounded-full border border-brand bg-brand-soft text-xs font-semibold text-brand-ink">
            {index + 1}
          </span>
          <span>
            <span className="font-medium">{t(`home.station.${name}`)}</span>
            <span className="block text-ink-soft">{t(`home.stationHint.${name}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
