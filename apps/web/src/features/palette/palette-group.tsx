import { Command } from 'cmdk';
import type { Entry, Group } from './entry';

export const PaletteGroup = ({ group: { title, entries }, onChoose }: { group: Group; onChoose: (entry: Entry) => void }) => (
  <Command.Group heading={title} className="pb-1.5 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint">
    {entries.map((entry) => (
      <Item key={entry.id} entry={entry} onChoose={() => onChoose(entry)} />
    ))}
  </Command.Group>
);

function Item({ entry: { id, icon: Icon, label, note, isDisabled = false }, onChoose }: { entry: Entry; onChoose: () => void }) {
  return (
    <Command.Item value={id} disabled={isDisabled} onSelect={onChoose} className="flex min-h-9.5 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 aria-disabled:cursor-default aria-disabled:text-ink-soft aria-selected:bg-brand-soft aria-selected:text-brand-ink max-md:min-h-11">
      <Icon aria-hidden className="size-4 shrink-0 opacity-80" strokeWidth={1.75} />
      <span className="flex min-w-0 flex-1 justify-between gap-x-3 max-md:flex-col md:items-center">
        <span className="truncate">{label}</span>
        {note && <span className="shrink-0 truncate text-xs text-ink-faint md:max-w-[45%]">{note}</span>}
      </span>
    </Command.Item>
  );
}
