import type { ReactNode } from 'react';
import { Dialog } from '../../components/ui/dialog';
import { Kbd } from '../../components/ui/kbd';
import { useTranslation } from '../../lib/i18n';
import { useActiveShortcuts, type Shortcut } from '../../lib/shortcuts';
import { work } from './navigation';

/** What the keys do, on this page and on every page. */
export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const shortcuts = useActiveShortcuts();
  const here = once(shortcuts.filter(({ everywhere }) => !everywhere));
  const everywhere = once(shortcuts.filter((shortcut) => shortcut.everywhere));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts.title')} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-5">
        <Group title={t('shortcuts.here')}>
          {here.length === 0 && <Row name={<span className="text-ink-soft">{t('shortcuts.none')}</span>} keys={null} spoken="" />}
          {here.map((shortcut) => (
            <ShortcutRow key={shortcut.label} {...shortcut} />
          ))}
        </Group>
        <Group title={t('shortcuts.everywhere')}>
          {everywhere.map((shortcut) => (
            <ShortcutRow key={shortcut.label} {...shortcut} />
          ))}
          {work.map(({ to, label, letter }) => letter && <GoRow key={to} page={t(label)} letter={letter} />)}
        </Group>
      </div>
    </Dialog>
  );
}

/** Several of one kind on a page say the same of their keys. */
const once = (shortcuts: readonly Shortcut[]) => [...new Map(shortcuts.map((shortcut) => [shortcut.label, shortcut])).values()];

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3 className="mb-1 text-sm text-ink-soft">{title}</h3>
    <dl className="divide-y">{children}</dl>
  </section>
);

const ShortcutRow = ({ keys, label }: Shortcut) => <Row name={label} keys={keys.map((key) => <Kbd key={key} of={key} />)} spoken={keys.join(', ')} />;

function GoRow({ page, letter }: { page: string; letter: string }) {
  const { t } = useTranslation();
  const keys = (
    <>
      <Kbd of="g" />
      <span aria-hidden>{t('shortcuts.andThen')}</span>
      <Kbd of={letter} />
    </>
  );
  return <Row name={t('shortcuts.goTo', { page })} keys={keys} spoken={`G ${t('shortcuts.andThen')} ${letter.toUpperCase()}`} />;
}

const Row = ({ name, keys, spoken }: { name: ReactNode; keys: ReactNode; spoken: string }) => (
  <div className="flex items-center justify-between gap-4 py-1.5">
    <dt>{name}</dt>
    <dd className="flex shrink-0 items-center gap-1 text-xs text-ink-faint">
      {keys}
      <span className="sr-only">{spoken}</span>
    </dd>
  </div>
);
