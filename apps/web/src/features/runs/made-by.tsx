import type { RunDetail } from '@llamune/contracts';
import { CopyButton } from '../../components/ui/copy-button';
import { Facts, type Fact } from '../../components/ui/facts';
import { Notice } from '../../components/ui/notice';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** What really made the answers, as the engine said with each: the proof that this version was asked. */
export function MadeBy({ madeBy }: { madeBy: RunDetail['made_by'] }) {
  const { t } = useTranslation();
  if (madeBy.length === 0) return <p className="text-sm text-ink-soft">{t('runs.notYetMade')}</p>;
  return (
    <div className="flex flex-col gap-4">
      {madeBy.length > 1 && <Notice tone="warning">{t('runs.severalMade')}</Notice>}
      {madeBy.map((maker) => (
        <Maker key={JSON.stringify(maker)} maker={maker} />
      ))}
      <p className="text-xs text-ink-faint">{t('runs.madeByLead')}</p>
    </div>
  );
}

function Maker({ maker }: { maker: RunDetail['made_by'][number] }) {
  const { t } = useTranslation();
  const { file, file_sha256, adapter, server, served_model, answers } = maker;
  const said = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value: <span className="font-mono text-xs break-all">{value}</span> }]);
  const hash: Fact = {
    label: t('runs.hash'),
    wide: file_sha256 !== null,
    value: file_sha256 ? (
      <span className="flex items-start gap-2">
        <code className="min-w-0 flex-1 text-xs break-all">{file_sha256}</code>
        <CopyButton iconOnly size="icon-sm" variant="ghost" text={file_sha256} label={t('runs.copyHash')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} />
      </span>
    ) : (
      t('runs.noHash')
    ),
  };
  return (
    <Facts
      facts={[
        ...said(t('runs.file'), file),
        ...(file === null ? [] : [hash]),
        ...said(t('runs.adapter'), adapter),
        ...said(t('runs.server'), server),
        ...said(t('runs.servedModel'), served_model),
        { label: t('runs.answerCount'), value: t('runs.count', { count: formatNumber(answers) }) },
      ]}
    />
  );
}
