import { Check, Copy } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { copyText } from '../../lib/copy-text';
import { Button } from './button';
import { toast } from './toaster';

interface CopyButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  text: string;
  label: string;
  copiedLabel: string;
  failedLabel: string;
  iconOnly?: boolean;
}

export function CopyButton({ text, label, copiedLabel, failedLabel, iconOnly = false, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    toast(done ? copiedLabel : failedLabel, done ? 'done' : 'error');
    if (done) setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button onClick={() => void copy()} {...(iconOnly && { 'aria-label': label, title: label })} {...props}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {!iconOnly && label}
    </Button>
  );
}
