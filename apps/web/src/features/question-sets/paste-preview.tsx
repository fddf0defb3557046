import type { PastedQuestions } from '@llamune/contracts';
import { Badge } from '../../components/ui/badge';
import { Notice } from '../../components/ui/notice';
import { SideScroller } from '../../components/ui/side-scroller';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

const shownAtMost = 20;
const problemsAtMost = 50;

/** How the columns were understood, which lines cannot be read and why, and the first questions as they would be. */
export function PastePreview({ pasted: { questions, problems, columns } }: { pasted: PastedQuestions }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('sets.understood')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <p className="font-medium">{t('sets.readCount', { count: formatNumber(questions.length) })}</p>
        <ul aria-label={t('sets.columns')} className="flex flex-wrap gap-1.5">
          {columns.map((column, index) => (
            <li key={index}>
              <Badge tone={column === 'ignored' ? 'plain' : 'brand'}>{t(`sets.column.${column}`)}</Badge>
            </li>
          ))}
        </ul>
      </div>
      {problems.length > 0 && (
        <Notice tone="warning">
          <p className="font-medium">{t('sets.problems', { count: formatNumber(problems.length) })}</p>
          <ul className="my-1 max-h-40 overflow-y-auto">
            {problems.slice(0, problemsAtMost).map(({ line, problem }) => (
              <li key={line}>
                {t('sets.problemLine', { line })}: {t(`sets.problem.${problem}`)}
              </li>
            ))}
          </ul>
          <p>{t('sets.problemNote')}</p>
        </Notice>
      )}
      {questions.length > 0 && <FirstQuestions questions={questions.slice(0, shownAtMost)} columns={columns} />}
      {questions.length > shownAtMost && <p className="text-sm text-ink-faint">{t('sets.moreRead', { count: formatNumber(questions.length - shownAtMost) })}</p>}
    </section>
  );
}

function FirstQuestions({ questions, columns }: Pick<PastedQuestions, 'questions' | 'columns'>) {
  const { t } = useTranslation();
  const shown = (['expected_answer', 'topic', 'kind'] as const).filter((column) => columns.includes(column));
  return (
    <div className="overflow-hidden rounded-md border">
      <SideScroller as="div">
        <table className="w-full min-w-120 text-left text-sm">
          <thead className="bg-sunken text-xs text-ink-soft">
            <tr>
              <th className="w-12 px-3 py-1.5 font-medium">{t('sets.line')}</th>
              <th className="px-3 py-1.5 font-medium">{t('sets.column.question')}</th>
              {shown.map((column) => (
                <th key={column} className="px-3 py-1.5 font-medium">
                  {t(`sets.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {questions.map((question) => (
              <tr key={question.line} className="align-top">
                <td className="px-3 py-1.5 text-ink-faint">{question.line}</td>
                <td className="px-3 py-1.5">
                  <span className="line-clamp-2 break-words">{question.question}</span>
                </td>
                {shown.map((column) => (
                  <td key={column} className="px-3 py-1.5 text-ink-soft">
                    <span className="line-clamp-2 break-words">{column === 'kind' ? t(`sets.kind.${question.kind ?? 'question'}`) : question[column]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroller>
    </div>
  );
}
