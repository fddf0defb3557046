import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn';

/** Grows with its text (`field-sizing`), between `rows` and the given maximum. */
export const Textarea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <textarea className={cn('field-box field-sizing-content max-h-[60dvh] min-h-20 resize-y py-2 text-base leading-[1.75] max-md:text-[16px]', className)} {...props} />
);
