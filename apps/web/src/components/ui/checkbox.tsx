import { useEffect, useRef, type ComponentProps } from 'react';
import { cn } from '../../lib/cn';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'ref'> {
  /** Neither on nor off: some of what it stands for is. */
  indeterminate?: boolean;
}

/** The platform's own, in the colour of what can be pressed. */
export function Checkbox({ indeterminate = false, className, ...props }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <input ref={box} type="checkbox" className={cn('size-4 shrink-0 accent-brand', className)} {...props} />;
}
