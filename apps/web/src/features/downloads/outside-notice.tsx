import { Link } from '@tanstack/react-router';
import { Disclosure } from '../../components/ui/disclosure';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';

/** The only page that makes the server ask anything of the internet says so, and how to do without. */
export function OutsideNotice() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2.5">
      <Notice>{t('downloads.outside')}</Notice>
      <Disclosure summary={t('downloads.offlineTitle')} className="px-1">
        <ol className="mt-2 ml-5 flex max-w-[52em] list-decimal flex-col gap-1.5 text-sm text-ink-soft">
          <li>{t('downloads.offline1')}</li>
          <li>{t('downloads.offline2')}</li>
          <li>
            {t('downloads.offline3')}{' '}
            <Link to="/admin/models" className="text-brand-ink underline underline-offset-4">
              {t('downloads.toModels')}
            </Link>
          </li>
        </ol>
      </Disclosure>
    </div>
  );
}
