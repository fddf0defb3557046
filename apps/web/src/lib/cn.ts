import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// `text-read` is a size of ours: without this it would be taken for a colour and drop one.
const merge = extendTailwindMerge({ extend: { classGroups: { 'font-size': [{ text: ['read'] }] } } });

export const cn = (...classes: ClassValue[]) => merge(clsx(classes));
