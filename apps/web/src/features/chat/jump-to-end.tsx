import { ArrowDown } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';

/** Back to the newest answer, for whoever has scrolled away from it. Stands above what it is put into. */
export function JumpToEnd({ isRunning, onJump }: { isRunning: boolean; onJump: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="pointer-events-none absolute inset-x-0 -top-12 flex justify-center">
      <Button onClick={onJump} className="pointer-events-auto rounded-full shadow-float max-md:h-10">
        <ArrowDown aria-hidden />
        {isRunning ? t('chat.toRunning') : t('chat.toNewest')}
      </Button>
    </div>
  );
}
