import { useEffect, useSyncExternalStore } from 'react';
import { cn } from '../../lib/cn';

interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'error';
}

const LIFE_MS = 4500;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const put = (next: readonly Toast[]) => {
  toasts = next;
  listeners.forEach((listener) => listener());
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** A short word on something that is over. What must be acted on belongs where it happened, not here. */
export const toast = (text: string, tone: Toast['tone'] = 'done') => put([...toasts.slice(-2), { id: ++lastId, text, tone }]);

function Item({ toast: { id, text, tone } }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => put(toasts.filter((other) => other.id !== id)), LIFE_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return <span className={cn('rounded-md px-4 py-2.5 text-sm shadow-float', tone === 'error' ? 'bg-bad text-on-mark' : 'bg-ink text-ground')}>{text}</span>;
}

export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <output aria-live="polite" className="pointer-events-none fixed inset-x-3 bottom-20 z-50 flex flex-col items-center gap-2 md:bottom-6">
      {shown.map((item) => (
        <Item key={item.id} toast={item} />
      ))}
    </output>
  );
}
