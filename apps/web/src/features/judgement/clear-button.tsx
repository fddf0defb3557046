import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import type { Judgement } from './use-judgement';
import { focusForm } from './use-leaving';

/** Back to 未評価. It goes with the verdict. */
export function ClearButton({ decide }: Pick<Judgement, 'decide'>) {
  const { t } = useTranslation();
  return (
    <Button
      variant="ghost"
      size="sm"
      className="-mr-2.5 ml-auto text-ink-faint max-md:h-11"
      onClick={({ currentTarget }) => {
        focusForm(currentTarget);
        void decide({ evaluation: null });
      }}
    >
      {t('judgement.clear')}
    </Button>
  );
}
