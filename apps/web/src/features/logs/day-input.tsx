import { useEffect, useRef } from 'react';
import { Input } from '../../components/ui/input';
import { dayParam } from './log-search';

/** As long as it takes to type the next digit. */
const PAUSE_MS = 600;

interface DayInputProps {
  label: string;
  value: string | undefined;
  min: string;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day of the range. It counts when typing pauses: on the way to 2026 it is a day of the year 2, 20 and 202, and nobody's condition. */
export function DayInput({ label, value, min, max, onChange }: DayInputProps) {
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // What is being typed is not written over by what was typed before.
    if (box.current && document.activeElement !== box.current) box.current.value = value ?? '';
  }, [value]);
  /** Answers whether it was a day, or none at all. */
  const take = (): boolean => {
    clearTimeout(timer.current);
    const { value: typed = '', validity } = box.current ?? {};
    const next = dayParam(typed);
    if (validity?.badInput || (typed !== '' && !next)) return false;
    if (next !== value) onChange(next);
    return true;
  };
  const leave = () => {
    // Half a day does not narrow the list, and must not look as if it did.
    if (!take() && box.current) box.current.value = value ?? '';
  };
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void take(), PAUSE_MS);
  };
  return <Input ref={box} type="date" aria-label={label} min={min} max={max} defaultValue={value} onChange={soon} onBlur={leave} className="w-40 max-md:h-10" />;
}
