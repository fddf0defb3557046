import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn';
import { Slot } from './slot';

const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-brand text-on-brand hover:bg-brand-hover disabled:hover:bg-brand',
        secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken disabled:hover:bg-surface',
        ghost: 'text-ink-soft hover:bg-sunken hover:text-ink',
        danger: 'bg-bad text-on-mark hover:opacity-90',
        link: 'text-brand-ink underline decoration-brand/40 underline-offset-4 hover:decoration-brand',
      },
      size: { md: 'h-9 px-3.5 text-base', sm: 'h-7.5 px-2.5 text-sm', icon: 'size-9', 'icon-sm': 'size-7.5', text: 'h-auto p-0 text-sm' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { asChild?: boolean };

export function Button({ className, variant, size, asChild = false, type, ...props }: ButtonProps) {
  const Element = asChild ? Slot : 'button';
  return <Element {...(!asChild && { type: type ?? 'button' })} className={cn(buttonStyle({ variant, size }), className)} {...props} />;
}
