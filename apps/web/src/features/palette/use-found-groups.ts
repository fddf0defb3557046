import { errorOf, type Session } from '@llamune/contracts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileText, FolderKanban, ListFilter, MessageSquareText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { trpc } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { useTranslation, type Translate } from '../../lib/i18n';
import type { Entry } from './entry';
import { logNumberIn, matching } from './matching';

/** A pause in the typing that is long enough to ask the server. */
const PAUSE_MS = 200;
const MOST_RECENT = 5;
const MOST_FOUND = 8;
const longestSearch = 200;

/** What was typed, once there is a pause. */
const useSettled = (text: string) => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text === '' ? '' : settled;
};

/** Recent sessions; those with the text in their PoC, model or questions, once one is typed. */
export const useSessions = (text: string) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSettled(text.trim().slice(0, longestSearch));
  const query = useQuery({ ...trpc.sessions.list.queryOptions({ mine: true, search: search || undefined, limit: search === '' ? MOST_RECENT : MOST_FOUND }), placeholderData: keepPreviousData });
  const entries = (query.data ?? []).map((session): Entry => ({ ...labelOf(session, t), id: `session ${session.id}`, icon: MessageSquareText, run: () => void navigate({ to: '/sessions/$sessionId', params: { sessionId: session.id } }) }));
  return { entries, isSearching: query.isFetching || search !== text.trim().slice(0, longestSearch), isFailed: query.isError };
};
/** What tells it from one that began with the same question comes first; the rest may be cut off. */
const labelOf = ({ first_question, poc_name, model_name, model_version, started_at }: Session, t: Translate) => ({
  label: first_question ?? poc_name,
  note: [formatDate(started_at), `${model_name} ${t('model.version', { version: model_version })}`, ...(first_question ? [poc_name] : [])].join(' · '),
});

export const usePocs = (text: string): readonly Entry[] => {
  const navigate = useNavigate();
  const { data: pocs = [] } = useQuery(trpc.pocs.list.queryOptions({}));
  const entries = pocs.map(({ id, name, domain }): Entry => ({ id: `poc ${id}`, icon: FolderKanban, label: name, note: domain ?? undefined, run: () => void navigate({ to: '/pocs/$pocId', params: { pocId: id } }) }));
  return matching(entries, text).slice(0, MOST_FOUND);
};

/** The log of a typed number, and the way to all logs that hold the text. */
export const useLogs = (text: string): Entry[] => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = logNumberIn(text);
  const log = useQuery({ ...trpc.logs.get.queryOptions(id === null ? skipToken : { log_id: id }), retry: false });
  // Without a connection nobody knows.
  const isMissing = errorOf(log.error)?.status === 404;
  const typed = text.trim().slice(0, longestSearch);
  const byNumber: Entry[] =
    id === null
      ? []
      : [
          {
            id: `log ${id}`,
            icon: FileText,
            label: isMissing ? t('palette.noLog', { id }) : t('palette.openLog', { id }),
            note: log.data?.question.slice(0, 80),
            isDisabled: isMissing,
            run: () => void navigate({ to: '/logs/$logId', params: { logId: id } }),
          },
        ];
  const byText: Entry[] = typed === '' ? [] : [{ id: 'search logs', icon: ListFilter, label: t('palette.searchLogs', { text: typed.length > 40 ? `${typed.slice(0, 40)}…` : typed }), run: () => void navigate({ to: '/logs', search: { q: typed } }) }];
  return [...byNumber, ...byText];
};
