import type { Model } from '@llamune/contracts';
import { ChevronDown } from 'lucide-react';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { EmptyState } from '../../components/ui/empty-state';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { lineageTree, newestVersions, type Branch } from './lineage';
import { ModelRow } from './model-row';
import { modelLabel } from './model-texts';

/** All models, each below the one it was made of. A version with one successor only stays in its column: years of training must not run out of the page. */
export function ModelTree({ models, onEdit }: { models: readonly Model[]; onEdit: (model: Model) => void }) {
  const { t } = useTranslation();
  const roots = useMemo(() => lineageTree(models), [models]);
  const newest = useMemo(() => newestVersions(models), [models]);
  if (models.length === 0) return <EmptyState>{t('models.empty')}</EmptyState>;
  const row = (model: Model) => <ModelRow model={model} models={models} isNewest={newest.has(model.id)} onEdit={() => onEdit(model)} />;
  return (
    <ul aria-label={t('models.tree')} className="rounded-lg border bg-surface py-1 pr-3 pl-2 sm:pr-4 sm:pl-3">
      {roots.map((root, index) => (
        <li key={root.model.id} className={cn(index > 0 && 'border-t')}>
          <Node branch={root} row={row} />
        </li>
      ))}
    </ul>
  );
}

function Node({ branch, row }: { branch: Branch; row: (model: Model) => ReactNode }) {
  const { model, children, descendants } = branch;
  const [isOpen, setIsOpen] = useState(true);
  const listId = useId();
  const forks = children.length > 1;
  return (
    <>
      <div className="relative grid grid-cols-[24px_minmax(0,1fr)] gap-x-2">
        {/* From this version's dot down to its children: to the next row's dot, or to where they branch off. */}
        {isOpen && children.length > 0 && <span aria-hidden className={cn('absolute top-[34px] left-[11.5px] w-px bg-line-strong/60', forks ? 'bottom-0' : '-bottom-[18px]')} />}
        <Joint model={model} descendants={descendants} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} listId={listId} />
        <div className="min-w-0">{row(model)}</div>
      </div>
      {children.length > 0 && (
        <ul id={listId} hidden={!isOpen} className={cn(forks && 'pl-6')}>
          {children.map((child, index) => (
            <li key={child.model.id} className={cn(forks && 'relative')}>
              {forks && <Fork isLast={index === children.length - 1} />}
              <Node branch={child} row={row} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** From the line of the version above to this one's dot; the line goes on to its other children. */
const Fork = ({ isLast }: { isLast: boolean }) => (
  <span aria-hidden>
    <span className="absolute top-0 -left-[12.5px] h-[25px] w-[21px] rounded-bl-md border-b border-l border-line-strong/60" />
    {!isLast && <span className="absolute top-0 bottom-0 -left-[12.5px] w-px bg-line-strong/60" />}
  </span>
);

interface JointProps {
  model: Model;
  descendants: number;
  isOpen: boolean;
  onToggle: () => void;
  listId: string;
}

/** Where the line meets the version: a dot, or a button that folds what comes after it. */
function Joint({ model, descendants, isOpen, onToggle, listId }: JointProps) {
  const { t } = useTranslation();
  if (descendants === 0)
    return (
      <span aria-hidden className="mt-[21px] grid justify-items-center">
        <span className="size-2 rounded-full bg-line-strong" />
      </span>
    );
  const label = t(isOpen ? 'models.fold' : 'models.unfold', { name: modelLabel(model, t), number: descendants });
  return (
    <span className="relative mt-4">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-label={label}
        title={label}
        onClick={onToggle}
        className="relative mx-auto grid size-[18px] place-items-center rounded-full border border-line-strong bg-surface text-ink-soft after:absolute after:-inset-2.5 hover:bg-sunken hover:text-ink"
      >
        <ChevronDown aria-hidden className={cn('size-3.5 transition-transform', !isOpen && '-rotate-90')} />
      </button>
    </span>
  );
}
