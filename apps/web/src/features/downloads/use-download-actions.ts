import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../components/ui/toaster';
import { client, trpc } from '../../lib/api';
import { errorDetail, errorSentence } from '../../lib/error-sentence';
import { t, useTranslation } from '../../lib/i18n';
import { downloadsQuery } from './download-queries';

/** Where the downloads are on the page. */
export const DOWNLOADS = 'downloads';

const useRefresh = () => {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: downloadsQuery.queryKey });
};

/** What can be done with a download that is there. */
export const useDownloadActions = () => {
  const onSettled = useRefresh();
  return {
    pause: useMutation(trpc.downloads.pause.mutationOptions({ onSettled })),
    resume: useMutation(trpc.downloads.resume.mutationOptions({ onSettled })),
    remove: useMutation(trpc.downloads.remove.mutationOptions({ onSettled })),
  };
};

export const useStartDownload = () => {
  const { t } = useTranslation();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (asked: { address: string; sha256?: string }) => client.downloads.start.mutate(asked),
    onSuccess: async () => {
      toast(t('downloads.started'));
      await refresh();
      // It was started from further down the page; what comes of it is seen above.
      document.getElementById(DOWNLOADS)?.scrollIntoView();
    },
  });
};

/** Why a download cannot start, with the server's own words: they say whether it is the address or the disk. */
export const startRefusal = (error: unknown): string => {
  const detail = errorDetail(error);
  const sentence = errorSentence(error, { 400: t('downloads.startRefused'), 409: t('downloads.already'), 502: t('downloads.unreachable') });
  return detail ? `${sentence} ${t('common.serverSays', { detail })}` : sentence;
};
