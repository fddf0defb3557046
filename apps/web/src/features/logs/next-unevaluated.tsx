import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { trpc } from '../../lib/api';

/** On to the next log without a judgement: for working through them a quarter of an hour at a time. */
export function NextUnevaluated({ logId }: { logId: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(trpc.logs.list.queryOptions({ unevaluated: true, before: logId, limit: 1 }));
  const [next] = data ?? [];
  if (!data) return null;
  if (!next) return <p className="text-sm text-ink-faint">{t('judgement.noMoreUnevaluated')}</p>;
  return (
    <Button asChild>
      <Link to="/logs/$logId" params={{ logId: next.id }}>
        {t('judgement.nextUnevaluated')}
        <ArrowRight aria-hidden />
      </Link>
    </Button>
  );
}
