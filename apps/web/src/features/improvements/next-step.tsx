import type { ImprovementStage } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';

/** What to do next with the logs of a stage, and the way there. */
export function NextStep({ stage, pocId, isAdmin }: { stage: ImprovementStage; pocId: number; isAdmin: boolean }) {
  const { t } = useTranslation();
  return <Notice action={<Way stage={stage} pocId={pocId} isAdmin={isAdmin} />}>{t(`improvements.next.${stage}`)}</Notice>;
}

function Way({ stage, pocId, isAdmin }: { stage: ImprovementStage; pocId: number; isAdmin: boolean }) {
  const { t } = useTranslation();
  if (stage === 'to_take' && isAdmin)
    return (
      <Button asChild size="sm" className="max-md:h-10">
        <Link to="/admin/training/new" search={{ poc: pocId }}>
          {t('improvements.toTraining')}
        </Link>
      </Button>
    );
  if (stage === 'to_retest')
    return (
      <Button asChild size="sm" className="max-md:h-10">
        <Link to="/retest">{t('improvements.toRetest')}</Link>
      </Button>
    );
  return null;
}
