import { cn } from '../../lib/cn';

interface ProgressProps {
  /** 0…1; null when nobody knows: then it only shows that something goes on. */
  value: number | null;
  label: string;
  className?: string;
}

export const Progress = ({ value, label, className }: ProgressProps) => <progress aria-label={label} max={1} {...(value !== null && { value })} className={cn('progress-bar', className)} />;
