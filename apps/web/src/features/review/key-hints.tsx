import { Kbd } from '../../components/ui/kbd';
import { useTranslation } from '../../lib/i18n';

const hints = [
  { keys: ['ArrowLeft', 'ArrowRight'], text: 'hintMove' },
  { keys: ['1', '2', '3'], text: 'hintJudge' },
  { keys: ['e'], text: 'hintCorrect' },
  { keys: ['mod+Enter'], text: 'hintSave' },
  { keys: ['s'], text: 'hintSkip' },
  { keys: ['?'], text: 'hintAll' },
] as const;

/** For the eye, and only where there is a keyboard: the list of `?` says it to everybody. */
export function KeyHints() {
  const { t } = useTranslation();
  return (
    <ul aria-hidden className="hidden shrink-0 gap-x-4 text-xs text-ink-faint xl:flex">
      {hints.map(({ keys, text }) => (
        <li key={text} className="flex items-center gap-1 whitespace-nowrap">
          {keys.map((key) => (
            <Kbd key={key} of={key} />
          ))}
          {t(`review.${text}`)}
        </li>
      ))}
    </ul>
  );
}
