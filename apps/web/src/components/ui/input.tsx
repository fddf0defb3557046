import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn';

export const Input = ({ className, type = 'text', ...props }: ComponentProps<'input'>) => <input type={type} className={cn('field-box h-9 text-base', className)} {...props} />;
