import { useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { TextDiff } from '../../components/text-diff';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { trpc } from '../../lib/api';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { isText, namesIn, type FieldName } from './fields';
import { saveJudgement } from './save-judgement';
import type { Judgement } from './use-judgement';
import { useFieldTexts } from './use-field-texts';
import { focusForm } from './use-leaving';
import { settleClash } from './write-judgement';
import type { Clash } from './writings';

/** What somebody else and this person have both changed: both are shown, and one is chosen. */
export function ClashNotice({ judgement }: { judgement: Judgement }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(trpc.users.me.queryOptions({}));
  const { clash } = judgement.writing;
  if (!clash) return null;
  const isOneself = clash.by !== undefined && clash.by === me?.username;
  return (
    <Notice tone="warning" className="flex-col">
      <p role="alert" className="font-medium">
        {isOneself ? t('judgement.clashWithSelf') : clash.by ? t('judgement.clash', { name: clash.by }) : t('judgement.clashWithSomebody')}
        {clash.at && <span className="ml-2 font-normal">{formatDateTime(clash.at)}</span>}
      </p>
      <ul className="mt-2 flex flex-col gap-3 text-ink">
        {namesIn(clash.theirs).map((name) => (
          <ClashingField key={name} name={name} clash={clash} judgement={judgement} />
        ))}
      </ul>
    </Notice>
  );
}

function ClashingField({ name, clash, judgement: { log, writing } }: { name: FieldName; clash: Clash; judgement: Judgement }) {
  const { t } = useTranslation();
  const { labelOf, valueOf } = useFieldTexts();
  const settle = (keep: 'mine' | 'theirs') => ({ currentTarget }: MouseEvent) => {
    focusForm(currentTarget);
    settleClash(log.id, name, keep);
    void saveJudgement(log.id);
  };
  const [theirs, mine] = [valueOf(name, clash.theirs[name]), valueOf(name, writing.edits[name])];
  return (
    <li className="rounded-md border bg-surface p-3">
      <p className="text-sm font-medium">{labelOf(name)}</p>
      <div className="mt-1.5 grid gap-3 @xl:grid-cols-2">
        <Side title={t('judgement.theirs')} text={theirs} choice={t('judgement.takeTheirs')} onChoose={settle('theirs')} />
        <Side title={t('judgement.mine')} text={mine} choice={t('judgement.takeMine')} onChoose={settle('mine')} />
      </div>
      {isText(name) && clash.theirs[name] && writing.edits[name] && (
        <div className="mt-2 max-h-48 overflow-y-auto border-t pt-2">
          <p className="text-xs text-ink-faint">{t('judgement.clashDiff')}</p>
          <TextDiff before={theirs} after={mine} className="text-sm" />
        </div>
      )}
    </li>
  );
}

const Side = ({ title, text, choice, onChoose }: { title: string; text: string; choice: string; onChoose: (event: MouseEvent) => void }) => (
  <div className="flex min-w-0 flex-col items-start gap-1.5">
    <p className="text-xs text-ink-faint">{title}</p>
    <p className="max-h-48 w-full overflow-y-auto text-sm whitespace-pre-wrap">{text}</p>
    <Button size="sm" onClick={onChoose} className="max-md:h-10">
      {choice}
    </Button>
  </div>
);
