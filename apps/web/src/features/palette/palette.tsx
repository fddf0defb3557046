import type { User } from '@llamune/contracts';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { overlaysNow } from '../../components/ui/overlays';
import { useReturnFocus } from '../../components/ui/return-focus';
import { holdComposing } from '../../components/ui/use-unsaved-writing';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import type { Entry, Group } from './entry';
import { logNumberIn, matching } from './matching';
import { PaletteGroup } from './palette-group';
import { PaletteFoot } from './palette-foot';
import { useLogs, usePocs, useSessions } from './use-found-groups';
import { useActions, usePages, type Doings, type Page } from './use-static-groups';

export interface PaletteProps extends Doings {
  me: User;
  pages: readonly Page[];
  onClose: () => void;
}

/** Everything by its name: pages, sessions, logs, and what can be done. */
export function Palette({ me, pages, onClose, ...doings }: PaletteProps) {
  const { t } = useTranslation();
  const { Dialog: Radix } = overlaysNow();
  const { remember, giveBack } = useReturnFocus();
  const [text, setText] = useState('');
  useShortcuts([{ keys: ['mod+k'], inText: true, everywhere: true, run: onClose }]);
  const { groups, sessions } = useGroups(text, me, pages, doings);
  const choose = ({ run }: Entry) => {
    onClose();
    run();
  };
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={giveBack}
          onEscapeKeyDown={holdComposing}
          className="fixed top-[min(14dvh,120px)] left-1/2 z-50 w-[calc(100vw-16px)] max-w-160 -translate-x-1/2 overflow-hidden rounded-lg bg-surface shadow-float outline-none max-md:top-2"
        >
          <Radix.Title className="sr-only">{t('palette.label')}</Radix.Title>
          <Command shouldFilter={false} vimBindings={false} loop label={t('palette.label')} className="flex max-h-[min(70dvh,560px)] flex-col max-md:max-h-[calc(100dvh-16px)]">
            <div className="flex shrink-0 items-center gap-2.5 border-b pr-2 pl-4">
              <Search aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
              <Command.Input value={text} onValueChange={setText} placeholder={t('palette.placeholder')} maxLength={200} className="h-13 min-w-0 flex-1 bg-transparent truncate text-read outline-none max-md:text-[16px]" />
              <Button variant="ghost" onClick={onClose} className="h-10 md:hidden">
                {t('palette.close')}
              </Button>
            </div>
            <Command.List label={t('palette.label')} className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-2">
              {groups.map((group) => (
                <PaletteGroup key={group.title} group={group} onChoose={choose} />
              ))}
              {groups.length === 0 && <p className="px-3 py-8 text-center text-sm text-ink-soft">{t(sessions.isSearching ? 'palette.searching' : 'palette.none')}</p>}
            </Command.List>
            <PaletteFoot count={groups.reduce((sum, { entries }) => sum + entries.length, 0)} {...sessions} />
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Nearest first: what was last worked on; once there is a text, what it names, then what it may mean. */
const useGroups = (text: string, me: User, pages: readonly Page[], doings: Doings) => {
  const { t } = useTranslation();
  const sessions = useSessions(text);
  const isEmpty = text.trim() === '';
  const found: Group = { title: t(isEmpty ? 'palette.recent' : 'palette.sessions'), entries: sessions.entries };
  const named: Group[] = [
    { title: t('palette.pages'), entries: matching(usePages(pages), text) },
    { title: t('palette.actions'), entries: matching(useActions(me, doings), text) },
    { title: t('palette.pocs'), entries: usePocs(text) },
  ];
  const logs: Group = { title: t('palette.logs'), entries: useLogs(text) };
  const all = isEmpty ? [found, ...named] : logNumberIn(text) === null ? [...named, found, logs] : [logs, ...named, found];
  return { groups: all.filter(({ entries }) => entries.length > 0), sessions };
};
