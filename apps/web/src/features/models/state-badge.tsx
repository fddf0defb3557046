import type { Model } from '@llamune/contracts';
import { Badge, type Tone } from '../../components/ui/badge';
import { useTranslation } from '../../lib/i18n';
import { stateText } from './model-texts';

const tones: Record<Model['state'], Tone> = { ready: 'good', loading: 'brand', not_loaded: 'plain', no_file: 'bad', missing: 'bad', failed: 'bad' };

export function StateBadge({ model }: { model: Model }) {
  const { t } = useTranslation();
  return (
    <output>
      <Badge tone={tones[model.state]}>{stateText(model, t)}</Badge>
    </output>
  );
}
