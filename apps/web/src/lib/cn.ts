import { clsx, type ClassValue } from 'clsx';
import { createTailwindMerge } from 'tailwind-merge';
import { classGroups } from './class-groups';

const merge = createTailwindMerge(classGroups);

export const cn = (...classes: ClassValue[]) => merge(clsx(classes));
