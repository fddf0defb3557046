import type { SavedView } from '@llamune/contracts';
import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { Popover } from '../../components/ui/popover';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import type { LogColumn } from './log-columns';
import type { LogSearch } from './log-search';
import { givenViews, isSameList, isShown, viewSearch, viewText } from './log-views';
import { NameForm } from './name-form';
import type { Views } from './use-views';
import { ViewButton } from './view-button';

interface ViewTabsProps {
  views: Views;
  search: LogSearch;
  columns: readonly LogColumn[];
  onSearch: (search: LogSearch) => void;
}

/** The lists that this reader comes back to. Which one is shown is told by the address alone. */
export function ViewTabs({ views, search, columns, onSearch }: ViewTabsProps) {
  const { t } = useTranslation();
  // Where the reader came from: its conditions may have been changed since, and then it can take the new ones.
  const [last, setLast] = useState<number | null>(null);
  const shown = views.views.find((view) => isShown(view, search, columns));
  const current = shown ?? (isGiven(search) ? undefined : views.views.find(({ id }) => id === last));
  const open = (view: SavedView) => {
    setLast(view.id);
    onSearch(viewSearch(view));
  };
  return (
    <nav aria-label={t('logs.view.label')} className="flex min-w-0 items-center gap-1 overflow-x-auto py-1">
      {givenViews.map(({ name, search: given }) => (
        <Tab key={name} isShown={!shown && isSameList(given, search)} onPress={() => onSearch({ ...given, columns: search.columns })}>
          {t(`logs.view.given.${name}`)}
        </Tab>
      ))}
      {views.views.map((view) => (
        <span key={view.id} className="inline-flex shrink-0 items-center">
          <Tab isShown={view === shown} isChanged={view === current && view !== shown} onPress={() => open(view)}>
            {view.name}
          </Tab>
          {view === current && <ViewButton view={view} views={views} now={viewText(search, columns)} isChanged={view !== shown} />}
        </span>
      ))}
      {!shown && <SaveView views={views} name={current?.name ?? ''} text={viewText(search, columns)} onSaved={({ id }) => setLast(id)} />}
    </nav>
  );
}
const isGiven = (search: LogSearch) => givenViews.some((given) => isSameList(given.search, search));

function Tab({ isShown, isChanged = false, onPress, children }: { isShown: boolean; isChanged?: boolean; onPress: () => void; children: string }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-current={isShown}
      onClick={onPress}
      className={cn('h-8 max-w-56 shrink-0 truncate rounded-md px-2.5 text-sm text-ink-soft hover:bg-sunken hover:text-ink max-md:h-10', isShown && 'bg-brand-soft font-medium text-brand-ink hover:bg-brand-soft hover:text-brand-ink', isChanged && 'text-ink')}
    >
      {children}
      {isChanged && <span className="ml-1.5 text-xs text-ink-faint">{t('logs.view.changed')}</span>}
    </button>
  );
}

function SaveView({ views, name, text, onSaved }: { views: Views; name: string; text: string; onSaved: (view: SavedView) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const names = views.views.map((view) => view.name);
  const save = async (chosen: string) => {
    onSaved(await views.save(chosen, text));
    setOpen(false);
  };
  return (
    <Popover
      align="start"
      label={t('logs.view.save')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm" className="max-md:h-10">
          <BookmarkPlus aria-hidden />
          {t('logs.view.save')}
        </Button>
      }
    >
      <NameForm name={name} others={names} hint={t('logs.view.saveHint')} submitLabel={(typed) => (names.includes(typed) ? t('logs.view.overwriteName', { name: typed }) : t('common.save'))} onSubmit={save} />
    </Popover>
  );
}
