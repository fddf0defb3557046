import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn';

/** On a telephone large enough that the page is not zoomed when it gets the focus. */
export const Input = ({ className, type = 'text', ...props }: ComponentProps<'input'>) => <input type={type} className={cn('field-box h-9 text-base max-md:h-10 max-md:text-[16px]', className)} {...props} />;
