import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { cn } from '../../lib/cn';
import { isComposing } from '../../lib/keyboard';
import { Input } from './input';

const PAUSE_MS = 300;

interface SearchInputProps {
  label: string;
  placeholder: string;
  /** What is searched for now: by this box or by the address. */
  text: string;
  onSearch: (text: string) => void;
  maxLength?: number;
  className?: string;
}

/** Searches when typing pauses, at once on Enter, and never in the middle of a conversion. */
export function SearchInput({ label, placeholder, text, onSearch, maxLength = 200, className }: SearchInputProps) {
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  /** What was searched for from here and is not in the address yet: when it comes there, somebody may have typed on. */
  const [sent, setSent] = useState<readonly string[]>([]);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (text !== seen) {
    const place = sent.indexOf(text);
    setSeen(text);
    setSent(place < 0 ? [] : sent.slice(place + 1));
    if (place < 0) setTyped(text);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (typedText: string) => {
    const next = typedText.trim();
    clearTimeout(timer.current);
    setSent((before) => [...before, next]);
    onSearch(next);
  };
  const soon = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(next), PAUSE_MS);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') search(event.currentTarget.value);
    if (event.key !== 'Escape' || typed === '') return;
    // This Escape empties the box and does nothing else on the page.
    event.preventDefault();
    setTyped('');
    search('');
  };
  return (
    <div className={cn('relative', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        value={typed}
        className="pl-8.5 max-md:h-10"
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          composing.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          soon(event.currentTarget.value);
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          if (!composing.current) soon(event.target.value);
        }}
      />
    </div>
  );
}
