import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { trpc } from '../../lib/api';

/** On to the next log without a judgement: for working through them a quarter of an hour at a time. */
export function NextUnevaluated({ logId }: { logId: number }) {
  const { t } = useTranslation();
  const { data: older } = useQuery(trpc.logs.list.queryOptions({ unevaluated: true, before: logId, limit: 1 }));
  // At the oldest one it begins again with the newest.
  const { data: newest } = useQuery({ ...trpc.logs.list.queryOptions({ unevaluated: true, limit: 2 }), enabled: older?.length === 0 });
  if (!older || (older.length === 0 && !newest)) return null;
  const next = older[0] ?? newest?.find(({ id }) => id !== logId);
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
